#pragma once

#include <vector>

#include "cxtext/pipeline.h"
#include "cxtext/text.h"

#include "sentiment_learned.h"
#include "sentiment_rules.h"
#include "statements.h"
#include "theme_matcher.h"
#include "theme_rules.h"
#include "units.h"
#include "words.h"

namespace cxtext {

/// What an Analyzer keeps: the stages of one comment, and the memory that the next one takes over.
struct Analyzer::Impl {
  explicit Impl(const Engine& engine_used)
      : engine(engine_used),
        strengths(engine_used.sentiment_model().strengths()),
        words(engine_used.lexicon(), engine_used.language_model(), engine_used.sentiment_model()),
        learned(engine_used.sentiment_model()),
        units_of(engine_used.lexicon()),
        theme_rules(engine_used.lexicon()),
        theme_matcher(engine_used.theme_model(), engine_used.lexicon()) {}

  const Engine& engine;
  const SentimentStrengths& strengths;
  WordTable words;
  LearnedWeights learned;
  Tokenizer tokenizer;
  UnitReader units_of;
  SentimentRules sentiment_rules;
  ThemeRules theme_rules;
  ThemeMatcher theme_matcher;
  Analysis analysis;

  // Of the comment at hand; kept for the memory they hold.
  std::vector<Token> tokens;
  std::vector<WordId> ids;
  std::vector<const WordFacts*> facts;
  std::vector<Sentence> sentences;
  std::vector<Unit> units;
  UnitContents contents;  // of the units
  std::vector<UnitTerm> terms;
  std::vector<UnitAtom> atoms;
  std::vector<UnitRange> ranges;
  std::vector<UnitFeeling> feelings;
  LangGuess sentence_lang;  // of the sentence at hand
  Lang sentence_lists = Lang::undetermined;
  std::vector<LearnedSum> learned_to;  // up to each unit of the sentence at hand
  double sum = 0;                      // of the whole comment: see SentimentStrengths
  std::uint32_t comment_words = 0;     // counted by the statements
  double comment_listed = 0;           // sum of the rules' values without sign
  bool shouted_text = false;           // all of the comment is in capitals
  bool any_shouted = false;            // some words are, and are no acronyms
  bool explains = true;                // spans are wanted
  SentimentTrace* trace = nullptr;

  LangGuess read_words(std::string_view text, const AnalyzeOptions& options);
  Lang lists_of(LangGuess guess, const AnalyzeOptions& options);
  void look_up_facts(Lang lang, std::size_t begin, std::size_t end);
  [[nodiscard]] LangGuess language_of(const Sentence& sentence, const AnalyzeOptions& options);
  void analyze_sentence(const Sentence& sentence, const TokenView& view, const CleanText& clean);
  [[nodiscard]] bool is_emphasised(const Sentence& sentence) const;
  [[nodiscard]] double ruled(const UnitFeeling& feeling) const noexcept;
  int side_of(std::uint32_t begin, std::uint32_t end);
  void add_feeling(const UnitRange& range, const StatementContext& context, const CleanText& clean,
                   Statement& statement);
  void add_spans(const UnitRange& range, const CleanText& clean, double scale, Statement& statement);
  void add_statement(const UnitRange& range, const Sentence& sentence, const CleanText& clean, bool emphasised);
  void find_kept_theme(Statement& statement);
  void conclude();
};

}  // namespace cxtext
