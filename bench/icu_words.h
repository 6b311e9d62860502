#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <unicode/brkiter.h>
#include <unicode/utext.h>
#include <vector>

namespace bench {

/// What the annotate core is held against: ICU's word break iterator alone, over UTF-8. The locale is that of the rules
/// of the standard, as in the library.
[[nodiscard]] inline std::unique_ptr<icu::BreakIterator> icu_word_iterator() {
  UErrorCode status = U_ZERO_ERROR;
  return std::unique_ptr<icu::BreakIterator>(icu::BreakIterator::createWordInstance(icu::Locale("sv"), status));
}

/// Boundaries in all texts.
inline std::uint64_t break_words(const std::vector<std::string>& texts, icu::BreakIterator& iterator) {
  std::uint64_t count = 0;
  UText utext = UTEXT_INITIALIZER;
  for (const std::string& text : texts) {
    UErrorCode status = U_ZERO_ERROR;
    utext_openUTF8(&utext, text.data(), static_cast<std::int64_t>(text.size()), &status);
    iterator.setText(&utext, status);
    while (iterator.next() != icu::BreakIterator::DONE) ++count;
  }
  utext_close(&utext);
  return count;
}

}  // namespace bench
