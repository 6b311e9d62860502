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

// "såååå" with every run of three or more letters cut down to `keep` letters.
std::string squeeze(std::string_view folded, std::size_t keep) {
  std::string out;
  std::size_t at = 0;
  while (at < folded.size()) {
    const Decoded decoded = decode_first(folded.substr(at));
    const std::string_view letter = folded.substr(at, decoded.bytes);
    std::size_t run = 0;
    while (folded.substr(at).starts_with(letter)) {
      at += letter.size();
      ++run;
    }
    for (std::size_t i = 0; i < (run >= 3 ? keep : run); ++i) out += letter;
  }
  return out;
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

void WordTable::compute_scores(WordId id) {
  Type& type = types_[id];
  type.scored = true;
  const std::string_view word = folded(id);
  // Of an amount only what is written out: "kroner" and "kronor" tell.
  const bool tells =
      is_word(type.kind) || (type.kind == TokenKind::amount && !(word.front() >= '0' && word.front() <= '9'));
  if (!tells) return;
  type.scores = type.shape.elongated ? language_model_.score_word(squeeze(word, 1)) : language_model_.score_word(word);
}

bool WordTable::is_known(Lang lang, std::string_view folded) const {
  return lexicon_.find_form(lang, folded) != nullptr ||
         lexicon_.find_stem(lang, stemmers_.stem(lang, folded)) != nullptr;
}

std::string WordTable::listed_form(WordId id, Lang lang) const {
  std::string form(folded(id));
  if (types_[id].shape.elongated && !is_known(lang, form)) {
    const std::string twice = squeeze(form, 2);
    form = is_known(lang, twice) ? twice : squeeze(form, 1);
  }
  return form;
}

std::string WordTable::stem(WordId id, Lang lang) const {
  return std::string(stemmers_.stem(lang, listed_form(id, lang)));
}

// Exact form before stem, facet by facet; taxonomy terms of both. What a function word means is not read off its stem:
// "nemlig" (namely) has the stem of "nem" (easy), "virkelig" (really) that of "virke" (function).
void WordTable::look_up(Lang lang, std::string_view folded, WordFacts& facts, std::vector<std::uint32_t>& atoms) const {
  const std::string stem(stemmers_.stem(lang, folded));
  const LexiconWord as_form = lexicon_.form(lang, folded);
  const LexiconWord as_stem = lexicon_.stem(lang, stem);
  facts.start_form = as_form.phrase_start;
  facts.start_stem = as_stem.phrase_start;
  for (const PhraseNode start : {facts.start_form, facts.start_stem}) {
    if (start != 0) facts.second_words |= lexicon_.phrases(lang).children(start);
  }
  facts.phrase_form = as_form.phrase_word;
  facts.phrase_stem = as_stem.phrase_word;
  const bool function_word = as_form.entry != nullptr && as_form.entry->is_stopword;
  for (const LexiconEntry* entry : {as_form.entry, as_stem.entry}) {
    if (entry == nullptr) continue;
    if (entry->has_valence && !facts.has_valence) {
      facts.has_valence = true;
      facts.valence = entry->valence;
      facts.is_fact = entry->is_fact;
    }
    if (entry->shifter != ShifterKind::none && facts.shifter == ShifterKind::none) {
      facts.shifter = entry->shifter;
      facts.factor = entry->factor;
    }
    facts.is_stopword = facts.is_stopword || entry->is_stopword;
    facts.is_no_content = facts.is_no_content || entry->is_no_content;
    if (function_word && entry != as_form.entry) continue;
    if (facts.concept_id == 0) facts.concept_id = entry->concept_id;
    const auto of_entry = lexicon_.atoms(*entry);
    atoms.insert(atoms.end(), of_entry.begin(), of_entry.end());
  }
  if (facts.concept_id != 0 && lexicon_.atom_of(facts.concept_id) != 0)
    atoms.push_back(lexicon_.atom_of(facts.concept_id));
}

// "kanonbra", "skitservice": a prefix that intensifies or judges, and a rest that the lists know.
void WordTable::look_up_compound(Lang lang, std::string_view folded, WordFacts& facts,
                                 std::vector<std::uint32_t>& atoms) const {
  constexpr std::size_t min_rest_bytes = 2;
  constexpr std::size_t min_judged_rest_bytes = 4;
  for (const Lexicon::Prefix& prefix : lexicon_.prefixes_of(lang, folded)) {
    const std::string_view rest = folded.substr(prefix.text.size());
    if (rest.size() < min_rest_bytes) continue;
    WordFacts of_rest;
    std::vector<std::uint32_t> rest_atoms;
    look_up(lang, rest, of_rest, rest_atoms);
    if (prefix.kind == ShifterKind::prefix && of_rest.has_valence && of_rest.valence != 0) {
      facts.valence = std::clamp(of_rest.valence * prefix.value, -4.0F, 4.0F);
    } else if (prefix.kind == ShifterKind::prefix_valence && rest.size() >= min_judged_rest_bytes &&
               is_known(lang, rest)) {
      facts.valence = prefix.value;
    } else {
      continue;
    }
    facts.has_valence = true;
    facts.compound = true;
    if (facts.concept_id == 0) facts.concept_id = of_rest.concept_id;
    atoms.insert(atoms.end(), rest_atoms.begin(), rest_atoms.end());
    return;
  }
}

// "leveringstid": what its parts mean, where the lists know no meaning of the whole.
void WordTable::look_up_parts(Lang lang, std::string_view folded, WordFacts& facts,
                              std::vector<std::uint32_t>& atoms) const {
  if (facts.concept_id != 0 || facts.is_stopword || is_known(lang, folded)) return;
  const std::vector<CompoundCut> cuts = compounds_.cuts(lang, folded);
  if (cuts.empty()) return;
  const std::string_view parts[] = {folded.substr(0, cuts.front().end), folded.substr(cuts.back().begin)};
  for (std::size_t i = 0; i < 2; ++i) {
    WordFacts of_part;
    look_up(lang, parts[i], of_part, atoms);
    facts.part_concepts[i] = of_part.concept_id;
  }
  if (facts.part_concepts[0] == facts.part_concepts[1]) facts.part_concepts[0] = 0;
}

// By its ending, of words that carry feeling: the few others that end alike name people, and are seldom compared.
bool is_comparative(Lang lang, std::string_view folded) noexcept {
  switch (lang) {
    case Lang::da:
    case Lang::nb:
      return folded.ends_with("ere") || folded == "bedre" || folded == "større" || folded.ends_with("verre");
    case Lang::sv:
      return folded.ends_with("are") || folded.ends_with("ttre") || folded == "sämre" || folded == "värre" ||
             folded == "större" || folded == "högre" || folded == "lägre";
    case Lang::nn:
      return folded.ends_with("are") || folded == "betre" || folded == "verre" || folded == "større";
    case Lang::en:
      return folded.ends_with("er") || folded == "worse";
    default:
      return false;
  }
}

// Every learned weight that depends on the word alone, once and for all.
void WordTable::add_learned(WordId id, Lang lang, WordFacts& facts) const {
  if (!sentiment_model_.has_weights()) return;
  for (const bool negated : {false, true}) {
    float sum = 0;
    for_each_sentiment_feature(id, lang, negated, [&](std::uint32_t feature, float value) {
      sum += value * sentiment_model_.weight(feature);
    });
    facts.learned[negated ? 1 : 0] = sum;
  }
}

namespace {

UnitKind unit_kind_of(const WordFacts& facts) noexcept {
  if (facts.has_valence && facts.valence != 0) return UnitKind::feeling;
  const bool shifts = facts.shifter != ShifterKind::none && facts.shifter != ShifterKind::gradable;
  return shifts ? UnitKind::shifter : UnitKind::plain;
}

std::uint16_t rules_of(const WordFacts& facts, WordShape shape, TokenKind kind) noexcept {
  unsigned rules = 0;
  const auto add = [&](bool holds, SentimentRule rule) { rules |= holds ? static_cast<unsigned>(rule) : 0U; };
  add(shape.shouted, SentimentRule::shouted);
  add(shape.elongated, SentimentRule::elongated);
  add(facts.is_fact, SentimentRule::fact);
  add(facts.compound, SentimentRule::compound);
  add(kind == TokenKind::emoji, SentimentRule::emoji);
  return static_cast<std::uint16_t>(rules);
}

}  // namespace

const WordFacts& WordTable::compute_facts(WordId id, Lang lang) {
  WordFacts facts;
  std::vector<std::uint32_t> atoms;
  const TokenKind kind = types_[id].kind;
  if (is_word(kind)) {
    const std::string form = listed_form(id, lang);
    look_up(lang, form, facts, atoms);
    if (!facts.has_valence && facts.shifter == ShifterKind::none) look_up_compound(lang, form, facts, atoms);
    look_up_parts(lang, form, facts, atoms);
    // "xD" is made of letters.
    if (const LexiconEntry* entry = lexicon_.find_emoji(surface(id)); entry != nullptr && !facts.has_valence) {
      facts.has_valence = true;
      facts.valence = entry->valence;
    }
  } else if (kind == TokenKind::number || kind == TokenKind::amount || kind == TokenKind::url) {
    // A number is part of phrases ("24/7", "5 stars"), an amount may tell a theme by its currency, a site by its name;
    // by themselves they have no feeling. Only a percentage may stress what follows ("100 % satisfied").
    look_up(lang, folded(id), facts, atoms);
    facts.has_valence = false;
    facts.valence = 0;
    facts.is_fact = false;
    if (!surface(id).ends_with('%')) facts.shifter = ShifterKind::none;
  } else if (kind == TokenKind::emoji) {
    std::string_view emoji = surface(id);
    const LexiconEntry* entry = lexicon_.find_emoji(emoji);
    // A mouth that is repeated (":-))))") says the same.
    while (entry == nullptr && emoji.size() > 2 && emoji.back() == emoji[emoji.size() - 2]) {
      emoji.remove_suffix(1);
      entry = lexicon_.find_emoji(emoji);
    }
    // Variation selectors, skin tones and joined parts do not change the mood of the first pictograph.
    if (entry == nullptr) entry = lexicon_.find_emoji(emoji.substr(0, decode_first(emoji).bytes));
    if (entry != nullptr) {
      facts.has_valence = true;
      facts.valence = entry->valence;
    }
  }
  facts.comparative = facts.has_valence && is_comparative(lang, folded(id));
  std::sort(atoms.begin(), atoms.end());
  atoms.erase(std::unique(atoms.begin(), atoms.end()), atoms.end());
  facts.first_atom = static_cast<std::uint32_t>(atoms_.size());
  facts.n_atoms = static_cast<std::uint16_t>(atoms.size());
  atoms_.insert(atoms_.end(), atoms.begin(), atoms.end());
  // Words, amounts by their currency and sites that a concept knows can tell a theme.
  facts.is_term = is_word(kind) ? facts.concept_id != 0 || !facts.is_stopword
                                : facts.concept_id != 0 && (kind == TokenKind::amount || kind == TokenKind::url);
  facts.has_parts = facts.part_concepts[0] != 0 || facts.part_concepts[1] != 0;
  facts.kind = unit_kind_of(facts);
  facts.rules = rules_of(facts, types_[id].shape, kind);
  if (++n_facts_ / facts_a_chunk >= facts_.size()) {  // number 0 stays unused
    facts_.push_back(std::make_unique<std::array<WordFacts, facts_a_chunk>>());
  }
  (*facts_[n_facts_ / facts_a_chunk])[n_facts_ % facts_a_chunk] = facts;
  types_[id].facts[index_of(lang)] = n_facts_;
  add_learned(id, lang, (*facts_[n_facts_ / facts_a_chunk])[n_facts_ % facts_a_chunk]);
  return facts_at(n_facts_);
}

}  // namespace cxtext
