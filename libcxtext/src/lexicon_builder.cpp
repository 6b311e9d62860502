#include "lexicon_builder.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <set>

#include "cxtext/text.h"

#include "hash.h"
#include "phrase_trie.h"

namespace cxtext {

namespace layout = lexicon_layout;

LexiconBuilder::LexiconBuilder() {
  concepts.emplace_back();  // concept and atom 0 mean "none"
  atom_items.emplace_back();
}

void LexiconBuilder::Claims::add(const Fact& fact, Rank rank) {
  if (fact.facet == Facet::atom) {  // a word may stand for many taxonomy terms
    atoms.push_back(fact.number);
    return;
  }
  const auto [at, fresh] = best.try_emplace(fact.facet, rank, fact);
  if (!fresh && rank < at->second.first) at->second = {std::move(rank), fact};
}

std::string LexiconBuilder::cut(std::string_view term, std::vector<Word>& words) {
  bool last_is_gap = true;
  while (!term.empty()) {
    const std::size_t space = term.find(' ');
    std::string_view piece = term.substr(0, space);
    term = space == std::string_view::npos ? std::string_view{} : term.substr(space + 1);
    if (piece == "*") {
      if (last_is_gap) return "a phrase may not start with '*' or have two in a row";
      words.push_back({{}, false, true});
      last_is_gap = true;
      continue;
    }
    const bool exact = piece.size() > 1 && piece.front() == '=';
    if (exact) piece.remove_prefix(1);
    tokenizer_.tokenize(piece, tokens_);
    for (const Token& token : tokens_) {
      if (token.kind == TokenKind::punctuation && piece[token.begin] == '+') {
        return "'+' is no part of a word: the term would match without it";
      }
      if (token.kind == TokenKind::punctuation) continue;  // "e-mail", "24/7": words beside each other
      const std::string_view surface = piece.substr(token.begin, token.end - token.begin);
      words.push_back({fold(word_part(surface, token.kind)), exact, false});
      last_is_gap = false;
    }
  }
  if (words.empty()) return "the term has no word in it";
  if (last_is_gap) return "a phrase may not end with '*'";
  return {};
}

std::string LexiconBuilder::add_term(Lang lang, std::string_view term, const Fact& fact, bool form_only) {
  std::vector<Word> words;
  if (std::string problem = cut(term, words); !problem.empty()) return problem;
  Tables& tables = tables_[index_of(lang)];
  const bool exact = words.front().exact || form_only;
  const Rank rank{exact ? 0 : 1, term.size(), std::string(term)};
  if (words.size() > 1) {
    add_phrase(tables, lang, words, fact, rank);
    return {};
  }
  const std::string& word = words.front().key;
  tables.forms[word].add(fact, rank);
  if (!exact) tables.stems[std::string(stemmers_.stem(lang, word))].add(fact, rank);
  return {};
}

void LexiconBuilder::add_phrase(Tables& tables, Lang lang, const std::vector<Word>& words, const Fact& fact,
                                const Rank& rank) {
  std::uint32_t node = 0;
  for (const Word& word : words) {
    if (word.gap) {
      if (tables.trie[node].gap == 0) {
        tables.trie[node].gap = static_cast<std::uint32_t>(tables.trie.size());
        tables.trie.emplace_back();
      }
      node = tables.trie[node].gap;
      continue;
    }
    const std::string key = word.exact ? word.key : std::string(stemmers_.stem(lang, word.key));
    auto& numbers = word.exact ? tables.form_words : tables.stem_words;
    const auto [number, fresh] = numbers.try_emplace(key, tables.n_phrase_words + 1);
    if (fresh) ++tables.n_phrase_words;
    const auto [child, grown] =
        tables.trie[node].children.try_emplace(number->second, static_cast<std::uint32_t>(tables.trie.size()));
    node = child->second;
    if (grown) tables.trie.emplace_back();
  }
  tables.trie[node].claims.add(fact, rank);
}

void LexiconBuilder::add_prefix(Lang lang, std::string_view text, float value, ShifterKind kind) {
  tables_[index_of(lang)].prefixes.push_back({pool(text), value, static_cast<std::uint32_t>(kind)});
}

void LexiconBuilder::add_emoji(std::string_view emoji, float valence) {
  emoji_[std::string(emoji)].add({Facet::sentiment, valence, 0}, Rank{0, emoji.size(), std::string(emoji)});
}

layout::PooledString LexiconBuilder::pool(std::string_view text) {
  const auto found = pooled_.find(text);
  if (found != pooled_.end()) return found->second;
  const layout::PooledString made{static_cast<std::uint32_t>(pool_.size()), static_cast<std::uint32_t>(text.size())};
  pool_ += text;
  pooled_.emplace(std::string(text), made);
  return made;
}

/// The sections while they are laid out.
struct LexiconBuilder::Sections {
  layout::Header header;
  std::string body;
  std::string pool;
  std::vector<LexiconEntry> entries{1};
  std::vector<std::uint32_t> atoms;

  layout::PooledString pooled(std::string_view text) {
    const layout::PooledString made{static_cast<std::uint32_t>(pool.size()), static_cast<std::uint32_t>(text.size())};
    pool += text;
    return made;
  }

  template <class Record>
  layout::Span append(const std::vector<Record>& records) {
    static_assert(std::is_trivially_copyable_v<Record>);
    body.resize((body.size() + 7) / 8 * 8, '\0');
    const layout::Span span{sizeof(layout::Header) + body.size(), records.size()};
    body.append(reinterpret_cast<const char*>(records.data()), records.size() * sizeof(Record));
    return span;
  }

  [[nodiscard]] std::vector<std::uint32_t> hash_index(const std::vector<layout::Key>& rows) const {
    std::vector<std::uint32_t> slots(std::bit_ceil(2 * rows.size() + 1));
    for (std::uint32_t row = 0; row < rows.size(); ++row) {
      const std::string_view text = std::string_view(pool).substr(rows[row].text.offset, rows[row].text.bytes);
      std::size_t at = hash64(text) & (slots.size() - 1);
      while (slots[at] != 0) at = (at + 1) & (slots.size() - 1);
      slots[at] = row + 1;
    }
    return slots;
  }

  std::uint32_t add_entry(const Claims& claims) {
    if (claims.best.empty() && claims.atoms.empty()) return 0;
    // Zeroed as bytes, so that padding never carries chance into the file.
    LexiconEntry entry;
    std::memset(static_cast<void*>(&entry), 0, sizeof entry);
    entry.factor = 1;
    for (const auto& [facet, claim] : claims.best) {
      const Fact& fact = claim.second;
      switch (facet) {
        case Facet::sentiment:
          entry.has_valence = true;
          entry.valence = fact.value;
          entry.is_fact = fact.number != 0;
          break;
        case Facet::shifter:
          entry.shifter = static_cast<ShifterKind>(fact.number);
          entry.factor = fact.value;
          break;
        case Facet::concept_id:
          entry.concept_id = fact.number;
          break;
        case Facet::stopword:
          entry.is_stopword = true;
          break;
        case Facet::no_content:
          entry.is_no_content = true;
          break;
        case Facet::atom:
          break;
      }
    }
    const std::set<std::uint32_t> distinct(claims.atoms.begin(), claims.atoms.end());
    entry.first_atom = static_cast<std::uint32_t>(atoms.size());
    entry.n_atoms = static_cast<std::uint16_t>(distinct.size());
    atoms.insert(atoms.end(), distinct.begin(), distinct.end());
    entries.push_back(entry);
    return static_cast<std::uint32_t>(entries.size() - 1);
  }
};

void LexiconBuilder::write_language(Lang lang, Sections& out) const {
  const Tables& tables = tables_[index_of(lang)];
  const auto keys = [&](const auto& claims_by_key, const auto& words_by_key) {
    std::set<std::string_view> all;
    for (const auto& [key, unused] : claims_by_key) all.insert(key);
    for (const auto& [key, unused] : words_by_key) all.insert(key);
    std::vector<layout::Key> rows;
    for (const std::string_view key : all) {
      layout::Key row{out.pooled(key), 0, 0, 0};
      const auto claims = claims_by_key.find(key);
      if (claims != claims_by_key.end()) row.entry = out.add_entry(claims->second);
      const auto word = words_by_key.find(key);
      if (word != words_by_key.end()) {
        row.phrase_word = word->second;
        const auto start = tables.trie.front().children.find(word->second);
        if (start != tables.trie.front().children.end()) row.phrase_start = start->second;
      }
      rows.push_back(row);
    }
    return rows;
  };
  layout::PerLanguage& spans = out.header.languages[index_of(lang)];
  const std::vector<layout::Key> forms = keys(tables.forms, tables.form_words);
  const std::vector<layout::Key> stems = keys(tables.stems, tables.stem_words);
  spans.forms = out.append(forms);
  spans.stems = out.append(stems);
  spans.form_index = out.append(out.hash_index(forms));
  spans.stem_index = out.append(out.hash_index(stems));
  std::vector<layout::Node> nodes;
  std::size_t n_edges = 0;
  for (const TrieNode& node : tables.trie) {
    std::uint64_t children = 0;
    for (const auto& [word, child] : node.children) children |= PhraseTrie::bit_of(word);
    nodes.push_back({children, node.gap, out.add_entry(node.claims)});
    n_edges += node.children.size();
  }
  std::vector<layout::Edge> edges(std::bit_ceil(2 * n_edges + 1));
  for (std::uint32_t node = 0; node < tables.trie.size(); ++node) {
    for (const auto& [word, child] : tables.trie[node].children) {
      std::size_t at = layout::edge_hash(node, word) & (edges.size() - 1);
      while (edges[at].child != 0) at = (at + 1) & (edges.size() - 1);
      edges[at] = {node, word, child};
    }
  }
  spans.nodes = out.append(nodes);
  spans.edges = out.append(edges);
  spans.prefixes = out.append(tables.prefixes);
}

std::string LexiconBuilder::write() const {
  Sections out;
  out.pool = pool_;
  for (const Lang lang : lexicon_langs) write_language(lang, out);
  std::vector<layout::Key> emoji_keys;
  for (const auto& [emoji, claims] : emoji_) emoji_keys.push_back({out.pooled(emoji), out.add_entry(claims), 0, 0});
  out.header.emoji = out.append(emoji_keys);
  out.header.concepts = out.append(concepts);
  out.header.themes = out.append(themes);
  out.header.tests = out.append(tests);
  std::vector<std::uint32_t> starts;
  std::vector<std::uint32_t> flat;
  for (const auto& list : atom_items) {
    starts.push_back(static_cast<std::uint32_t>(flat.size()));
    flat.insert(flat.end(), list.begin(), list.end());
  }
  starts.push_back(static_cast<std::uint32_t>(flat.size()));
  out.header.items = out.append(items);
  out.header.atom_item_starts = out.append(starts);
  out.header.atom_items = out.append(flat);
  out.header.entries = out.append(out.entries);
  out.header.atoms = out.append(out.atoms);
  out.header.pool = out.append(std::vector<char>(out.pool.begin(), out.pool.end()));
  out.header.bytes = sizeof(layout::Header) + out.body.size();
  out.header.checksum = layout::checksum_of(out.header, out.body);
  std::string bytes(reinterpret_cast<const char*>(&out.header), sizeof out.header);
  return bytes + out.body;
}

}  // namespace cxtext
