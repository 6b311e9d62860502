#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "hash.h"
#include "report_build.h"
#include "segments_of_files.h"

namespace cxtext {

namespace {

// Segments of a file stand in the columns of the whole run.
void align_segments(std::span<Comment> comments, const Layout& layout, std::vector<std::string>& names) {
  if (names.empty()) names = layout.segment_columns;
  if (names == layout.segment_columns) return;
  std::vector<std::size_t> place;
  for (const std::string& column : layout.segment_columns) {
    auto at = find_segment(names, column);
    if (at == names.end()) at = names.insert(names.end(), column);
    place.push_back(static_cast<std::size_t>(at - names.begin()));
  }
  for (Comment& comment : comments) {
    std::vector<std::string> aligned(names.size());
    for (std::size_t i = 0; i < place.size() && i < comment.segments.size(); ++i) {
      aligned[place[i]] = std::move(comment.segments[i]);
    }
    comment.segments = std::move(aligned);
  }
}

// Counts repeated rows from `first` on, and takes out the copies if asked to.
void find_repeated(std::size_t first, bool drop_copies, InputRows& input) {
  std::size_t kept = first;
  for (std::size_t i = first; i < input.comments.size(); ++i) {
    const bool copy = input.repeated.add(input.comments[i]) == RepeatedIds::Kind::copy;
    if (copy && drop_copies) continue;
    if (kept != i) input.comments[kept] = std::move(input.comments[i]);
    ++kept;
  }
  input.dropped_copies += input.comments.size() - kept;
  input.comments.resize(kept);
}

Status read_file(const std::string& path, const ReadOptions& options, bool drop_copies, InputRows& input,
                 std::string& hashes, ReportResult& result) {
  constexpr std::size_t rows_at_a_time = 4096;
  auto reader = CommentReader::open(path, options);
  if (!reader) return std::move(reader).error();
  const std::size_t first = input.comments.size();
  for (;;) {
    auto got = reader->read(rows_at_a_time, input.comments, result.rejects);
    if (!got) return std::move(got).error();
    if (got.value() == 0) break;
  }
  result.layouts.push_back(reader->layout());
  result.rejected_rows += reader->counts().rejected_rows;
  input.rejected += reader->counts().rejected_rows + reader->counts().rejected_scores;
  hashes += reader->content_hash();
  input.repeated_headers += reader->counts().repeated_headers;
  if (!reader->layout().id_column.empty()) find_repeated(first, drop_copies, input);
  align_segments(std::span(input.comments).subspan(first), reader->layout(), input.segment_names);
  return Done{};
}

// Of most comments with text; the first of equals, English where there are none.
Lang main_language(const std::vector<Comment>& comments, const AnalyzedInput& analyzed) {
  std::array<std::uint64_t, n_langs> counts{};
  for (std::size_t c = 0; c < comments.size(); ++c) {
    if (!comments[c].text.empty()) ++counts[index_of(analyzed.comments[c].lang.lang)];
  }
  const auto most = std::max_element(counts.begin(), counts.begin() + n_lexicon_langs);
  return *most == 0 ? Lang::en : static_cast<Lang>(most - counts.begin());
}

// Everything that can change a figure; thread count and paths cannot.
std::string describe_options(const ReportOptions& options) {
  const ReadOptions& read = options.read;
  std::string text =
      fmt::format("scale={}:{}:{}:{}:{}\ntitle={}\nlanguage={}\nseed={}\ndiscover={}:{}\n", options.scale.name,
                  options.scale.min, options.scale.max, options.scale.passive_from, options.scale.promoter_from,
                  options.title, options.language ? to_code(*options.language) : "auto", options.seed, options.discover,
                  options.discovered_themes);
  text += fmt::format("format={}\ndelimiter={:d}\nid={}\nscore={}\ndate={}\nlang={}\n", static_cast<int>(read.format),
                      static_cast<int>(read.delimiter), read.id_column, read.score_column, read.date_column,
                      read.language_column);
  text += fmt::format("charset={}\nsheet={}\n", read.charset, read.sheet);
  text += fmt::format("quote={:d}\nheader={}\ndecimal={}\ndates={}\ncopies={}\n", static_cast<int>(read.quote),
                      read.header_row, static_cast<int>(read.decimal), read.date_format, options.drop_copies);
  text += fmt::format("mask={}\n", options.mask);
  text += fmt::format("period={}\ncompare={}\n", options.period ? to_name(*options.period) : "auto", options.compare);
  for (const Lang lang : options.languages) text += fmt::format("among={}\n", to_code(lang));
  for (const std::string& column : read.text_columns) text += "text=" + column + "\n";
  for (const std::string& column : read.segment_columns) text += "segment=" + column + "\n";
  return text;
}

Error no_such_pair(const std::string& asked, const Report& report) {
  std::string there = "the export has neither two periods nor segment columns";
  if (!report.periods.empty()) {
    there = fmt::format("periods run from {} to {}", report.periods.front().label, report.periods.back().label);
  }
  if (!report.segment_columns.empty()) there += fmt::format("; segments: {}", fmt::join(report.segment_columns, ", "));
  return {ErrorCode::usage,
          fmt::format("nothing to compare as '{}': name two periods (2026-01..2026-02) or two values of one segment "
                      "column, of at least {} rows each; {}",
                      asked, min_cell_shown, there)};
}

}  // namespace

Result<ReportResult> make_report(const Engine& engine, std::span<const std::string> paths,
                                 const ReportOptions& options) {
  ReportResult result;
  InputRows input;
  std::string hashes;
  ReadOptions read = options.read;
  read.threads = options.threads;
  read.score_min = options.scale.min;
  read.score_max = options.scale.max;
  const std::vector<ReadOptions> reads = options_of_files(paths, read);
  for (std::size_t i = 0; i < paths.size(); ++i) {
    if (Status status = read_file(paths[i], reads[i], options.drop_copies, input, hashes, result); !status)
      return std::move(status).error();
  }
  AnalyzedInput analyzed = analyze_comments(engine, input.comments, options);
  ReportOptions spoken = options;
  if (!spoken.language || !has_lexicon(*spoken.language)) spoken.language = main_language(input.comments, analyzed);
  ThemeSpace space = discover(engine, analyzed, spoken);
  result.report = compute_figures(input, analyzed, std::move(space), spoken);
  if (!options.compare.empty() && !result.report.comparison) return no_such_pair(options.compare, result.report);
  result.report.provenance = {std::string(version()), hash128_hex(hashes), hash128_hex(describe_options(options)),
                              engine.lexicon().hash(), engine.language_model().hash()};
  if (!engine.theme_model().themes().empty()) {
    result.report.provenance.model_hash = hash128_hex(engine.language_model().hash() + engine.theme_model().bytes());
  }
  return result;
}

}  // namespace cxtext
