#include "cxtext/model_file.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

#include "hash.h"

namespace cxtext {

namespace {

constexpr std::array<char, 6> magic{'c', 'x', 't', 'm', 'o', 'd'};
constexpr std::array<char, 2> format_version{'0', '1'};
constexpr std::size_t max_parts = 64;

struct Header {
  std::array<char, 6> magic_bytes = magic;
  std::array<char, 2> version = format_version;
  std::uint64_t checksum = 0;  // of everything after the header
  std::uint64_t n_parts = 0;
};

struct Entry {
  std::array<char, 16> name{};
  std::uint64_t bytes = 0;
};

Error damaged(std::string_view why) {
  return {ErrorCode::bad_model, "the model file is damaged (" + std::string(why) + "); train it anew"};
}

}  // namespace

Result<ModelFile> ModelFile::read(const std::string& path) {
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    if (errno == ENOENT)
      return Error{ErrorCode::file_not_found, "there is no such model file; cxtext train writes one", path};
    return Error{ErrorCode::cannot_read, "the model cannot be opened: " + std::string(std::strerror(errno)), path};
  }
  const std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (file.bad()) return Error{ErrorCode::cannot_read, "reading the model failed (is it a directory?)", path};
  auto model = from_bytes(bytes);
  if (!model) {
    Error error = std::move(model).error();
    error.path = path;
    return error;
  }
  return model;
}

Result<ModelFile> ModelFile::from_bytes(std::string_view bytes) {
  Header header;
  if (bytes.size() < sizeof header || std::memcmp(bytes.data(), magic.data(), magic.size()) != 0) {
    return Error{ErrorCode::bad_model, "this is no model file; cxtext train writes one"};
  }
  std::memcpy(&header, bytes.data(), sizeof header);
  if (header.version != format_version) {
    return Error{ErrorCode::bad_model, "the model file is of another version of cxtext; train it anew"};
  }
  const std::string_view body = bytes.substr(sizeof header);
  if (header.checksum != hash64(body)) return damaged("its checksum does not fit");
  if (header.n_parts > max_parts || body.size() < header.n_parts * sizeof(Entry)) return damaged("its list of parts");
  ModelFile model;
  std::size_t at = header.n_parts * sizeof(Entry);
  for (std::size_t i = 0; i < header.n_parts; ++i) {
    Entry entry;
    std::memcpy(&entry, body.data() + i * sizeof entry, sizeof entry);
    if (entry.bytes > body.size() - at) return damaged("a part is cut off");
    const std::string_view name(entry.name.data(), ::strnlen(entry.name.data(), entry.name.size()));
    model.set_part(name, std::string(body.substr(at, entry.bytes)));
    at += entry.bytes;
  }
  return model;
}

std::string_view ModelFile::part(std::string_view name) const noexcept {
  const auto at = std::find_if(parts_.begin(), parts_.end(), [&](const Part& part) { return part.name == name; });
  return at == parts_.end() ? std::string_view() : std::string_view(at->bytes);
}

void ModelFile::set_part(std::string_view name, std::string bytes) {
  const auto at = std::lower_bound(parts_.begin(), parts_.end(), name,
                                   [](const Part& part, std::string_view wanted) { return part.name < wanted; });
  if (at != parts_.end() && at->name == name) {
    at->bytes = std::move(bytes);
  } else {
    parts_.insert(at, {std::string(name), std::move(bytes)});
  }
}

std::string ModelFile::to_bytes() const {
  std::string body;
  for (const Part& part : parts_) {
    Entry entry;
    std::memcpy(entry.name.data(), part.name.data(), std::min(part.name.size(), entry.name.size()));
    entry.bytes = part.bytes.size();
    body.append(reinterpret_cast<const char*>(&entry), sizeof entry);
  }
  for (const Part& part : parts_) body += part.bytes;
  Header header;
  header.checksum = hash64(body);
  header.n_parts = parts_.size();
  return std::string(reinterpret_cast<const char*>(&header), sizeof header) + body;
}

}  // namespace cxtext
