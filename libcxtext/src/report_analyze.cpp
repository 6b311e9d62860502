#include <algorithm>
#include <atomic>
#include <thread>

#include "corpus_joiner.h"
#include "personal_terms.h"
#include "report_build.h"

namespace cxtext {

namespace {

constexpr std::size_t block_comments = 256;

// What one block of comments gives. Word ids are those of the worker that made it.
struct Block {
  std::size_t worker = 0;
  std::vector<AnalyzedComment> comments;
  std::vector<AnalyzedStatement> statements;
  std::vector<std::uint32_t> themes;
  std::vector<std::pair<std::uint32_t, ConceptId>> words;
  std::vector<PersonalSpan> personal;
};

void analyze_block(Analyzer& analyzer, std::span<const Comment> comments, const FileLanguages& languages,
                   std::span<const Lang> among, Block& block) {
  AnalyzeOptions options = languages.options(among);
  options.explain = false;
  std::vector<PersonalSpan> finds;
  for (const Comment& comment : comments) {
    AnalyzedComment out;
    find_personal_data(comment.text, finds);
    options.declared = parse_lang(comment.language);
    if (!comment.text.empty()) {
      const Analysis& analysis = analyzer.analyze(comment.text, options);
      out.lang = analysis.lang;
      out.lists = analysis.lists;
      out.has_content = analysis.has_content;
      out.sentiment = static_cast<float>(analysis.sentiment);
      out.label = analysis.label;
      out.positive_probability = static_cast<float>(analysis.positive_probability);
      out.first_statement = block.statements.size();
      if (analysis.has_content) {
        out.n_statements = static_cast<std::uint32_t>(analysis.statements.size());
        for (const Statement& statement : analysis.statements) {
          AnalyzedStatement kept{statement.begin,       statement.end,
                                 statement.lists,       static_cast<float>(statement.sentiment),
                                 statement.has_feeling, static_cast<std::uint32_t>(block.themes.size()),
                                 statement.n_themes,    block.words.size()};
          for (std::uint32_t t = 0; t < statement.n_themes; ++t) {
            block.themes.push_back(analysis.statement_themes[statement.first_theme + t]);
          }
          for (std::uint32_t t = 0; t < statement.n_terms; ++t) {
            const Term& term = analysis.terms[statement.first_term + t];
            if (is_personal(term, finds)) continue;
            block.words.emplace_back(term.word, term.concept_id);
          }
          kept.n_words = static_cast<std::uint32_t>(block.words.size() - kept.first_word);
          block.statements.push_back(kept);
        }
      }
    }
    out.first_find = block.personal.size();
    out.n_finds = static_cast<std::uint32_t>(finds.size());
    block.personal.insert(block.personal.end(), finds.begin(), finds.end());
    block.comments.push_back(out);
  }
}

}  // namespace

AnalyzedInput analyze_comments(const Engine& engine, const std::vector<Comment>& comments,
                               const ReportOptions& options) {
  const std::size_t n_blocks = (comments.size() + block_comments - 1) / block_comments;
  const std::size_t n_workers = std::clamp<std::size_t>(options.threads, 1, std::max<std::size_t>(n_blocks, 1));
  std::vector<Analyzer> analyzers;
  for (std::size_t w = 0; w < n_workers; ++w) analyzers.emplace_back(engine);
  const FileLanguages languages = learn_languages(analyzers.front(), comments, options.languages);

  std::vector<Block> blocks(n_blocks);
  std::atomic<std::size_t> next{0};
  const auto work = [&](std::size_t worker) {
    for (std::size_t b = next.fetch_add(1); b < n_blocks; b = next.fetch_add(1)) {
      const std::size_t first = b * block_comments;
      blocks[b].worker = worker;
      analyze_block(analyzers[worker],
                    std::span(comments).subspan(first, std::min(block_comments, comments.size() - first)), languages,
                    options.languages, blocks[b]);
    }
  };
  {
    std::vector<std::jthread> threads;
    for (std::size_t w = 1; w < n_workers; ++w) threads.emplace_back(work, w);
    work(0);
  }

  AnalyzedInput out;
  CorpusJoiner joiner(engine, analyzers, out.corpus);
  for (Block& block : blocks) {
    const std::uint64_t first_statement = out.statements.size();
    const auto first_theme = static_cast<std::uint32_t>(out.themes.size());
    for (AnalyzedComment& comment : block.comments) {
      const std::uint64_t in_block = comment.first_statement;
      comment.first_statement += first_statement;
      comment.first_find += out.personal.size();
      for (std::uint32_t s = 0; s < comment.n_statements; ++s) {
        AnalyzedStatement statement = block.statements[in_block + s];
        const std::uint64_t first_word = out.corpus.tokens.size();
        for (std::uint32_t w = 0; w < statement.n_words; ++w) {
          const auto& [word, concept_id] = block.words[statement.first_word + w];
          out.corpus.tokens.push_back(joiner.number(block.worker, word, concept_id, statement.lists));
        }
        statement.first_word = first_word;
        statement.first_theme += first_theme;
        out.corpus.docs.push_back({out.comments.size(), statement.lists, first_word, statement.n_words});
        out.statements.push_back(statement);
      }
      out.comments.push_back(comment);
    }
    out.themes.insert(out.themes.end(), block.themes.begin(), block.themes.end());
    out.personal.insert(out.personal.end(), block.personal.begin(), block.personal.end());
    block = {};
  }
  return out;
}

}  // namespace cxtext
