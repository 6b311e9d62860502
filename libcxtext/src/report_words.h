#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "report_build.h"

namespace cxtext {

inline constexpr std::size_t n_bands = 3;

/// For each theme, the words that tell its statements from the others, strongest first: log-odds with an informative
/// Dirichlet prior over documents (Monroe, Colaresi & Quinn 2008), forms as customers wrote them.
[[nodiscard]] std::vector<WordScores> words_of_themes(const AnalyzedInput& input, std::size_t n_themes,
                                                      std::size_t n_words);

/// For each band (by its value), the words that tell its comments from those of the other two. Comments without a band
/// do not count.
[[nodiscard]] std::array<WordScores, n_bands> words_of_bands(const AnalyzedInput& input,
                                                             const std::vector<std::optional<Band>>& band_of_comment,
                                                             std::size_t n_words);

/// For each theme, up to n_quotes comments that show it: of a readable length, across the feelings it draws in
/// proportion, as different as possible, in a fixed order. masked: without personal data.
[[nodiscard]] std::vector<std::vector<Quote>> choose_quotes(const std::vector<Comment>& comments,
                                                            const AnalyzedInput& input, std::size_t n_themes,
                                                            std::size_t n_quotes, const Scale& scale, bool masked);

}  // namespace cxtext
