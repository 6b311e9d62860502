// What an edited taxonomy is worth: its own sentences, and what it would change in an export.
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fmt/format.h>
#include <map>
#include <nlohmann/json.hpp>

#include "export_paths.h"
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

// A theme with the edit and without it.
struct Change {
  const ThemeFigures* before = nullptr;  // null: too few comments to be shown
  const ThemeFigures* after = nullptr;
  std::uint64_t joined = 0;  // comments
  std::uint64_t left = 0;
};

struct Changes {
  std::map<std::string, Change> themes;  // by id
  std::uint64_t moved = 0;               // comments with other themes than before
  std::uint64_t comments = 0;
};

// Of two reports of the same rows.
Changes changes_between(const Report& before, const Report& after) {
  Changes out;
  out.comments = before.comments.size();
  for (const ThemeFigures& theme : before.themes) out.themes[theme.id].before = &theme;
  for (const ThemeFigures& theme : after.themes) out.themes[theme.id].after = &theme;
  for (std::size_t i = 0; i < before.comments.size(); ++i) {
    const std::vector<std::string>& was = before.comments[i].themes;
    const std::vector<std::string>& is = after.comments[i].themes;
    if (was == is) continue;
    ++out.moved;
    const auto not_in = [](const std::vector<std::string>& themes, const std::string& theme) {
      return std::find(themes.begin(), themes.end(), theme) == themes.end();
    };
    for (const std::string& theme : was) out.themes[theme].left += not_in(is, theme) ? 1U : 0U;
    for (const std::string& theme : is) out.themes[theme].joined += not_in(was, theme) ? 1U : 0U;
  }
  return out;
}

int tell(const Changes& changes, bool as_json) {
  Json themes = Json::array();
  std::string text = fmt::format("{} of {} comments have other themes\n", changes.moved, changes.comments);
  if (changes.moved > 0) {
    text +=
        fmt::format("\n{:<28} {:>8} {:>8} {:>7} {:>7}   {}\n", "theme", "before", "after", "joined", "left", "impact");
  }
  const auto comments_of = [](const ThemeFigures* theme) { return theme ? theme->comments : 0; };
  const auto impact_of = [](const ThemeFigures* theme) { return theme ? theme->impact : std::optional<Estimate>(); };
  const auto value = [](const std::optional<Estimate>& e) {
    return e ? Json(std::round(e->value * 10) / 10) : Json(nullptr);
  };
  for (const auto& [id, change] : changes.themes) {
    if (change.joined == 0 && change.left == 0) continue;
    text += fmt::format("{:<28} {:>8} {:>8} {:>7} {:>7}   {} -> {}\n", id, comments_of(change.before),
                        comments_of(change.after), change.joined, change.left, points(impact_of(change.before)),
                        points(impact_of(change.after)));
    themes.push_back({{"id", id},
                      {"before", comments_of(change.before)},
                      {"after", comments_of(change.after)},
                      {"joined", change.joined},
                      {"left", change.left},
                      {"impact_before", value(impact_of(change.before))},
                      {"impact_after", value(impact_of(change.after))}});
  }
  const Json result{{"comments", changes.comments}, {"moved", changes.moved}, {"themes", themes}};
  return as_json ? put(result.dump(2) + '\n') : put_words(text);
}

void say_input(const ReportResult& read, const RunInput& run, const InputOptions& input) {
  for (const Error& error : read.unread) say_unread(error);
  say_layouts(read.layouts, input);
  if (input.quiet) return;
  say_counts(run);
  const InputCounts& counts = read.report.input;
  say_repetition(
      {counts.repeated_ids, counts.copies, counts.repeated_headers, input.drop_copies, counts.repeated_examples});
}

}  // namespace

int run_themes_check(const ThemesCommand& options) {
  const auto engine = create_engine({.lexicon_directory = folder_of(options.edited), .model = {}});
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
  const int written = put_words(text);
  if (written != exit_done) return written;
  return check.failed.empty() && check.untested.empty() ? exit_done : exit_gate;
}

int run_themes_try(const ThemesCommand& options) {
  int status = exit_done;
  const auto before = make_engine(options.input.engine, status);
  if (!before) return status;
  EngineFlags edited = options.input.engine;
  edited.lexicon_directory = folder_of(options.edited);
  const auto after = create_engine(edited);
  if (!after) return fail(after.error());
  const auto paths = expand_exports(options.input.paths, options.input.read, options.input.quiet);
  if (!paths) return fail(paths.error());
  if (std::find(paths->begin(), paths->end(), "-") != paths->end())
    return fail_usage("exports are read twice, before and after the edit, and standard input cannot be: name a file");
  ReportOptions report_options = report_options_of(options.input);
  report_options.language = parse_lang(options.language).value_or(Lang::en);
  report_options.discover = false;
  const auto old_report = make_report(*before, paths.value(), report_options);
  if (!old_report) return fail(old_report.error());
  const auto new_report = make_report(after.value(), paths.value(), report_options);
  if (!new_report) return fail(new_report.error());
  const RunInput run{new_report->counts, new_report->rejects, {}, new_report->unread.size()};
  say_input(new_report.value(), run, options.input);
  status = tell(changes_between(old_report->report, new_report->report), options.json);
  return status == exit_done ? status_of_run(run, options.input) : status;
}

}  // namespace cxtext::cli
