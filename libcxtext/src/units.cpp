#include "units.h"

#include <algorithm>

#include "cxtext/sentiment.h"

namespace cxtext {

namespace {

constexpr std::uint32_t bit(SentimentRule rule) noexcept { return static_cast<std::uint32_t>(rule); }

// Marks that join the words of a phrase ("e-mail", "24/7"); any other ends it, and so does a hyphen between spaces.
bool joins(const TokenView& view, std::uint32_t token) noexcept {
  const std::uint32_t begin = view.tokens[token].begin;
  const char c = view.text[begin];
  if (c == '-' && token > 0 && view.tokens[token - 1].end < begin) return false;
  return c == '-' || c == '/' || c == '\'' || c == '&';
}

// The next word after `last` that a phrase may go on with; `end` if there is none.
std::uint32_t next_word(const TokenView& view, std::uint32_t last, std::uint32_t end) noexcept {
  std::uint32_t at = last + 1;
  while (at < end && view.facts[at] == nullptr && joins(view, at)) ++at;
  return at < end && view.facts[at] != nullptr ? at : end;
}

Unit::Mark mark_of(const TokenView& view, std::uint32_t token) noexcept {
  const Token& t = view.tokens[token];
  const std::string_view mark = view.text.substr(t.begin, t.end - t.begin);
  if (mark == ",") return Unit::Mark::comma;
  const bool splits = mark == ";" || mark == "-" || mark == "\xE2\x80\x93" || mark == "\xE2\x80\x94";
  return splits ? Unit::Mark::clause : Unit::Mark::other;
}

// Words, amounts by their currency and sites that a concept knows can tell a theme.
bool may_be_term(TokenKind kind, const WordFacts& facts) noexcept {
  if (is_word(kind)) return facts.concept_id != 0 || !facts.is_stopword;
  return facts.concept_id != 0 && (kind == TokenKind::amount || kind == TokenKind::url);
}

// A word by itself: its concept, those of its parts, or the word as it is.
void add_word_terms(std::uint32_t at, const TokenView& view, std::vector<UnitTerm>& terms) {
  const WordFacts& facts = *view.facts[at];
  bool any_part = false;
  for (const ConceptId part : facts.part_concepts) {
    if (part == 0) continue;
    any_part = true;
    terms.push_back({at, at, view.words[at], part});
  }
  if (!any_part && may_be_term(view.tokens[at].kind, facts)) {
    terms.push_back({at, at, view.words[at], facts.concept_id});
  }
}

}  // namespace

void UnitReader::take(const LexiconEntry& entry, std::uint32_t last, Match& match, std::vector<UnitAtom>* atoms) const {
  if ((entry.has_valence || entry.shifter != ShifterKind::none) &&
      (match.feeling == nullptr || last > match.feeling_last)) {
    match.feeling = &entry;
    match.feeling_last = last;
  }
  if (entry.concept_id != 0 && (match.concept_id == 0 || last > match.concept_last)) {
    match.concept_id = entry.concept_id;
    match.concept_last = last;
  }
  if (entry.is_no_content && last >= match.no_content_last) {
    match.no_content = true;
    match.no_content_last = last;
  }
  if (atoms == nullptr) return;
  for (const std::uint32_t atom : lexicon_.atoms(entry)) atoms->push_back({last, atom});
  if (entry.concept_id != 0 && lexicon_.atom_of(entry.concept_id) != 0) {
    atoms->push_back({last, lexicon_.atom_of(entry.concept_id)});
  }
}

void UnitReader::walk(const TokenView& view, Lang lang, PhraseNode node, std::uint32_t last, std::uint32_t end,
                      int gap_left, Match& match, std::vector<UnitAtom>* atoms, int depth) {
  constexpr int max_phrase_words = 12;
  if (const LexiconEntry* entry = lexicon_.phrase_entry(lang, node); entry != nullptr && gap_left < 0) {
    take(*entry, last, match, atoms);
  }
  if (depth == max_phrase_words) return;
  const std::uint32_t at = next_word(view, last, end);
  if (at == end) return;
  const WordFacts& facts = *view.facts[at];
  for (const std::uint32_t word : {facts.phrase_form, facts.phrase_stem}) {
    if (word == 0) continue;
    const PhraseNode child = lexicon_.phrase_step(lang, node, word);
    if (child != 0) walk(view, lang, child, at, end, -1, match, atoms, depth + 1);
  }
  // A gap swallows up to two words; gap_left < 0 says that this node was reached by a word.
  constexpr int gap_words = 2;
  if (gap_left > 0) walk(view, lang, node, at, end, gap_left - 1, match, atoms, depth + 1);
  if (gap_left < 0) {
    const PhraseNode gap = lexicon_.phrase_gap(lang, node);
    if (gap != 0) walk(view, lang, gap, last, end, gap_words, match, atoms, depth);
  }
}

void UnitReader::match_phrases(const TokenView& view, Lang lang, std::uint32_t at, std::uint32_t end, Match& match,
                               std::vector<UnitAtom>* atoms) {
  const WordFacts& facts = *view.facts[at];
  // Most words start phrases whose second word does not follow: one look at the next word says so.
  if (facts.second_words != ~std::uint64_t{0}) {
    const std::uint32_t next = next_word(view, at, end);
    if (next == end) return;
    const WordFacts& second = *view.facts[next];
    const std::uint64_t bits = (second.phrase_form != 0 ? Lexicon::phrase_bit(second.phrase_form) : 0) |
                               (second.phrase_stem != 0 ? Lexicon::phrase_bit(second.phrase_stem) : 0);
    if ((facts.second_words & bits) == 0) return;
  }
  if (facts.start_form != 0) walk(view, lang, facts.start_form, at, end, -1, match, atoms, 1);
  if (facts.start_stem != 0 && facts.start_stem != facts.start_form) {
    walk(view, lang, facts.start_stem, at, end, -1, match, atoms, 1);
  }
}

// The tokenizer knows the usual emoticons; one of another shape is punctuation to it, but the list may have it.
std::uint32_t UnitReader::emoticon(const TokenView& view, std::uint32_t at, std::uint32_t end, Unit& unit) const {
  const char first = view.text[view.tokens[at].begin];
  if (first != ':' && first != ';' && first != '=' && first != '<' && first != '(' && first != '^' && first != '-' &&
      first != '>') {
    return 0;
  }
  constexpr std::uint32_t max_tokens = 5;  // ":-)))"
  std::uint32_t last = at;
  while (last + 1 < end && last + 1 < at + max_tokens && view.tokens[last + 1].begin == view.tokens[last].end) ++last;
  for (; last > at; --last) {
    const std::uint32_t begin = view.tokens[at].begin;
    const LexiconEntry* entry = lexicon_.find_emoji(view.text.substr(begin, view.tokens[last].end - begin));
    if (entry == nullptr) continue;
    unit = {Unit::Kind::feeling, ShifterKind::none, entry->valence, 1, at, last, bit(SentimentRule::emoji), false};
    return last;
  }
  return 0;
}

void UnitReader::read(const TokenView& view, const WordTable& words, Lang lang, std::uint32_t begin, std::uint32_t end,
                      std::vector<Unit>& units, std::vector<UnitTerm>& terms, std::vector<UnitAtom>& atoms) {
  std::uint32_t feeling_free = begin;  // tokens before this are inside a matched phrase
  std::uint32_t concept_free = begin;
  for (std::uint32_t at = begin; at < end; ++at) {
    const WordFacts* facts = view.facts[at];
    if (facts == nullptr) {
      Unit unit{Unit::Kind::pause, ShifterKind::none, 0, 1, at, at, 0, false};
      if (at < feeling_free) continue;
      if (const std::uint32_t last = emoticon(view, at, end, unit); last != 0) {
        units.push_back(unit);
        feeling_free = concept_free = last + 1;
      } else if (!joins(view, at)) {
        unit.mark = mark_of(view, at);
        units.push_back(unit);
      }
      continue;
    }
    if (facts->plain) {
      if (at >= concept_free) add_word_terms(at, view, terms);
      if (at >= feeling_free) units.push_back({Unit::Kind::plain, ShifterKind::none, 0, 1, at, at, 0, false});
      continue;
    }
    Match match;
    if (facts->start_form != 0 || facts->start_stem != 0) match_phrases(view, lang, at, end, match, &atoms);
    for (const std::uint32_t atom : words.atoms(*facts)) atoms.push_back({at, atom});
    if (at >= concept_free) {
      if (match.concept_id != 0) {
        terms.push_back({at, match.concept_last, view.words[at], match.concept_id});
        concept_free = match.concept_last + 1;
      } else {
        add_word_terms(at, view, terms);
      }
    }
    if (at < feeling_free) continue;
    const WordShape shape = words.shape(view.words[at]);
    std::uint32_t rules =
        (shape.shouted ? bit(SentimentRule::shouted) : 0U) | (shape.elongated ? bit(SentimentRule::elongated) : 0U);
    Unit unit{Unit::Kind::plain, ShifterKind::none, 0, 1, at, at, rules, false};
    if (match.feeling != nullptr) {
      rules |= bit(SentimentRule::phrase);
      unit.last_token = match.feeling_last;
      unit.shifter = match.feeling->shifter;
      unit.factor = match.feeling->factor;
      unit.valence = match.feeling->valence;
      unit.kind = match.feeling->has_valence ? Unit::Kind::feeling : Unit::Kind::shifter;
      if (match.feeling->is_fact) rules |= bit(SentimentRule::fact);
    } else {
      unit.shifter = facts->shifter;
      unit.factor = facts->factor;
      unit.valence = facts->valence;
      if (facts->shifter != ShifterKind::none) unit.kind = Unit::Kind::shifter;
      if (facts->has_valence && facts->valence != 0) unit.kind = Unit::Kind::feeling;
      if (facts->is_fact) rules |= bit(SentimentRule::fact);
      unit.comparative = facts->comparative;
      if (facts->compound) rules |= bit(SentimentRule::compound);
      if (view.tokens[at].kind == TokenKind::emoji) rules |= bit(SentimentRule::emoji);
    }
    unit.rules = rules;
    unit.gradable = unit.shifter == ShifterKind::gradable;
    if (unit.gradable && unit.kind == Unit::Kind::shifter) unit.kind = Unit::Kind::plain;
    feeling_free = unit.last_token + 1;
    units.push_back(unit);
  }
}

bool UnitReader::is_no_content(const TokenView& view, Lang lang) {
  constexpr std::size_t longest_no_content = 8;
  std::uint32_t first = no_word;
  std::uint32_t last = 0;
  std::size_t n_words = 0;
  for (std::uint32_t at = 0; at < view.tokens.size(); ++at) {
    if (view.facts[at] == nullptr) continue;
    if (view.tokens[at].kind == TokenKind::emoji) return false;
    if (is_word(view.tokens[at].kind) && ++n_words > longest_no_content) return false;
    first = std::min(first, at);
    last = at;
  }
  if (n_words == 0) return true;
  if (first == last) return view.facts[first]->is_no_content;
  Match match;
  match_phrases(view, lang, first, static_cast<std::uint32_t>(view.tokens.size()), match, nullptr);
  return match.no_content && match.no_content_last == last;
}

}  // namespace cxtext
