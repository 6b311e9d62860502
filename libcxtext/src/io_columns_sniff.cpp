// Which column is what, by the names of columns and by what they hold.
#include <algorithm>
#include <string_view>

#include "io_assignment.h"
#include "io_utf8.h"

namespace cxtext::io {
namespace {

/// A column that says something of the scores without being them: "NPS group".
bool is_about_scores(std::string_view name) {
  static constexpr std::string_view others[] = {"group", "gruppe", "grupp", "category", "kategori", "segment",
                                                "type",  "typ",    "band",  "label",    "comment",  "kommentar"};
  const std::vector<std::string> words = folded_words(name);
  return std::find_first_of(words.begin(), words.end(), std::begin(others), std::end(others)) != words.end();
}

}  // namespace

template <class Grade>
Assignment::Choice Assignment::best(Grade grade) const {
  Choice found;
  double highest = 0;
  for (std::size_t column = 0; column < facts_.size(); ++column) {
    if (taken_[column]) continue;
    const double value = grade(column);
    if (value > highest) {
      highest = value;
      found = column;
    }
  }
  return found;
}

Assignment::Choice Assignment::sniff_score_by_name() const {
  return best([&](std::size_t column) -> double {
    const ColumnFacts& facts = facts_[column];
    const NameFit name = fit(Role::score, column);
    const auto rank = static_cast<double>(name.rank);
    const std::size_t scores = facts.numeric + facts.labelled;
    const bool numbers = facts.answered() == 0 || scores * 2 >= facts.answered();
    if (name.exact && numbers) return (facts.in_scale * 10 >= scores * 9 ? 3000 : 1000) - rank;
    if (name.contains && facts.is_scored_in_words() && !is_about_scores(sample_.columns[column])) return 2000 - rank;
    return 0;
  });
}

Assignment::Choice Assignment::sniff_score_by_content() const {
  // A wrong score would be worse than none: two columns that could both be it are told apart only by their reach.
  Choice only;
  std::size_t n_candidates = 0;
  Choice reaching;
  std::size_t n_reaching = 0;
  for (std::size_t column = 0; column < facts_.size(); ++column) {
    const ColumnFacts& facts = facts_[column];
    if (taken_[column] || !facts.is_scored() || facts.n_distinct < 2 || facts.counts_up) continue;
    only = column;
    ++n_candidates;
    if (facts.highest < options_.score_max) continue;
    reaching = column;
    ++n_reaching;
  }
  if (n_candidates == 1) return only;
  return n_reaching == 1 ? reaching : std::nullopt;
}

Assignment::Choice Assignment::sniff_date() const {
  return best([&](std::size_t column) -> double {
    const ColumnFacts& facts = facts_[column];
    const NameFit name = fit(Role::date, column);
    const auto rank = static_cast<double>(name.rank);
    if (facts.filled == 0) return name.exact ? 100 - rank : 0;
    // Day numbers of a spreadsheet are dates only where the name says so.
    const bool serial = facts.dates.n_serial() * 5 >= facts.answered() * 4 && facts.answered() > 0;
    if (serial && (name.exact || name.contains)) return (name.exact ? 3000 : 2000) - rank;
    // By its name alone a column of dates is one even if many of them are none, so that these are told.
    if (name.exact && facts.dates.n_dates() * 3 >= facts.answered()) return 3000 - rank;
    if (facts.dates.n_dates() * 5 < facts.answered() * 4) return 0;
    // Eight digits are a date only where the name says so.
    if (name.contains) return 2000 - rank;
    return facts.numeric == 0 && facts.answered() > 0 ? 1000 : 0;
  });
}

Assignment::Choice Assignment::sniff_language() const {
  return best([&](std::size_t column) -> double {
    const ColumnFacts& facts = facts_[column];
    const NameFit name = fit(Role::language, column);
    const bool short_values = facts.mean_bytes() <= 24 && facts.n_distinct <= 60 && facts.numeric * 2 <= facts.filled;
    if (!name.contains || !short_values) return 0;
    return (name.exact ? 2000 : 1000) - static_cast<double>(name.rank);
  });
}

/// By its name; of names that only call something by a number, by whether it tells the rows apart.
Assignment::Choice Assignment::sniff_id() const {
  return best([&](std::size_t column) -> double {
    const ColumnFacts& facts = facts_[column];
    const NameFit name = fit(Role::id, column);
    const auto rank = static_cast<double>(name.rank);
    if (name.exact && name.rank == 0) return 4000;
    const bool few_rows = facts.filled < 10;
    if (facts.filled == 0 || facts.is_prose()) return 0;
    if (name.exact && (few_rows || facts.n_distinct * 2 >= facts.filled)) return 3000 - rank;
    const bool unique = facts.n_distinct * 20 >= facts.filled * 19;
    if (!unique) return 0;
    if (name.contains) return 2000 - rank;
    if (facts.dates.n_dates() * 2 > facts.answered() || facts.fractional > 0 || facts.spaced) return 0;
    switch (numbered_thing(sample_.columns[column])) {
      case Numbered::rows:
        return 1900;
      case Numbered::things:
        return 1500;
      case Numbered::orders:
        return 1000;
      case Numbered::nothing:
        break;
    }
    return 0;
  });
}

Assignment::Choice Assignment::sniff_text() const {
  return best([&](std::size_t column) -> double {
    const ColumnFacts& facts = facts_[column];
    const NameFit name = fit(Role::text, column);
    const auto rank = static_cast<double>(name.rank);
    const double length = std::min(facts.mean_bytes() * facts.share_filled(), 900.0);
    if (facts.is_values()) return name.exact && facts.answered() == 0 ? 100 - rank * 0.1 : 0;
    if (is_not_of_customers(column) && !name.exact) return facts.is_text() ? 500 : 0;
    const bool varied = facts.filled < 10 || facts.n_distinct * 10 >= facts.filled * 3;
    if (name.exact && facts.is_text()) return 6000 - rank;
    if (name.contains && facts.is_text()) return 5000 + length;
    if (name.exact && varied) return 4000 - rank;
    if (facts.is_prose()) return 3000 + length;
    if (name.contains && varied) return 2000 + length;
    // Few customers, or many who say the same.
    if (name.contains && facts.n_words >= facts.filled * 3) return 1500 + length;
    if (name.exact) return 1000 - rank;
    return facts_.size() == 1 ? 1 : 0;
  });
}

/// Further columns of comments: questions that are answered in words, besides the first one found.
void Assignment::sniff_more_texts() {
  const NameFit first = fit(Role::text, roles.text.front());
  const bool first_asked = is_question(roles.text.front());
  if (!first.contains && !first_asked) return;
  for (std::size_t column = 0; column < facts_.size(); ++column) {
    const ColumnFacts& facts = facts_[column];
    if (taken_[column] || facts.filled == 0 || facts.is_values() || is_not_of_customers(column)) continue;
    const NameFit name = fit(Role::text, column);
    // Answers to "Anything else?" are few, short and alike; what has a question above it needs fewer words.
    const bool wordy = facts.n_words * 2 >= facts.filled * 3 && facts.n_distinct * 3 >= facts.filled;
    // Two words an answer are enough where the name says what it is: a question, or comments.
    const bool told = facts.n_words >= facts.filled * 2 && facts.n_distinct * 2 >= facts.filled;
    const bool more =
        (is_question(column) && wordy && (name.contains || told)) || (name.contains && (facts.is_prose() || told));
    if (!more) continue;
    take(column);
    roles.text.push_back(column);
  }
  std::sort(roles.text.begin(), roles.text.end());
}

void Assignment::sniff() {
  const auto open = [](const std::string& name) { return name.empty(); };
  if (open(options_.score_column)) roles.score = take(sniff_score_by_name());
  if (open(options_.date_column)) roles.date = take(sniff_date());
  if (open(options_.language_column)) roles.language = take(sniff_language());
  if (open(options_.id_column)) roles.id = take(sniff_id());
  if (wants_text()) {
    if (const Choice text = take(sniff_text())) roles.text.push_back(*text);
    if (!roles.text.empty()) sniff_more_texts();
  }
  if (open(options_.score_column) && !roles.score) roles.score = take(sniff_score_by_content());
  if (options_.segment_columns.empty()) {
    for (std::size_t column = 0; column < facts_.size(); ++column) {
      if (taken_[column] || !facts_[column].is_segment() || is_measure(column)) continue;
      if (!roles.score || !follows_scores(sample_, *roles.score, column)) roles.segments.push_back(column);
    }
  }
  sniff_values();
}

/// How the scores and dates of their columns are written.
void Assignment::sniff_values() {
  if (roles.score) {
    // The average below a short column has decimals.
    const ColumnFacts& scores = facts_[*roles.score];
    roles.whole_scores = scores.fractional * 20 <= scores.numeric || (scores.fractional == 1 && scores.numeric > 3);
  }
  roles.decimal = options_.decimal;
  if (roles.decimal == DecimalMark::detect) {
    const bool commas = roles.score && facts_[*roles.score].commas > facts_[*roles.score].points;
    roles.decimal = commas ? DecimalMark::comma : DecimalMark::point;
  }
  if (!roles.date) return;
  const ColumnFacts& facts = facts_[*roles.date];
  if (const auto given = parse_date_style(options_.date_format)) {
    roles.dates = *given;
  } else {
    roles.dates.order = facts.dates.order();
    roles.dates.serial = facts.dates.n_serial() > facts.dates.n_dates();
  }
  roles.date_format = facts.dates.format(roles.dates);
}

}  // namespace cxtext::io
