#include <cmath>
#include <filesystem>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cxtext/text.h"

#include "inputs.h"
#include "printable.h"
#include "streams.h"

namespace cxtext::cli {

namespace {

using Json = nlohmann::ordered_json;

double to_3_decimals(double value) { return std::round(value * 1000) / 1000 + 0.0; }

std::vector<std::string> names_of_rules(std::uint32_t rules) {
  std::vector<std::string> names;
  for (unsigned b = 0; b <= 16; ++b) {
    const auto rule = static_cast<SentimentRule>(1U << b);
    if ((rules & static_cast<std::uint32_t>(rule)) != 0) names.emplace_back(to_name(rule));
  }
  return names;
}

// As a reader would want to see it; offsets are those of the text as it was written.
std::string repaired(std::string_view text) { return std::string(CleanText(text).text()); }

Json explain(Analyzer& analyzer, const Engine& engine, std::string_view text, const AnalyzeOptions& options) {
  const Analysis& analysis = analyzer.analyze(text, options);
  Json out;
  out["text"] = text;
  if (const CleanText clean(text); clean.changed()) out["repaired"] = clean.text();
  out["language"] = to_code(analysis.lang.lang);
  out["language_confidence"] = to_3_decimals(analysis.lang.confidence);
  out["lists"] = to_code(analysis.lists);
  out["has_content"] = analysis.has_content;
  out["sentiment"] = to_3_decimals(analysis.sentiment);
  out["label"] = to_name(analysis.label);
  Json statements = Json::array();
  for (const Statement& statement : analysis.statements) {
    Json one;
    one["text"] = repaired(text.substr(statement.begin, statement.end - statement.begin));
    one["language"] = to_code(statement.lang.lang);
    one["sentiment"] = to_3_decimals(statement.sentiment);
    Json themes = Json::array();
    for (std::uint32_t t = 0; t < statement.n_themes; ++t) {
      themes.push_back(engine.theme_id(analysis.statement_themes[statement.first_theme + t]));
    }
    one["themes"] = std::move(themes);
    Json spans = Json::array();
    for (const SentimentSpan& span : analysis.spans) {
      if (span.begin < statement.begin || span.end > statement.end) continue;
      spans.push_back({{"text", repaired(text.substr(span.begin, span.end - span.begin))},
                       {"valence", to_3_decimals(static_cast<double>(span.valence))},
                       {"contribution", to_3_decimals(static_cast<double>(span.contribution))},
                       {"rules", names_of_rules(span.rules)}});
    }
    one["spans"] = std::move(spans);
    one["other_words"] = to_3_decimals(static_cast<double>(statement.rest));
    statements.push_back(std::move(one));
  }
  out["statements"] = std::move(statements);
  Json tokens = Json::array();
  for (const auto& token : analyzer.explain_tokens(text)) {
    tokens.push_back({{"text", token.text},
                      {"kind", to_name(token.token.kind)},
                      {"begin", token.token.begin},
                      {"end", token.token.end},
                      {"folded", token.folded},
                      {"stem", token.stem},
                      {"concept", token.concept_name},
                      {"facts", token.facts}});
  }
  out["tokens"] = std::move(tokens);
  return out;
}

std::string joined(const Json& list) {
  std::string out;
  for (const auto& item : list) out += (out.empty() ? "" : ", ") + item.get<std::string>();
  return out;
}

std::string_view text_of(const Json& value) { return value.get_ref<const std::string&>(); }

// What a customer wrote, a line of the layout.
std::string line_of(const Json& value) { return on_one_line(text_of(value)); }

std::string for_people(const Json& out) {
  std::string lines;
  lines += fmt::format("language   {} ({:.0f} %)\n", text_of(out["language"]),
                       out["language_confidence"].get<double>() * 100);
  if (out.contains("repaired")) lines += fmt::format("repaired   {}\n", line_of(out["repaired"]));
  if (out["lists"] != out["language"]) lines += fmt::format("word lists {}\n", text_of(out["lists"]));
  if (!out["has_content"].get<bool>()) {
    lines += fmt::format("content    none: a text like this says nothing about a theme\n");
  } else {
    lines += fmt::format("sentiment  {:+.3f} ({})\n", out["sentiment"].get<double>(), text_of(out["label"]));
  }
  for (const auto& statement : out["statements"]) {
    lines += fmt::format("\nstatement  {}\n", line_of(statement["text"]));
    if (statement["language"] != out["language"])
      lines += fmt::format("  language {}\n", text_of(statement["language"]));
    lines += fmt::format("  feeling  {:+.3f}\n", statement["sentiment"].get<double>());
    for (const auto& span : statement["spans"]) {
      const double valence = span["valence"].get<double>();
      std::string known = valence != 0 ? fmt::format("valence {:g}", valence) : std::string();
      if (!span["rules"].empty()) known += (known.empty() ? "" : ": ") + joined(span["rules"]);
      lines += fmt::format("           {:+.3f}  {}  ({})\n", span["contribution"].get<double>(), line_of(span["text"]),
                           known);
    }
    if (const double rest = statement["other_words"].get<double>(); rest != 0) {
      lines += fmt::format("           {:+.3f}  (other words)\n", rest);
    }
    lines += fmt::format("  themes   {}\n", statement["themes"].empty() ? "-" : joined(statement["themes"]));
  }
  lines += fmt::format("\n{:<20} {:<13} {:<16} {:<18} {}\n", "token", "kind", "stem", "concept", "known as");
  for (const auto& token : out["tokens"]) {
    lines += fmt::format("{:<20} {:<13} {:<16} {:<18} {}\n", line_of(token["text"]), text_of(token["kind"]),
                         line_of(token["stem"]), text_of(token["concept"]), text_of(token["facts"]));
  }
  return lines;
}

/// The id as a run over this file alone calls it: "march:row-3" of a run over several is its row-3.
std::string id_in_file(const std::string& id, const std::string& path) {
  const std::size_t colon = id.rfind(":row-");
  if (colon == std::string::npos) return id;
  const std::string file = id.substr(0, colon);
  const std::string name = short_names(std::span(&path, 1)).front();
  return file == name || file.ends_with('/' + name) ? id.substr(colon + 1) : id;
}

// The comment of an id in an export, and what the export tells of its languages.
Result<std::string> find_comment(const WhyCommand& options, Analyzer& analyzer, AnalyzeOptions& analyze) {
  const std::string& path = options.input.paths.front();
  auto reader = CommentReader::open(path, options.input.read);
  if (!reader) return std::move(reader).error();
  say_layouts({reader->layout()}, options.input);
  const bool has_ids = !reader->layout().id_column.empty();
  const std::string row_name = id_in_file(options.id, path);
  std::vector<Comment> rows;
  std::vector<Reject> rejects;
  for (bool first = true;; first = false) {
    rows.clear();
    auto got = reader->read(prior_sample_rows, rows, rejects);
    if (!got) return std::move(got).error();
    if (rows.empty()) break;
    if (first) {
      const std::optional<Lang> given = analyze.language;
      analyze = learn_languages(analyzer, rows, options.input.languages).options(options.input.languages);
      analyze.language = given;
    }
    for (Comment& row : rows) {
      if (row.id != options.id && (has_ids || row.id != row_name)) continue;
      analyze.declared = parse_lang(row.language);
      return std::move(row.text);
    }
  }
  const std::string& column = reader->layout().id_column;
  const std::string how =
      column.empty() ? "the file has no id column, so its rows are called row-1, row-2 … (--id-column names one)"
                     : fmt::format("ids are read from column '{}'", column);
  return Error{ErrorCode::usage, fmt::format("no row has the id '{}': {}", options.id, how), path};
}

}  // namespace

int run_why(const WhyCommand& options) {
  int status = exit_done;
  const auto engine = make_engine(options.input.engine, status);
  if (!engine) return status;
  Analyzer analyzer(*engine);
  AnalyzeOptions analyze = FileLanguages{}.options(options.input.languages);
  if (!options.language.empty()) {
    analyze.language = parse_lang(options.language);
    if (!analyze.language)
      return fail_usage(fmt::format("--lang {}: not a language that cxtext knows", options.language));
  }
  std::string text = options.input.paths.front();
  std::error_code unknown;
  if (options.id.empty() && std::filesystem::is_regular_file(text, unknown)) {
    return fail_usage(
        fmt::format("{} is a file: name one of its comments with --id, as 'cxtext annotate' lists them; a "
                    "text is explained without a file of that name",
                    text));
  }
  if (!options.id.empty()) {
    auto found = find_comment(options, analyzer, analyze);
    if (!found) return fail(found.error());
    text = std::move(found).value();
  }
  const Json explained = explain(analyzer, *engine, text, analyze);
  if (options.json) {
    return put(explained.dump(2, ' ', false, Json::error_handler_t::replace) + '\n');
  }
  // Through JSON once more, so that a text that is not UTF-8 prints as replacement characters.
  return put_words(for_people(Json::parse(explained.dump(-1, ' ', false, Json::error_handler_t::replace))));
}

}  // namespace cxtext::cli
