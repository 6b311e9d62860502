#include "report_text.h"

#include <algorithm>
#include <array>

#include "cxtext/text.h"

#include "io_utf8.h"

namespace cxtext::pages {

namespace {

constexpr std::string_view replacement = "\uFFFD";
constexpr std::string_view ellipsis = "\u2026";

bool is_space(char32_t c) noexcept {
  return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

bool is_control(char32_t c) noexcept { return c < 0x20 || (c >= 0x7F && c <= 0x9F); }

/// Marks, overrides and isolates that turn the direction of what follows, beyond their own text.
bool turns_direction(char32_t c) noexcept { return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069); }

struct Range {
  char32_t first;
  char32_t last;
};

template <std::size_t n>
bool in_any(char32_t c, const std::array<Range, n>& ranges) noexcept {
  return std::ranges::any_of(ranges, [c](const Range& r) { return c >= r.first && c <= r.last; });
}

// Good enough for a summary: the blocks that comments and theme names are made of, not all of Unicode's tables.
constexpr std::array<Range, 9> zero_width{{{0x0300, 0x036F},
                                           {0x0483, 0x0489},
                                           {0x0591, 0x05BD},
                                           {0x064B, 0x065F},
                                           {0x200B, 0x200F},
                                           {0x20D0, 0x20F0},
                                           {0xFE00, 0xFE0F},
                                           {0xFEFF, 0xFEFF},
                                           {0xE0020, 0xE007F}}};
constexpr std::array<Range, 12> double_width{{{0x1100, 0x115F},
                                              {0x231A, 0x231B},
                                              {0x2614, 0x2615},
                                              {0x26A1, 0x26A1},
                                              {0x2705, 0x2705},
                                              {0x2728, 0x2728},
                                              {0x274C, 0x274E},
                                              {0x2E80, 0xA4CF},
                                              {0xAC00, 0xD7A3},
                                              {0xF900, 0xFAFF},
                                              {0xFF00, 0xFF60},
                                              {0x1F300, 0x1FAFF}}};

std::size_t width_of(char32_t c) noexcept {
  if (in_any(c, zero_width)) return 0;
  return in_any(c, double_width) || (c >= 0x20000 && c <= 0x3FFFD) || (c >= 0x1F1E6 && c <= 0x1F202) ? 2 : 1;
}

/// True where c must not be cut from what stands before it: accents, parts of one emoji.
bool belongs_to(char32_t previous, char32_t c) noexcept {
  return previous == 0x200D || in_any(c, zero_width) || (c >= 0x1F3FB && c <= 0x1F3FF);
}

/// Calls visit(code point, its bytes) for each of text, with U+FFFD for what is ill-formed.
template <class Visit>
void for_each_point(std::string_view text, Visit visit) {
  const std::string valid = valid_utf8(text);
  for (std::size_t at = 0; at < valid.size();) {
    const Decoded next = decode_first(std::string_view(valid).substr(at));
    visit(next.code_point, std::string_view(valid).substr(at, next.bytes));
    at += next.bytes;
  }
}

/// Appends a character as a page may show it.
void append_shown(std::string& out, char32_t c, std::string_view bytes) {
  if (turns_direction(c)) return;
  if (c == '\n' || c == '\t' || !is_control(c)) {
    out += bytes;
  } else {
    out += is_space(c) ? std::string_view(" ") : replacement;
  }
}

}  // namespace

std::string valid_utf8(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  io::append_valid_utf8(out, text);
  return out;
}

std::string one_line(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool space_due = false;
  for_each_point(text, [&](char32_t c, std::string_view bytes) {
    if (is_space(c)) {
      space_due = !out.empty();
      return;
    }
    if (space_due && !turns_direction(c)) {
      out += ' ';
      space_due = false;
    }
    append_shown(out, c, bytes);
  });
  return out;
}

std::string shortened(std::string_view text, std::size_t max_points) {
  std::string out = valid_utf8(text);
  std::size_t points = 0;
  std::size_t cut = 0;       // bytes of the first max_points - 1 code points, or a few less
  std::size_t word_end = 0;  // bytes up to the last white space among them
  std::size_t at = 0;
  char32_t previous = 0;
  for_each_point(out, [&](char32_t c, std::string_view bytes) {
    if (points < max_points) {
      if (!belongs_to(previous, c)) cut = at;
      if (is_space(c)) word_end = at;
    }
    previous = c;
    at += bytes.size();
    ++points;
  });
  if (points <= max_points) return out;
  // A single endless word is cut where it must be.
  out.resize(word_end > cut / 2 ? word_end : cut);
  out.resize(out.find_last_not_of(" \t\r\n,;:") + 1);
  return out + std::string(ellipsis);
}

std::string html(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  for_each_point(text, [&](char32_t c, std::string_view bytes) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        append_shown(out, c, bytes);
    }
  });
  return out;
}

std::string markdown(std::string_view text) {
  const std::string line = one_line(text);
  const std::size_t digits = std::min(line.size(), line.find_first_not_of("0123456789"));
  std::string out;
  out.reserve(line.size() + line.size() / 8);
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    const bool starts = i == 0;
    const char next = i + 1 < line.size() ? line[i + 1] : ' ';
    if (c == '&' && next != ' ') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == ':' && line.compare(i, 3, "://") == 0) {
      out += "&#58;";  // or a bare address becomes a link
    } else if (c == '.' && i >= 3 && (line[i - 1] | 0x20) == 'w' && (line[i - 2] | 0x20) == 'w') {
      out += "\\.";
    } else if (std::string_view("\\`*_[]|~#$@").find(c) != std::string_view::npos ||
               (starts && std::string_view("-+=!").find(c) != std::string_view::npos)) {
      out += '\\';
      out += c;
    } else if ((c == '.' || c == ')') && i > 0 && i == digits && next == ' ') {
      out += '\\';  // or "1." starts a list
      out += c;
    } else {
      out += c;
    }
  }
  return out;
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for_each_point(text, [&](char32_t c, std::string_view) { width += width_of(c); });
  return width;
}

std::string fitted(std::string_view text, std::size_t width) {
  std::string line = one_line(text);
  if (display_width(line) <= width) return line;
  std::size_t used = 0;
  std::size_t kept = 0;
  bool full = width == 0;
  for_each_point(line, [&](char32_t c, std::string_view bytes) {
    full = full || used + width_of(c) + 1 > width;  // one column is the ellipsis's
    if (full) return;
    used += width_of(c);
    kept += bytes.size();
  });
  line.resize(kept);
  line.resize(line.find_last_not_of(' ') + 1);
  if (width > 0) line += ellipsis;
  return line;
}

std::string padded(std::string_view text, std::size_t width) {
  std::string out = fitted(text, width);
  out.append(width - std::min(width, display_width(out)), ' ');
  return out;
}

}  // namespace cxtext::pages
