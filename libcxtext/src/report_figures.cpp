#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <map>

#include "report_build.h"
#include "report_words.h"

namespace cxtext {

namespace {

constexpr std::size_t n_words = 8;
constexpr std::size_t n_quotes = 5;
constexpr std::size_t max_segment_values = 50;

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

  void count_periods(Report& report) {
    std::map<std::string, std::pair<std::uint64_t, BandCounts>> months;
    for (std::size_t c = 0; c < comments_.size(); ++c) {
      if (comments_[c].date.size() < 7) continue;
      auto& [n, bands] = months[comments_[c].date.substr(0, 7)];
      if (!comments_[c].text.empty()) ++n;
      if (bands_[c]) bands.add(*bands_[c]);
    }
    if (months.size() < 2) return;
    for (const auto& [label, month] : months) {
      period_of_.emplace(label, report.periods.size());
      report.periods.push_back({label, month.first, figure(month.second)});
    }
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
    for (ThemeFigures& theme : themes) theme.by_period.assign(report.periods.size(), 0);
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
      const auto period =
          comments_[c].date.size() < 7 ? period_of_.end() : period_of_.find(comments_[c].date.substr(0, 7));
      for (const std::uint32_t theme : of_comment) {
        ThemeFigures& figures = themes[theme];
        ++figures.comments;
        ++figures.languages[index_of(comment.lang.lang)];
        if (bands_[c]) figures.nps.bands.add(*bands_[c]);
        if (period != period_of_.end()) ++figures.by_period[period->second];
      }
    }
    for (std::size_t t = 0; t < themes.size(); ++t) {
      ThemeFigures& theme = themes[t];
      theme.share = with_content_ == 0 ? 0 : static_cast<double>(theme.comments) / static_cast<double>(with_content_);
      theme.sentiment = statements[t] == 0 ? 0 : sums[t] / static_cast<double>(statements[t]);
      theme.nps.nps = nps(theme.nps.bands);
      theme.impact = impact(theme.nps.bands, writers_);
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

  void list_comments(Report& report, const std::vector<ThemeFigures>& themes) {
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
                     comment.text};
      themes_of(c, of_comment);
      for (const std::uint32_t theme : of_comment) row.themes.push_back(themes[theme].id);
      report.comments.push_back(std::move(row));
    }
  }

 private:
  const std::vector<Comment>& comments_;
  const AnalyzedInput& input_;
  std::vector<std::optional<Band>> bands_;
  BandCounts writers_;
  std::uint64_t with_content_ = 0;
  std::map<std::string, std::size_t> period_of_;
};

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
    theme.significant = *theme.q <= 0.05;
  }
  // Sorted by the figure as it is printed, so that a last-bit difference cannot move a theme.
  const auto size = [](const ThemeFigures& t) { return t.impact ? std::round(std::abs(t.impact->value) * 100) : -1.0; };
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
  report.title = options.title;
  report.scale = options.scale;
  Figures figures(comments, input, options);
  figures.count_input(report);
  figures.count_periods(report);
  figures.count_segments(report, rows.segment_names);
  figures.count_themes(report, space.themes);
  figures.list_comments(report, space.themes);
  auto words = telling_words(input, space.themes.size(), n_words);
  auto quotes = choose_quotes(comments, input, space.themes.size(), n_quotes, options.scale);
  for (std::size_t t = 0; t < space.themes.size(); ++t) {
    if (t < space.n_taxonomy) space.themes[t].words = std::move(words[t]);
    space.themes[t].quotes = std::move(quotes[t]);
  }
  test_and_order(space.themes);
  report.themes = std::move(space.themes);
  add_notes(report);
  return report;
}

}  // namespace cxtext
