#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "cxtext/lexicon.h"
#include "cxtext/tokens.h"

#include "phrase_trie.h"
#include "words.h"

namespace cxtext {

/// A word, phrase, emoji or pause of a sentence, as the rules of sentiment and themes see it.
struct Unit {
  using Kind = UnitKind;
  Kind kind = Kind::plain;
  ShifterKind shifter = ShifterKind::none;
  float valence = 0;
  float factor = 1;
  std::uint32_t first_token = 0;
  std::uint32_t last_token = 0;
  std::uint32_t rules = 0;  ///< SentimentRule bits known from the words alone
  bool gradable = false;
  bool comparative = false;  ///< "faster": a feeling word in its comparative form
  enum class Mark : std::uint8_t { other, comma, clause };
  Mark mark = Mark::other;  ///< of a pause; clause: a semicolon or dash
};

/// Kinds of shifters, a bit each.
using ShifterSet = std::uint32_t;
[[nodiscard]] constexpr ShifterSet set_of(ShifterKind kind) noexcept {
  return ShifterSet{1} << static_cast<unsigned>(kind);
}
template <class... Kinds>
[[nodiscard]] constexpr ShifterSet set_of(ShifterKind first, Kinds... others) noexcept {
  return set_of(first) | set_of(others...);
}

/// What some units hold, so that a step need not look for what is not there.
struct UnitContents {
  ShifterSet shifters = 0;
  bool comma = false;   ///< Unit::Mark::comma
  bool clause = false;  ///< Unit::Mark::clause
};

/// A concept or word that can tell a theme; tokens [first_token, last_token].
struct UnitTerm {
  std::uint32_t first_token = 0;
  std::uint32_t last_token = 0;
  WordId word = 0;
  ConceptId concept_id = 0;
};

/// A taxonomy term that stands at a token.
struct UnitAtom {
  std::uint32_t token = 0;
  std::uint32_t atom = 0;
};

/// A comment's tokens with their word types; facts are valid in the language of the lists.
struct TokenView {
  std::string_view text;
  std::span<const Token> tokens;
  std::span<const WordId> words;            ///< no_word for punctuation
  std::span<const WordFacts* const> facts;  ///< nullptr for punctuation, or without lists
};

/// Cuts tokens [begin, end) of one sentence into units: the longest phrase at each place, else single words. Collects
/// terms and atoms on the way. All three are appended. Returns what the units hold.
class UnitReader {
 public:
  explicit UnitReader(const Lexicon& lexicon) : lexicon_(lexicon) {}

  UnitContents read(const TokenView& view, const WordTable& words, Lang lang, std::uint32_t begin, std::uint32_t end,
                    std::vector<Unit>& units, std::vector<UnitTerm>& terms, std::vector<UnitAtom>& atoms);

  /// True if the words of the whole text are one no-content phrase.
  [[nodiscard]] bool is_no_content(const TokenView& view, Lang lang);

 private:
  struct Match {
    const LexiconEntry* feeling = nullptr;  // valence or shifter
    std::uint32_t feeling_last = 0;
    ConceptId concept_id = 0;
    std::uint32_t concept_last = 0;
    bool no_content = false;
    std::uint32_t no_content_last = 0;
  };
  void find_starts(const TokenView& view, std::uint32_t begin, std::uint32_t end);
  void add_word_terms(const TokenView& view, std::uint32_t at, const WordFacts& facts, bool wanted);
  void match_phrases(const TokenView& view, std::uint32_t at, std::uint32_t end, Match& match,
                     std::vector<UnitAtom>* atoms);
  void walk(const TokenView& view, PhraseNode node, std::uint32_t last, std::uint32_t end, int gap_left, Match& match,
            std::vector<UnitAtom>* atoms, int depth);
  void take(const LexiconEntry& entry, std::uint32_t last, Match& match, std::vector<UnitAtom>* atoms) const;
  [[nodiscard]] std::uint32_t emoticon(const TokenView& view, std::uint32_t at, std::uint32_t end, Unit& unit) const;

  const Lexicon& lexicon_;
  PhraseTrie phrases_;                // of the language at hand
  std::vector<std::uint8_t> starts_;  // by token: a phrase may start there
  UnitTerm* term_ = nullptr;          // where the next one is written
};

}  // namespace cxtext
