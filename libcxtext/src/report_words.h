#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "report_build.h"

namespace cxtext {

/// For each theme, the words that tell it from the rest of the comments, strongest first: log-odds with an informative
/// Dirichlet prior over documents (Monroe, Colaresi & Quinn 2008), forms as customers wrote them.
[[nodiscard]] std::vector<std::vector<std::string>> telling_words(const AnalyzedInput& input, std::size_t n_themes,
                                                                  std::size_t n_words);

/// For each theme, up to n_quotes comments that show it: of a readable length, across the feelings it draws in
/// proportion, as different as possible, in a fixed order. masked: without personal data.
[[nodiscard]] std::vector<std::vector<Quote>> choose_quotes(const std::vector<Comment>& comments,
                                                            const AnalyzedInput& input, std::size_t n_themes,
                                                            std::size_t n_quotes, const Scale& scale, bool masked);

}  // namespace cxtext
