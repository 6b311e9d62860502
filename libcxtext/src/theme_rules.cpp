#include "theme_rules.h"

#include <algorithm>

#include "words.h"

namespace cxtext {

ThemeRules::ThemeRules(const Lexicon& lexicon)
    : atoms_(lexicon.n_atoms()),
      hits_(lexicon.items().size()),
      state_(lexicon.themes().size(), State::none),
      n_loose_(lexicon.themes().size(), 0) {
  const auto items = lexicon.items();
  for (std::uint32_t atom = 0; atom < lexicon.n_atoms(); ++atom) {
    atoms_[atom].first_part = static_cast<std::uint32_t>(parts_.size());
    const auto first = static_cast<std::ptrdiff_t>(parts_.size());
    for (const std::uint32_t item : lexicon.items_of_atom(atom)) {
      const Part part{items[item].theme, item, items[item].n_atoms, items[item].kind};
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
  std::fill(hits_.begin(), hits_.end(), Hits{});
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

// An atom of the item is there for the first time.
inline void ThemeRules::meet(const Part& part) {
  if (part.n_atoms > 1) {
    Hits& hits = hits_[part.item];
    hits = {statement_, hits.statement == statement_ ? hits.n + 1 : 1};
    if (hits.n < part.n_atoms) return;
  }
  call(part);
}

void ThemeRules::match(std::span<const std::uint32_t> atoms, std::size_t n_words, std::vector<std::uint32_t>& themes) {
  if (atoms.empty()) return;
  begin_statement();
  for (const std::uint32_t flagged : atoms) {
    Atom& atom = atoms_[flagged & ~atom_of_part];
    const bool is_whole = (flagged & atom_of_part) == 0;
    const bool is_new = atom.statement != statement_;
    const bool is_new_whole = is_whole && atom.whole_statement != statement_;
    if (!is_new && !is_new_whole) continue;
    atom.statement = statement_;
    if (is_whole) atom.whole_statement = statement_;
    for (std::uint32_t p = atom.first_part; p < atom.end_part; ++p) {
      const Part& part = parts_[p];
      const bool wants_whole = part.kind == Lexicon::ItemKind::loose && part.n_atoms == 1;
      if (wants_whole ? is_new_whole : is_new) meet(part);
    }
  }
  std::sort(touched_themes_.begin(), touched_themes_.end());
  for (const std::uint32_t theme : touched_themes_) {
    const State state = state_[theme];
    const bool supported = has_evidence_ || n_words <= words_to_a_loose_item * n_loose_[theme];
    if (state == State::called || (state == State::loose && supported)) themes.push_back(theme);
    state_[theme] = State::none;
    n_loose_[theme] = 0;
  }
  touched_themes_.clear();
}

}  // namespace cxtext
