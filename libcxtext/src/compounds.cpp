// A word costs what it takes to spell it, a part what its frequency says (-log p): a word is cut where parts that are
// used again and again are cheaper than a spelling of its own. Lists give parts a frequency to start with; learn()
// counts the parts of a vocabulary, cuts it, counts again, and so on. Constants are natural logarithms.

#include "cxtext/compounds.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <unordered_map>

#include "cxtext/text.h"

#include "compound_letters.h"
#include "snowball.h"

namespace cxtext {

namespace {

constexpr std::size_t min_letters = 3;  // of a part
constexpr double letter_cost = 2.6;
constexpr double spelling_cost = 2.0;
constexpr double cut_cost = 1.0;
constexpr double listed_count = 3.0;  // what a listed form counts for; one known by its stem counts for one
constexpr double lists_total = 35'000;
constexpr double impossible = std::numeric_limits<double>::infinity();

struct Link {
  std::string_view text;
  double cost;
};
constexpr std::array links{Link{"s", 1.0}, Link{"e", 3.0},  Link{"er", 5.0}, Link{"es", 6.0},
                           Link{"n", 7.0}, Link{"en", 7.0}, Link{"o", 7.0},  Link{"u", 7.0}};

/// Byte offsets of the letters of a word, and its end.
std::vector<std::uint32_t> letters_of(std::string_view word) {
  std::vector<std::uint32_t> at;
  for (std::size_t i = 0; i < word.size(); i += decode_first(word.substr(i)).bytes) {
    at.push_back(static_cast<std::uint32_t>(i));
  }
  at.push_back(static_cast<std::uint32_t>(word.size()));
  return at;
}

struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>{}(text); }
};
using Counts = std::unordered_map<std::string, double, TextHash, std::equal_to<>>;

double count_in(const Counts& counts, std::string_view text) {
  const auto found = counts.find(text);
  return found == counts.end() ? 0 : found->second;
}

}  // namespace

struct CompoundSplitter::Impl {
  explicit Impl(const Lexicon& lists) : lexicon(lists) {}

  struct Learned {
    Counts parts;
    Counts starts;  // words that start with it
    Counts ends;
    double total = 0;
    bool any = false;
  };

  const Lexicon& lexicon;
  Stemmers stemmers;
  std::array<Learned, n_lexicon_langs> learned;
  // How well the lists know a part, of those asked for while learning.
  mutable std::array<Counts, n_lexicon_langs> listed;

  [[nodiscard]] double look_up(Lang lang, std::string_view part) const {
    const auto counts = [](const LexiconWord& word) {
      if (word.entry != nullptr && word.entry->is_stopword && word.entry->concept_id == 0) return false;
      return word.entry != nullptr || word.phrase_word != 0;
    };
    if (counts(lexicon.form(lang, part))) return listed_count;
    constexpr std::size_t short_bytes = 4;  // stems of short words fall together: gods, god
    if (part.size() <= short_bytes) return 0;
    return counts(lexicon.stem(lang, stemmers.stem(lang, part))) ? 1.0 : 0.0;
  }

  [[nodiscard]] double listed_count_of(Lang lang, std::string_view part) const {
    if (!learned[index_of(lang)].any) return look_up(lang, part);
    Counts& known = listed[index_of(lang)];
    const auto found = known.find(part);
    if (found != known.end()) return found->second;
    return known.emplace(part, look_up(lang, part)).first->second;
  }

  /// whole: the part is all of the word; a part that nothing knows is spelled only then, or when parts were learned.
  [[nodiscard]] double cost_of(Lang lang, std::string_view part, std::size_t letters, bool whole) const {
    const Learned& of_lang = learned[index_of(lang)];
    const double count = listed_count_of(lang, part) + count_in(of_lang.parts, part);
    const double spelled = letter_cost * static_cast<double>(letters) + spelling_cost;
    if (count <= 0) return whole || of_lang.any ? spelled : impossible;
    return std::min(spelled, std::log(lists_total + of_lang.total) - std::log(count));
  }

  [[nodiscard]] std::vector<CompoundCut> best_cuts(Lang lang, std::string_view word) const;
  void count_substrings(Lang lang, std::span<const std::string> words);
  void count_parts(Lang lang, std::span<const std::string> words);
};

/// Shortest path over the letters: an edge is a part with what links it to the next one.
std::vector<CompoundCut> CompoundSplitter::Impl::best_cuts(Lang lang, std::string_view word) const {
  struct Place {
    double cost = impossible;
    std::size_t from = 0;
    std::size_t part_end = 0;
  };
  const std::vector<std::uint32_t> at = letters_of(word);
  const std::size_t n = at.size() - 1;
  std::vector<Place> places(n + 1);
  places[0].cost = 0;
  for (std::size_t i = 0; i + min_letters <= n; ++i) {
    if (places[i].cost == impossible) continue;
    for (std::size_t j = i + min_letters; j <= n; ++j) {
      const std::string_view part = word.substr(at[i], at[j] - at[i]);
      if ((j < n && j + min_letters > n) || !has_vowel(part)) continue;
      const double cost = places[i].cost + cost_of(lang, part, j - i, i == 0 && j == n) + (i > 0 ? cut_cost : 0);
      if (cost == impossible) continue;
      const auto reach = [&](std::size_t to, double link_cost) {
        if (cost + link_cost >= places[to].cost || (to < n && !can_be_later_part(word.substr(at[to])))) return;
        places[to] = {cost + link_cost, i, j};
      };
      reach(j, 0);
      if (j == n) break;
      for (const Link& link : links) {
        const std::size_t to = j + link.text.size();  // links are ASCII
        if (to + min_letters <= n && word.substr(at[j]).starts_with(link.text)) reach(to, link.cost);
      }
    }
  }
  std::vector<CompoundCut> cuts;
  if (places[n].cost == impossible) return cuts;
  for (std::size_t to = places[n].from; to > 0; to = places[to].from) cuts.push_back({at[places[to].part_end], at[to]});
  std::reverse(cuts.begin(), cuts.end());
  std::erase_if(cuts, [&](const CompoundCut& cut) {
    const std::string_view first = word.substr(0, cut.end);
    const bool joined = cut.begin == cut.end && !can_stand_apart(first, word.substr(cut.begin));
    return joined || !can_be_first_part(first, lang);
  });
  return cuts;
}

/// Beginnings and ends that several words share, as a first guess at parts.
void CompoundSplitter::Impl::count_substrings(Lang lang, std::span<const std::string> words) {
  Learned& of_lang = learned[index_of(lang)];
  for (const std::string& word : words) {
    const std::vector<std::uint32_t> at = letters_of(word);
    for (std::size_t i = min_letters; i + min_letters < at.size(); ++i) {
      ++of_lang.starts[word.substr(0, at[i])];
      ++of_lang.ends[word.substr(at[i])];
    }
  }
  constexpr double one_side = 0.3;  // a part that only starts words, or only ends them, is a weaker one
  const auto guess = [&](const Counts& from, const Counts& other) {
    for (const auto& [part, count] : from) {
      if (count < 2 || !has_vowel(part)) continue;
      const bool both = count_in(other, part) > 1 || listed_count_of(lang, part) > 0;
      of_lang.parts[part] += 0.5 * (count - 1) * (both ? 1.0 : one_side);
    }
  };
  guess(of_lang.starts, of_lang.ends);
  guess(of_lang.ends, of_lang.starts);
}

void CompoundSplitter::Impl::count_parts(Lang lang, std::span<const std::string> words) {
  constexpr double discount = 0.7;  // what stands once is no part
  Counts counts;
  for (const std::string& word : words) {
    std::uint32_t begin = 0;
    for (const CompoundCut& cut : best_cuts(lang, word)) {
      ++counts[word.substr(begin, cut.end - begin)];
      begin = cut.begin;
    }
    ++counts[word.substr(begin)];
  }
  std::erase_if(counts, [](const auto& part) { return part.second < 2; });
  Learned& of_lang = learned[index_of(lang)];
  of_lang.total = 0;
  // Whole numbers less one constant: the sum is the same in any order up to rounding that no comparison sees.
  for (auto& [part, count] : counts) of_lang.total += std::round(count);
  for (auto& [part, count] : counts) count -= discount;
  of_lang.total -= discount * static_cast<double>(counts.size());
  of_lang.parts = std::move(counts);
}

CompoundSplitter::CompoundSplitter(const Lexicon& lexicon) : impl_(std::make_unique<Impl>(lexicon)) {}
CompoundSplitter::~CompoundSplitter() = default;
CompoundSplitter::CompoundSplitter(CompoundSplitter&&) noexcept = default;
CompoundSplitter& CompoundSplitter::operator=(CompoundSplitter&&) noexcept = default;

void CompoundSplitter::learn(Lang lang, std::span<const std::string> words) {
  constexpr int rounds = 4;
  if (!has_lexicon(lang) || lang == Lang::en || words.empty()) return;
  Impl::Learned& of_lang = impl_->learned[index_of(lang)];
  of_lang = {};
  of_lang.any = true;
  impl_->count_substrings(lang, words);
  for (const auto& [part, count] : of_lang.parts) of_lang.total += std::round(count);
  for (int round = 0; round < rounds; ++round) impl_->count_parts(lang, words);
}

std::vector<CompoundCut> CompoundSplitter::cuts(Lang lang, std::string_view folded) const {
  constexpr std::size_t max_bytes = 60;  // longer ones are no words
  if (!has_lexicon(lang) || lang == Lang::en || folded.size() < 2 * min_letters || folded.size() > max_bytes) return {};
  return impl_->best_cuts(lang, folded);
}

std::optional<CompoundCut> CompoundSplitter::cut(Lang lang, std::string_view folded) const {
  const std::vector<CompoundCut> all = cuts(lang, folded);
  if (all.empty()) return std::nullopt;
  const Impl::Learned& of_lang = impl_->learned[index_of(lang)];
  // Outermost is where both sides are used in other words, and where a linking element closes a compound.
  const auto strength = [&](const CompoundCut& cut) {
    const std::string_view first = folded.substr(0, cut.end);
    const std::string_view second = folded.substr(cut.begin);
    double sum = std::log1p(count_in(of_lang.starts, first)) + std::log1p(count_in(of_lang.ends, second));
    if (cut.begin > cut.end) sum += 1;
    for (const std::string_view part : {first, second}) {
      if (impl_->look_up(lang, part) >= listed_count) sum += 1;
    }
    return sum;
  };
  return *std::max_element(all.begin(), all.end(),
                           [&](const CompoundCut& a, const CompoundCut& b) { return strength(a) < strength(b); });
}

}  // namespace cxtext
