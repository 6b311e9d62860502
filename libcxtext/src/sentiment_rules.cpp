#include "sentiment_rules.h"

#include <algorithm>
#include <array>

namespace cxtext {

namespace {

// Strengths of the rules, fitted on the Norwegian training sentences and our own samples only.
constexpr float excess_valence = -1.6F;
constexpr float negated_positive = -0.75F;  // "not good" is bad, but less than "bad"
constexpr float negated_negative = -0.45F;  // "not bad" is faintly good
constexpr float negated_fact = -0.6F;       // "never had to wait"
constexpr float lacking_valence = -0.4F;    // "they have not called"
constexpr float wish_valence = -0.8F;
constexpr float wished_positive = -0.3F;  // "should be faster": it is not
constexpr float past_positive = -0.3F;    // "used to be good"
constexpr float past_negative = 0.6F;
constexpr float shouted_factor = 1.2F;
constexpr float elongated_factor = 1.2F;
constexpr std::array<double, 4> exclaimed_factor{1.0, 1.08, 1.17, 1.26};  // by number of marks
constexpr float superlative_factor = 1.3F;                                // "never had better"
constexpr double shouted_text_factor = 1.15;
constexpr double emphasised_factor = 1.06;
constexpr float complaint_of_question = -0.8F;  // "why is there never …?"
constexpr float asked_positive = 0.5F;
constexpr float before_contrast_factor = 0.75F;
constexpr float after_contrast_factor = 1.25F;

constexpr std::uint32_t degree_reach = 2;         // units between "very" and its word, itself counted
constexpr std::uint32_t negation_reach = 4;       // units after a negator
constexpr std::uint32_t comparison_reach = 5;     // units between a comparative and its "than", or that and "you"
constexpr std::uint32_t negation_back_reach = 3;  // "anbefaler dem ikke": units before it

constexpr std::uint32_t none = ~std::uint32_t{0};  // of units: behind all

constexpr std::uint32_t bit(SentimentRule rule) noexcept { return static_cast<std::uint32_t>(rule); }

void mark(UnitFeeling& feeling, SentimentRule rule) noexcept { feeling.rules |= bit(rule); }

bool is_before(const UnitFeeling& feeling, std::uint32_t unit) noexcept { return feeling.unit < unit; }

bool has_pause(std::span<const Unit> units) {
  return std::any_of(units.begin(), units.end(), [](const Unit& u) { return u.kind == Unit::Kind::pause; });
}

}  // namespace

// "too long": a neutral word made bad by excess. "for" is also a preposition, so the two must stand side by side.
void SentimentRules::excess(std::span<const Unit> units, std::vector<UnitFeeling>& out) const {
  const std::size_t n_listed = out.size();  // these are in order; what is added comes behind them
  for (std::uint32_t i = 0; i + 1 < units.size(); ++i) {
    if (units[i].shifter != ShifterKind::excess || !units[i + 1].gradable) continue;
    const Unit& word = units[i + 1];
    const auto end = out.begin() + static_cast<std::ptrdiff_t>(n_listed);
    const auto listed = std::lower_bound(out.begin(), end, i + 1, is_before);
    if (listed != end && listed->unit == i + 1) {
      listed->value = std::min(listed->value, 0.0F) + excess_valence * 0.7F;
      mark(*listed, SentimentRule::excess);
      continue;
    }
    out.push_back({i + 1, excess_valence, word.rules | bit(SentimentRule::excess)});
  }
  std::sort(out.begin(), out.end(), [](const UnitFeeling& a, const UnitFeeling& b) { return a.unit < b.unit; });
}

// "very", "a bit" right before the word, or chained before each other.
void SentimentRules::degree(std::span<const Unit> units, UnitFeeling& feeling) const {
  std::uint32_t reach = degree_reach;
  for (std::uint32_t i = feeling.unit; i > 0 && reach > 0; --i) {
    const Unit& before = units[i - 1];
    if (before.kind == Unit::Kind::pause || is_negator(before.shifter)) return;
    if (is_degree(before.shifter)) {
      feeling.value *= before.factor;
      if ((before.rules & bit(SentimentRule::elongated)) != 0) {  // "sooo good"
        feeling.value *= elongated_factor;
      }
      mark(feeling,
           before.shifter == ShifterKind::intensifier ? SentimentRule::intensified : SentimentRule::diminished);
      reach = degree_reach;
    } else if (before.kind == Unit::Kind::feeling) {
      return;
    } else {
      --reach;
    }
  }
}

// A negator turns the next feeling within reach. In the Scandinavian main clause the negator follows the verb, so one
// that finds nothing ahead of it turns the nearest feeling before it. One that finds none at all says that something
// did not happen, which customers seldom write down as praise.
void SentimentRules::negation(std::span<const Unit> units, Lang lang, std::vector<UnitFeeling>& feelings) {
  const std::size_t n_listed = feelings.size();  // these are in order; what is added comes behind them
  const auto find = [&](std::uint32_t unit) {
    return std::lower_bound(feelings.begin(), feelings.begin() + static_cast<std::ptrdiff_t>(n_listed), unit,
                            is_before);
  };
  const auto add_lack = [&](std::uint32_t negator) {
    if (units[negator].shifter == ShifterKind::negator)
      feelings.push_back({negator, lacking_valence, units[negator].rules | bit(SentimentRule::lacking)});
  };
  const auto turn = [](UnitFeeling& feeling, const Unit& unit) {
    const bool fact = (unit.rules & bit(SentimentRule::fact)) != 0;
    feeling.value *= feeling.value > 0 ? negated_positive : fact ? negated_fact : negated_negative;
    mark(feeling, SentimentRule::negated);
  };
  // "Seldom had better", "have never met nicer people": nothing was better, which is the highest praise; nothing was
  // worse. What "has never become better" has no participle of an experience.
  const auto is_superlative = [&](std::uint32_t negator, std::uint32_t feeling) {
    if (!units[feeling].comparative) return false;
    if (units[negator].shifter == ShifterKind::seldom) return true;
    const auto between = units.subspan(negator, feeling - negator);
    return std::any_of(between.begin(), between.end(), [](const Unit& u) { return u.shifter == ShifterKind::met; });
  };
  for (std::uint32_t i = 0; i < units.size(); ++i) {
    if (!is_negator(units[i].shifter) || units[i].kind == Unit::Kind::feeling) continue;
    // Feelings are in the order of their units, so only the neighbours of the negator matter.
    const auto after = find(i + 1);
    if (after != feelings.begin() + static_cast<std::ptrdiff_t>(n_listed) && after->unit <= i + negation_reach &&
        !has_pause(units.subspan(i + 1, after->unit - i - 1))) {
      if (is_superlative(i, after->unit)) {
        after->value *= superlative_factor;
        mark(*after, SentimentRule::compared);
      } else {
        turn(*after, units[after->unit]);
      }
      continue;
    }
    const auto not_before = find(i);
    if (lang == Lang::en || not_before == feelings.begin()) {
      add_lack(i);
      continue;
    }
    UnitFeeling& before = *(not_before - 1);
    if (before.unit + negation_back_reach < i || has_pause(units.subspan(before.unit + 1, i - before.unit - 1))) {
      add_lack(i);
      continue;
    }
    const bool already = (before.rules & bit(SentimentRule::negated)) != 0;
    // A phrase has its own negator inside, and a negative word is seldom what a later "ikke" is about, unless that ends
    // the clause ("skoene gnaver ikke").
    const bool closes = before.unit + 1 == i && (i + 1 == units.size() || units[i + 1].kind == Unit::Kind::pause);
    if (!already && (before.value > 0 || closes) && (before.rules & bit(SentimentRule::phrase)) == 0)
      turn(before, units[before.unit]);
  }
  std::sort(feelings.begin(), feelings.end(),
            [](const UnitFeeling& a, const UnitFeeling& b) { return a.unit < b.unit; });
}

// Praise of somebody else: "theirs is better than yours", "you get faster help elsewhere", "the old one was nicer than
// this". What is said of a rival up to the next pause is turned; so is a comparative that "than you" or an "other"
// subject turns against us.
void SentimentRules::comparison(std::span<const Unit> units, std::vector<UnitFeeling>& feelings) const {
  std::uint32_t than = none;
  std::uint32_t rival = none;
  std::uint32_t other = none;
  std::uint32_t met = none;
  for (std::uint32_t i = 0; i < units.size(); ++i) {
    const ShifterKind kind = units[i].shifter;
    if (kind == ShifterKind::than && than == none) than = i;
    if (kind == ShifterKind::rival && rival == none) rival = i;
    if (kind == ShifterKind::other && other == none) other = i;
    if (kind == ShifterKind::met && met == none) met = i;
  }
  if ((rival == none && than == none && met == none) || feelings.empty()) return;
  const auto turn = [](UnitFeeling& feeling) {
    feeling.value *= feeling.value > 0 ? negated_positive : negated_negative;
    mark(feeling, SentimentRule::compared);
  };
  const auto ends_clause = [&](std::uint32_t i) {
    return i + 1 >= units.size() || units[i + 1].kind == Unit::Kind::pause;
  };
  if (rival != none && rival < than) {
    for (UnitFeeling& feeling : feelings) {
      const bool after = feeling.unit > rival && !has_pause(units.subspan(rival + 1, feeling.unit - rival - 1));
      const bool before = feeling.unit < rival && units[feeling.unit].comparative && than == none;
      if (after || before) turn(feeling);
    }
    return;
  }
  if (met != none && than == none) {  // "have eaten better pizza": not turned by a negator, so it was elsewhere
    const auto after = std::lower_bound(feelings.begin(), feelings.end(), met, is_before);
    if (after != feelings.end() && after->unit <= met + degree_reach && units[after->unit].comparative &&
        (after->rules & (bit(SentimentRule::compared) | bit(SentimentRule::negated))) == 0)
      turn(*after);
  }
  if (than == none) return;
  bool than_us = false;
  for (std::uint32_t i = than + 1; i < units.size() && i <= than + comparison_reach; ++i) {
    than_us = than_us || (units[i].shifter == ShifterKind::ours && ends_clause(i));
  }
  if (!than_us && (other == none || other > than)) return;
  const auto behind = std::lower_bound(feelings.begin(), feelings.end(), than, is_before);
  if (behind == feelings.begin()) return;
  UnitFeeling& compared = *(behind - 1);
  if (compared.unit + comparison_reach < than || has_pause(units.subspan(compared.unit, than - compared.unit))) return;
  turn(compared);
}

// "Used to be good": it no longer is. "Now" ends what "once" covers; "until" says that what went before it is over.
void SentimentRules::past(std::span<const Unit> units, std::vector<UnitFeeling>& feelings) const {
  std::uint32_t once = none;
  std::uint32_t now = none;
  std::uint32_t until = none;
  std::uint32_t was = none;
  for (std::uint32_t i = 0; i < units.size(); ++i) {
    if (units[i].kind == Unit::Kind::feeling) continue;
    const ShifterKind kind = units[i].shifter;
    if (kind == ShifterKind::past && once == none) once = i;
    if (kind == ShifterKind::now && now == none) now = i;
    if (kind == ShifterKind::until) until = i;
    if (kind == ShifterKind::was && was == none) was = i;
  }
  for (UnitFeeling& feeling : feelings) {
    const std::uint32_t at = feeling.unit;
    const bool over = once != none && (now == none || (once < now ? at < now : at > once));
    const bool ended = until != none && was < until && at < until && feeling.value > 0;
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
  feelings.insert(at, {unit, complaint_of_question, bit(SentimentRule::asked)});
}

// What the sentence around a feeling does to it: wishes, the past, questions, capitals, "!", "but".
void SentimentRules::frame(std::span<const Unit> units, const StatementContext& context,
                           std::vector<UnitFeeling>& feelings) const {
  std::uint32_t wish = none;
  if (context.may_have(ShifterKind::wish)) {
    const auto wished = std::find_if(units.begin(), units.end(), [](const Unit& u) {
      return u.shifter == ShifterKind::wish && u.kind != Unit::Kind::feeling;
    });
    if (wished != units.end()) wish = static_cast<std::uint32_t>(wished - units.begin());
  }
  if (wish != none) {
    for (UnitFeeling& feeling : feelings) {
      if (feeling.unit < wish || feeling.value <= 0) continue;
      feeling.value *= wished_positive;
      mark(feeling, SentimentRule::wished);
    }
  }
  if (context.may_have(ShifterKind::past, ShifterKind::until)) past(units, feelings);
  for (UnitFeeling& feeling : feelings) {
    if ((feeling.rules & bit(SentimentRule::shouted)) != 0 && !context.shouted_text) feeling.value *= shouted_factor;
    if ((feeling.rules & bit(SentimentRule::elongated)) != 0) feeling.value *= elongated_factor;
    if (context.exclamations > 0) mark(feeling, SentimentRule::exclaimed);
    if (context.shouted_text || context.emphasised) mark(feeling, SentimentRule::shouted);
    if (context.after_contrast || context.before_contrast) {
      feeling.value *= context.after_contrast ? after_contrast_factor : before_contrast_factor;
      mark(feeling, SentimentRule::contrasted);
    }
  }
  ask(units, context, feelings);
  if (wish != none && !context.asked) {
    const auto at = std::lower_bound(feelings.begin(), feelings.end(), wish, is_before);
    feelings.insert(at, {wish, wish_valence, bit(SentimentRule::wished)});
  }
}

double SentimentRules::amplification(const StatementContext& context) noexcept {
  return exclaimed_factor[std::min(context.exclamations, 3U)] * (context.shouted_text ? shouted_text_factor
                                                                 : context.emphasised ? emphasised_factor
                                                                                      : 1.0);
}

double SentimentRules::apply(std::span<const Unit> units, const StatementContext& context,
                             std::vector<UnitFeeling>& out) {
  out.clear();
  for (std::uint32_t i = 0; i < units.size(); ++i) {
    const Unit& unit = units[i];
    if (unit.kind != Unit::Kind::feeling || unit.valence == 0) continue;
    // "awfully good": a feeling word that intensifies the feeling right after it has no say of its own.
    const bool serves_next =
        is_degree(unit.shifter) && i + 1 < units.size() && units[i + 1].kind == Unit::Kind::feeling;
    if (!serves_next) out.emplace_back(i, unit.valence, unit.rules);
  }
  if (context.may_have(ShifterKind::intensifier, ShifterKind::diminisher)) {
    for (UnitFeeling& feeling : out) degree(units, feeling);
  }
  if (context.may_have(ShifterKind::excess)) excess(units, out);
  if (context.may_have(ShifterKind::negator, ShifterKind::seldom)) negation(units, context.lang, out);
  if (context.may_have(ShifterKind::than, ShifterKind::rival, ShifterKind::met)) comparison(units, out);
  frame(units, context, out);
  double sum = 0;
  for (const UnitFeeling& feeling : out) sum += static_cast<double>(feeling.value);
  return sum;
}

}  // namespace cxtext
