#include "icu_charset.h"

#include <cstdint>
#include <new>
#include <unicode/ucnv.h>
#include <utility>

namespace cxtext::icu_adapter {
namespace {

struct Close {
  void operator()(UConverter* converter) const noexcept { ::ucnv_close(converter); }
};
using Handle = std::unique_ptr<UConverter, Close>;

Handle open(const std::string& name) {
  UErrorCode status = U_ZERO_ERROR;
  Handle handle(::ucnv_open(name.c_str(), &status));
  return U_SUCCESS(status) ? std::move(handle) : Handle();
}

}  // namespace

bool knows_charset(const std::string& name) {
  // ICU takes an empty name for the charset of the locale.
  return !name.empty() && name.find('\0') == std::string::npos && open(name) != nullptr;
}

std::optional<HighHalf> high_half(const std::string& name) {
  const Handle handle = open(name);
  if (!handle || ::ucnv_getMaxCharSize(handle.get()) != 1) return std::nullopt;
  HighHalf half;
  for (unsigned value = 0; value < 256; ++value) {
    const char byte = static_cast<char>(value);
    char utf8[16];
    UErrorCode status = U_ZERO_ERROR;
    const std::int32_t length = ::ucnv_toAlgorithmic(UCNV_UTF8, handle.get(), utf8, sizeof utf8, &byte, 1, &status);
    if (U_FAILURE(status)) return std::nullopt;
    const std::string_view character(utf8, static_cast<std::size_t>(length));
    if (value < 128 && character != std::string_view(&byte, 1)) return std::nullopt;
    if (value >= 128) half[value - 128] = character;
  }
  return half;
}

struct Converter::Impl {
  Handle source;
  Handle utf8;
  // Between the two ICU goes by way of UTF-16, and keeps here what one had room for and the other had not.
  std::array<UChar, 4096> pivot = {};
  UChar* pivot_source = pivot.data();
  UChar* pivot_target = pivot.data();
  bool begun = false;
};

Converter::Converter(const std::string& name) : impl_(std::make_unique<Impl>()) {
  impl_->source = open(name);
  impl_->utf8 = open("UTF-8");
  if (!impl_->source || !impl_->utf8) throw std::bad_alloc();
}
Converter::~Converter() = default;
Converter::Converter(Converter&&) noexcept = default;
Converter& Converter::operator=(Converter&&) noexcept = default;

Converter::Progress Converter::convert(std::string_view from, bool last, char* to, std::size_t room) {
  const char* source = from.data();
  char* target = to;
  UErrorCode status = U_ZERO_ERROR;
  const bool first = !std::exchange(impl_->begun, true);
  ::ucnv_convertEx(impl_->utf8.get(), impl_->source.get(), &target, to + room, &source, from.data() + from.size(),
                   impl_->pivot.data(), &impl_->pivot_source, &impl_->pivot_target,
                   impl_->pivot.data() + impl_->pivot.size(), static_cast<UBool>(first), static_cast<UBool>(last),
                   &status);
  if (status == U_MEMORY_ALLOCATION_ERROR) throw std::bad_alloc();
  return {static_cast<std::size_t>(source - from.data()), static_cast<std::size_t>(target - to)};
}

}  // namespace cxtext::icu_adapter
