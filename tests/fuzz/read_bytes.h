#pragma once

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <sys/mman.h>
#include <unistd.h>
#include <vector>

#include "cxtext/io.h"

namespace fuzz {

/// Whether text is well-formed UTF-8, checked without the library.
inline bool is_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = [&](std::size_t k) { return k < text.size() ? static_cast<unsigned char>(text[k]) : 0U; };
    const unsigned lead = byte(i);
    const std::size_t n = lead < 0x80 ? 1 : lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
    if (n == 0) return false;
    for (std::size_t k = 1; k < n; ++k) {
      if ((byte(i + k) & 0xC0U) != 0x80U) return false;
    }
    const unsigned second = byte(i + 1);
    if ((lead == 0xE0 && second < 0xA0) || (lead == 0xED && second >= 0xA0)) return false;
    if ((lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second >= 0x90)) return false;
    i += n;
  }
  return true;
}

/// Reads bytes as an export to their end. Ends the program if what is given out breaks a promise of the reader.
inline void read_bytes(std::string_view bytes, const cxtext::ReadOptions& options) {
  const int fd = ::memfd_create("export", MFD_CLOEXEC);
  if (fd < 0 || ::write(fd, bytes.data(), bytes.size()) != static_cast<ssize_t>(bytes.size())) std::abort();
  auto reader = cxtext::CommentReader::open("/proc/self/fd/" + std::to_string(fd), options);
  if (reader) {
    std::vector<cxtext::Comment> comments;
    std::vector<cxtext::Reject> rejects;
    while (true) {
      const auto got = reader->read(64, comments, rejects);
      if (!got || *got == 0) break;
    }
    if (reader->counts().rows != comments.size()) std::abort();
    std::uint64_t line = 0;
    for (const cxtext::Comment& comment : comments) {
      if (comment.line < line || !is_utf8(comment.text) || !is_utf8(comment.id)) std::abort();
      line = comment.line;
      if (comment.score && !(*comment.score >= options.score_min && *comment.score <= options.score_max)) std::abort();
      for (const std::string& segment : comment.segments) {
        if (!is_utf8(segment)) std::abort();
      }
    }
    for (std::size_t i = 0; i < rejects.size(); ++i) {
      if (rejects[i].rest_lost && i + 1 != rejects.size()) std::abort();
    }
  }
  ::close(fd);
}

}  // namespace fuzz
