// One comment through all its stages, from bytes to what is known of it.
#include <algorithm>
#include <cmath>

#include "analyzer_impl.h"

namespace cxtext {

void Analyzer::Impl::look_up_facts(Lang lang, std::size_t begin, std::size_t end) {
  if (facts.size() != tokens.size()) facts.resize(tokens.size());
  for (std::size_t i = begin; i < end; ++i) {
    const WordFacts* of_word = ids[i] == no_word ? nullptr : &words.facts(ids[i], lang);
    facts[i] = of_word;
    __builtin_prefetch(of_word);
  }
}

// A statement's polarity, and what its units add to it.
void Analyzer::Impl::add_feeling(const UnitRange& range, const StatementContext& context, const CleanText& clean,
                                 Statement& statement) {
  const std::span<const Unit> of_range = std::span<const Unit>(units).subspan(range.begin, range.end - range.begin);
  if (of_range.empty()) return;
  auto of_statement = static_cast<double>(learned.question(context.asked, trace));
  double listed = 0;
  for (const UnitFeeling& feeling : feelings) {
    of_statement += ruled(feeling);
    listed += listed_of(feeling);
    if (trace != nullptr) (feeling.value > 0 ? trace->positive : trace->negative) += static_cast<double>(feeling.value);
  }
  const LearnedSum& before = learned_to[range.begin];
  const LearnedSum& after = learned_to[range.end];
  of_statement += after.weight - before.weight;
  const double amplification = SentimentRules::amplification(context);
  of_statement *= amplification;
  sum += of_statement;
  comment_words += after.n_words - before.n_words;
  comment_listed += listed;
  if (trace != nullptr) trace->listed += listed;

  const double damping = learned.damping(after.n_words - before.n_words);
  const double evidence = of_statement * damping + static_cast<double>(strengths.offset);
  const double reach = neutral_reach(strengths, listed * damping, evidence);
  statement.sentiment = polarity(evidence, reach);
  if (explains) add_spans(range, clean, amplification * damping * polarity_slope(evidence, reach), statement);
}

void Analyzer::Impl::add_statement(const UnitRange& range, const Sentence& sentence, const CleanText& clean,
                                   bool emphasised) {
  const StatementContext context{
      sentence_lists,        range.after_contrast, range.before_contrast, sentence.asked && range.end == units.size(),
      sentence.exclamations, emphasised,           shouted_text,          contents.shifters};
  const std::span<const Unit> of_range = std::span<const Unit>(units).subspan(range.begin, range.end - range.begin);
  sentiment_rules.apply(of_range, context, feelings);
  const std::uint32_t first_token = of_range.empty() ? sentence.begin : of_range.front().first_token;
  const std::uint32_t last_token = of_range.empty() ? sentence.begin : of_range.back().last_token;
  Statement& statement = analysis.statements.emplace_back();
  statement.begin = clean.original_offset(tokens[first_token].begin);
  statement.end = clean.original_end(tokens[last_token].end);
  statement.lang = sentence_lang;
  statement.lists = sentence_lists;
  statement.has_feeling = std::any_of(feelings.begin(), feelings.end(), is_listed);
  add_feeling(range, context, clean, statement);
  const auto first_atom =
      std::lower_bound(atoms.begin(), atoms.end(), first_token,
                       [](const UnitAtom& atom, std::uint32_t token) { return atom.token < token; });
  const auto end_atom =
      std::find_if(first_atom, atoms.end(), [&](const UnitAtom& atom) { return atom.token > last_token; });
  statement.first_theme = static_cast<std::uint32_t>(analysis.statement_themes.size());
  const auto n_words = static_cast<std::size_t>(
      std::count_if(of_range.begin(), of_range.end(), [](const Unit& unit) { return unit.kind != Unit::Kind::pause; }));
  theme_rules.match({first_atom, end_atom}, n_words, analysis.statement_themes);
  statement.n_themes = static_cast<std::uint32_t>(analysis.statement_themes.size()) - statement.first_theme;
  statement.first_term = static_cast<std::uint32_t>(analysis.terms.size());
  const auto first_term =
      std::lower_bound(terms.begin(), terms.end(), first_token,
                       [](const UnitTerm& term, std::uint32_t token) { return term.first_token < token; });
  const bool is_original = !clean.changed();
  for (auto term = first_term; term != terms.end() && term->first_token <= last_token; ++term) {
    const std::uint32_t begin = tokens[term->first_token].begin;
    const std::uint32_t end = tokens[term->last_token].end;
    analysis.terms.emplace_back(is_original ? begin : clean.original_offset(begin),
                                is_original ? end : clean.original_end(end), term->word, term->concept_id);
  }
  statement.n_terms = static_cast<std::uint32_t>(analysis.terms.size()) - statement.first_term;
  if (statement.n_themes == 0 && theme_matcher.has_themes()) find_kept_theme(statement);
}

// A word in capitals that is none of the short ones, which may be acronyms.
bool Analyzer::Impl::is_emphasised(const Sentence& sentence) const {
  constexpr std::size_t longest_acronym = 3;
  if (shouted_text || !any_shouted) return false;
  for (std::uint32_t i = sentence.begin; i < sentence.end; ++i) {
    if (ids[i] != no_word && tokens[i].end - tokens[i].begin > longest_acronym && is_word(tokens[i].kind) &&
        words.shape(ids[i]).shouted)
      return true;
  }
  return false;
}

// What a feeling adds to the evidence.
double Analyzer::Impl::ruled(const UnitFeeling& feeling) const noexcept {
  const auto value = static_cast<double>(feeling.value);
  return value * static_cast<double>(value > 0 ? strengths.positive : strengths.negative);
}

// As if the units were a statement of their own.
int Analyzer::Impl::side_of(std::uint32_t begin, std::uint32_t end) {
  StatementContext context;
  context.lang = analysis.lists;
  context.shifters = contents.shifters;
  sentiment_rules.apply(std::span<const Unit>(units).subspan(begin, end - begin), context, feelings);
  double evidence = learned_to[end].weight - learned_to[begin].weight;
  double listed = 0;
  for (const UnitFeeling& feeling : feelings) {
    evidence += ruled(feeling);
    listed += listed_of(feeling);
  }
  const double damping = learned.damping(learned_to[end].n_words - learned_to[begin].n_words);
  evidence = evidence * damping + static_cast<double>(strengths.offset);
  if (std::abs(evidence) < neutral_reach(strengths, listed * damping, evidence)) return 0;
  return evidence > 0 ? 1 : -1;
}

void Analyzer::Impl::analyze_sentence(const Sentence& sentence, const TokenView& view, const CleanText& clean) {
  units.clear();
  terms.clear();
  atoms.clear();
  ranges.clear();
  contents = units_of.read(view, words, sentence_lists, sentence.begin, sentence.end, units, terms, atoms);
  learned.read(view, units, learned_to, trace, sentence_lists);
  // By token, so that a statement finds its own without a walk over the sentence.
  std::sort(atoms.begin(), atoms.end(), [](const UnitAtom& a, const UnitAtom& b) { return a.token < b.token; });
  cut_statements(units, contents, ranges);
  if (contents.comma) {
    cut_at_opposing_commas(
        units, [this](std::uint32_t begin, std::uint32_t end) { return side_of(begin, end); }, ranges);
  }
  const bool emphasised = is_emphasised(sentence);
  for (const UnitRange& range : ranges) add_statement(range, sentence, clean, emphasised);
}

// What the taxonomy leaves may be about a theme that was discovered before.
void Analyzer::Impl::find_kept_theme(Statement& statement) {
  theme_matcher.begin_statement();
  for (std::uint32_t t = 0; t < statement.n_terms; ++t) {
    const Term& term = analysis.terms[statement.first_term + t];
    theme_matcher.add(term.word, term.concept_id, analysis.lists, [&] {
      return corpus_word(engine.lexicon(), analysis.lists, std::string(words.folded(term.word)),
                         words.stem(term.word, analysis.lists), term.concept_id);
    });
  }
  const ThemeModel::Match match = theme_matcher.match();
  if (match.theme == no_theme) return;
  analysis.statement_themes.push_back(static_cast<std::uint32_t>(engine.lexicon().themes().size()) +
                                      static_cast<std::uint32_t>(match.theme));
  statement.n_themes = 1;
}

// The comment's own score and label from its statements.
void Analyzer::Impl::conclude() {
  double best = 0;
  double worst = 0;
  for (const Statement& statement : analysis.statements) {
    best = std::max(best, statement.sentiment);
    worst = std::min(worst, statement.sentiment);
  }
  const double damping = learned.damping(comment_words);
  const double evidence = sum * damping + static_cast<double>(strengths.offset);
  analysis.sentiment = polarity(evidence, neutral_reach(strengths, comment_listed * damping, evidence));
  analysis.positive_probability = 1.0 / (1.0 + std::exp(-evidence / static_cast<double>(strengths.temperature)));
  if (trace != nullptr) trace->n_words = comment_words;
  constexpr double clearly = 0.3;     // a statement this strong counts as a side of its own
  constexpr double undecided = 0.85;  // beyond this the stronger side has won
  if (best >= clearly && worst <= -clearly && std::abs(analysis.sentiment) < undecided) {
    analysis.label = SentimentLabel::mixed;
  } else if (analysis.sentiment >= neutral_below) {
    analysis.label = SentimentLabel::positive;
  } else if (analysis.sentiment <= -neutral_below) {
    analysis.label = SentimentLabel::negative;
  } else {
    analysis.label = SentimentLabel::neutral;
  }
  analysis.themes = analysis.statement_themes;
  std::sort(analysis.themes.begin(), analysis.themes.end());
  analysis.themes.erase(std::unique(analysis.themes.begin(), analysis.themes.end()), analysis.themes.end());
}

Analyzer::Analyzer(const Engine& engine) : impl_(std::make_unique<Impl>(engine)) {}
Analyzer::~Analyzer() = default;
Analyzer::Analyzer(Analyzer&&) noexcept = default;
Analyzer& Analyzer::operator=(Analyzer&&) noexcept = default;

const Analysis& Analyzer::analyze(std::string_view text, const AnalyzeOptions& options) {
  Impl& impl = *impl_;
  impl.explains = options.explain;
  Analysis& analysis = impl.analysis;
  analysis.statements.clear();
  analysis.statement_themes.clear();
  analysis.themes.clear();
  analysis.terms.clear();
  analysis.spans.clear();
  analysis.sentiment = 0;
  analysis.label = SentimentLabel::none;
  analysis.has_content = false;
  analysis.positive_probability = 0.5;
  impl.sum = 0;
  impl.comment_words = 0;
  impl.comment_listed = 0;
  if (impl.trace != nullptr) impl.trace->clear();

  const CleanText clean(text);
  analysis.lang = impl.read_words(clean.text(), options);
  analysis.lists = impl.lists_of(analysis.lang, options);
  if (!has_lexicon(analysis.lists)) {
    analysis.has_content = !impl.tokens.empty();
    if (analysis.has_content) analysis.label = SentimentLabel::neutral;
    return analysis;
  }
  impl.look_up_facts(analysis.lists, 0, impl.tokens.size());
  const TokenView view{clean.text(), impl.tokens, impl.ids, impl.facts};
  bool feeling_without_words = false;  // ":-)" or a lone emoji
  bool any_plain_case = false;
  impl.any_shouted = false;
  for (std::size_t i = 0; i < impl.ids.size(); ++i) {
    if (impl.ids[i] == no_word || !is_word(impl.tokens[i].kind)) continue;
    const bool shouted = impl.words.shape(impl.ids[i]).shouted;
    impl.any_shouted = impl.any_shouted || shouted;
    // "I" is a capital in any case.
    any_plain_case = any_plain_case || (!shouted && impl.tokens[i].end - impl.tokens[i].begin > 1);
  }
  impl.shouted_text = impl.any_shouted && !any_plain_case;
  const bool no_content = impl.units_of.is_no_content(view, analysis.lists);
  cut_sentences(view, impl.sentences);
  const bool may_switch = impl.sentences.size() > 1 && has_lexicon(analysis.lang.lang) && !options.language;
  for (const Sentence& sentence : impl.sentences) {
    impl.sentence_lang = may_switch ? impl.language_of(sentence, options) : analysis.lang;
    const bool switches = impl.sentence_lang.lang != analysis.lang.lang;
    impl.sentence_lists = switches ? impl.sentence_lang.lang : analysis.lists;
    if (switches) impl.look_up_facts(impl.sentence_lists, sentence.begin, sentence.end);
    impl.analyze_sentence(sentence, view, clean);
  }
  for (const Statement& statement : analysis.statements) {
    feeling_without_words = feeling_without_words || statement.has_feeling;
  }
  analysis.has_content = !no_content || (feeling_without_words && !impl.tokens.empty());
  if (!analysis.has_content) {
    analysis.themes.clear();
    return analysis;
  }
  impl.conclude();
  return analysis;
}

void Analyzer::trace_to(SentimentTrace* trace) noexcept { impl_->trace = trace; }

const WordTable& Analyzer::word_table() const noexcept { return impl_->words; }

std::string_view Analyzer::word_text(std::uint32_t word) const { return impl_->words.folded(word); }

std::string Analyzer::word_stem(std::uint32_t word, Lang lang) const { return impl_->words.stem(word, lang); }

void Analyzer::trim() {
  if (!impl_->words.is_full()) return;
  impl_->words.clear();
  impl_->theme_matcher.forget();
}

}  // namespace cxtext
