#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "report_build.h"

namespace cxtext {

/// The close-the-loop lists. themes: of the report's theme space, with their impacts; bands: of the comments.
[[nodiscard]] CloseTheLoop close_the_loop(const std::vector<Comment>& comments, const AnalyzedInput& input,
                                          const std::vector<ThemeFigures>& themes,
                                          const std::vector<std::optional<Band>>& bands, bool masked);

/// What was found of personal data.
[[nodiscard]] PrivacyFigures count_personal(const AnalyzedInput& input, bool masked);

/// text[begin, end) as people are to read it: masked if asked for, then repaired, without blanks at its ends. finds:
/// of text.
[[nodiscard]] std::string readable(std::string_view text, std::span<const PersonalSpan> finds, std::size_t begin,
                                   std::size_t end, bool masked);

/// Takes out words of themes and bands that are personal data themselves: an address for mail that many wrote.
void drop_personal_words(Report& report);

}  // namespace cxtext
