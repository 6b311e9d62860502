// What is known of the tokens of a text, and what the words of a statement add to its polarity.
#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "analyzer_impl.h"

namespace cxtext {

// The words behind a statement's polarity. scale: what a unit of evidence is worth.
void Analyzer::Impl::add_spans(const UnitRange& range, const CleanText& clean, double scale, Statement& statement) {
  const std::span<const Unit> of_range = std::span<const Unit>(units).subspan(range.begin, range.end - range.begin);
  constexpr double shown_from = 0.02;  // fainter words go to the rest
  const double shown_weight = shown_from / scale;
  double rest = statement.sentiment;
  auto feeling = feelings.begin();
  for (std::uint32_t i = 0; i < of_range.size(); ++i) {
    const Unit& unit = of_range[i];
    const double weight = learned_to[range.begin + i + 1].weight - learned_to[range.begin + i].weight;
    const bool is_shown = std::abs(weight) >= shown_weight;
    const bool has_feeling = feeling != feelings.end() && feeling->unit == i;
    if (!has_feeling && !is_shown) continue;
    unsigned rules = is_shown ? static_cast<unsigned>(SentimentRule::learned) : 0U;
    double value = weight;
    for (; feeling != feelings.end() && feeling->unit == i; ++feeling) {
      value += ruled(*feeling);
      rules |= feeling->rules;
    }
    const double contribution = value * scale;
    rest -= contribution;
    analysis.spans.emplace_back(clean.original_offset(tokens[unit.first_token].begin),
                                clean.original_end(tokens[unit.last_token].end), has_feeling ? unit.valence : 0.0F,
                                static_cast<float>(contribution), rules);
  }
  statement.rest = static_cast<float>(rest);
}

std::vector<Analyzer::TokenFacts> Analyzer::explain_tokens(std::string_view text) {
  const CleanText clean(text);
  Impl& impl = *impl_;
  impl.tokenizer.tokenize(clean.text(), impl.tokens);
  std::vector<TokenFacts> out;
  auto statement = impl.analysis.statements.begin();  // in the order of the text
  for (Token token : impl.tokens) {
    const std::uint32_t begin = clean.original_offset(token.begin);
    while (statement != impl.analysis.statements.end() && statement->end <= begin) ++statement;
    const bool inside = statement != impl.analysis.statements.end() && statement->begin <= begin;
    const Lang lists = inside ? statement->lists : impl.analysis.lists;
    const Lang lang = has_lexicon(lists) ? lists : Lang::en;
    TokenFacts explained;
    explained.text = clean.text().substr(token.begin, token.end - token.begin);
    if (token.kind != TokenKind::punctuation) {
      const WordId id = impl.words.id_of(explained.text, token.kind);
      const WordFacts facts = impl.words.facts(id, lang);
      explained.folded = impl.words.folded(id);
      if (is_word(token.kind)) explained.stem = impl.words.stem(id, lang);
      const Lexicon& lexicon = impl.engine.lexicon();
      if (facts.concept_id != 0) explained.concept_name = lexicon.concept_name(facts.concept_id);
      for (const ConceptId part : facts.part_concepts) {
        if (part == 0) continue;
        if (!explained.concept_name.empty()) explained.concept_name += " + ";
        explained.concept_name += lexicon.concept_name(part);
      }
      if (facts.has_valence)
        explained.facts += fmt::format("valence {:g}{}, ", facts.valence, facts.is_fact ? " (fact)" : "");
      if (facts.shifter != ShifterKind::none) explained.facts += fmt::format("{}, ", to_name(facts.shifter));
      if (facts.is_stopword) explained.facts += "stop word, ";
      if (!explained.facts.empty()) explained.facts.resize(explained.facts.size() - 2);
    }
    token.begin = clean.original_offset(token.begin);
    token.end = clean.original_end(token.end);
    explained.token = token;
    out.push_back(std::move(explained));
  }
  return out;
}

}  // namespace cxtext
