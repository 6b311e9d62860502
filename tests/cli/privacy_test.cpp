// Personal data in everything that the command writes.
#include <doctest/doctest.h>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "testing.h"
#include "xlsx_cells.h"

namespace {

using nlohmann::json;
using testing::CliRun;
using testing::run_cli;
using testing::TempDir;

const std::vector<std::string>& secrets() {
  static const std::vector<std::string> all = {"28112233",    "28 11 22 33", "ole.hansen@firma.dk", "130291-6493",
                                               "hemmelig123", "Rosenvænget", "Bente Sørensen",      "4571 1215"};
  return all;
}

// An export in which every fifth comment holds personal data, enough of them to be quoted.
std::string sensitive_export() {
  const std::vector<std::string> texts = {
      "Elendig levering, ring mig på 28112233",
      "Fantastisk service og hurtig levering. Mvh Bente Sørensen",
      "Leveringen kom aldrig til Rosenvænget 14. Skriv til ole.hansen@firma.dk",
      "Dårlig kundeservice, mit cpr 130291-6493 blev læst op",
      "Leveringen var hurtig og prisen god",
      "Se https://butik.dk/ordre?token=hemmelig123 hvor levering fejlede. Mit kort 4571 1215 4728 0383 blev trukket",
      "God service. Kald mig på +45 28 11 22 33"};
  std::string out = "id,score,date,comment\n";
  for (std::size_t i = 0; i < 140; ++i) {
    const std::string& text = texts[i % texts.size()];
    const int score = text.starts_with("Elendig") || text.starts_with("Dårlig") ? 1 : text.starts_with("L") ? 6 : 10;
    out += "k" + std::to_string(i) + "," + std::to_string(score) + ",2026-0" + std::to_string(1 + i % 3) + "-11,\"" +
           text + "\"\n";
  }
  return out;
}

std::vector<std::string> files_in(const std::string& folder) {
  std::vector<std::string> out;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) out.push_back(entry.path().string());
  return out;
}

unsigned mode_of(const std::string& path) {
  return static_cast<unsigned>(std::filesystem::status(path).permissions()) & 0777U;
}

// Names, addresses and mail of made-up people, often enough to be telling words.
const std::vector<std::string>& made_up_words() {
  static const std::vector<std::string> all = {
      "bodilla", "thorkildrup", "kvasirus", "mimerbrok", "xylandrus", "ragnvalda",    "tjusberg",  "krumelurga",
      "gydrun",  "flatskj",     "ljotulv",  "steinkvam", "thaddeus",  "quillfeather", "zebulonix", "wombatly"};
  return all;
}
const std::vector<std::string> comments_of_people = {
    "Jeg hedder Bodilla Thorkildrup og leveringen kom for sent",
    "Jag heter Ragnvalda Tjusberg och leveransen kom för sent",
    "Hon bor på Krumelurgatan 14 och leveransen kom för sent",
    "Jeg heter Gydrun Flatskjær og pakken kom for sent",
    "Eg heiter Ljotulv Steinkvam og pakka kom for seint",
    "My name is Thaddeus Quillfeather and the delivery was late",
};

std::string export_of(const std::vector<std::vector<std::string>>& bad, const std::vector<std::string>& good) {
  std::string out = "id,score,comment\n";
  std::size_t n = 0;
  const auto add = [&](std::size_t score, const std::string& text) {
    out += "k" + std::to_string(n++) + "," + std::to_string(score) + ",\"" + text + "\"\n";
  };
  for (std::size_t round = 0; round < 24; ++round) {
    for (const std::vector<std::string>& variants : bad) add(round % 5, variants[round % variants.size()]);
    for (const std::string& text : good) add(10, text);
  }
  return out;
}

// Of which the report finds themes of its own, by the words of people where it may.
std::string export_with_themes() {
  std::vector<std::vector<std::string>> bad = {
      {"Skriv til kvasirus (at) mimerbrok.dk", "Skriv til kvasirus (at) mimerbrok.dk igen",
       "Skriv til kvasirus (at) mimerbrok.dk igen om haven", "Skriv til kvasirus (at) mimerbrok.dk om haven",
       "Skriv til kvasirus (at) mimerbrok.dk igen om blomsterne", "Skriv til kvasirus (at) mimerbrok.dk om blomsterne"},
      {"Jeg talte med Bente, hun hedder Bente Xylandrus i går",
       "Jeg talte med Bente, hun hedder Bente Xylandrus på kontoret",
       "Jeg talte med Bente, hun hedder Bente Xylandrus om min sag"},
      {"Hvorfor hænger der en ugle over kassen", "Uglen med hatten fik min datter til at grine",
       "Uglen stirrer på folk, gem uglen væk"},
      {"Nummerpladen fløjter", "Nummerpladen synger i kor", "Nummerpladen elsker blomster"},
      {"Personalet var uforskammet"},
      {"Telefonkøen var alt for lang"},
      {"Prisen er alt for høj"}};
  for (const std::string& text : comments_of_people) bad.push_back({text});
  return export_of(
      bad, {"Hurtig hjælp fra kundeservice", "Fine priser", "Leveringen var hurtig og god", "Nem og god hjemmeside"});
}

// Of which training learns words.
std::string export_with_words() {
  std::vector<std::vector<std::string>> bad = {{"Skriv til kvasirus (at) mimerbrok.dk igen om haven"},
                                               {"Please write to zebulonix (at) wombatly.com when you can"}};
  for (const std::string& text : comments_of_people) bad.push_back({text});
  return export_of(bad, {"Hurtig levering og god pris", "Snabb leverans och bra pris", "Rask levering og god pris",
                         "Quick delivery and a good price"});
}

void check_without_words(const std::string& where, std::string bytes) {
  for (char& c : bytes) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  for (const std::string& word : made_up_words()) {
    CAPTURE(where);
    CAPTURE(word);
    CHECK(bytes.find(word) == std::string::npos);
  }
}

}  // namespace

TEST_CASE("privacy: no file of a report has personal data of a comment") {
  const TempDir dir;
  const std::string path = dir.write("export.csv", sensitive_export());
  const std::string folder = dir.file("out");
  const CliRun run = run_cli({"report", path, "-o", folder});
  REQUIRE(run.status == 0);
  const auto files = files_in(folder);
  CHECK(files.size() >= 6);
  for (const std::string& file : files) {
    const std::string bytes = testing::read_file(file);
    for (const std::string& secret : secrets()) {
      CAPTURE(file);
      CAPTURE(secret);
      CHECK(bytes.find(secret) == std::string::npos);
    }
  }
  for (const std::string& secret : secrets()) CHECK((run.out + run.err).find(secret) == std::string::npos);

  const json report = json::parse(testing::read_file(folder + "/report.json"));
  CHECK(report["privacy"]["masked"] == true);
  CHECK(report["privacy"]["comments"] == 120);
  const json& found = report["privacy"]["found"];
  CHECK(found["phone"] == 40);
  CHECK(found["email"] == 20);
  CHECK(found["national_id"] == 20);
  CHECK(found["card"] == 20);
  CHECK(found["secret"] == 20);
  CHECK(found["address"] == 20);
  CHECK(found["name"] == 20);
  CHECK(found["bank_account"] == 0);
  const std::string comments = testing::read_file(folder + "/comments.csv");
  CHECK(comments.find("ring mig på [phone]") != std::string::npos);
  CHECK(comments.find("?token=[secret] hvor") != std::string::npos);
}

TEST_CASE("privacy: --no-mask leaves comments as they stand, for their owner alone") {
  const TempDir dir;
  const std::string path = dir.write("export.csv", sensitive_export());
  const std::string folder = dir.file("out");
  REQUIRE(run_cli({"report", path, "-o", folder, "--no-mask", "-q"}).status == 0);
  const std::string comments = testing::read_file(folder + "/comments.csv");
  for (const std::string& secret : secrets()) {
    CAPTURE(secret);
    CHECK(comments.find(secret) != std::string::npos);
  }
  CHECK(comments.find("[phone]") == std::string::npos);
  for (const std::string& file : files_in(folder)) CHECK(mode_of(file) == 0600U);
  const json report = json::parse(testing::read_file(folder + "/report.json"));
  CHECK(report["privacy"]["masked"] == false);
  CHECK(report["privacy"]["found"]["phone"] == 40);
}

TEST_CASE("privacy: annotate masks rows of comments and of statements") {
  const TempDir dir;
  const std::string path = dir.write("export.csv", sensitive_export());
  for (const char* unit : {"comment", "statement"}) {
    for (const char* format : {"csv", "jsonl"}) {
      CAPTURE(unit);
      CAPTURE(format);
      const CliRun run = run_cli({"annotate", path, "--unit", unit, "--to", format, "-q"});
      REQUIRE(run.status == 0);
      for (const std::string& secret : secrets()) {
        CAPTURE(secret);
        CHECK(run.out.find(secret) == std::string::npos);
      }
      CHECK(run.out.find("[phone]") != std::string::npos);
      const CliRun bare = run_cli({"annotate", path, "--unit", unit, "--to", format, "-q", "--no-mask"});
      CHECK(bare.out.find("28112233") != std::string::npos);
      CHECK(bare.out.find("[phone]") == std::string::npos);
    }
  }
}

TEST_CASE("privacy: words of personal data are no telling words and no themes") {
  const TempDir dir;
  const std::string path = dir.write("export.csv", export_with_themes());
  const std::string folder = dir.file("out");
  const CliRun run = run_cli({"report", path, "-o", folder});
  REQUIRE(run.status == 0);
  check_without_words("output", run.out + run.err);
  for (const std::string& file : files_in(folder)) {
    const std::string bytes = testing::read_file(file);
    check_without_words(file, bytes);
    if (!file.ends_with(".xlsx")) continue;
    for (const auto& [name, part] : testing::read_workbook(bytes).parts) check_without_words(name, part);
  }
  const json report = json::parse(testing::read_file(folder + "/report.json"));
  CHECK(report["privacy"]["found"]["name"] == 144);
  CHECK(report["privacy"]["found"]["email"] == 24);
  CHECK(report["privacy"]["found"]["address"] == 24);
  CHECK(std::any_of(report["themes"].begin(), report["themes"].end(),
                    [](const json& theme) { return theme["source"] == "discovered"; }));

  // Whether comments are masked changes no figure, no word and no theme.
  const std::string bare = dir.file("bare");
  REQUIRE(run_cli({"report", path, "-o", bare, "-q", "--no-mask"}).status == 0);
  const json unmasked = json::parse(testing::read_file(bare + "/report.json"));
  REQUIRE(report["themes"].size() == unmasked["themes"].size());
  for (std::size_t t = 0; t < report["themes"].size(); ++t) {
    CHECK(report["themes"][t]["name"] == unmasked["themes"][t]["name"]);
    CHECK(report["themes"][t]["words"] == unmasked["themes"][t]["words"]);
  }
}

TEST_CASE("privacy: training keeps no word of personal data") {
  const TempDir dir;
  for (const std::string& text : {export_with_themes(), export_with_words()}) {
    const std::string model = dir.file("model.bin");
    const CliRun run = run_cli({"train", dir.write("export.csv", text), "-o", model});
    REQUIRE(run.status == 0);
    check_without_words("output", run.out + run.err);
    check_without_words("model", testing::read_file(model));
    // There are words and themes to see.
    if (text == export_with_words()) CHECK(run.out.find("More negative than thought: ") != std::string::npos);
    if (text == export_with_themes()) CHECK(run.out.find("does not know: 0") == std::string::npos);
  }
}

TEST_CASE("privacy: rejected rows can be read by their owner alone") {
  const TempDir dir;
  const std::string path =
      dir.write("export.csv", "id,score,comment\n1,77,\"ring 28112233, levering\"\n2,9,fin\n3,8,god\n");
  const std::string folder = dir.file("out");
  CHECK(run_cli({"report", path, "-o", folder, "-q", "--score-column", "score"}).status == 5);
  CHECK(mode_of(folder + "/rejects.csv") == 0600U);
  const CliRun annotated = run_cli({"annotate", path, "-o", dir.file("a.csv"), "-q", "--score-column", "score"});
  CHECK(annotated.status == 5);
  CHECK(mode_of(dir.file("a.csv.rejects.csv")) == 0600U);
}
