#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "cxtext/result.h"

#include "io_source.h"

namespace cxtext::io {

/// How the bytes of cells become UTF-8. UTF-8 itself is left as it is; charsets of one byte a character are told apart
/// cell by cell, because exports that were pasted together hold rows of both. All other charsets are converted before
/// rows are cut (decode_charset). Immutable and thread-safe.
class Charset {
 public:
  /// UTF-8 in which a cell that is ill-formed is read as windows-1252 if that gives words.
  Charset();

  /// UTF-8 alone: what is ill-formed becomes U+FFFD.
  [[nodiscard]] static Charset utf8();
  /// One byte a character in every cell. Precondition: is_single_byte(name).
  [[nodiscard]] static Charset single_byte(const std::string& name);
  /// As the one before, but a cell that is well-formed UTF-8 is taken for that.
  [[nodiscard]] static Charset utf8_or(const std::string& name);

  /// Whether even what is well-formed UTF-8 is something else.
  [[nodiscard]] bool changes_utf8() const noexcept { return rule_ == Rule::table; }

  /// Appends bytes as UTF-8.
  void append(std::string& out, std::string_view bytes) const;

 private:
  enum class Rule : std::uint8_t { utf8, words, utf8_or_table, table };
  using Table = std::array<std::string, 128>;
  Charset(Rule rule, const std::string& name);
  void append_by_table(std::string& out, std::string_view bytes) const;

  Rule rule_ = Rule::utf8;
  std::shared_ptr<const Table> table_;
};

/// Whether a name is a charset of one byte a character that has ASCII as its lower half.
[[nodiscard]] bool is_single_byte(const std::string& name);

/// Converts everything after the byte-order mark, which the caller has dropped, to UTF-8. What is ill-formed becomes
/// U+FFFD. Precondition: ICU knows the charset.
[[nodiscard]] std::unique_ptr<ByteStream> decode_charset(ByteSource encoded, std::size_t skip, const std::string& name);

/// How many bytes UTF-8 text had in the charset it was converted from; its own size if that cannot be told.
[[nodiscard]] std::uint64_t encoded_size(std::string_view utf8, const std::string& name) noexcept;

}  // namespace cxtext::io
