#include "io_gzip.h"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <new>
#include <utility>
#include <zlib.h>

#include "io_encoded.h"

namespace cxtext::io {
namespace {

constexpr std::string_view magic = "\x1F\x8B";

class GzipStream final : public ByteStream {
 public:
  explicit GzipStream(ByteSource packed) : packed_(std::move(packed)) {
    constexpr int gzip_of_any_window = 15 + 16;
    if (::inflateInit2(&state_, gzip_of_any_window) != Z_OK) throw std::bad_alloc();
  }
  GzipStream(const GzipStream&) = delete;
  GzipStream& operator=(const GzipStream&) = delete;
  ~GzipStream() override { ::inflateEnd(&state_); }

  Result<std::size_t> read(char* to, std::size_t n) override;

 private:
  Result<bool> begin_member();

  EncodedBytes packed_;
  z_stream state_ = {};
  bool in_member_ = false;
  bool any_member_ = false;
};

/// Moves to the next member. Returns: false if there is none.
Result<bool> GzipStream::begin_member() {
  while (true) {
    Result<std::string_view> rest = packed_.rest();
    if (!rest) return rest.error();
    if (rest->empty()) return false;
    if (any_member_ && rest->front() == '\0') {
      packed_.use(std::min(rest->find_first_not_of('\0'), rest->size()));
      continue;
    }
    // A header that is cut off between two windows is left to zlib.
    if (rest->front() != magic.front()) return packed_.damaged("gzip", "has bytes that are no gzip");
    if (any_member_ && ::inflateReset(&state_) != Z_OK) return packed_.damaged("gzip", "is damaged");
    in_member_ = any_member_ = true;
    return true;
  }
}

Result<std::size_t> GzipStream::read(char* to, std::size_t n) {
  constexpr std::size_t most = std::numeric_limits<uInt>::max();
  const auto wanted = static_cast<uInt>(std::min(n, most));
  state_.next_out = reinterpret_cast<Bytef*>(to);
  state_.avail_out = wanted;
  while (state_.avail_out == wanted) {
    if (!in_member_) {
      Result<bool> begun = begin_member();
      if (!begun) return begun.error();
      if (!*begun) return std::size_t{0};
    }
    Result<std::string_view> rest = packed_.rest();
    if (!rest) return rest.error();
    if (rest->empty()) return packed_.damaged("gzip", "is cut off");
    const auto offered = static_cast<uInt>(std::min(rest->size(), most));
    state_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(rest->data()));  // zlib does not write to it
    state_.avail_in = offered;
    const int status = ::inflate(&state_, Z_NO_FLUSH);
    packed_.use(offered - state_.avail_in);
    if (status == Z_STREAM_END) {
      in_member_ = false;
    } else if (status == Z_MEM_ERROR) {
      throw std::bad_alloc();
    } else if (status != Z_OK && status != Z_BUF_ERROR) {
      // What was decoded by this very call is given out first; the next one meets the same error again.
      if (state_.avail_out != wanted) break;
      return packed_.damaged("gzip", "is damaged");
    }
  }
  return static_cast<std::size_t>(wanted - state_.avail_out);
}

}  // namespace

bool is_gzip(std::string_view head) noexcept { return head.starts_with(magic); }

std::unique_ptr<ByteStream> decode_gzip(ByteSource packed) { return std::make_unique<GzipStream>(std::move(packed)); }

}  // namespace cxtext::io
