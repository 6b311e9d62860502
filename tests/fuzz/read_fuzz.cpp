// Any bytes as an export, in each format: no crash, and the counts agree with what was given out.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <sys/mman.h>
#include <unistd.h>
#include <vector>

#include "cxtext/io.h"

namespace {

void read_as(cxtext::FileFormat format, int fd) {
  cxtext::ReadOptions options;
  options.format = format;
  auto reader = cxtext::CommentReader::open("/proc/self/fd/" + std::to_string(fd), options);
  if (!reader) return;
  std::vector<cxtext::Comment> comments;
  std::vector<cxtext::Reject> rejects;
  while (true) {
    const auto got = reader->read(64, comments, rejects);
    if (!got || got.value() == 0) break;
  }
  if (reader->counts().rows != comments.size()) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const int fd = ::memfd_create("export", MFD_CLOEXEC);
  if (fd < 0 || ::write(fd, data, size) != static_cast<ssize_t>(size)) std::abort();
  for (const auto format : {cxtext::FileFormat::detect, cxtext::FileFormat::csv, cxtext::FileFormat::jsonl}) {
    read_as(format, fd);
  }
  ::close(fd);
  return 0;
}
