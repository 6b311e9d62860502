#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cxtext/lang.h"
#include "cxtext/result.h"

namespace cxtext {

/// What a word or phrase does to the feeling words around it. See docs/lexicons.md.
enum class ShifterKind : std::uint8_t {
  none,
  negator,
  intensifier,
  diminisher,
  excess,
  gradable,
  contrast,
  wish,
  past,
  now,         ///< "now": ends what "once" covers
  until,       ///< what was said before it held once
  was,         ///< past tense of "to be" and its like; `until` needs one
  why,         ///< in a question: asks for what is missing
  concession,  ///< "although": starts a clause that weighs less
  turn,        ///< "unfortunately", "however": contrasts its clause with what came before
  rival,       ///< who else one could buy from
  other,       ///< "the old one": what this one is compared with
  than,
  met,     ///< participle of an experience: "I have eaten better pizza" is no praise
  seldom,  ///< a negator; "seldom better" is praise
  ours,    ///< this one, you, here
  prefix,
  prefix_valence,
};

/// "negator", "intensifier" …
[[nodiscard]] std::string_view to_name(ShifterKind kind) noexcept;

[[nodiscard]] constexpr bool is_negator(ShifterKind kind) noexcept {
  return kind == ShifterKind::negator || kind == ShifterKind::seldom;
}
/// Makes a feeling stronger or weaker.
[[nodiscard]] constexpr bool is_degree(ShifterKind kind) noexcept {
  return kind == ShifterKind::intensifier || kind == ShifterKind::diminisher;
}

/// Number of a concept in the concept table, from 1; 0: none.
using ConceptId = std::uint32_t;

/// Everything the lists say of one word form, stem or phrase in one language.
struct LexiconEntry {
  float valence = 0;  ///< -4 … 4, if has_valence
  float factor = 1;   ///< of an intensifier or diminisher
  ConceptId concept_id = 0;
  std::uint32_t first_atom = 0;  ///< taxonomy terms that it matches: Lexicon::atoms(entry)
  std::uint16_t n_atoms = 0;
  ShifterKind shifter = ShifterKind::none;
  bool has_valence : 1 = false;  ///< stands in sentiment.tsv (with valence 0: a blocker)
  bool is_fact : 1 = false;
  bool is_stopword : 1 = false;
  bool is_no_content : 1 = false;
};

/// What kind of meaning a concept has. See docs/lexicons.md.
enum class ConceptClass : std::uint8_t { thing, action, quality, person, place, time, money, feeling, other };

/// "thing", "action" …
[[nodiscard]] std::string_view to_name(ConceptClass kind) noexcept;

class PhraseTrie;  // private to the library

/// Position in a language's phrase trie; 0: no phrase goes that way.
using PhraseNode = std::uint32_t;

/// A full form or stem as the lists know it.
struct LexiconWord {
  const LexiconEntry* entry = nullptr;  ///< nullptr: known in phrases only, or not at all
  std::uint32_t phrase_word = 0;        ///< number under which phrases know it; 0: in no phrase
  PhraseNode phrase_start = 0;          ///< node after it as a phrase's first word; 0: starts none
};

/// A theme of the taxonomy. Views are owned by the Lexicon.
struct TaxonomyTheme {
  std::string_view id;
  std::array<std::string_view, n_lexicon_langs> names;
  std::uint32_t parent = 0;  ///< index of the group it stands in; its own index where it has none
  bool is_group = false;     ///< a heading without rules
};

/// A test sentence that stands in the taxonomy file beside its theme.
struct TaxonomyTest {
  std::uint32_t theme = 0;
  Lang lang = Lang::en;
  bool must_match = true;
  std::string_view text;
};

/// The word lists of the five languages, the concept table and the taxonomy, compiled to one block of bytes that is
/// read in place: opening costs no parsing. Immutable; const methods are thread-safe. Cheap to copy (shares the bytes).
class Lexicon {
 public:
  /// The lists that are compiled into the library.
  [[nodiscard]] static const Lexicon& embedded();
  /// A text file that the embedded lists were compiled from: its path in a folder of word lists, and what it holds.
  struct SourceText {
    std::string_view path;
    std::string_view content;
  };
  /// All of them, for those who want to edit a copy. The views never end.
  [[nodiscard]] static std::vector<SourceText> embedded_sources();

  /// Compiles the files of a directory laid out as lexicons/ is. Errors: bad_lexicon with path and line of the first
  /// bad row, file_not_found, cannot_read.
  [[nodiscard]] static Result<Lexicon> from_directory(const std::string& directory);

  /// Takes over bytes written by compile_lexicon. Errors: bad_model if damaged or of another version.
  [[nodiscard]] static Result<Lexicon> from_bytes(std::string bytes);

  /// Entry of a full form, or of a stem, in a language with lexicon; nullptr if the lists do not know it.
  [[nodiscard]] const LexiconEntry* find_form(Lang lang, std::string_view folded) const noexcept;
  [[nodiscard]] const LexiconEntry* find_stem(Lang lang, std::string_view stem) const noexcept;

  /// The same with the word's place in phrases.
  [[nodiscard]] LexiconWord form(Lang lang, std::string_view folded) const noexcept;
  [[nodiscard]] LexiconWord stem(Lang lang, std::string_view stem) const noexcept;

  /// The phrases of a language.
  [[nodiscard]] PhraseTrie phrases(Lang lang) const noexcept;

  /// Compound prefixes of a language that start folded, longest first: calls of this per word type only.
  struct Prefix {
    std::string_view text;
    float value = 0;
    ShifterKind kind = ShifterKind::prefix;
  };
  [[nodiscard]] std::vector<Prefix> prefixes_of(Lang lang, std::string_view folded) const;

  /// Valence of an emoji or emoticon; nullptr if unknown.
  [[nodiscard]] const LexiconEntry* find_emoji(std::string_view emoji) const noexcept;

  [[nodiscard]] std::size_t n_concepts() const noexcept;
  /// "delivery"; precondition: 1 <= id <= n_concepts().
  [[nodiscard]] std::string_view concept_name(ConceptId id) const noexcept;
  [[nodiscard]] ConceptClass concept_class(ConceptId id) const noexcept;
  /// First word of a concept in a language, for labels; empty if it has none there.
  [[nodiscard]] std::string_view concept_word(ConceptId id, Lang lang) const noexcept;

  /// Taxonomy terms an entry matches.
  [[nodiscard]] std::span<const std::uint32_t> atoms(const LexiconEntry& entry) const noexcept;
  /// Taxonomy terms a concept matches; at most one.
  [[nodiscard]] std::uint32_t atom_of(ConceptId id) const noexcept;

  [[nodiscard]] const std::vector<TaxonomyTheme>& themes() const noexcept;
  [[nodiscard]] const std::vector<TaxonomyTest>& taxonomy_tests() const noexcept;

  /// What an item does where all its atoms stand in a statement. loose: it calls for its theme only if the statement is
  /// short for the number of the theme's loose items in it, or beside evidence that a customer talks of a company: an
  /// item of evidence, or one that calls for any theme. vague: nothing; discovery names no theme by its words.
  enum class ItemKind : std::uint8_t { calls, loose, excludes, evidence, vague };
  /// Rule items of the taxonomy: all atoms of an item must stand in a statement.
  struct Item {
    std::uint32_t theme = 0;  ///< without meaning for evidence and vague
    std::uint16_t n_atoms = 0;
    ItemKind kind = ItemKind::calls;
  };
  [[nodiscard]] std::span<const Item> items() const noexcept;
  /// Items that an atom (from 1) is part of, in ascending order.
  [[nodiscard]] std::span<const std::uint32_t> items_of_atom(std::uint32_t atom) const noexcept;
  [[nodiscard]] std::size_t n_atoms() const noexcept;

  /// 32 hex digits over the compiled bytes.
  [[nodiscard]] std::string hash() const;

 private:
  struct Impl;
  explicit Lexicon(std::shared_ptr<const Impl> impl) noexcept;
  std::shared_ptr<const Impl> impl_;
};

/// Compiles the files of a lexicon directory to the bytes of Lexicon::from_bytes. Deterministic.
/// Errors: as Lexicon::from_directory.
[[nodiscard]] Result<std::string> compile_lexicon(const std::string& directory);

}  // namespace cxtext
