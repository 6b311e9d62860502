#include "language_sources.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <optional>

#include "cxtext/lang.h"
#include "cxtext/text.h"
#include "cxtext/tokens.h"

#include "hash.h"

namespace cxtext::training {

namespace {

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts(1);
  for (const char c : text) {
    if (c == separator) {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

// Names of languages that are not among the five count as `other`.
Labels labels_of(const std::string& names) {
  if (names == "-") return no_language;
  Labels labels = 0;
  for (const std::string& name : split(names, '+')) {
    std::size_t label = index_of(Lang::other);
    for (const Lang lang : lexicon_langs) {
      if (to_code(lang) == name) label = index_of(lang);
    }
    labels = static_cast<Labels>(labels | 1U << label);
  }
  return labels;
}

void add_document(Labels labels, const std::string& raw, float weight, Vocabulary& vocabulary,
                  std::vector<Document>& out) {
  Tokenizer tokenizer;
  std::vector<Token> tokens;
  const CleanText clean(raw);
  // The words of running text: what the tailorings take out of it is no evidence later, and few.
  tokenizer.tokenize(clean.text(), tokens, {.keep_spaces = false, .tailored = false});
  Document document{labels, {}, weight};
  for (const Token& token : tokens) {
    if (token.kind != TokenKind::word) continue;
    document.words.push_back(vocabulary.number_of(fold(clean.text().substr(token.begin, token.end - token.begin))));
  }
  if (!document.words.empty()) out.push_back(std::move(document));
}

struct Spelling {
  std::string_view letter;
  std::string_view digraph;
  std::string_view bare;
};
constexpr Spelling spellings[] = {{"æ", "ae", "ae"}, {"ø", "oe", "o"}, {"å", "aa", "a"}, {"ä", "a", "a"},
                                  {"ö", "o", "o"},   {"é", "e", "e"},  {"ü", "u", "u"}};

std::string respelled(const std::string& word, bool digraphs) {
  std::string out;
  for (std::size_t at = 0; at < word.size();) {
    const auto* found = std::find_if(std::begin(spellings), std::end(spellings), [&](const Spelling& spelling) {
      return word.compare(at, spelling.letter.size(), spelling.letter) == 0;
    });
    if (found == std::end(spellings)) {
      out += word[at++];
    } else {
      out += digraphs ? found->digraph : found->bare;
      at += found->letter.size();
    }
  }
  return out;
}

// A letter doubled, dropped, or changed places with the next; which and where comes from the word itself.
std::string with_slip(const std::string& word) {
  constexpr std::size_t shortest = 5;
  const auto is_plain = [](char c) { return c >= 'a' && c <= 'z'; };
  if (word.size() < shortest) return word;
  const std::uint64_t hash = hash64(word);
  const std::size_t at = 1 + hash % (word.size() - 2);
  if (!is_plain(word[at]) || !is_plain(word[at + 1])) return word;
  std::string out = word;
  switch ((hash >> 32U) % 3) {
    case 0:
      out.insert(at, 1, out[at]);
      break;
    case 1:
      out.erase(at, 1);
      break;
    default:
      std::swap(out[at], out[at + 1]);
  }
  return out;
}

}  // namespace

std::uint32_t Vocabulary::number_of(const std::string& word) {
  const auto [found, is_new] = numbers_.try_emplace(word, static_cast<std::uint32_t>(words_.size()));
  if (is_new) words_.push_back(word);
  return found->second;
}

void Vocabulary::finish() {
  const std::size_t n_original = words_.size();
  for (std::size_t w = 0; w < n_original; ++w) {
    const std::string word = words_[w];
    copies_.push_back(number_of(respelled(word, true)));
    copies_.push_back(number_of(respelled(word, false)));
    copies_.push_back(number_of(with_slip(word)));
  }
  for (const std::string& word : words_) {
    first_feature_.push_back(features_.size());
    language_features::for_each_gram(word, [&](std::uint64_t hash) {
      const auto [found, is_new] = feature_numbers_.try_emplace(hash, static_cast<std::uint32_t>(hashes_.size()));
      if (is_new) hashes_.push_back(hash);
      features_.push_back(found->second);
    });
  }
  first_feature_.push_back(features_.size());
}

double mass_of(const Document& document) { return std::sqrt(static_cast<double>(document.words.size())); }

bool read_source(const std::string& source, SourceWeight weight, Vocabulary& vocabulary, std::vector<Document>& out) {
  const std::size_t n_before = out.size();
  const bool words = source.starts_with("words/");
  const std::vector<std::string> parts = split(words ? source.substr(6) : source, ':');
  std::ifstream file(parts.size() > 1 ? parts[1] : std::string());
  if (!file) return false;
  std::string line;
  std::optional<std::size_t> text_column;
  std::size_t lang_column = 0;
  bool first = !words;
  while (std::getline(file, line)) {
    if (line.empty() || line.starts_with("# ")) continue;
    const std::vector<std::string> fields = split(line, '\t');
    if (first) {
      first = false;
      const auto text = std::find(fields.begin(), fields.end(), "text");
      const auto lang = std::find(fields.begin(), fields.end(), "lang");
      if (lang != fields.end()) lang_column = static_cast<std::size_t>(lang - fields.begin());
      if (text != fields.end()) {
        text_column = static_cast<std::size_t>(text - fields.begin());
        continue;
      }
    }
    if (words) {
      const auto column = static_cast<std::size_t>(std::stoul(parts.at(2))) - 1;
      if (column >= fields.size() || fields[column] == "-") continue;
      for (std::string term : split(fields[column], ',')) {
        std::erase_if(term, [](char c) { return c == '=' || c == '*'; });
        add_document(labels_of(parts[0]), term, weight.each, vocabulary, out);
      }
      continue;
    }
    const std::size_t column = text_column.value_or(fields.size() - 1);
    if (column >= fields.size()) continue;
    add_document(labels_of(parts[0] == "*" ? fields.at(lang_column) : parts[0]), fields[column], weight.each,
                 vocabulary, out);
  }
  if (weight.mass > 0) {
    double total = 0;
    for (std::size_t i = n_before; i < out.size(); ++i) total += mass_of(out[i]);
    for (std::size_t i = n_before; i < out.size(); ++i) {
      out[i].weight = static_cast<float>(static_cast<double>(weight.mass) / total);
    }
  }
  return true;
}

}  // namespace cxtext::training
