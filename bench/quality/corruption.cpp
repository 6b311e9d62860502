#include "corruption.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>

#include "cxtext/io.h"

namespace corruption {
namespace {

constexpr std::size_t max_lost = 20;

/// SplitMix64 (Steele, Lea & Flood 2014).
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15ULL);
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31U);
  }
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(next() % n); }
  bool chance(double p) { return static_cast<double>(next() >> 11U) * 0x1.0p-53 < p; }

 private:
  std::uint64_t state_;
};

std::string comment(Random& random, const Plan& plan) {
  constexpr std::string_view words[] = {"personalet", "var",   "venligt",  "och",    "hjælpsom", "men",   "ventetiden",
                                        "leverans",   "slow",  "delivery", "eg",     "fekk",     "ikkje", "svar",
                                        "prisen",     "er",    "for",      "high",   "å",        "öppet", "butikken",
                                        "app",        "quick", "great",    "kassen", "lukket",   "igen"};
  std::string text;
  if (random.chance(0.1)) return text;
  for (std::size_t n = 1 + random.below(plan.max_words); n > 0; --n) {
    if (!text.empty())
      text += random.chance(0.1) ? ", " : random.chance(0.03) ? "\n" : random.chance(0.02) ? "; " : " ";
    const std::string_view word = words[random.below(std::size(words))];
    if (!random.chance(plan.quotes_in_words)) {
      text += word;
    } else if (random.chance(0.5)) {
      text += '"' + std::string(word) + '"';
    } else {
      text += "5\"";
    }
  }
  if (random.chance(0.5)) text += '.';
  return text;
}

void append_field(std::string& out, const std::string& field, const Plan& plan) {
  const bool quoted = plan.quote_all || field.find_first_of(std::string("\"\n") + plan.delimiter) != std::string::npos;
  if (!quoted) {
    out += field;
    return;
  }
  out += '"';
  for (const char c : field) out.append(c == '"' ? 2 : 1, c);
  out += '"';
}

void append_row(std::string& out, const std::vector<std::string>& fields, const Plan& plan) {
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (i > 0) out += plan.delimiter;
    append_field(out, fields[i], plan);
  }
  out += '\n';
}

std::string date_of(Random& random) {
  const auto two = [](std::size_t n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  return "2025-" + two(1 + random.below(12)) + '-' + two(1 + random.below(28));
}

std::vector<std::string> fields_of(const Row& row, const Plan& plan) {
  const std::string score = std::to_string(row.score);
  if (plan.text_last) return {row.id, score, row.date, row.place, row.text};
  return {row.id, score, row.text, row.date, row.place};
}

/// Damages the row that stands in [begin, end) of the clean bytes. Appends what remains of it, and returns where the
/// clean bytes go on: past the row, or within a later one that the cut reached.
std::size_t damage(const std::string& clean, std::size_t begin, std::size_t end, char delimiter, Random& random,
                   std::string& out) {
  const std::size_t at = begin + random.below(end - begin);
  switch (random.below(3)) {
    case 0: {
      std::vector<std::size_t> quotes;
      for (std::size_t i = begin; i < end; ++i) {
        if (clean[i] == '"') quotes.push_back(i);
      }
      if (quotes.empty()) break;
      const std::size_t gone = quotes[random.below(quotes.size())];
      out.append(clean, begin, gone - begin);
      out.append(clean, gone + 1, end - gone - 1);
      return end;
    }
    case 1:
      out.append(clean, begin, at - begin);
      out += delimiter;
      out.append(clean, at, end - at);
      return end;
    default:
      break;
  }
  const std::size_t next = std::min(at + 1 + random.below(20), clean.size());
  out.append(clean, begin, at - begin);
  if (next < end) out.append(clean, next, end - next);
  return std::max(next, end);
}

std::string line_at(const std::string& bytes, const std::vector<std::size_t>& begins, std::size_t line) {
  const std::size_t end = line + 1 < begins.size() ? begins[line + 1] - 1 : bytes.size();
  return bytes.substr(begins[line], std::min(end, bytes.size()) - begins[line]);
}

/// A row or reject as far as lines go: where it starts, and what came out of it.
struct Span {
  std::uint64_t line;
  std::string text;
};

/// Lines that start no row must be found again within the row or reject they belong to.
std::uint64_t unaccounted(const std::string& bytes, std::vector<Span>& spans, std::uint64_t& n_lines) {
  std::vector<std::size_t> begins{0};
  for (std::size_t i = 0; i + 1 < bytes.size(); ++i) {
    if (bytes[i] == '\n') begins.push_back(i + 1);
  }
  std::stable_sort(spans.begin(), spans.end(), [](const Span& a, const Span& b) { return a.line < b.line; });
  std::size_t last = 0;
  for (std::size_t i = 1; i < spans.size(); ++i) {
    if (spans[i].line != spans[last].line) {
      if (++last != i) spans[last] = std::move(spans[i]);
    } else {
      spans[last].text += ' ' + spans[i].text;
    }
  }
  if (!spans.empty()) spans.resize(last + 1);
  std::uint64_t missing = 0;
  std::size_t span = 0;
  for (std::size_t line = 1; line < begins.size(); ++line) {
    ++n_lines;
    while (span + 1 < spans.size() && spans[span + 1].line <= line + 1) ++span;
    if (!spans.empty() && spans[span].line == line + 1) continue;
    const std::string text = line_at(bytes, begins, line);
    // Its first run of plain letters: quotes and delimiters may have become something else, cut letters U+FFFD.
    const auto plain = [](char c) { return (c >= 'a' && c <= 'z'); };
    const auto begin = std::find_if(text.begin(), text.end(), plain);
    const std::string words(begin, std::find_if_not(begin, text.end(), plain));
    if (spans.empty() || spans[span].line > line + 1 || spans[span].text.find(words) == std::string::npos) ++missing;
  }
  return missing;
}

}  // namespace

Export generate(const Plan& plan) {
  Random random(plan.seed);
  constexpr std::string_view places[] = {"Aarhus", "Malmö", "Tromsø", "Leeds", "Helsinki, FI"};
  Export made;
  std::string clean;
  std::vector<std::size_t> begins;
  for (std::size_t i = 0; i < plan.n_rows; ++i) {
    Row row;
    row.id = "r" + std::to_string(i);
    row.text = comment(random, plan);
    row.place = places[random.below(std::size(places))];
    row.score = static_cast<int>(random.below(11));
    row.date = date_of(random);
    begins.push_back(clean.size());
    append_row(clean, fields_of(row, plan), plan);
    made.rows.push_back(std::move(row));
  }
  begins.push_back(clean.size());
  append_row(made.bytes,
             plan.text_last ? std::vector<std::string>{"id", "score", "date", "place", "comment"}
                            : std::vector<std::string>{"id", "score", "comment", "date", "place"},
             plan);
  std::size_t at = 0;
  for (std::size_t i = 0; i < plan.n_rows; ++i) {
    const std::size_t end = begins[i + 1];
    if (at > begins[i]) made.rows[i].touched = true;
    if (at >= end) continue;
    if (at == begins[i] && random.chance(plan.share)) {
      made.rows[i].touched = true;
      at = damage(clean, at, end, plan.delimiter, random, made.bytes);
      // A cut that takes the line end joins the next row to this one.
      if (made.bytes.empty() || made.bytes.back() != '\n') {
        if (i + 1 < plan.n_rows) made.rows[i + 1].touched = true;
      }
      continue;
    }
    made.bytes.append(clean, at, end - at);
    at = end;
  }
  return made;
}

double Outcome::kept_share() const {
  return untouched == 0 ? 1.0 : static_cast<double>(kept) / static_cast<double>(untouched);
}

Outcome check(const Export& made, const std::string& path, char delimiter, unsigned threads) {
  Outcome outcome;
  for (const Row& row : made.rows) outcome.untouched += row.touched ? 0 : 1;
  cxtext::ReadOptions options;
  options.delimiter = delimiter;
  options.segment_columns = {"place"};
  options.threads = threads;
  auto reader = cxtext::CommentReader::open(path, options);
  if (!reader) return outcome;
  std::vector<cxtext::Comment> comments;
  std::vector<cxtext::Reject> rejects;
  while (true) {
    const auto got = reader->read(4096, comments, rejects);
    if (!got || *got == 0) break;
  }
  std::unordered_map<std::string_view, const cxtext::Comment*> by_id;
  std::vector<Span> spans;
  for (const cxtext::Comment& comment : comments) {
    by_id.emplace(comment.id, &comment);
    spans.push_back({comment.line, comment.id + ' ' + comment.text + ' ' + comment.segments.front()});
  }
  for (const cxtext::Reject& reject : rejects) {
    // A comment that slipped into the column of scores or dates is in the reject of that cell.
    spans.push_back({reject.line, reject.raw});
    outcome.rejected += reject.row_lost ? 1 : 0;
  }
  for (const Row& row : made.rows) {
    if (row.touched) continue;
    const auto found = by_id.find(row.id);
    const cxtext::Comment* comment = found == by_id.end() ? nullptr : found->second;
    const bool same = comment != nullptr && comment->text == row.text && comment->date == row.date &&
                      comment->score == static_cast<double>(row.score) && comment->segments.front() == row.place;
    if (same) {
      ++outcome.kept;
    } else if (outcome.lost.size() < max_lost) {
      outcome.lost.push_back(row.id);
    }
  }
  outcome.unaccounted_lines = unaccounted(made.bytes, spans, outcome.lines);
  return outcome;
}

}  // namespace corruption
