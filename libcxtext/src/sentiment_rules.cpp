#include "sentiment_rules.h"

#include <algorithm>
#include <array>

namespace cxtext {

namespace {

// Strengths of the rules, fitted on the Norwegian training sentences and our own samples only.
constexpr float excess_valence = -1.6F;
constexpr float negated_fact = -0.6F;                                     // "never had to wait"
constexpr float lacking_valence = -0.4F;                                  // "they have not called"
constexpr std::array<double, 4> exclaimed_factor{1.0, 1.08, 1.17, 1.26};  // by number of marks
constexpr float superlative_factor = 1.3F;                                // "never had better"
constexpr double shouted_text_factor = 1.15;
constexpr double emphasised_factor = 1.06;

constexpr std::uint32_t negation_reach = 4;       // units after a negator
constexpr std::uint32_t negation_back_reach = 3;  // "anbefaler dem ikke": units before it

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
    out.push_back({i + 1, excess_valence, word.rules | rule_bit(SentimentRule::excess)});
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
      if ((before.rules & rule_bit(SentimentRule::elongated)) != 0) {  // "sooo good"
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
      feelings.push_back({negator, lacking_valence, units[negator].rules | rule_bit(SentimentRule::lacking)});
  };
  const auto turn = [](UnitFeeling& feeling, const Unit& unit) {
    const bool fact = (unit.rules & rule_bit(SentimentRule::fact)) != 0;
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
    const bool already = (before.rules & rule_bit(SentimentRule::negated)) != 0;
    // A phrase has its own negator inside, and a negative word is seldom what a later "ikke" is about, unless that ends
    // the clause ("skoene gnaver ikke").
    const bool closes = before.unit + 1 == i && (i + 1 == units.size() || units[i + 1].kind == Unit::Kind::pause);
    if (!already && (before.value > 0 || closes) && (before.rules & rule_bit(SentimentRule::phrase)) == 0)
      turn(before, units[before.unit]);
  }
  std::sort(feelings.begin(), feelings.end(),
            [](const UnitFeeling& a, const UnitFeeling& b) { return a.unit < b.unit; });
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
