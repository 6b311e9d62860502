#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cxtext/result.h"

namespace cxtext {

/// A file of named parts that training writes and commands read with --model: a header with version and checksum, then
/// the parts. A part that a reader does not know is kept and left alone.
class ModelFile {
 public:
  /// Name of the part that holds SentimentModel::bytes().
  static constexpr std::string_view sentiment = "sentiment";
  /// Name of the part that holds ThemeModel::bytes().
  static constexpr std::string_view themes = "themes";

  ModelFile() = default;

  /// Errors: file_not_found, cannot_read; bad_model if it is no model file, damaged, or of a later version.
  [[nodiscard]] static Result<ModelFile> read(const std::string& path);
  /// Errors: bad_model, as above.
  [[nodiscard]] static Result<ModelFile> from_bytes(std::string_view bytes);

  /// The bytes of a part; empty if there is no such part. A view of the object's own memory.
  [[nodiscard]] std::string_view part(std::string_view name) const noexcept;
  /// Adds or replaces a part. Precondition: name has 1 to 16 bytes.
  void set_part(std::string_view name, std::string bytes);

  /// What from_bytes takes. The same parts give the same bytes, in whatever order they were set.
  [[nodiscard]] std::string to_bytes() const;

 private:
  struct Part {
    std::string name;
    std::string bytes;
  };
  std::vector<Part> parts_;  // by name
};

}  // namespace cxtext
