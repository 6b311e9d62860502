#include "sentiment_examples.h"

#include <algorithm>
#include <atomic>
#include <unordered_map>
#include <utility>

#include "blocks.h"
#include "sentiment_reading.h"

namespace cxtext {

using sentiment_features::Feature;

namespace {

constexpr std::size_t block_rows = 1024;
constexpr std::uint32_t none = ~std::uint32_t{0};

}  // namespace

SparseLists SparseLists::transposed(std::size_t n_columns) const {
  SparseLists out;
  out.starts.assign(n_columns + 1, 0);
  for (const std::uint32_t column : columns) ++out.starts[column + 1];
  for (std::size_t c = 0; c < n_columns; ++c) out.starts[c + 1] += out.starts[c];
  std::vector<std::uint32_t> next(out.starts.begin(), out.starts.end() - 1);
  out.columns.resize(columns.size());
  out.values.resize(columns.size());
  for (std::size_t row = 0; row < size(); ++row) {
    for (std::uint32_t at = starts[row]; at < starts[row + 1]; ++at) {
      const std::uint32_t to = next[columns[at]]++;
      out.columns[to] = static_cast<std::uint32_t>(row);
      out.values[to] = values[at];
    }
  }
  return out;
}

SentimentExamples::SentimentExamples(const Engine& engine, std::span<const LabelledText> texts,
                                     const SentimentStrengths& damping, const TrainingOptions& options) {
  std::vector<Comment> sample(std::min(texts.size(), prior_sample_rows));
  for (std::size_t i = 0; i < sample.size(); ++i) sample[i].text = texts[i].text;
  FileLanguages languages;
  {
    Analyzer analyzer(engine);
    languages = learn_languages(analyzer, sample, options.languages);
  }
  const Reader::Context context{engine, std::move(languages), damping, options.languages};
  const RowBlocks cut{texts.size(), block_rows};
  std::vector<Block> blocks(cut.count());
  // A reader goes from block to block and works out a word once.
  std::vector<Reader> readers;
  for (std::size_t r = 0; r < std::clamp<std::size_t>(options.threads, 1, std::max<std::size_t>(blocks.size(), 1)); ++r)
    readers.emplace_back(context);
  std::atomic<std::size_t> next{0};
  run_blocks(readers.size(), options.threads, [&](std::size_t r) {
    for (std::size_t b = next++; b < blocks.size(); b = next++) {
      blocks[b].reader = r;
      readers[r].read(texts.subspan(cut[b].begin, cut[b].size()), static_cast<std::uint32_t>(cut[b].begin), blocks[b]);
    }
  });
  number_types(readers, blocks);
  join(blocks, options.threads);
  weigh_types(engine.sentiment_model());
  drop_rare_columns();
}

// In block order, so that types and columns get their numbers by first occurrence, whoever read them.
void SentimentExamples::number_types(std::vector<Reader>& readers, std::vector<Block>& blocks) {
  std::unordered_map<std::uint64_t, std::uint32_t> type_of;  // looked up, never iterated
  std::unordered_map<Feature, std::uint32_t> column_of;
  std::vector<std::vector<std::uint32_t>> number(readers.size());
  std::size_t n_features = 0;
  for (std::size_t r = 0; r < readers.size(); ++r) {
    number[r].assign(readers[r].types.keys.size(), none);
    n_features = std::max(n_features, readers[r].types.features.columns.size());
  }
  column_of.reserve(n_features / 2);
  const auto add_type = [&](Reader::Types& types, std::uint32_t type) {
    names.push_back(std::move(types.names[type]));
    counts.push_back(0);
    for (std::uint32_t at = types.features.starts[type]; at < types.features.starts[type + 1]; ++at) {
      const auto [column, is_new] =
          column_of.try_emplace(types.features.columns[at], static_cast<std::uint32_t>(columns.size()));
      if (is_new) columns.push_back(types.features.columns[at]);
      features.columns.push_back(column->second);
      features.values.push_back(types.features.values[at]);
    }
    features.end_row();
  };
  for (Block& block : blocks) {
    for (std::uint32_t& type : block.uses.columns) {
      std::uint32_t& known = number[block.reader][type];
      if (known == none) {
        Reader::Types& types = readers[block.reader].types;
        const auto [at, added] = type_of.try_emplace(types.keys[type], static_cast<std::uint32_t>(names.size()));
        if (added) add_type(types, type);
        known = at->second;
      }
      type = known;
      ++counts[type];
    }
  }
}

void SentimentExamples::join(std::vector<Block>& blocks, std::uint32_t threads) {
  const auto append = [](auto& to, const auto& from) { to.insert(to.end(), from.begin(), from.end()); };
  std::vector<std::uint32_t> first_use;
  for (const Block& block : blocks) {
    first_use.push_back(uses.starts.back());
    for (std::size_t row = 0; row < block.uses.size(); ++row)
      uses.starts.push_back(first_use.back() + block.uses.starts[row + 1]);
    append(text, block.text);
    append(positive, block.positive);
    append(negative, block.negative);
    append(listed, block.listed);
    append(label, block.label);
    append(weight, block.weight);
    append(calibrates, block.calibrates);
    append(fold, block.fold);
  }
  uses.columns.resize(uses.starts.back());
  uses.values.resize(uses.starts.back());
  // A row's uses in the order of their numbers: that in which they were read is the reader's own.
  run_blocks(blocks.size(), threads, [&](std::size_t b) {
    const SparseLists& read = blocks[b].uses;
    std::vector<std::pair<std::uint32_t, float>> row_uses;
    for (std::size_t row = 0; row < read.size(); ++row) {
      row_uses.clear();
      for (std::uint32_t at = read.starts[row]; at < read.starts[row + 1]; ++at)
        row_uses.emplace_back(read.columns[at], read.values[at]);
      std::sort(row_uses.begin(), row_uses.end());
      std::uint32_t to = first_use[b] + read.starts[row];
      for (const auto& [type, value] : row_uses) {
        uses.columns[to] = type;
        uses.values[to++] = value;
      }
    }
    blocks[b] = {};
  });
}

void SentimentExamples::weigh_types(const SentimentModel& model) {
  std::vector<double> weights;
  weights.reserve(columns.size());
  for (const Feature column : columns) weights.push_back(static_cast<double>(model.weight(column)));
  prior.assign(names.size(), 0);
  for (std::size_t type = 0; type < names.size(); ++type) {
    for (std::uint32_t at = features.starts[type]; at < features.starts[type + 1]; ++at) {
      prior[type] += static_cast<double>(features.values[at]) * weights[features.columns[at]];
    }
  }
}

// What occurs once cannot be learned, only learned by heart. It keeps the weight that it has.
void SentimentExamples::drop_rare_columns() {
  constexpr std::uint32_t min_texts = 2;
  std::vector<std::uint32_t> texts(columns.size());
  for (std::size_t type = 0; type < names.size(); ++type) {
    for (std::uint32_t at = features.starts[type]; at < features.starts[type + 1]; ++at) {
      texts[features.columns[at]] += counts[type];
    }
  }
  std::vector<std::uint32_t> place(columns.size(), none);
  std::uint32_t n_kept = 0;
  for (std::size_t column = 0; column < columns.size(); ++column) {
    if (texts[column] < min_texts) continue;
    columns[n_kept] = columns[column];
    place[column] = n_kept++;
  }
  columns.resize(n_kept);
  SparseLists kept;
  for (std::size_t type = 0; type < names.size(); ++type) {
    for (std::uint32_t at = features.starts[type]; at < features.starts[type + 1]; ++at) {
      if (place[features.columns[at]] == none) continue;
      kept.columns.push_back(place[features.columns[at]]);
      kept.values.push_back(features.values[at]);
    }
    kept.end_row();
  }
  features = std::move(kept);
}

}  // namespace cxtext
