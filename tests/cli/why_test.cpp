// The explanation of one comment.
#include <cmath>
#include <doctest/doctest.h>

#include "exports.h"
#include "testing.h"

namespace {

using nlohmann::json;
using testing::CliRun;
using testing::run_cli;

}  // namespace

TEST_SUITE("why") {
  TEST_CASE("the words of a statement add up to its feeling") {
    for (const char* text : {"Personalen var trevlig men kön var alldeles för lång", "Hurtig levering, men dyrt!",
                             "Not friendly at all. Great prices though", "Veldig bra hjelp 😀",
                             "Eg er ikkje nøgd med servicen", "", "-", "123"}) {
      CAPTURE(text);
      const CliRun run = run_cli({"why", text, "--json"});
      REQUIRE(run.status == 0);
      const json out = json::parse(run.out);
      CHECK(out.at("text") == text);
      for (const json& statement : out.at("statements")) {
        double sum = statement.at("other_words").get<double>();
        for (const json& span : statement.at("spans")) sum += span.at("contribution").get<double>();
        const auto n = static_cast<double>(statement.at("spans").size());
        CHECK(std::abs(sum - statement.at("sentiment").get<double>()) <= 0.0005 * (n + 2) + 1e-9);
      }
    }
  }

  TEST_CASE("a damaged text is shown repaired, with the kinds of its tokens") {
    const std::string text = "<p>Betalte kr. 1.299,- for d&aring;rlig service :-(</p>";
    const json out = json::parse(run_cli({"why", text, "--json"}).out);
    CHECK(out.at("text") == text);
    CHECK(out.at("repaired") == "\nBetalte kr. 1.299,- for dårlig service :-(\n");
    CHECK(out.at("statements").at(0).at("text") == "Betalte kr. 1.299,- for dårlig service :-(");
    const json& tokens = out.at("tokens");
    CHECK(tokens.at(1).at("text") == "kr. 1.299,-");
    CHECK(tokens.at(1).at("kind") == "amount");
    CHECK(tokens.at(3).at("text") == "dårlig");
    CHECK(text.substr(tokens.at(3).at("begin"), 12) == "d&aring;rlig");
    CHECK(tokens.back().at("kind") == "emoji");
    const CliRun people = run_cli({"why", text});
    CHECK(people.out.find("repaired   Betalte kr. 1.299,- for dårlig service :-(") != std::string::npos);
    CHECK(people.out.find("amount") != std::string::npos);
    CHECK_FALSE(json::parse(run_cli({"why", "Hurtig levering", "--json"}).out).contains("repaired"));
  }

  TEST_CASE("a text for people") {
    const CliRun run = run_cli({"why", "The staff was friendly"});
    CHECK(run.status == 0);
    for (const char* words : {"language   en", "(pos)", "friendly", "staff_friendliness"}) {
      CHECK(run.out.find(words) != std::string::npos);
    }
    CHECK(run.err.empty());
  }

  TEST_CASE("where a comment changes language, its statements and tokens are explained in theirs") {
    const char* text =
        "Jeg er meget glad for jeres hjælp med at finde pakken. The website is terrible and the app keeps crashing.";
    const json out = json::parse(run_cli({"why", text, "--json"}).out);
    REQUIRE(out.at("statements").size() == 2);
    CHECK(out.at("statements").at(0).at("language") == "da");
    CHECK(out.at("statements").at(1).at("language") == "en");
    bool explained = false;
    for (const json& token : out.at("tokens")) {
      if (token.at("text") != "terrible") continue;
      explained = token.at("facts").get<std::string>().find("valence -") != std::string::npos;
    }
    CHECK(explained);
    const std::string lines = run_cli({"why", text}).out;
    CHECK(lines.find(std::string("  language ") + (out.at("language") == "da" ? "en" : "da")) != std::string::npos);
  }

  TEST_CASE("a comment of an export by its id") {
    const std::string path = testing::source_path("examples/feedback.csv");
    const CliRun run = run_cli({"why", path, "--id", "F0004", "--json"});
    CHECK(run.status == 0);
    CHECK(json::parse(run.out).at("language") == "en");
    CHECK(json::parse(run.out).at("text").get<std::string>().starts_with("Really friendly staff"));
    const CliRun unknown = run_cli({"why", path, "--id", "nope"});
    CHECK(unknown.status == 2);
    CHECK(unknown.out.empty());
    CHECK(unknown.err.find("'nope'") != std::string::npos);
    CHECK(unknown.err.find(path) != std::string::npos);
    CHECK(run_cli({"why", "missing.csv", "--id", "x"}).status == 3);
  }

  TEST_CASE("a language that is given is taken, an unknown one is status 2") {
    CHECK(json::parse(run_cli({"why", "Bra", "--lang", "nb", "--json"}).out).at("language") == "nb");
    CHECK(run_cli({"why", "Bra", "--lang", "klingon"}).status == 2);
  }

  TEST_CASE("text that is not UTF-8 is explained all the same") {
    testing::Random random(7);
    for (std::size_t i = 0; i < testing::scaled(40); ++i) {
      std::string text = i == 0 ? "bad \xFF\xFE, not good \xC3" : testing::random_bytes(random);
      std::erase(text, '\0');  // cannot be part of an argument
      CAPTURE(i);
      CHECK(run_cli({"why", "--", text}).status == 0);
      const CliRun run = run_cli({"why", "--json", "--", text});
      CHECK(run.status == 0);
      CHECK(json::accept(run.out));
    }
  }
}
