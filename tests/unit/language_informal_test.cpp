// Comments as people type them in a hurry: dialect, chat, letters of another keyboard, capitals, slips. The table was
// written for this test and is in no source of the model; some of it says too little for anyone, so shares count.
#include <doctest/doctest.h>
#include <map>
#include <string>
#include <vector>

#include "cxtext/pipeline.h"

#include "testing.h"

using cxtext::Lang;

namespace {

struct Informal {
  std::string language;  // "no": either kind of Norwegian
  std::string kind;
  std::string text;
};

std::vector<Informal> informal_comments() {
  const std::string table = testing::read_file(testing::source_path("tests/golden/informal_comments.tsv"));
  std::vector<Informal> comments;
  for (std::size_t at = table.find('\n') + 1; at < table.size();) {
    const std::size_t end = table.find('\n', at);
    const std::size_t first = table.find('\t', at);
    const std::size_t second = table.find('\t', first + 1);
    comments.push_back({table.substr(at, first - at), table.substr(first + 1, second - first - 1),
                        table.substr(second + 1, end - second - 1)});
    at = end + 1;
  }
  return comments;
}

bool is_right(const std::string& language, Lang found) {
  return language == "no" ? found == Lang::nb || found == Lang::nn : language == cxtext::to_code(found);
}

struct Floor {
  const char* group;
  std::size_t of;
  std::size_t at_least;
};

void check_floors(const std::map<std::string, std::pair<std::size_t, std::size_t>>& right_of,
                  const std::vector<Floor>& floors) {
  CHECK(right_of.size() == floors.size());
  for (const Floor& floor : floors) {
    INFO(std::string(floor.group));
    const auto found = right_of.find(floor.group);
    REQUIRE(found != right_of.end());
    CHECK(found->second.second == floor.of);
    CHECK(found->second.first >= floor.at_least);
  }
}

}  // namespace

TEST_CASE("language: informal comments, each alone") {
  const cxtext::Engine engine;
  cxtext::Analyzer analyzer(engine);
  std::string misses;
  std::map<std::string, std::pair<std::size_t, std::size_t>> by_language;
  std::map<std::string, std::pair<std::size_t, std::size_t>> by_kind;
  for (const Informal& comment : informal_comments()) {
    const Lang found = analyzer.identify(comment.text).lang;
    const bool right = is_right(comment.language, found);
    if (!right) misses += comment.language + " -> " + std::string(cxtext::to_code(found)) + ": " + comment.text + "\n";
    for (auto* group : {&by_language[comment.language], &by_kind[comment.kind]}) {
      group->first += right ? 1 : 0;
      ++group->second;
    }
  }
  INFO(misses);
  check_floors(by_language,
               {{"da", 62, 50}, {"en", 60, 58}, {"nb", 57, 42}, {"nn", 60, 57}, {"no", 18, 14}, {"sv", 62, 56}});
  check_floors(by_kind,
               {{"capitals", 40, 36}, {"chat", 126, 113}, {"dialect", 43, 37}, {"letters", 60, 51}, {"slips", 50, 40}});
}

TEST_CASE("language: informal comments of a file of one language") {
  const cxtext::Engine engine;
  cxtext::Analyzer analyzer(engine);
  const std::vector<Informal> comments = informal_comments();
  std::map<std::string, std::pair<std::size_t, std::size_t>> right_of;
  for (const char* language : {"da", "sv", "nb", "nn", "en"}) {
    std::vector<cxtext::Comment> file;
    for (const Informal& comment : comments) {
      if (comment.language == language) file.emplace_back().text = comment.text;
    }
    const cxtext::AnalyzeOptions options = cxtext::learn_languages(analyzer, file).options();
    for (const cxtext::Comment& comment : file) {
      auto& [right, all] = right_of[language];
      right += is_right(language, analyzer.identify(comment.text, options).lang) ? 1 : 0;
      ++all;
    }
  }
  check_floors(right_of, {{"da", 62, 60}, {"en", 60, 59}, {"nb", 57, 55}, {"nn", 60, 58}, {"sv", 62, 60}});
}
