#pragma once

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "cxtext/lexicon.h"
#include "cxtext/tokens.h"

#include "lexicon_layout.h"
#include "snowball.h"

namespace cxtext {

/// Gathers the facts of all lexicon files by language and key, then writes them in the compiled layout.
/// Facts of different files on one word (a feeling, a concept, a taxonomy term) stand side by side in its entry.
class LexiconBuilder {
 public:
  /// Which part of an entry a row sets.
  enum class Facet : std::uint8_t { sentiment, shifter, concept_id, atom, stopword, no_content };

  /// What a row says; only the part named by the facet counts.
  struct Fact {
    Facet facet = Facet::sentiment;
    float value = 0;           // valence or factor
    std::uint32_t number = 0;  // shifter kind, concept id, atom id; is_fact for sentiment
  };

  LexiconBuilder();

  /// Adds a term as written in a lexicon file. Returns an empty text, or what is wrong with the term.
  [[nodiscard]] std::string add_term(Lang lang, std::string_view term, const Fact& fact, bool form_only = false);
  void add_prefix(Lang lang, std::string_view text, float value, ShifterKind kind);
  void add_emoji(std::string_view emoji, float valence);

  std::vector<lexicon_layout::ConceptRow> concepts;
  std::vector<lexicon_layout::ThemeRow> themes;
  std::vector<lexicon_layout::TestRow> tests;
  std::vector<Lexicon::Item> items;
  std::vector<std::vector<std::uint32_t>> atom_items;  // by atom; 0 unused

  [[nodiscard]] lexicon_layout::PooledString pool(std::string_view text);
  [[nodiscard]] std::string write() const;

 private:
  // The best claim to a facet wins: an exact form over a plain term, a short term over a long one, then byte order.
  using Rank = std::tuple<int, std::size_t, std::string>;
  struct Claims {
    std::map<Facet, std::pair<Rank, Fact>> best;
    std::vector<std::uint32_t> atoms;
    void add(const Fact& fact, Rank rank);
  };
  struct Word {
    std::string key;
    bool exact = false;
    bool gap = false;
  };
  struct TrieNode {
    std::map<std::uint32_t, std::uint32_t> children;
    std::uint32_t gap = 0;
    Claims claims;
  };
  struct Tables {
    std::map<std::string, Claims, std::less<>> forms;
    std::map<std::string, Claims, std::less<>> stems;
    std::map<std::string, std::uint32_t, std::less<>> form_words;  // phrase numbers
    std::map<std::string, std::uint32_t, std::less<>> stem_words;
    std::uint32_t n_phrase_words = 0;
    std::vector<TrieNode> trie{1};
    std::vector<lexicon_layout::PrefixRow> prefixes;
  };

  [[nodiscard]] std::string cut(std::string_view term, std::vector<Word>& words);
  void add_phrase(Tables& tables, Lang lang, const std::vector<Word>& words, const Fact& fact, const Rank& rank);
  struct Sections;
  void write_language(Lang lang, Sections& out) const;

  std::array<Tables, n_lexicon_langs> tables_;
  std::map<std::string, Claims, std::less<>> emoji_;
  std::string pool_;
  std::map<std::string, lexicon_layout::PooledString, std::less<>> pooled_;
  Stemmers stemmers_;
  Tokenizer tokenizer_;
  std::vector<Token> tokens_;
};

}  // namespace cxtext
