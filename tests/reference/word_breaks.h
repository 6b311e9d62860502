#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <unicode/brkiter.h>
#include <unicode/unistr.h>
#include <vector>

namespace reference {

/// Word boundaries by ICU over UTF-16, as byte offsets: 0, those inside, the end. Empty text: none.
class WordBreaks {
 public:
  WordBreaks() {
    UErrorCode status = U_ZERO_ERROR;
    // The locale whose rules are the standard's own; see WordBreaker.
    iterator_.reset(icu::BreakIterator::createWordInstance(icu::Locale("sv"), status));
  }

  std::vector<std::uint32_t> of(std::string_view text) {
    const auto wide = icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
    iterator_->setText(wide);
    std::vector<std::uint32_t> out;
    std::uint32_t bytes = 0;
    std::int32_t unit = 0;
    for (std::int32_t at = iterator_->first(); at != icu::BreakIterator::DONE; at = iterator_->next()) {
      for (; unit < at; unit = wide.moveIndex32(unit, 1)) {
        const UChar32 c = wide.char32At(unit);
        bytes += c < 0x80 ? 1U : c < 0x800 ? 2U : c < 0x10000 ? 3U : 4U;
      }
      out.push_back(bytes);
    }
    if (text.empty()) out.clear();
    return out;
  }

 private:
  std::unique_ptr<icu::BreakIterator> iterator_;
};

}  // namespace reference
