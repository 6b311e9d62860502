#include "xlsx_cells.h"

#include <cstring>
#include <doctest/doctest.h>
#include <expat.h>
#include <zip.h>

namespace testing {

namespace {

std::map<std::string, std::string> unzip(const std::string& bytes) {
  std::map<std::string, std::string> parts;
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  zip_t* archive = source == nullptr ? nullptr : zip_open_from_source(source, ZIP_RDONLY, &error);
  REQUIRE(archive != nullptr);
  for (zip_int64_t i = 0; i < zip_get_num_entries(archive, 0); ++i) {
    zip_stat_t facts;
    REQUIRE(zip_stat_index(archive, static_cast<zip_uint64_t>(i), 0, &facts) == 0);
    std::string content(facts.size, '\0');
    zip_file_t* file = zip_fopen_index(archive, static_cast<zip_uint64_t>(i), 0);
    REQUIRE(file != nullptr);
    REQUIRE(zip_fread(file, content.data(), facts.size) == static_cast<zip_int64_t>(facts.size));
    zip_fclose(file);
    parts.emplace(facts.name, std::move(content));
  }
  zip_discard(archive);
  return parts;
}

using Attributes = std::map<std::string, std::string>;

struct Handler {
  virtual ~Handler() = default;
  virtual void start(const std::string&, const Attributes&) {}
  virtual void end(const std::string&) {}
  virtual void text(const std::string&) {}
};

void parse(const std::string& xml, Handler& handler) {
  XML_Parser parser = XML_ParserCreate("UTF-8");
  XML_SetUserData(parser, &handler);
  XML_SetElementHandler(
      parser,
      [](void* user, const XML_Char* name, const XML_Char** pairs) {
        Attributes attributes;
        for (; *pairs != nullptr; pairs += 2) attributes[pairs[0]] = pairs[1];
        static_cast<Handler*>(user)->start(name, attributes);
      },
      [](void* user, const XML_Char* name) { static_cast<Handler*>(user)->end(name); });
  XML_SetCharacterDataHandler(parser, [](void* user, const XML_Char* bytes, int n) {
    static_cast<Handler*>(user)->text(std::string(bytes, static_cast<std::size_t>(n)));
  });
  const XML_Status status = XML_Parse(parser, xml.data(), static_cast<int>(xml.size()), 1);
  CHECK(status == XML_STATUS_OK);
  XML_ParserFree(parser);
}

struct Strings : Handler {
  std::vector<std::string> all;
  bool inside = false;
  void start(const std::string& name, const Attributes&) override {
    if (name == "si") all.emplace_back();
    if (name == "t") inside = true;
  }
  void end(const std::string& name) override {
    if (name == "t") inside = false;
  }
  void text(const std::string& piece) override {
    if (inside) all.back() += piece;
  }
};

struct Names : Handler {
  std::vector<std::string> all;
  void start(const std::string& name, const Attributes& attributes) override {
    if (name == "sheet") all.push_back(attributes.at("name"));
  }
};

struct Cells : Handler {
  SheetCells sheet;
  const std::vector<std::string>* strings = nullptr;
  std::string type;
  std::string value;
  std::size_t column = 0;
  std::size_t row = 0;
  bool inside = false;
  void start(const std::string& name, const Attributes& attributes) override {
    if (name == "f") sheet.has_formula = true;
    if (name == "pane") sheet.has_frozen_rows = attributes.contains("ySplit");
    if (name == "autoFilter") sheet.filter = attributes.at("ref");
    if (name == "v" || name == "t") inside = true;
    if (name != "c") return;
    const std::string place = attributes.at("r");
    column = 0;
    std::size_t i = 0;
    for (; place[i] >= 'A'; ++i) column = column * 26 + static_cast<std::size_t>(place[i] - 'A' + 1);
    row = std::stoul(place.substr(i));
    type = attributes.contains("t") ? attributes.at("t") : "";
    value.clear();
  }
  void end(const std::string& name) override {
    if (name == "v" || name == "t") inside = false;
    if (name != "c") return;
    if (sheet.rows.size() < row) sheet.rows.resize(row);
    auto& cells = sheet.rows[row - 1];
    if (cells.size() < column) cells.resize(column);
    if (type == "s") value = strings->at(std::stoul(value));
    cells[column - 1] = {value, type.empty() && !value.empty()};
  }
  void text(const std::string& piece) override {
    if (inside) value += piece;
  }
};

}  // namespace

const SheetCells& WorkbookCells::sheet(const std::string& name) const {
  for (const SheetCells& one : sheets) {
    if (one.name == name) return one;
  }
  FAIL("no sheet named " << name);
  return sheets.front();
}

WorkbookCells read_workbook(const std::string& bytes) {
  WorkbookCells book;
  book.parts = unzip(bytes);
  Strings strings;
  if (book.parts.contains("xl/sharedStrings.xml")) parse(book.parts.at("xl/sharedStrings.xml"), strings);
  Names names;
  parse(book.parts.at("xl/workbook.xml"), names);
  for (std::size_t s = 0; s < names.all.size(); ++s) {
    Cells cells;
    cells.strings = &strings.all;
    cells.sheet.name = names.all[s];
    parse(book.parts.at("xl/worksheets/sheet" + std::to_string(s + 1) + ".xml"), cells);
    book.sheets.push_back(std::move(cells.sheet));
  }
  return book;
}

}  // namespace testing
