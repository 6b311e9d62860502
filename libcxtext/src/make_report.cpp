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
  const std::size_t first_reject = result.rejects.size();
  for (;;) {
    auto got = reader->read(rows_at_a_time, input.comments, result.rejects);
    if (!got) {
      // Half a file would be worse than none.
      input.comments.resize(first);
      result.rejects.resize(first_reject);
      return std::move(got).error();
    }
    if (got.value() == 0) break;
  }
  result.layouts.push_back(reader->layout());
  input.counts += reader->counts();
  hashes += reader->content_hash();
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

/// Of all that is learned: language, feelings, and the themes of a model.
std::string hash_of_models(const Engine& engine) {
  std::string all = engine.language_model().hash();
  all += engine.sentiment_model().hash();
  if (!engine.theme_model().themes().empty()) all += engine.theme_model().bytes();
  return hash128_hex(all);
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
  const bool several = paths.size() > 1;
  read.may_lack_columns = read.may_lack_columns || several;
  std::vector<ReadOptions> reads = options_of_files(paths, read);
  const std::vector<std::string> names = several ? short_names(paths) : std::vector<std::string>();
  for (std::size_t i = 0; i < paths.size(); ++i) {
    if (several) reads[i].row_prefix = names[i] + ':';
    if (Status status = read_file(paths[i], reads[i], options.drop_copies, input, hashes, result); !status) {
      if (!several || !options.skip_unreadable) return std::move(status).error();
      result.unread.push_back(std::move(status).error());
      continue;
    }
    if (!several) continue;
    // Names are part of what is reported, in ids and lists; the folders before them are not.
    hashes += '\n' + names[i] + '\n';
    input.files.push_back(names[i]);
    input.file_ends.push_back(input.comments.size());
  }
  if (result.layouts.empty() && !result.unread.empty()) return result.unread.front();
  input.unread_files = result.unread.size();
  result.counts = input.counts;
  AnalyzedInput analyzed = analyze_comments(engine, input.comments, options);
  ReportOptions spoken = options;
  if (!spoken.language || !has_lexicon(*spoken.language)) spoken.language = main_language(input.comments, analyzed);
  ThemeSpace space = discover(engine, analyzed, spoken);
  result.report = compute_figures(input, analyzed, std::move(space), spoken);
  if (!options.compare.empty() && !result.report.comparison) return no_such_pair(options.compare, result.report);
  result.report.provenance = {std::string(version()), hash128_hex(hashes), hash128_hex(describe_options(options)),
                              engine.lexicon().hash(), hash_of_models(engine)};
  return result;
}

}  // namespace cxtext
