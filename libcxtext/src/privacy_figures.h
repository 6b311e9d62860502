#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <vector>

#include "privacy_parts.h"

/// Groups of digits and the patterns over them.
namespace cxtext::privacy {

/// What stands between two groups of digits.
enum class Gap : std::uint8_t { none, space, dash, dot, slash, plus, bracket };

struct Group {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  Gap before = Gap::none;

  [[nodiscard]] std::uint32_t size() const noexcept { return end - begin; }
};

/// Groups that follow each other. Those of a longer run come in several.
struct Run {
  std::array<Group, 16> groups{};
  std::size_t n = 0;
  Near said = Near::nothing;  ///< by the words before the run
  bool said_known = false;
  Near near = Near::nothing;  ///< what that is for the group that is looked at
  bool follows_find = false;  ///< only "," or "_" stands between a number found before and the run

  [[nodiscard]] std::uint32_t digits(std::size_t from, std::size_t to) const noexcept;
  [[nodiscard]] bool sizes_are(std::size_t from, std::initializer_list<std::uint32_t> sizes) const noexcept;
  [[nodiscard]] bool gaps_are(std::size_t from, std::size_t to, std::initializer_list<Gap> allowed) const noexcept;
  /// The same gap between all of [from, to).
  [[nodiscard]] bool one_gap(std::size_t from, std::size_t to) const noexcept;
  [[nodiscard]] Digits take(std::string_view text, std::size_t from, std::size_t to) const noexcept;
  /// Nothing is glued to the begin of a group.
  [[nodiscard]] bool starts_free(std::string_view text, std::size_t from) const noexcept;
  /// Nothing is glued to the end of group to - 1.
  [[nodiscard]] bool ends_free(std::string_view text, std::size_t to) const noexcept;
  /// The mark between groups g - 1 and g parts two numbers: "28112233.28445566".
  [[nodiscard]] bool is_list_gap(std::size_t g) const noexcept;
  /// Sets `near` for group `from` on. Precondition: said is known.
  void look_at(std::size_t from) noexcept;
};

/// What was recognised at a group of a run.
struct FigureMatch {
  std::size_t to = 0;       ///< the group behind it; 0: nothing
  std::uint32_t begin = 0;  ///< of the mask, which may start before the first digit ("+45", "(0")
  PersonalKind kind = PersonalKind::phone;
};

/// All finds of a run. Returns: where reading goes on.
std::uint32_t find_in_run(std::string_view text, Run& run, std::vector<PersonalSpan>& out);

/// A telephone number from group `from` on.
[[nodiscard]] FigureMatch match_phone(std::string_view text, const Run& run, std::size_t from) noexcept;

}  // namespace cxtext::privacy
