#include <algorithm>

#include "theme_model_impl.h"

namespace cxtext {

namespace {

constexpr double same_from = 0.5;   // cosine: one theme goes on in the other
constexpr double part_from = 0.35;  // cosine: a part of one theme is in the other

using Center = std::vector<std::pair<std::string, double>>;  // by term, ascending

std::vector<Center> centers_by_term(const ThemeModel::Impl& model) {
  std::vector<Center> out;
  for (const auto& center : model.centers) {
    Center& terms = out.emplace_back();
    for (const auto& [column, weight] : center) terms.emplace_back(model.terms[column], weight);
    std::sort(terms.begin(), terms.end());
  }
  return out;
}

double cosine_of(const Center& a, const Center& b) {
  double sum = 0;
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    if (i->first == j->first) {
      sum += i->second * j->second;
      ++i;
      ++j;
    } else if (i->first < j->first) {
      ++i;
    } else {
      ++j;
    }
  }
  return sum;
}

/// Overlaps of all pairs, and which of them go on: each side's best, and close enough.
struct Overlaps {
  std::vector<std::vector<double>> of;  // old, new

  [[nodiscard]] std::vector<std::uint32_t> successors(std::size_t before) const {
    std::vector<std::uint32_t> out;
    for (std::uint32_t after = 0; after < of[before].size(); ++after) {
      if (of[before][after] >= part_from && best_before(after) == before) out.push_back(after);
    }
    return out;
  }
  [[nodiscard]] std::vector<std::uint32_t> predecessors(std::size_t after) const {
    std::vector<std::uint32_t> out;
    for (std::uint32_t before = 0; before < of.size(); ++before) {
      if (of[before][after] >= part_from && best_after(before) == after) out.push_back(before);
    }
    return out;
  }
  [[nodiscard]] std::size_t best_before(std::size_t after) const {
    std::size_t best = 0;
    for (std::size_t before = 1; before < of.size(); ++before) {
      if (of[before][after] > of[best][after]) best = before;
    }
    return best;
  }
  [[nodiscard]] std::size_t best_after(std::size_t before) const {
    return static_cast<std::size_t>(std::max_element(of[before].begin(), of[before].end()) - of[before].begin());
  }
};

}  // namespace

std::string_view to_name(ThemeChange::Kind kind) noexcept {
  switch (kind) {
    case ThemeChange::Kind::same:
      return "same";
    case ThemeChange::Kind::renamed:
      return "renamed";
    case ThemeChange::Kind::split:
      return "split";
    case ThemeChange::Kind::merged:
      return "merged";
    case ThemeChange::Kind::gone:
      return "gone";
    case ThemeChange::Kind::born:
      return "born";
  }
  return "";
}

std::vector<ThemeChange> compare_themes(const ThemeModel& before, const ThemeModel& after) {
  const std::vector<Center> old_centers = centers_by_term(before.impl());
  const std::vector<Center> new_centers = centers_by_term(after.impl());
  Overlaps overlaps;
  for (const Center& a : old_centers) {
    std::vector<double>& row = overlaps.of.emplace_back();
    for (const Center& b : new_centers) row.push_back(cosine_of(a, b));
  }
  std::vector<ThemeChange> changes;
  std::vector<bool> told_before(old_centers.size(), false);
  std::vector<bool> told_after(new_centers.size(), false);
  const auto add = [&](ThemeChange::Kind kind, std::vector<std::uint32_t> a, std::vector<std::uint32_t> b) {
    ThemeChange change{kind, std::move(a), std::move(b), 0};
    bool first = true;
    for (const std::uint32_t i : change.before) {
      told_before[i] = true;
      for (const std::uint32_t j : change.after) {
        change.overlap = first ? overlaps.of[i][j] : std::min(change.overlap, overlaps.of[i][j]);
        first = false;
      }
    }
    for (const std::uint32_t j : change.after) told_after[j] = true;
    changes.push_back(std::move(change));
  };
  for (std::uint32_t i = 0; i < old_centers.size(); ++i) {
    const auto successors = new_centers.empty() ? std::vector<std::uint32_t>() : overlaps.successors(i);
    if (successors.size() > 1) add(ThemeChange::Kind::split, {i}, successors);
  }
  for (std::uint32_t j = 0; j < new_centers.size(); ++j) {
    const auto predecessors = old_centers.empty() ? std::vector<std::uint32_t>() : overlaps.predecessors(j);
    if (predecessors.size() > 1 && !told_after[j]) add(ThemeChange::Kind::merged, predecessors, {j});
  }
  for (std::uint32_t i = 0; i < old_centers.size(); ++i) {
    if (told_before[i] || new_centers.empty()) continue;
    const auto j = static_cast<std::uint32_t>(overlaps.best_after(i));
    if (told_after[j] || overlaps.of[i][j] < same_from || overlaps.best_before(j) != i) continue;
    const bool renamed = before.themes()[i].names != after.themes()[j].names;
    add(renamed ? ThemeChange::Kind::renamed : ThemeChange::Kind::same, {i}, {j});
  }
  for (std::uint32_t i = 0; i < old_centers.size(); ++i) {
    if (!told_before[i]) add(ThemeChange::Kind::gone, {i}, {});
  }
  for (std::uint32_t j = 0; j < new_centers.size(); ++j) {
    if (!told_after[j]) add(ThemeChange::Kind::born, {}, {j});
  }
  return changes;
}

}  // namespace cxtext
