#include "report_words.h"

#include <algorithm>
#include <map>
#include <numeric>

#include "cxtext/keyness.h"

#include "report_format.h"

namespace cxtext {

namespace {

constexpr std::uint64_t min_doc_count = 3;
constexpr double min_z = 1.96;

// Two forms of one word ("levering", "leveringen") need not both be shown.
bool alike(const std::string& a, const std::string& b) {
  const std::size_t shorter = std::min(a.size(), b.size());
  std::size_t same = 0;
  while (same < shorter && a[same] == b[same]) ++same;
  return same >= 4 && same + 3 >= shorter;
}

/// The words of a corpus by their form: one of several languages counts once.
class Forms {
 public:
  explicit Forms(const Corpus& corpus) {
    std::map<std::string, std::uint32_t> ids;
    for (const CorpusWord& word : corpus.words) {
      const auto [at, is_new] = ids.try_emplace(word.form, static_cast<std::uint32_t>(ids.size()));
      form_of_word_.push_back(at->second);
      if (is_new) is_stopword_.push_back(false);
      if (word.is_stopword) is_stopword_[at->second] = true;
    }
    texts_.resize(ids.size());
    for (auto& [text, id] : ids) texts_[id] = text;
  }

  [[nodiscard]] std::size_t size() const noexcept { return texts_.size(); }
  [[nodiscard]] const std::string& text(std::uint32_t form) const noexcept { return texts_[form]; }
  [[nodiscard]] bool can_tell(std::uint32_t form) const noexcept {
    return texts_[form].size() >= 3 && !is_stopword_[form];
  }

  /// Appends the forms of a statement's words.
  void append(const AnalyzedInput& input, const AnalyzedStatement& statement, std::vector<std::uint32_t>& out) const {
    for (std::uint32_t w = 0; w < statement.n_words; ++w) {
      out.push_back(form_of_word_[input.corpus.tokens[statement.first_word + w]]);
    }
  }

 private:
  std::vector<std::uint32_t> form_of_word_;
  std::vector<bool> is_stopword_;
  std::vector<std::string> texts_;
};

void sort_once(std::vector<std::uint32_t>& forms) {
  std::sort(forms.begin(), forms.end());
  forms.erase(std::unique(forms.begin(), forms.end()), forms.end());
}

/// Documents with a form: in one group, and in all.
struct FormCount {
  std::uint32_t form = 0;
  std::uint64_t in = 0;
};

/// The words of a group that tell it best, leaving out forms of words that are there already.
WordScores telling_words(const Forms& forms, const std::vector<FormCount>& group,
                         const std::vector<std::uint64_t>& of_all, std::uint64_t pairs, std::size_t n_words) {
  WordScores out;
  for (const FormCount& count : group) out.pairs_in += count.in;
  out.pairs_out = pairs - out.pairs_in;
  struct Candidate {
    double z;
    double rank;  // as JSON has it, so that the last bit of a logarithm cannot swap two words
    FormCount count;
  };
  std::vector<Candidate> candidates;
  for (const FormCount& count : group) {
    if (count.in < min_doc_count || !forms.can_tell(count.form)) continue;
    const double z = keyness_z({count.in, of_all[count.form] - count.in, out.pairs_in, out.pairs_out});
    if (z >= min_z) candidates.push_back({z, pages::rounded_points(z), count});
  }
  std::sort(candidates.begin(), candidates.end(), [&](const Candidate& a, const Candidate& b) {
    return a.rank != b.rank ? a.rank > b.rank : forms.text(a.count.form) < forms.text(b.count.form);
  });
  for (const auto& [z, rank, count] : candidates) {
    if (out.words.size() == n_words) break;
    const std::string& text = forms.text(count.form);
    if (std::ranges::any_of(out.words, [&](const WordScore& shown) { return alike(shown.word, text); })) continue;
    out.words.push_back({text, count.in, of_all[count.form] - count.in, z});
  }
  return out;
}

}  // namespace

std::vector<WordScores> words_of_themes(const AnalyzedInput& input, std::size_t n_themes, std::size_t n_words) {
  const Forms forms(input.corpus);
  std::vector<std::uint64_t> of_all(forms.size(), 0);
  std::vector<std::uint64_t> seen;  // theme and form, once a document: sorting them beats counting in maps
  std::vector<std::uint32_t> in_doc;
  for (const AnalyzedStatement& statement : input.statements) {
    in_doc.clear();
    forms.append(input, statement, in_doc);
    sort_once(in_doc);
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
    ++counts.back().in;
  }
  const std::uint64_t pairs = std::accumulate(of_all.begin(), of_all.end(), std::uint64_t{0});
  std::vector<WordScores> out;
  for (const auto& counts : of_theme) out.push_back(telling_words(forms, counts, of_all, pairs, n_words));
  return out;
}

std::array<WordScores, n_bands> words_of_bands(const AnalyzedInput& input,
                                               const std::vector<std::optional<Band>>& band_of_comment,
                                               std::size_t n_words) {
  const Forms forms(input.corpus);
  std::vector<std::uint64_t> of_all(forms.size(), 0);
  std::array<std::vector<std::uint64_t>, n_bands> of_band;
  of_band.fill(of_all);
  std::vector<std::uint32_t> in_doc;
  for (std::size_t c = 0; c < input.comments.size(); ++c) {
    const AnalyzedComment& comment = input.comments[c];
    if (!band_of_comment[c] || !comment.has_content) continue;
    in_doc.clear();
    for (std::uint32_t s = 0; s < comment.n_statements; ++s) {
      forms.append(input, input.statements[comment.first_statement + s], in_doc);
    }
    sort_once(in_doc);
    for (const std::uint32_t form : in_doc) {
      ++of_all[form];
      ++of_band[static_cast<std::size_t>(*band_of_comment[c])][form];
    }
  }
  const std::uint64_t pairs = std::accumulate(of_all.begin(), of_all.end(), std::uint64_t{0});
  std::array<WordScores, n_bands> out;
  for (std::size_t band = 0; band < n_bands; ++band) {
    std::vector<FormCount> counts;
    for (std::uint32_t form = 0; form < forms.size(); ++form) {
      if (of_band[band][form] > 0) counts.push_back({form, of_band[band][form]});
    }
    out[band] = telling_words(forms, counts, of_all, pairs, n_words);
  }
  return out;
}

}  // namespace cxtext
