#include "language_fit.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdio>
#include <memory>
#include <thread>

namespace cxtext::training {

namespace {

constexpr std::size_t n_classes = language_features::n_classes;

bool has(Labels labels, std::size_t label) { return (labels >> label & 1U) != 0; }

struct Random {
  std::uint64_t state;
  std::uint64_t next() {
    state += 0x9E3779B97F4A7C15ULL;
    std::uint64_t z = state;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31U);
  }
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(next() % n); }
};

// Weights and sums of squares of a feature, in one cache line; two lanes of each stay 0.
struct alignas(64) Row {
  std::array<float, 8> weights{};
  std::array<float, 8> squares{};
};

class Trainer {
 public:
  Trainer(const Vocabulary& vocabulary, const std::vector<Document>& documents, const FitOptions& options,
          std::uint64_t seed)
      : vocabulary_(vocabulary),
        documents_(documents),
        options_(options),
        rows_(vocabulary.n_features()),
        kept_of_all_(static_cast<std::uint64_t>(options.kept * 4294967296.0)),
        random_{seed} {}

  void start_generative(std::vector<float>& counts);
  void run();
  void add_to(std::vector<Weights>& sum) const;

 private:
  void step(const Document& document, const std::uint32_t* words, std::size_t n, float weight);
  void learn(const Document& document, float weight);
  void copy_words(const std::uint32_t* words, std::size_t n);

  const Vocabulary& vocabulary_;
  const std::vector<Document>& documents_;
  const FitOptions& options_;
  std::vector<Row> rows_;
  std::vector<std::uint32_t> copied_;
  std::vector<std::uint32_t> seen_;  // features of a step
  std::uint64_t kept_of_all_;        // … of 2^32
  Random random_;
  float rate_ = 0;
};

// log((count + smoothing) / …) of each feature in each class, of word counts damped by a power: a naive Bayes model.
// Scaled down, since the n-grams of a word overlap.
void Trainer::start_generative(std::vector<float>& counts) {
  constexpr float damping = 0.8F;
  constexpr float smoothing = 0.3F;
  constexpr float scale = 0.1F;
  std::vector<Weights> words(vocabulary_.size(), Weights{});
  for (const Document& document : documents_) {
    if (document.labels == no_language) continue;
    const float share = document.weight / static_cast<float>(std::popcount(document.labels));
    for (const std::uint32_t word : document.words) {
      for (std::size_t c = 0; c < n_classes; ++c) words[word][c] += has(document.labels, c) ? share : 0.0F;
    }
  }
  std::array<double, n_classes> totals{};
  std::vector<Weights> features(rows_.size(), Weights{});
  for (std::uint32_t w = 0; w < words.size(); ++w) {
    for (std::size_t c = 0; c < n_classes; ++c) {
      if (words[w][c] <= 0) continue;
      const float damped = std::pow(words[w][c], damping);
      totals[c] += static_cast<double>(damped);
      for (const auto* f = vocabulary_.features_begin(w); f != vocabulary_.features_end(w); ++f) {
        features[*f][c] += damped;
      }
    }
  }
  double mean_total = 0;
  for (const double total : totals) mean_total += total / static_cast<double>(n_classes);
  counts.assign(rows_.size(), 0.0F);
  for (std::size_t f = 0; f < rows_.size(); ++f) {
    Weights logs{};
    float mean = 0;
    for (std::size_t c = 0; c < n_classes; ++c) {
      counts[f] += features[f][c];
      logs[c] = std::log(features[f][c] * static_cast<float>(mean_total / totals[c]) + smoothing);
      mean += logs[c] / static_cast<float>(n_classes);
    }
    if (counts[f] <= 0) continue;
    for (std::size_t c = 0; c < n_classes; ++c) rows_[f].weights[c] = scale * (logs[c] - mean);
  }
}

// One step on n words of a document.
void Trainer::step(const Document& document, const std::uint32_t* words, std::size_t n, float weight) {
  constexpr float decay = 2e-6F;
  std::array<float, 8> logit{};
  seen_.clear();
  for (std::size_t w = 0; w < n; ++w) {
    for (const auto* f = vocabulary_.features_begin(words[w]); f != vocabulary_.features_end(words[w]); ++f) {
      if (random_.next() >> 32U < kept_of_all_) seen_.push_back(*f);
    }
  }
  for (const std::uint32_t feature : seen_) {
    for (std::size_t c = 0; c < 8; ++c) logit[c] += rows_[feature].weights[c];
  }
  const auto divisor = static_cast<float>(std::pow(static_cast<double>(n), options_.length_power) * options_.kept);
  const float top = *std::max_element(logit.begin(), logit.begin() + n_classes);
  float total = 0;
  float right = 1e-20F;  // what the classes that may be right have of it
  for (std::size_t c = 0; c < n_classes; ++c) {
    logit[c] = std::exp((logit[c] - top) / divisor);
    total += logit[c];
    if (has(document.labels, c)) right += logit[c];
  }
  constexpr float sure = 0.998F;  // nothing to learn, and the steps are what takes the time
  if (document.labels != no_language && right > sure * total) return;
  std::array<float, 8> gradient{};
  for (std::size_t c = 0; c < n_classes; ++c) {
    const float share = logit[c] / total;
    const float target = document.labels == no_language ? 1.0F / static_cast<float>(n_classes)
                         : has(document.labels, c)      ? logit[c] / right
                                                        : 0.0F;
    gradient[c] = weight / divisor * (share - target);
  }
  for (const std::uint32_t feature : seen_) {
    Row& row = rows_[feature];
    for (std::size_t c = 0; c < 8; ++c) {
      const float g = gradient[c] + decay * row.weights[c];
      row.squares[c] += g * g;
      row.weights[c] -= rate_ * g / std::sqrt(row.squares[c] + 1e-6F);
    }
  }
}

// Some pieces as typed on a keyboard of another language, some with a slip in one word.
void Trainer::copy_words(const std::uint32_t* words, std::size_t n) {
  constexpr std::size_t respelled_of_100 = 5;
  constexpr std::size_t slip_of_100 = 10;
  copied_.assign(words, words + n);
  const std::size_t lot = random_.below(100);
  if (lot < respelled_of_100) {
    const auto copy = random_.below(2) == 0 ? Vocabulary::Copy::digraphs : Vocabulary::Copy::bare;
    for (std::uint32_t& word : copied_) word = vocabulary_.copy_of(word, copy);
  } else if (lot < slip_of_100) {
    std::uint32_t& word = copied_[random_.below(n)];
    word = vocabulary_.copy_of(word, Vocabulary::Copy::slip);
  }
}

// A document as a whole, and in pieces: comments are short.
void Trainer::learn(const Document& document, float weight) {
  constexpr float piece_weight = 0.6F;
  constexpr std::size_t longest_piece = 4;
  const std::size_t n = document.words.size();
  step(document, document.words.data(), n, weight);
  for (int piece = 0; piece < options_.pieces && n > 2; ++piece) {
    std::size_t length = 1 + random_.below(longest_piece);
    if (length >= n) length = 1;
    copy_words(document.words.data() + random_.below(n - length + 1), length);
    step(document, copied_.data(), length, weight * piece_weight);
  }
}

void Trainer::run() {
  std::array<double, n_classes> mass{};
  for (const Document& document : documents_) {
    if (document.labels == no_language) continue;
    const double share = static_cast<double>(document.weight) * mass_of(document) / std::popcount(document.labels);
    for (std::size_t c = 0; c < n_classes; ++c) mass[c] += has(document.labels, c) ? share : 0.0;
  }
  double mean = 0;
  for (std::size_t c = 0; c < n_classes; ++c) mean += mass[c] / static_cast<double>(n_classes);
  std::array<float, n_classes> class_weight{};
  constexpr double most = 3.0;
  for (std::size_t c = 0; c < n_classes; ++c) {
    class_weight[c] = static_cast<float>(std::min(most, std::pow(mean / mass[c], options_.balance)));
  }
  const auto weight_of = [&](Labels labels) {
    if (labels == no_language) return 1.0F;
    float sum = 0;
    for (std::size_t c = 0; c < n_classes; ++c) sum += has(labels, c) ? class_weight[c] : 0.0F;
    return sum / static_cast<float>(std::popcount(labels));
  };
  std::vector<std::size_t> order(documents_.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  const double steps = static_cast<double>(options_.epochs) * static_cast<double>(order.size());
  std::size_t done = 0;
  for (int epoch = 0; epoch < options_.epochs; ++epoch) {
    for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random_.below(i)]);
    for (const std::size_t i : order) {
      rate_ = options_.rate * static_cast<float>(1.0 - static_cast<double>(done++) / steps);
      learn(documents_[i], weight_of(documents_[i].labels) * documents_[i].weight);
    }
  }
}

// Centred: a constant over the classes says nothing.
void Trainer::add_to(std::vector<Weights>& sum) const {
  for (std::size_t f = 0; f < rows_.size(); ++f) {
    float mean = 0;
    for (std::size_t c = 0; c < n_classes; ++c) mean += rows_[f].weights[c] / static_cast<float>(n_classes);
    for (std::size_t c = 0; c < n_classes; ++c) {
      sum[f][c] += (rows_[f].weights[c] - mean) / static_cast<float>(options_.runs);
    }
  }
}

}  // namespace

std::vector<Weights> fit(const Vocabulary& vocabulary, const std::vector<Document>& documents,
                         const FitOptions& options, std::vector<float>& counts) {
  constexpr std::uint64_t first_seed = 20260101;
  std::vector<Weights> mean(vocabulary.n_features(), Weights{});
  for (int run = 0; run < options.runs;) {
    std::vector<std::unique_ptr<Trainer>> trainers;
    std::vector<std::jthread> threads;
    for (; run < options.runs && static_cast<int>(trainers.size()) < options.threads; ++run) {
      const auto seed = first_seed + static_cast<std::uint64_t>(run);
      trainers.push_back(std::make_unique<Trainer>(vocabulary, documents, options, seed));
      trainers.back()->start_generative(counts);
      threads.emplace_back([&trainer = *trainers.back()] { trainer.run(); });
    }
    for (std::jthread& thread : threads) thread.join();
    for (const auto& trainer : trainers) trainer->add_to(mean);  // in one order, so that the sum is the same
    std::fprintf(stderr, "fit %d of %d\n", run, options.runs);
  }
  return mean;
}

}  // namespace cxtext::training
