#include "lexicon_source.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fmt/format.h>
#include <iterator>
#include <memory>

#include "cxtext/text.h"

namespace cxtext {

namespace {

std::string_view trimmed(std::string_view text) noexcept {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

// Calls visit(line number, line) for each line that is neither empty nor a comment; stops at the first error.
template <class Visit>
Status for_each_line(const std::string& path, std::string_view content, Visit visit) {
  std::uint64_t number = 0;
  while (!content.empty()) {
    const std::size_t end = content.find('\n');
    const std::string_view line = content.substr(0, end);
    content = end == std::string_view::npos ? std::string_view{} : content.substr(end + 1);
    ++number;
    if (line.empty() || line == "#" || line.starts_with("# ")) continue;
    if (CleanText(line).changed()) return bad_row(path, number, "the line is not UTF-8 in composed form (NFC)");
    if (Status status = visit(number, line); !status) return status;
  }
  return Done{};
}

Result<Lang> language_of_key(const std::string& path, std::uint64_t line, std::string_view code) {
  for (const Lang lang : lexicon_langs) {
    if (to_code(lang) == code) return lang;
  }
  return bad_row(path, line, fmt::format("'{}' is none of the languages da, sv, nb, nn, en", code));
}

struct KeyValue {
  std::string_view name;
  std::string_view value;
  bool with_lang = false;
  Lang lang = Lang::en;
};

Result<KeyValue> read_key_value(const std::string& path, std::uint64_t line, std::string_view text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string_view::npos) return bad_row(path, line, "expected 'key = value' or '[theme_id]'");
  const std::string_view key = trimmed(text.substr(0, equals));
  const std::string_view value = trimmed(text.substr(equals + 1));
  if (value.empty()) return bad_row(path, line, fmt::format("'{}' has no value", key));
  const std::size_t dot = key.find('.');
  KeyValue out{key.substr(0, dot), value, dot != std::string_view::npos, Lang::en};
  if (out.with_lang) {
    auto found = language_of_key(path, line, key.substr(dot + 1));
    if (!found) return std::move(found).error();
    out.lang = found.value();
  }
  return out;
}

using NamedLists = decltype(TaxonomySource::lists);

// Items of a value; "&name" stands for those of a list, each in the languages that the list has it for.
Status add_items(const std::string& path, const KeyValue& read, Lexicon::ItemKind kind, std::uint64_t line,
                 const NamedLists& lists, std::vector<TaxonomyItem>& items) {
  for (const std::string& item : split_trimmed(read.value, ", ")) {
    if (!item.starts_with('&')) {
      items.push_back({split_trimmed(item, " + "), kind, !read.with_lang, read.lang, line});
      continue;
    }
    const auto list = lists.find(std::string_view(item).substr(1));
    if (list == lists.end() || read.with_lang)
      return bad_row(path, line,
                     fmt::format("'{}': a list needs a line 'list.{} = …' before the first theme, and stands in keys "
                                 "without a language",
                                 item, std::string_view(item).substr(1)));
    for (TaxonomyItem listed : list->second) {
      listed.kind = kind;
      listed.line = line;
      items.push_back(std::move(listed));
    }
  }
  return Done{};
}

// A line before the first theme: "evidence", "vague", "list.<name>", and each for one language.
Status read_preamble_line(const std::string& path, std::uint64_t line, std::string_view text, TaxonomySource& source) {
  constexpr std::string_view list_key = "list.";
  std::string name;
  if (text.starts_with(list_key)) {
    text.remove_prefix(list_key.size());
    name = trimmed(text.substr(0, text.find_first_of(".=")));
    if (name.empty()) return bad_row(path, line, "expected 'list.<name> = …'");
  }
  auto read = read_key_value(path, line, text);
  if (!read) return std::move(read).error();
  if (!name.empty()) {
    std::vector<TaxonomyItem> listed;  // apart, since a list may name itself
    Status status = add_items(path, read.value(), Lexicon::ItemKind::calls, line, source.lists, listed);
    if (status) std::move(listed.begin(), listed.end(), std::back_inserter(source.lists[name]));
    return status;
  }
  if (read->name != "evidence" && read->name != "vague")
    return bad_row(path, line,
                   "before the first '[theme_id]' there may be 'evidence', 'vague' and 'list.<name>', each also with "
                   "'.<lang>'");
  const auto kind = read->name == "evidence" ? Lexicon::ItemKind::evidence : Lexicon::ItemKind::vague;
  return add_items(path, read.value(), kind, line, source.lists, source.of_no_theme);
}

// One "key = value" line of a theme.
Status read_theme_line(const std::string& path, std::uint64_t line, std::string_view text, const NamedLists& lists,
                       TaxonomySourceTheme& theme) {
  auto read = read_key_value(path, line, text);
  if (!read) return std::move(read).error();
  const auto& [name, value, with_lang, lang] = read.value();
  if (name == "parent" && !with_lang) {
    theme.parent = value;
  } else if (name == "name" && with_lang) {
    theme.names[index_of(lang)] = value;
  } else if (name == "any") {
    return add_items(path, read.value(), Lexicon::ItemKind::calls, line, lists, theme.items);
  } else if (name == "loose") {
    return add_items(path, read.value(), Lexicon::ItemKind::loose, line, lists, theme.items);
  } else if (name == "not") {
    return add_items(path, read.value(), Lexicon::ItemKind::excludes, line, lists, theme.items);
  } else if ((name == "test" || name == "fail") && with_lang) {
    theme.tests.push_back({lang, name == "test", std::string(value)});
  } else {
    return bad_row(path, line,
                   fmt::format("unknown key '{}{}'; there are parent, name.<lang>, any, any.<lang>, loose, "
                               "loose.<lang>, not, not.<lang>, test.<lang> and fail.<lang>",
                               name, with_lang ? fmt::format(".{}", to_code(lang)) : std::string()));
  }
  return Done{};
}

}  // namespace

Error bad_row(const std::string& path, std::uint64_t line, std::string message) {
  return Error{ErrorCode::bad_lexicon, std::move(message), path, line};
}

std::vector<std::string> split_trimmed(std::string_view text, std::string_view separator) {
  std::vector<std::string> parts;
  for (;;) {
    const std::size_t at = text.find(separator);
    const std::string_view part = trimmed(text.substr(0, at));
    if (!part.empty()) parts.emplace_back(part);
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + separator.size());
  }
}

Result<std::string> read_whole_file(const std::string& path) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"), &std::fclose);
  if (!file) {
    const auto code = errno == ENOENT ? ErrorCode::file_not_found : ErrorCode::cannot_read;
    return Error{code, fmt::format("cannot open the file: {}", std::strerror(errno)), path};
  }
  std::string content;
  std::array<char, 65536> buffer{};
  std::size_t got = 0;
  while ((got = std::fread(buffer.data(), 1, buffer.size(), file.get())) > 0) content.append(buffer.data(), got);
  if (std::ferror(file.get()) != 0) {
    return Error{ErrorCode::cannot_read, fmt::format("reading failed: {}", std::strerror(errno)), path};
  }
  return content;
}

Result<SourceFile> read_source(const std::string& path, bool sorted) {
  auto content = read_whole_file(path);
  if (!content) return std::move(content).error();
  SourceFile file{path, {}};
  Status status = for_each_line(path, content.value(), [&](std::uint64_t number, std::string_view line) -> Status {
    SourceRow row{number, {}};
    for (;;) {
      const std::size_t tab = line.find('\t');
      const std::string_view field = line.substr(0, tab);
      if (field.empty() || field != trimmed(field)) {
        return bad_row(path, number, "a field is empty or has white space at its ends");
      }
      row.fields.emplace_back(field);
      if (tab == std::string_view::npos) break;
      line.remove_prefix(tab + 1);
    }
    if (sorted && !file.rows.empty() && file.rows.back().fields > row.fields) {
      return bad_row(path, number,
                     fmt::format("'{}' is out of order (sort the file by bytes: LC_ALL=C sort)", row.fields.front()));
    }
    if (sorted && !file.rows.empty() && file.rows.back().fields == row.fields) {
      return bad_row(path, number, fmt::format("'{}' stands here twice", row.fields.front()));
    }
    file.rows.push_back(std::move(row));
    return Done{};
  });
  if (!status) return std::move(status).error();
  return file;
}

Result<TaxonomySource> read_taxonomy(const std::string& path) {
  auto content = read_whole_file(path);
  if (!content) return std::move(content).error();
  TaxonomySource source;
  std::vector<TaxonomySourceTheme>& themes = source.themes;
  Status status = for_each_line(path, content.value(), [&](std::uint64_t number, std::string_view line) -> Status {
    const std::string_view text = trimmed(line);
    if (text.starts_with('[')) {
      if (!text.ends_with(']') || text.size() < 3) return bad_row(path, number, "expected '[theme_id]'");
      const std::string_view id = text.substr(1, text.size() - 2);
      for (const auto& theme : themes) {
        if (theme.id == id) return bad_row(path, number, fmt::format("theme '{}' stands in the file twice", id));
      }
      themes.push_back({});
      themes.back().id = id;
      themes.back().line = number;
      return Done{};
    }
    if (themes.empty()) return read_preamble_line(path, number, text, source);
    return read_theme_line(path, number, text, source.lists, themes.back());
  });
  if (!status) return std::move(status).error();
  return source;
}

}  // namespace cxtext
