#include "io_zstd.h"

#include <cstddef>
#include <fmt/format.h>
#include <new>
#include <optional>
#include <utility>
#include <zstd.h>
#include <zstd_errors.h>

#include "io_encoded.h"

namespace cxtext::io {
namespace {

class ZstdStream final : public ByteStream {
 public:
  explicit ZstdStream(ByteSource packed) : packed_(std::move(packed)), state_(::ZSTD_createDStream()) {
    if (!state_) throw std::bad_alloc();
  }

  Result<std::size_t> read(char* to, std::size_t n) override;

 private:
  [[nodiscard]] Error describe(std::size_t status) const;
  struct Free {
    void operator()(ZSTD_DStream* state) const noexcept { ::ZSTD_freeDStream(state); }
  };

  EncodedBytes packed_;
  std::unique_ptr<ZSTD_DStream, Free> state_;
  bool in_frame_ = false;
  std::optional<Error> broken_;  // told once everything before it was given out
};

Error ZstdStream::describe(std::size_t status) const {
  const ZSTD_ErrorCode code = ::ZSTD_getErrorCode(status);
  if (code == ZSTD_error_memory_allocation) throw std::bad_alloc();
  if (code == ZSTD_error_frameParameter_windowTooLarge) {
    return packed_.damaged("zstd", "needs too much memory to unpack here (zstd -dc --long=31 FILE | cxtext … -)");
  }
  return packed_.damaged("zstd", fmt::format("is damaged ({})", ::ZSTD_getErrorName(status)));
}

Result<std::size_t> ZstdStream::read(char* to, std::size_t n) {
  if (broken_) return *broken_;
  ZSTD_outBuffer out{to, n, 0};
  while (out.pos == 0) {
    Result<std::string_view> rest = packed_.rest();
    if (!rest) return rest.error();
    if (rest->empty()) {
      if (in_frame_) return packed_.damaged("zstd", "is cut off");
      return std::size_t{0};
    }
    ZSTD_inBuffer in{rest->data(), rest->size(), 0};
    const std::size_t status = ::ZSTD_decompressStream(state_.get(), &out, &in);
    packed_.use(in.pos);
    if (::ZSTD_isError(status) != 0) {
      broken_ = describe(status);
      break;
    }
    in_frame_ = status != 0;
  }
  if (out.pos == 0) return *broken_;
  return out.pos;
}

}  // namespace

bool is_zstd(std::string_view head) noexcept {
  if (head.size() < 4) return false;
  // Parallel packers begin with a frame to be skipped, whose first byte has four free bits.
  return head.starts_with("\x28\xB5\x2F\xFD") ||
         ((head[0] & 0xF0) == 0x50 && head.substr(1).starts_with("\x2A\x4D\x18"));
}

std::unique_ptr<ByteStream> decode_zstd(ByteSource packed) { return std::make_unique<ZstdStream>(std::move(packed)); }

}  // namespace cxtext::io
