#pragma once

#include <string>
#include <vector>

#include "language_fit.h"

namespace cxtext::training {

struct TableOptions {
  std::uint32_t n_buckets = 41'500;
  // Of the library, whose evidence of n words is divided by temperature * (n + 1)^length_power.
  float temperature = 0.784F;
  float length_power = 0.6F;
};

/// The bytes of a model file: the features that matter most, their weights rounded, in their buckets.
std::string make_table(const Vocabulary& vocabulary, const std::vector<Weights>& weights,
                       const std::vector<float>& counts, const TableOptions& options);

}  // namespace cxtext::training
