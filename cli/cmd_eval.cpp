#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cxtext/evaluation.h"

#include "commands.h"
#include "gold.h"
#include "print_result.h"

namespace cxtext::cli {

namespace {

using Json = nlohmann::ordered_json;

std::optional<std::uint32_t> polarity_class(const std::string& label) {
  if (label == "neg" || label == "negative") return 0;
  if (label == "neu" || label == "neutral") return 1;
  if (label == "pos" || label == "positive") return 2;
  return std::nullopt;
}

Result<std::pair<Gold, std::array<std::size_t, 2>>> open_gold(const std::string& path, const std::string& label) {
  auto gold = read_gold(path);
  if (!gold) return std::move(gold).error();
  auto label_at = gold->column(label);
  if (!label_at) return std::move(label_at).error();
  auto text_at = gold->column("text");
  if (!text_at) return std::move(text_at).error();
  return std::pair{std::move(gold).value(), std::array{label_at.value(), text_at.value()}};
}

}  // namespace

int run_eval_sentiment(const EvalCommand& options) {
  int status = exit_done;
  const auto engine = make_engine(options.engine, status);
  if (!engine) return status;
  auto opened = open_gold(options.gold, "label");
  if (!opened) return fail(opened.error());
  const auto& [gold, at] = opened.value();

  Analyzer analyzer(*engine);
  std::vector<Comment> sample;
  for (const auto& row : gold.rows) {
    if (sample.size() == prior_sample_rows) break;
    sample.emplace_back();
    sample.back().text = row[at[1]];
  }
  AnalyzeOptions analyze = learn_languages(analyzer, sample).options();
  if (!options.lang.empty()) {
    analyze.language = parse_lang(options.lang);
    if (!analyze.language) return fail_usage(fmt::format("--lang {}: not a language that cxtext knows", options.lang));
  }
  std::vector<std::uint32_t> truth;
  std::vector<std::uint32_t> found;
  std::vector<std::uint32_t> truth_binary;
  std::vector<std::uint32_t> found_binary;
  std::vector<double> probability;
  std::vector<std::uint32_t> is_positive;
  for (std::size_t i = 0; i < gold.rows.size(); ++i) {
    const auto label = polarity_class(gold.rows[i][at[0]]);
    if (!label) {
      return fail({ErrorCode::bad_format, fmt::format("label '{}' is none of pos, neu, neg", gold.rows[i][at[0]]),
                   gold.path, gold.lines[i]});
    }
    const Analysis& analysis = analyzer.analyze(gold.rows[i][at[1]], analyze);
    truth.push_back(*label);
    found.push_back(analysis.sentiment >= neutral_below ? 2 : analysis.sentiment <= -neutral_below ? 0 : 1);
    if (*label == 1) continue;
    truth_binary.push_back(*label);
    found_binary.push_back(analysis.sentiment >= 0 ? 2 : 0);
    probability.push_back(analysis.positive_probability);
    is_positive.push_back(*label == 2 ? 1 : 0);
  }
  return print_result(Json{{"n", truth.size()},
                           {"accuracy_binary", rounded(accuracy(truth_binary, found_binary))},
                           {"macro_f1_binary", rounded(macro_f1(truth_binary, found_binary))},
                           {"accuracy", rounded(accuracy(truth, found))},
                           {"macro_f1", rounded(macro_f1(truth, found))},
                           {"calibration_error", rounded(expected_calibration_error(probability, is_positive))}},
                      options.json);
}

int run_eval_language(const EvalCommand& options) {
  int status = exit_done;
  const auto engine = make_engine(options.engine, status);
  if (!engine) return status;
  std::vector<Lang> among;
  for (const std::string& code : options.among) {
    const auto lang = parse_lang(code);
    if (!lang || *lang == Lang::undetermined)
      return fail_usage(fmt::format("--among {}: not a language that cxtext knows", code));
    among.push_back(*lang);
  }
  auto opened = open_gold(options.gold, "lang");
  if (!opened) return fail(opened.error());
  const auto& [gold, at] = opened.value();

  Analyzer analyzer(*engine);
  AnalyzeOptions identify;
  identify.among = among;
  std::array<std::uint64_t, n_langs> total{};
  std::array<std::uint64_t, n_langs> right{};
  std::uint64_t ours = 0;  // rows in one of the five languages …
  std::uint64_t called_other = 0;
  std::vector<double> confidence;
  std::vector<std::uint32_t> is_right;
  for (const auto& row : gold.rows) {
    // A language that cxtext does not know is a stranger: `other` is the right answer.
    const Lang truth = parse_lang(row[at[0]]).value_or(Lang::other);
    if (!among.empty() && std::find(among.begin(), among.end(), truth) == among.end()) continue;
    const LangGuess guess = analyzer.identify(row[at[1]], identify);
    ++total[index_of(truth)];
    if (guess.lang == truth) ++right[index_of(truth)];
    ours += has_lexicon(truth) ? 1 : 0;
    called_other += has_lexicon(truth) && guess.lang == Lang::other ? 1 : 0;
    if (guess.lang == Lang::undetermined) continue;  // no answer, and none to be sure of
    confidence.push_back(guess.confidence);
    is_right.push_back(guess.lang == truth ? 1 : 0);
  }
  Json by_lang = Json::object();
  std::uint64_t n = 0;
  std::uint64_t n_right = 0;
  double sum = 0;
  for (std::size_t l = 0; l < n_langs; ++l) {
    if (total[l] == 0) continue;
    const double share = static_cast<double>(right[l]) / static_cast<double>(total[l]);
    by_lang[std::string(to_code(static_cast<Lang>(l)))] = rounded(share);
    n += total[l];
    n_right += right[l];
    sum += share;
  }
  const double mean = by_lang.empty() ? 0 : sum / static_cast<double>(by_lang.size());
  const auto share = [](std::uint64_t part, std::uint64_t whole) {
    return whole == 0 ? 0 : rounded(static_cast<double>(part) / static_cast<double>(whole));
  };
  Json result{{"n", n},
              {"accuracy", share(n_right, n)},
              {"accuracy_macro", rounded(mean)},
              {"calibration_error", rounded(expected_calibration_error(confidence, is_right))}};
  if (among.empty()) result["called_other"] = share(called_other, ours);
  result["by_lang"] = by_lang;
  return print_result(result, options.json);
}

}  // namespace cxtext::cli
