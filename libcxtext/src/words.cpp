#include "words.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

#include "cxtext/text.h"

#include "hash.h"
#include "icu.h"
#include "phrase_trie.h"

namespace cxtext {

namespace {

constexpr std::size_t first_slots = 1U << 14U;
// Bounds that hold memory to some 200 bytes a type and 64 MB of text, far above what real exports need.
constexpr std::size_t max_types = 1U << 20U;
constexpr std::size_t max_arena_bytes = 64U << 20U;

WordShape shape_of(std::string_view surface) {
  WordShape shape;
  std::size_t letters = 0;
  bool all_upper = true;
  char32_t previous = 0;
  std::size_t run = 0;
  for (std::size_t at = 0; at < surface.size();) {
    const Decoded decoded = decode_first(surface.substr(at));
    at += decoded.bytes;
    const char32_t c = decoded.code_point;
    if (!icu_adapter::is_letter(c)) {
      previous = 0;
      continue;
    }
    ++letters;
    all_upper = all_upper && icu_adapter::is_upper(c);
    run = c == previous ? run + 1 : 1;
    if (run >= 3) shape.elongated = true;
    previous = c;
  }
  shape.shouted = letters >= 2 && all_upper;
  return shape;
}

}  // namespace

WordTable::WordTable(const Lexicon& lexicon, const LanguageModel& language_model, const SentimentModel& sentiment_model)
    : lexicon_(lexicon), language_model_(language_model), sentiment_model_(sentiment_model), compounds_(lexicon) {
  clear();
}

void WordTable::clear() {
  slots_.assign(first_slots, Slot{});
  types_.clear();
  texts_.clear();
  facts_.clear();
  n_facts_ = 0;
  atoms_.clear();
  arena_.clear();
}

bool WordTable::is_full() const noexcept { return types_.size() > max_types || arena_.size() > max_arena_bytes; }

WordTable::Text WordTable::keep(std::string_view text) {
  const Text kept{arena_.size(), static_cast<std::uint32_t>(text.size())};
  arena_ += text;
  return kept;
}

// readable: bytes from the word's first that may be read.
[[gnu::always_inline]] inline WordTable::Key WordTable::key_of(std::string_view surface,
                                                               std::size_t readable) noexcept {
  const std::size_t n = surface.size();
  const auto bytes = std::min<std::uint64_t>(n, 255);
  if (n > 16) return {hash64(surface), XXH3_64bits_withSeed(surface.data(), n, 1), bytes};
  std::uint64_t low = 0;
  std::uint64_t high = 0;
  if constexpr (std::endian::native == std::endian::little) {
    if (readable >= 16) {  // both halves whole, and what is behind the word masked out: no branch on the length
      std::memcpy(&low, surface.data(), 8);
      std::memcpy(&high, surface.data() + 8, 8);
      const auto mask_of = [](std::size_t kept) {
        return kept >= 8 ? ~std::uint64_t{0} : ~(~std::uint64_t{0} << 8 * kept);
      };
      return {low & mask_of(n), n > 8 ? high & mask_of(n - 8) : 0, bytes};
    }
  }
  std::memcpy(&low, surface.data(), std::min<std::size_t>(n, 8));
  if (n > 8) std::memcpy(&high, surface.data() + 8, n - 8);
  return {low, high, bytes};
}

[[gnu::always_inline]] inline std::uint64_t WordTable::hash_of(const Key& key) noexcept {
  std::uint64_t mixed = (key.low ^ 0x9E3779B97F4A7C15ULL) * 0xD6E8FEB86659FD93ULL;
  mixed = (mixed ^ (mixed >> 32U) ^ key.high ^ (key.bytes << 56U)) * 0xA0761D6478BD642FULL;
  return mixed ^ (mixed >> 29U);
}

WordId WordTable::id_of(std::string_view surface, TokenKind kind) {
  const Key key = key_of(surface, surface.size());
  return find_or_add(key, hash_of(key), surface, kind);
}

void WordTable::ids_of(std::string_view text, std::span<const Token> tokens, std::vector<WordId>& out) {
  if (out.size() < tokens.size()) out.resize(tokens.size());
  if (keys_.size() < tokens.size()) keys_.resize(tokens.size());
  const std::size_t n = tokens.size();
  const auto surface_of = [&](std::size_t i) { return text.substr(tokens[i].begin, tokens[i].end - tokens[i].begin); };
  for (std::size_t i = 0; i < n; ++i) {
    if (tokens[i].kind == TokenKind::punctuation) continue;
    const Key key = key_of(surface_of(i), text.size() - tokens[i].begin);
    const std::uint64_t hash = hash_of(key);
    auto& [kept, kept_hash] = keys_[i];  // one by one: a copy of the whole would wait for its parts
    kept.low = key.low;
    kept.high = key.high;
    kept.bytes = key.bytes;
    kept_hash = hash;
    __builtin_prefetch(&slots_[hash & (slots_.size() - 1)]);
  }
  for (std::size_t i = 0; i < n; ++i) {
    if (tokens[i].kind == TokenKind::punctuation) continue;
    const Slot& slot = slots_[keys_[i].second & (slots_.size() - 1)];
    if (slot.id_plus_one != 0) __builtin_prefetch(&types_[slot.id_plus_one - 1]);
  }
  for (std::size_t i = 0; i < n; ++i) {
    if (tokens[i].kind == TokenKind::punctuation) {
      out[i] = no_word;
      continue;
    }
    const auto& [key, hash] = keys_[i];
    const Slot& slot = slots_[hash & (slots_.size() - 1)];
    const bool found = slot.id_plus_one != 0 && slot.tag == hash >> 32U &&
                       is_type(slot.id_plus_one - 1, key, surface_of(i), tokens[i].kind);
    out[i] = found ? slot.id_plus_one - 1 : find_or_add(key, hash, surface_of(i), tokens[i].kind);
  }
  out.resize(n);
}

// The classes are added side by side, each in the order of the words: two overlapping lanes of four hold the six.
LangScores WordTable::sum_of_scores(std::span<const Token> tokens, std::span<const WordId> words,
                                    std::size_t& n_words) {
  using Lanes = float __attribute__((vector_size(16)));
  static_assert(sizeof(LangScores) == 6 * sizeof(float));
  const auto lanes_at = [](const float* from) {
    Lanes lanes;
    std::memcpy(&lanes, from, sizeof lanes);
    return lanes;
  };
  Lanes first{};
  Lanes last{};
  std::size_t n = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const TokenKind kind = tokens[i].kind;
    if (!is_word(kind) && kind != TokenKind::amount) continue;
    const LangScores& scores = language_scores(words[i]);
    if (kind == TokenKind::amount && scores == LangScores{}) continue;  // "€ 20": no word in it
    ++n;
    first += lanes_at(scores.data());
    last += lanes_at(scores.data() + 2);
  }
  n_words = n;
  return {first[0], first[1], first[2], first[3], last[2], last[3]};
}

WordId WordTable::find_or_add(const Key& key, std::uint64_t hash, std::string_view surface, TokenKind kind) {
  const auto tag = static_cast<std::uint32_t>(hash >> 32U);
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = hash & mask;; at = (at + 1) & mask) {
    Slot& slot = slots_[at];
    if (slot.id_plus_one == 0) {
      const WordId id = add_type(surface, kind);
      types_[id].key_low = key.low;
      types_[id].key_high = key.high;
      types_[id].key_bytes = static_cast<std::uint8_t>(key.bytes);
      slot = {tag, id + 1};
      if (types_.size() * 2 > slots_.size()) grow();
      return id;
    }
    if (slot.tag != tag) continue;
    const WordId id = slot.id_plus_one - 1;
    if (is_type(id, key, surface, kind)) return id;
  }
}

void WordTable::grow() {
  std::vector<Slot> bigger(slots_.size() * 2);
  const std::size_t mask = bigger.size() - 1;
  for (const Slot& slot : slots_) {
    if (slot.id_plus_one == 0) continue;
    const Type& type = types_[slot.id_plus_one - 1];
    std::size_t at = hash_of({type.key_low, type.key_high, type.key_bytes}) & mask;
    while (bigger[at].id_plus_one != 0) at = (at + 1) & mask;
    bigger[at] = slot;
  }
  slots_ = std::move(bigger);
}

WordId WordTable::add_type(std::string_view surface, TokenKind kind) {
  Type type;
  type.kind = kind;
  Texts texts;
  texts.surface = keep(surface);
  const std::string_view part = word_part(surface, kind);
  const std::string folded = kind == TokenKind::emoji ? std::string(part) : fold(part);
  texts.folded = folded == surface ? texts.surface : keep(folded);
  if (is_word(kind)) type.shape = shape_of(part);
  types_.push_back(type);
  texts_.push_back(texts);
  return static_cast<WordId>(types_.size() - 1);
}

}  // namespace cxtext
