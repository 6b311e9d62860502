#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#define XXH_INLINE_ALL
#include <fmt/format.h>
#include <xxhash.h>

namespace cxtext {

/// The hash of everything that is looked up or fingerprinted (XXH3; not for secrets).
inline std::uint64_t hash64(std::string_view bytes) noexcept { return XXH3_64bits(bytes.data(), bytes.size()); }

/// 32 hex digits.
inline std::string hash128_hex(std::string_view bytes) {
  const XXH128_hash_t h = XXH3_128bits(bytes.data(), bytes.size());
  return fmt::format("{:016x}{:016x}", h.high64, h.low64);
}

}  // namespace cxtext
