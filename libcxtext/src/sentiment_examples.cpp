#include "sentiment_examples.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "cxtext/text.h"

#include "blocks.h"
#include "hash.h"
#include "personal_terms.h"
#include "sentiment_learned.h"
#include "words.h"

namespace cxtext {

using sentiment_features::Feature;

namespace {

constexpr std::size_t block_rows = 8192;  // a block works out a word once

struct TypeFeature {
  Feature feature = 0;
  float value = 0;
};

// A mark is a type with one feature.
std::uint64_t key_of(Feature feature) { return hash64({reinterpret_cast<const char*>(&feature), sizeof feature}); }

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

// What a thread makes of some texts; types are numbered within the block.
struct SentimentExamples::Block {
  struct Type {
    std::uint64_t key = 0;
    std::string name;
    std::vector<TypeFeature> features;
  };
  std::vector<Type> types;
  SparseLists uses;
  std::vector<std::uint32_t> text;
  std::vector<double> positive;
  std::vector<double> negative;
  std::vector<double> listed;
  std::vector<std::int8_t> label;
  std::vector<float> weight;
  std::vector<std::uint8_t> calibrates;
  std::vector<std::uint8_t> fold;

  std::unordered_map<std::uint64_t, std::uint32_t> number_of;  // looked up, never iterated

  std::uint32_t number(std::uint64_t key, bool& is_new) {
    const auto [at, added] = number_of.try_emplace(key, static_cast<std::uint32_t>(types.size()));
    is_new = added;
    if (added) types.push_back({key, {}, {}});
    return at->second;
  }

  std::uint32_t of_word(const SentimentTrace::WordUse& use, const WordTable& words) {
    const std::string_view folded = words.folded(use.word);
    const std::uint64_t seed = (index_of(use.lang) << 1U) | (use.negated ? 1U : 0U);
    bool is_new = false;
    const std::uint32_t n = number(XXH3_64bits_withSeed(folded.data(), folded.size(), seed), is_new);
    if (!is_new) return n;
    if (!use.negated) types[n].name = folded;
    words.for_each_sentiment_feature(use.word, use.lang, use.negated, [&](Feature feature, float value) {
      types[n].features.push_back({feature, value});
    });
    return n;
  }

  std::uint32_t of_feature(Feature feature) {
    bool is_new = false;
    const std::uint32_t n = number(key_of(feature), is_new);
    if (is_new) types[n].features.push_back({feature, 1.0F});
    return n;
  }
};

struct SentimentExamples::Context {
  const Engine& engine;
  FileLanguages languages;
  SentimentStrengths strengths;
  std::span<const Lang> among;
};

SentimentExamples::Block SentimentExamples::read_block(const Context& context, std::span<const LabelledText> texts,
                                                       std::uint32_t first) {
  Block block;
  Analyzer analyzer(context.engine);
  SentimentTrace trace;
  analyzer.trace_to(&trace);
  std::vector<std::pair<std::uint32_t, float>> used;  // types and how much of them
  std::vector<PersonalSpan> finds;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const LabelledText& text = texts[i];
    if (text.label == SentimentLabel::none || text.label == SentimentLabel::mixed) continue;
    const AnalyzeOptions options{.prior = context.languages.prior,
                                 .language = text.lang,
                                 .declared = text.declared,
                                 .among = context.among,
                                 .fallback = context.languages.main};
    if (!analyzer.analyze(text.text, options).has_content || trace.n_words == 0) continue;
    // A name or an address says nothing of the next comment, and nobody is to read it out of a model. The words are
    // those of the clean text.
    find_personal_data(CleanText(text.text).text(), finds);
    used.clear();
    for (const SentimentTrace::WordUse& use : trace.words) {
      if (is_personal(use.begin, use.end, finds)) continue;
      used.push_back({block.of_word(use, analyzer.word_table()), use.factor});
    }
    for (const Feature feature : trace.features) used.push_back({block.of_feature(feature), 1.0F});
    std::sort(used.begin(), used.end());
    const double damping = damping_of(context.strengths, trace.n_words);
    for (std::size_t at = 0; at < used.size();) {
      double value = 0;
      std::size_t next = at;
      for (; next < used.size() && used[next].first == used[at].first; ++next)
        value += static_cast<double>(used[next].second);
      block.uses.columns.push_back(used[at].first);
      block.uses.values.push_back(static_cast<float>(value * damping));
      at = next;
    }
    block.uses.end_row();
    block.text.push_back(first + static_cast<std::uint32_t>(i));
    block.positive.push_back(trace.positive * damping);
    block.negative.push_back(trace.negative * damping);
    block.listed.push_back(trace.listed * damping);
    block.label.push_back(text.label == SentimentLabel::positive ? 1 : text.label == SentimentLabel::negative ? -1 : 0);
    block.weight.push_back(text.weight);
    block.calibrates.push_back(text.calibrates ? 1 : 0);
    block.fold.push_back(static_cast<std::uint8_t>(hash64(text.group.empty() ? text.text : text.group) % n_folds));
  }
  return block;
}

SentimentExamples::SentimentExamples(const Engine& engine, std::span<const LabelledText> texts,
                                     const SentimentStrengths& damping, const TrainingOptions& options) {
  std::vector<Comment> sample(std::min(texts.size(), prior_sample_rows));
  for (std::size_t i = 0; i < sample.size(); ++i) sample[i].text = texts[i].text;
  Analyzer analyzer(engine);
  const Context context{engine, learn_languages(analyzer, sample, options.languages), damping, options.languages};
  const RowBlocks cut{texts.size(), block_rows};
  std::vector<Block> blocks(cut.count());
  run_blocks(blocks.size(), options.threads, [&](std::size_t b) {
    const RowBlock rows = cut[b];
    blocks[b] = read_block(context, texts.subspan(rows.begin, rows.size()), static_cast<std::uint32_t>(rows.begin));
  });
  join(blocks);
  weigh_types(engine.sentiment_model());
  drop_rare_columns();
}

// In block order, so that types and columns get their numbers by first occurrence.
void SentimentExamples::join(std::vector<Block>& blocks) {
  std::unordered_map<std::uint64_t, std::uint32_t> type_of;
  std::unordered_map<Feature, std::uint32_t> column_of;
  std::vector<std::uint32_t> place;
  const auto add_type = [&](Block::Type& type) {
    names.push_back(std::move(type.name));
    counts.push_back(0);
    for (const TypeFeature& feature : type.features) {
      const auto [column, is_new] = column_of.try_emplace(feature.feature, static_cast<std::uint32_t>(columns.size()));
      if (is_new) columns.push_back(feature.feature);
      features.columns.push_back(column->second);
      features.values.push_back(feature.value);
    }
    features.end_row();
  };
  const auto append = [](auto& to, const auto& from) { to.insert(to.end(), from.begin(), from.end()); };
  for (Block& block : blocks) {
    place.clear();
    for (Block::Type& type : block.types) {
      const auto [at, added] = type_of.try_emplace(type.key, static_cast<std::uint32_t>(names.size()));
      place.push_back(at->second);
      if (added) add_type(type);
    }
    for (std::size_t row = 0; row < block.uses.size(); ++row) {
      for (std::uint32_t at = block.uses.starts[row]; at < block.uses.starts[row + 1]; ++at) {
        uses.columns.push_back(place[block.uses.columns[at]]);
        uses.values.push_back(block.uses.values[at]);
        ++counts[place[block.uses.columns[at]]];
      }
      uses.end_row();
    }
    append(text, block.text);
    append(positive, block.positive);
    append(negative, block.negative);
    append(listed, block.listed);
    append(label, block.label);
    append(weight, block.weight);
    append(calibrates, block.calibrates);
    append(fold, block.fold);
    block = {};
  }
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
  constexpr std::uint32_t dropped = ~std::uint32_t{0};
  std::vector<std::uint32_t> texts(columns.size());
  for (std::size_t type = 0; type < names.size(); ++type) {
    for (std::uint32_t at = features.starts[type]; at < features.starts[type + 1]; ++at) {
      texts[features.columns[at]] += counts[type];
    }
  }
  std::vector<std::uint32_t> place(columns.size(), dropped);
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
      if (place[features.columns[at]] == dropped) continue;
      kept.columns.push_back(place[features.columns[at]]);
      kept.values.push_back(features.values[at]);
    }
    kept.end_row();
  }
  features = std::move(kept);
}

}  // namespace cxtext
