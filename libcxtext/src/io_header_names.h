#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace cxtext::io {

/// What a column is for.
enum class Role : std::uint8_t { text, id, score, date, language, segment };
constexpr std::size_t n_roles = 6;

/// How well the name of a column fits a role.
struct NameFit {
  bool exact = false;     ///< the name is one of the role's names
  bool contains = false;  ///< it contains one (exact: contains as well)
  std::size_t rank = 0;   ///< of the best name that fits; lower is better
};

/// The fit of a header name with a role, in Danish, Swedish, Norwegian, English and the words of survey tools; case,
/// diacritics, spaces and underscores do not matter. Segments have no names.
[[nodiscard]] NameFit fit_name(Role role, std::string_view header);

/// What a column numbers by its name: "panelistnr" and "medlems-id" things, "ordrenr" orders, of which one may be rated
/// more than once, "#" the rows. "postnr", "telefonnr" and the like number nothing that tells rows apart.
enum class Numbered : std::uint8_t { nothing, orders, things, rows };
[[nodiscard]] Numbered numbered_thing(std::string_view header);

/// Whether numbers in a column of that name are names of groups ("butiksnr", "year", "zone") rather than measures.
[[nodiscard]] bool numbers_name_groups(std::string_view header);

}  // namespace cxtext::io
