// Fits the language model that the library embeds: multinomial logistic regression over hashed character n-grams and
// whole words, additive over words, by AdaGrad (Duchi, Hazan & Singer 2011) in a fixed order. The same sources give the
// same bytes. See MODEL_CARD.md for the sources.
//
//   train_language -o OUT [--rows LOG2] [--epochs N] SOURCE…
//
// A SOURCE is `LANG:FILE` (TSV; the column headed `text`, or the last one), or `*:FILE` where a column headed `lang`
// (else the first) names each row's language. `words/LANG:FILE:COLUMN` takes column COLUMN (from 1) of a headerless
// list as single words, cells split at commas.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include "cxtext/language.h"
#include "cxtext/text.h"
#include "cxtext/tokens.h"

#include "hash.h"
#include "language_features.h"

namespace {

namespace features = cxtext::language_features;

struct Document {
  std::size_t label = 0;
  std::vector<std::string> words;
  float weight = 1;
};

struct Options {
  std::string output;
  std::uint32_t log2_rows = 18;
  int epochs = 6;
  double length_power = 0.5;
  std::vector<std::string> sources;
};

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts(1);
  for (const char c : text) {
    if (c == separator) {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

// Names of languages that are not among the five count as `other`.
std::size_t label_of(const std::string& name) {
  for (const cxtext::Lang lang : cxtext::lexicon_langs) {
    if (cxtext::to_code(lang) == name) return cxtext::index_of(lang);
  }
  return cxtext::index_of(cxtext::Lang::other);
}

void add_document(std::size_t label, const std::string& raw, float weight, std::vector<Document>& out) {
  cxtext::Tokenizer tokenizer;
  std::vector<cxtext::Token> tokens;
  const cxtext::CleanText clean(raw);
  // The words of running text; what the tailorings take out of it is no evidence later, and so few here that the model
  // need not change with them.
  tokenizer.tokenize(clean.text(), tokens, {.keep_spaces = false, .tailored = false});
  Document document{label, {}, weight};
  for (const cxtext::Token& token : tokens) {
    if (token.kind != cxtext::TokenKind::word) continue;
    document.words.push_back(cxtext::fold(clean.text().substr(token.begin, token.end - token.begin)));
  }
  if (!document.words.empty()) out.push_back(std::move(document));
}

bool read_source(const std::string& source, std::vector<Document>& out) {
  const bool words = source.starts_with("words/");
  const std::vector<std::string> parts = split(words ? source.substr(6) : source, ':');
  std::ifstream file(parts.size() > 1 ? parts[1] : std::string());
  if (!file) {
    std::fprintf(stderr, "cannot read source '%s'\n", source.c_str());
    return false;
  }
  std::string line;
  std::optional<std::size_t> text_column;
  std::size_t lang_column = 0;
  bool first = !words;
  while (std::getline(file, line)) {
    if (line.empty() || line.starts_with("# ")) continue;
    const std::vector<std::string> fields = split(line, '\t');
    if (first) {
      first = false;
      const auto text = std::find(fields.begin(), fields.end(), "text");
      const auto lang = std::find(fields.begin(), fields.end(), "lang");
      if (lang != fields.end()) lang_column = static_cast<std::size_t>(lang - fields.begin());
      if (text != fields.end()) {
        text_column = static_cast<std::size_t>(text - fields.begin());
        continue;
      }
    }
    if (words) {
      const auto column = static_cast<std::size_t>(std::stoul(parts.at(2))) - 1;
      if (column >= fields.size() || fields[column] == "-") continue;
      for (std::string term : split(fields[column], ',')) {
        std::erase_if(term, [](char c) { return c == '=' || c == '*'; });
        add_document(label_of(parts[0]), term, 0.25F, out);
      }
      continue;
    }
    const std::size_t column = text_column.value_or(fields.size() - 1);
    if (column >= fields.size()) continue;
    add_document(label_of(parts[0] == "*" ? fields.at(lang_column) : parts[0]), fields[column], 1.0F, out);
  }
  return true;
}

struct Random {
  std::uint64_t state;
  std::uint64_t next() {
    state += 0x9E3779B97F4A7C15ULL;
    std::uint64_t z = state;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31U);
  }
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(next() % n); }
};

class Trainer {
 public:
  Trainer(const Options& options)
      : options_(options), rows_(std::size_t{1} << options.log2_rows), weights_(rows_ * 6), squares_(rows_ * 6) {}

  // One step on words [first, first + n) of a document.
  void step(const Document& document, std::size_t first, std::size_t n, float weight) {
    grams_.clear();
    for (std::size_t w = first; w < first + n; ++w) {
      features::for_each_gram(document.words[w], [&](std::uint64_t hash) { grams_.push_back(hash & (rows_ - 1)); });
    }
    const auto divisor = static_cast<float>(std::pow(static_cast<double>(n), options_.length_power));
    std::array<float, 6> logit{};
    for (const std::uint64_t gram : grams_) {
      for (std::size_t c = 0; c < 6; ++c) logit[c] += weights_[gram * 6 + c];
    }
    float top = logit[0];
    for (float& value : logit) top = std::max(top, value);
    float total = 0;
    for (float& value : logit) {
      value = std::exp((value - top) / divisor);
      total += value;
    }
    std::array<float, 6> gradient{};
    for (std::size_t c = 0; c < 6; ++c) {
      gradient[c] = weight / divisor * (logit[c] / total - (c == document.label ? 1.0F : 0.0F));
    }
    constexpr float rate = 0.08F;
    constexpr float decay = 2e-6F;
    for (const std::uint64_t gram : grams_) {
      for (std::size_t c = 0; c < 6; ++c) {
        float& w = weights_[gram * 6 + c];
        float& square = squares_[gram * 6 + c];
        const float g = gradient[c] + decay * w;
        square += g * g;
        w -= rate * g / std::sqrt(square + 1e-6F);
      }
    }
  }

  void train(const std::vector<Document>& documents) {
    std::array<double, 6> mass{};
    for (const Document& document : documents)
      mass[document.label] +=
          static_cast<double>(document.weight) * std::sqrt(static_cast<double>(document.words.size()));
    std::vector<std::size_t> order(documents.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    Random random{20260101};
    const double mean = (mass[0] + mass[1] + mass[2] + mass[3] + mass[4] + mass[5]) / 6;
    for (int epoch = 0; epoch < options_.epochs; ++epoch) {
      for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random.below(i)]);
      for (const std::size_t i : order) {
        const Document& document = documents[i];
        const auto weight =
            static_cast<float>(std::min(3.0, std::pow(mean / mass[document.label], 0.5))) * document.weight;
        const std::size_t n = document.words.size();
        step(document, 0, n, weight);
        // Comments are short: pieces of one to four words teach what a few words can tell.
        for (int piece = 0; piece < 3 && n > 4; ++piece) {
          const std::size_t length = 1 + random.below(4);
          step(document, random.below(n - length + 1), length, weight * 0.6F);
        }
      }
      std::fprintf(stderr, "epoch %d of %d\n", epoch + 1, options_.epochs);
    }
  }

  bool write() const {
    // Centred per row (a constant says nothing), then clipped at a high quantile so that the many small weights keep
    // their resolution.
    std::vector<float> centred(weights_);
    std::vector<float> magnitudes;
    for (std::size_t row = 0; row < rows_; ++row) {
      float mean = 0;
      for (std::size_t c = 0; c < 6; ++c) mean += centred[row * 6 + c] / 6;
      for (std::size_t c = 0; c < 6; ++c) {
        centred[row * 6 + c] -= mean;
        if (centred[row * 6 + c] != 0) magnitudes.push_back(std::abs(centred[row * 6 + c]));
      }
    }
    std::sort(magnitudes.begin(), magnitudes.end());
    const float limit = magnitudes.empty() ? 1.0F : magnitudes[magnitudes.size() * 9995 / 10000];
    features::ModelHeader header;
    header.log2_rows = options_.log2_rows;
    header.scale = limit / 127.0F;
    header.length_power = static_cast<float>(options_.length_power);
    std::string bytes(centred.size(), '\0');
    for (std::size_t i = 0; i < centred.size(); ++i) {
      bytes[i] = static_cast<char>(std::lround(std::clamp(centred[i] / header.scale, -127.0F, 127.0F)));
    }
    header.checksum = cxtext::hash64(bytes);
    std::ofstream out(options_.output, std::ios::binary);
    out.write(reinterpret_cast<const char*>(&header), sizeof header);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return static_cast<bool>(out.flush());
  }

 private:
  const Options& options_;
  std::size_t rows_;
  std::vector<float> weights_;
  std::vector<float> squares_;
  std::vector<std::uint64_t> grams_;
};

}  // namespace

int main(int argc, char** argv) {
  Options options;
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    if (argument == "-o" && i + 1 < argc) {
      options.output = argv[++i];
    } else if (argument == "--rows" && i + 1 < argc) {
      options.log2_rows = static_cast<std::uint32_t>(std::stoul(argv[++i]));
    } else if (argument == "--epochs" && i + 1 < argc) {
      options.epochs = std::stoi(argv[++i]);
    } else if (argument == "--length-power" && i + 1 < argc) {
      options.length_power = std::stod(argv[++i]);
    } else {
      options.sources.push_back(argument);
    }
  }
  if (options.output.empty() || options.sources.empty()) {
    std::fputs("usage: train_language -o OUT [--rows LOG2] [--epochs N] [--length-power P] SOURCE…\n", stderr);
    return 2;
  }
  std::vector<Document> documents;
  for (const std::string& source : options.sources) {
    if (!read_source(source, documents)) return 3;
  }
  std::fprintf(stderr, "%zu documents\n", documents.size());
  Trainer trainer(options);
  trainer.train(documents);
  if (!trainer.write()) {
    std::fprintf(stderr, "cannot write %s\n", options.output.c_str());
    return 4;
  }
  return 0;
}
