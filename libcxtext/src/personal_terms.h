#pragma once

#include <algorithm>
#include <cstdint>
#include <span>

#include "cxtext/pipeline.h"
#include "cxtext/privacy.h"

/// Words of personal data: they are no words of a theme, a report or a model.
namespace cxtext {

/// Does [begin, end) touch a find? finds: of the same text, ascending.
[[nodiscard]] inline bool is_personal(std::uint32_t begin, std::uint32_t end,
                                      std::span<const PersonalSpan> finds) noexcept {
  const auto first =
      std::partition_point(finds.begin(), finds.end(), [&](const PersonalSpan& find) { return find.end <= begin; });
  return first != finds.end() && first->begin < end;
}
[[nodiscard]] inline bool is_personal(const Term& term, std::span<const PersonalSpan> finds) noexcept {
  return is_personal(term.begin, term.end, finds);
}

}  // namespace cxtext
