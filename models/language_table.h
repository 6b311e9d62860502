#pragma once

#include <string>
#include <vector>

#include "language_fit.h"

namespace cxtext::training {

struct TableOptions {
  std::uint32_t n_buckets = 41'500;
  float temperature = 1;
  float length_power = 0.6F;  ///< of the library; that of the fit is a little too modest about long texts
};

/// The bytes of a model file: the features that matter most, their weights rounded, in their buckets.
std::string make_table(const Vocabulary& vocabulary, const std::vector<Weights>& weights,
                       const std::vector<float>& counts, const TableOptions& options);

}  // namespace cxtext::training
