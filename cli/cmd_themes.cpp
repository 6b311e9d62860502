#include <cmath>
#include <filesystem>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cxtext/model_file.h"

#include "commands.h"
#include "outputs.h"
#include "streams.h"

namespace cxtext::cli {

namespace {

using Json = nlohmann::ordered_json;

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
  return options.json ? put(json.dump(2) + '\n') : put_words(text);
}

int run_themes_export(const ThemesCommand& options) {
  namespace fs = std::filesystem;
  const Output output{options.output, "FOLDER"};
  if (Status named = check_name(output, "word lists are a folder of files"); !named) return fail(named.error());
  const fs::path folder(options.output);
  std::error_code problem;
  if (fs::exists(folder, problem) && !(fs::is_directory(folder, problem) && fs::is_empty(folder, problem))) {
    return fail(Error{ErrorCode::cannot_write,
                      "there is something already, and nothing is overwritten; name a new folder", options.output});
  }
  for (const Lexicon::SourceText& source : Lexicon::embedded_sources()) {
    const fs::path path = folder / source.path;
    fs::create_directories(path.parent_path(), problem);
    if (problem) {
      return fail(Error{ErrorCode::cannot_write,
                        fmt::format("the folder cannot be made: {}; name another one", problem.message()),
                        path.parent_path().string()});
    }
    if (Status written = write_file_atomically(path.string(), source.content); !written) return fail(written.error());
  }
  const std::string taxonomy = (folder / "taxonomy.txt").string();
  say(
      fmt::format("Edit {0}, then run 'cxtext themes check {0}' and 'cxtext themes try {0} EXPORT'; "
                  "--lexicons {1} uses it",
                  taxonomy, options.output));
  return exit_done;
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
  return options.json ? put(json.dump(2) + '\n') : put_words(text);
}

}  // namespace cxtext::cli
