// Accuracy against small labelled files, counted by hand.
#include <doctest/doctest.h>

#include "exports.h"
#include "testing.h"

namespace {

using doctest::Approx;
using nlohmann::json;
using testing::CliRun;
using testing::run_cli;
using testing::TempDir;

}  // namespace

TEST_SUITE("eval") {
  TEST_CASE("sentiment") {
    const TempDir directory;
    // Right: two of the three positive ones and the negative one; the last label is wrong on purpose.
    const std::string gold = directory.write("gold.tsv",
                                             "label\ttext\n"
                                             "pos\tThe staff was very friendly\n"
                                             "positive\tGreat service and fast delivery\n"
                                             "neg\tThe worst and rudest service\n"
                                             "pos\tTerrible and useless app\n");
    const CliRun run = run_cli({"eval", "sentiment", gold, "--lang", "en", "--json"});
    REQUIRE(run.status == 0);
    const json out = json::parse(run.out);
    CHECK(out.at("n") == 4);
    CHECK(out.at("accuracy_binary").get<double>() == Approx(0.75));
    CHECK(out.at("accuracy").get<double>() == Approx(0.75));
    // F1 of positive: 2·2/(2·2 + 0 + 1) = 0.8; of negative: 2·1/(2·1 + 1 + 0) = 2/3.
    CHECK(out.at("macro_f1_binary").get<double>() == Approx((0.8 + 2.0 / 3.0) / 2).epsilon(1e-5));
    CHECK(out.at("macro_f1").get<double>() == Approx((0.8 + 2.0 / 3.0) / 2).epsilon(1e-5));
    const CliRun lines = run_cli({"eval", "sentiment", gold, "--lang", "en"});
    CHECK(lines.out.find("accuracy_binary") != std::string::npos);
    CHECK(lines.out.find("0.75") != std::string::npos);
  }

  TEST_CASE("language") {
    const TempDir directory;
    const std::string gold = directory.write("gold.tsv",
                                             "lang\ttext\n"
                                             "en\tThe delivery was late and nobody answered the phone\n"
                                             "sv\tJag är mycket nöjd med den snabba leveransen\n"
                                             "da\tJag är inte nöjd med personalen i butiken\n"
                                             "da\tJeg er meget glad for den hurtige levering, og pakken kom i går\n");
    const json out = json::parse(run_cli({"eval", "language", gold, "--json"}).out);
    CHECK(out.at("n") == 4);
    CHECK(out.at("accuracy").get<double>() == Approx(0.75));
    CHECK(out.at("accuracy_macro").get<double>() == Approx(2.5 / 3).epsilon(1e-5));
    CHECK(out.at("by_lang").at("da").get<double>() == Approx(0.5));
    // Surely Swedish and marked as Danish: one of four is as wrong as can be, the others cost what doubt they have.
    CHECK(out.at("calibration_error").get<double>() > 0.24);
    CHECK(out.at("calibration_error").get<double>() < 0.45);
    CHECK(out.at("called_other") == 0.0);
    const json among = json::parse(run_cli({"eval", "language", gold, "--among", "sv,en", "--json"}).out);
    CHECK(among.at("n") == 2);
    CHECK_FALSE(among.contains("called_other"));
    CHECK(run_cli({"eval", "language", gold, "--among", "da,xx9"}).status == 2);
  }

  TEST_CASE("themes") {
    const TempDir directory;
    std::string bytes = "id\tlang\ttopic\ttext\n";
    for (int i = 0; i < 30; ++i) {
      const std::string n = std::to_string(i);
      bytes += n + "\ten\tfreight\tThe parcel delivery arrived late\n";
      bytes += n + "a\ten\tstaff\tFriendly helpful staff\n";
    }
    const std::string gold = directory.write("gold.tsv", bytes);
    const CliRun run = run_cli({"eval", "themes", gold, "--label-column", "topic", "-k", "2", "--lang-column", "lang",
                                "--twin-column", "id", "--json"});
    REQUIRE(run.status == 0);
    const json out = json::parse(run.out);
    CHECK(out.at("n") == 60);
    CHECK(out.at("k") == 2);
    CHECK(out.at("accuracy").get<double>() == Approx(1.0));  // two texts, two clusters
    CHECK(out.at("nmi").get<double>() == Approx(1.0));
    CHECK(out.at("ari").get<double>() == Approx(1.0));
    CHECK(out.contains("language_nmi"));
    CHECK(out.contains("twins"));
    CHECK(run_cli({"eval", "themes", gold, "--label-column", "topic", "-k", "2", "--twin-column", "id"}).status == 2);
    CHECK(run_cli({"eval", "themes", gold, "--label-column", "topic", "-k", "0"}).status == 2);
  }

  TEST_CASE("what is wrong with a labelled file is told with file and line") {
    struct Wrong {
      std::vector<std::string> args;  // before the file
      const char* bytes;
      int status;
      const char* told;
    };
    const std::vector<Wrong> cases{
        {{"sentiment"}, "label\ttext\npos\tx\ngreat\ty\n", 3, "gold.tsv:3: label 'great'"},
        {{"sentiment"}, "label\ttext\r\n\r\npos\tx\r\n\r\ngreat\ty\r\n", 3, "gold.tsv:5: label 'great'"},
        {{"sentiment"}, "label\ttext\npos\n", 3, "gold.tsv:2: "},
        {{"sentiment"}, "label\ttext\n", 3, "gold.tsv: the file has no rows"},
        {{"sentiment"}, "", 3, "gold.tsv: the file has no rows"},
        {{"sentiment"}, "mark\ttext\npos\tx\n", 2, "gold.tsv:1: there is no column 'label'; the file has mark, text"},
        {{"language"}, "lang\twords\nda\tx\n", 2, "'text'"},
        {{"themes", "--label-column", "topic", "-k", "2"}, "label\ttext\na\tx\n", 2, "'topic'"},
    };
    for (const Wrong& wrong : cases) {
      CAPTURE(wrong.told);
      const TempDir directory;
      std::vector<std::string> args{"eval"};
      args.insert(args.end(), wrong.args.begin(), wrong.args.end());
      args.push_back(directory.write("gold.tsv", wrong.bytes));
      const CliRun run = run_cli(args);
      CHECK(run.status == wrong.status);
      CHECK(run.out.empty());
      CAPTURE(run.err);
      CHECK(run.err.find(wrong.told) != std::string::npos);
    }
    const TempDir directory;
    CHECK(run_cli({"eval", "sentiment", directory.file("none.tsv")}).status == 3);
    CHECK(run_cli({"eval", "language", directory.path().string()}).status == 3);
  }
}
