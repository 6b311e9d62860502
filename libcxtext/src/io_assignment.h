#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cxtext/io.h"
#include "cxtext/result.h"

#include "io_column_facts.h"
#include "io_columns.h"
#include "io_header_names.h"

namespace cxtext::io {

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

}  // namespace cxtext::io
