// What the lists and models know of a word: computed once a type and language.
#include <algorithm>
#include <utility>

#include "cxtext/text.h"

#include "phrase_trie.h"
#include "words.h"

namespace cxtext {

namespace {

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
  std::vector<std::uint32_t> part_atoms;
  for (std::size_t i = 0; i < 2; ++i) {
    WordFacts of_part;
    look_up(lang, parts[i], of_part, part_atoms);
    facts.part_concepts[i] = of_part.concept_id;
  }
  for (const std::uint32_t atom : part_atoms) atoms.push_back(atom | atom_of_part);
  if (facts.part_concepts[0] == facts.part_concepts[1]) facts.part_concepts[0] = 0;
}

// English words that praise and end like a comparative.
bool is_no_comparative(std::string_view folded) noexcept {
  static constexpr std::string_view words[] = {"super",  "superduper", "proper", "tender",      "clever",
                                               "winner", "leader",     "belter", "lifesaver",   "cracker",
                                               "prefer", "ripper",     "bonzer", "gamechanger", "voucher"};
  return std::find(std::begin(words), std::end(words), folded) != std::end(words);
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
      return (folded.ends_with("er") && !is_no_comparative(folded)) || folded == "worse";
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
