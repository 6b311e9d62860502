#include "text_rewrite.h"

namespace cxtext {

void Rewrite::replace(std::size_t begin, std::size_t end, std::string_view by) {
  if (!changed()) out_.reserve(in_.size() + 16);
  out_ += in_.substr(taken_, begin - taken_);
  anchors_.push_back({static_cast<std::uint32_t>(out_.size()), static_cast<std::uint32_t>(begin)});
  out_ += by;
  anchors_.push_back({static_cast<std::uint32_t>(out_.size()), static_cast<std::uint32_t>(end)});
  taken_ = end;
}

void Rewrite::replace(std::size_t begin, std::size_t end, char32_t by) {
  std::string character;
  append_utf8(character, by);
  replace(begin, end, character);
}

std::string Rewrite::finish() {
  out_ += in_.substr(taken_);
  return std::move(out_);
}

void append_utf8(std::string& out, char32_t c) {
  if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) c = 0xFFFD;
  const auto add = [&](char32_t byte) { out += static_cast<char>(static_cast<unsigned char>(byte)); };
  if (c < 0x80) {
    add(c);
  } else if (c < 0x800) {
    add(0xC0U | (c >> 6U));
    add(0x80U | (c & 0x3FU));
  } else if (c < 0x10000) {
    add(0xE0U | (c >> 12U));
    add(0x80U | ((c >> 6U) & 0x3FU));
    add(0x80U | (c & 0x3FU));
  } else {
    add(0xF0U | (c >> 18U));
    add(0x80U | ((c >> 12U) & 0x3FU));
    add(0x80U | ((c >> 6U) & 0x3FU));
    add(0x80U | (c & 0x3FU));
  }
}

}  // namespace cxtext
