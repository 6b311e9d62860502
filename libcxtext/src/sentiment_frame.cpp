// Rules that look beyond a feeling's neighbours: comparison, and the sentence around it.
#include <algorithm>

#include "sentiment_rules.h"

namespace cxtext {

namespace {

constexpr float wish_valence = -0.8F;
constexpr float wished_positive = -0.3F;  // "should be faster": it is not
constexpr float past_positive = -0.3F;    // "used to be good"
constexpr float past_negative = 0.6F;
constexpr float shouted_factor = 1.2F;
constexpr float complaint_of_question = -0.8F;  // "why is there never …?"
constexpr float asked_positive = 0.5F;
constexpr float before_contrast_factor = 0.75F;
constexpr float after_contrast_factor = 1.25F;

constexpr std::uint32_t comparison_reach = 5;  // units between a comparative and its "than", or that and "you"
constexpr std::uint32_t max_wished_words = 2;  // behind a comparative: "better opening hours", "and" counted

constexpr std::uint32_t no_unit = ~std::uint32_t{0};  // of units: behind all

}  // namespace

// Praise of somebody else: "theirs is better than yours", "you get faster help elsewhere", "the old one was nicer than
// this". What is said of a rival up to the next pause is turned; so is a comparative that "than you" or an "other"
// subject turns against us.
void SentimentRules::comparison(std::span<const Unit> units, std::vector<UnitFeeling>& feelings) const {
  std::uint32_t than = no_unit;
  std::uint32_t rival = no_unit;
  std::uint32_t other = no_unit;
  std::uint32_t met = no_unit;
  for (std::uint32_t i = 0; i < units.size(); ++i) {
    const ShifterKind kind = units[i].shifter;
    if (kind == ShifterKind::than && than == no_unit) than = i;
    if (kind == ShifterKind::rival && rival == no_unit) rival = i;
    if (kind == ShifterKind::other && other == no_unit) other = i;
    if (kind == ShifterKind::met && met == no_unit) met = i;
  }
  if ((rival == no_unit && than == no_unit && met == no_unit) || feelings.empty()) return;
  const auto turn = [](UnitFeeling& feeling) {
    feeling.value *= feeling.value > 0 ? negated_positive : negated_negative;
    mark(feeling, SentimentRule::compared);
  };
  const auto ends_clause = [&](std::uint32_t i) {
    return i + 1 >= units.size() || units[i + 1].kind == Unit::Kind::pause;
  };
  if (rival != no_unit && rival < than) {
    for (UnitFeeling& feeling : feelings) {
      const bool after = feeling.unit > rival && !has_pause(units.subspan(rival + 1, feeling.unit - rival - 1));
      const bool before = feeling.unit < rival && units[feeling.unit].comparative && than == no_unit;
      if (after || before) turn(feeling);
    }
    return;
  }
  if (met != no_unit && than == no_unit) {  // "have eaten better pizza": not turned by a negator, so it was elsewhere
    const auto after = std::lower_bound(feelings.begin(), feelings.end(), met, is_before);
    if (after != feelings.end() && after->unit <= met + degree_reach && units[after->unit].comparative &&
        (after->rules & (rule_bit(SentimentRule::compared) | rule_bit(SentimentRule::negated))) == 0)
      turn(*after);
  }
  if (than == no_unit) return;
  bool than_us = false;
  for (std::uint32_t i = than + 1; i < units.size() && i <= than + comparison_reach; ++i) {
    than_us = than_us || (units[i].shifter == ShifterKind::ours && ends_clause(i));
  }
  if (!than_us && (other == no_unit || other > than)) return;
  const auto behind = std::lower_bound(feelings.begin(), feelings.end(), than, is_before);
  if (behind == feelings.begin()) return;
  UnitFeeling& compared = *(behind - 1);
  if (compared.unit + comparison_reach < than || has_pause(units.subspan(compared.unit, than - compared.unit))) return;
  turn(compared);
}

// "Used to be good": it no longer is. "Now" ends what "once" covers; "until" says that what went before it is over.
void SentimentRules::past(std::span<const Unit> units, std::vector<UnitFeeling>& feelings) const {
  std::uint32_t once = no_unit;
  std::uint32_t now = no_unit;
  std::uint32_t until = no_unit;
  std::uint32_t was = no_unit;
  for (std::uint32_t i = 0; i < units.size(); ++i) {
    if (units[i].kind == Unit::Kind::feeling) continue;
    const ShifterKind kind = units[i].shifter;
    if (kind == ShifterKind::past && once == no_unit) once = i;
    if (kind == ShifterKind::now && now == no_unit) now = i;
    if (kind == ShifterKind::until) until = i;
    if (kind == ShifterKind::was && was == no_unit) was = i;
  }
  for (UnitFeeling& feeling : feelings) {
    const std::uint32_t at = feeling.unit;
    const bool over = once != no_unit && (now == no_unit || (once < now ? at < now : at > once));
    const bool ended = until != no_unit && was < until && at < until && feeling.value > 0;
    if (!over && !ended) continue;
    feeling.value *= feeling.value > 0 ? past_positive : past_negative;
    mark(feeling, SentimentRule::past);
  }
}

// A question puts no feeling down as given; one that begins with "why" asks for what is missing.
void SentimentRules::ask(std::span<const Unit> units, const StatementContext& context,
                         std::vector<UnitFeeling>& feelings) const {
  if (!context.asked) return;
  for (UnitFeeling& feeling : feelings) {
    if (feeling.value <= 0) continue;
    feeling.value *= asked_positive;
    mark(feeling, SentimentRule::asked);
  }
  const auto why =
      std::find_if(units.begin(), units.end(), [](const Unit& u) { return u.shifter == ShifterKind::why; });
  if (why == units.end() || why->kind == Unit::Kind::feeling) return;
  const auto unit = static_cast<std::uint32_t>(why - units.begin());
  const auto at = std::lower_bound(feelings.begin(), feelings.end(), unit, is_before);
  feelings.insert(at, {unit, complaint_of_question, rule_bit(SentimentRule::asked)});
}

// "Better opening hours", "faster replies and lower prices": an answer of nothing but a comparative and what it is said
// of asks for it. Each comparative has a word or two behind it.
void SentimentRules::bare_wish(std::span<const Unit> units, const StatementContext& context,
                               std::vector<UnitFeeling>& feelings) const {
  if (context.asked || context.after_contrast || context.before_contrast) return;
  std::size_t n_comparatives = 0;
  std::uint32_t words = 0;  // since the last comparative
  for (const Unit& unit : units) {
    if (unit.kind == Unit::Kind::feeling) {
      if (!unit.comparative || unit.valence <= 0 || (n_comparatives > 0 && words == 0)) return;
      ++n_comparatives;
      words = 0;
    } else if (unit.kind == Unit::Kind::plain) {
      words += unit.last_token - unit.first_token + 1;
    } else if (unit.kind == Unit::Kind::shifter) {
      return;
    }
    if (n_comparatives == 0 || words > max_wished_words) return;
  }
  if (n_comparatives == 0 || words == 0 || feelings.size() != n_comparatives) return;
  for (UnitFeeling& feeling : feelings) {
    feeling.value *= wished_positive;
    mark(feeling, SentimentRule::wished);
  }
  feelings.front().value += wish_valence;
}

// What the sentence around a feeling does to it: wishes, the past, questions, capitals, "!", "but".
void SentimentRules::frame(std::span<const Unit> units, const StatementContext& context,
                           std::vector<UnitFeeling>& feelings) const {
  std::uint32_t wish = no_unit;
  if (!units.empty() && units.front().comparative) bare_wish(units, context, feelings);
  if (context.may_have(ShifterKind::wish)) {
    const auto wished = std::find_if(units.begin(), units.end(), [](const Unit& u) {
      return u.shifter == ShifterKind::wish && u.kind != Unit::Kind::feeling;
    });
    if (wished != units.end()) wish = static_cast<std::uint32_t>(wished - units.begin());
  }
  if (wish != no_unit) {
    for (UnitFeeling& feeling : feelings) {
      if (feeling.unit < wish || feeling.value <= 0) continue;
      feeling.value *= wished_positive;
      mark(feeling, SentimentRule::wished);
    }
  }
  if (context.may_have(ShifterKind::past, ShifterKind::until)) past(units, feelings);
  for (UnitFeeling& feeling : feelings) {
    if ((feeling.rules & rule_bit(SentimentRule::shouted)) != 0 && !context.shouted_text)
      feeling.value *= shouted_factor;
    if ((feeling.rules & rule_bit(SentimentRule::elongated)) != 0) feeling.value *= elongated_factor;
    if (context.exclamations > 0) mark(feeling, SentimentRule::exclaimed);
    if (context.shouted_text || context.emphasised) mark(feeling, SentimentRule::shouted);
    if (context.after_contrast || context.before_contrast) {
      feeling.value *= context.after_contrast ? after_contrast_factor : before_contrast_factor;
      mark(feeling, SentimentRule::contrasted);
    }
  }
  ask(units, context, feelings);
  if (wish != no_unit && !context.asked) {
    const auto at = std::lower_bound(feelings.begin(), feelings.end(), wish, is_before);
    feelings.insert(at, {wish, wish_valence, rule_bit(SentimentRule::wished)});
  }
}

}  // namespace cxtext
