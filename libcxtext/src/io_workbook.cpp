#include "io_workbook.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <map>
#include <utility>

#include "io_unzip.h"
#include "io_xml.h"

namespace cxtext::io {
namespace {

constexpr std::size_t part_piece_bytes = std::size_t{64} << 10U;
/// More than this is held of no workbook; Excel itself could hardly open it.
constexpr std::size_t max_text_bytes = std::size_t{1} << 30U;
constexpr std::size_t max_sheets = 10000;
constexpr std::size_t max_styles = 100000;

unsigned number_of(std::string_view digits) noexcept {
  unsigned value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

/// Folds "xl/" + "../xl/./sheet1.xml" and "/xl/sheet1.xml" into the name of a part.
std::string resolve(std::string_view folder, std::string_view target) {
  std::vector<std::string_view> steps;
  const auto walk = [&](std::string_view path) {
    while (!path.empty()) {
      const std::size_t slash = std::min(path.find('/'), path.size());
      const std::string_view step = path.substr(0, slash);
      if (step == ".." && !steps.empty()) steps.pop_back();
      if (!step.empty() && step != "." && step != "..") steps.push_back(step);
      path.remove_prefix(std::min(slash + 1, path.size()));
    }
  };
  if (!target.starts_with('/')) walk(folder);
  walk(target);
  std::string name;
  for (const std::string_view step : steps) {
    if (!name.empty()) name += '/';
    name += step;
  }
  return name;
}

/// One relationship of a part to others.
struct Relation {
  std::string type;  ///< the last word of its URI: "worksheet", "styles"
  std::string target;
};

class Relations final : public XmlHandler {
 public:
  explicit Relations(std::string folder) : folder_(std::move(folder)) {}
  std::map<std::string, Relation> by_id = {};

  void on_start(std::string_view name, const XmlAttributes& attributes) override {
    if (name != "Relationship" || attributes.get("TargetMode") == "External" || by_id.size() > max_sheets) return;
    const std::string_view type = attributes.get("Type");
    by_id.insert_or_assign(std::string(attributes.get("Id")), Relation{std::string(type.substr(type.rfind('/') + 1)),
                                                                       resolve(folder_, attributes.get("Target"))});
  }
  void on_end(std::string_view /*name*/) override {}
  void on_text(std::string_view /*text*/) override {}

  [[nodiscard]] std::string target_of_type(std::string_view type) const {
    for (const auto& [id, relation] : by_id) {
      if (relation.type == type) return relation.target;
    }
    return {};
  }

 private:
  std::string folder_;
};

class SheetList final : public XmlHandler {
 public:
  SheetList(const Relations& relations, std::vector<Workbook::Sheet>& sheets)
      : relations_(relations), sheets_(sheets) {}
  bool from_1904 = false;

  void on_start(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "workbookPr") {
      const std::string_view given = attributes.get("date1904");
      from_1904 = given == "1" || given == "true";
    }
    if (name != "sheet" || sheets_.size() > max_sheets) return;
    const auto found = relations_.by_id.find(std::string(attributes.get("id")));
    // Chart sheets have no cells.
    if (found == relations_.by_id.end() || found->second.type != "worksheet") return;
    const std::string_view state = attributes.get("state");
    sheets_.push_back(
        {std::string(attributes.get("name")), found->second.target, state == "hidden" || state == "veryHidden"});
  }
  void on_end(std::string_view /*name*/) override {}
  void on_text(std::string_view /*text*/) override {}

 private:
  const Relations& relations_;
  std::vector<Workbook::Sheet>& sheets_;
};

class Styles final : public XmlHandler {
 public:
  explicit Styles(std::vector<NumberKind>& kinds) : kinds_(kinds) {}

  void on_start(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "numFmt" && own_.size() < max_styles) {
      own_[number_of(attributes.get("numFmtId"))] = number_kind(attributes.get("formatCode"));
    } else if (name == "cellXfs") {
      in_cell_styles_ = true;
    } else if (name == "xf" && in_cell_styles_ && kinds_.size() < max_styles) {
      const unsigned id = number_of(attributes.get("numFmtId"));
      const auto own = own_.find(id);
      kinds_.push_back(own == own_.end() ? builtin_number_kind(id) : own->second);
    }
  }
  void on_end(std::string_view name) override {
    if (name == "cellXfs") in_cell_styles_ = false;
  }
  void on_text(std::string_view /*text*/) override {}

 private:
  std::vector<NumberKind>& kinds_;
  std::map<unsigned, NumberKind> own_;
  bool in_cell_styles_ = false;
};

class TextList final : public XmlHandler {
 public:
  explicit TextList(SharedTexts& texts) : texts_(texts) {}
  [[nodiscard]] bool too_large() const noexcept { return texts_.bytes() + text_.size() > max_text_bytes; }

  void on_start(std::string_view name, const XmlAttributes& /*attributes*/) override {
    if (name == "si") text_.clear();
    if (name == "t") in_text_ = true;
    if (name == "rPh") in_phonetic_ = true;
  }
  void on_end(std::string_view name) override {
    if (name == "t") in_text_ = false;
    if (name == "rPh") in_phonetic_ = false;
    if (name != "si") return;
    clean_.clear();
    append_workbook_text(clean_, text_);
    texts_.add(clean_);
  }
  void on_text(std::string_view text) override {
    // How Japanese names are pronounced stands beside them.
    if (in_text_ && !in_phonetic_) text_ += text;
  }

 private:
  SharedTexts& texts_;
  std::string text_;
  std::string clean_;
  bool in_text_ = false;
  bool in_phonetic_ = false;
};

/// Gives a part to a handler. may_go_on: asked after each piece.
template <class MayGoOn>
Status read_part(const ZipArchive& archive, const std::string& part, const std::string& path, XmlHandler& handler,
                 MayGoOn may_go_on) {
  Result<std::unique_ptr<ByteStream>> opened = archive.open_file(part);
  if (!opened) return opened.error();
  XmlReader reader(handler);
  while (true) {
    char* buffer = reader.buffer(part_piece_bytes);
    Result<std::size_t> got = (*opened)->read(buffer, part_piece_bytes);
    if (!got) return got.error();
    const bool last = *got == 0;
    if (reader.take(*got, last) == XmlReader::State::failed) {
      return Error{.code = ErrorCode::bad_format,
                   .message = fmt::format("is damaged: \"{}\" in it {}", part, reader.problem()),
                   .path = path};
    }
    if (!may_go_on()) {
      return Error{.code = ErrorCode::bad_format,
                   .message = fmt::format("is too large: \"{}\" in it has more than {} MB of text; save it as CSV "
                                          "(UTF-8) and read that",
                                          part, max_text_bytes >> 20U),
                   .path = path};
    }
    if (last) return Done{};
  }
}

Status read_part(const ZipArchive& archive, const std::string& part, const std::string& path, XmlHandler& handler) {
  std::size_t n_pieces = 0;
  return read_part(archive, part, path, handler, [&] { return ++n_pieces * part_piece_bytes < max_text_bytes; });
}

std::string folder_of(const std::string& part) { return part.substr(0, part.rfind('/') + 1); }

}  // namespace

Result<std::unique_ptr<Workbook>> Workbook::open(ByteSource source) {
  if (Status read = read_whole(source); !read) return read.error();
  Result<ZipArchive> archive = ZipArchive::open(source.window(), source.path());
  if (!archive) return archive.error();
  const std::string path = source.path();
  std::unique_ptr<Workbook> book(new Workbook(std::move(source), std::move(*archive)));
  if (const std::string_view foreign = foreign_archive(book->archive_); !foreign.empty()) {
    return Error{.code = ErrorCode::bad_format, .message = std::string(foreign), .path = path};
  }
  // Nearly all call it so, but it is this list that says.
  std::string main_part = "xl/workbook.xml";
  if (book->archive_.has("_rels/.rels")) {
    Relations relations("");
    if (Status read = read_part(book->archive_, "_rels/.rels", path, relations); !read) return read.error();
    const std::string named = relations.target_of_type("officeDocument");
    if (!named.empty()) main_part = named;
  }
  if (!book->archive_.has(main_part)) {
    return Error{.code = ErrorCode::bad_format,
                 .message = "is a ZIP archive of several files; unpack it and name the export",
                 .path = path};
  }
  if (Status read = book->read_sheets(main_part); !read) return read.error();
  return book;
}

Status Workbook::read_sheets(const std::string& part) {
  const std::string folder = folder_of(part);
  Relations relations(folder);
  const std::string name = part.substr(folder.size());
  if (Status read = read_part(archive_, folder + "_rels/" + name + ".rels", path(), relations); !read) return read;
  SheetList list(relations, sheets_);
  if (Status read = read_part(archive_, part, path(), list); !read) return read;
  from_1904_ = list.from_1904;
  if (sheets_.empty()) {
    return Error{.code = ErrorCode::bad_format, .message = "is a workbook without a sheet of cells", .path = path()};
  }
  const std::string styles = relations.target_of_type("styles");
  if (!styles.empty() && archive_.has(styles)) {
    if (Status read = read_styles(styles); !read) return read;
  }
  const std::string texts = relations.target_of_type("sharedStrings");
  return texts.empty() || !archive_.has(texts) ? Status(Done{}) : read_texts(texts);
}

Status Workbook::read_styles(const std::string& part) {
  Styles styles(kinds_);
  return read_part(archive_, part, path(), styles);
}

Status Workbook::read_texts(const std::string& part) {
  TextList list(texts_);
  return read_part(archive_, part, path(), list, [&] { return !list.too_large(); });
}

}  // namespace cxtext::io
