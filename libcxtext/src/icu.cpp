#include "icu.h"

#include <new>
#include <unicode/brkiter.h>
#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/edits.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utext.h>
#include <unicode/utf.h>

#include "cxtext/text.h"

namespace cxtext::icu_adapter {

namespace {

// ICU fails here only when its data is missing or memory is out; neither leaves anything to go on with.
void check(UErrorCode status) {
  if (U_FAILURE(status)) throw std::bad_alloc();
}

const icu::Normalizer2& nfc() {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* normalizer = icu::Normalizer2::getNFCInstance(status);
  check(status);
  return *normalizer;
}

icu::StringPiece piece(std::string_view text) { return {text.data(), static_cast<std::int32_t>(text.size())}; }

}  // namespace

std::string to_nfc(std::string_view text, std::vector<TextAnchor>* anchors) {
  std::string out;
  icu::StringByteSink<std::string> sink(&out);
  icu::Edits edits;
  UErrorCode status = U_ZERO_ERROR;
  nfc().normalizeUTF8(0, piece(text), sink, &edits, status);
  check(status);
  if (anchors != nullptr) {
    icu::Edits::Iterator it = edits.getFineChangesIterator();
    while (it.next(status)) {
      anchors->push_back(
          {static_cast<std::uint32_t>(it.destinationIndex()), static_cast<std::uint32_t>(it.sourceIndex())});
      anchors->push_back({static_cast<std::uint32_t>(it.destinationIndex() + it.newLength()),
                          static_cast<std::uint32_t>(it.sourceIndex() + it.oldLength())});
    }
    check(status);
  }
  return out;
}

bool is_nfc(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const bool yes = nfc().isNormalizedUTF8(piece(text), status) != 0;
  check(status);
  return yes;
}

std::string to_lower(std::string_view text) {
  std::string out;
  icu::StringByteSink<std::string> sink(&out);
  UErrorCode status = U_ZERO_ERROR;
  icu::CaseMap::utf8ToLower("", 0, piece(text), sink, nullptr, status);
  check(status);
  return out;
}

std::string to_upper(std::string_view text) {
  std::string out;
  icu::StringByteSink<std::string> sink(&out);
  UErrorCode status = U_ZERO_ERROR;
  icu::CaseMap::utf8ToUpper("", 0, piece(text), sink, nullptr, status);
  check(status);
  return out;
}

bool is_letter(char32_t c) noexcept { return u_isUAlphabetic(static_cast<UChar32>(c)) != 0; }
bool is_upper(char32_t c) noexcept { return u_isUUppercase(static_cast<UChar32>(c)) != 0; }
bool is_digit(char32_t c) noexcept { return u_isdigit(static_cast<UChar32>(c)) != 0; }

bool is_emoji(char32_t c) noexcept {
  const auto code = static_cast<UChar32>(c);
  // Digits, # and * are "emoji" to Unicode, © and ™ pictographs; none is one as customers type it.
  if (c < 0x203C) return false;
  return u_hasBinaryProperty(code, UCHAR_EXTENDED_PICTOGRAPHIC) != 0 ||
         u_hasBinaryProperty(code, UCHAR_EMOJI_MODIFIER) != 0 ||
         u_hasBinaryProperty(code, UCHAR_REGIONAL_INDICATOR) != 0;
}

bool is_latin_letter(char32_t c) noexcept {
  if (!is_letter(c)) return false;
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(static_cast<UChar32>(c), &status);
  return script == USCRIPT_LATIN || script == USCRIPT_COMMON || script == USCRIPT_INHERITED;
}

// ICU's dictionaries (Burmese, Khmer, Thai …) cut UTF-8 otherwise than UTF-16, which is what they were made for.
struct WordBreaker::Impl {
  std::unique_ptr<icu::BreakIterator> iterator;
  std::u16string wide;
  UText text = UTEXT_INITIALIZER;

  void widen(std::string_view utf8) {
    wide.clear();
    for (std::size_t at = 0; at < utf8.size();) {
      const Decoded decoded = decode_first(utf8.substr(at));
      at += decoded.bytes;
      const auto c = static_cast<UChar32>(decoded.code_point);
      if (!U_IS_BMP(c)) wide.push_back(static_cast<char16_t>(U16_LEAD(c)));
      wide.push_back(static_cast<char16_t>(U_IS_BMP(c) ? c : U16_TRAIL(c)));
    }
  }
};

WordBreaker::WordBreaker() = default;
WordBreaker::WordBreaker(WordBreaker&&) noexcept = default;
WordBreaker& WordBreaker::operator=(WordBreaker&&) noexcept = default;
WordBreaker::~WordBreaker() {
  if (impl_) utext_close(&impl_->text);
}

void WordBreaker::boundaries(std::string_view text, std::uint32_t base, std::vector<std::uint32_t>& out) {
  UErrorCode status = U_ZERO_ERROR;
  if (!impl_) {  // made at the first need: it costs milliseconds, and many runs never need it
    impl_ = std::make_unique<Impl>();
    // Of ICU's locales "sv" follows the standard's own rules everywhere; root, da and en differ at the colon.
    impl_->iterator.reset(icu::BreakIterator::createWordInstance(icu::Locale("sv"), status));
    check(status);
  }
  impl_->widen(text);
  utext_openUChars(&impl_->text, impl_->wide.data(), static_cast<std::int64_t>(impl_->wide.size()), &status);
  impl_->iterator->setText(&impl_->text, status);
  check(status);
  std::uint32_t byte = 0;
  std::int32_t unit = 0;
  for (std::int32_t at = impl_->iterator->next(); at != icu::BreakIterator::DONE; at = impl_->iterator->next()) {
    while (unit < at) {
      const Decoded decoded = decode_first(text.substr(byte));
      byte += decoded.bytes;
      unit += U16_LENGTH(static_cast<UChar32>(decoded.code_point));
    }
    out.push_back(base + byte);
  }
}

}  // namespace cxtext::icu_adapter
