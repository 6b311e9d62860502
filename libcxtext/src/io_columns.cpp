#include "io_columns.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <string_view>

#include "io_column_facts.h"
#include "io_header_names.h"
#include "io_utf8.h"

namespace cxtext::io {
namespace {

constexpr std::size_t max_listed_columns = 40;
constexpr std::size_t max_listed_bytes = 60;

std::string list_columns(const std::vector<std::string>& columns) {
  std::string list;
  for (std::size_t i = 0; i < columns.size() && i < max_listed_columns; ++i) {
    if (i > 0) list += ", ";
    const std::string_view name = cut_utf8(columns[i], max_listed_bytes);
    list += name;
    if (name.size() < columns[i].size()) list += "…";
  }
  if (columns.size() > max_listed_columns) list += fmt::format(" and {} more", columns.size() - max_listed_columns);
  return list;
}

/// Insertions, deletions and replacements that make one of the other (Levenshtein).
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row[b.size()];
}

std::string nearest_column(const std::vector<std::string>& columns, const std::string& name) {
  const std::string wanted = folded(cut_utf8(name, 200));
  std::string nearest;
  std::size_t least = std::max<std::size_t>(2, wanted.size() / 3) + 1;
  for (std::size_t i = 0; i < columns.size() && i < 1000; ++i) {
    const std::string has = folded(cut_utf8(columns[i], 200));
    const bool within = wanted.size() >= 3 && has.size() >= 3 &&
                        (has.find(wanted) != std::string::npos || wanted.find(has) != std::string::npos);
    const std::size_t distance = within ? 1 : edit_distance(wanted, has);
    if (distance < least) {
      least = distance;
      nearest = columns[i];
    }
  }
  return nearest;
}

Error missing_column(const Sample& sample, const std::string& name, std::string_view flag, const std::string& path) {
  std::string message = fmt::format("has no column \"{}\" ({}).", cut_utf8(name, max_listed_bytes), flag);
  const std::string nearest = nearest_column(sample.columns, name);
  if (!nearest.empty()) message += fmt::format(" Did you mean \"{}\"?", cut_utf8(nearest, max_listed_bytes));
  message += " Its columns: " + list_columns(sample.columns);
  return {.code = ErrorCode::missing_column, .message = message, .path = path};
}

/// A column that says something of the scores without being them: "NPS group".
bool is_about_scores(std::string_view name) {
  static constexpr std::string_view others[] = {"group", "gruppe", "grupp", "category", "kategori", "segment",
                                                "type",  "typ",    "band",  "label",    "comment",  "kommentar"};
  const std::vector<std::string> words = folded_words(name);
  return std::find_first_of(words.begin(), words.end(), std::begin(others), std::end(others)) != words.end();
}

/// Hands out columns: one role each.
class Assignment {
 public:
  Assignment(const Sample& sample, const ReadOptions& options)
      : sample_(sample),
        options_(options),
        facts_(column_facts(sample, options.score_min, options.score_max)),
        taken_(sample.columns.size(), false) {}

  Status take_named(const std::string& path);
  void sniff();
  [[nodiscard]] bool wants_text() const { return options_.text_columns.empty(); }
  Roles roles;

 private:
  using Choice = std::optional<std::size_t>;
  Result<Choice> named(const std::string& name, std::string_view flag, const std::string& path);
  /// As named(), for a name of several; nothing if the file may lack it.
  Result<Choice> one_of_named(const std::string& name, std::string_view flag, const std::string& path);
  /// The untaken column of the best (lowest) grade; 0 and below are no candidates. Ties: the first.
  template <class Grade>
  Choice best(Grade grade) const;
  Choice take(Choice column);
  [[nodiscard]] Choice sniff_score_by_name() const;
  [[nodiscard]] Choice sniff_score_by_content() const;
  [[nodiscard]] Choice sniff_date() const;
  [[nodiscard]] Choice sniff_language() const;
  [[nodiscard]] Choice sniff_id() const;
  [[nodiscard]] Choice sniff_text() const;
  void sniff_more_texts();
  void sniff_values();
  [[nodiscard]] NameFit fit(Role role, std::size_t column) const;

  [[nodiscard]] bool is_measure(std::size_t column) const;
  [[nodiscard]] bool is_question(std::size_t column) const;
  [[nodiscard]] bool is_not_of_customers(std::size_t column) const;

  const Sample& sample_;
  const ReadOptions& options_;
  std::vector<ColumnFacts> facts_;
  std::vector<bool> taken_;
};

NameFit Assignment::fit(Role role, std::size_t column) const {
  const NameFit name = fit_name(role, sample_.columns[column]);
  if (name.exact || sample_.labels.empty()) return name;
  const NameFit label = fit_name(role, sample_.labels[column]);
  return label.exact || !name.contains ? label : name;
}

/// Numbers that say how much or how many, other scores too, rather than which.
bool Assignment::is_measure(std::size_t column) const {
  return facts_[column].is_numbers() && !numbers_name_groups(sample_.columns[column]);
}

bool Assignment::is_question(std::size_t column) const {
  return sample_.columns[column].ends_with('?') ||
         (!sample_.labels.empty() && trimmed(sample_.labels[column]).ends_with('?'));
}

/// Texts that others wrote: answers of the company, notes, translations of the comment beside it.
bool Assignment::is_not_of_customers(std::size_t column) const {
  constexpr std::string_view others[] = {
      "reply", "replies",     "agent",       "internal",    "intern",  "internt", "interne", "owner",   "company",
      "staff", "medarbejder", "medarbetare", "medarbeider", "title",   "titel",   "tittel",  "name",    "navn",
      "namn",  "email",       "product",     "produkt",     "address", "adresse", "adress",  "subject", "emne",
      "amne",  "url",         "our",         "vart",        "vort",    "vores",   "vare",    "tags",
  };
  const std::string all = folded(sample_.columns[column]);
  for (const std::string_view translated : {"translat", "oversat", "oversatt", "oversett"}) {
    if (all.find(translated) != std::string::npos) return true;
  }
  const std::vector<std::string> words = folded_words(sample_.columns[column]);
  if (is_question(column)) return false;
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
    return std::find(std::begin(others), std::end(others), word) != std::end(others);
  });
}

Result<Assignment::Choice> Assignment::named(const std::string& name, std::string_view flag, const std::string& path) {
  const Choice found = find_column(sample_, name);
  if (!found) return missing_column(sample_, name, flag, path);
  return take(found);
}

Result<Assignment::Choice> Assignment::one_of_named(const std::string& name, std::string_view flag,
                                                    const std::string& path) {
  if (!options_.may_lack_columns || find_column(sample_, name)) return named(name, flag, path);
  roles.lacking.push_back(name);
  return Choice();
}

Assignment::Choice Assignment::take(Choice column) {
  if (column) taken_[*column] = true;
  return column;
}

Status Assignment::take_named(const std::string& path) {
  const auto take_one = [&](const std::string& name, std::string_view flag, Choice& role) -> Status {
    if (name.empty() || name == "-") return Done{};
    Result<Choice> found = named(name, flag, path);
    if (!found) return found.error();
    role = *found;
    return Done{};
  };
  const auto take_all = [&](const std::vector<std::string>& names, std::string_view flag,
                            std::vector<std::size_t>& role) -> Status {
    for (const std::string& name : names) {
      if (name.empty() || name == "-") continue;
      Result<Choice> found = one_of_named(name, flag, path);
      if (!found) return found.error();
      if (*found && std::find(role.begin(), role.end(), **found) == role.end()) role.push_back(**found);
    }
    return Done{};
  };
  if (Status taken = take_all(options_.text_columns, "--text-column", roles.text); !taken) return taken;
  if (roles.text.empty() && !roles.lacking.empty()) {
    return missing_column(sample_, roles.lacking.front(), "--text-column", path);
  }
  if (Status taken = take_one(options_.id_column, "--id-column", roles.id); !taken) return taken;
  if (Status taken = take_one(options_.score_column, "--score-column", roles.score); !taken) return taken;
  if (Status taken = take_one(options_.date_column, "--date-column", roles.date); !taken) return taken;
  if (Status taken = take_one(options_.language_column, "--language-column", roles.language); !taken) return taken;
  return take_all(options_.segment_columns, "--segment-column", roles.segments);
}

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
    const bool more = (is_question(column) && wordy && (name.contains || facts.n_words >= facts.filled * 3)) ||
                      (name.contains && facts.is_prose());
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

}  // namespace

std::optional<std::size_t> find_column(const Sample& sample, const std::string& name) {
  const std::string wanted = folded(name);
  for (const std::vector<std::string>* names : {&sample.columns, &sample.labels}) {
    const auto same = std::find(names->begin(), names->end(), name);
    if (same != names->end()) return static_cast<std::size_t>(same - names->begin());
    if (wanted.empty()) continue;
    for (std::size_t i = 0; i < names->size(); ++i) {
      if (folded((*names)[i]) == wanted) return i;
    }
  }
  std::size_t number = 0;
  const char* end = name.data() + name.size();
  const auto [stop, error] = std::from_chars(name.data(), end, number);
  if (error != std::errc() || stop != end || number == 0 || number > sample.columns.size()) return std::nullopt;
  return number - 1;
}

Result<Roles> find_roles(const Sample& sample, const ReadOptions& options, const std::string& path) {
  Assignment assignment(sample, options);
  if (Status named = assignment.take_named(path); !named) return named.error();
  assignment.sniff();
  if (assignment.roles.text.empty() && options.text_required) {
    return Error{.code = ErrorCode::no_text_column,
                 .message = "has no column that looks like the comments; name it with --text-column. Its columns: " +
                            list_columns(sample.columns),
                 .path = path};
  }
  return std::move(assignment.roles);
}

}  // namespace cxtext::io
