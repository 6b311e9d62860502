#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "cxtext/pipeline.h"

namespace cxtext {

/// A statement as the report needs it.
struct AnalyzedStatement {
  std::uint32_t begin = 0;  ///< bytes of the comment's text
  std::uint32_t end = 0;
  Lang lists = Lang::undetermined;  ///< whose word lists were used
  float sentiment = 0;
  bool has_feeling = false;
  std::uint32_t first_theme = 0;  ///< AnalyzedBlock::themes
  std::uint32_t n_themes = 0;
  std::uint64_t first_word = 0;  ///< AnalyzedBlock::words, then Corpus::tokens
  std::uint32_t n_words = 0;     ///< without those of personal data
};

/// A comment as the report needs it.
struct AnalyzedComment {
  LangGuess lang;
  Lang lists = Lang::undetermined;
  bool has_content = false;
  float sentiment = 0;
  SentimentLabel label = SentimentLabel::none;
  float positive_probability = 0.5F;
  std::uint64_t first_statement = 0;
  std::uint32_t n_statements = 0;
  std::uint64_t first_find = 0;  ///< AnalyzedInput::personal
  std::uint32_t n_finds = 0;
};

/// All comments of a report, analysed, in input order, with the words of their statements as one corpus (a document a
/// statement; the same bytes for any number of threads).
struct AnalyzedInput {
  std::vector<AnalyzedComment> comments;
  std::vector<AnalyzedStatement> statements;
  std::vector<std::uint32_t> themes;   ///< of statements: taxonomy themes, then discovered ones behind them
  Corpus corpus;                       ///< docs parallel to statements
  std::vector<PersonalSpan> personal;  ///< personal data, by comment

  [[nodiscard]] std::span<const PersonalSpan> finds_of(std::size_t comment) const noexcept {
    return std::span(personal).subspan(comments[comment].first_find, comments[comment].n_finds);
  }
};

/// Analyses comments in blocks of fixed size on options.threads workers; block results are joined in block order.
[[nodiscard]] AnalyzedInput analyze_comments(const Engine& engine, const std::vector<Comment>& comments,
                                             const ReportOptions& options);

/// What every theme of the report is: taxonomy themes first (by their index in the lexicon), discovered ones behind.
struct ThemeSpace {
  std::vector<ThemeFigures> themes;  ///< id, name, source, words set; figures empty
  std::size_t n_taxonomy = 0;
};

/// Looks for themes in the statements that the taxonomy leaves, and adds them to their statements.
[[nodiscard]] ThemeSpace discover(const Engine& engine, AnalyzedInput& input, const ReportOptions& options);

/// What was read, before anything is known of it.
struct InputRows {
  std::vector<Comment> comments;
  std::vector<std::string> segment_names;  ///< of all files; the segments of every comment are aligned to it
  ReadCounts counts;                       ///< of all files
  std::uint64_t unread_files = 0;
  std::vector<std::string> files;      ///< names of the files that were read, if several were to be
  std::vector<std::size_t> file_ends;  ///< of each, the number of comments up to its last one
  RepeatedIds repeated = RepeatedIds();
  std::uint64_t dropped_copies = 0;
};

/// Computes every figure of the report.
[[nodiscard]] Report compute_figures(const InputRows& rows, const AnalyzedInput& input, ThemeSpace space,
                                     const ReportOptions& options);

}  // namespace cxtext
