#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "cxtext/theme_model.h"

namespace cxtext {

struct ThemeModel::Impl {
  std::vector<ModelTheme> themes;
  std::vector<std::string> terms;                                     // "@delivery": a concept; else a form or stem
  std::vector<float> idf;                                             // by term
  std::vector<std::vector<std::pair<std::uint32_t, float>>> centers;  // by theme: columns, ascending, unit length
  std::vector<std::uint32_t> heads;                                   // by theme
  bool by_form = false;    // terms that are no concepts are forms that several languages share
  bool own_words = false;  // terms are stems, never concepts
  // Made of the above.
  std::vector<std::vector<std::pair<std::uint32_t, float>>> centers_of_column;  // by column: themes, weights
  std::unordered_map<std::string, std::uint32_t> column_of_key;

  [[nodiscard]] std::string key_of(const CorpusWord& word, const Lexicon& lexicon) const;
};

}  // namespace cxtext
