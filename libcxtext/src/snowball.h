#pragma once

#include <array>
#include <memory>
#include <string_view>

#include "cxtext/lang.h"

struct sb_stemmer;

namespace cxtext {

/// The Snowball stemmers of the languages with lexicon (bokmål and nynorsk share one). Not thread-safe: one a thread.
/// The only place that knows libstemmer.
class Stemmers {
 public:
  Stemmers();

  /// Stem of an NFC lower-case word. The view is owned by the stemmer and ends with the next call for the language.
  /// Precondition: has_lexicon(lang).
  [[nodiscard]] std::string_view stem(Lang lang, std::string_view folded) const;

 private:
  struct Delete {
    void operator()(sb_stemmer* stemmer) const noexcept;
  };
  std::array<std::unique_ptr<sb_stemmer, Delete>, n_lexicon_langs> stemmers_;
};

}  // namespace cxtext
