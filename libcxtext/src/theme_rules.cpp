#include "theme_rules.h"

#include <algorithm>

namespace cxtext {

ThemeRules::ThemeRules(const Lexicon& lexicon)
    : atoms_(lexicon.n_atoms()), hits_(lexicon.items().size()), state_(lexicon.themes().size(), 0) {
  const auto items = lexicon.items();
  for (std::uint32_t atom = 0; atom < lexicon.n_atoms(); ++atom) {
    atoms_[atom].first_part = static_cast<std::uint32_t>(parts_.size());
    const auto first = static_cast<std::ptrdiff_t>(parts_.size());
    for (const std::uint32_t item : lexicon.items_of_atom(atom)) {
      const Part part{items[item].theme, item, items[item].n_atoms, items[item].excludes};
      // A theme that lists a concept often has some of its words as well.
      const bool known = part.n_atoms == 1 && std::any_of(parts_.begin() + first, parts_.end(), [&](const Part& other) {
                           return other.theme == part.theme && other.n_atoms == 1 && other.excludes == part.excludes;
                         });
      if (!known) parts_.push_back(part);
    }
    atoms_[atom].end_part = static_cast<std::uint32_t>(parts_.size());
  }
}

void ThemeRules::begin_statement() {
  if (++statement_ != 0) return;
  for (Atom& atom : atoms_) atom.statement = 0;
  std::fill(hits_.begin(), hits_.end(), Hits{});
  statement_ = 1;
}

// All atoms of an item are there.
inline void ThemeRules::call(const Part& part) {
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
  for (const std::uint32_t number : atoms) {
    Atom& atom = atoms_[number];
    if (atom.statement == statement_) continue;
    atom.statement = statement_;
    for (std::uint32_t p = atom.first_part; p < atom.end_part; ++p) {
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
