#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace cxtext::icu_adapter {

/// What the 128 bytes from 0x80 on stand for, as UTF-8.
using HighHalf = std::array<std::string, 128>;

/// Whether ICU knows a charset of that name (case and hyphens do not matter).
[[nodiscard]] bool knows_charset(const std::string& name);

/// The upper half of a charset of one byte a character whose lower half is ASCII; empty: it is no such charset.
[[nodiscard]] std::optional<HighHalf> high_half(const std::string& name);

/// Converts from a charset to UTF-8, piece by piece; what is ill-formed becomes U+FFFD. Not thread-safe.
class Converter {
 public:
  /// Precondition: knows_charset(name).
  explicit Converter(const std::string& name);
  ~Converter();
  Converter(Converter&&) noexcept;
  Converter& operator=(Converter&&) noexcept;

  struct Progress {
    std::size_t read = 0;
    std::size_t written = 0;
  };
  /// Converts as much of `from` as there is room for at `to`. `last`: nothing comes after `from`.
  [[nodiscard]] Progress convert(std::string_view from, bool last, char* to, std::size_t room);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace cxtext::icu_adapter
