#include "io_charset.h"

#include <utility>

#include "ascii.h"
#include "icu_charset.h"
#include "io_charset_sniff.h"
#include "io_encoded.h"
#include "io_utf8.h"

namespace cxtext::io {
namespace {

bool is_high(char c) noexcept { return static_cast<unsigned char>(c) >= 0x80; }

/// Names are compared by their letters and digits.
std::string plain_name(std::string_view name) {
  std::string plain;
  for (const char c : name) {
    if (c >= 'A' && c <= 'Z') plain += static_cast<char>(c - 'A' + 'a');
    if ((c >= 'a' && c <= 'z') || is_ascii_digit(c)) plain += c;
  }
  return plain;
}

class CharsetStream final : public ByteStream {
 public:
  CharsetStream(ByteSource encoded, std::size_t skip, const std::string& name)
      : encoded_(std::move(encoded)), converter_(name) {
    encoded_.use(skip);
  }

  Result<std::size_t> read(char* to, std::size_t n) override {
    while (true) {
      Result<std::string_view> rest = encoded_.rest();
      if (!rest) return rest.error();
      const bool last = rest->empty();
      const auto done = converter_.convert(*rest, last, to, n);
      encoded_.use(done.read);
      if (done.written > 0) return done.written;
      if (last) {
        if (encoded_.damage()) return *encoded_.damage();
        return std::size_t{0};
      }
    }
  }

 private:
  EncodedBytes encoded_;
  icu_adapter::Converter converter_;
};

}  // namespace

Charset::Charset() : rule_(Rule::words) {
  // Made once: a table takes as long as reading a small file.
  static const Charset usual(Rule::words, "windows-1252");
  table_ = usual.table_;
}
Charset Charset::utf8() { return {Rule::utf8, ""}; }
Charset Charset::single_byte(const std::string& name) { return {Rule::table, name}; }
Charset Charset::utf8_or(const std::string& name) { return {Rule::utf8_or_table, name}; }

Charset::Charset(Rule rule, const std::string& name) : rule_(rule) {
  if (name.empty()) return;
  // What calls itself ISO 8859-1 is windows-1252 in practice; the two differ in control characters only, which the
  // former has where the latter has quotes and the euro.
  const bool latin1 = plain_name(name) == "iso88591" || plain_name(name) == "latin1";
  auto table = icu_adapter::high_half(latin1 ? "windows-1252" : name);
  if (table) table_ = std::make_shared<const Table>(std::move(*table));
}

void Charset::append_by_table(std::string& out, std::string_view bytes) const {
  for (const char c : bytes) {
    if (is_high(c)) {
      out += (*table_)[static_cast<unsigned char>(c) - 0x80U];
    } else {
      out += c;
    }
  }
}

void Charset::append(std::string& out, std::string_view bytes) const {
  if (rule_ == Rule::table) return append_by_table(out, bytes);
  if (rule_ != Rule::utf8 && valid_utf8_prefix(bytes) != bytes.size() &&
      (rule_ == Rule::utf8_or_table || looks_like_1252(bytes))) {
    return append_by_table(out, bytes);
  }
  append_valid_utf8(out, bytes);
}

bool is_single_byte(const std::string& name) { return icu_adapter::high_half(name).has_value(); }

std::unique_ptr<ByteStream> decode_charset(ByteSource encoded, std::size_t skip, const std::string& name) {
  return std::make_unique<CharsetStream>(std::move(encoded), skip, name);
}

std::uint64_t encoded_size(std::string_view utf8, const std::string& name) noexcept {
  const bool utf16 = name.starts_with("utf-16");
  if (!utf16 && !name.starts_with("utf-32")) return utf8.size();
  std::uint64_t units = 0;
  for (const char c : utf8) {
    const auto byte = static_cast<unsigned char>(c);
    units += (byte & 0xC0U) != 0x80U ? 1 : 0;
    units += utf16 && byte >= 0xF0U ? 1 : 0;
  }
  return units * (utf16 ? 2 : 4);
}

}  // namespace cxtext::io
