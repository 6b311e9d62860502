#include <algorithm>
#include <cstdlib>
#include <fmt/format.h>
#include <unistd.h>

#include "export_paths.h"
#include "inputs.h"
#include "streams.h"

namespace cxtext::cli {

int run_report(const ReportCommand& options) {
  int status = exit_done;
  const auto engine = make_engine(options.input.engine, status);
  if (!engine) return status;

  ReportOptions report_options;
  report_options.read = options.input.read;
  report_options.scale = options.input.scale;
  report_options.title = options.title;
  if (options.language != "auto") report_options.language = parse_lang(options.language);
  report_options.languages = options.input.languages;
  report_options.threads = options.input.threads;
  report_options.drop_copies = options.input.drop_copies;
  report_options.seed = options.seed;
  report_options.mask = options.input.mask;
  report_options.discover = !options.no_discovery;
  report_options.discovered_themes = options.discovered_themes;
  report_options.period = parse_period_unit(options.period);
  report_options.compare = options.compare;
  const auto paths = expand_exports(options.input.paths, options.input.read, options.input.quiet);
  if (!paths) return fail(paths.error());
  auto made = make_report(*engine, paths.value(), report_options);
  if (!made) return fail(made.error());
  const ReportResult& result = made.value();
  say_layouts(result.layouts, options.input.quiet);

  WriteOptions writing;
  if (options.excel_csv) writing.csv = excel_csv_style(result.report.language);
  writing.language = result.report.language;
  writing.threads = report_options.threads;
  if (Status written = write_report(result.report, options.output, writing); !written) return fail(written.error());
  const std::string rejects_path = options.output + "/rejects.csv";
  if (Status written = write_rejects(rejects_path, result.rejects); !written) return fail(written.error());

  double max_score = 0;
  for (const CommentRow& row : result.report.comments) max_score = std::max(max_score, row.score.value_or(0));
  const std::string hint = scale_hint(result.rejects, max_score, result.report.input.scored, options.input.scale);
  if (!hint.empty() && !options.input.quiet) say(fmt::format("cxtext: {}\n", hint));
  if (!options.input.quiet) {
    const InputCounts& input = result.report.input;
    say_repetition(
        {input.repeated_ids, input.copies, input.repeated_headers, options.input.drop_copies, input.repeated_examples});
  }
  if (options.json) {
    status = put(to_json(result.report));
  } else if (!options.input.quiet) {
    const bool colour = ::isatty(STDOUT_FILENO) == 1 && std::getenv("NO_COLOR") == nullptr;
    status = put(fmt::format("{}\nReport: {}/report.html\n", to_terminal(result.report, colour), options.output));
  }
  if (status != exit_done) return status;
  return status_of_rejects(result.rejects, result.report.input.rows, options.input, rejects_path);
}

}  // namespace cxtext::cli
