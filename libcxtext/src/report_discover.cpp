#include <algorithm>

#include "report_build.h"

namespace cxtext {

namespace {

// Statements that the taxonomy leaves, as a corpus of their own over the same words.
Corpus uncovered(const AnalyzedInput& input, std::vector<std::size_t>& statement_of_doc) {
  Corpus corpus;
  corpus.words = input.corpus.words;
  for (std::size_t s = 0; s < input.statements.size(); ++s) {
    const AnalyzedStatement& statement = input.statements[s];
    if (statement.n_themes != 0 || statement.n_words == 0) continue;
    CorpusDoc doc = input.corpus.docs[s];
    const auto first = input.corpus.tokens.begin() + static_cast<std::ptrdiff_t>(doc.first_word);
    doc.first_word = corpus.tokens.size();
    corpus.tokens.insert(corpus.tokens.end(), first, first + doc.n_words);
    corpus.docs.push_back(doc);
    statement_of_doc.push_back(s);
  }
  return corpus;
}

// Themes that training kept: their statements have them already.
void add_kept(const ThemeModel& model, std::size_t name_row, ThemeSpace& space) {
  for (const ModelTheme& theme : model.themes()) {
    ThemeFigures figures;
    figures.id = theme.id;
    figures.name = theme.names[name_row];
    figures.source = ThemeSource::discovered;
    figures.words = theme.words;
    figures.stability = theme.stability;
    figures.parent = theme.parent;
    space.themes.push_back(std::move(figures));
  }
}

Lang name_language_of(const ReportOptions& options) {
  const Lang lang = options.language.value_or(Lang::en);
  return has_lexicon(lang) ? lang : Lang::en;
}

DiscoverOptions discover_options_of(const ReportOptions& options) {
  DiscoverOptions out;
  out.k = options.discovered_themes;
  out.seed = options.seed;
  out.threads = options.threads;
  out.name_language = name_language_of(options);
  out.keep_model = true;
  return out;
}

// A statement far from its cluster's centre is not about the cluster's theme.
constexpr float min_strength = 0.25F;

}  // namespace

ThemeSpace discover(const Engine& engine, AnalyzedInput& input, const ReportOptions& options) {
  ThemeSpace space;
  const std::size_t name_row = index_of(name_language_of(options));
  for (const TaxonomyTheme& theme : engine.lexicon().themes()) {
    ThemeFigures figures;
    figures.id = theme.id;
    figures.name = theme.names[name_row];
    const std::string_view parent = engine.lexicon().themes()[theme.parent].id;
    if (parent != theme.id) figures.parent = parent;
    space.themes.push_back(std::move(figures));
  }
  space.n_taxonomy = space.themes.size();
  if (!engine.theme_model().themes().empty()) {
    add_kept(engine.theme_model(), name_row, space);
    return space;
  }
  if (!options.discover) return space;

  std::vector<std::size_t> statement_of_doc;
  const Corpus corpus = uncovered(input, statement_of_doc);
  const Discovery found = discover_themes(corpus, engine.lexicon(), discover_options_of(options));
  for (const DiscoveredTheme& theme : found.themes) {
    ThemeFigures figures;
    figures.id = theme.id;
    figures.name = theme.name;
    figures.source = ThemeSource::discovered;
    figures.words = theme.words;
    figures.stability = theme.stability;
    figures.parent = theme.parent;
    space.themes.push_back(std::move(figures));
  }
  for (std::size_t d = 0; d < found.theme_of_doc.size(); ++d) {
    if (found.theme_of_doc[d] == no_theme || found.strength[d] < min_strength) continue;
    AnalyzedStatement& statement = input.statements[statement_of_doc[d]];
    statement.first_theme = static_cast<std::uint32_t>(input.themes.size());
    statement.n_themes = 1;
    input.themes.push_back(static_cast<std::uint32_t>(space.n_taxonomy) +
                           static_cast<std::uint32_t>(found.theme_of_doc[d]));
  }
  return space;
}

ThemeModel train_themes(const Engine& engine, const std::vector<Comment>& comments, const ReportOptions& options) {
  const AnalyzedInput input = analyze_comments(engine, comments, options);
  std::vector<std::size_t> statement_of_doc;
  const Corpus corpus = uncovered(input, statement_of_doc);
  return discover_themes(corpus, engine.lexicon(), discover_options_of(options)).model;
}

}  // namespace cxtext
