#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace cxtext::io {

/// XXH3 128-bit over a stream of bytes; the same whatever the cuts between the calls to add().
class ContentHash {
 public:
  ContentHash();
  ContentHash(ContentHash&&) noexcept;
  ContentHash& operator=(ContentHash&&) noexcept;
  ~ContentHash();

  void add(std::string_view bytes) noexcept;
  /// 32 lower-case hex digits of what was added so far.
  [[nodiscard]] std::string hex() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace cxtext::io
