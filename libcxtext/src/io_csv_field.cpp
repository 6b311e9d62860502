// Fields of CSV files: their quotes, and nothing that a spreadsheet would run.
#include <algorithm>
#include <array>

#include "cxtext/io.h"

#include "ascii.h"
#include "io_values.h"

namespace cxtext {
namespace {

bool is_number(std::string_view field) {
  // Exponents too: a spreadsheet reads them as numbers, and no formula starts that way.
  const std::size_t exponent = field.find_first_of("eE");
  if (exponent != std::string_view::npos && exponent + 1 < field.size()) {
    const std::string_view power = field.substr(exponent + 1);
    if (power.find_first_not_of("+-0123456789") != std::string_view::npos || !io::parse_number(power)) return false;
    field = field.substr(0, exponent);
  }
  return field.find_first_not_of("+-0123456789.,") == std::string_view::npos && io::parse_number(field).has_value();
}

/// The full-width forms of = + - @ are what a spreadsheet in Japanese runs as well.
bool starts_wide(std::string_view field) {
  constexpr auto wide = std::to_array<std::string_view>({"\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"});
  return std::any_of(wide.begin(), wide.end(), [&](std::string_view sign) { return field.starts_with(sign); });
}

bool could_be_formula(std::string_view field) {
  if (field.empty()) return false;
  if (starts_wide(field)) return true;
  return std::string_view("=+-@\t\r\n").find(field.front()) != std::string_view::npos && !is_number(field);
}

/// Where a spreadsheet that takes another delimiter, or this one within quotes, may begin a cell.
constexpr std::string_view cell_ends = ";,\t\r\n";

/// Whether a cell that begins within a field runs as a formula. Texts have ";-)", "1.299,-" and ";@anna" as well, so
/// that only what calls something counts, or an equals sign that is no face.
bool runs_within(std::string_view rest) {
  const std::string_view cell = rest.substr(0, rest.find_first_of(cell_ends));
  if (cell.size() < 2) return false;
  const bool wide = starts_wide(cell);
  if (!wide && std::string_view("=+-@").find(cell[0]) == std::string_view::npos) return false;
  bool calls = cell.find('|') != std::string_view::npos;
  for (std::size_t i = 1; i < cell.size() && !calls; ++i) {
    calls = cell[i] == '(' && (is_ascii_letter(cell[i - 1]) || is_ascii_digit(cell[i - 1]));
  }
  return calls || wide || (cell[0] == '=' && std::string_view(" ()=").find(cell[1]) == std::string_view::npos);
}

/// Where in the field, behind `from`, a cell of a spreadsheet may begin that runs; its size if there is none.
std::size_t next_formula(std::string_view field, std::size_t from) {
  for (std::size_t at = field.find_first_of(cell_ends, from); at != std::string_view::npos;
       at = field.find_first_of(cell_ends, at + 1)) {
    if (runs_within(field.substr(at + 1))) return at + 1;
  }
  return field.size();
}

/// Appends a part of a field as it stands in quotes.
void append_quoted(std::string& out, std::string_view part) {
  for (std::size_t from = 0; from < part.size();) {
    const std::size_t quote = std::min(part.find('"', from), part.size());
    out += part.substr(from, quote - from);
    if (quote < part.size()) out += "\"\"";
    from = quote + 1;
  }
}

}  // namespace

void append_csv_field(std::string& out, std::string_view field, char delimiter) {
  // Control characters are data, which ids are joined by; but at a NUL many readers stop, or refuse the file.
  if (field.find('\0') != std::string_view::npos) {
    std::string spaced(field);
    std::replace(spaced.begin(), spaced.end(), '\0', ' ');
    append_csv_field(out, spaced, delimiter);
    return;
  }
  const char special[] = {'"', '\r', '\n', delimiter};
  const bool quoted = field.find_first_of(std::string_view(special, sizeof special)) != std::string_view::npos;
  if (quoted) out += '"';
  if (could_be_formula(field)) out += '\'';
  for (std::size_t from = 0; from < field.size();) {
    const std::size_t formula = next_formula(field, from);
    const std::string_view part = field.substr(from, formula - from);
    if (quoted) {
      append_quoted(out, part);
    } else {
      out += part;
    }
    if (formula < field.size()) out += '\'';
    from = formula;
  }
  if (quoted) out += '"';
}

}  // namespace cxtext
