// The bytes of learned weights: what is written is read back, what is damaged is refused.
#include "sentiment_model.h"

#include <cstring>
#include <doctest/doctest.h>
#include <limits>
#include <string>
#include <vector>

using cxtext::ErrorCode;
using cxtext::SentimentModel;
using cxtext::SentimentStrengths;
using cxtext::sentiment_layout::Header;
using cxtext::sentiment_layout::Weight;

namespace {

const std::string lists(32, 'a');

std::vector<Weight> some_weights(std::uint32_t n) {
  std::vector<Weight> weights;
  for (std::uint32_t i = 0; i < n; ++i)
    weights.push_back(
        {i * 2654435761U, (i % 2 == 0 ? 1.0F : -1.0F) * static_cast<float>(i + 1) / static_cast<float>(n)});
  return weights;
}

SentimentStrengths some_strengths() {
  return {.positive = 1.5F,
          .negative = 1.25F,
          .offset = -0.125F,
          .length_add = 3,
          .length_power = 0.5F,
          .neutral_reach = 0.75F,
          .listed_pull = 1.5F,
          .negative_reach = 0.875F,
          .temperature = 0.625F};
}

std::string some_bytes(std::uint32_t n = 100) {
  return cxtext::sentiment_layout::to_bytes(some_strengths(), some_weights(n), lists);
}

}  // namespace

TEST_CASE("sentiment model: what is written is read back") {
  for (const std::uint32_t n : {0U, 1U, 8U, 9U, 100U, 3000U}) {
    CAPTURE(n);
    const auto model = SentimentModel::from_bytes(some_bytes(n));
    REQUIRE(model);
    CHECK(model->bytes() == some_bytes(n));
    CHECK(model->has_weights());
    CHECK(model->lexicon_hash() == lists);
    for (const Weight& weight : some_weights(n))
      CHECK(model->weight(weight.feature) == doctest::Approx(weight.weight).epsilon(0.001));
    CHECK(model->weight(12345) == 0);
    const auto back = cxtext::sentiment_layout::weights_of(*model);
    CHECK(back.size() == n);
    const SentimentStrengths strengths = some_strengths();
    CHECK(std::memcmp(&model->strengths(), &strengths, sizeof strengths) == 0);
  }
}

TEST_CASE("sentiment model: the order of weights does not matter, faint ones take no slot") {
  std::vector<Weight> weights = some_weights(50);
  const std::string bytes = cxtext::sentiment_layout::to_bytes(some_strengths(), weights, lists);
  std::reverse(weights.begin(), weights.end());
  CHECK(cxtext::sentiment_layout::to_bytes(some_strengths(), weights, lists) == bytes);
  weights.push_back({77, 1e-5F});
  CHECK(cxtext::sentiment_layout::to_bytes(some_strengths(), weights, lists) == bytes);
}

TEST_CASE("sentiment model: damage is refused") {
  const std::string bytes = some_bytes();
  const auto refused = [](const std::string& damaged) {
    const auto model = SentimentModel::from_bytes(damaged);
    return !model && model.error().code == ErrorCode::bad_model && !model.error().message.empty();
  };
  CHECK(refused(""));
  for (const std::size_t size : {std::size_t{1}, std::size_t{7}, sizeof(Header) - 1, sizeof(Header), bytes.size() - 1})
    CHECK_MESSAGE(refused(bytes.substr(0, size)), size);
  CHECK(refused(bytes + 'x'));
  CHECK(refused("something else that is quite a bit longer than the header of a model, so that the size is no reason"));
  // Any byte that changes: the header has no room for chance.
  for (std::size_t at = 0; at < bytes.size(); at += at < sizeof(Header) ? 1 : 37) {
    std::string damaged = bytes;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x10);
    CHECK_MESSAGE(refused(damaged), at);
  }
}

TEST_CASE("sentiment model: another version is refused as such") {
  std::string older = some_bytes();
  older[7] = '1';
  const auto model = SentimentModel::from_bytes(older);
  REQUIRE_FALSE(model);
  CHECK(model.error().message.find("version") != std::string::npos);
}

TEST_CASE("sentiment model: a header that makes no sense is refused even with a fitting checksum") {
  constexpr float infinite = std::numeric_limits<float>::infinity();
  constexpr float none = std::numeric_limits<float>::quiet_NaN();
  const auto with = [](auto change) {
    SentimentStrengths strengths = some_strengths();
    change(strengths);
    return SentimentModel::from_bytes(cxtext::sentiment_layout::to_bytes(strengths, some_weights(5), lists));
  };
  CHECK(with([](SentimentStrengths&) {}));
  CHECK_FALSE(with([](SentimentStrengths& s) { s.temperature = 0; }));
  CHECK_FALSE(with([](SentimentStrengths& s) { s.temperature = none; }));
  CHECK_FALSE(with([](SentimentStrengths& s) { s.neutral_reach = -1; }));
  CHECK_FALSE(with([](SentimentStrengths& s) { s.negative_reach = 0; }));
  CHECK_FALSE(with([](SentimentStrengths& s) { s.length_add = 0; }));
  CHECK_FALSE(with([](SentimentStrengths& s) { s.positive = infinite; }));
  CHECK_FALSE(with([](SentimentStrengths& s) { s.offset = none; }));
}

TEST_CASE("sentiment model: rules alone has no weights, the embedded one has") {
  CHECK_FALSE(SentimentModel::rules_alone().has_weights());
  CHECK(SentimentModel::rules_alone().weight(1) == 0);
  CHECK(SentimentModel::rules_alone().bytes().empty());
  CHECK(SentimentModel::rules_alone().lexicon_hash().empty());
  CHECK(SentimentModel::embedded().has_weights());
  // What is compiled in is not checked at every start; here it is.
  CHECK(SentimentModel::from_bytes(std::string(SentimentModel::embedded().bytes())));
}
