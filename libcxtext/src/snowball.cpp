#include "snowball.h"

#include <libstemmer.h>
#include <new>

namespace cxtext {

namespace {

// libstemmer 2.2 knows "norwegian" only; it serves bokmål and nynorsk.
constexpr std::array<const char*, n_lexicon_langs> algorithms{"danish", "swedish", "norwegian", "norwegian", "english"};

}  // namespace

void Stemmers::Delete::operator()(sb_stemmer* stemmer) const noexcept { sb_stemmer_delete(stemmer); }

Stemmers::Stemmers() {
  for (std::size_t i = 0; i < stemmers_.size(); ++i) {
    stemmers_[i].reset(sb_stemmer_new(algorithms[i], "UTF_8"));
    if (!stemmers_[i]) throw std::bad_alloc();
  }
}

std::string_view Stemmers::stem(Lang lang, std::string_view folded) const {
  // A "word" of thousands of letters is noise; Snowball need not walk it.
  constexpr std::size_t max_stemmed_bytes = 256;
  if (folded.size() > max_stemmed_bytes) return folded;
  sb_stemmer* stemmer = stemmers_[index_of(lang)].get();
  const auto* symbols = reinterpret_cast<const sb_symbol*>(folded.data());
  const sb_symbol* out = sb_stemmer_stem(stemmer, symbols, static_cast<int>(folded.size()));
  if (out == nullptr) throw std::bad_alloc();
  return {reinterpret_cast<const char*>(out), static_cast<std::size_t>(sb_stemmer_length(stemmer))};
}

}  // namespace cxtext
