#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// A small, strict reader of HTML as the reports write it: every attribute in double quotes, no comments.
namespace page {

struct Tag {
  std::string name;
  bool closing = false;
  bool self_closing = false;
  std::vector<std::pair<std::string, std::string>> attributes;
};

inline bool is_void(std::string_view name) {
  constexpr std::array<std::string_view, 6> voids{"meta", "link", "br", "hr", "img", "input"};
  return std::find(voids.begin(), voids.end(), name) != voids.end();
}

inline Tag read_tag(std::string_view inside) {
  Tag tag;
  tag.closing = inside.starts_with('/');
  if (tag.closing) inside.remove_prefix(1);
  tag.self_closing = inside.ends_with('/');
  if (tag.self_closing) inside.remove_suffix(1);
  std::size_t at = std::min(inside.size(), inside.find_first_of(" \n"));
  tag.name = inside.substr(0, at);
  while ((at = inside.find_first_not_of(" \n", at)) != std::string_view::npos) {
    const std::size_t equals = std::min(inside.size(), inside.find_first_of("= ", at));
    std::string name(inside.substr(at, equals - at));
    std::string value;
    at = equals;
    if (inside.substr(equals, 2) == "=\"") {
      const std::size_t end = std::min(inside.size(), inside.find('"', equals + 2));
      value = inside.substr(equals + 2, end - equals - 2);
      at = std::min(inside.size(), end + 1);
    } else if (equals < inside.size() && inside[equals] == '=') {
      value = "UNQUOTED";
      at = equals + 1;
    }
    tag.attributes.emplace_back(std::move(name), std::move(value));
  }
  return tag;
}

/// Every tag in order. The content of style and script is passed over, as a browser does.
inline std::vector<Tag> tags(std::string_view html) {
  std::vector<Tag> out;
  std::size_t at = 0;
  while ((at = html.find('<', at)) != std::string_view::npos) {
    bool quoted = false;
    std::size_t end = at + 1;
    while (end < html.size() && (quoted || html[end] != '>')) quoted ^= html[end++] == '"';
    out.push_back(read_tag(html.substr(at + 1, end - at - 1)));
    at = end;
    const std::string& name = out.back().name;
    if ((name == "style" || name == "script") && !out.back().closing) {
      at = std::min(html.find("</" + name + ">", at), html.size());
    }
  }
  return out;
}

/// "" if every tag is closed in order, else what is wrong.
inline std::string imbalance(const std::vector<Tag>& all) {
  std::vector<std::string> open;
  for (const Tag& tag : all) {
    if (tag.name == "!doctype" || tag.self_closing || is_void(tag.name)) continue;
    if (!tag.closing) {
      open.push_back(tag.name);
    } else if (open.empty() || open.back() != tag.name) {
      return "</" + tag.name + "> closes " + (open.empty() ? std::string("nothing") : open.back());
    } else {
      open.pop_back();
    }
  }
  return open.empty() ? "" : "<" + open.back() + "> stays open";
}

/// Names of all tags and attributes, without what they say.
inline std::string skeleton(const std::vector<Tag>& all) {
  std::string out;
  for (const Tag& tag : all) {
    out += tag.closing ? "</" : "<";
    out += tag.name;
    for (const auto& [name, value] : tag.attributes) out += " " + name;
    out += ">\n";
  }
  return out;
}

inline void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
    text.replace(at, from.size(), to);
  }
}

inline std::string unescaped(std::string text) {
  replace_all(text, "&lt;", "<");
  replace_all(text, "&gt;", ">");
  replace_all(text, "&quot;", "\"");
  replace_all(text, "&#39;", "'");
  replace_all(text, "&middot;", "\u00b7");
  replace_all(text, "&minus;", "\u2212");
  replace_all(text, "&ndash;", "\u2013");
  replace_all(text, "&ldquo;", "\u201c");
  replace_all(text, "&rdquo;", "\u201d");
  replace_all(text, "&amp;", "&");
  return text;
}

/// What is between begin and the next end, or "" without them.
inline std::string_view between(std::string_view text, std::string_view begin, std::string_view end) {
  const std::size_t from = text.find(begin);
  if (from == std::string_view::npos) return {};
  const std::size_t to = text.find(end, from + begin.size());
  if (to == std::string_view::npos) return {};
  return text.substr(from + begin.size(), to - from - begin.size());
}

/// The words that can be read, a bar for each run of tags.
inline std::string text(std::string_view html) {
  std::string out;
  std::size_t at = 0;
  while (at < html.size()) {
    if (html[at] != '<') {
      if (html[at] != '\n') out += html[at];
      ++at;
      continue;
    }
    at = std::min(html.find('>', at), html.size() - 1) + 1;
    if (!out.ends_with('|')) out += '|';
  }
  return unescaped(out);
}

/// html without the elements that begin with any of these, up to their closing mark.
inline std::string without(std::string html, std::string_view begin, std::string_view end) {
  for (std::size_t from = 0; (from = html.find(begin, from)) != std::string::npos;) {
    const std::size_t to = html.find(end, from);
    html.erase(from, to == std::string::npos ? std::string::npos : to + end.size() - from);
  }
  return html;
}

}  // namespace page
