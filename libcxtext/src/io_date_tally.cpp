// How a column writes its dates.
#include <algorithm>
#include <optional>
#include <string>

#include "io_dates.h"

namespace cxtext::io {

bool DateTally::add(std::string_view cell) {
  n_serial_ += could_be_serial(cell) ? 1 : 0;
  const std::optional<Date> date = parse_date(cell);
  if (!date) return false;
  bool exists[3] = {};
  for (const DateOrder order : {DateOrder::day_first, DateOrder::month_first, DateOrder::year_first}) {
    exists[static_cast<std::size_t>(order)] = !iso_date(*date, {order, false, false}).empty();
  }
  if (!exists[0] && !exists[1] && !exists[2]) return false;
  ++n_dates_;
  n_half_day_ += date->half_day_clock ? 1 : 0;
  ++by_shape_[static_cast<std::size_t>(date->shape)];
  for (std::size_t order = 0; order < 3; ++order) valid_[order] += exists[order] ? 1 : 0;
  if (!date->four_digit_year && date->shape != DateShape::named) {
    first_numbers_.set(static_cast<std::size_t>(date->numbers[0]));
    last_numbers_.set(static_cast<std::size_t>(date->numbers[2]));
  }
  return true;
}

DateOrder DateTally::order() const noexcept {
  DateOrder best = DateOrder::day_first;
  const auto valid = [&](DateOrder order) { return valid_[static_cast<std::size_t>(order)]; };
  const bool american = n_half_day_ * 2 > n_dates_;
  if (valid(DateOrder::month_first) > valid(best) || (american && valid(DateOrder::month_first) == valid(best))) {
    best = DateOrder::month_first;
  }
  // Of "25-01-31" and "25-02-14" both ends could be the day; years are what varies less.
  const bool years_lead = last_numbers_.count() > first_numbers_.count() + 1;
  if (valid(DateOrder::year_first) < valid(best)) return best;
  return valid(DateOrder::year_first) > valid(best) || years_lead ? DateOrder::year_first : best;
}

std::string DateTally::format(const DateStyle& style) const {
  if (style.serial) return "Excel number";
  if (n_dates_ == 0) return {};
  char separator = '-';
  switch (static_cast<DateShape>(std::max_element(by_shape_, by_shape_ + n_date_shapes) - by_shape_)) {
    case DateShape::year_first:
      return "y-m-d";
    case DateShape::named:
      return "d month y";
    case DateShape::day_month_dash:
      return "d/m-y";
    case DateShape::dotted:
      if (style.order == DateOrder::month_first && !style.given) return "d.m.y";
      separator = '.';
      break;
    case DateShape::slashed:
      separator = '/';
      break;
    case DateShape::dashed:
      break;
  }
  std::string letters = style.order == DateOrder::day_first     ? "d m y"
                        : style.order == DateOrder::month_first ? "m d y"
                                                                : "y m d";
  std::replace(letters.begin(), letters.end(), ' ', separator);
  return letters;
}

}  // namespace cxtext::io
