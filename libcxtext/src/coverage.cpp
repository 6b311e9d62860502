#include <algorithm>
#include <map>
#include <unordered_map>

#include "cxtext/pipeline.h"
#include "cxtext/text.h"

#include "icu.h"

namespace cxtext {

namespace {

struct WordCount {
  std::uint64_t known = 0;
  std::uint64_t unknown = 0;
  std::uint64_t lower = 0;                // written without a capital
  std::uint64_t capital_in_sentence = 0;  // with one, where no sentence starts

  [[nodiscard]] bool is_name() const noexcept { return capital_in_sentence > lower; }
};

bool starts_sentence(std::string_view text, std::size_t begin) {
  constexpr std::string_view quotes = " \t\"'(*-";
  while (begin > 0 && quotes.find(text[begin - 1]) != std::string_view::npos) --begin;
  constexpr std::string_view ends = ".!?:;\n\r";
  return begin == 0 || ends.find(text[begin - 1]) != std::string_view::npos;
}

void count_term(const Comment& comment, const Term& term, WordCount& count) {
  const std::string_view text(comment.text);
  if (term.concept_id != 0) {
    ++count.known;
  } else {
    ++count.unknown;
  }
  const char32_t first = decode_first(text.substr(term.begin)).code_point;
  if (!icu_adapter::is_upper(first)) {
    ++count.lower;
  } else if (!starts_sentence(text, term.begin)) {
    ++count.capital_in_sentence;
  }
}

using WordCounts = std::map<std::string, WordCount>;

Coverage::Counts sum_of(const WordCounts& words) {
  constexpr std::size_t max_missing = 500;
  Coverage::Counts out;
  for (const auto& [word, count] : words) {
    if (count.is_name()) continue;
    out.words += count.known + count.unknown;
    out.known += count.known;
    if (count.unknown > 0) out.missing.emplace_back(word, count.unknown);
  }
  std::stable_sort(out.missing.begin(), out.missing.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  if (out.missing.size() > max_missing) out.missing.resize(max_missing);
  return out;
}

}  // namespace

Coverage concept_coverage(const Engine& engine, std::span<const Comment> comments, std::optional<Lang> lang) {
  Analyzer analyzer(engine);
  const FileLanguages languages =
      learn_languages(analyzer, comments.first(std::min(comments.size(), prior_sample_rows)));
  std::array<WordCounts, n_lexicon_langs> words;
  for (const Comment& comment : comments) {
    const AnalyzeOptions options{
        .prior = languages.prior, .language = lang, .declared = {}, .among = {}, .fallback = languages.main};
    const Analysis& analysis = analyzer.analyze(comment.text, options);
    if (!analysis.has_content || !has_lexicon(analysis.lists)) continue;
    std::uint32_t last = 0;  // two parts of a compound are one word
    for (const Term& term : analysis.terms) {
      if (term.end == last) continue;
      last = term.end;
      const std::string form(analyzer.word_text(term.word));
      const LexiconEntry* entry = engine.lexicon().find_form(analysis.lists, form);
      const bool is_no_word =
          decode_first(form).bytes == form.size() || form.find_first_of("0123456789") != std::string::npos;
      if (is_no_word || (entry != nullptr && entry->is_stopword)) continue;
      count_term(comment, term, words[index_of(analysis.lists)][form]);
    }
    analyzer.trim();
  }
  Coverage out;
  for (std::size_t l = 0; l < n_lexicon_langs; ++l) out.by_lang[l] = sum_of(words[l]);
  return out;
}

}  // namespace cxtext
