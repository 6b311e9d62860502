#include "sentiment_problem.h"

#include <cmath>
#include <unordered_map>
#include <utility>

#include "hash.h"

namespace cxtext {

namespace {

// Entries of a column, in proportion to the first one, as a hash.
std::uint64_t hash_of_shape(const SparseLists& columns, std::size_t column) {
  struct Entry {
    std::uint32_t type;
    float ratio;
  };
  const std::uint32_t begin = columns.starts[column];
  std::uint64_t hash = 0;
  for (std::uint32_t at = begin; at < columns.starts[column + 1]; ++at) {
    const Entry entry{columns.columns[at], columns.values[at] / columns.values[begin]};
    hash = XXH3_64bits_withSeed(&entry, sizeof entry, hash);
  }
  return hash;
}

}  // namespace

SentimentProblem::SentimentProblem(const SentimentExamples& examples, std::vector<std::uint32_t> texts)
    : rows(std::move(texts)) {
  std::vector<std::uint32_t> place(examples.features.size(), none);
  std::vector<std::uint32_t> types;
  for (const std::uint32_t row : rows) {
    for (std::uint32_t at = examples.uses.starts[row]; at < examples.uses.starts[row + 1]; ++at) {
      std::uint32_t& type = place[examples.uses.columns[at]];
      if (type == none) {
        type = static_cast<std::uint32_t>(types.size());
        types.push_back(examples.uses.columns[at]);
      }
      uses.columns.push_back(type);
      uses.values.push_back(examples.uses.values[at]);
    }
    uses.end_row();
  }
  users = uses.transposed(types.size());
  group_columns(examples, types);
}

void SentimentProblem::group_columns(const SentimentExamples& examples, const std::vector<std::uint32_t>& types) {
  SparseLists of_types;
  for (const std::uint32_t type : types) {
    for (std::uint32_t at = examples.features.starts[type]; at < examples.features.starts[type + 1]; ++at) {
      of_types.columns.push_back(examples.features.columns[at]);
      of_types.values.push_back(examples.features.values[at]);
    }
    of_types.end_row();
  }
  const SparseLists of_columns = of_types.transposed(examples.columns.size());

  // Groups in the order of their first column, each with the length of the vector of its columns' first values.
  std::unordered_map<std::uint64_t, std::uint32_t> group_of_shape;  // looked up, never iterated
  std::vector<std::uint32_t> first_column;
  std::vector<double> length;
  group_of_.assign(examples.columns.size(), none);
  share_of_.assign(examples.columns.size(), 0);
  for (std::uint32_t column = 0; column < of_columns.size(); ++column) {
    if (of_columns.starts[column] == of_columns.starts[column + 1]) continue;
    const auto [at, is_new] =
        group_of_shape.try_emplace(hash_of_shape(of_columns, column), static_cast<std::uint32_t>(first_column.size()));
    if (is_new) {
      first_column.push_back(column);
      length.push_back(0);
    }
    group_of_[column] = at->second;
    const auto value = static_cast<double>(of_columns.values[of_columns.starts[column]]);
    share_of_[column] = value;
    length[at->second] += value * value;
  }
  for (double& of_group : length) of_group = std::sqrt(of_group);
  for (std::size_t column = 0; column < share_of_.size(); ++column) {
    if (group_of_[column] != none) share_of_[column] /= length[group_of_[column]];
  }
  for (std::size_t group = 0; group < first_column.size(); ++group) {
    const std::uint32_t begin = of_columns.starts[first_column[group]];
    for (std::uint32_t at = begin; at < of_columns.starts[first_column[group] + 1]; ++at) {
      columns.columns.push_back(of_columns.columns[at]);
      columns.values.push_back(of_columns.values[at] / of_columns.values[begin] * static_cast<float>(length[group]));
    }
    columns.end_row();
  }
  features = columns.transposed(types.size());
}

std::vector<double> SentimentProblem::expanded(const std::vector<double>& of_groups) const {
  std::vector<double> out(group_of_.size());
  for (std::size_t column = 0; column < out.size(); ++column) {
    if (group_of_[column] != none) out[column] = share_of_[column] * of_groups[group_of_[column]];
  }
  return out;
}

std::vector<double> SentimentProblem::grouped(const std::vector<double>& of_columns) const {
  std::vector<double> out(n_groups());
  for (std::size_t column = 0; column < of_columns.size(); ++column) {
    if (group_of_[column] != none) out[group_of_[column]] += share_of_[column] * of_columns[column];
  }
  return out;
}

}  // namespace cxtext
