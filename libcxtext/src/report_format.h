#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "cxtext/nps.h"

/// What the writers of a report share. Every figure is rounded here to what JSON carries; what people read is
/// rounded once from that, so that a page never contradicts the data beside it. No locale is read.
namespace cxtext::pages {

/// Rounded as in report.json, so far that the last bits of a processor's arithmetic do not show: points to 8 decimals,
/// shares to 10, feelings to 6, p and q to 9 significant digits. Never -0; what is not finite stays so.
[[nodiscard]] double rounded_points(double points) noexcept;
[[nodiscard]] double rounded_share(double share) noexcept;
[[nodiscard]] double rounded_feeling(double feeling) noexcept;
[[nodiscard]] double rounded_p(double p);

/// The same figures in the same digits as text for CSV: "-12.3", "0.12345679", "3.21e-05".
[[nodiscard]] std::string points_field(double points);
[[nodiscard]] std::string share_field(double share);
[[nodiscard]] std::string feeling_field(double feeling);
[[nodiscard]] std::string p_field(double p);
/// What was found of one comment, with fixed decimals: a confidence to 4 ("0.9900"), a feeling to 3 ("-0.500").
[[nodiscard]] std::string comment_confidence(double confidence);
[[nodiscard]] std::string comment_feeling(double feeling);

/// How a negative number starts: U+2212 on a page, "-" in plain text.
enum class Minus : std::uint8_t { sign, hyphen };

/// For people, with the marks of English (Speech of report_speech.h has those of other languages): one decimal, half
/// away from nought: "+12.3", "-4.0", "0.0".
[[nodiscard]] std::string signed_points(double points, Minus minus);
/// A figure that JSON carries as it does points, with one to eight decimals: "8.13", "-0.5".
[[nodiscard]] std::string fixed(double x, int decimals);
/// "12.3%".
[[nodiscard]] std::string percent(double share);
/// part of whole as a percentage; "0.0%" of nothing.
[[nodiscard]] std::string percent_of(std::uint64_t part, std::uint64_t whole);
/// "12,345".
[[nodiscard]] std::string grouped(std::uint64_t count);
/// "0.034"; "<0.001" below that.
[[nodiscard]] std::string q_text(double q);

/// Where a NPS figure is too thin to be shown to people.
[[nodiscard]] inline bool shown(const BandCounts& bands) noexcept { return bands.n() >= min_cell_shown; }

}  // namespace cxtext::pages
