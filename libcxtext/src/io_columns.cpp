#include "io_columns.h"

#include <algorithm>
#include <string_view>

#include "io_assignment.h"
#include "io_column_named.h"
#include "io_utf8.h"

namespace cxtext::io {

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
