#include "io_unpack.h"

#include <array>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include "io_gzip.h"
#include "io_unzip.h"
#include "io_zstd.h"

namespace cxtext::io {
namespace {

using std::string_view_literals::operator""sv;

struct Unknown {
  std::string_view magic;
  std::string_view name;
  std::string_view command;
};

constexpr std::array<Unknown, 5> unknown_packings = {{{"BZh"sv, "bzip2", "bzip2 -dc"},
                                                      {"\xFD\x37zXZ\0"sv, "xz", "xz -dc"},
                                                      {"\x04\x22\x4D\x18"sv, "lz4", "lz4 -dc"},
                                                      {"7z\xBC\xAF\x27\x1C"sv, "7-Zip", ""},
                                                      {"Rar!\x1A\x07"sv, "RAR", ""}}};

bool is_zip(std::string_view head) noexcept { return head.starts_with("PK\x03\x04") || head.starts_with("PK\x05\x06"); }

Error not_known(const Unknown& packing, const std::string& path) {
  std::string message = "is packed by " + std::string(packing.name) + ", which cxtext does not unpack; ";
  message += packing.command.empty() ? "unpack it and name the export in it"
                                     : "pipe it in: " + std::string(packing.command) + " FILE | cxtext … -";
  return {.code = ErrorCode::bad_format, .message = std::move(message), .path = path};
}

}  // namespace

Result<Unpacked> open_unpacked(const std::string& path) {
  Result<ByteSource> opened = ByteSource::open(path);
  if (!opened) return opened.error();
  ByteSource source = std::move(*opened);
  std::string packing;
  while (true) {
    if (!source.at_end() && source.window().empty()) {
      if (Status grown = source.grow(0); !grown) return grown.error();
    }
    const std::string_view head = source.window();
    for (const Unknown& unknown : unknown_packings) {
      if (head.starts_with(unknown.magic)) return not_known(unknown, source.path());
    }
    const bool gzip = is_gzip(head);
    const bool zipped = is_zip(head);
    if (zipped && packing != "zip") {
      Result<std::optional<ByteSource>> file = take_only_file(source);
      if (!file) return file.error();
      if (!*file) return Unpacked{std::move(source), std::move(packing)};
      source = std::move(**file);
      packing = "zip";
      continue;
    }
    if (!gzip && !zipped && !is_zstd(head)) return Unpacked{std::move(source), std::move(packing)};
    if (!packing.empty()) {
      // Nobody means to, and packings within packings have no end.
      return Error{.code = ErrorCode::bad_format, .message = "is packed twice; unpack it once", .path = source.path()};
    }
    packing = gzip ? "gzip" : "zstd";
    std::string name = source.path();
    std::unique_ptr<ByteStream> stream = gzip ? decode_gzip(std::move(source)) : decode_zstd(std::move(source));
    source = ByteSource::decoded(std::move(stream), std::move(name));
  }
}

}  // namespace cxtext::io
