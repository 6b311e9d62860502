#include "io_charset_sniff.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <cstdint>

#include "ascii.h"
#include "io_utf8.h"

namespace cxtext::io {
namespace {

constexpr std::size_t nul_sample_bytes = 4096;

using ByteSet = std::bitset<256>;

unsigned value_of(char c) noexcept { return static_cast<unsigned char>(c); }

ByteSet bytes_of(std::string_view list) {
  ByteSet set;
  for (const char c : list) set.set(static_cast<unsigned char>(c));
  return set;
}

/// Letters of the Nordic languages and their neighbours in a charset, and what else stands in running text.
struct Letters {
  std::string_view charset;
  std::string_view letters;
  std::string_view marks;
  char apostrophe;
};

// In each: æ ø å Æ Ø Å ä ö Ä Ö é É ü Ü ß è à ê ç ñ ó á í ð þ, then quotes, dashes and signs.
constexpr std::array<Letters, 3> candidates = {{
    {"windows-1252",
     "\xE6\xF8\xE5\xC6\xD8\xC5\xE4\xF6\xC4\xD6\xE9\xC9\xFC\xDC\xDF\xE8\xE0\xEA\xE7\xF1\xF3\xE1\xED\xF0\xFE"
     "\xC0\xC1\xC7\xC8\xCA\xCD\xD0\xD1\xD3\xDA\xDD\xDE\xE3\xEB\xEF\xF2\xF4\xF5\xFA\xFD",
     "\x80\x82\x84\x85\x91\x92\x93\x94\x95\x96\x97\x99\xA0\xA3\xA7\xA8\xA9\xAB\xAE\xB0\xB1\xB2\xB3\xB4\xB7\xBB\xBC"
     "\xBD\xBE\xD7",
     '\x92'},
    {"ibm850", "\x91\x9B\x86\x92\x9D\x8F\x84\x94\x8E\x99\x82\x90\x81\x9A\xE1\x8A\x85\x88\x87\xA4\xA2\xA0\xA1\xD0\xE7",
     "\xF5\xF8\xAB\xAF\xAE", '\xEF'},
    {"macintosh", "\xBE\xBF\x8C\xAE\xAF\x81\x8A\x9A\x80\x85\x8E\x83\x9F\x86\xA7\x8F\x88\x90\x8D\x96\x97\x87\x92",
     "\xD2\xD3\xD4\xD5\xD0\xD1\xC9\xCA\xC7\xC8\xA1\xA4\xDB", '\xD5'},
}};

/// How many of the high bytes are letters beside letters or marks beside none, less those that would be nothing that
/// people write.
std::int64_t score_of(std::string_view text, const Letters& candidate) {
  const ByteSet letters = bytes_of(candidate.letters);
  const ByteSet marks = bytes_of(candidate.marks);
  std::int64_t score = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (value_of(text[i]) < 0x80) continue;
    const bool after = i > 0 && is_ascii_letter(text[i - 1]);
    const bool before = i + 1 < text.size() && is_ascii_letter(text[i + 1]);
    if (letters.test(value_of(text[i]))) {
      score += after || before ? 2 : 1;
    } else if (!marks.test(value_of(text[i]))) {
      score -= 2;
    } else if (!(after && before) || text[i] == candidate.apostrophe) {
      ++score;
    } else {
      --score;  // no quote or dash stands within a word
    }
  }
  return score;
}

/// How many lines are UTF-8 beyond ASCII, and how many are windows-1252 instead.
struct Lines {
  std::size_t utf8 = 0;
  std::size_t others = 0;
};

Lines count_lines(std::string_view text) {
  Lines lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find_first_of("\r\n", begin), text.size());
    const std::string_view line = text.substr(begin, end - begin);
    const bool ascii = std::none_of(line.begin(), line.end(), [](char c) { return value_of(c) >= 0x80; });
    if (valid_utf8_prefix(line) != line.size()) {
      lines.others += looks_like_1252(line) ? 1 : 0;
    } else if (!ascii) {
      ++lines.utf8;
    }
    begin = end + 1;
  }
  return lines;
}

/// UTF-16 without a mark: every other byte of Latin text is NUL.
std::string_view sniff_by_nuls(std::string_view head) {
  head = head.substr(0, nul_sample_bytes);
  if (head.size() < 6) return {};
  std::array<std::size_t, 2> nuls = {0, 0};
  for (std::size_t i = 0; i < head.size(); ++i) nuls[i % 2] += head[i] == '\0' ? 1 : 0;
  const std::size_t half = head.size() / 2;
  if (nuls[1] * 5 >= half * 3 && nuls[0] * 10 <= half) return "utf-16le";
  if (nuls[0] * 5 >= half * 3 && nuls[1] * 10 <= half) return "utf-16be";
  return {};
}

}  // namespace

bool looks_like_1252(std::string_view bytes) noexcept {
  static constexpr std::size_t share = 5;  // one stranger in five is let pass
  static const ByteSet likely = bytes_of(candidates[0].letters) | bytes_of(candidates[0].marks);
  std::size_t n_likely = 0;
  std::size_t n_others = 0;
  for (std::size_t i = 0; i < bytes.size();) {
    const std::size_t valid = valid_utf8_prefix(bytes.substr(i));
    const std::string_view before = bytes.substr(i, valid);
    // A text that has whole characters of UTF-8 is one with an accident in it.
    if (std::any_of(before.begin(), before.end(), [](char c) { return value_of(c) >= 0x80; })) return false;
    i += valid;
    if (i == bytes.size()) break;
    ++(likely.test(value_of(bytes[i++])) ? n_likely : n_others);
  }
  return n_likely > 0 && n_others * share <= n_likely;
}

CharsetGuess sniff_charset(std::string_view head, bool whole) {
  using std::string_view_literals::operator""sv;
  if (head.starts_with("\xEF\xBB\xBF")) return {"utf-8", 3};
  if (head.starts_with("\xFF\xFE\0\0"sv)) return {"utf-32le", 4};
  if (head.starts_with("\0\0\xFE\xFF"sv)) return {"utf-32be", 4};
  if (head.starts_with("\xFF\xFE")) return {"utf-16le", 2};
  if (head.starts_with("\xFE\xFF")) return {"utf-16be", 2};
  if (const std::string_view wide = sniff_by_nuls(head); !wide.empty()) return {std::string(wide), 0};
  constexpr std::size_t longest_character = 4;
  const std::size_t valid = valid_utf8_prefix(head);
  if (valid == head.size() || (!whole && head.size() - valid < longest_character)) return {};
  const Lines lines = count_lines(head);
  const Letters* best = &candidates.front();
  for (const Letters& candidate : candidates) {
    if (score_of(head, candidate) > score_of(head, *best)) best = &candidate;
  }
  if (lines.utf8 == 0) return {score_of(head, *best) > 0 ? std::string(best->charset) : "utf-8", 0};
  return {lines.others > 0 ? "mixed" : "utf-8", 0};
}

}  // namespace cxtext::io
