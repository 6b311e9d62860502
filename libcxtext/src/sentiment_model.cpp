#include "sentiment_model.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "embedded.h"
#include "hash.h"

namespace cxtext {

namespace layout = sentiment_layout;

struct SentimentModel::Impl {
  std::string owned;
  std::string_view bytes;
  layout::Header header;
  const std::uint32_t* features = nullptr;  // none: rules alone
  const std::int16_t* weights = nullptr;
  std::uint32_t mask = 0;

  static Result<std::shared_ptr<const Impl>> open(std::string owned, std::string_view embedded_bytes) {
    auto impl = std::make_shared<Impl>();
    impl->owned = std::move(owned);
    impl->bytes = impl->owned.empty() ? embedded_bytes : std::string_view(impl->owned);
    layout::Header& header = impl->header;
    if (impl->bytes.size() >= sizeof header) std::memcpy(&header, impl->bytes.data(), sizeof header);
    const bool fits = impl->bytes.size() >= sizeof header &&
                      std::memcmp(header.magic, layout::Header{}.magic, sizeof header.magic) == 0 &&
                      header.log2_slots < 28 &&
                      impl->bytes.size() == sizeof header + (std::size_t{1} << header.log2_slots) * layout::slot_bytes;
    if (!fits) return Error{ErrorCode::bad_model, "not a sentiment model of this version"};
    const SentimentStrengths& s = header.strengths;
    for (const float value :
         {header.scale, s.positive, s.negative, s.offset, s.length_add, s.length_power, s.listed_pull}) {
      if (!std::isfinite(value)) return damaged("its header makes no sense");
    }
    if (!(s.neutral_reach > 0) || !(s.negative_reach > 0) || !std::isfinite(s.negative_reach) || !(s.temperature > 0) || !(s.length_add >= 1) || !std::isfinite(s.neutral_reach) ||
        !std::isfinite(s.temperature)) {
      return damaged("its header makes no sense");
    }
    const std::string_view slots = impl->bytes.substr(sizeof header);
    if (!impl->owned.empty() && header.checksum != layout::checksum_of(header, slots)) {
      return damaged("its checksum does not fit");
    }
    const std::uint32_t n_slots = 1U << header.log2_slots;
    impl->features = reinterpret_cast<const std::uint32_t*>(slots.data());
    impl->weights = reinterpret_cast<const std::int16_t*>(slots.data() + n_slots * sizeof(std::uint32_t));
    impl->mask = n_slots - 1;
    return std::shared_ptr<const Impl>(std::move(impl));
  }

  static Error damaged(std::string_view why) {
    return {ErrorCode::bad_model, "the sentiment model is damaged (" + std::string(why) + ")"};
  }
};

SentimentModel::SentimentModel(std::shared_ptr<const Impl> impl) noexcept : impl_(std::move(impl)) {}

const SentimentModel& SentimentModel::embedded() {
  static const SentimentModel model(Impl::open({}, embedded_sentiment_model()).value());
  return model;
}

SentimentModel SentimentModel::rules_alone() { return SentimentModel(std::make_shared<Impl>()); }

Result<SentimentModel> SentimentModel::from_bytes(std::string bytes) {
  if (bytes.empty()) return Error{ErrorCode::bad_model, "an empty file is not a sentiment model"};
  auto impl = Impl::open(std::move(bytes), {});
  if (!impl) return std::move(impl).error();
  return SentimentModel(std::move(impl).value());
}

float SentimentModel::weight(std::uint32_t feature) const noexcept {
  const Impl& impl = *impl_;
  if (impl.features == nullptr) return 0;
  // At most half of the slots are used, so a free one ends every search.
  for (std::uint32_t at = feature & impl.mask;; at = (at + 1) & impl.mask) {
    if (impl.weights[at] == 0) return 0;
    if (impl.features[at] == feature) return static_cast<float>(impl.weights[at]) * impl.header.scale;
  }
}

const SentimentStrengths& SentimentModel::strengths() const noexcept { return impl_->header.strengths; }
bool SentimentModel::has_weights() const noexcept { return impl_->features != nullptr; }
std::string_view SentimentModel::bytes() const noexcept { return impl_->bytes; }
std::string SentimentModel::hash() const { return hash128_hex(impl_->bytes); }

std::string SentimentModel::lexicon_hash() const {
  if (!has_weights()) return {};
  return std::string(impl_->header.lexicon, sizeof impl_->header.lexicon);
}

namespace sentiment_layout {

using sentiment_features::Feature;

std::uint64_t checksum_of(Header header, std::string_view slots) noexcept {
  header.checksum = 0;
  const std::string_view head(reinterpret_cast<const char*>(&header), sizeof header);
  return hash64(head) ^ (hash64(slots) * 0x9E3779B97F4A7C15ULL);
}

std::string to_bytes(const SentimentStrengths& strengths, std::vector<Weight> weights, std::string_view lexicon_hash) {
  Header header;
  header.strengths = strengths;
  std::memcpy(header.lexicon, lexicon_hash.data(), std::min(lexicon_hash.size(), sizeof header.lexicon));
  float largest = 0;
  for (const Weight& weight : weights) largest = std::max(largest, std::abs(weight.weight));
  header.scale = largest > 0 ? largest / 32000.0F : 1.0F;
  const float faint = largest / 4000.0F;  // seen by no score, but it would take a slot
  std::erase_if(weights, [&](const Weight& weight) { return std::abs(weight.weight) <= faint; });
  std::sort(weights.begin(), weights.end(), [](const Weight& a, const Weight& b) { return a.feature < b.feature; });
  header.n_weights = static_cast<std::uint32_t>(weights.size());
  header.log2_slots = 4;
  while ((std::size_t{1} << header.log2_slots) < weights.size() * 2) ++header.log2_slots;
  const std::uint32_t n_slots = 1U << header.log2_slots;
  std::vector<std::uint32_t> features(n_slots);
  std::vector<std::int16_t> values(n_slots);
  for (const Weight& weight : weights) {
    std::uint32_t at = weight.feature & (n_slots - 1);
    while (values[at] != 0) at = (at + 1) & (n_slots - 1);
    features[at] = weight.feature;
    values[at] = static_cast<std::int16_t>(std::lround(weight.weight / header.scale));
  }
  std::string body(reinterpret_cast<const char*>(features.data()), features.size() * sizeof(std::uint32_t));
  body.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(std::int16_t));
  header.checksum = checksum_of(header, body);
  std::string bytes(reinterpret_cast<const char*>(&header), sizeof header);
  bytes += body;
  return bytes;
}

std::vector<Weight> weights_of(const SentimentModel& model) {
  std::vector<Weight> weights;
  const std::string_view bytes = model.bytes();
  if (!model.has_weights()) return weights;
  Header header;
  std::memcpy(&header, bytes.data(), sizeof header);
  const std::size_t n_slots = std::size_t{1} << header.log2_slots;
  const char* const features = bytes.data() + sizeof header;
  const char* const values = features + n_slots * sizeof(Feature);
  for (std::size_t slot = 0; slot < n_slots; ++slot) {
    Feature feature = 0;
    std::int16_t value = 0;
    std::memcpy(&feature, features + slot * sizeof feature, sizeof feature);
    std::memcpy(&value, values + slot * sizeof value, sizeof value);
    if (value != 0) weights.push_back({feature, static_cast<float>(value) * header.scale});
  }
  std::sort(weights.begin(), weights.end(), [](const Weight& a, const Weight& b) { return a.feature < b.feature; });
  return weights;
}

}  // namespace sentiment_layout

}  // namespace cxtext
