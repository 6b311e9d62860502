#include "export_case.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <doctest/doctest.h>
#include <filesystem>
#include <map>
#include <sstream>

#include "exports.h"
#include "reading_flags.h"
#include "testing.h"

namespace export_case {

namespace fs = std::filesystem;

namespace {

std::string folder() { return testing::source_path("tests/exports"); }

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::vector<std::string> arguments(const std::string& flags) {
  std::vector<std::string> args;
  bool held = false;
  bool open = false;
  for (const char c : flags) {
    if (c == '\'') {
      held = !held;
      if (held && !open) args.emplace_back();
      open = true;
    } else if (c == ' ' && !held) {
      open = false;
    } else {
      if (!open) args.emplace_back();
      open = true;
      args.back() += c;
    }
  }
  return args;
}

/// The character at i: its code point and bytes; 0 bytes: it is ill-formed.
std::pair<unsigned, std::size_t> character_at(const std::string& text, std::size_t i) {
  const auto at = [&](std::size_t k) { return k < text.size() ? static_cast<unsigned char>(text[k]) : 0U; };
  const unsigned lead = at(i);
  if (lead < 0x80) return {lead, 1};
  const std::size_t n = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 0;
  unsigned code_point = n == 4 ? lead & 7U : n == 3 ? lead & 15U : lead & 31U;
  for (std::size_t k = 1; k < n; ++k) {
    if ((at(i + k) & 0xC0U) != 0x80U) return {0, 0};
    code_point = code_point << 6U | (at(i + k) & 0x3FU);
  }
  return {code_point, n};
}

bool has_no_shape(unsigned c) {
  return c < 0x20 || (c >= 0x7F && c <= 0xA0) || c == 0xAD || (c >= 0x300 && c <= 0x36F) ||
         (c >= 0x2000 && c <= 0x200F) || (c >= 0x2028 && c <= 0x202F) || (c >= 0x205F && c <= 0x206F) || c == 0x3000 ||
         c == 0xFEFF;
}

std::string score_text(const std::optional<double>& score) {
  if (!score) return {};
  char written[32];
  std::snprintf(written, sizeof written, "%g", *score);
  return written;
}

/// The rows as the library reads them, which is where language and segments can be seen.
std::vector<cxtext::Comment> read_rows(const Case& c) {
  cxtext::cli::ReadingFlags flags;
  CLI::App app;
  cxtext::cli::add_run(app, flags);
  std::vector<std::string> args = arguments(c.flags);
  std::reverse(args.begin(), args.end());  // CLI11 takes them from the back
  app.parse(args);
  REQUIRE(cxtext::cli::resolve(flags).empty());
  std::vector<cxtext::Comment> rows;
  std::vector<cxtext::Reject> rejects;
  auto reader = cxtext::CommentReader::open(folder() + '/' + c.file, flags.input.read);
  if (!reader) return rows;
  while (true) {
    const auto got = reader->read(1000, rows, rejects);
    if (!got || *got == 0) break;
  }
  if (flags.input.drop_copies) {
    cxtext::RepeatedIds ids;
    std::erase_if(rows, [&](const cxtext::Comment& row) { return ids.add(row) == cxtext::RepeatedIds::Kind::copy; });
  }
  return rows;
}

std::string row_lines(const Case& c, const exports::Table& annotated) {
  std::string lines;
  const std::vector<cxtext::Comment> rows = read_rows(c);
  CHECK(rows.size() == annotated.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const cxtext::Comment& row = rows[i];
    std::string segments;
    for (std::size_t k = 0; k < row.segments.size(); ++k) segments += (k > 0 ? "¦" : "") + visible(row.segments[k]);
    lines += "row " + visible(row.id) + '|' + score_text(row.score) + '|' + visible(row.date) + '|' +
             visible(row.language) + '|' + segments + '|' + visible(row.text) + '\n';
    // The command must see what the library does.
    if (i >= annotated.size()) continue;
    CHECK(annotated.at(i, "score") == score_text(row.score));
    CHECK(annotated.at(i, "date") == row.date);
  }
  return lines;
}

std::string reject_lines(const std::string& path) {
  std::string lines;
  if (!fs::exists(path)) return lines;
  const exports::Table table(testing::read_file(path));
  for (std::size_t i = 0; i < table.size(); ++i) {
    std::string line = "reject ";
    for (const char* column : {"line", "column", "byte", "lost", "reason", "raw"}) {
      if (line.size() > 7) line += '|';
      line += visible(table.at(i, column));
    }
    lines += line + '\n';
  }
  return lines;
}

}  // namespace

std::vector<Case> all() {
  std::map<std::string, std::pair<std::string, bool>> files;  // the export of a name, and whether it has expectations
  for (const auto& entry : fs::directory_iterator(folder())) {
    const std::string file = entry.path().filename().string();
    const std::string name = file.substr(0, file.find('.'));
    if (file == name + ".expected") {
      files[name].second = true;
    } else {
      files[name].first = file;
    }
  }
  std::vector<Case> cases;
  for (const auto& [name, found] : files) {
    CAPTURE(name);
    REQUIRE_MESSAGE(!found.first.empty(), "has expectations, but there is no export of that name");
    Case c{name, found.first, {}, {}};
    const std::string path = folder() + '/' + name + ".expected";
    for (const std::string& line : lines_of(found.second ? testing::read_file(path) : std::string())) {
      if (line.starts_with('#')) c.notes += line + '\n';
      if (line.starts_with("flags ")) c.flags = line.substr(6);
    }
    cases.push_back(std::move(c));
  }
  return cases;
}

std::string visible(const std::string& text) {
  std::string shown;
  char escape[16];
  for (std::size_t i = 0; i < text.size();) {
    const auto [code_point, n_bytes] = character_at(text, i);
    if (n_bytes == 0) {
      std::snprintf(escape, sizeof escape, "\\x{%02X}", static_cast<unsigned>(static_cast<unsigned char>(text[i++])));
      shown += escape;
      continue;
    }
    const std::string_view named = code_point == '\n'   ? "\\n"
                                   : code_point == '\r' ? "\\r"
                                   : code_point == '\t' ? "\\t"
                                   : code_point == '\\' ? "\\\\"
                                   : code_point == '|'  ? "\\|"
                                                        : "";
    if (!named.empty()) {
      shown += named;
    } else if (has_no_shape(code_point)) {
      std::snprintf(escape, sizeof escape, "\\u{%04X}", code_point);
      shown += escape;
    } else {
      shown += text.substr(i, n_bytes);
    }
    i += n_bytes;
  }
  return shown;
}

std::string expected_of(const Case& c) {
  const std::string path = folder() + '/' + c.name + ".expected";
  std::string facts;
  if (!fs::exists(path)) return facts;
  for (const std::string& line : lines_of(testing::read_file(path))) {
    if (!line.starts_with('#') && !line.starts_with("flags ") && !line.empty()) facts += line + '\n';
  }
  return facts;
}

std::string actual_of(const Case& c) {
  const testing::TempDir out;
  std::vector<std::string> args{"annotate", c.file, "-o", out.file("rows.csv")};
  for (const std::string& arg : arguments(c.flags)) args.push_back(arg);
  const testing::CliRun run = testing::run_cli(args, {}, folder());
  std::string facts = "status " + std::to_string(run.status) + '\n';
  for (std::string line : lines_of(run.err)) {
    const std::string temporary = out.file("");
    for (std::size_t at = line.find(temporary); at != std::string::npos; at = line.find(temporary)) {
      line.erase(at, temporary.size());
    }
    facts += (line.starts_with(c.file + ": ") ? "layout " : "says ") + visible(line) + '\n';
  }
  if (fs::exists(out.file("rows.csv"))) {
    facts += row_lines(c, exports::Table(testing::read_file(out.file("rows.csv"))));
  }
  return facts + reject_lines(out.file("rows.csv.rejects.csv"));
}

std::string difference(const std::string& expected, const std::string& actual) {
  const std::vector<std::string> was = lines_of(expected);
  const std::vector<std::string> is = lines_of(actual);
  // Longest common subsequence; the files are small.
  std::vector<std::vector<std::size_t>> common(was.size() + 1, std::vector<std::size_t>(is.size() + 1));
  for (std::size_t i = was.size(); i-- > 0;) {
    for (std::size_t k = is.size(); k-- > 0;) {
      common[i][k] = was[i] == is[k] ? common[i + 1][k + 1] + 1 : std::max(common[i + 1][k], common[i][k + 1]);
    }
  }
  std::string told;
  for (std::size_t i = 0, k = 0; i < was.size() || k < is.size();) {
    if (i < was.size() && k < is.size() && was[i] == is[k]) {
      ++i;
      ++k;
    } else if (i < was.size() && (k == is.size() || common[i + 1][k] >= common[i][k + 1])) {
      told += "  - " + was[i++] + '\n';
    } else {
      told += "  + " + is[k++] + '\n';
    }
  }
  return told;
}

void write_expected(const Case& c, const std::string& actual) {
  std::string text = c.notes.empty() ? "# " + c.name + '\n' : c.notes;
  if (!c.flags.empty()) text += "flags " + c.flags + '\n';
  testing::write_file(folder() + '/' + c.name + ".expected", text + actual);
}

}  // namespace export_case
