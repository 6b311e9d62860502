#include "theme_names.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <unordered_map>

namespace cxtext {

namespace {

constexpr std::size_t max_words = 8;
constexpr std::size_t max_name_words = 3;
constexpr std::size_t n_candidates = 24;  // more than are shown: some are variants of one word
constexpr std::uint32_t min_places = 3;   // of a phrase that is to be shown
constexpr std::uint32_t no_key = 0xFFFFFFFF;

/// One to three words by their keys; unused places hold no_key.
using Phrase = std::array<std::uint32_t, 3>;

std::size_t length_of(const Phrase& phrase) noexcept {
  return static_cast<std::size_t>(std::find(phrase.begin(), phrase.end(), no_key) - phrase.begin());
}

bool contains(const Phrase& phrase, std::uint32_t key) noexcept {
  return std::find(phrase.begin(), phrase.end(), key) != phrase.end();
}

/// Forms of one word under one key: its column, or a number of its own beyond the columns where only the stem joins
/// them. Words that may not stand in a name have none.
class WordKeys {
 public:
  WordKeys(const Corpus& corpus, const VectorSpace& space, const Lexicon& lexicon, bool with_feelings)
      : n_columns_(space.terms.size()), key_(corpus.words.size(), no_key) {
    std::map<std::pair<Lang, std::string_view>, std::uint32_t> of_stem;
    for (std::size_t w = 0; w < corpus.words.size(); ++w) {
      const CorpusWord& word = corpus.words[w];
      const bool function_word = word.is_stopword || is_stopword(lexicon, word);
      if (word.form.size() < 2 || (word.is_feeling && !with_feelings) || function_word) continue;
      if (space.term_of_word[w] != no_term) {
        key_[w] = space.term_of_word[w];
        continue;
      }
      const std::string_view stem = word.stem.empty() ? word.form : word.stem;
      const auto next = static_cast<std::uint32_t>(n_columns_ + of_stem.size());
      key_[w] = of_stem.emplace(std::pair(word.lang, stem), next).first->second;
    }
  }

  [[nodiscard]] std::uint32_t of_word(std::uint32_t word) const noexcept { return key_[word]; }
  [[nodiscard]] bool is_column(std::uint32_t key) const noexcept { return key < n_columns_; }

 private:
  static bool is_stopword(const Lexicon& lexicon, const CorpusWord& word) {
    if (!has_lexicon(word.lang)) return false;
    const LexiconEntry* entry = lexicon.find_form(word.lang, word.form);
    return entry != nullptr && entry->is_stopword;
  }

  std::size_t n_columns_;
  std::vector<std::uint32_t> key_;
};

std::size_t words_in(std::string_view text) {
  return 1 + static_cast<std::size_t>(std::count(text.begin(), text.end(), ' '));
}

/// Documents by cluster, in input order.
std::vector<std::vector<std::uint32_t>> members_of(std::span<const std::int32_t> cluster_of_doc,
                                                   std::uint32_t n_clusters) {
  std::vector<std::vector<std::uint32_t>> members(n_clusters);
  for (std::uint32_t doc = 0; doc < cluster_of_doc.size(); ++doc) {
    if (cluster_of_doc[doc] >= 0) members[static_cast<std::size_t>(cluster_of_doc[doc])].push_back(doc);
  }
  return members;
}

struct ScoredKey {
  std::uint32_t key = 0;
  std::uint32_t docs = 0;
  double score = 0;
};

/// Works on one cluster after another.
class Namer {
 public:
  Namer(const Corpus& corpus, const VectorSpace& space, const Lexicon& lexicon, Lang name_language)
      : corpus_(corpus), space_(space), lexicon_(lexicon), name_language_(name_language) {}

  /// Counts of keys over all clusters; before any call of label.
  void count_all(const std::vector<std::vector<std::uint32_t>>& members, const WordKeys& keys) {
    total_.assign(space_.terms.size(), 0);
    std::uint64_t all = 0;
    for (const std::vector<std::uint32_t>& docs : members) {
      for (const ScoredKey& key : count_keys(docs, keys)) {
        total_[key.key] += key.docs;
        all += key.docs;
      }
    }
    mean_size_ = static_cast<double>(all) / static_cast<double>(std::max<std::size_t>(members.size(), 1));
  }

  /// Telling words and phrases, the strongest first, with their scores.
  struct Telling {
    std::string text;
    double score = 0;
  };
  [[nodiscard]] std::vector<Telling> telling(const std::vector<std::uint32_t>& docs, const WordKeys& keys) const {
    const std::vector<ScoredKey> best = best_keys(docs, keys);
    std::vector<Phrase> phrases;
    std::vector<std::uint32_t> telling_keys;  // of each phrase the word that it is told for
    std::vector<double> scores;
    const std::vector<PhraseCount> counts = count_phrases(docs, keys, best);
    for (const ScoredKey& key : best) {
      const bool said =
          std::any_of(phrases.begin(), phrases.end(), [&](const Phrase& p) { return contains(p, key.key); });
      if (said) continue;
      phrases.push_back(widen(key, counts));
      telling_keys.push_back(key.key);
      scores.push_back(key.score);
    }
    const std::vector<std::string> texts = surfaces(docs, keys, phrases, telling_keys);
    std::vector<Telling> out;
    for (std::size_t i = 0; i < phrases.size() && out.size() < max_words; ++i) {
      const bool variant =
          std::any_of(out.begin(), out.end(), [&](const Telling& t) { return is_variant(t.text, texts[i]); });
      if (!texts[i].empty() && !variant) out.push_back({texts[i], scores[i]});
    }
    return out;
  }

 private:
  template <class Visit>
  void for_each_key(std::uint32_t doc, const WordKeys& keys, const Visit& visit) const {
    const CorpusDoc& at = corpus_.docs[doc];
    for (std::uint32_t i = 0; i < at.n_words; ++i) visit(keys.of_word(corpus_.tokens[at.first_word + i]));
  }

  /// Columns that stand in the documents, each with the number of documents; ascending.
  [[nodiscard]] std::vector<ScoredKey> count_keys(const std::vector<std::uint32_t>& docs, const WordKeys& keys) const {
    std::vector<std::uint32_t> seen;
    std::vector<std::uint32_t> of_doc;
    for (const std::uint32_t doc : docs) {
      of_doc.clear();
      for_each_key(doc, keys, [&](std::uint32_t key) {
        if (key != no_key && keys.is_column(key)) of_doc.push_back(key);
      });
      std::sort(of_doc.begin(), of_doc.end());
      seen.insert(seen.end(), of_doc.begin(), std::unique(of_doc.begin(), of_doc.end()));
    }
    std::sort(seen.begin(), seen.end());
    std::vector<ScoredKey> out;
    for (const std::uint32_t key : seen) {
      if (out.empty() || out.back().key != key) out.push_back({key, 0, 0});
      ++out.back().docs;
    }
    return out;
  }

  /// c-TF-IDF: documents in the cluster times ln(1 + mean size of a cluster / documents overall).
  [[nodiscard]] std::vector<ScoredKey> best_keys(const std::vector<std::uint32_t>& docs, const WordKeys& keys) const {
    std::vector<ScoredKey> out = count_keys(docs, keys);
    for (ScoredKey& key : out) {
      const auto overall = static_cast<double>(std::max(total_[key.key], 1U));
      key.score = static_cast<double>(key.docs) * std::log(1.0 + mean_size_ / overall);
    }
    std::sort(out.begin(), out.end(), [](const ScoredKey& a, const ScoredKey& b) {
      return a.score != b.score ? a.score > b.score : a.key < b.key;
    });
    if (out.size() > n_candidates) out.resize(n_candidates);
    return out;
  }

  struct PhraseCount {
    Phrase phrase;
    std::uint32_t places = 0;
  };

  /// How often phrases of two and three words around the best keys are written in the documents, in ascending order;
  /// those that are written often enough to be shown.
  [[nodiscard]] std::vector<PhraseCount> count_phrases(const std::vector<std::uint32_t>& docs, const WordKeys& keys,
                                                       const std::vector<ScoredKey>& best) const {
    std::vector<std::uint32_t> wanted;
    for (const ScoredKey& key : best) wanted.push_back(key.key);
    std::sort(wanted.begin(), wanted.end());
    const auto is_wanted = [&](std::uint32_t key) { return std::binary_search(wanted.begin(), wanted.end(), key); };
    std::vector<Phrase> written;
    std::vector<std::uint32_t> line;
    for (const std::uint32_t doc : docs) {
      line.clear();
      for_each_key(doc, keys, [&](std::uint32_t key) { line.push_back(key); });
      for (std::size_t i = 0; i + 1 < line.size(); ++i) {
        const Phrase pair{line[i], line[i + 1], no_key};
        if (pair[0] == no_key || pair[1] == no_key || pair[0] == pair[1]) continue;
        const bool pair_wanted = is_wanted(pair[0]) || is_wanted(pair[1]);
        if (pair_wanted) written.push_back(pair);
        if (i + 2 == line.size() || contains(pair, line[i + 2])) continue;  // no_key is in every pair
        if (pair_wanted || is_wanted(line[i + 2])) written.push_back({pair[0], pair[1], line[i + 2]});
      }
    }
    std::sort(written.begin(), written.end());
    std::vector<PhraseCount> counts;
    for (const Phrase& phrase : written) {
      if (counts.empty() || counts.back().phrase != phrase) {
        if (!counts.empty() && counts.back().places < min_places) counts.pop_back();
        counts.push_back({phrase, 0});
      }
      ++counts.back().places;
    }
    return counts;
  }

  /// The phrase that a word mostly stands in, if there is one.
  static Phrase widen(const ScoredKey& key, const std::vector<PhraseCount>& counts) {
    constexpr double pair_share = 0.4;    // of the word's documents
    constexpr double triple_share = 0.7;  // of the pair's places
    const auto best_with = [&](const auto& fits) {
      PhraseCount best{{no_key, no_key, no_key}, 0};
      for (const PhraseCount& count : counts) {
        if (count.places > best.places && fits(count.phrase)) best = count;
      }
      return best;
    };
    const auto enough = [](std::uint32_t places, std::uint32_t of, double share) {
      return places >= min_places && static_cast<double>(places) >= share * static_cast<double>(of);
    };
    const PhraseCount pair = best_with([&](const Phrase& p) { return length_of(p) == 2 && contains(p, key.key); });
    if (!enough(pair.places, key.docs, pair_share)) return {key.key, no_key, no_key};
    const PhraseCount triple = best_with([&](const Phrase& p) {
      return length_of(p) == 3 && (std::equal(p.begin(), p.begin() + 2, pair.phrase.begin()) ||
                                   std::equal(p.begin() + 1, p.end(), pair.phrase.begin()));
    });
    return enough(triple.places, pair.places, triple_share) ? triple.phrase : pair.phrase;
  }

  using WordCounts = std::map<Phrase, std::uint32_t>;  // by words in place of keys

  /// What to write for each phrase.
  [[nodiscard]] std::vector<std::string> surfaces(const std::vector<std::uint32_t>& docs, const WordKeys& keys,
                                                  const std::vector<Phrase>& phrases,
                                                  const std::vector<std::uint32_t>& telling_keys) const {
    std::unordered_map<std::uint32_t, std::vector<std::size_t>> starting;
    for (std::size_t p = 0; p < phrases.size(); ++p) starting[phrases[p][0]].push_back(p);
    std::vector<WordCounts> written(phrases.size());
    for (const std::uint32_t doc : docs) {
      const auto words = std::span(corpus_.tokens).subspan(corpus_.docs[doc].first_word, corpus_.docs[doc].n_words);
      for (std::size_t i = 0; i < words.size(); ++i) {
        const auto found = starting.find(keys.of_word(words[i]));
        if (found == starting.end()) continue;
        for (const std::size_t p : found->second) {
          if (const auto as_written = match(words.subspan(i), keys, phrases[p])) ++written[p][*as_written];
        }
      }
    }
    std::vector<std::string> out;
    for (std::size_t p = 0; p < phrases.size(); ++p) out.push_back(show(telling_keys[p], written[p]));
    return out;
  }

  static std::optional<Phrase> match(std::span<const std::uint32_t> words, const WordKeys& keys, const Phrase& phrase) {
    Phrase out{no_key, no_key, no_key};
    const std::size_t length = length_of(phrase);
    if (words.size() < length) return std::nullopt;
    for (std::size_t i = 0; i < length; ++i) {
      if (keys.of_word(words[i]) != phrase[i]) return std::nullopt;
      out[i] = words[i];
    }
    return out;
  }

  // The most frequent of several ways to write a phrase.
  struct Written {
    const Phrase* words = nullptr;
    std::uint32_t count = 0;
    void take(const Phrase& as_written, std::uint32_t places) {
      if (places > count) words = &as_written, count = places;
    }
  };

  [[nodiscard]] std::string show(std::uint32_t telling_key, const WordCounts& written) const {
    constexpr std::uint32_t enough = 4;  // the noun of a concept is shown where it is a fourth as frequent as its verb
    const std::string_view head = concept_word(telling_key);
    Written best;
    Written at_home;    // the best in the language of names
    Written with_head;  // the best of those in the form of the concept's own word
    for (const auto& [words, count] : written) {
      best.take(words, count);
      if (corpus_.words[words[0]].lang != name_language_) continue;
      at_home.take(words, count);
      if (length_of(words) == 1 && words_alike(corpus_.words[words[0]].form, head)) with_head.take(words, count);
    }
    if (enough * with_head.count >= at_home.count && with_head.count > 0) return join(*with_head.words);
    if (at_home.count > 0) return join(*at_home.words);
    if (!head.empty()) return std::string(head);
    return best.count == 0 ? std::string() : join(*best.words);
  }

  [[nodiscard]] std::string_view concept_word(std::uint32_t key) const {
    if (key >= space_.terms.size() || !has_lexicon(name_language_)) return {};
    const ConceptId id = space_.terms[key].concept_id;
    if (id == 0 || id > lexicon_.n_concepts()) return {};
    const std::string_view phrase = lexicon_.concept_word(id, name_language_);
    for (std::size_t at = 0; at < phrase.size();) {
      if (is_function_word(next_word(phrase, at))) return {};
    }
    return words_in(phrase) <= max_name_words ? phrase : std::string_view();
  }

  [[nodiscard]] bool is_function_word(std::string_view word) const {
    const LexiconEntry* entry = lexicon_.find_form(name_language_, word);
    return entry != nullptr && entry->is_stopword;
  }

  /// The words beside each other; a compound that stands here once for each of its parts is written once.
  [[nodiscard]] std::string join(const Phrase& words) const {
    std::string out;
    for (std::size_t i = 0; i < length_of(words); ++i) {
      if (i > 0 && corpus_.words[words[i]].form == corpus_.words[words[i - 1]].form) continue;
      if (i > 0) out += ' ';
      out += corpus_.words[words[i]].form;
    }
    return out;
  }

  /// True if a word of one is a form of a word of the other: they start alike for most of the shorter one, or one ends
  /// in the other, as compounds do.
  static bool is_variant(std::string_view a, std::string_view b) {
    for (std::size_t i = 0; i < a.size();) {
      const std::string_view word_a = next_word(a, i);
      for (std::size_t j = 0; j < b.size();) {
        if (words_alike(word_a, next_word(b, j))) return true;
      }
    }
    return false;
  }

  static std::string_view next_word(std::string_view text, std::size_t& at) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const std::string_view word = text.substr(at, end - at);
    at = end + 1;
    return word;
  }

  static bool words_alike(std::string_view a, std::string_view b) {
    constexpr std::size_t min_common = 4;
    if (a == b) return true;
    const std::size_t shorter = std::min(a.size(), b.size());
    if (shorter < min_common) return false;
    std::size_t common = 0;
    while (common < shorter && a[common] == b[common]) ++common;
    if (common >= min_common && 4 * common >= 3 * shorter) return true;
    return a.ends_with(b) || b.ends_with(a);
  }

  const Corpus& corpus_;
  const VectorSpace& space_;
  const Lexicon& lexicon_;
  Lang name_language_;
  std::vector<std::uint32_t> total_;  // documents of each column, over all clusters
  double mean_size_ = 0;
};

/// A name of one to three words that no earlier cluster has: the strongest phrase and what is nearly as strong; where
/// that is taken, other phrases of the cluster in its place.
std::string unique_name(const std::vector<Namer::Telling>& telling, std::set<std::string>& taken) {
  constexpr double strong = 0.4;  // of the first one's score
  const auto with_others = [&](std::size_t first, double least_score) {
    std::string name = telling[first].text;
    for (std::size_t i = first + 1; i < telling.size() && telling[i].score >= least_score; ++i) {
      if (words_in(name) + words_in(telling[i].text) <= max_name_words) name += ", " + telling[i].text;
    }
    return name;
  };
  std::vector<std::string> candidates;
  if (!telling.empty()) candidates.push_back(with_others(0, strong * telling.front().score));
  if (!telling.empty()) candidates.push_back(with_others(0, 0));
  for (std::size_t i = 0; i < telling.size(); ++i) candidates.push_back(telling[i].text);
  candidates.emplace_back("-");
  for (const std::string& candidate : candidates) {
    if (taken.insert(candidate).second) return candidate;
  }
  std::string name;
  for (std::size_t number = 2; name.empty() || !taken.insert(name).second; ++number)
    name = candidates.front() + " (" + std::to_string(number) + ")";
  return name;
}

}  // namespace

std::vector<ThemeLabel> name_clusters(const Corpus& corpus, const VectorSpace& space, const Lexicon& lexicon,
                                      Lang name_language, std::span<const std::int32_t> cluster_of_doc,
                                      std::uint32_t n_clusters) {
  const std::vector<std::vector<std::uint32_t>> members = members_of(cluster_of_doc, n_clusters);
  const WordKeys topical(corpus, space, lexicon, false);
  const WordKeys with_feelings(corpus, space, lexicon, true);
  Namer namer(corpus, space, lexicon, name_language);
  namer.count_all(members, with_feelings);
  std::set<std::string> taken;
  std::vector<ThemeLabel> labels;
  for (const std::vector<std::uint32_t>& docs : members) {
    std::vector<Namer::Telling> telling = namer.telling(docs, topical);
    if (telling.empty()) telling = namer.telling(docs, with_feelings);
    ThemeLabel label;
    label.name = unique_name(telling, taken);
    for (Namer::Telling& phrase : telling) label.words.push_back(std::move(phrase.text));
    labels.push_back(std::move(label));
  }
  return labels;
}

}  // namespace cxtext
