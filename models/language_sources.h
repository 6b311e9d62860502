#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "language_features.h"

/// Text to learn from, as numbers: word types, and the features of each.
namespace cxtext::training {

/// A set of classes, a bit each, any of which may be right: a list of Norwegian words does not say whether a word is
/// bokmål or nynorsk.
using Labels = std::uint8_t;
/// Labels of words that belong to no language (names, "ok"): every class is equally right.
inline constexpr Labels no_language = (1U << language_features::n_classes) - 1;

struct Document {
  Labels labels = 0;
  std::vector<std::uint32_t> words;
  float weight = 1;
};

/// Word types in order of first sight, with their features numbered likewise. Every type has copies as people type it
/// without the letters of its language, and with a slip; they serve as further words to learn from.
class Vocabulary {
 public:
  std::uint32_t number_of(const std::string& word);
  [[nodiscard]] std::size_t size() const noexcept { return words_.size(); }
  [[nodiscard]] std::size_t n_features() const noexcept { return hashes_.size(); }
  [[nodiscard]] std::uint64_t hash_of_feature(std::uint32_t feature) const noexcept { return hashes_[feature]; }

  /// To be called once all words are known: numbers the features, and makes the copies.
  void finish();
  [[nodiscard]] const std::uint32_t* features_begin(std::uint32_t word) const noexcept {
    return features_.data() + first_feature_[word];
  }
  [[nodiscard]] const std::uint32_t* features_end(std::uint32_t word) const noexcept {
    return features_.data() + first_feature_[word + 1];
  }

  enum class Copy : std::uint8_t { digraphs, bare, slip };  ///< "foerste", "forste", "frøste"
  [[nodiscard]] std::uint32_t copy_of(std::uint32_t word, Copy copy) const noexcept {
    return copies_[word * 3 + static_cast<std::size_t>(copy)];
  }

 private:
  std::vector<std::string> words_;
  std::unordered_map<std::string, std::uint32_t> numbers_;
  std::vector<std::uint32_t> copies_;
  std::unordered_map<std::uint64_t, std::uint32_t> feature_numbers_;
  std::vector<std::uint64_t> hashes_;
  std::vector<std::uint32_t> features_;
  std::vector<std::size_t> first_feature_;
};

/// What the documents of a source weigh: each the same, or all together as much as `mass` documents of one word.
struct SourceWeight {
  float each = 1;
  float mass = 0;  ///< 0: none is set
};

/// What a document weighs beside others before its weight: the square root of its length.
double mass_of(const Document& document);

/// Reads a source and appends its documents. source: `LANG:FILE` (TSV; the column headed `text`, or the last one),
/// `*:FILE` where a column headed `lang` (else the first) names each row's language, or `words/LANG:FILE:COLUMN`:
/// column COLUMN (from 1) of a headerless list, cells split at commas. LANG `-` is no language; `nb+nn` is either of
/// them. False if unreadable.
bool read_source(const std::string& source, SourceWeight weight, Vocabulary& vocabulary, std::vector<Document>& out);

}  // namespace cxtext::training
