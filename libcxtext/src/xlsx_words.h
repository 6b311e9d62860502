#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "cxtext/lang.h"

/// The words of the workbook in the languages of reports.
namespace cxtext::xlsx {

enum class Word : std::uint8_t {
  summary,
  themes,
  segments,
  trend,
  comments,
  call,
  thank,
  conflicts,
  nps,
  nps_writers,
  low,
  high,
  scores,
  promoters,
  passives,
  detractors,
  rows,
  theme,
  id,
  file,
  source,
  taxonomy,
  discovered,
  share,
  feeling,
  positive,
  neutral,
  negative,
  impact,
  gap,
  adjusted,
  p,
  q,
  verdict,
  stability,
  words,
  pulls_up,
  pulls_down,
  no_clear_effect,
  not_enough_data,
  column,
  value,
  period,
  first_day,
  last_day,
  date,
  score,
  band,
  promoter,
  passive,
  detractor,
  language,
  confidence,
  label,
  text,
  quote,
  rank,
  pull,
  priority,
  probability,
  drivers_chart,
  trend_chart,
  drivers_note,
  trend_note,
  masked,
  unmasked,
  empty_rows,
  rejected,
  no_theme,
  version,
  notes,
  cut_note,
  rows_note,
};
inline constexpr std::size_t n_words = 73;

/// Of a language other than the five: English. "{}" stands for a number.
[[nodiscard]] std::string_view word(Word word, Lang language) noexcept;

}  // namespace cxtext::xlsx
