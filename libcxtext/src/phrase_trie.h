#pragma once

#include <cstdint>
#include <span>

#include "cxtext/lexicon.h"

#include "lexicon_layout.h"

namespace cxtext {

/// The phrases of one language as a trie over word numbers, read in place. A view: the Lexicon must outlive it.
class PhraseTrie {
 public:
  PhraseTrie() = default;
  PhraseTrie(std::span<const lexicon_layout::Node> nodes, std::span<const lexicon_layout::Edge> edges,
             std::span<const LexiconEntry> entries) noexcept
      : nodes_(nodes.data()), edges_(edges.data()), mask_(edges.size() - 1), entries_(entries.data()) {}

  /// One bit of a set of words: what is not in the set need not be looked up.
  [[nodiscard]] static constexpr std::uint64_t bit_of(std::uint32_t phrase_word) noexcept {
    return std::uint64_t{1} << (phrase_word % 64U);
  }
  /// bit_of() every word that leads on from a node; all ones if a `*` or the phrase's end stands there.
  [[nodiscard]] std::uint64_t children(PhraseNode node) const noexcept {
    const lexicon_layout::Node& at = nodes_[node];
    return at.gap != 0 || at.entry != 0 ? ~std::uint64_t{0} : at.children;
  }
  /// The node that LexiconWord::phrase_word leads to from a node; 0: none.
  [[nodiscard]] PhraseNode step(PhraseNode node, std::uint32_t phrase_word) const noexcept {
    return (nodes_[node].children & bit_of(phrase_word)) == 0 ? 0 : step_unseen(node, phrase_word);
  }
  /// The same without a look at the node: for a word that is likely to lead on.
  [[nodiscard]] PhraseNode step_unseen(PhraseNode node, std::uint32_t phrase_word) const noexcept {
    for (std::size_t at = slot_of(node, phrase_word);; at = (at + 1) & mask_) {
      const lexicon_layout::Edge& edge = edges_[at];
      if (edge.child == 0 || (edge.node == node && edge.phrase_word == phrase_word)) return edge.child;
    }
  }
  /// The node after a `*` at this place; 0: there is no `*` here.
  [[nodiscard]] PhraseNode gap(PhraseNode node) const noexcept { return nodes_[node].gap; }
  /// What a phrase that ends here says; nullptr if none ends here.
  [[nodiscard]] const LexiconEntry* entry(PhraseNode node) const noexcept {
    const std::uint32_t index = nodes_[node].entry;
    return index == 0 ? nullptr : entries_ + index;
  }
  /// Fetches what is to be read, which may take long to come from memory.
  void prefetch(PhraseNode node) const noexcept { __builtin_prefetch(nodes_ + node); }
  void prefetch_step(PhraseNode node, std::uint32_t phrase_word) const noexcept {
    __builtin_prefetch(edges_ + slot_of(node, phrase_word));
  }

 private:
  [[nodiscard]] std::size_t slot_of(PhraseNode node, std::uint32_t phrase_word) const noexcept {
    return lexicon_layout::edge_hash(node, phrase_word) & mask_;
  }

  const lexicon_layout::Node* nodes_ = nullptr;
  const lexicon_layout::Edge* edges_ = nullptr;
  std::size_t mask_ = 0;
  const LexiconEntry* entries_ = nullptr;
};

}  // namespace cxtext
