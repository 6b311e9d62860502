#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cxtext::io {

/// Names and values of the attributes of an element; names with their prefix.
class XmlAttributes {
 public:
  explicit XmlAttributes(const char** pairs) noexcept : pairs_(pairs) {}
  /// The value of an attribute, by its name without a prefix; empty: there is none.
  [[nodiscard]] std::optional<std::string_view> find(std::string_view local_name) const noexcept;
  /// As find(), with nothing for none.
  [[nodiscard]] std::string_view get(std::string_view local_name) const noexcept {
    return find(local_name).value_or(std::string_view());
  }

 private:
  const char** pairs_;
};

/// What an XML reader calls. Names come without their prefix; texts in pieces, as valid UTF-8.
class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  virtual void on_start(std::string_view name, const XmlAttributes& attributes) = 0;
  virtual void on_end(std::string_view name) = 0;
  virtual void on_text(std::string_view text) = 0;
};

/// Reads XML as its bytes come, by expat. A document type declaration is an error: no office document has one, and
/// entities are how XML is made to blow up. Not thread-safe.
class XmlReader {
 public:
  /// handler must stay as long as the reader.
  explicit XmlReader(XmlHandler& handler);
  ~XmlReader();
  XmlReader(const XmlReader&) = delete;
  XmlReader& operator=(const XmlReader&) = delete;

  enum class State : std::uint8_t { wants_more, suspended, failed };
  /// Memory for at least n bytes to be read, for take().
  [[nodiscard]] char* buffer(std::size_t n);
  /// Reads n bytes of the buffer. last: there are no more.
  State take(std::size_t n, bool last);
  /// Goes on after suspend().
  State resume();
  /// Called by a handler: return from take() or resume() before the rest is read.
  void suspend();

  /// What is wrong and on which line, once a call has failed.
  [[nodiscard]] std::string problem() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace cxtext::io
