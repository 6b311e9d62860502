#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cxtext/compounds.h"
#include "cxtext/language.h"
#include "cxtext/lexicon.h"
#include "cxtext/sentiment.h"
#include "cxtext/tokens.h"

#include "sentiment_features.h"
#include "snowball.h"

namespace cxtext {

/// Number of a word type in a WordTable, from 0 in order of first sight.
using WordId = std::uint32_t;
inline constexpr WordId no_word = 0xFFFFFFFF;

/// What a word or phrase is to the rules of sentiment.
enum class UnitKind : std::uint8_t { plain, feeling, shifter, pause };

/// What the lists say of a word type in one language.
struct alignas(64) WordFacts {  // a cache line
  float valence = 0;
  float factor = 1;
  ConceptId concept_id = 0;
  /// Of a compound without a concept of its own: those of its first and last part; 0: none.
  std::array<ConceptId, 2> part_concepts{};
  PhraseNode start_form = 0;  ///< phrase trie: this word as a first word …
  PhraseNode start_stem = 0;
  UnitKind kind = UnitKind::plain;
  bool is_term : 1 = false;        ///< by itself it can tell a theme, unless its parts do
  bool has_parts : 1 = false;      ///< any of part_concepts is known
  std::uint16_t rules = 0;         ///< SentimentRule bits of the word by itself
  std::uint64_t second_words = 0;  ///< PhraseTrie::bit_of every word that may come second; all ones: anything; 0: none
  std::uint32_t phrase_form = 0;   ///< … and as a later one
  std::uint32_t phrase_stem = 0;
  std::array<float, 2> learned{};  ///< learned weight of sentiment: plain, and under a negator
  std::uint32_t first_atom = 0;    ///< WordTable::atoms
  std::uint16_t n_atoms = 0;
  ShifterKind shifter = ShifterKind::none;
  bool has_valence : 1 = false;
  bool is_fact : 1 = false;
  bool is_stopword : 1 = false;
  bool is_no_content : 1 = false;
  bool compound : 1 = false;     ///< the valence comes from a prefix and a known rest
  bool comparative : 1 = false;  ///< a feeling word that ends as comparatives do
};
static_assert(sizeof(WordFacts) == 64);

/// Set in a taxonomy term that only a part of a compound stands for.
inline constexpr std::uint32_t atom_of_part = 0x80000000;

/// What is seen of a word type without knowing its language.
struct WordShape {
  bool shouted : 1 = false;    ///< two or more letters, all capitals
  bool elongated : 1 = false;  ///< a letter three times or more in a row
};

/// Every distinct word once, with everything that is known of it. All work that depends on the word alone is done at
/// its first sight; later tokens cost a hash look-up. One per thread; grows with the vocabulary until cleared.
class WordTable {
 public:
  /// All three must outlive the table.
  WordTable(const Lexicon& lexicon, const LanguageModel& language_model, const SentimentModel& sentiment_model);

  /// The type of a token: its text and kind.
  [[nodiscard]] WordId id_of(std::string_view surface, TokenKind kind);

  /// The types of a text's tokens, in out; no_word for punctuation. The same as id_of one by one, but the memory that
  /// each look-up needs is fetched while others run: a corpus' vocabulary does not fit the nearest caches.
  void ids_of(std::string_view text, std::span<const Token> tokens, std::vector<WordId>& out);

  /// Evidence for each language; computed at the first call, so that a caller who gives the language does not pay.
  [[nodiscard]] const LangScores& language_scores(WordId id) {
    if (!types_[id].scored) compute_scores(id);
    return types_[id].scores;
  }
  /// Evidence for each language, added up over tokens.
  [[nodiscard]] LangScores sum_of_scores(std::span<const Token> tokens, std::span<const WordId> words,
                                         std::size_t& n_words);
  [[nodiscard]] WordShape shape(WordId id) const noexcept { return types_[id].shape; }
  [[nodiscard]] TokenKind kind(WordId id) const noexcept { return types_[id].kind; }
  [[nodiscard]] std::string_view surface(WordId id) const noexcept { return text_of(texts_[id].surface); }
  [[nodiscard]] std::string_view folded(WordId id) const noexcept { return text_of(texts_[id].folded); }

  /// Facts of a type in a language with lexicon; computed at the first call. The reference holds until clear().
  [[nodiscard]] const WordFacts& facts(WordId id, Lang lang) {
    const std::uint32_t known = types_[id].facts[index_of(lang)];
    return known != 0 ? facts_at(known) : compute_facts(id, lang);
  }
  /// Taxonomy terms that the word stands for; with the bit atom_of_part if only a part of it does ("taxi" in "taxikø").
  [[nodiscard]] std::span<const std::uint32_t> atoms(const WordFacts& facts) const noexcept {
    return {atoms_.data() + facts.first_atom, facts.n_atoms};
  }
  /// Snowball stem; of what is left of an elongated word after squeezing.
  [[nodiscard]] std::string stem(WordId id, Lang lang) const;
  /// Calls visit(feature, value) for what the learned weights of sentiment look at in the type, alone or negated.
  template <class Visit>
  void for_each_sentiment_feature(WordId id, Lang lang, bool negated, Visit visit) const;

  [[nodiscard]] std::size_t size() const noexcept { return types_.size(); }
  /// True once the table should be cleared at the next convenient point, to keep memory bounded.
  [[nodiscard]] bool is_full() const noexcept;
  void clear();

 private:
  struct Text {
    std::uint64_t offset = 0;
    std::uint32_t bytes = 0;
  };
  // A word of up to 16 bytes is its own key: its bytes, zeros behind them, and the length. A longer one has its hashes
  // there, and is compared in the arena as well.
  struct Key {
    std::uint64_t low = 0;
    std::uint64_t high = 0;
    std::uint64_t bytes = 0;  // 255: that or more
    bool operator==(const Key&) const = default;
  };
  // What every token touches, in one cache line.
  struct alignas(64) Type {
    std::uint64_t key_low = 0;
    std::uint64_t key_high = 0;
    LangScores scores{};
    std::array<std::uint32_t, n_lexicon_langs> facts{};  // number of the facts; 0: not computed yet
    std::uint8_t key_bytes = 0;
    WordShape shape;
    bool scored = false;
    TokenKind kind = TokenKind::word;
  };
  static_assert(sizeof(Type) == 64);
  struct Texts {
    Text surface;
    Text folded;
  };
  struct Slot {
    std::uint32_t tag = 0;          // high bits of the hash
    std::uint32_t id_plus_one = 0;  // 0: free
  };
  static constexpr std::uint32_t facts_a_chunk = 1024;
  [[nodiscard]] const WordFacts& facts_at(std::uint32_t number) const noexcept {
    return (*facts_[number / facts_a_chunk])[number % facts_a_chunk];
  }
  [[nodiscard]] bool is_type(WordId id, const Key& key, std::string_view surface, TokenKind kind) const noexcept {
    const Type& type = types_[id];
    return type.key_low == key.low && type.key_high == key.high && type.key_bytes == key.bytes && type.kind == kind &&
           (key.bytes <= 16 || text_of(texts_[id].surface) == surface);
  }
  [[nodiscard]] WordId find_or_add(const Key& key, std::uint64_t hash, std::string_view surface, TokenKind kind);
  static Key key_of(std::string_view surface, std::size_t readable) noexcept;
  static std::uint64_t hash_of(const Key& key) noexcept;

  [[nodiscard]] std::string_view text_of(const Text& text) const noexcept {
    return std::string_view(arena_).substr(text.offset, text.bytes);
  }
  [[nodiscard]] Text keep(std::string_view text);
  [[nodiscard]] WordId add_type(std::string_view surface, TokenKind kind);
  void grow();
  void compute_scores(WordId id);
  const WordFacts& compute_facts(WordId id, Lang lang);
  void look_up(Lang lang, std::string_view folded, WordFacts& facts, std::vector<std::uint32_t>& atoms) const;
  void look_up_compound(Lang lang, std::string_view folded, WordFacts& facts, std::vector<std::uint32_t>& atoms) const;
  void look_up_parts(Lang lang, std::string_view folded, WordFacts& facts, std::vector<std::uint32_t>& atoms) const;
  [[nodiscard]] bool is_known(Lang lang, std::string_view folded) const;
  /// The folded word, an elongated one cut down to what the lists know.
  [[nodiscard]] std::string listed_form(WordId id, Lang lang) const;
  void add_learned(WordId id, Lang lang, WordFacts& facts) const;

  const Lexicon& lexicon_;
  const LanguageModel& language_model_;
  const SentimentModel& sentiment_model_;
  Stemmers stemmers_;
  CompoundSplitter compounds_;
  std::vector<Slot> slots_;
  std::vector<std::pair<Key, std::uint64_t>> keys_;  // of ids_of: keys and hashes of the tokens at hand
  std::vector<Type> types_;
  std::vector<Texts> texts_;  // parallel to types_
  // In chunks, so that facts never move in memory.
  std::vector<std::unique_ptr<std::array<WordFacts, facts_a_chunk>>> facts_;
  std::uint32_t n_facts_ = 0;
  std::vector<std::uint32_t> atoms_;
  std::string arena_;
};

template <class Visit>
void WordTable::for_each_sentiment_feature(WordId id, Lang lang, bool negated, Visit visit) const {
  namespace features = sentiment_features;
  const TokenKind kind = types_[id].kind;
  if (is_word(kind)) {
    const std::string folded_form = listed_form(id, lang);
    const std::string stem_form(stemmers_.stem(lang, folded_form));
    const ConceptId concept_id = facts_at(types_[id].facts[index_of(lang)]).concept_id;
    features::for_each_of_word(
        {lang, folded_form, stem_form, concept_id == 0 ? std::string_view() : lexicon_.concept_name(concept_id)},
        negated, visit);
  } else if (kind == TokenKind::number || kind == TokenKind::amount) {
    visit(features::feature_of(features::Kind::stem, Lang::other, negated, "#"), 1.0F);
  } else if (kind == TokenKind::emoji) {
    visit(features::feature_of(features::Kind::stem, Lang::other, negated, surface(id)), 1.0F);
  }
}

}  // namespace cxtext
