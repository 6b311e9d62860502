#pragma once

// The slow twin of CleanText: a text is a list of characters that each know the bytes they came from, and every repair
// makes a new list.

#include <array>
#include <cstdint>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <string_view>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <vector>

#include "html_entities.h"
#include "reference/utf8.h"

namespace reference {

struct Cell {
  char32_t c = 0;
  std::size_t begin = 0;  // bytes of the original
  std::size_t end = 0;
};
using Cells = std::vector<Cell>;

inline std::string utf8(const Cells& cells) {
  std::string out;
  for (const Cell& cell : cells) icu::UnicodeString(static_cast<UChar32>(cell.c)).toUTF8String(out);
  return out;
}

inline Cells cells_of(std::string_view bytes) {
  Cells out;
  for (std::size_t at = 0; at < bytes.size();) {
    std::size_t length = 0;
    for (std::size_t n = 1; n <= 4 && at + n <= bytes.size(); ++n) {
      if (is_character(bytes.substr(at, n))) length = n;
    }
    char32_t c = 0xFFFD;
    if (length > 0) {
      c = static_cast<char32_t>(
          icu::UnicodeString::fromUTF8({bytes.data() + at, static_cast<std::int32_t>(length)}).char32At(0));
    } else {
      length = 1;
      while (at + length < bytes.size() && starts_character(bytes.substr(at, 1)) &&
             starts_character(bytes.substr(at, length + 1)))
        ++length;
    }
    out.push_back({c, at, at + length});
    at += length;
  }
  return out;
}

// One char a cell, so that places in it are places in the cells; what is not ASCII looks alike.
inline std::string ascii_twin(const Cells& cells) {
  std::string out;
  for (const Cell& cell : cells) out += cell.c < 0x80 ? static_cast<char>(cell.c) : '\x80';
  return out;
}

inline char32_t byte_of(char32_t c) {
  static const std::u32string special =
      U"\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039"
      U"\u0152\u008D\u017D\u008F\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014"
      U"\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178";
  if (c >= 0x80 && c <= 0xBF) return c;
  const std::size_t at = special.find(c);
  return at == std::u32string::npos ? 0 : static_cast<char32_t>(0x80 + at);
}

struct Piece {
  std::size_t end = 0;  // cell behind it; 0: none
  char32_t c = 0;
};

inline Piece reference_at(const std::string& twin, std::size_t at) {
  static const std::regex pattern("^&(?:#([0-9]{1,8})|#[xX]([0-9a-fA-F]{1,8})|([A-Za-z][A-Za-z0-9]{0,7}));");
  std::smatch m;
  const std::string head = twin.substr(at, 16);
  if (!std::regex_search(head, m, pattern)) return {};
  char32_t c = 0;
  if (m[3].matched) {
    c = cxtext::find_html_entity(m[3].str());
    if (c == 0) return {};
  } else {
    c = static_cast<char32_t>(
        std::min(std::stoull(m[1].matched ? m[1].str() : m[2].str(), nullptr, m[1].matched ? 10 : 16), 0x110000ULL));
  }
  return {at + static_cast<std::size_t>(m.length()), c};
}

inline Cells references_decoded(const Cells& in) {
  std::string twin = ascii_twin(in);
  Cells out;
  static const std::regex excel("^_x([0-9a-fA-F]{4})_");
  for (std::size_t at = 0; at < in.size();) {
    Piece found = twin[at] == '&' ? reference_at(twin, at) : Piece{};
    while (found.end != 0 && found.c == '&') {
      twin[found.end - 1] = '&';
      const Piece inner = reference_at(twin, found.end - 1);
      if (inner.end == 0) break;
      found = inner;
    }
    if (found.end != 0) {
      if (found.c >= 0xD800 && found.c < 0xDC00 && found.end < in.size() && twin.substr(found.end, 2) == "&#") {
        const Piece low = reference_at(twin, found.end);
        if (low.end != 0 && low.c >= 0xDC00 && low.c < 0xE000) {
          found = {low.end, 0x10000 + (found.c - 0xD800) * 0x400 + (low.c - 0xDC00)};
        }
      }
      if (found.c == 0 || (found.c >= 0xD800 && found.c < 0xE000) || found.c > 0x10FFFF) found.c = 0xFFFD;
      if (found.c >= 0x80 && found.c < 0xA0) {
        for (char32_t c = 0x80; c < 0x2200; ++c) {
          if (byte_of(c) == found.c && !(c >= 0x80 && c <= 0xBF)) {
            found.c = c;
            break;
          }
        }
      }
    }
    std::smatch m;
    const std::string head = twin.substr(at, 7);
    if (found.end == 0 && std::regex_search(head, m, excel)) {
      const auto value = static_cast<char32_t>(std::stoul(m[1].str(), nullptr, 16));
      const bool blank = value < 0x20 && value != 9 && value != 10 && value != 13;
      if (value < 0x20 || value == '_') found = {at + 7, blank ? U' ' : value};
    }
    if (found.end == 0) {
      out.push_back(in[at++]);
      continue;
    }
    out.push_back({found.c, in[at].begin, in[found.end - 1].end});
    at = found.end;
  }
  return out;
}

inline std::string lower(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return text;
}

/// What a tag leaves: "\n", " ", "" or, of a name that is no element, "?".
inline std::string left_by(const std::string& name) {
  static const std::regex line(
      "address|article|aside|blockquote|body|br|caption|center|dd|details|div|dl|dt|fieldset|figure|footer|form|h[1-6]|"
      "head|header|hr|html|legend|li|main|nav|ol|p|pre|section|summary|table|tbody|tfoot|thead|title|tr|ul");
  static const std::regex space("button|iframe|img|input|option|select|svg|td|textarea|th|video");
  static const std::regex nothing(
      "a|abbr|acronym|b|base|bdi|bdo|big|cite|code|col|colgroup|data|del|dfn|em|figcaption|font|i|ins|kbd|label|link|"
      "mark|meta|nobr|q|s|samp|script|small|span|strike|strong|style|sub|sup|time|tt|u|var|wbr|(o|v|w|m|st1):.+");
  return std::regex_match(name, line)      ? "\n"
         : std::regex_match(name, space)   ? " "
         : std::regex_match(name, nothing) ? ""
                                           : "?";
}

inline Cells tags_stripped(const Cells& in) {
  static const std::regex declaration(R"(^(<!DOCTYPE|<!doctype|<!\[if|<!\[endif|<\?xml)[^<>]*>)");
  static const std::regex element(R"(^<(/?)([A-Za-z][A-Za-z0-9:]*)([ \t\n\r/][^<>]*)?>)");
  static const std::regex attributes(R"([ \t\n\r]*[A-Za-z][-A-Za-z0-9:_]*[ \t\n\r]*=[^]*)");
  static const std::regex blank(R"([ \t\n\r]*[ \t\n\r/]*)");
  const std::string twin = ascii_twin(in);
  Cells out;
  for (std::size_t at = 0; at < in.size();) {
    const std::string rest = twin[at] == '<' ? twin.substr(at) : "";
    std::size_t length = 0;
    std::string left;
    std::smatch m;
    if (rest.starts_with("<!--")) {
      const std::size_t close = rest.find("-->", 4);
      if (close != std::string::npos) length = close + 3;
    } else if (std::regex_search(rest, m, declaration)) {
      length = static_cast<std::size_t>(m.length());
    } else if (std::regex_search(rest, m, element)) {
      const std::string name = lower(m[2].str());
      left = left_by(name);
      const bool closing = m[1].length() > 0;
      const std::string inside = m[3].str();
      if (left != "?" && (std::regex_match(inside, blank) || (!closing && std::regex_match(inside, attributes)))) {
        length = static_cast<std::size_t>(m.length());
        if (!closing && (name == "style" || name == "script")) {
          const std::size_t close = rest.find("</" + name + ">", length);
          if (close != std::string::npos) {
            length = close + name.size() + 3;
            left = " ";
          }
        }
      }
    }
    if (length == 0) {
      out.push_back(in[at++]);
      continue;
    }
    if (!left.empty()) out.push_back({static_cast<char32_t>(left[0]), in[at].begin, in[at + length - 1].end});
    at += length;
  }
  return out;
}

enum class Sure { yes, by_context, by_others };

inline Piece doubled_at(const Cells& in, std::size_t at, Sure& sure) {
  const char32_t lead = in[at].c;
  if (std::u32string_view(U"ÂÃÄÅÆËâïð").find(lead) == std::u32string_view::npos) return {};
  std::string bytes(1, static_cast<char>(static_cast<unsigned char>(lead)));
  const std::size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  for (std::size_t i = 1; i < length; ++i) {
    if (at + i >= in.size() || byte_of(in[at + i].c) == 0) return {};
    bytes += static_cast<char>(static_cast<unsigned char>(byte_of(in[at + i].c)));
  }
  if (!is_character(bytes)) return {};
  const char32_t c = cells_of(bytes)[0].c;
  const char32_t second = in[at + 1].c;
  static const std::u32string_view marks = U"\u00A0«\u00AD®°´·¹º»¿‚‹‘’“”„•–—…™›€";
  static const std::set<char32_t> of_names{0xA1, 0xBE, 0xB1, 0x2021, 0x152, 0x178};
  const bool by_name = c >= 0x100 && c < 0x180 && (second < 0xA0 || of_names.contains(second));
  bool plausible = c >= 0xA0 && c < 0x100;
  if (c >= 0x100 && length == 2) plausible = by_name || byte_of(c) != 0;
  if (length == 3) {
    plausible = (c >= 0x2000 && c <= 0x206F) || (c >= 0x20A0 && c <= 0x20CF) || (c >= 0x2100 && c <= 0x2BFF) ||
                c == 0xFE0F || c == 0xFEFF || c == 0xFFFD;
  }
  if (length == 4) plausible = c >= 0x1F000 && c <= 0x1FAFF;
  if (!plausible) return {};
  sure = Sure::yes;
  if (c < 0x100 && marks.find(second) != std::u32string_view::npos) sure = Sure::by_context;
  if (length == 2 && c >= 0x100 && !by_name) sure = Sure::by_others;
  return {at + length, c};
}

inline Cells doubling_undone(const Cells& in) {
  bool any_certain = false;
  for (std::size_t at = 0; at < in.size();) {
    Sure sure = Sure::yes;
    const Piece found = doubled_at(in, at, sure);
    any_certain = any_certain || (found.end != 0 && sure == Sure::yes);
    at = found.end != 0 ? found.end : at + 1;
  }
  Cells out;
  for (std::size_t at = 0; at < in.size();) {
    Sure sure = Sure::yes;
    const Piece found = doubled_at(in, at, sure);
    if (found.end == 0) {
      out.push_back(in[at++]);
      continue;
    }
    const char32_t before = at > 0 ? in[at - 1].c : 0;
    const bool letter_behind = found.end < in.size() && u_isUAlphabetic(static_cast<UChar32>(in[found.end].c)) != 0;
    bool agrees = found.c < 0xC0 ? before >= '!' && before <= '?' : letter_behind;
    if (u_isUAlphabetic(static_cast<UChar32>(before)) != 0) agrees = u_isUUppercase(static_cast<UChar32>(before)) == 0;
    if (any_certain || (sure == Sure::by_context && agrees)) {
      out.push_back({found.c, in[at].begin, in[found.end - 1].end});
    } else {
      out.insert(out.end(), in.begin() + static_cast<std::ptrdiff_t>(at),
                 in.begin() + static_cast<std::ptrdiff_t>(found.end));
    }
    at = found.end;
  }
  return out;
}

inline Cells characters_made_plain(const Cells& in) {
  Cells out;
  for (Cell cell : in) {
    const char32_t c = cell.c;
    const char32_t before = out.empty() ? 0 : out.back().c;
    if (c == 0x200C || c == 0x200D) {
      if (before < 0x300 || (before >= 0x2000 && before < 0x2100)) continue;
    } else if (u_charType(static_cast<UChar32>(c)) == U_SPACE_SEPARATOR) {
      cell.c = ' ';
    } else if (c == 0x2028 || c == 0x2029) {
      cell.c = '\n';
    } else if (c >= 0xFF01 && c <= 0xFF5E) {
      cell.c = c - 0xFEE0;
    } else if (c == 0xAD || c == 0x180E || c == 0xFEFF || (c >= 0x200B && c <= 0x200F) ||
               (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F)) {
      continue;
    }
    out.push_back(cell);
  }
  return out;
}

struct Repaired {
  Cells cells;
  bool composed = false;  ///< NFC changed something: places inside are known only roughly
  bool stable = false;    ///< another round would change nothing
};

inline Repaired repair(std::string_view bytes) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
  Repaired out;
  out.cells = cells_of(bytes);
  for (int round = 0; round < 5; ++round) {
    const std::string before = utf8(out.cells);
    Cells cells = characters_made_plain(doubling_undone(tags_stripped(references_decoded(out.cells))));
    const auto wide = icu::UnicodeString::fromUTF8(utf8(cells));
    bool composed = false;
    if (nfc->isNormalized(wide, status) == 0) {
      std::string text;
      nfc->normalize(wide, status).toUTF8String(text);
      cells = cells_of(text);
      composed = true;
    }
    out.stable = utf8(cells) == before;
    if (round == 4 || out.stable) break;
    out.cells = std::move(cells);
    out.composed = out.composed || composed;
  }
  return out;
}

}  // namespace reference
