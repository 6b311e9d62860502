#include "io_xml.h"

#include <expat.h>
#include <fmt/format.h>
#include <new>

namespace cxtext::io {
namespace {

/// Something that goes on for so long is no tag of an office document; expat would look through it anew with each
/// piece.
constexpr std::size_t max_quiet_bytes = std::size_t{8} << 20U;

std::string_view local(std::string_view name) noexcept {
  const std::size_t colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

}  // namespace

std::optional<std::string_view> XmlAttributes::find(std::string_view local_name) const noexcept {
  for (const char** pair = pairs_; *pair != nullptr; pair += 2) {
    if (local(pair[0]) == local_name) return std::string_view(pair[1]);
  }
  return std::nullopt;
}

struct XmlReader::Impl {
  struct Free {
    void operator()(XML_Parser handle) const noexcept { ::XML_ParserFree(handle); }
  };
  std::unique_ptr<XML_ParserStruct, Free> parser;
  XmlHandler* handler = nullptr;
  bool has_doctype = false;
  std::size_t quiet_bytes = 0;  // since the last call of the handler

  [[nodiscard]] State state_of(XML_Status result) const {
    if (result == XML_STATUS_SUSPENDED) return State::suspended;
    if (result == XML_STATUS_OK) return State::wants_more;
    if (::XML_GetErrorCode(parser.get()) == XML_ERROR_NO_MEMORY) throw std::bad_alloc();
    return State::failed;
  }
  static Impl& of(void* data) {
    Impl& impl = *static_cast<Impl*>(data);
    impl.quiet_bytes = 0;
    return impl;
  }
  static void XMLCALL on_start(void* data, const char* name, const char** attributes) {
    of(data).handler->on_start(local(name), XmlAttributes(attributes));
  }
  static void XMLCALL on_end(void* data, const char* name) { of(data).handler->on_end(local(name)); }
  static void XMLCALL on_text(void* data, const char* text, int length) {
    of(data).handler->on_text({text, static_cast<std::size_t>(length)});
  }
  static void XMLCALL on_doctype(void* data, const char* /*name*/, const char* /*system*/, const char* /*public_id*/,
                                 int /*internal*/) {
    of(data).has_doctype = true;
    ::XML_StopParser(of(data).parser.get(), XML_FALSE);
  }
};

XmlReader::XmlReader(XmlHandler& handler) : impl_(std::make_unique<Impl>()) {
  impl_->parser.reset(::XML_ParserCreate(nullptr));
  if (!impl_->parser) throw std::bad_alloc();
  impl_->handler = &handler;
  XML_Parser parser = impl_->parser.get();
  ::XML_SetUserData(parser, impl_.get());
  ::XML_SetElementHandler(parser, Impl::on_start, Impl::on_end);
  ::XML_SetCharacterDataHandler(parser, Impl::on_text);
  ::XML_SetStartDoctypeDeclHandler(parser, Impl::on_doctype);
}
XmlReader::~XmlReader() = default;

char* XmlReader::buffer(std::size_t n) {
  void* memory = ::XML_GetBuffer(impl_->parser.get(), static_cast<int>(n));
  if (memory == nullptr) throw std::bad_alloc();
  return static_cast<char*>(memory);
}

XmlReader::State XmlReader::take(std::size_t n, bool last) {
  impl_->quiet_bytes += n;
  if (impl_->quiet_bytes > max_quiet_bytes) return State::failed;
  return impl_->state_of(::XML_ParseBuffer(impl_->parser.get(), static_cast<int>(n), last ? 1 : 0));
}

XmlReader::State XmlReader::resume() { return impl_->state_of(::XML_ResumeParser(impl_->parser.get())); }

void XmlReader::suspend() { ::XML_StopParser(impl_->parser.get(), XML_TRUE); }

std::string XmlReader::problem() const {
  if (impl_->has_doctype) return "has a document type declaration, which no workbook has";
  if (impl_->quiet_bytes > max_quiet_bytes) return "has a tag that does not end";
  return fmt::format("is no XML in line {}: {}", ::XML_GetCurrentLineNumber(impl_->parser.get()),
                     ::XML_ErrorString(::XML_GetErrorCode(impl_->parser.get())));
}

}  // namespace cxtext::io
