#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "cxtext/lang.h"

#include "hash.h"

/// What the learned weights of sentiment look at, by hash. Shared by the model and its trainer, so that they cannot
/// drift apart. Everything but marks depends on the word type alone and is added up once a type. Pairs of neighbouring
/// words were tried and taught nothing that stems, n-grams and negation did not.
namespace cxtext::sentiment_features {

/// A feature is known by 32 bits of hash: among the hundred thousand of a model, one in 40,000 unknown ones is taken
/// for a known one.
using Feature = std::uint32_t;

/// What a feature is of; part of its hash.
enum class Kind : std::uint8_t { stem, concept_of_word, gram, mark };

inline constexpr float gram_value = 0.3F;  ///< a character n-gram beside 1 for a stem
inline constexpr std::size_t shortest_gram = 3;
inline constexpr std::size_t longest_gram = 5;
/// Longer words are judged by their first characters: a compound's head comes late, but its n-grams are many.
inline constexpr std::size_t max_characters = 40;
/// Stems count per language; concepts are the same in all five.
[[nodiscard]] inline Feature feature_of(Kind kind, Lang lang, bool negated, std::string_view text) noexcept {
  const std::uint64_t seed = (static_cast<std::uint64_t>(kind) << 8U) |
                             (static_cast<std::uint64_t>(index_of(lang)) << 1U) | (negated ? 1U : 0U);
  return static_cast<Feature>(XXH3_64bits_withSeed(text.data(), text.size(), seed));
}

[[nodiscard]] inline Feature question_mark() noexcept { return feature_of(Kind::mark, Lang::other, false, "?"); }

/// A word type as the features see it. Texts in lower case, NFC.
struct Word {
  Lang lang = Lang::en;
  std::string_view folded;
  std::string_view stem;
  std::string_view concept_name;  ///< empty: none
};

/// Calls visit(feature, value) for each feature of a word, of the word under a negator if `negated`. Character n-grams
/// are the same in both: they tell what the word is, not what the sentence does with it.
template <class Visit>
void for_each_of_word(const Word& word, bool negated, Visit visit) {
  visit(feature_of(Kind::stem, word.lang, negated, word.stem), 1.0F);
  if (!word.concept_name.empty())
    visit(feature_of(Kind::concept_of_word, Lang::other, negated, word.concept_name), 1.0F);
  std::uint32_t starts[max_characters + 4];
  std::string framed = "<";
  std::size_t n = 0;
  starts[n++] = 0;
  for (std::size_t at = 0; at < word.folded.size() && n <= max_characters;) {
    starts[n++] = static_cast<std::uint32_t>(framed.size());
    std::size_t next = at + 1;
    while (next < word.folded.size() && (static_cast<unsigned char>(word.folded[next]) & 0xC0U) == 0x80U) ++next;
    framed.append(word.folded, at, next - at);
    at = next;
  }
  starts[n++] = static_cast<std::uint32_t>(framed.size());
  framed += '>';
  starts[n] = static_cast<std::uint32_t>(framed.size());
  for (std::size_t first = 0; first < n; ++first) {
    for (std::size_t length = shortest_gram; length <= longest_gram && first + length <= n; ++length) {
      const std::string_view gram =
          std::string_view(framed).substr(starts[first], starts[first + length] - starts[first]);
      visit(feature_of(Kind::gram, word.lang, false, gram), gram_value);
    }
  }
}

}  // namespace cxtext::sentiment_features
