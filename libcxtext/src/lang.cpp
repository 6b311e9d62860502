#include "cxtext/lang.h"

#include <string>
#include <utility>

namespace cxtext {

std::string_view to_code(Lang lang) noexcept {
  constexpr std::array<std::string_view, n_langs> codes{"da", "sv", "nb", "nn", "en", "other", "undetermined"};
  return codes[index_of(lang)];
}

std::optional<Lang> parse_lang(std::string_view name) noexcept {
  // Only the part before a region counts: "da-DK", "sv_SE".
  std::array<char, 16> lower{};
  std::size_t n = 0;
  for (const char c : name) {
    if (c == '-' || c == '_' || c == ' ') {
      if (n == 0) continue;
      break;
    }
    if (n == lower.size()) return std::nullopt;
    lower[n++] = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  const std::string_view key(lower.data(), n);
  constexpr std::array<std::pair<std::string_view, Lang>, 35> known{{
      {"da", Lang::da},
      {"dan", Lang::da},
      {"dk", Lang::da},
      {"danish", Lang::da},
      {"dansk", Lang::da},
      {"danska", Lang::da},
      {"sv", Lang::sv},
      {"swe", Lang::sv},
      {"se", Lang::sv},
      {"swedish", Lang::sv},
      {"svensk", Lang::sv},
      {"svenska", Lang::sv},
      {"no", Lang::nb},
      {"nor", Lang::nb},
      {"nb", Lang::nb},
      {"nob", Lang::nb},
      {"norwegian", Lang::nb},
      {"norsk", Lang::nb},
      {"norska", Lang::nb},
      {"bokmål", Lang::nb},
      {"bokmal", Lang::nb},
      {"nn", Lang::nn},
      {"nno", Lang::nn},
      {"nynorsk", Lang::nn},
      {"en", Lang::en},
      {"eng", Lang::en},
      {"uk", Lang::en},
      {"us", Lang::en},
      {"gb", Lang::en},
      {"english", Lang::en},
      {"engelsk", Lang::en},
      {"engelska", Lang::en},
      {"other", Lang::other},
      {"und", Lang::undetermined},
      {"undetermined", Lang::undetermined},
  }};
  for (const auto& [text, lang] : known) {
    if (text == key) return lang;
  }
  return std::nullopt;
}

}  // namespace cxtext
