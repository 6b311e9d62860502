#include "theme_rules.h"

#include <algorithm>

namespace cxtext {

ThemeRules::ThemeRules(const Lexicon& lexicon)
    : lexicon_(lexicon), hits_(lexicon.items().size(), 0), state_(lexicon.themes().size(), 0) {}

void ThemeRules::match(std::span<const std::uint32_t> atoms, std::vector<std::uint32_t>& themes) {
  if (atoms.empty()) return;
  distinct_.assign(atoms.begin(), atoms.end());
  std::sort(distinct_.begin(), distinct_.end());
  distinct_.erase(std::unique(distinct_.begin(), distinct_.end()), distinct_.end());
  const auto items = lexicon_.items();
  for (const std::uint32_t atom : distinct_) {
    for (const std::uint32_t item : lexicon_.items_of_atom(atom)) {
      if (hits_[item]++ == 0) touched_items_.push_back(item);
    }
  }
  for (const std::uint32_t item : touched_items_) {
    const Lexicon::Item& rule = items[item];
    if (hits_[item] == rule.n_atoms) {
      std::int8_t& state = state_[rule.theme];
      if (state == 0) touched_themes_.push_back(rule.theme);
      if (rule.excludes) {
        state = -1;
      } else if (state == 0) {
        state = 1;
      }
    }
    hits_[item] = 0;
  }
  touched_items_.clear();
  std::sort(touched_themes_.begin(), touched_themes_.end());
  for (const std::uint32_t theme : touched_themes_) {
    if (state_[theme] == 1) themes.push_back(theme);
    state_[theme] = 0;
  }
  touched_themes_.clear();
}

}  // namespace cxtext
