#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>

namespace cxtext {

/// What kind of thing went wrong. The CLI maps each to an exit status.
enum class ErrorCode : std::uint8_t {
  usage,            ///< the options contradict each other or name something that is not there
  file_not_found,   ///< no file or directory of that name
  not_a_file,       ///< a directory or device where a file is needed
  cannot_read,      ///< the file is there, but reading it failed
  cannot_write,     ///< an output could not be written; nothing of it was left behind
  empty_input,      ///< the input has no rows
  no_text_column,   ///< no column of the export could be taken for the comment
  missing_column,   ///< a column named by the caller is not in the export
  bad_format,       ///< the bytes are not of the format that was named or sniffed
  bad_lexicon,      ///< a lexicon, concept or taxonomy row breaks the rules of its file
  bad_model,        ///< a model is damaged, or of a version this build cannot read
  not_enough_data,  ///< too few rows for what was asked
};

/// One failure, told for a person: what, where, and what to do about it.
/// line and column count from 1 (0: unknown); byte counts from 0.
struct Error {
  ErrorCode code = ErrorCode::usage;
  std::string message;
  std::string path = {};
  std::uint64_t line = 0;
  std::uint64_t column = 0;
  std::uint64_t byte = 0;

  /// "path:line:column: message", leaving out what is unknown.
  [[nodiscard]] std::string to_string() const;
};

/// A value or the Error that kept it from being made. Holds exactly one of the two.
/// Thread-safety: as that of T.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : held_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : held_(std::in_place_index<1>, std::move(error)) {}

  [[nodiscard]] bool ok() const noexcept { return held_.index() == 0; }
  explicit operator bool() const noexcept { return ok(); }

  /// Precondition of the next four: ok().
  [[nodiscard]] T& value() & { return *std::get_if<0>(&held_); }
  [[nodiscard]] const T& value() const& { return *std::get_if<0>(&held_); }
  [[nodiscard]] T&& value() && { return std::move(*std::get_if<0>(&held_)); }
  T* operator->() { return std::get_if<0>(&held_); }
  const T* operator->() const { return std::get_if<0>(&held_); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }

  /// Precondition: !ok().
  [[nodiscard]] const Error& error() const& { return *std::get_if<1>(&held_); }
  [[nodiscard]] Error&& error() && { return std::move(*std::get_if<1>(&held_)); }

 private:
  std::variant<T, Error> held_;
};

/// The value of an operation that only succeeds or fails.
struct Done {};
using Status = Result<Done>;

}  // namespace cxtext
