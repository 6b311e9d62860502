#include "io_unzip.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "io_zip.h"

namespace cxtext::io {
namespace {

/// A file of an archive together with what it is read from.
class FileOfArchive final : public ByteStream {
 public:
  FileOfArchive(ByteSource source, ZipArchive archive, std::unique_ptr<ByteStream> file)
      : source_(std::move(source)), archive_(std::move(archive)), file_(std::move(file)) {}
  Result<std::size_t> read(char* to, std::size_t n) override { return file_->read(to, n); }

 private:
  ByteSource source_;
  ZipArchive archive_;
  std::unique_ptr<ByteStream> file_;  // last, so that it goes first
};

}  // namespace

Status read_whole(ByteSource& source) {
  while (!source.at_end()) {
    if (source.window().size() > max_window_bytes) {
      return Error{.code = ErrorCode::bad_format,
                   .message = "is a workbook or ZIP archive of more than 256 MB; name it as a file that is not packed",
                   .path = source.path()};
    }
    if (Status grown = source.grow(0); !grown) return grown;
  }
  if (source.damage()) return *source.damage();
  return Done{};
}

Result<std::optional<ByteSource>> take_only_file(ByteSource& archive) {
  if (Status read = read_whole(archive); !read) return read.error();
  Result<ZipArchive> opened = ZipArchive::open(archive.window(), archive.path());
  if (!opened) return opened.error();
  std::vector<std::string> files;
  for (std::string& name : opened->names()) {
    // What macOS adds to archives.
    const bool extra = name.starts_with("__MACOSX/") || name.ends_with(".DS_Store");
    if (!extra) files.push_back(std::move(name));
  }
  if (files.size() != 1) return std::optional<ByteSource>();
  Result<std::unique_ptr<ByteStream>> file = opened->open_file(files.front());
  if (!file) return file.error();
  std::string path = archive.path();
  auto stream = std::make_unique<FileOfArchive>(std::move(archive), std::move(*opened), std::move(*file));
  return std::optional<ByteSource>(ByteSource::decoded(std::move(stream), std::move(path)));
}

}  // namespace cxtext::io
