#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <map>
#include <set>

#include "report_build.h"
#include "report_format.h"
#include "report_loop.h"
#include "report_words.h"

namespace cxtext {

namespace {

constexpr std::size_t n_words = 8;
constexpr std::size_t n_quotes = 5;
constexpr std::size_t max_segment_values = 50;
constexpr std::size_t max_filled_periods = 120;
constexpr auto no_period = static_cast<std::size_t>(-1);

NpsFigure figure(const BandCounts& bands) { return {bands, nps(bands)}; }

void count_feeling(float sentiment, FeelingCounts& feelings) {
  if (static_cast<double>(sentiment) >= neutral_below) {
    ++feelings.positive;
  } else if (static_cast<double>(sentiment) <= -neutral_below) {
    ++feelings.negative;
  } else {
    ++feelings.neutral;
  }
}

class Figures {
 public:
  Figures(const std::vector<Comment>& comments, const AnalyzedInput& input, const ReportOptions& options)
      : comments_(comments), input_(input) {
    for (const Comment& comment : comments) {
      bands_.push_back(comment.score ? options.scale.band(*comment.score) : std::nullopt);
    }
  }

  void count_input(Report& report) {
    report.input.rows = comments_.size();
    BandCounts all;
    for (std::size_t c = 0; c < comments_.size(); ++c) {
      const AnalyzedComment& analyzed = input_.comments[c];
      if (bands_[c]) {
        all.add(*bands_[c]);
        ++report.input.scored;
      }
      if (comments_[c].text.empty()) {
        ++report.input.empty;
        continue;
      }
      ++report.input.comments;
      ++report.languages[index_of(analyzed.lang.lang)];
      if (bands_[c]) writers_.add(*bands_[c]);
      if (!analyzed.has_content) {
        ++report.input.no_content;
        continue;
      }
      ++with_content_;
      switch (analyzed.label) {
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
    report.nps = figure(all);
    report.nps_writers = figure(writers_);
  }

  // Cuts the dates into periods; none where all lie in one.
  void count_periods(Report& report, std::optional<PeriodUnit> asked) {
    std::vector<std::optional<std::int32_t>> day_of(comments_.size());
    std::vector<std::int32_t> days;
    for (std::size_t c = 0; c < comments_.size(); ++c) {
      day_of[c] = day_number(comments_[c].date);
      if (day_of[c]) days.push_back(*day_of[c]);
    }
    const PeriodUnit unit = asked.value_or(unit_for(days));
    period_of_.assign(comments_.size(), no_period);
    std::set<std::int32_t> present;
    for (const std::int32_t day : days) present.insert(period_of_day(day, unit));
    if (present.size() < 2) return;
    list_periods(report, unit, present);
    std::vector<BandCounts> bands(report.periods.size());
    for (std::size_t c = 0; c < comments_.size(); ++c) {
      if (!day_of[c]) continue;
      const auto index = static_cast<std::uint32_t>(period_of_day(*day_of[c], unit) - *present.begin());
      const auto at = std::lower_bound(report.periods.begin(), report.periods.end(), index,
                                       [](const PeriodFigures& period, std::uint32_t i) { return period.index < i; });
      period_of_[c] = static_cast<std::size_t>(at - report.periods.begin());
      ++at->rows;
      if (!comments_[c].text.empty()) ++at->comments;
      if (input_.comments[c].has_content) ++at->with_content;
      if (bands_[c]) bands[period_of_[c]].add(*bands_[c]);
    }
    for (std::size_t p = 0; p < bands.size(); ++p) report.periods[p].nps = figure(bands[p]);
  }

  void count_segments(Report& report, const std::vector<std::string>& names) {
    for (std::size_t column = 0; column < names.size(); ++column) {
      std::map<std::string, std::pair<std::uint64_t, BandCounts>> values;
      for (std::size_t c = 0; c < comments_.size(); ++c) {
        if (column >= comments_[c].segments.size() || comments_[c].segments[column].empty()) continue;
        auto& [rows, bands] = values[comments_[c].segments[column]];
        ++rows;
        if (bands_[c]) bands.add(*bands_[c]);
      }
      if (values.size() > max_segment_values) continue;
      for (const auto& [value, counts] : values) {
        if (counts.first < min_cell_shown) continue;
        report.segments.push_back({names[column], value, counts.first, figure(counts.second)});
      }
    }
  }

  // Comments, bands and feelings of every theme in one walk over the statements.
  void count_themes(Report& report, std::vector<ThemeFigures>& themes) {
    std::vector<double> sums(themes.size(), 0);
    std::vector<std::uint64_t> statements(themes.size(), 0);
    std::vector<std::uint32_t> of_comment;
    for (ThemeFigures& theme : themes) {
      theme.by_period.assign(report.periods.size(), 0);
      theme.trend.bands.assign(report.periods.size(), {});
    }
    for (std::size_t c = 0; c < comments_.size(); ++c) {
      const AnalyzedComment& comment = input_.comments[c];
      themes_of(c, of_comment);
      if (comment.has_content && of_comment.empty()) ++report.input.no_theme;
      for (std::uint64_t s = comment.first_statement; s < comment.first_statement + comment.n_statements; ++s) {
        const AnalyzedStatement& statement = input_.statements[s];
        for (std::uint32_t t = 0; t < statement.n_themes; ++t) {
          const std::uint32_t theme = input_.themes[statement.first_theme + t];
          sums[theme] += static_cast<double>(statement.sentiment);
          ++statements[theme];
          count_feeling(statement.sentiment, themes[theme].feelings);
        }
      }
      for (const std::uint32_t theme : of_comment) {
        ThemeFigures& figures = themes[theme];
        ++figures.comments;
        ++figures.languages[index_of(comment.lang.lang)];
        if (bands_[c]) figures.nps.bands.add(*bands_[c]);
        if (period_of_[c] == no_period) continue;
        ++figures.by_period[period_of_[c]];
        if (bands_[c]) figures.trend.bands[period_of_[c]].add(*bands_[c]);
      }
    }
    for (std::size_t t = 0; t < themes.size(); ++t) {
      ThemeFigures& theme = themes[t];
      theme.share = with_content_ == 0 ? 0 : static_cast<double>(theme.comments) / static_cast<double>(with_content_);
      theme.sentiment = statements[t] == 0 ? 0 : sums[t] / static_cast<double>(statements[t]);
      theme.nps.nps = nps(theme.nps.bands);
      theme.impact = impact(theme.nps.bands, writers_);
      theme.gap = gap(theme.nps.bands, writers_);
      theme.p = theme_test(theme.nps.bands, writers_);
    }
  }

  // Ascending, each once.
  void themes_of(std::size_t c, std::vector<std::uint32_t>& out) const {
    out.clear();
    const AnalyzedComment& comment = input_.comments[c];
    for (std::uint64_t s = comment.first_statement; s < comment.first_statement + comment.n_statements; ++s) {
      const AnalyzedStatement& statement = input_.statements[s];
      const auto first = input_.themes.begin() + statement.first_theme;
      out.insert(out.end(), first, first + statement.n_themes);
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
  }

  [[nodiscard]] const std::vector<std::optional<Band>>& bands() const noexcept { return bands_; }

  void list_comments(Report& report, const std::vector<ThemeFigures>& themes, bool masked) {
    std::vector<std::uint32_t> of_comment;
    report.comments.reserve(comments_.size());
    for (std::size_t c = 0; c < comments_.size(); ++c) {
      const Comment& comment = comments_[c];
      const AnalyzedComment& analyzed = input_.comments[c];
      CommentRow row{comment.id,
                     comment.date,
                     comment.score,
                     bands_[c],
                     analyzed.lang.lang,
                     analyzed.lang.confidence,
                     static_cast<double>(analyzed.sentiment),
                     std::string(to_name(analyzed.label)),
                     {},
                     masked ? mask(comment.text, input_.finds_of(c)) : comment.text,
                     {},
                     comment.segments};
      themes_of(c, of_comment);
      for (const std::uint32_t theme : of_comment) row.themes.push_back(themes[theme].id);
      report.comments.push_back(std::move(row));
    }
  }

 private:
  // Periods without rows stand between those with rows, unless a stray date would make too many of them.
  static void list_periods(Report& report, PeriodUnit unit, const std::set<std::int32_t>& present) {
    const std::int32_t first = *present.begin();
    const auto span = static_cast<std::size_t>(*present.rbegin() - first) + 1;
    const bool fill = span <= max_filled_periods || span <= 2 * present.size();
    report.period_unit = unit;
    for (std::int32_t number = first; number <= *present.rbegin(); ++number) {
      if (!fill && !present.contains(number)) continue;
      PeriodFigures& period = report.periods.emplace_back();
      period.label = period_label(number, unit);
      period.index = static_cast<std::uint32_t>(number - first);
      period.first_day = first_day_of(number, unit);
      period.last_day = last_day_of(number, unit);
    }
  }

  const std::vector<Comment>& comments_;
  const AnalyzedInput& input_;
  std::vector<std::optional<Band>> bands_;
  BandCounts writers_;
  std::uint64_t with_content_ = 0;
  std::vector<std::size_t> period_of_;  // of every comment, index into Report::periods
};

constexpr double significant_q = 0.05;

Verdict verdict_of(const Estimate& difference, double q) {
  if (q > significant_q || difference.value == 0) return Verdict::no_clear_effect;
  return difference.value > 0 ? Verdict::pulls_up : Verdict::pulls_down;
}

// q-values over the themes that were tested; small themes are left out of the report (a cell under five rows would
// show single customers).
void test_and_order(std::vector<ThemeFigures>& themes) {
  std::erase_if(themes, [](const ThemeFigures& theme) { return theme.comments < min_cell_shown; });
  std::vector<double> p;
  for (const ThemeFigures& theme : themes) {
    if (theme.p) p.push_back(*theme.p);
  }
  const std::vector<double> q = benjamini_hochberg(p);
  std::size_t next = 0;
  for (ThemeFigures& theme : themes) {
    if (!theme.p) continue;
    theme.q = q[next++];
    theme.significant = *theme.q <= significant_q;
    theme.verdict = verdict_of(*theme.impact, *theme.q);
  }
  // Sorted by the figure as it is printed, so that a last-bit difference cannot move a theme.
  const auto size = [](const ThemeFigures& t) {
    return t.impact ? pages::rounded_points(std::abs(t.impact->value)) : -1.0;
  };
  std::sort(themes.begin(), themes.end(), [&](const ThemeFigures& a, const ThemeFigures& b) {
    if (size(a) != size(b)) return size(a) > size(b);
    if (a.comments != b.comments) return a.comments > b.comments;
    return a.id < b.id;
  });
}

void add_notes(Report& report) {
  const auto share = [](std::uint64_t part, std::uint64_t whole) {
    return whole == 0 ? 0.0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
  };
  const InputCounts& input = report.input;
  if (input.rejected > 0) {
    report.notes.push_back(
        fmt::format("{} rows or scores could not be read and are listed in rejects.csv.", input.rejected));
  }
  if (input.repeated_ids > 0) {
    report.notes.push_back(fmt::format("{} rows have an id that came before, {} of them with the same content; {}.",
                                       input.repeated_ids, input.copies,
                                       input.dropped_copies > 0 ? "the copies were left out" : "all count"));
  }
  if (report.nps.bands.n() == 0) {
    report.notes.push_back(
        "The export has no scores, so there is no NPS and no impact; themes and feelings still hold.");
  } else if (report.nps.bands.n() < 100) {
    report.notes.push_back("Fewer than 100 scored rows: the intervals are wide, so small differences mean nothing.");
  }
  const std::uint64_t others = report.languages[index_of(Lang::other)];
  if (others > 0) {
    report.notes.push_back(
        fmt::format("{} comments ({:.1f} %) are in languages that cxtext has no word lists for; "
                    "they count in the NPS but have no feeling or taxonomy theme.",
                    others, share(others, input.comments)));
  }
  const std::uint64_t with_content = input.comments - input.no_content;
  if (with_content > 0 && share(input.no_theme, with_content) > 25) {
    report.notes.push_back(
        fmt::format("{:.0f} % of the comments with content have no theme: the taxonomy may not fit this trade.",
                    share(input.no_theme, with_content)));
  }
}

}  // namespace

Report compute_figures(const InputRows& rows, const AnalyzedInput& input, ThemeSpace space,
                       const ReportOptions& options) {
  const std::vector<Comment>& comments = rows.comments;
  Report report;
  report.input.rejected = rows.rejected;
  report.input.repeated_ids = rows.repeated.repeated();
  report.input.copies = rows.repeated.copies();
  report.input.dropped_copies = rows.dropped_copies;
  report.input.repeated_headers = rows.repeated_headers;
  report.input.repeated_examples = rows.repeated.examples();
  report.title = options.title;
  report.scale = options.scale;
  report.segment_columns = rows.segment_names;
  Figures figures(comments, input, options);
  figures.count_input(report);
  figures.count_periods(report, options.period);
  figures.count_segments(report, rows.segment_names);
  figures.count_themes(report, space.themes);
  figures.list_comments(report, space.themes, options.mask);
  auto words = telling_words(input, space.themes.size(), n_words);
  auto quotes = choose_quotes(comments, input, space.themes.size(), n_quotes, options.scale, options.mask);
  for (std::size_t t = 0; t < space.themes.size(); ++t) {
    if (t < space.n_taxonomy) space.themes[t].words = std::move(words[t]);
    space.themes[t].quotes = std::move(quotes[t]);
  }
  report.loop = close_the_loop(comments, input, space.themes, figures.bands(), options.mask);
  report.privacy = count_personal(input, options.mask);
  test_and_order(space.themes);
  report.themes = std::move(space.themes);
  if (options.mask) drop_personal_words(report);
  add_notes(report);
  return report;
}

}  // namespace cxtext
