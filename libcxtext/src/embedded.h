#pragma once

#include <string_view>

namespace cxtext {

/// Bytes that the build linked into the library (embedded.S). Alive for the whole program.
[[nodiscard]] std::string_view embedded_lexicon() noexcept;
[[nodiscard]] std::string_view embedded_language_model() noexcept;
[[nodiscard]] std::string_view embedded_sentiment_model() noexcept;
/// For each file a line "<path>\t<bytes>\n", and the bytes of the file.
[[nodiscard]] std::string_view embedded_lexicon_sources() noexcept;

}  // namespace cxtext
