#pragma once

#include <cstdint>
#include <vector>

#include "cxtext/vectors.h"

namespace cxtext {

/// A corpus in an order that its content alone decides.
struct OrderedCorpus {
  Corpus corpus;
  std::vector<std::uint32_t> original_doc;  ///< of each document: its place in the corpus given
};

/// Words by language, form and concept, documents by a hash of their words. However an export is sorted or shuffled,
/// discovery draws the same samples, adds in the same order, and so finds the same themes. Equal documents keep their
/// order; they are treated alike anyway.
[[nodiscard]] OrderedCorpus order_by_content(const Corpus& corpus);

}  // namespace cxtext
