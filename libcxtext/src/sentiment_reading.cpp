#include "sentiment_reading.h"

#include <algorithm>

#include "cxtext/text.h"

#include "hash.h"
#include "personal_terms.h"
#include "words.h"

namespace cxtext {

using sentiment_features::Feature;

namespace {

constexpr std::uint32_t unnumbered = ~std::uint32_t{0};

}  // namespace

void SentimentExamples::Reader::read(std::span<const LabelledText> texts, std::uint32_t first, Block& block) {
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const LabelledText& labelled = texts[i];
    if (labelled.label == SentimentLabel::none || labelled.label == SentimentLabel::mixed) continue;
    if (!read_uses(labelled, block)) continue;
    const double damping = damping_of(context_.strengths, trace_.n_words);
    block.text.push_back(first + static_cast<std::uint32_t>(i));
    block.positive.push_back(trace_.positive * damping);
    block.negative.push_back(trace_.negative * damping);
    block.listed.push_back(trace_.listed * damping);
    block.label.push_back(labelled.label == SentimentLabel::positive   ? 1
                          : labelled.label == SentimentLabel::negative ? -1
                                                                       : 0);
    block.weight.push_back(labelled.weight);
    block.calibrates.push_back(labelled.calibrates ? 1 : 0);
    block.fold.push_back(
        static_cast<std::uint8_t>(hash64(labelled.group.empty() ? labelled.text : labelled.group) % n_folds));
  }
  const std::size_t n_words = analyzer_.word_table().size();
  analyzer_.trim();
  if (analyzer_.word_table().size() < n_words) forget_words();
}

// The table numbers its words anew; types stay, they go by what the words are.
void SentimentExamples::Reader::forget_words() {
  for (std::vector<std::uint32_t>& numbers : number_of_word_) numbers.clear();
}

// False, and nothing added, where the text says nothing.
bool SentimentExamples::Reader::read_uses(const LabelledText& labelled, Block& block) {
  const AnalyzeOptions options{.prior = context_.languages.prior,
                               .language = labelled.lang,
                               .declared = labelled.declared,
                               .among = context_.among,
                               .fallback = context_.languages.main};
  analyzer_.trace_to(&trace_);
  if (!analyzer_.analyze(labelled.text, options).has_content || trace_.n_words == 0) return false;
  // A name or an address says nothing of the next comment, and nobody is to read it out of a model. The words are
  // those of the clean text.
  find_personal_data(CleanText(labelled.text).text(), finds_);
  used_.clear();
  for (const SentimentTrace::WordUse& use : trace_.words) {
    if (!is_personal(use.begin, use.end, finds_)) used_.emplace_back(of_word(use), use.factor);
  }
  for (const Feature feature : trace_.features) used_.emplace_back(of_feature(feature), 1.0F);
  std::sort(used_.begin(), used_.end());
  const double damping = damping_of(context_.strengths, trace_.n_words);
  for (std::size_t at = 0; at < used_.size();) {
    double value = 0;
    std::size_t next = at;
    for (; next < used_.size() && used_[next].first == used_[at].first; ++next)
      value += static_cast<double>(used_[next].second);
    block.uses.columns.push_back(used_[at].first);
    block.uses.values.push_back(static_cast<float>(value * damping));
    at = next;
  }
  block.uses.end_row();
  return true;
}

std::uint32_t SentimentExamples::Reader::number(std::uint64_t key, bool& is_new) {
  const auto [at, added] = number_of_.try_emplace(key, static_cast<std::uint32_t>(types.keys.size()));
  is_new = added;
  if (added) {
    types.keys.push_back(key);
    types.names.emplace_back();
  }
  return at->second;
}

std::uint32_t SentimentExamples::Reader::of_word(const SentimentTrace::WordUse& use) {
  const WordTable& words = analyzer_.word_table();
  const std::uint64_t reading = (index_of(use.lang) << 1U) | (use.negated ? 1U : 0U);
  std::vector<std::uint32_t>& numbers = number_of_word_[reading];
  if (numbers.size() <= use.word) numbers.resize(words.size(), unnumbered);
  std::uint32_t& n = numbers[use.word];
  if (n != unnumbered) return n;
  const std::string_view folded = words.folded(use.word);
  bool is_new = false;
  n = number(XXH3_64bits_withSeed(folded.data(), folded.size(), reading), is_new);
  if (!is_new) return n;
  if (!use.negated) types.names[n] = folded;
  words.for_each_sentiment_feature(use.word, use.lang, use.negated, [&](Feature feature, float value) {
    types.features.columns.push_back(feature);
    types.features.values.push_back(value);
  });
  types.features.end_row();
  return n;
}

// A mark is a type with one feature.
std::uint32_t SentimentExamples::Reader::of_feature(Feature feature) {
  bool is_new = false;
  const std::uint32_t n = number(hash64({reinterpret_cast<const char*>(&feature), sizeof feature}), is_new);
  if (!is_new) return n;
  types.features.columns.push_back(feature);
  types.features.values.push_back(1.0F);
  types.features.end_row();
  return n;
}

}  // namespace cxtext
