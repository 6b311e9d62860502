#include "embedded.h"

// Defined in embedded.S by .incbin.
extern "C" {
extern const char cxtext_lexicon_begin[];
extern const char cxtext_lexicon_end[];
extern const char cxtext_language_model_begin[];
extern const char cxtext_language_model_end[];
extern const char cxtext_sentiment_model_begin[];
extern const char cxtext_sentiment_model_end[];
extern const char cxtext_lexicon_sources_begin[];
extern const char cxtext_lexicon_sources_end[];
}

namespace cxtext {

namespace {

std::string_view between(const char* begin, const char* end) noexcept {
  return {begin, static_cast<std::size_t>(end - begin)};
}

}  // namespace

std::string_view embedded_lexicon() noexcept { return between(cxtext_lexicon_begin, cxtext_lexicon_end); }

std::string_view embedded_language_model() noexcept {
  return between(cxtext_language_model_begin, cxtext_language_model_end);
}

std::string_view embedded_sentiment_model() noexcept {
  return between(cxtext_sentiment_model_begin, cxtext_sentiment_model_end);
}

std::string_view embedded_lexicon_sources() noexcept {
  return between(cxtext_lexicon_sources_begin, cxtext_lexicon_sources_end);
}

}  // namespace cxtext
