#include "theme_rules.h"

#include <algorithm>

#include "words.h"

namespace cxtext {

ThemeRules::ThemeRules(const Lexicon& lexicon)
    : atoms_(lexicon.n_atoms()), state_(lexicon.themes().size(), State::none), n_loose_(lexicon.themes().size(), 0) {
  const auto items = lexicon.items();
  std::vector<std::uint32_t> first_place;
  std::uint32_t n_places = 0;
  for (const Lexicon::Item& item : items) {
    first_place.push_back(n_places);
    n_places += item.n_atoms;
  }
  places_.resize(n_places);
  std::vector<std::uint16_t> n_placed(items.size(), 0);
  for (std::uint32_t atom = 0; atom < lexicon.n_atoms(); ++atom) {
    atoms_[atom].first_part = static_cast<std::uint32_t>(parts_.size());
    const auto first = static_cast<std::ptrdiff_t>(parts_.size());
    for (const std::uint32_t item : lexicon.items_of_atom(atom)) {
      const Part part{items[item].theme, first_place[item], items[item].n_atoms, n_placed[item]++, items[item].kind};
      // A theme that lists a concept often has some of its words as well.
      const bool known = part.n_atoms == 1 && std::any_of(parts_.begin() + first, parts_.end(), [&](const Part& other) {
                           return other.theme == part.theme && other.n_atoms == 1 && other.kind == part.kind;
                         });
      if (!known && part.kind != Lexicon::ItemKind::vague) parts_.push_back(part);
    }
    atoms_[atom].end_part = static_cast<std::uint32_t>(parts_.size());
  }
}

void ThemeRules::begin_statement() {
  has_evidence_ = false;
  if (++statement_ != 0) return;
  for (Atom& atom : atoms_) atom.statement = atom.whole_statement = 0;
  std::fill(places_.begin(), places_.end(), Place{});
  statement_ = 1;
}

// All atoms of an item are there.
inline void ThemeRules::call(const Part& part) {
  using Kind = Lexicon::ItemKind;
  if (part.kind == Kind::calls || part.kind == Kind::evidence) has_evidence_ = true;
  if (part.kind == Kind::evidence) return;
  State& state = state_[part.theme];
  if (state == State::none) touched_themes_.push_back(part.theme);
  const State wanted = part.kind == Kind::calls   ? State::called
                       : part.kind == Kind::loose ? State::loose
                                                  : State::excluded;
  state = std::max(state, wanted);
  n_loose_[part.theme] += part.kind == Kind::loose ? 1U : 0U;
}

// An atom of an item of several stands at a token: are the others near?
inline void ThemeRules::meet(const Part& part, std::uint32_t token) {
  Place* const places = places_.data() + part.first_place;
  places[part.index] = {statement_, token};
  for (std::size_t i = 0; i < part.n_atoms; ++i) {
    const std::uint32_t gap = std::max(token, places[i].token) - std::min(token, places[i].token);
    if (places[i].statement != statement_ || gap > item_reach) return;
  }
  call(part);
}

void ThemeRules::match(std::span<const UnitAtom> atoms, std::size_t n_words, std::vector<std::uint32_t>& themes) {
  if (atoms.empty()) return;
  begin_statement();
  for (const auto& [token, flagged] : atoms) {
    Atom& atom = atoms_[flagged & ~atom_of_part];
    const bool is_whole = (flagged & atom_of_part) == 0;
    const bool is_new = atom.statement != statement_;
    const bool is_new_whole = is_whole && atom.whole_statement != statement_;
    atom.statement = statement_;
    if (is_whole) atom.whole_statement = statement_;
    for (std::uint32_t p = atom.first_part; p < atom.end_part; ++p) {
      const Part& part = parts_[p];
      if (part.n_atoms > 1) {
        meet(part, token);
      } else if (part.kind == Lexicon::ItemKind::loose ? is_new_whole : is_new) {
        call(part);
      }
    }
  }
  std::sort(touched_themes_.begin(), touched_themes_.end());
  for (const std::uint32_t theme : touched_themes_) {
    const State state = state_[theme];
    const std::size_t reach = has_evidence_ ? words_with_evidence : words_alone;
    const bool supported = n_words <= reach * n_loose_[theme];
    if (state == State::called || (state == State::loose && supported)) themes.push_back(theme);
    state_[theme] = State::none;
    n_loose_[theme] = 0;
  }
  touched_themes_.clear();
}

}  // namespace cxtext
