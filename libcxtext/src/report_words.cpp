#include "report_words.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace cxtext {

namespace {

constexpr std::uint64_t min_doc_count = 3;
constexpr double prior_total = 500;  // alpha_0: pseudo-words that pull rare words towards the whole corpus
constexpr double min_z = 1.96;

struct WordCandidate {
  double z;
  std::uint32_t form;
};

// Documents that a form stands in within one theme; a form of several languages counts once.
struct FormCount {
  std::uint32_t form;
  std::uint64_t docs;
};

// Two forms of one word ("levering", "leveringen") need not both be shown.
bool alike(const std::string& a, const std::string& b) {
  const std::size_t shorter = std::min(a.size(), b.size());
  std::size_t same = 0;
  while (same < shorter && a[same] == b[same]) ++same;
  return same >= 4 && same + 3 >= shorter;
}

}  // namespace

std::vector<std::vector<std::string>> telling_words(const AnalyzedInput& input, std::size_t n_themes,
                                                    std::size_t n_words) {
  std::map<std::string, std::uint32_t> form_ids;
  std::vector<std::uint32_t> form_of_word;
  for (const CorpusWord& word : input.corpus.words) {
    form_of_word.push_back(form_ids.try_emplace(word.form, static_cast<std::uint32_t>(form_ids.size())).first->second);
  }
  std::vector<const std::string*> forms(form_ids.size());
  for (const auto& [form, id] : form_ids) forms[id] = &form;

  std::vector<bool> is_stopword(form_ids.size(), false);
  for (std::size_t w = 0; w < input.corpus.words.size(); ++w) {
    if (input.corpus.words[w].is_stopword) is_stopword[form_of_word[w]] = true;
  }

  std::vector<std::uint64_t> of_all(forms.size(), 0);
  std::vector<std::uint64_t> seen;  // theme and form, once a document: sorting them beats counting in maps
  std::vector<std::uint32_t> in_doc;
  for (const AnalyzedStatement& statement : input.statements) {
    in_doc.clear();
    for (std::uint32_t w = 0; w < statement.n_words; ++w) {
      in_doc.push_back(form_of_word[input.corpus.tokens[statement.first_word + w]]);
    }
    std::sort(in_doc.begin(), in_doc.end());
    in_doc.erase(std::unique(in_doc.begin(), in_doc.end()), in_doc.end());
    for (const std::uint32_t form : in_doc) {
      ++of_all[form];
      for (std::uint32_t t = 0; t < statement.n_themes; ++t) {
        seen.push_back((std::uint64_t{input.themes[statement.first_theme + t]} << 32U) | form);
      }
    }
  }
  std::sort(seen.begin(), seen.end());
  std::vector<std::vector<FormCount>> of_theme(n_themes);
  for (const std::uint64_t pair : seen) {
    auto& counts = of_theme[pair >> 32U];
    const auto form = static_cast<std::uint32_t>(pair);
    if (counts.empty() || counts.back().form != form) counts.push_back({form, 0});
    ++counts.back().docs;
  }
  const auto n_all = static_cast<double>(std::accumulate(of_all.begin(), of_all.end(), std::uint64_t{0}));
  std::vector<std::vector<std::string>> words(n_themes);
  for (std::size_t theme = 0; theme < n_themes; ++theme) {
    double n_theme = 0;
    for (const FormCount& count : of_theme[theme]) n_theme += static_cast<double>(count.docs);
    std::vector<WordCandidate> candidates;
    for (const auto& [form, count] : of_theme[theme]) {
      if (count < min_doc_count || forms[form]->size() < 3 || is_stopword[form]) continue;
      const auto all = static_cast<double>(of_all[form]);
      const double alpha = prior_total * all / n_all;
      const auto in = static_cast<double>(count);
      const double out = all - in;
      const double delta = std::log((in + alpha) / (n_theme + prior_total - in - alpha)) -
                           std::log((out + alpha) / (n_all - n_theme + prior_total - out - alpha));
      const double z = delta / std::sqrt(1 / (in + alpha) + 1 / (out + alpha));
      if (z >= min_z) candidates.push_back({z, form});
    }
    std::sort(candidates.begin(), candidates.end(), [&](const WordCandidate& a, const WordCandidate& b) {
      return a.z != b.z ? a.z > b.z : *forms[a.form] < *forms[b.form];
    });
    for (const WordCandidate& candidate : candidates) {
      if (words[theme].size() == n_words) break;
      const std::string& form = *forms[candidate.form];
      const auto similar = [&](const std::string& shown) { return alike(shown, form); };
      if (std::none_of(words[theme].begin(), words[theme].end(), similar)) words[theme].push_back(form);
    }
  }
  return words;
}

}  // namespace cxtext
