#include "cxtext/lexicon.h"

namespace cxtext {

std::string_view to_name(ShifterKind kind) noexcept {
  constexpr std::array<std::string_view, 23> names{
      "none",  "negator", "intensifier", "diminisher", "excess", "gradable",   "contrast",      "wish",
      "past",  "now",     "until",       "was",        "why",    "concession", "turn",          "rival",
      "other", "than",    "met",         "seldom",     "ours",   "prefix",     "prefix_valence"};
  return names[static_cast<std::size_t>(kind)];
}

std::string_view to_name(ConceptClass kind) noexcept {
  constexpr std::array<std::string_view, 9> names{"thing", "action", "quality", "person", "place",
                                                  "time",  "money",  "feeling", "other"};
  return names[static_cast<std::size_t>(kind)];
}

}  // namespace cxtext
