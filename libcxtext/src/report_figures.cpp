#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

#include "cxtext/drivers.h"

#include "report_format.h"
#include "report_groups.h"
#include "report_loop.h"
#include "report_rows.h"
#include "report_words.h"

namespace cxtext {

namespace {

constexpr std::size_t n_words = 8;
constexpr std::size_t n_band_words = 15;
constexpr std::size_t n_quotes = 5;

void count_feeling(float sentiment, FeelingCounts& feelings) {
  if (static_cast<double>(sentiment) >= neutral_below) {
    ++feelings.positive;
  } else if (static_cast<double>(sentiment) <= -neutral_below) {
    ++feelings.negative;
  } else {
    ++feelings.neutral;
  }
}

void count_label(SentimentLabel label, Report& report) {
  switch (label) {
    case SentimentLabel::positive:
      ++report.feelings.positive;
      break;
    case SentimentLabel::negative:
      ++report.feelings.negative;
      break;
    case SentimentLabel::mixed:
      ++report.mixed;
      ++report.feelings.neutral;
      break;
    default:
      ++report.feelings.neutral;
      break;
  }
}

void count_input(const ReportRows& rows, const AnalyzedInput& input, Report& report) {
  report.input.rows = rows.rows.size();
  BandCounts all;
  BandCounts writers;
  for (std::size_t c = 0; c < rows.rows.size(); ++c) {
    const ReportRow& row = rows.rows[c];
    if (row.band) {
      all.add(*row.band);
      ++report.input.scored;
    }
    if (!row.has_text) {
      ++report.input.empty;
      continue;
    }
    ++report.input.comments;
    ++report.languages[index_of(input.comments[c].lang.lang)];
    if (!row.readable) {
      ++report.input.other_languages;
      continue;
    }
    if (row.band) writers.add(*row.band);
    if (!row.has_content) {
      ++report.input.no_content;
      continue;
    }
    if (row.n_themes == 0) ++report.input.no_theme;
    count_label(input.comments[c].label, report);
  }
  report.nps = nps_figure(all);
  report.nps_writers = nps_figure(writers);
}

/// The figures that people know of the scale: the mean, and of satisfaction and effort the share of good scores.
void measure_scores(const std::vector<Comment>& comments, const ReportRows& rows, Report& report) {
  std::vector<double> scores;
  for (std::size_t c = 0; c < comments.size(); ++c) {
    if (rows.rows[c].band) scores.push_back(*comments[c].score);
  }
  report.scores.n = scores.size();
  report.scores.mean = mean_estimate(scores);
  if (report.scale.name == csat5_scale.name) report.scores.top_from = 4;
  if (report.scale.name == ces7_scale.name) report.scores.top_from = 5;
  if (!report.scores.top_from) return;
  const auto top = std::ranges::count_if(scores, [&](double score) { return score >= *report.scores.top_from; });
  report.scores.top_share = share_estimate(static_cast<std::uint64_t>(top), scores.size());
}

std::vector<std::optional<Band>> bands_of(const ReportRows& rows) {
  std::vector<std::optional<Band>> out;
  out.reserve(rows.rows.size());
  for (const ReportRow& row : rows.rows) out.push_back(row.band);
  return out;
}

void describe_bands(const ReportRows& rows, const AnalyzedInput& input, Report& report) {
  const BandCounts& all = report.nps.bands;
  const BandCounts& writers = report.nps_writers.bands;
  if (all.n() == 0) return;
  std::array<WordScores, n_bands> words = words_of_bands(input, bands_of(rows), n_band_words);
  const auto add = [&](Band band, std::uint64_t scored, std::uint64_t comments) {
    report.bands.push_back({band, scored, comments, static_cast<double>(scored) / static_cast<double>(all.n()),
                            std::move(words[static_cast<std::size_t>(band)])});
  };
  add(Band::promoter, all.promoters, writers.promoters);
  add(Band::passive, all.passives, writers.passives);
  add(Band::detractor, all.detractors, writers.detractors);
}

/// Comments, bands and feelings of every theme.
void count_themes(const ReportRows& rows, const AnalyzedInput& input, const Report& report,
                  std::vector<ThemeFigures>& themes) {
  std::vector<double> sums(themes.size(), 0);
  for (ThemeFigures& theme : themes) {
    theme.by_period.assign(report.periods.size(), 0);
    theme.trend.bands.assign(report.periods.size(), {});
  }
  for (const AnalyzedStatement& statement : input.statements) {
    for (std::uint32_t t = 0; t < statement.n_themes; ++t) {
      const std::uint32_t theme = input.themes[statement.first_theme + t];
      sums[theme] += static_cast<double>(statement.sentiment);
      count_feeling(statement.sentiment, themes[theme].feelings);
    }
  }
  for (std::size_t c = 0; c < rows.rows.size(); ++c) {
    const ReportRow& row = rows.rows[c];
    for (const std::uint32_t theme : rows.themes_of(row)) {
      ThemeFigures& figures = themes[theme];
      ++figures.comments;
      ++figures.languages[index_of(input.comments[c].lang.lang)];
      if (row.band) figures.nps.bands.add(*row.band);
      if (row.period == none) continue;
      ++figures.by_period[row.period];
      if (row.band) figures.trend.bands[row.period].add(*row.band);
    }
  }
  const std::uint64_t with_content = report.input.with_content();
  for (std::size_t t = 0; t < themes.size(); ++t) {
    ThemeFigures& theme = themes[t];
    const FeelingCounts& feelings = theme.feelings;
    const std::uint64_t statements = feelings.positive + feelings.neutral + feelings.negative;
    theme.share = with_content == 0 ? 0 : static_cast<double>(theme.comments) / static_cast<double>(with_content);
    theme.sentiment = statements == 0 ? 0 : sums[t] / static_cast<double>(statements);
    theme.nps.nps = nps(theme.nps.bands);
    theme.impact = impact(theme.nps.bands, report.nps_writers.bands);
    theme.gap = gap(theme.nps.bands, report.nps_writers.bands);
    theme.p = theme_test(theme.nps.bands, report.nps_writers.bands);
  }
}

void list_comments(const std::vector<Comment>& comments, const AnalyzedInput& input, const ReportRows& rows,
                   const std::vector<ThemeFigures>& themes, bool masked, Report& report) {
  report.comments.reserve(comments.size());
  for (std::size_t c = 0; c < comments.size(); ++c) {
    const ReportRow& row = rows.rows[c];
    const AnalyzedComment& analyzed = input.comments[c];
    CommentRow& out = report.comments.emplace_back();
    out.id = comments[c].id;
    out.date = comments[c].date;
    out.score = comments[c].score;
    out.band = row.band;
    out.lang = analyzed.lang.lang;
    out.lang_confidence = analyzed.lang.confidence;
    out.sentiment = static_cast<double>(analyzed.sentiment);
    if (analyzed.lang.lang != Lang::other) out.label = to_name(analyzed.label);
    for (const std::uint32_t theme : rows.themes_of(row)) out.themes.push_back(themes[theme].id);
    if (row.primary != none) out.primary_theme = themes[row.primary].id;
    out.text = masked ? mask(comments[c].text, input.finds_of(c)) : comments[c].text;
    out.segments = comments[c].segments;
  }
}

// q-values over the themes that were tested; small themes are left out of the report (a cell under five rows would
// show single customers). Returns the place in the report of every theme.
std::vector<std::uint32_t> test_and_order(std::vector<ThemeFigures> themes, Report& report) {
  std::vector<std::uint32_t> order;
  std::vector<PandQ> tests;
  for (std::uint32_t t = 0; t < themes.size(); ++t) {
    if (themes[t].comments < min_cell_shown) continue;
    order.push_back(t);
    tests.push_back({&themes[t].p, &themes[t].q});
  }
  correct(tests);
  for (const std::uint32_t t : order) {
    ThemeFigures& theme = themes[t];
    if (!theme.q) continue;
    theme.significant = *theme.q <= significant_q;
    theme.verdict = verdict_of(*theme.impact, *theme.q);
  }
  // Sorted by the figure as JSON has it, so that a last-bit difference cannot move a theme.
  const auto size = [&](std::uint32_t t) {
    return themes[t].impact ? pages::rounded_points(std::abs(themes[t].impact->value)) : -1.0;
  };
  std::ranges::sort(order, [&](std::uint32_t a, std::uint32_t b) {
    if (size(a) != size(b)) return size(a) > size(b);
    if (themes[a].comments != themes[b].comments) return themes[a].comments > themes[b].comments;
    return themes[a].id < themes[b].id;
  });
  std::vector<std::uint32_t> place(themes.size(), none);
  for (const std::uint32_t t : order) {
    place[t] = static_cast<std::uint32_t>(report.themes.size());
    report.themes.push_back(std::move(themes[t]));
  }
  return place;
}

/// Impacts with the other themes held fixed, of the themes that have an impact. Languages are held fixed like themes:
/// where they differ in score, what is written about in one of them would else carry the difference.
void adjust_impacts(const std::vector<Comment>& comments, const ReportRows& rows,
                    const std::vector<std::uint32_t>& place_of_theme, Report& report) {
  std::vector<std::uint32_t> column_of(report.themes.size(), none);
  DriverRows drivers;
  for (std::size_t t = 0; t < report.themes.size(); ++t) {
    if (report.themes[t].impact) column_of[t] = static_cast<std::uint32_t>(drivers.n_themes++);
  }
  std::array<std::uint32_t, n_langs> column_of_language;
  column_of_language.fill(none);
  if (drivers.n_themes > 0) {
    for (const Lang lang : compared_languages(rows)) {
      column_of_language[index_of(lang)] = static_cast<std::uint32_t>(drivers.n_themes++);
    }
  }
  std::vector<std::uint32_t> columns;
  for (std::size_t c = 0; c < rows.rows.size(); ++c) {
    const ReportRow& row = rows.rows[c];
    if (!row.band || !row.readable) continue;
    columns.clear();
    for (const std::uint32_t theme : rows.themes_of(row)) {
      const std::uint32_t place = place_of_theme[theme];
      if (place != none && column_of[place] != none) columns.push_back(column_of[place]);
    }
    if (const std::uint32_t column = column_of_language[index_of(row.lang)]; column != none) columns.push_back(column);
    drivers.add(*row.band, comments[c].id, columns);
  }
  const auto adjusted = adjusted_impacts(drivers);
  if (!adjusted) return;
  report.adjustment_penalty = adjusted->penalty;
  for (std::size_t t = 0; t < report.themes.size(); ++t) {
    if (column_of[t] != none) report.themes[t].adjusted_impact = adjusted->impacts[column_of[t]];
  }
}

/// The highest score that was given, if it is that of another scale than the 0-10 one assumed; 0: it is not.
std::uint64_t suspicious_top(const Report& report) {
  constexpr std::uint64_t enough = 20;
  if (report.scale.name != nps_scale.name || report.scores.n < enough) return 0;
  double highest = 0;
  for (const CommentRow& row : report.comments) highest = std::max(highest, row.score.value_or(0));
  for (const std::uint64_t top : {5U, 7U}) {
    if (highest <= static_cast<double>(top)) return top;
  }
  return 0;
}

void add_notes(Report& report) {
  const InputCounts& input = report.input;
  const auto add = [&](NoteKind kind, std::uint64_t count, std::uint64_t of) {
    report.notes.push_back({kind, count, of});
  };
  if (input.unread_files > 0) add(NoteKind::unread_files, input.unread_files, input.unread_files + report.files.size());
  if (input.rejected > 0) add(NoteKind::rejected, input.rejected, 0);
  if (input.repeated_ids > 0) {
    add(input.dropped_copies > 0 ? NoteKind::copies_dropped : NoteKind::repeated, input.repeated_ids, input.copies);
  }
  const std::uint64_t scored = report.nps.bands.n();
  if (scored == 0) {
    add(NoteKind::no_scores, 0, 0);
  } else if (scored < 100) {
    add(NoteKind::few_scores, scored, 0);
  }
  if (const std::uint64_t highest = suspicious_top(report); highest > 0) add(NoteKind::low_scores, scored, highest);
  if (input.other_languages > 0) add(NoteKind::other_languages, input.other_languages, input.comments);
  if (input.stray_dates > 0) add(NoteKind::stray_dates, input.stray_dates, 0);
  const auto of_language = [](const SegmentFigures& segment) { return segment.language && segment.gap; };
  const auto differs = [&](const SegmentFigures& segment) {
    return of_language(segment) && (segment.verdict == Verdict::pulls_up || segment.verdict == Verdict::pulls_down);
  };
  if (const auto n = static_cast<std::uint64_t>(std::ranges::count_if(report.segments, differs)); n > 0) {
    add(NoteKind::languages_differ, n, static_cast<std::uint64_t>(std::ranges::count_if(report.segments, of_language)));
  }
  if (report.segments_cut > 0) add(NoteKind::segments_cut, report.segments_cut, max_segment_values);
  const std::uint64_t with_content = input.with_content();
  if (4 * input.no_theme > with_content) add(NoteKind::uncovered, input.no_theme, with_content);
}

/// Says of each comment, and of each row of the lists and each quote, which file it is of.
void name_files(Report& report, const InputRows& rows) {
  report.files = rows.files;
  std::size_t file = 0;
  for (std::size_t i = 0; i < report.comments.size() && !rows.files.empty(); ++i) {
    while (file + 1 < rows.files.size() && i >= rows.file_ends[file]) ++file;
    report.comments[i].file = static_cast<std::uint32_t>(file);
  }
  if (rows.files.empty()) return;
  const auto name = [&](auto& listed) { listed.file = report.files[report.comments[listed.row].file]; };
  for (std::vector<LoopRow>* list : {&report.loop.call, &report.loop.thank, &report.loop.conflicts}) {
    std::ranges::for_each(*list, name);
  }
  for (ThemeFigures& theme : report.themes) std::ranges::for_each(theme.quotes, name);
}

}  // namespace

Report compute_figures(const InputRows& rows, const AnalyzedInput& input, ThemeSpace space,
                       const ReportOptions& options) {
  const std::vector<Comment>& comments = rows.comments;
  Report report;
  report.input.rejected = rows.counts.rejected_rows + rows.counts.rejected_scores;
  report.input.rejected_rows = rows.counts.rejected_rows;
  report.input.rejected_scores = rows.counts.rejected_scores;
  report.input.rejected_dates = rows.counts.rejected_dates;
  report.input.missing_scores = rows.counts.missing_scores;
  report.input.short_rows = rows.counts.short_rows;
  report.input.summary_rows = rows.counts.summary_rows;
  report.input.unread_files = rows.unread_files;
  report.input.repeated_ids = rows.repeated.repeated();
  report.input.copies = rows.repeated.copies();
  report.input.dropped_copies = rows.dropped_copies;
  report.input.repeated_headers = rows.counts.repeated_headers;
  report.input.repeated_examples = rows.repeated.examples();
  report.title = options.title;
  report.language = options.language.value_or(Lang::en);
  report.scale = options.scale;
  report.segment_columns = rows.segment_names;
  ReportRows lines = report_rows(comments, input, options.scale);
  count_input(lines, input, report);
  measure_scores(comments, lines, report);
  count_periods(comments, options.period, lines, report);
  count_themes(lines, input, report, space.themes);
  list_comments(comments, input, lines, space.themes, options.mask, report);
  describe_bands(lines, input, report);
  auto words = words_of_themes(input, space.themes.size(), n_words);
  auto quotes = choose_quotes(comments, input, space.themes.size(), n_quotes, options.scale, options.mask);
  for (std::size_t t = 0; t < space.themes.size(); ++t) {
    ThemeFigures& theme = space.themes[t];
    theme.word_scores = std::move(words[t]);
    theme.quotes = std::move(quotes[t]);
    if (t >= space.n_taxonomy) continue;  // discovery has named its themes' words
    for (const WordScore& word : theme.word_scores.words) theme.words.push_back(word.word);
  }
  report.loop = close_the_loop(comments, input, space.themes, bands_of(lines), options.mask);
  report.privacy = count_personal(input, options.mask);
  const std::vector<std::uint32_t> place_of_theme = test_and_order(std::move(space.themes), report);
  name_files(report, rows);
  adjust_impacts(comments, lines, place_of_theme, report);
  measure_trends(report);
  count_segments(rows, lines, place_of_theme, report);
  compare(rows, lines, place_of_theme, options.compare, report);
  if (options.mask) drop_personal_words(report);
  add_notes(report);
  return report;
}

}  // namespace cxtext
