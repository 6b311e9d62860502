#include <algorithm>
#include <cstdlib>
#include <fmt/format.h>
#include <unistd.h>
#include <utility>

#include "export_paths.h"
#include "inputs.h"
#include "outputs.h"
#include "printable.h"
#include "streams.h"

namespace cxtext::cli {

namespace {

Status check_output(const std::string& folder, const std::string& rejects_path,
                    const std::vector<std::string>& exports) {
  const Output output{folder, "-o"};
  if (Status named = check_name(output, "a report is a folder of files (--json prints report.json)"); !named)
    return named;
  if (Status free = check_folder(output); !free) return free;
  std::vector<Output> files{{rejects_path, "-o"}};
  for (std::string& path : report_paths(folder)) files.push_back({std::move(path), "-o"});
  return check_outputs(exports, files);
}

}  // namespace

int run_report(const ReportCommand& options) {
  int status = exit_done;
  const auto engine = make_engine(options.input.engine, status);
  if (!engine) return status;

  ReportOptions report_options = report_options_of(options.input);
  report_options.title = options.title;
  if (options.language != "auto") report_options.language = parse_lang(options.language);
  report_options.seed = options.seed;
  report_options.discover = !options.no_discovery;
  report_options.discovered_themes = options.discovered_themes;
  report_options.period = parse_period_unit(options.period);
  report_options.compare = options.compare;
  const auto paths = expand_exports(options.input.paths, options.input.read, options.input.quiet);
  if (!paths) return fail(paths.error());
  const std::string rejects_path = options.output + "/rejects.csv";
  if (Status fine = check_output(options.output, rejects_path, paths.value()); !fine) return fail(fine.error());
  auto made = make_report(*engine, paths.value(), report_options);
  if (!made) return fail(made.error());
  const ReportResult& result = made.value();
  for (const Error& error : result.unread) say_unread(error);
  say_layouts(result.layouts, options.input);

  WriteOptions writing;
  if (options.excel_csv) writing.csv = excel_csv_style(result.report.language);
  writing.language = result.report.language;
  writing.threads = report_options.threads;
  if (Status written = write_report(result.report, options.output, writing); !written) return fail(written.error());
  if (Status written = write_rejects(rejects_path, result.rejects, writing.csv); !written) return fail(written.error());

  const std::string hint = scale_hint(result.rejects, result.report);
  if (!hint.empty()) say(fmt::format("cxtext: {}", hint));
  const RunInput run{result.counts, result.rejects, rejects_path, result.unread.size()};
  if (!options.input.quiet) {
    say_counts(run);
    const InputCounts& input = result.report.input;
    say_repetition(
        {input.repeated_ids, input.copies, input.repeated_headers, options.input.drop_copies, input.repeated_examples});
  }
  if (options.json) {
    status = put(to_json(result.report));
  } else if (!options.input.quiet) {
    const bool colour = ::isatty(STDOUT_FILENO) == 1 && std::getenv("NO_COLOR") == nullptr;
    status = put_coloured(
        fmt::format("{}\nReport: {}/report.html\n", to_terminal(result.report, colour), on_one_line(options.output)));
  }
  if (status != exit_done) return status;
  return status_of_run(run, options.input);
}

}  // namespace cxtext::cli
