#include <utility>

#include "icu_charset.h"
#include "io_charset_sniff.h"
#include "io_reader.h"
#include "io_sniff.h"
#include "io_unpack.h"

namespace cxtext {
namespace {

constexpr std::string_view mixed = "mixed";

std::string lower(std::string name) {
  for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return name;
}

/// How an input is to be read: what the caller says, and the byte-order mark, which only the bytes can tell of.
Result<io::CharsetGuess> find_charset(std::string_view head, bool whole, const std::string& given,
                                      const std::string& path) {
  io::CharsetGuess guess = io::sniff_charset(head, whole);
  if (given.empty()) return guess;
  std::string name = lower(given);
  if (name == "utf8") name = "utf-8";
  if (name != mixed && !icu_adapter::knows_charset(name)) {
    return Error{.code = ErrorCode::usage,
                 .message = fmt::format("cannot be read as \"{}\" (--charset): use auto, utf-8, utf-16le, utf-16be, "
                                        "windows-1252, mixed, or another name that ICU knows",
                                        given),
                 .path = path};
  }
  // "utf-16" leaves the byte order to the mark, or to what Latin text looks like.
  const bool wide = guess.name.starts_with("utf-16");
  if (name == "utf-16") name = wide ? guess.name : "utf-16le";
  if (guess.name != name) guess.mark_bytes = 0;
  guess.name = std::move(name);
  return guess;
}

}  // namespace

Result<std::unique_ptr<CommentReader::Impl>> CommentReader::Impl::open(const std::string& path,
                                                                       const ReadOptions& options) {
  Result<io::Unpacked> unpacked = io::open_unpacked(path);
  if (!unpacked) return unpacked.error();
  io::ByteSource source = std::move(unpacked->source);
  // So that a pipe is sniffed on what a file would be.
  while (!source.at_end() && source.window().size() < io::sample_bytes + 4) {
    if (Status grown = source.grow(0); !grown) return grown.error();
  }
  const std::string name = source.path();
  const std::string_view head = source.window().substr(0, io::sample_bytes);
  const bool whole = source.at_end() && head.size() == source.window().size();
  Result<io::CharsetGuess> found = find_charset(head, whole, options.charset, name);
  if (!found) return found.error();
  const bool in_place = found->name == "utf-8" || found->name == mixed || io::is_single_byte(found->name);
  if (!in_place) {
    auto stream = io::decode_charset(std::move(source), found->mark_bytes, found->name);
    source = io::ByteSource::decoded(std::move(stream), name);
  }
  auto impl = std::make_unique<Impl>(std::move(source));
  if (!in_place) {
    impl->encoded = found->mark_bytes;
    impl->charset = io::Charset::utf8();
  } else if (found->name != "utf-8" && found->name != mixed) {
    impl->charset = options.charset.empty() ? io::Charset::utf8_or(found->name) : io::Charset::single_byte(found->name);
  } else if (lower(options.charset).starts_with("utf")) {
    impl->charset = io::Charset::utf8();
  }
  impl->layout.path = name;
  impl->layout.packing = std::move(unpacked->packing);
  impl->layout.charset = std::move(found->name);
  if (Status sniffed = impl->sniff(options); !sniffed) return sniffed.error();
  return impl;
}

}  // namespace cxtext
