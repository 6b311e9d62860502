#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace cxtext {

/// The languages that cxtext tells apart, by ISO 639-1 code. `other`: a language that is none of the five;
/// `undetermined`: too little to tell (numbers, emoji, "OK").
enum class Lang : std::uint8_t { da, sv, nb, nn, en, other, undetermined };

/// The five languages that have lexicons come first in Lang.
inline constexpr std::size_t n_lexicon_langs = 5;
inline constexpr std::size_t n_langs = 7;
inline constexpr std::array<Lang, n_lexicon_langs> lexicon_langs{Lang::da, Lang::sv, Lang::nb, Lang::nn, Lang::en};

/// True for da, sv, nb, nn, en.
[[nodiscard]] constexpr bool has_lexicon(Lang lang) noexcept {
  return static_cast<std::size_t>(lang) < n_lexicon_langs;
}

/// Position of a language in Lang; rows of per-language tables.
[[nodiscard]] constexpr std::size_t index_of(Lang lang) noexcept { return static_cast<std::size_t>(lang); }

/// "da", "sv", "nb", "nn", "en", "other" or "undetermined".
[[nodiscard]] std::string_view to_code(Lang lang) noexcept;

/// The language of a code or of a name as exports write it ("da", "DA", "da-DK", "danish", "dansk", "no", "bokmål",
/// "English" …). Empty if unknown. "no" and "norwegian" are bokmål.
[[nodiscard]] std::optional<Lang> parse_lang(std::string_view name) noexcept;

/// A language with the probability that it is right, in [0, 1].
struct LangGuess {
  Lang lang = Lang::undetermined;
  double confidence = 0.0;
};

}  // namespace cxtext
