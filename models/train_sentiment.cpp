// Fits the sentiment weights that the library embeds, from nothing, on labelled texts. The same sources give the same
// bytes. See MODEL_CARD.md for the sources.
//
//   train_sentiment -o OUT [--penalty P] [--threads N] LANG:FILE[@WEIGHT]…
//
// A FILE is a TSV with a header and columns `label` (neg, neu, pos; mixed counts as neu) and `text`. Texts whose hash
// falls into the held-out part (1 of 10, only in files called comments.*) are not learned from; accuracy on them is
// printed a language.
#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <fmt/format.h>
#include <map>
#include <string>
#include <vector>

#include "cxtext/cxtext.h"

#include "gold.h"

namespace {

struct Row {
  cxtext::Lang lang = cxtext::Lang::en;
  cxtext::SentimentLabel label = cxtext::SentimentLabel::none;
  std::string text;
  std::string group;
  float weight = 1;
  bool is_seed = false;
};

cxtext::SentimentLabel label_of(const std::string& name) {
  using enum cxtext::SentimentLabel;
  if (name == "pos") return positive;
  if (name == "neg") return negative;
  if (name == "neu" || name == "mixed") return neutral;
  return none;
}

// FNV-1a: which texts are held out must not depend on the library.
bool is_held_out(const std::string& text) {
  std::uint64_t hash = 0xCBF29CE484222325ULL;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
  return (hash >> 32U) % 10 == 0;
}

bool read_source(const std::string& source, std::vector<Row>& learned, std::vector<Row>& held_out) {
  const std::size_t colon = source.find(':');
  const auto lang = colon == std::string::npos ? std::nullopt : cxtext::parse_lang(source.substr(0, colon));
  const std::size_t at_sign = std::min(source.rfind('@'), source.size());
  const std::string after_sign = source.substr(std::min(at_sign + 1, source.size()));
  float weight = 1;
  const auto [end, error] = std::from_chars(after_sign.data(), after_sign.data() + after_sign.size(), weight);
  const bool weight_reads = at_sign == source.size() || (error == std::errc() && *end == '\0' && weight > 0);
  if (!lang || !weight_reads) {
    fmt::print(stderr, "train_sentiment: '{}' is not LANG:FILE or LANG:FILE@WEIGHT\n", source);
    return false;
  }
  const auto gold = cxtext::cli::read_gold(source.substr(colon + 1, at_sign - colon - 1));
  const auto label = gold ? gold->column("label") : gold.error();
  const auto text = gold ? gold->column("text") : gold.error();
  if (!label || !text) {
    fmt::print(stderr, "train_sentiment: {}\n", (label ? text : label).error().to_string());
    return false;
  }
  const auto domain = gold->column("domain");  // of the seed corpus alone
  const bool is_seed = source.find("comments.") != std::string::npos;
  for (const std::vector<std::string>& cells : gold->rows) {
    Row row{*lang, label_of(cells[*label]), cells[*text], domain ? cells[*domain] : std::string(), weight, is_seed};
    (is_seed && is_held_out(row.text) ? held_out : learned).push_back(std::move(row));
  }
  return true;
}

void print_accuracy(const char* name, const cxtext::TrainingAccuracy& accuracy) {
  fmt::print("{:<10} binary {:.3f}  macro-F1 {:.3f}  calibration error {:.3f}\n", name, accuracy.binary,
             accuracy.macro_f1, accuracy.calibration_error);
}

void judge_held_out(const cxtext::SentimentModel& model, const std::vector<Row>& held_out) {
  const auto engine = cxtext::Engine::create({.lexicon_directory = {}, .model_path = {}, .sentiment_model = model});
  cxtext::Analyzer analyzer(*engine);
  std::map<std::string, std::array<int, 2>> right_of;
  for (const Row& row : held_out) {
    if (row.label == cxtext::SentimentLabel::neutral) continue;
    const auto& analysis = analyzer.analyze(
        row.text, {.prior = {}, .language = row.lang, .declared = {}, .among = {}, .fallback = row.lang});
    auto& counts = right_of[std::string(cxtext::to_code(row.lang))];
    ++counts[0];
    if ((analysis.sentiment >= 0) == (row.label == cxtext::SentimentLabel::positive)) ++counts[1];
  }
  for (const auto& [lang, counts] : right_of) {
    fmt::print("held out {}  {:.3f} of {}\n", lang, static_cast<double>(counts[1]) / counts[0], counts[0]);
  }
}

}  // namespace

int main(int argc, char** argv) {
  std::string output;
  cxtext::TrainingOptions options;
  std::vector<Row> learned;
  std::vector<Row> held_out;
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    if (argument == "-o" && i + 1 < argc) {
      output = argv[++i];
    } else if (argument == "--threads" && i + 1 < argc) {
      options.threads = static_cast<std::uint32_t>(std::stoul(argv[++i]));
    } else if (argument == "--penalty" && i + 1 < argc) {
      options.penalty = std::stod(argv[++i]);
    } else if (!read_source(argument, learned, held_out)) {
      return 3;
    }
  }
  if (output.empty() || learned.empty()) {
    fmt::print(stderr, "usage: train_sentiment -o OUT [--penalty P] [--threads N] LANG:FILE[@WEIGHT]…\n");
    return 2;
  }
  const auto engine = cxtext::Engine::create(
      {.lexicon_directory = {}, .model_path = {}, .sentiment_model = cxtext::SentimentModel::rules_alone()});
  if (!engine) return 3;
  std::vector<cxtext::LabelledText> texts;
  for (const Row& row : learned)
    texts.push_back({row.text, row.label, row.lang, {}, row.group, row.weight, row.is_seed});
  const auto trained = cxtext::train_sentiment(*engine, texts, options);
  if (!trained) {
    fmt::print(stderr, "train_sentiment: {}\n", trained.error().to_string());
    return 3;
  }
  fmt::print("{} texts: {} negative, {} neutral, {} positive; penalty {}\n", trained->n_texts, trained->n_negative,
             trained->n_neutral, trained->n_positive, trained->penalty);
  print_accuracy("rules", trained->before);
  print_accuracy("validated", trained->after);
  const cxtext::SentimentStrengths& s = trained->model.strengths();
  fmt::print(
      "positive {:.3f} negative {:.3f} offset {:.3f} reach {:.3f} (negative × {:.2f}) pull {:.3f} temperature {:.3f}\n",
      s.positive, s.negative, s.offset, s.neutral_reach, s.negative_reach, s.listed_pull, s.temperature);
  if (const auto written = cxtext::write_file_atomically(output, trained->model.bytes()); !written) {
    fmt::print(stderr, "train_sentiment: {}\n", written.error().to_string());
    return 4;
  }
  judge_held_out(trained->model, held_out);
  return 0;
}
