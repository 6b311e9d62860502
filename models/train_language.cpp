// Fits the language model that the library embeds: multinomial logistic regression over character n-grams and whole
// words, additive over words. The same sources in the same order give the same bytes. MODEL_CARD.md names the sources.
//
//   train_language -o OUT [options] [--weight W | --mass M] SOURCE…
//
// --weight holds for the sources behind it, and so does --mass. What a SOURCE is: language_sources.h.
#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

#include "language_fit.h"
#include "language_sources.h"
#include "language_table.h"

namespace {

namespace training = cxtext::training;

struct Source {
  std::string name;
  training::SourceWeight weight;
};

struct Options {
  std::string output;
  training::FitOptions fit;
  training::TableOptions table;
  std::vector<Source> sources;
};

bool parse(int argc, char** argv, Options& options) {
  training::SourceWeight weight;
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    if (!argument.starts_with('-') || argument.starts_with("-:")) {
      options.sources.push_back({argument, weight});
      continue;
    }
    if (i + 1 == argc) return false;
    const std::string value = argv[++i];
    if (argument == "-o") {
      options.output = value;
    } else if (argument == "--weight") {
      weight = {.each = std::stof(value)};
    } else if (argument == "--mass") {
      weight = {.mass = std::stof(value)};
    } else if (argument == "--threads") {
      options.fit.threads = std::stoi(value);
    } else if (argument == "--epochs") {
      options.fit.epochs = std::stoi(value);
    } else if (argument == "--runs") {
      options.fit.runs = std::stoi(value);
    } else if (argument == "--pieces") {
      options.fit.pieces = std::stoi(value);
    } else if (argument == "--kept") {
      options.fit.kept = std::stod(value);
    } else if (argument == "--balance") {
      options.fit.balance = std::stod(value);
    } else if (argument == "--buckets") {
      options.table.n_buckets = static_cast<std::uint32_t>(std::stoul(value));
    } else if (argument == "--temperature") {
      options.table.temperature = std::stof(value);
    } else if (argument == "--length-power") {
      options.table.length_power = std::stof(value);
    } else {
      return false;
    }
  }
  return !options.output.empty() && !options.sources.empty() && options.table.n_buckets > 0;
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  if (!parse(argc, argv, options)) {
    std::fputs(
        "usage: train_language -o OUT [--runs N] [--epochs N] [--pieces N] [--kept K] [--balance B] [--buckets N] "
        "[--temperature "
        "T]\n"
        "                      [--length-power P] [--threads N] [--weight W | --mass M] SOURCE…\n",
        stderr);
    return 2;
  }
  training::Vocabulary vocabulary;
  std::vector<training::Document> documents;
  for (const Source& source : options.sources) {
    if (!training::read_source(source.name, source.weight, vocabulary, documents)) {
      std::fprintf(stderr, "train_language: cannot read source '%s'\n", source.name.c_str());
      return 3;
    }
  }
  vocabulary.finish();
  std::fprintf(stderr, "%zu documents, %zu words, %zu features\n", documents.size(), vocabulary.size(),
               vocabulary.n_features());
  std::vector<float> counts;
  const std::vector<training::Weights> weights = training::fit(vocabulary, documents, options.fit, counts);
  const std::string bytes = training::make_table(vocabulary, weights, counts, options.table);
  std::ofstream out(options.output, std::ios::binary);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!out.flush()) {
    std::fprintf(stderr, "train_language: cannot write %s\n", options.output.c_str());
    return 4;
  }
  return 0;
}
