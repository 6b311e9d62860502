#include "io_summary.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <optional>
#include <span>

#include "ascii.h"
#include "io_utf8.h"
#include "io_values.h"

namespace cxtext::io {
namespace {

// As folded_words() writes them: å and ä as a, ø and ö as o, æ as ae.
// clang-format off
/// Words that begin a label. A customer may answer with the first ones too, with none of those behind.
constexpr std::string_view common_labels[] = {
    "total", "totalt", "totals", "average", "mean", "snitt", "count", "antal", "antall", "tal", "middel", "samlet",
    "samlat", "nps", "median", "all", "alle", "alla",
};
constexpr std::string_view plain_labels[] = {
    "gennemsnit", "gns", "gjennomsnitt", "gj", "gjsnitt", "genomsnitt", "medelvarde", "medelvardet", "medeltal", "medel",
    "middelvaerdi", "middelverdi", "snittverdi", "snittscore", "snittkarakter", "totalsum", "totalscore", "grandtotal",
    "sum", "summa", "summering", "subtotal", "delsum", "mellemsum", "mellomsum", "delsumma", "ialt", "iallt", "tilsammen",
    "tilsamman", "sammenlagt", "sammanlagt", "hovedtotal", "totaltotal", "avg", "gennemsnitsscore", "npsscore",
    "netpromoterscore", "snit", "snittet", "standardafvigelse", "standardavvik", "standardavvikelse", "stdev", "stddev", "minimum",
    "maksimum", "maximum",
};
/// Words that may stand behind, or before, the first one.
constexpr std::string_view further_words[] = {
    "score", "scores", "skar", "nps", "svar", "rating", "ratings", "karakter", "karakterer", "betyg", "poeng", "poang",
    "responses", "response", "respondents", "respondenter", "respondentar", "besvarelser", "rows", "raekker", "rader",
    "comments", "kommentarer", "kunder", "kundar", "customers", "answers", "total", "totalt", "sum", "average", "mean",
    "gennemsnit", "gjennomsnitt", "genomsnitt", "snitt", "overall", "samlet", "grand", "of", "af", "av", "for", "the",
    "i", "alt", "allt", "value", "verdi", "varde", "vaerdi", "n", "pct", "og", "och", "and", "alle", "alla", "all",
    "antal", "antall", "number", "count", "resultat", "result", "stjerner", "stars", "csat", "ces",
};
// clang-format on

/// Words that make a label of whatever stands behind them: "Subtotal Aarhus".
constexpr std::string_view partial_labels[] = {"subtotal", "delsum", "mellemsum", "mellomsum", "delsumma"};

bool is_one_of(std::string_view word, std::span<const std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_digits(std::string_view word) { return !word.empty() && std::all_of(word.begin(), word.end(), is_ascii_digit); }

/// Ids, dates and figures: no letters, or one word that ends in a digit. Most cells that are no comments are such.
bool is_surely_no_label(std::string_view cell) {
  const auto is_letter = [](char c) { return is_ascii_letter(c) || static_cast<unsigned char>(c) >= 0x80; };
  if (std::none_of(cell.begin(), cell.end(), is_letter)) return true;
  const auto is_plain = [](char c) { return is_ascii_letter(c) || is_ascii_digit(c); };
  return is_ascii_digit(cell.back()) && std::all_of(cell.begin(), cell.end(), is_plain);
}

enum class Label : std::uint8_t { none, common, plain };

Label label_of(std::string_view cell) {
  constexpr std::size_t max_words = 6;
  if (cell.empty() || cell.size() > max_label_bytes || is_surely_no_label(cell)) return Label::none;
  std::vector<std::string> words = folded_words(cell);
  // "I alt", "Grand total" and "Net Promoter Score" are labels of several words.
  std::erase_if(words, [](const std::string& word) { return is_digits(word); });
  if (words.empty() || words.size() > max_words) return Label::none;
  std::string all;
  for (const std::string& word : words) all += word;
  if (is_one_of(all, plain_labels)) return Label::plain;
  if (words.front() == "i" && words.size() > 1 && (words[1] == "alt" || words[1] == "allt")) return Label::plain;
  if (is_one_of(words.front(), partial_labels)) return Label::plain;
  const bool rest_fits = std::all_of(words.begin() + 1, words.end(),
                                     [](const std::string& word) { return is_one_of(word, further_words); });
  if (!rest_fits) return Label::none;
  if (is_one_of(words.front(), plain_labels)) return Label::plain;
  // What nobody would answer: "Antal svar", "Average score"; a mark behind makes it a label as well: "Total:".
  const bool common = is_one_of(words.front(), common_labels) || words.front() == "grand" || words.front() == "overall";
  if (!common) return Label::none;
  return words.size() > 1 || cell.ends_with(':') || cell.ends_with('=') ? Label::plain : Label::common;
}

/// "50 svar", "1 204 comments": a number, and what it counts.
bool is_count(std::string_view cell) {
  if (cell.empty() || cell.size() > max_label_bytes || !is_ascii_digit(cell.front())) return false;
  std::vector<std::string> words = folded_words(cell);
  std::erase_if(words, [](const std::string& word) { return is_digits(word); });
  return words.size() == 1 && is_one_of(words.front(), further_words);
}

/// A number, a share, a count, or nothing.
bool is_figure(std::string_view cell) {
  if (cell.ends_with('%')) cell = trimmed(cell.substr(0, cell.size() - 1));
  return cell.empty() || parse_number(cell) || parse_number(cell, DecimalMark::comma) || says_missing(cell) ||
         cell.starts_with('#') ||  // an error of a formula
         is_count(cell);
}

std::string_view cell_at(const std::vector<std::string>& cells, std::optional<std::size_t> column) {
  return column && *column < cells.size() ? std::string_view(cells[*column]) : std::string_view();
}

/// Whether a score could not be a customer's: out of the scale, a share, or with decimals among whole ones.
bool is_no_answer(std::string_view cell, const Roles& roles, ScoreRange scale) {
  if (cell.empty() || says_missing(cell)) return false;
  const std::optional<WrittenScore> score = parse_score(cell, roles.decimal);
  if (!score) return true;
  if (score->value < scale.min || score->value > scale.max) return true;
  return roles.whole_scores && score->value != std::floor(score->value);
}

Summary judge(const std::vector<std::string>& cells, std::size_t label_column, Label label, const Roles& roles,
              ScoreRange scale) {
  const std::string& first = cells[label_column];
  std::size_t n_figures = 0;
  for (std::size_t column = label_column + (label == Label::none ? 0 : 1); column < cells.size(); ++column) {
    // "Total katastrofe" has a customer's id, date or shop beside it.
    if (!is_figure(cells[column]) && !is_summary_label(cells[column])) return Summary::none;
    n_figures += cells[column].empty() ? 0 : 1;
  }
  const bool in_text = std::find(roles.text.begin(), roles.text.end(), label_column) != roles.text.end();
  const bool in_score = roles.score == label_column;
  const bool odd_score =
      is_no_answer(in_score && label != Label::none ? std::string_view() : cell_at(cells, roles.score), roles, scale);
  if (label == Label::none) {
    // Numbers alone: the average below a column of whole scores, with nothing that says whose it is.
    const bool written = std::any_of(roles.text.begin(), roles.text.end(),
                                     [&](std::size_t column) { return !cell_at(cells, column).empty(); });
    if (written || !odd_score) return Summary::none;
    if (!cell_at(cells, roles.date).empty() || !cell_at(cells, roles.id).empty()) return Summary::none;
    const std::optional<WrittenScore> score = parse_score(cell_at(cells, roles.score), roles.decimal);
    const bool average = score && score->value >= scale.min && score->value <= scale.max;
    return average && cells.size() > 1 ? Summary::at_end : Summary::none;
  }
  if (roles.id == label_column && !in_text) return Summary::anywhere;
  if (odd_score || roles.date == label_column) return Summary::anywhere;
  // "Average (5)" is a score in words.
  if (in_score && parse_score(first, roles.decimal)) return label == Label::plain ? Summary::at_end : Summary::none;
  if (in_score) return Summary::anywhere;
  if (!in_text) return Summary::at_end;
  // A short answer, as it could be: "Total", with a score. Where rows have ids, it would have one.
  const bool labels = label == Label::plain || (roles.id && *roles.id != label_column);
  return labels && n_figures > 0 ? Summary::at_end : Summary::none;
}

}  // namespace

bool is_no_comment(std::string_view cell) { return is_figure(cell) || is_summary_label(cell); }

bool is_summary_label(std::string_view cell) { return label_of(cell) != Label::none; }

bool is_label_with_numbers(const std::vector<std::string>& cells) {
  std::size_t n_labels = 0;
  std::size_t n_figures = 0;
  for (const std::string& cell : cells) {
    const std::string_view text = trimmed(cell);
    if (is_figure(text)) {
      n_figures += text.empty() ? 0 : 1;
    } else if (is_summary_label(text)) {
      ++n_labels;
    } else {
      return false;
    }
  }
  return n_labels > 0 && n_figures > 0;
}

std::vector<std::string> labels_among_answers(const Sample& sample, const Roles& roles) {
  std::vector<std::string> labels;
  for (const std::vector<std::string>& row : sample.rows) {
    // What has nothing but figures beside its label is none.
    if (std::all_of(row.begin(), row.end(), [](const std::string& cell) { return is_no_comment(trimmed(cell)); }))
      continue;
    for (std::size_t column = 0; column < row.size(); ++column) {
      const bool in_text = std::find(roles.text.begin(), roles.text.end(), column) != roles.text.end();
      const std::string_view cell = trimmed(row[column]);
      if (in_text || cell.size() > max_label_bytes || !is_summary_label(cell)) continue;
      std::string label = folded(cell);
      if (std::find(labels.begin(), labels.end(), label) == labels.end()) labels.push_back(std::move(label));
    }
  }
  return labels;
}

SummaryGuess looks_like_summary(const std::vector<std::string>& cells, const Roles& roles, ScoreRange scale) {
  const auto first = std::find_if(cells.begin(), cells.end(), [](const std::string& cell) { return !cell.empty(); });
  if (first == cells.end()) return {};
  const Label label = label_of(*first);
  return {judge(cells, static_cast<std::size_t>(first - cells.begin()), label, roles, scale),
          label == Label::none ? std::string() : folded(*first)};
}

}  // namespace cxtext::io
