#include "io_zip.h"

#include <cstdint>
#include <fmt/format.h>
#include <new>
#include <utility>
#include <zip.h>

namespace cxtext::io {
namespace {

/// Sheets are packed to a thirtieth or so. Deflate can go down to a thousandth, which only happens on purpose.
constexpr std::uint64_t max_ratio = 400;
constexpr std::uint64_t ratio_from_bytes = std::uint64_t{256} << 20U;

struct CloseArchive {
  void operator()(zip_t* archive) const noexcept { ::zip_discard(archive); }
};
struct CloseFile {
  void operator()(zip_file_t* file) const noexcept { ::zip_fclose(file); }
};

class EntryStream final : public ByteStream {
 public:
  EntryStream(zip_file_t* file, std::string name, std::string path, std::uint64_t packed_bytes)
      : file_(file), name_(std::move(name)), path_(std::move(path)), packed_bytes_(packed_bytes) {}

  Result<std::size_t> read(char* to, std::size_t n) override {
    const zip_int64_t got = ::zip_fread(file_.get(), to, n);
    if (got < 0) {
      return Error{.code = ErrorCode::cannot_read,
                   .message = fmt::format("is damaged: \"{}\" in it cannot be unpacked ({})", name_,
                                          ::zip_file_strerror(file_.get())),
                   .path = path_};
    }
    unpacked_bytes_ += static_cast<std::uint64_t>(got);
    if (unpacked_bytes_ > ratio_from_bytes && unpacked_bytes_ / max_ratio > packed_bytes_) {
      return Error{.code = ErrorCode::bad_format,
                   .message = fmt::format("unpacks to more than {} times its size, as traps do; if it is none, save it "
                                          "as CSV (UTF-8) and read that",
                                          max_ratio),
                   .path = path_};
    }
    return static_cast<std::size_t>(got);
  }

 private:
  std::unique_ptr<zip_file_t, CloseFile> file_;
  std::string name_;
  std::string path_;
  std::uint64_t packed_bytes_;
  std::uint64_t unpacked_bytes_ = 0;
};

}  // namespace

struct ZipArchive::Impl {
  std::unique_ptr<zip_t, CloseArchive> archive;
  std::string path;
};

ZipArchive::ZipArchive(std::unique_ptr<Impl> impl) noexcept : impl_(std::move(impl)) {}
ZipArchive::ZipArchive(ZipArchive&&) noexcept = default;
ZipArchive& ZipArchive::operator=(ZipArchive&&) noexcept = default;
ZipArchive::~ZipArchive() = default;

Result<ZipArchive> ZipArchive::open(std::string_view bytes, const std::string& path) {
  zip_error_t error;
  ::zip_error_init(&error);
  zip_source_t* source = ::zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  if (source == nullptr) throw std::bad_alloc();
  zip_t* archive = ::zip_open_from_source(source, ZIP_RDONLY, &error);
  if (archive == nullptr) {
    Error problem{
        .code = ErrorCode::bad_format,
        .message = fmt::format("begins as a workbook or ZIP archive but is damaged ({}); was it downloaded to "
                               "the end?",
                               ::zip_error_strerror(&error)),
        .path = path};
    ::zip_source_free(source);
    ::zip_error_fini(&error);
    return problem;
  }
  ::zip_error_fini(&error);
  auto impl = std::make_unique<Impl>();
  impl->archive.reset(archive);
  impl->path = path;
  return ZipArchive(std::move(impl));
}

std::vector<std::string> ZipArchive::names() const {
  std::vector<std::string> names;
  const zip_int64_t n = ::zip_get_num_entries(impl_->archive.get(), 0);
  for (zip_int64_t i = 0; i < n; ++i) {
    const char* name = ::zip_get_name(impl_->archive.get(), static_cast<zip_uint64_t>(i), ZIP_FL_ENC_GUESS);
    if (name != nullptr && !std::string_view(name).ends_with('/')) names.emplace_back(name);
  }
  return names;
}

bool ZipArchive::has(const std::string& name) const {
  return ::zip_name_locate(impl_->archive.get(), name.c_str(), ZIP_FL_NOCASE) >= 0;
}

Result<std::unique_ptr<ByteStream>> ZipArchive::open_file(const std::string& name) const {
  zip_t* archive = impl_->archive.get();
  const auto problem = [&](std::string message) {
    return Error{.code = ErrorCode::bad_format, .message = std::move(message), .path = impl_->path};
  };
  const zip_int64_t index = ::zip_name_locate(archive, name.c_str(), ZIP_FL_NOCASE);
  if (index < 0) return problem(fmt::format("is damaged: \"{}\" is not in it", name));
  zip_stat_t facts;
  ::zip_stat_init(&facts);
  const bool known = ::zip_stat_index(archive, static_cast<zip_uint64_t>(index), 0, &facts) == 0;
  if (known && (facts.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && facts.encryption_method != ZIP_EM_NONE) {
    return problem("is protected by a password; remove it where the file was made, and read that");
  }
  zip_file_t* file = ::zip_fopen_index(archive, static_cast<zip_uint64_t>(index), 0);
  if (file == nullptr) {
    return problem(fmt::format("is damaged: \"{}\" in it cannot be unpacked ({})", name, ::zip_strerror(archive)));
  }
  const std::uint64_t packed_bytes = (facts.valid & ZIP_STAT_COMP_SIZE) != 0 ? facts.comp_size : 0;
  return std::unique_ptr<ByteStream>(std::make_unique<EntryStream>(file, name, impl_->path, packed_bytes));
}

}  // namespace cxtext::io
