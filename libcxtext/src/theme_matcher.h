#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "cxtext/theme_model.h"

namespace cxtext {

/// A word as discovery sees it.
[[nodiscard]] CorpusWord corpus_word(const Lexicon& lexicon, Lang lang, std::string form, std::string stem,
                                     ConceptId concept_id);

/// Finds the themes of a model in one statement after another; remembers the column of each word. Not thread-safe.
class ThemeMatcher {
 public:
  /// model and lexicon must outlive the matcher.
  ThemeMatcher(const ThemeModel& model, const Lexicon& lexicon) : model_(model), lexicon_(lexicon) {}

  [[nodiscard]] bool has_themes() const noexcept { return !model_.themes().empty(); }
  void begin_statement() { columns_.clear(); }
  /// word: any number that stands for one text until forget(). make_word() is asked at its first sight only.
  template <class MakeWord>
  void add(std::uint32_t word, ConceptId concept_id, Lang lang, const MakeWord& make_word) {
    const std::uint64_t key = (std::uint64_t{word} << 32U) | (std::uint64_t{concept_id} << 3U) | index_of(lang);
    const auto [at, fresh] = column_of_.try_emplace(key, no_term);
    if (fresh) at->second = model_.column_of(make_word(), lexicon_);
    columns_.push_back(at->second);
  }
  [[nodiscard]] ThemeModel::Match match() const { return model_.match(columns_); }
  /// Words will have other numbers from now on.
  void forget() { column_of_.clear(); }

 private:
  const ThemeModel& model_;
  const Lexicon& lexicon_;
  std::unordered_map<std::uint64_t, std::uint32_t> column_of_;
  std::vector<std::uint32_t> columns_;
};

}  // namespace cxtext
