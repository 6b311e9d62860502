#include "theme_rules.h"

#include <algorithm>

namespace cxtext {

ThemeRules::ThemeRules(const Lexicon& lexicon)
    : seen_(lexicon.n_atoms(), 0), hits_(lexicon.items().size()), state_(lexicon.themes().size(), 0) {
  const auto items = lexicon.items();
  first_part_.push_back(0);
  for (std::uint32_t atom = 0; atom < lexicon.n_atoms(); ++atom) {
    for (const std::uint32_t item : lexicon.items_of_atom(atom)) {
      parts_.push_back({items[item].theme, item, items[item].n_atoms, items[item].excludes});
    }
    first_part_.push_back(static_cast<std::uint32_t>(parts_.size()));
  }
}

void ThemeRules::begin_statement() {
  if (++statement_ != 0) return;
  std::fill(seen_.begin(), seen_.end(), 0U);
  std::fill(hits_.begin(), hits_.end(), Hits{});
  statement_ = 1;
}

// All atoms of an item are there.
void ThemeRules::call(const Part& part) {
  std::int8_t& state = state_[part.theme];
  if (state == 0) touched_themes_.push_back(part.theme);
  if (part.excludes) {
    state = -1;
  } else if (state == 0) {
    state = 1;
  }
}

void ThemeRules::match(std::span<const std::uint32_t> atoms, std::vector<std::uint32_t>& themes) {
  if (atoms.empty()) return;
  begin_statement();
  for (const std::uint32_t atom : atoms) {
    if (seen_[atom] == statement_) continue;
    seen_[atom] = statement_;
    for (std::uint32_t p = first_part_[atom]; p < first_part_[atom + 1]; ++p) {
      const Part& part = parts_[p];
      if (part.n_atoms > 1) {
        Hits& hits = hits_[part.item];
        hits = {statement_, hits.statement == statement_ ? hits.n + 1 : 1};
        if (hits.n < part.n_atoms) continue;
      }
      call(part);
    }
  }
  std::sort(touched_themes_.begin(), touched_themes_.end());
  for (const std::uint32_t theme : touched_themes_) {
    if (state_[theme] == 1) themes.push_back(theme);
    state_[theme] = 0;
  }
  touched_themes_.clear();
}

}  // namespace cxtext
