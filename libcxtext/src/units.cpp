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
inline std::uint32_t next_word(const TokenView& view, std::uint32_t last, std::uint32_t end) noexcept {
  std::uint32_t at = last + 1;
  if (at < end && view.facts[at] != nullptr) return at;  // nearly always
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

// A word as a unit. Written part by part: a copy of the whole would wait for its parts.
inline void write_unit(const WordFacts& facts, std::uint32_t at, Unit& unit) noexcept {
  unit.kind = facts.kind;
  unit.shifter = facts.shifter;
  unit.valence = facts.valence;
  unit.factor = facts.factor;
  unit.first_token = at;
  unit.last_token = at;
  unit.rules = facts.rules;
  unit.gradable = facts.shifter == ShifterKind::gradable;
  unit.comparative = facts.comparative;
  unit.mark = Unit::Mark::other;
}

// A phrase that says something of feeling; first: the word that it starts with.
inline void write_unit(const LexiconEntry& phrase, const WordFacts& first, std::uint32_t at, std::uint32_t last,
                       Unit& unit) noexcept {
  constexpr std::uint32_t of_letters = bit(SentimentRule::shouted) | bit(SentimentRule::elongated);
  const bool gradable = phrase.shifter == ShifterKind::gradable;
  unit.kind = phrase.has_valence ? Unit::Kind::feeling : gradable ? Unit::Kind::plain : Unit::Kind::shifter;
  unit.shifter = phrase.shifter;
  unit.valence = phrase.valence;
  unit.factor = phrase.factor;
  unit.first_token = at;
  unit.last_token = last;
  unit.rules =
      (first.rules & of_letters) | bit(SentimentRule::phrase) | (phrase.is_fact ? bit(SentimentRule::fact) : 0U);
  unit.gradable = gradable;
  unit.comparative = false;
  unit.mark = Unit::Mark::other;
}

constexpr std::uint64_t any_word = ~std::uint64_t{0};

// Whether a listed phrase may start at a word that is not nullptr. Most words start phrases whose second word does not
// follow: one look at the next word says so.
inline bool may_start_phrase(const TokenView& view, std::uint32_t at, std::uint32_t end) noexcept {
  const std::uint64_t second_words = view.facts[at]->second_words;
  if (second_words == 0 || second_words == any_word) return second_words != 0;
  const std::uint32_t next = next_word(view, at, end);
  if (next == end) return false;
  const WordFacts& second = *view.facts[next];
  // A word in no phrase has number 0, whose bit is taken out.
  const std::uint64_t bits = std::uint64_t{second.phrase_form != 0} << second.phrase_form % 64U |
                             std::uint64_t{second.phrase_stem != 0} << second.phrase_stem % 64U;
  return (second_words & bits) != 0;
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
  for (const std::uint32_t atom : lexicon_.atoms(entry)) atoms->emplace_back(last, atom);
  if (entry.concept_id != 0 && lexicon_.atom_of(entry.concept_id) != 0) {
    atoms->emplace_back(last, lexicon_.atom_of(entry.concept_id));
  }
}

void UnitReader::walk(const TokenView& view, PhraseNode node, std::uint32_t last, std::uint32_t end, int gap_left,
                      Match& match, std::vector<UnitAtom>* atoms, int depth) {
  constexpr int max_phrase_words = 12;
  if (const LexiconEntry* entry = phrases_.entry(node); entry != nullptr && gap_left < 0) {
    take(*entry, last, match, atoms);
  }
  if (depth == max_phrase_words) return;
  const std::uint32_t at = next_word(view, last, end);
  if (at == end) return;
  const WordFacts& facts = *view.facts[at];
  for (const std::uint32_t word : {facts.phrase_form, facts.phrase_stem}) {
    if (word == 0) continue;
    const PhraseNode child = phrases_.step(node, word);
    if (child != 0) walk(view, child, at, end, -1, match, atoms, depth + 1);
  }
  // A gap swallows up to two words; gap_left < 0 says that this node was reached by a word.
  constexpr int gap_words = 2;
  if (gap_left > 0) walk(view, node, at, end, gap_left - 1, match, atoms, depth + 1);
  if (gap_left < 0) {
    const PhraseNode gap = phrases_.gap(node);
    if (gap != 0) walk(view, gap, last, end, gap_words, match, atoms, depth);
  }
}

// Marks the words that a phrase may start with, and fetches what the walks over them will read: the lists are larger
// than the nearest caches, and most walks end at their first step.
void UnitReader::find_starts(const TokenView& view, std::uint32_t begin, std::uint32_t end) {
  if (starts_.size() < view.tokens.size()) starts_.resize(view.tokens.size());
  for (std::uint32_t at = begin; at < end; ++at) {
    starts_[at] = view.facts[at] != nullptr && may_start_phrase(view, at, end);
    if (!starts_[at]) continue;
    const WordFacts& facts = *view.facts[at];
    const std::uint32_t next = next_word(view, at, end);
    for (const PhraseNode start : {facts.start_form, facts.start_stem}) {
      if (start == 0) continue;
      if (facts.second_words == any_word) phrases_.prefetch(start);
      if (next == end) continue;
      for (const std::uint32_t word : {view.facts[next]->phrase_form, view.facts[next]->phrase_stem}) {
        if (word != 0) phrases_.prefetch_step(start, word);
      }
    }
  }
}

void UnitReader::match_phrases(const TokenView& view, std::uint32_t at, std::uint32_t end, Match& match,
                               std::vector<UnitAtom>* atoms) {
  const WordFacts& facts = *view.facts[at];
  const auto from = [&](PhraseNode start) {
    if (facts.second_words == any_word) return walk(view, start, at, end, -1, match, atoms, 1);
    // No phrase ends at the first word or has a '*' behind it: only the second word may lead on.
    const std::uint32_t next = next_word(view, at, end);
    for (const std::uint32_t word : {view.facts[next]->phrase_form, view.facts[next]->phrase_stem}) {
      const PhraseNode child = word == 0 ? 0 : phrases_.step_unseen(start, word);
      if (child != 0) walk(view, child, next, end, -1, match, atoms, 2);
    }
  };
  if (facts.start_form != 0) from(facts.start_form);
  if (facts.start_stem != 0 && facts.start_stem != facts.start_form) from(facts.start_stem);
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

// A word by itself as terms: its concept, those of its parts, or the word as it is.
inline void UnitReader::add_word_terms(const TokenView& view, std::uint32_t at, const WordFacts& facts, bool wanted) {
  if (facts.has_parts && wanted) {
    for (const ConceptId part : facts.part_concepts) {
      *term_ = {at, at, view.words[at], part};
      term_ += part != 0 ? 1 : 0;
    }
    return;
  }
  *term_ = {at, at, view.words[at], facts.concept_id};
  term_ += facts.is_term && wanted ? 1 : 0;
}

UnitContents UnitReader::read(const TokenView& view, const WordTable& words, Lang lang, std::uint32_t begin,
                              std::uint32_t end, std::vector<Unit>& units, std::vector<UnitTerm>& terms,
                              std::vector<UnitAtom>& atoms) {
  phrases_ = lexicon_.phrases(lang);
  UnitContents contents;
  // Room for the most there can be, and one to write to before it is known whether it counts.
  const std::size_t n_before = units.size();
  const std::size_t n_terms_before = terms.size();
  units.resize(n_before + (end - begin) + 1);
  terms.resize(n_terms_before + 2 * std::size_t{end - begin} + 1);
  Unit* out = units.data() + n_before;
  term_ = terms.data() + n_terms_before;
  std::uint32_t feeling_free = begin;  // tokens before this are inside a matched phrase
  std::uint32_t concept_free = begin;
  find_starts(view, begin, end);
  for (std::uint32_t at = begin; at < end; ++at) {
    const WordFacts* facts = view.facts[at];
    if (facts == nullptr) {
      Unit unit{Unit::Kind::pause, ShifterKind::none, 0, 1, at, at, 0, false};
      if (at < feeling_free) continue;
      if (const std::uint32_t last = emoticon(view, at, end, unit); last != 0) {
        *out++ = unit;
        feeling_free = concept_free = last + 1;
      } else if (!joins(view, at)) {
        unit.mark = mark_of(view, at);
        contents.comma = contents.comma || unit.mark == Unit::Mark::comma;
        contents.clause = contents.clause || unit.mark == Unit::Mark::clause;
        *out++ = unit;
      }
      continue;
    }
    const LexiconEntry* feeling = nullptr;
    bool is_free = at >= concept_free;
    if (starts_[at] != 0) {
      Match match;
      match_phrases(view, at, end, match, &atoms);
      if (is_free && match.concept_id != 0) {
        *term_++ = {at, match.concept_last, view.words[at], match.concept_id};
        concept_free = match.concept_last + 1;
        is_free = false;
      }
      if (match.feeling != nullptr && at >= feeling_free) {
        feeling = match.feeling;
        write_unit(*feeling, *facts, at, match.feeling_last, *out);
      }
    }
    for (const std::uint32_t atom : words.atoms(*facts)) atoms.emplace_back(at, atom);
    add_word_terms(view, at, *facts, is_free);
    if (at < feeling_free) continue;
    if (feeling == nullptr) write_unit(*facts, at, *out);
    contents.shifters |= set_of(out->shifter);
    feeling_free = out->last_token + 1;
    ++out;
  }
  units.resize(static_cast<std::size_t>(out - units.data()));
  terms.resize(static_cast<std::size_t>(term_ - terms.data()));
  return contents;
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
  const auto end = static_cast<std::uint32_t>(view.tokens.size());
  if (!may_start_phrase(view, first, end)) return false;
  phrases_ = lexicon_.phrases(lang);
  Match match;
  match_phrases(view, first, end, match, nullptr);
  return match.no_content && match.no_content_last == last;
}

}  // namespace cxtext
