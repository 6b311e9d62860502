#include "sentiment_rules.h"

#include <doctest/doctest.h>
#include <vector>

#include "testing.h"

using cxtext::ShifterKind;
using cxtext::ShifterSet;
using cxtext::Unit;

namespace {

constexpr unsigned n_kinds = static_cast<unsigned>(ShifterKind::prefix_valence) + 1;

std::vector<Unit> random_units(testing::Random& random) {
  std::vector<Unit> units(random.below(14));
  for (Unit& unit : units) {
    unit.kind = static_cast<Unit::Kind>(random.below(4));
    if (random.chance(0.6)) unit.shifter = static_cast<ShifterKind>(random.below(n_kinds));
    if (unit.kind == Unit::Kind::feeling) unit.valence = random.chance(0.5) ? 2 : -2;
    unit.factor = 1.5F;
    unit.gradable = unit.shifter == ShifterKind::gradable;
    unit.comparative = random.chance(0.2);
  }
  return units;
}

}  // namespace

TEST_CASE("sentiment rules: knowing which shifters are there changes nothing but the work") {
  testing::Random random(31);
  cxtext::SentimentRules rules;
  for (int round = 0; round < 20000; ++round) {
    const std::vector<Unit> units = random_units(random);
    cxtext::StatementContext context{.lang = static_cast<cxtext::Lang>(random.below(5)),
                                     .before_contrast = random.chance(0.2),
                                     .asked = random.chance(0.3)};
    std::vector<cxtext::UnitFeeling> all;
    const double sum = rules.apply(units, context, all);
    context.shifters = 0;
    for (const Unit& unit : units) context.shifters |= cxtext::set_of(unit.shifter);
    std::vector<cxtext::UnitFeeling> some;
    REQUIRE(rules.apply(units, context, some) == sum);
    REQUIRE(some.size() == all.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
      REQUIRE(some[i].unit == all[i].unit);
      REQUIRE(some[i].value == all[i].value);
      REQUIRE(some[i].rules == all[i].rules);
    }
  }
}
