// The seed corpus, models/seed/comments.LANG.tsv: what every row must be for training to learn from it.
#include <algorithm>
#include <array>
#include <doctest/doctest.h>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "cxtext/pipeline.h"

#include "testing.h"

using cxtext::Lang;

namespace {

std::vector<std::string> cut(const std::string& text, char mark) {
  std::vector<std::string> parts(1);
  for (const char c : text) {
    if (c == mark) {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

// Scores that go with a label.
struct Range {
  int lowest = 0;
  int highest = 10;
};

}  // namespace

TEST_CASE("seed corpus: columns, scores, labels, themes, and no comment twice") {
  const std::map<std::string, Range> labels{{"neg", {0, 6}}, {"neu", {5, 8}}, {"mixed", {3, 10}}, {"pos", {7, 10}}};
  const cxtext::Engine engine;
  std::set<std::string> themes;
  for (const auto& theme : engine.lexicon().themes()) themes.emplace(theme.id);
  for (const Lang lang : cxtext::lexicon_langs) {
    const std::string name = "comments." + std::string(cxtext::to_code(lang)) + ".tsv";
    CAPTURE(name);
    const std::string bytes = testing::read_file(testing::source_path("models/seed/" + name));
    REQUIRE(bytes.ends_with('\n'));
    std::vector<std::string> lines = cut(bytes.substr(0, bytes.size() - 1), '\n');
    CHECK(lines.front() == "score\tlabel\tthemes\tdomain\ttext");
    CHECK(lines.size() > 900);
    std::set<std::string> texts;
    std::map<std::string, std::size_t> of_label;
    for (std::size_t i = 1; i < lines.size(); ++i) {
      CAPTURE(lines[i]);
      const std::vector<std::string> cells = cut(lines[i], '\t');
      REQUIRE(cells.size() == 5);
      REQUIRE(!cells[0].empty());
      REQUIRE(std::all_of(cells[0].begin(), cells[0].end(), [](char c) { return c >= '0' && c <= '9'; }));
      const int score = std::stoi(cells[0]);
      const auto label = labels.find(cells[1]);
      REQUIRE(label != labels.end());
      CHECK(score >= label->second.lowest);
      CHECK(score <= label->second.highest);
      ++of_label[cells[1]];
      if (cells[2] != "-") {
        for (const std::string& theme : cut(cells[2], ';')) CHECK_MESSAGE(themes.contains(theme), theme);
      }
      CHECK(!cells[3].empty());
      CHECK(cells[4].find_first_not_of(' ') == 0);
      CHECK(cells[4].back() != ' ');
      CHECK_MESSAGE(texts.insert(cells[4]).second, "twice");
    }
    // Every label is there to learn from, and no side drowns the other.
    for (const auto& [label, range] : labels) CHECK_MESSAGE(of_label[label] >= 20, label);
    CHECK(of_label["neg"] < 2 * of_label["pos"]);
    CHECK(of_label["pos"] < 2 * of_label["neg"]);
  }
}

TEST_CASE("seed corpus: comments are in the language of their file") {
  const cxtext::Engine engine;
  cxtext::Analyzer analyzer(engine);
  for (const Lang lang : cxtext::lexicon_langs) {
    CAPTURE(cxtext::to_code(lang));
    const std::string name = "models/seed/comments." + std::string(cxtext::to_code(lang)) + ".tsv";
    std::size_t long_ones = 0;
    std::size_t strangers = 0;
    for (const std::string& line : cut(testing::read_file(testing::source_path(name)), '\n')) {
      const std::vector<std::string> cells = cut(line, '\t');
      if (cells.size() != 5 || cut(cells[4], ' ').size() < 12) continue;
      ++long_ones;
      strangers += analyzer.identify(cells[4]).lang == lang ? 0 : 1;
    }
    CHECK(long_ones > 200);
    CHECK_MESSAGE(strangers * 50 <= long_ones, strangers);
  }
}
