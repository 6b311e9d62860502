#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <memory>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

#include "cxtext/io.h"

namespace cxtext {
namespace {

constexpr int max_name_attempts = 1000;

Error cannot_write(const std::string& path, const std::string& why) {
  return {.code = ErrorCode::cannot_write, .message = "cannot be written: " + why, .path = path};
}

Error cannot_write(const std::string& path, int code) {
  return cannot_write(path, std::error_code(code, std::generic_category()).message());
}

/// 0, or the errno of what failed.
int write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(fd, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

/// A link is followed, so that the file it names is replaced and the link stays.
std::string link_target(const std::string& path) {
  struct stat facts = {};
  if (::lstat(path.c_str(), &facts) != 0 || !S_ISLNK(facts.st_mode)) return path;
  const std::unique_ptr<char, decltype(&std::free)> target(::realpath(path.c_str(), nullptr), &std::free);
  return target ? std::string(target.get()) : path;
}

std::string part_name(const std::string& folder, int attempt) {
  return folder + ".cxtext-" + std::to_string(::getpid()) + "-" + std::to_string(attempt) + ".part";
}

/// A new file in the folder that ends with '/' (or is empty), open for writing; -1 and errno if there can be none.
int create_beside(const std::string& folder, unsigned mode, std::string& name) {
  for (int attempt = 0; attempt < max_name_attempts; ++attempt) {
    name = part_name(folder, attempt);
    const int fd = ::open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, static_cast<mode_t>(mode));
    if (fd >= 0 || errno != EEXIST) return fd;
  }
  return -1;
}

/// The name of a file is only safe on disk once its folder is. Some file systems cannot do that; the file is whole
/// all the same.
void sync_folder(const std::string& folder) {
  const int fd = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return;
  ::fsync(fd);
  ::close(fd);
}

}  // namespace

struct AtomicFile::Impl {
  std::string path;    // as the caller named it, for messages
  std::string target;  // what is replaced
  std::string folder;
  std::string beside;  // name of the part file; empty where the file has no name before commit()
  int fd = -1;
  unsigned mode = 0;

  ~Impl() { discard(); }
  void discard() noexcept {
    if (fd >= 0) ::close(fd);
    if (!beside.empty()) ::unlink(beside.c_str());
    fd = -1;
    beside.clear();
  }
  // A file without a name vanishes by itself if the process is killed; where the file system has none, a named part
  // file must do.
  int open_part() {
    fd = ::open(folder.empty() ? "." : folder.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, static_cast<mode_t>(mode));
    if (fd >= 0) return 0;
    fd = create_beside(folder, mode, beside);
    return fd >= 0 ? 0 : errno;
  }
  int name_part() {
    const std::string open_file = "/proc/self/fd/" + std::to_string(fd);
    for (int attempt = 0; attempt < max_name_attempts; ++attempt) {
      const std::string name = part_name(folder, attempt);
      if (::linkat(AT_FDCWD, open_file.c_str(), AT_FDCWD, name.c_str(), AT_SYMLINK_FOLLOW) == 0) {
        beside = name;
        return 0;
      }
      if (errno != EEXIST) return errno;
    }
    return EEXIST;
  }
};

AtomicFile::AtomicFile(std::unique_ptr<Impl> impl) noexcept : impl_(std::move(impl)) {}
AtomicFile::AtomicFile(AtomicFile&&) noexcept = default;
AtomicFile& AtomicFile::operator=(AtomicFile&&) noexcept = default;
AtomicFile::~AtomicFile() = default;

Result<AtomicFile> AtomicFile::create(const std::string& path, unsigned mode) {
  if (path.empty() || path.find('\0') != std::string::npos) return cannot_write(path, ENOENT);
  auto impl = std::make_unique<Impl>();
  impl->path = path;
  impl->target = link_target(path);
  impl->mode = mode;
  struct stat facts = {};
  if (::stat(impl->target.c_str(), &facts) == 0) {
    if (S_ISDIR(facts.st_mode)) return cannot_write(path, EISDIR);
    // Renaming over a device or pipe would take it away.
    if (!S_ISREG(facts.st_mode)) return cannot_write(path, "is a device or pipe, not a file");
  }
  impl->folder = impl->target.substr(0, impl->target.rfind('/') + 1);
  const int failed = impl->open_part();
  if (failed == ENOENT)
    return cannot_write(path, "there is no folder " + impl->folder + "; make it first, or name another one");
  if (failed != 0) return cannot_write(path, failed);
  return AtomicFile(std::move(impl));
}

Status AtomicFile::write(std::string_view bytes) {
  if (const int failed = write_all(impl_->fd, bytes); failed != 0) return cannot_write(impl_->path, failed);
  return Done{};
}

Status AtomicFile::commit() {
  int failed = ::fsync(impl_->fd) == 0 ? 0 : errno;
  if (failed == 0 && impl_->beside.empty()) failed = impl_->name_part();
  if (::close(impl_->fd) != 0 && failed == 0) failed = errno;
  impl_->fd = -1;
  if (failed == 0 && ::rename(impl_->beside.c_str(), impl_->target.c_str()) != 0) failed = errno;
  if (failed != 0) {
    impl_->discard();
    return cannot_write(impl_->path, failed);
  }
  impl_->beside.clear();
  sync_folder(impl_->folder);
  return Done{};
}

Status write_file_atomically(const std::string& path, std::string_view bytes, unsigned mode) {
  auto file = AtomicFile::create(path, mode);
  if (!file) return std::move(file).error();
  if (Status written = file->write(bytes); !written) return written;
  return file->commit();
}

}  // namespace cxtext
