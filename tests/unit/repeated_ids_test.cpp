#include <doctest/doctest.h>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "cxtext/io.h"

using cxtext::Comment;
using cxtext::RepeatedIds;

namespace {

Comment comment(const std::string& id, const std::string& text) {
  Comment made;
  made.id = id;
  made.text = text;
  return made;
}

}  // namespace

TEST_CASE("repeated_ids: copies are told from rows that only share their id") {
  RepeatedIds repeated;
  CHECK(repeated.add(comment("1", "god")) == RepeatedIds::Kind::first);
  CHECK(repeated.add(comment("2", "dårlig")) == RepeatedIds::Kind::first);
  CHECK(repeated.add(comment("1", "god")) == RepeatedIds::Kind::copy);
  CHECK(repeated.add(comment("2", "bedre")) == RepeatedIds::Kind::other);
  Comment scored = comment("1", "god");
  scored.score = 9;
  CHECK(repeated.add(scored) == RepeatedIds::Kind::other);
  scored = comment("1", "god");
  scored.segments = {"DK"};
  CHECK(repeated.add(scored) == RepeatedIds::Kind::other);
  CHECK(repeated.repeated() == 4);
  CHECK(repeated.copies() == 1);
  CHECK(repeated.examples() == std::vector<std::string>{"1", "2"});
}

TEST_CASE("repeated_ids: rows without an id repeat nothing; the line of a row does not matter") {
  RepeatedIds repeated;
  CHECK(repeated.add(comment("", "x")) == RepeatedIds::Kind::first);
  CHECK(repeated.add(comment("", "x")) == RepeatedIds::Kind::first);
  Comment one = comment("a", "x");
  one.line = 5;
  Comment two = comment("a", "x");
  two.line = 99;
  CHECK(repeated.add(one) == RepeatedIds::Kind::first);
  CHECK(repeated.add(two) == RepeatedIds::Kind::copy);
}

TEST_CASE("repeated_ids: five examples at most, each once") {
  RepeatedIds repeated;
  for (int round = 0; round < 3; ++round) {
    for (int id = 0; id < 9; ++id) repeated.add(comment("id" + std::to_string(id), "x"));
  }
  CHECK(repeated.examples() == std::vector<std::string>{"id0", "id1", "id2", "id3", "id4"});
  CHECK(repeated.repeated() == 18);
}

TEST_CASE("repeated_ids: as a map would have it, on random ids") {
  std::mt19937 random(7);
  RepeatedIds repeated;
  std::map<std::string, std::string> last;  // a copy is compared with the first row of its id
  for (int i = 0; i < 20'000; ++i) {
    const Comment row = comment(std::to_string(random() % 9000), std::to_string(random() % 2));
    const auto [at, is_new] = last.try_emplace(row.id, row.text);
    const auto expected = is_new                   ? RepeatedIds::Kind::first
                          : at->second == row.text ? RepeatedIds::Kind::copy
                                                   : RepeatedIds::Kind::other;
    REQUIRE(repeated.add(row) == expected);
  }
}

TEST_CASE("repeated_ids: memory that is bounded forgets, and never takes a new id for an old one") {
  RepeatedIds repeated(1024);
  for (int i = 0; i < 50'000; ++i) REQUIRE(repeated.add(comment(std::to_string(i), "x")) == RepeatedIds::Kind::first);
  CHECK(repeated.repeated() == 0);
}
