#include "cxtext/language.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "embedded.h"
#include "hash.h"
#include "language_features.h"

namespace cxtext {

namespace features = language_features;

struct LanguageModel::Impl {
  std::string owned;
  std::string_view bytes;
  features::ModelHeader header;
  const char* buckets = nullptr;

  static Result<std::shared_ptr<const Impl>> open(std::string owned, std::string_view embedded_bytes) {
    auto impl = std::make_shared<Impl>();
    impl->owned = std::move(owned);
    impl->bytes = impl->owned.empty() ? embedded_bytes : std::string_view(impl->owned);
    features::ModelHeader& header = impl->header;
    if (impl->bytes.size() >= sizeof header) std::memcpy(&header, impl->bytes.data(), sizeof header);
    const bool fits = impl->bytes.size() >= sizeof header &&
                      std::memcmp(header.magic, features::ModelHeader{}.magic, sizeof header.magic) == 0 &&
                      header.n_buckets > 0 &&
                      impl->bytes.size() == sizeof header + std::size_t{header.n_buckets} * features::bucket_bytes;
    if (!fits) return Error{ErrorCode::bad_model, "not a language model of this version"};
    if (!std::isfinite(header.scale) || !std::isfinite(header.temperature) || !(header.temperature > 0) ||
        !std::isfinite(header.length_power)) {
      return Error{ErrorCode::bad_model, "the language model is damaged (its header makes no sense)"};
    }
    const std::string_view buckets = impl->bytes.substr(sizeof header);
    if (!impl->owned.empty() && header.checksum != hash64(buckets)) {
      return Error{ErrorCode::bad_model, "the language model is damaged (its checksum does not fit)"};
    }
    impl->buckets = buckets.data();
    return std::shared_ptr<const Impl>(std::move(impl));
  }
};

LanguageModel::LanguageModel(std::shared_ptr<const Impl> impl) noexcept : impl_(std::move(impl)) {}

const LanguageModel& LanguageModel::embedded() {
  static const LanguageModel model(Impl::open({}, embedded_language_model()).value());
  return model;
}

Result<LanguageModel> LanguageModel::from_bytes(std::string bytes) {
  if (bytes.empty()) return Error{ErrorCode::bad_model, "an empty file is not a language model"};
  auto impl = Impl::open(std::move(bytes), {});
  if (!impl) return std::move(impl).error();
  return LanguageModel(std::move(impl).value());
}

LangScores LanguageModel::score_word(std::string_view folded) const noexcept {
  features::PackedSum sum;
  features::for_each_gram(
      folded, [&](std::uint64_t hash) { features::add_feature(impl_->buckets, impl_->header.n_buckets, hash, sum); });
  const features::Digits digits = sum.digits();
  LangScores scores{};
  for (std::size_t c = 0; c < scores.size(); ++c) scores[c] = static_cast<float>(digits[c]) * impl_->header.scale;
  return scores;
}

LangGuess LanguageModel::decide(const LangScores& scores, std::size_t n_words, const LangPrior& prior,
                                std::span<const Lang> among) const noexcept {
  if (n_words == 0) return {};
  // A word more than there are: what little one or two say is less sure than their number tells.
  const double divisor = static_cast<double>(impl_->header.temperature) *
                         std::pow(static_cast<double>(n_words + 1), static_cast<double>(impl_->header.length_power));
  const std::array<float, n_scored_langs>& log_prior = prior.of(n_words);
  std::array<double, n_scored_langs> logit{};
  std::array<bool, n_scored_langs> allowed{};
  for (std::size_t c = 0; c < n_scored_langs; ++c) {
    allowed[c] = among.empty() || std::find(among.begin(), among.end(), static_cast<Lang>(c)) != among.end();
    logit[c] = static_cast<double>(scores[c]) / divisor + static_cast<double>(log_prior[c]);
  }
  std::size_t best = n_scored_langs;
  for (std::size_t c = 0; c < n_scored_langs; ++c) {
    if (allowed[c] && (best == n_scored_langs || logit[c] > logit[best])) best = c;
  }
  if (best == n_scored_langs) return {};
  double total = 0;
  for (std::size_t c = 0; c < n_scored_langs; ++c) {
    if (allowed[c]) total += std::exp(logit[c] - logit[best]);
  }
  const double confidence = 1.0 / total;
  constexpr double too_close_to_call = 0.4;
  if (among.empty() && confidence < too_close_to_call) return {Lang::undetermined, confidence};
  return {static_cast<Lang>(best), confidence};
}

std::string LanguageModel::hash() const { return hash128_hex(impl_->bytes); }

void LangCounts::add(const LangGuess& guess) noexcept {
  if (index_of(guess.lang) < n_scored_langs && guess.confidence >= sure_confidence) ++counts[index_of(guess.lang)];
}

void LangCounts::add_short(const LangGuess& guess) noexcept {
  if (index_of(guess.lang) < n_scored_langs) ++short_counts[index_of(guess.lang)];
}

void LangCounts::merge(const LangCounts& other) noexcept {
  for (std::size_t c = 0; c < n_scored_langs; ++c) {
    counts[c] += other.counts[c];
    short_counts[c] += other.short_counts[c];
  }
}

namespace {

using Shares = std::array<double, n_scored_langs>;

// expected: shares that are worth weight counts. Half a percent of doubt for every language: an unseen one stays
// possible.
Shares smoothed(const std::array<std::uint64_t, n_scored_langs>& counts, const Shares& expected, double weight) {
  constexpr double doubt = 0.005;
  double total = 0;
  for (const std::uint64_t count : counts) total += static_cast<double>(count);
  const double all = total * (1 + doubt * static_cast<double>(n_scored_langs)) + weight;
  Shares shares{};
  for (std::size_t c = 0; c < n_scored_langs; ++c) {
    shares[c] = (static_cast<double>(counts[c]) + doubt * total + weight * expected[c]) / all;
  }
  return shares;
}

}  // namespace

LangPrior LangCounts::prior() const noexcept {
  constexpr double doubtful_comments = 12;  // before any is seen, all languages are alike …
  constexpr double comments_of_all = 20;    // … and short comments as all are
  Shares alike{};
  alike.fill(1.0 / static_cast<double>(n_scored_langs));
  const Shares of_all = smoothed(counts, alike, doubtful_comments);
  const Shares of_short = smoothed(short_counts, of_all, comments_of_all);
  LangPrior prior;
  for (std::size_t c = 0; c < n_scored_langs; ++c) {
    prior.log_prior[c] = static_cast<float>(std::log(of_all[c]));
    prior.log_prior_short[c] = static_cast<float>(std::log(of_short[c]));
  }
  return prior;
}

}  // namespace cxtext
