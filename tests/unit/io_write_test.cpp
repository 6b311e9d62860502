// Files that appear whole, fields of CSV, and errors as they are told.
#include <doctest/doctest.h>
#include <filesystem>
#include <iterator>
#include <string>
#include <vector>

#include "cxtext/io.h"

#include "reading.h"
#include "testing.h"

using cxtext::ErrorCode;

TEST_CASE("write_file_atomically") {
  const testing::TempDir folder;
  const std::string path = folder.write("out.txt", "old");
  const std::string bytes("new\0bytes", 9);
  REQUIRE(cxtext::write_file_atomically(path, bytes).ok());
  CHECK(testing::read_file(path) == bytes);
  std::filesystem::create_symlink(path, folder.file("link"));
  REQUIRE(cxtext::write_file_atomically(folder.file("link"), "linked", 0600).ok());
  CHECK(std::filesystem::is_symlink(folder.file("link")));
  CHECK(testing::read_file(path) == "linked");
  CHECK((std::filesystem::status(path).permissions() & std::filesystem::perms::group_read) ==
        std::filesystem::perms::none);
  CHECK(cxtext::write_file_atomically(folder.file("no/such/x"), "x").error().code == ErrorCode::cannot_write);
  CHECK(cxtext::write_file_atomically(folder.file("."), "x").error().code == ErrorCode::cannot_write);
  CHECK(cxtext::write_file_atomically("/dev/null", "x").error().code == ErrorCode::cannot_write);
  CHECK(cxtext::write_file_atomically("", "x").error().code == ErrorCode::cannot_write);
  // Nothing is left behind.
  CHECK(std::distance(std::filesystem::directory_iterator(folder.file("")), {}) == 2);
}

TEST_CASE("append_csv_field quotes and guards") {
  struct Case {
    std::string field;
    std::string written;
  };
  const Case cases[] = {{"plain", "plain"},
                        {"a,b", "\"a,b\""},
                        {"a\"b", "\"a\"\"b\""},
                        {"a\nb", "\"a\nb\""},
                        {"", ""},
                        {"=1+1", "'=1+1"},
                        {"@x", "'@x"},
                        {"+45 12 34", "'+45 12 34"},
                        {"-3", "-3"},
                        {"-3,5", "\"-3,5\""},
                        {"+7.25", "+7.25"},
                        {"-1e5", "-1e5"},
                        {"-ok", "'-ok"},
                        {"\tx", "'\tx"},
                        {"=\"a\"", "\"'=\"\"a\"\"\""},
                        {"a;b", "a;b"},
                        {"-", "'-"},
                        // Another delimiter than the file's begins a cell behind it.
                        {"Fin butik;=cmd|' /c calc'!A1", "Fin butik;'=cmd|' /c calc'!A1"},
                        {"ok;=1+1", "ok;'=1+1"},
                        {"ok, =1+1", "\"ok, =1+1\""},
                        {"ok;+HYPERLINK(\"x\")", "\"ok;'+HYPERLINK(\"\"x\"\")\""},
                        {"a\n@SUM(A1)\tb\t-f(1)", "\"a\n'@SUM(A1)\tb\t'-f(1)\""},
                        {"a;=b;=c", "a;'=b;'=c"},
                        {"a;\uFF1Db", "a;'\uFF1Db"},
                        // What customers write.
                        {"Tak ;-) ;=) ;=( ;-D", "Tak ;-) ;=) ;=( ;-D"},
                        {"Pris 1.299,- per styk", "\"Pris 1.299,- per styk\""},
                        {"Ros til;@anna (kassen)", "Ros til;@anna (kassen)"}};
  for (const Case& c : cases) {
    std::string out = "|";
    cxtext::append_csv_field(out, c.field);
    CHECK(out == "|" + c.written);
  }
  std::string out;
  cxtext::append_csv_field(out, "a;b", ';');
  CHECK(out == "\"a;b\"");
}

TEST_CASE("Error::to_string leaves out what is unknown") {
  using cxtext::Error;
  CHECK(Error{.message = "m"}.to_string() == "m");
  CHECK(Error{.message = "m", .path = "p"}.to_string() == "p: m");
  CHECK(Error{.message = "m", .path = "p", .line = 3}.to_string() == "p:3: m");
  CHECK(Error{.message = "m", .path = "p", .line = 3, .column = 4}.to_string() == "p:3:4: m");
  CHECK(Error{.message = "m", .line = 3}.to_string() == "line 3: m");
}
