#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include "cxtext/model_file.h"

#include "inputs.h"
#include "streams.h"

namespace cxtext::cli {

namespace {

using Json = nlohmann::ordered_json;

// "lists" and "lists/taxonomy.txt" mean the same folder.
std::string folder_of(const std::string& edited) {
  const std::filesystem::path path(edited);
  if (path.filename() != "taxonomy.txt") return edited;
  return path.parent_path().empty() ? "." : path.parent_path().string();
}

std::string points(const std::optional<Estimate>& estimate) {
  return estimate ? fmt::format("{:+.1f}", estimate->value) : "-";
}

Result<ThemeModel> read_themes(const std::string& path) {
  const auto file = ModelFile::read(path);
  if (!file) return file.error();
  const std::string_view part = file->part(ModelFile::themes);
  if (part.empty()) return Error{ErrorCode::bad_model, "the model file has no themes; train it anew", path};
  auto themes = ThemeModel::from_bytes(part);
  if (themes) return themes;
  Error error = std::move(themes).error();
  error.path = path;
  return error;
}

}  // namespace

int run_themes_list(const ThemesCommand& options) {
  int status = exit_done;
  const auto engine = make_engine(options.input.engine, status);
  if (!engine) return status;
  const Lang lang = parse_lang(options.language).value_or(Lang::en);
  const std::vector<TaxonomyTheme>& themes = engine->lexicon().themes();
  Json json = Json::array();
  std::string text;
  const auto add_theme = [&](std::size_t i) {
    const std::string name(themes[i].names[index_of(lang)]);
    json.push_back(
        {{"id", themes[i].id}, {"name", name}, {"group", themes[themes[i].parent].id}, {"source", "taxonomy"}});
    text += fmt::format("  {:<28} {}\n", themes[i].id, name);
  };
  for (std::size_t group = 0; group < themes.size(); ++group) {
    if (themes[group].parent != group) continue;
    text += fmt::format("{}\n", themes[group].names[index_of(lang)]);
    if (!themes[group].is_group) add_theme(group);
    for (std::size_t i = 0; i < themes.size(); ++i) {
      if (i != group && themes[i].parent == group) add_theme(i);
    }
  }
  if (!engine->theme_model().themes().empty()) text += "Kept in the model file\n";
  for (const ModelTheme& theme : engine->theme_model().themes()) {
    const std::string& name = theme.names[index_of(lang)];
    const double stability = theme.stability.value_or(0);
    json.push_back({{"id", theme.id}, {"name", name}, {"group", nullptr}, {"source", "discovered"}});
    json.back()["statements"] = theme.docs;
    json.back()["stability"] = std::round(stability * 1000) / 1000;
    text += fmt::format("  {:<28} {}, {} statements, {}stability {:.2f}\n", theme.id, name, theme.docs,
                        stability < stable_from ? "unstable: " : "", stability);
  }
  return put(options.json ? json.dump(2) + '\n' : text);
}

int run_themes_export(const ThemesCommand& options) {
  namespace fs = std::filesystem;
  const fs::path folder(options.output);
  std::error_code problem;
  if (fs::exists(folder, problem) && !(fs::is_directory(folder, problem) && fs::is_empty(folder, problem))) {
    return fail(Error{ErrorCode::cannot_write,
                      "there is something already, and nothing is overwritten; name a new folder", options.output});
  }
  for (const Lexicon::SourceText& source : Lexicon::embedded_sources()) {
    const fs::path path = folder / source.path;
    fs::create_directories(path.parent_path(), problem);
    std::ofstream out(path, std::ios::binary);
    out << source.content;
    out.close();
    if (!out) return fail(Error{ErrorCode::cannot_write, "cannot write the file", path.string()});
  }
  const std::string taxonomy = (folder / "taxonomy.txt").string();
  say(
      fmt::format("Edit {0}, then run 'cxtext themes check {0}' and 'cxtext themes try {0} EXPORT'; "
                  "--lexicons {1} uses it\n",
                  taxonomy, options.output));
  return exit_done;
}

int run_themes_check(const ThemesCommand& options) {
  const auto engine =
      Engine::create({.lexicon_directory = folder_of(options.edited), .model_path = {}, .sentiment_model = {}});
  if (!engine) return fail(engine.error());
  const Lexicon& lexicon = engine->lexicon();
  const TaxonomyCheck check = check_taxonomy(engine.value());
  std::string text;
  for (const FailedTaxonomyTest& failed : check.failed) {
    const TaxonomyTest& test = lexicon.taxonomy_tests()[failed.test];
    std::string got;
    for (const std::uint32_t theme : failed.themes) got += fmt::format(" {}", lexicon.themes()[theme].id);
    text += fmt::format("[{}] {}.{} = {}\n  {} the theme; it has:{}\n", lexicon.themes()[test.theme].id,
                        test.must_match ? "test" : "fail", to_code(test.lang), test.text,
                        test.must_match ? "does not have" : "must not have", got.empty() ? " none" : got);
  }
  for (const std::uint32_t theme : check.untested)
    text += fmt::format("[{}] has no test sentence; add a test.<language> line\n", lexicon.themes()[theme].id);
  text += fmt::format("{} themes, {} sentences: {} wrong\n", lexicon.themes().size(), lexicon.taxonomy_tests().size(),
                      check.failed.size());
  const int written = put(text);
  if (written != exit_done) return written;
  return check.failed.empty() && check.untested.empty() ? exit_done : exit_gate;
}

int run_themes_try(const ThemesCommand& options) {
  int status = exit_done;
  const auto before = make_engine(options.input.engine, status);
  if (!before) return status;
  const auto after = Engine::create({.lexicon_directory = folder_of(options.edited),
                                     .model_path = options.input.engine.model,
                                     .sentiment_model = {}});
  if (!after) return fail(after.error());
  ReportOptions report_options;
  report_options.read = options.input.read;
  report_options.scale = options.input.scale;
  report_options.threads = options.input.threads;
  report_options.language = parse_lang(options.language).value_or(Lang::en);
  report_options.discover = false;
  const auto old_report = make_report(*before, options.input.paths, report_options);
  if (!old_report) return fail(old_report.error());
  const auto new_report = make_report(after.value(), options.input.paths, report_options);
  if (!new_report) return fail(new_report.error());
  say_layouts(new_report->layouts, options.input.quiet);

  struct Change {
    const ThemeFigures* before = nullptr;
    const ThemeFigures* after = nullptr;
    std::uint64_t joined = 0;
    std::uint64_t left = 0;
  };
  std::map<std::string, Change> changes;
  for (const ThemeFigures& theme : old_report->report.themes) changes[theme.id].before = &theme;
  for (const ThemeFigures& theme : new_report->report.themes) changes[theme.id].after = &theme;
  std::uint64_t moved = 0;
  const std::vector<CommentRow>& old_rows = old_report->report.comments;
  const std::vector<CommentRow>& new_rows = new_report->report.comments;
  for (std::size_t i = 0; i < old_rows.size(); ++i) {
    if (old_rows[i].themes == new_rows[i].themes) continue;
    ++moved;
    const auto not_in = [](const std::vector<std::string>& themes, const std::string& theme) {
      return std::find(themes.begin(), themes.end(), theme) == themes.end();
    };
    for (const std::string& theme : old_rows[i].themes)
      changes[theme].left += not_in(new_rows[i].themes, theme) ? 1U : 0U;
    for (const std::string& theme : new_rows[i].themes)
      changes[theme].joined += not_in(old_rows[i].themes, theme) ? 1U : 0U;
  }
  Json themes = Json::array();
  std::string text = fmt::format("{} of {} comments have other themes\n", moved, old_rows.size());
  if (moved > 0)
    text +=
        fmt::format("\n{:<28} {:>8} {:>8} {:>7} {:>7}   {}\n", "theme", "before", "after", "joined", "left", "impact");
  const auto impact_of = [](const ThemeFigures* theme) { return theme ? theme->impact : std::optional<Estimate>(); };
  for (const auto& [id, change] : changes) {
    if (change.joined == 0 && change.left == 0) continue;
    const std::uint64_t n_before = change.before ? change.before->comments : 0;
    const std::uint64_t n_after = change.after ? change.after->comments : 0;
    const auto old_impact = impact_of(change.before);
    const auto new_impact = impact_of(change.after);
    text += fmt::format("{:<28} {:>8} {:>8} {:>7} {:>7}   {} -> {}\n", id, n_before, n_after, change.joined,
                        change.left, points(old_impact), points(new_impact));
    const auto value = [](const std::optional<Estimate>& e) {
      return e ? Json(std::round(e->value * 10) / 10) : Json(nullptr);
    };
    themes.push_back({{"id", id},
                      {"before", n_before},
                      {"after", n_after},
                      {"joined", change.joined},
                      {"left", change.left},
                      {"impact_before", value(old_impact)},
                      {"impact_after", value(new_impact)}});
  }
  const Json result{{"comments", old_rows.size()}, {"moved", moved}, {"themes", themes}};
  return put(options.json ? result.dump(2) + '\n' : text);
}

int run_themes_diff(const ThemesCommand& options) {
  const auto before = read_themes(options.old_model);
  if (!before) return fail(before.error());
  const auto after = read_themes(options.new_model);
  if (!after) return fail(after.error());
  const Lang lang = parse_lang(options.language).value_or(Lang::en);
  Json json = Json::array();
  std::string text;
  for (const ThemeChange& change : compare_themes(before.value(), after.value())) {
    Json one{{"change", to_name(change.kind)}, {"before", Json::array()}, {"after", Json::array()}};
    std::string line;
    const auto add = [&](const ThemeModel& model, std::uint32_t theme, const char* side) {
      const ModelTheme& of = model.themes()[theme];
      one[side].push_back({{"id", of.id}, {"name", of.names[index_of(lang)]}});
      if (!line.empty() && !line.ends_with("> ")) line += " + ";
      line += fmt::format("{} ({})", of.names[index_of(lang)], of.id);
    };
    for (const std::uint32_t theme : change.before) add(before.value(), theme, "before");
    if (!change.before.empty() && !change.after.empty()) line += " -> ";
    for (const std::uint32_t theme : change.after) add(after.value(), theme, "after");
    const bool has_both = !change.before.empty() && !change.after.empty();
    one["overlap"] = has_both ? Json(std::round(change.overlap * 100) / 100) : Json(nullptr);
    text += fmt::format("{:<8} {}{}\n", to_name(change.kind), line,
                        has_both ? fmt::format(", overlap {:.2f}", change.overlap) : std::string());
    json.push_back(std::move(one));
  }
  return put(options.json ? json.dump(2) + '\n' : text);
}

}  // namespace cxtext::cli
