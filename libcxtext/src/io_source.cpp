#include "io_source.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <limits>
#include <sys/mman.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace cxtext::io {
namespace {

constexpr std::size_t first_read_bytes = std::size_t{4} << 20;
constexpr std::size_t release_step_bytes = std::size_t{32} << 20;

std::string system_message(int code) { return std::error_code(code, std::generic_category()).message(); }

Error cannot_read(const std::string& path, int code) {
  return {.code = ErrorCode::cannot_read, .message = "cannot be read: " + system_message(code), .path = path};
}

Error cannot_open(const std::string& path, int code) {
  if (code != ENOENT && code != ENOTDIR) return cannot_read(path, code);
  return {.code = ErrorCode::file_not_found,
          .message = path.empty() ? "the name of the input file is empty" : "there is no such file",
          .path = path};
}

}  // namespace

ByteSource::ByteSource(ByteSource&& other) noexcept { *this = std::move(other); }

ByteSource& ByteSource::operator=(ByteSource&& other) noexcept {
  if (this == &other) return *this;
  close();
  path_ = std::move(other.path_);
  stream_ = std::move(other.stream_);
  damage_ = std::move(other.damage_);
  fd_ = std::exchange(other.fd_, -1);
  owns_fd_ = std::exchange(other.owns_fd_, false);
  at_end_ = other.at_end_;
  mapping_ = std::exchange(other.mapping_, nullptr);
  mapped_ = std::exchange(other.mapped_, 0);
  released_ = other.released_;
  buffer_ = std::move(other.buffer_);
  capacity_ = std::exchange(other.capacity_, 0);
  begin_ = std::exchange(other.begin_, nullptr);
  size_ = std::exchange(other.size_, 0);
  base_ = other.base_;
  return *this;
}

ByteSource::~ByteSource() { close(); }

void ByteSource::close() noexcept {
  if (mapping_ != nullptr) ::munmap(mapping_, mapped_);
  if (owns_fd_) ::close(fd_);
  mapping_ = nullptr;
  owns_fd_ = false;
}

Result<ByteSource> ByteSource::open(const std::string& path) {
  ByteSource source;
  source.path_ = path;
  struct stat facts = {};
  if (path == "-") {
    source.path_ = "standard input";
    source.fd_ = STDIN_FILENO;
    if (::fstat(source.fd_, &facts) != 0) return cannot_read(source.path_, errno);
    if (S_ISDIR(facts.st_mode)) {
      return Error{.code = ErrorCode::not_a_file, .message = "is a directory", .path = source.path_};
    }
    return source;
  }
  // A name with a NUL in it would open another file than the one it says.
  if (path.find('\0') != std::string::npos) return cannot_open(path, ENOENT);
  if (::stat(path.c_str(), &facts) != 0) return cannot_open(path, errno);
  if (S_ISDIR(facts.st_mode)) {
    return Error{.code = ErrorCode::not_a_file, .message = "is a directory; name the export file in it", .path = path};
  }
  if (!S_ISREG(facts.st_mode) && !S_ISFIFO(facts.st_mode)) {
    return Error{.code = ErrorCode::not_a_file, .message = "is a device, not a file", .path = path};
  }
  source.fd_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (source.fd_ < 0) return cannot_open(path, errno);
  source.owns_fd_ = true;
  if (S_ISREG(facts.st_mode)) source.map(static_cast<std::uint64_t>(facts.st_size));
  return source;
}

ByteSource ByteSource::decoded(std::unique_ptr<ByteStream> stream, std::string path) {
  ByteSource source;
  source.path_ = std::move(path);
  source.stream_ = std::move(stream);
  return source;
}

void ByteSource::map(std::uint64_t size) noexcept {
  // Files of size 0 may still have bytes (/proc), and some file systems cannot be mapped: both are read instead.
  if (size == 0 || size > std::numeric_limits<std::size_t>::max()) return;
  void* mapping = ::mmap(nullptr, static_cast<std::size_t>(size), PROT_READ, MAP_PRIVATE, fd_, 0);
  if (mapping == MAP_FAILED) return;
  mapping_ = mapping;
  mapped_ = static_cast<std::size_t>(size);
  ::madvise(mapping_, mapped_, MADV_SEQUENTIAL);
  begin_ = static_cast<const char*>(mapping_);
  size_ = mapped_;
  at_end_ = true;
}

Status ByteSource::grow(std::size_t used) {
  const std::size_t rest = size_ - used;
  if (rest > max_window_bytes) {
    return Error{.code = ErrorCode::bad_format,
                 .message = "has a row of more than 256 MB; is it a text export with a row a line?",
                 .path = path_};
  }
  const std::size_t wanted = std::max(first_read_bytes, rest * 2);
  if (wanted > capacity_) {
    auto larger = std::make_unique_for_overwrite<char[]>(wanted);
    if (rest > 0) std::memcpy(larger.get(), begin_ + used, rest);
    buffer_ = std::move(larger);
    capacity_ = wanted;
  } else if (rest > 0 && used > 0) {
    std::memmove(buffer_.get(), begin_ + used, rest);
  }
  begin_ = buffer_.get();
  size_ = rest;
  base_ += used;
  while (size_ < wanted) {
    Result<std::size_t> got = read_some(buffer_.get() + size_, wanted - size_);
    if (!got) {
      // What a stream gave out before it broke is as good as any.
      if (!stream_ || base_ + size_ == 0) return got.error();
      damage_ = got.error();
    }
    if (!got || *got == 0) {
      at_end_ = true;
      break;
    }
    size_ += *got;
  }
  return Done{};
}

Result<std::size_t> ByteSource::read_some(char* to, std::size_t n) {
  if (stream_) return stream_->read(to, n);
  while (true) {
    const ssize_t got = ::read(fd_, to, n);
    if (got >= 0) return static_cast<std::size_t>(got);
    if (errno != EINTR) return cannot_read(path_, errno);
  }
}

Status ByteSource::release(std::size_t used) {
  if (mapping_ == nullptr) return Done{};
  struct stat facts = {};
  if (::fstat(fd_, &facts) != 0) return cannot_read(path_, errno);
  if (static_cast<std::uint64_t>(facts.st_size) < mapped_) {
    // Touching a page past the new end would be a fatal signal instead of an error.
    return Error{.code = ErrorCode::cannot_read, .message = "became shorter while it was being read", .path = path_};
  }
  const std::size_t done = used / release_step_bytes * release_step_bytes;
  if (done > released_) {
    ::madvise(static_cast<char*>(mapping_) + released_, done - released_, MADV_DONTNEED);
    released_ = done;
  }
  return Done{};
}

}  // namespace cxtext::io
