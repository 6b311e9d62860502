// HTML in a comment. Only what is HTML beyond doubt goes: a known element's name right behind '<', and nothing but
// attributes up to '>'. "<3", "a < b" and "<navn>" are text.
#include <algorithm>
#include <array>

#include "ascii.h"
#include "text_repair.h"

namespace cxtext {

namespace {

enum class Leaves : std::uint8_t { nothing, space, line, unknown };

// Elements by what their tags leave; each list sorted.
constexpr auto line_elements = std::to_array<std::string_view>(
    {"address", "article", "aside",    "blockquote", "body",   "br",     "caption", "center", "dd",  "details", "div",
     "dl",      "dt",      "fieldset", "figure",     "footer", "form",   "h1",      "h2",     "h3",  "h4",      "h5",
     "h6",      "head",    "header",   "hr",         "html",   "legend", "li",      "main",   "nav", "ol",      "p",
     "pre",     "section", "summary",  "table",      "tbody",  "tfoot",  "thead",   "title",  "tr",  "ul"});
constexpr auto space_elements = std::to_array<std::string_view>(
    {"button", "iframe", "img", "input", "option", "select", "svg", "td", "textarea", "th", "video"});
constexpr auto inline_elements = std::to_array<std::string_view>(
    {"a",        "abbr",  "acronym", "b",    "base", "bdi",        "bdo",  "big",    "cite",  "code", "col",
     "colgroup", "data",  "del",     "dfn",  "em",   "figcaption", "font", "i",      "ins",   "kbd",  "label",
     "link",     "mark",  "meta",    "nobr", "q",    "s",          "samp", "script", "small", "span", "strike",
     "strong",   "style", "sub",     "sup",  "time", "tt",         "u",    "var",    "wbr"});

bool is_name_byte(char c) noexcept { return is_ascii_letter(c) || is_ascii_digit(c) || c == ':'; }
bool is_blank(char c) noexcept { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

std::string lower(std::string_view name) {
  std::string out(name);
  std::transform(out.begin(), out.end(), out.begin(), to_ascii_lower);
  return out;
}

template <class List>
bool has(const List& list, std::string_view name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

Leaves left_by(std::string_view name) {
  if (has(line_elements, name)) return Leaves::line;
  if (has(space_elements, name)) return Leaves::space;
  if (has(inline_elements, name)) return Leaves::nothing;
  // "<o:p>": what Word adds.
  for (const std::string_view prefix : {"o:", "v:", "w:", "m:", "st1:"}) {
    if (name.size() > prefix.size() && name.starts_with(prefix)) return Leaves::nothing;
  }
  return Leaves::unknown;
}

// What stands between the name and '>': nothing, '/', or attributes, the first of which has a value. "<b and c>" has
// none.
bool are_attributes(std::string_view rest, bool closing) noexcept {
  while (!rest.empty() && is_blank(rest.front())) rest.remove_prefix(1);
  while (!rest.empty() && (is_blank(rest.back()) || rest.back() == '/')) rest.remove_suffix(1);
  if (rest.empty()) return true;
  if (closing || !is_ascii_letter(rest.front())) return false;
  std::size_t at = 0;
  while (at < rest.size() && (is_name_byte(rest[at]) || rest[at] == '-' || rest[at] == '_')) ++at;
  while (at < rest.size() && is_blank(rest[at])) ++at;
  return at < rest.size() && rest[at] == '=';
}

/// Looks for tags from left to right. Every search for what closes one goes on where the last one ended, so that a
/// text of nothing but '<' costs no more than another.
class TagReader {
 public:
  explicit TagReader(std::string_view in) noexcept : in_(in) {}

  struct Tag {
    std::size_t end = 0;  // 0: none
    Leaves leaves = Leaves::nothing;
  };

  // Precondition: in[at] is '<', and at grows from call to call.
  [[nodiscard]] Tag read(std::size_t at) {
    const std::string_view rest = in_.substr(at);
    if (rest.starts_with("<!--")) return past(comment_end_, "-->", at + 4, Leaves::nothing);
    for (const std::string_view start : {"<!DOCTYPE", "<!doctype", "<![if", "<![endif", "<?xml"}) {
      if (rest.starts_with(start)) return read_declaration(at);
    }
    return read_element(at);
  }

 private:
  // A place that is looked for ever further to the right; npos once there is none.
  struct Next {
    std::size_t at = 0;
    bool known = false;
  };

  std::size_t next(Next& place, std::string_view wanted, std::size_t from) const noexcept {
    if (!place.known || (place.at != std::string_view::npos && place.at < from)) {
      place = {in_.find(wanted, from), true};
    }
    return place.at;
  }

  Tag past(Next& place, std::string_view wanted, std::size_t from, Leaves leaves) const noexcept {
    const std::size_t end = next(place, wanted, from);
    return end == std::string_view::npos ? Tag{} : Tag{end + wanted.size(), leaves};
  }

  // "<!DOCTYPE html>", "<![if !mso]>", "<?xml … ?>".
  Tag read_declaration(std::size_t at) noexcept {
    const std::size_t end = next(close_, ">", at + 2);
    if (end == std::string_view::npos || next(open_, "<", at + 1) < end) return {};
    return {end + 1, Leaves::nothing};
  }

  Tag read_element(std::size_t at) {
    const bool closing = at + 1 < in_.size() && in_[at + 1] == '/';
    const std::size_t name_at = at + (closing ? 2 : 1);
    if (name_at >= in_.size() || !is_ascii_letter(in_[name_at])) return {};
    std::size_t name_end = name_at;
    while (name_end < in_.size() && is_name_byte(in_[name_end])) ++name_end;
    const std::string name = lower(in_.substr(name_at, name_end - name_at));
    const Leaves leaves = left_by(name);
    if (leaves == Leaves::unknown) return {};
    const std::size_t end = next(close_, ">", name_end);
    if (end == std::string_view::npos || next(open_, "<", at + 1) < end) return {};
    if (end > name_end && !is_blank(in_[name_end]) && in_[name_end] != '/') return {};
    if (!are_attributes(in_.substr(name_end, end - name_end), closing)) return {};
    if (!closing && name == "style") return content(style_end_, "</style>", end + 1);
    if (!closing && name == "script") return content(script_end_, "</script>", end + 1);
    return {end + 1, leaves};
  }

  // With all that it has inside, or the tag alone if nothing closes it.
  Tag content(Next& place, std::string_view closing_tag, std::size_t from) const noexcept {
    const Tag whole = past(place, closing_tag, from, Leaves::space);
    return whole.end != 0 ? whole : Tag{from, Leaves::nothing};
  }

  std::string_view in_;
  Next close_;
  Next open_;
  Next comment_end_;
  Next style_end_;
  Next script_end_;
};

}  // namespace

void strip_tags(std::string_view in, Rewrite& out) {
  TagReader reader(in);
  for (std::size_t at = in.find('<'); at < in.size(); at = in.find('<', at)) {
    const TagReader::Tag tag = reader.read(at);
    if (tag.end == 0) {
      ++at;
      continue;
    }
    out.replace(at, tag.end, tag.leaves == Leaves::line ? "\n" : tag.leaves == Leaves::space ? " " : "");
    at = tag.end;
  }
}

}  // namespace cxtext
