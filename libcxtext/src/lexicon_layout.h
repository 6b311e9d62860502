#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <type_traits>

#include "cxtext/lexicon.h"

#include "hash.h"

/// The compiled lexicon: a header, then sections of plain records that are read in place. Offsets into the string pool
/// stand for strings. Written by lexicon_compile.cpp, read by lexicon.cpp; both in the byte order of the machine, since
/// the bytes are made by the build that embeds them.
namespace cxtext::lexicon_layout {

inline constexpr std::array<char, 8> magic{'c', 'x', 't', 'l', 'e', 'x', '0', '6'};

struct PooledString {
  std::uint32_t offset = 0;
  std::uint32_t bytes = 0;
};

/// A full form or stem of a language; keys are sorted by text for binary search.
struct Key {
  PooledString text;
  std::uint32_t entry = 0;         ///< index into entries; 0: none (only in phrases)
  std::uint32_t phrase_word = 0;   ///< number in the phrase trie; 0: in no phrase
  std::uint32_t phrase_start = 0;  ///< node after this as the first word; 0: starts none
};

struct Node {
  std::uint64_t children = 0;  ///< PhraseTrie::bit_of each child's word: a miss needs no look-up
  std::uint32_t gap = 0;       ///< node after a '*'
  std::uint32_t entry = 0;     ///< what a phrase that ends here says; 0: none ends here
};

/// A slot of the hash table of a trie's edges (open addressing, linear probing); child 0: a free slot. The number of
/// slots is a power of two, at most half of them used.
struct Edge {
  std::uint32_t node = 0;
  std::uint32_t phrase_word = 0;
  std::uint32_t child = 0;
};

inline std::uint32_t edge_hash(std::uint32_t node, std::uint32_t phrase_word) noexcept {
  std::uint64_t mixed = ((std::uint64_t{node} << 32U) | phrase_word) * 0x9E3779B97F4A7C15ULL;
  return static_cast<std::uint32_t>(mixed >> 32U);
}

struct PrefixRow {
  PooledString text;
  float value = 0;
  std::uint32_t kind = 0;
};

struct ConceptRow {
  PooledString id;
  std::array<PooledString, n_lexicon_langs> words;
  std::uint32_t atom = 0;
  std::uint32_t kind = 0;
};

struct ThemeRow {
  PooledString id;
  std::array<PooledString, n_lexicon_langs> names;
  std::uint32_t parent = 0;
  std::uint32_t is_group = 0;
};

struct TestRow {
  PooledString text;
  std::uint32_t theme = 0;
  std::uint32_t lang = 0;
  std::uint32_t must_match = 0;
};

struct Span {
  std::uint64_t offset = 0;  ///< from the start of the bytes, 8-aligned
  std::uint64_t count = 0;   ///< records
};

/// forms and stems are found through hash indices: slots of record number + 1 (0: free), linear probing by hash64 of
/// the text; the number of slots is a power of two, at most half of them used.
struct PerLanguage {
  Span forms, stems, form_index, stem_index, nodes, edges, prefixes;
};

struct Header {
  std::array<char, 8> magic_bytes = magic;
  std::uint64_t bytes = 0;
  std::uint64_t checksum = 0;  ///< checksum_of(header, everything after it)
  Span pool, entries, atoms, emoji, concepts, themes, tests, items, atom_item_starts, atom_items;
  std::array<PerLanguage, n_lexicon_langs> languages;
};

/// Of the header (without this field) and the body.
inline std::uint64_t checksum_of(Header header, std::string_view body) noexcept {
  header.checksum = 0;
  const std::string_view head(reinterpret_cast<const char*>(&header), sizeof header);
  return hash64(head) ^ (hash64(body) * 0x9E3779B97F4A7C15ULL);
}

static_assert(std::is_trivially_copyable_v<Header> && std::is_trivially_copyable_v<LexiconEntry> &&
              std::is_trivially_copyable_v<Lexicon::Item>);

}  // namespace cxtext::lexicon_layout
