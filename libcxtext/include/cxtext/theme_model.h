#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cxtext/lang.h"
#include "cxtext/result.h"
#include "cxtext/vectors.h"

namespace cxtext {

inline constexpr std::int32_t no_theme = -1;

/// A theme below this comes out of the same comments only now and then, and is marked wherever it is shown.
inline constexpr double stable_from = 0.6;

/// A discovered theme that is kept: tomorrow's statements get it under the same id.
struct ModelTheme {
  std::string id;
  std::array<std::string, n_lexicon_langs> names;
  std::vector<std::string> words;   ///< telling words and phrases, the strongest first
  std::uint64_t docs = 0;           ///< statements that it was found in
  std::optional<double> stability;  ///< mean Jaccard index over resamples, [0, 1]
  std::string parent;               ///< id of the theme of the model that this one is a part of; empty: none
};

/// The discovered themes of a file of comments, and what it takes to find them in others: the TF-IDF centre of each and
/// the word that it is about. A statement gets the theme whose centre it is closest to if it has that theme's word, or
/// is very close. What it gets depends on its own words alone. Immutable; const methods are thread-safe. Cheap to copy.
class ThemeModel {
 public:
  /// No themes.
  ThemeModel();

  /// Fits the centres of themes that were found in a corpus. theme_of_doc: index into themes, or no_theme, by document.
  /// heads: by theme, the column of the word that it is about, or no_term.
  [[nodiscard]] static ThemeModel fit(const Corpus& corpus, const VectorSpace& space, const Lexicon& lexicon,
                                      std::vector<ModelTheme> themes, const std::vector<std::int32_t>& theme_of_doc,
                                      const std::vector<std::uint32_t>& heads);

  /// Takes what bytes() gave. Errors: bad_model.
  [[nodiscard]] static Result<ThemeModel> from_bytes(std::string_view bytes);
  /// JSON; the same model gives the same bytes.
  [[nodiscard]] std::string bytes() const;

  [[nodiscard]] const std::vector<ModelTheme>& themes() const noexcept;

  /// A column of the model for a word; no_term if it knows none.
  [[nodiscard]] std::uint32_t column_of(const CorpusWord& word, const Lexicon& lexicon) const;

  struct Match {
    std::int32_t theme = no_theme;
    float strength = 0;  ///< cosine with the centre, [0, 1]
  };
  /// The theme of a statement by the columns of its words, in any order.
  [[nodiscard]] Match match(const std::vector<std::uint32_t>& columns) const;

  /// The themes of all documents of a corpus.
  [[nodiscard]] std::vector<Match> assign(const Corpus& corpus, const Lexicon& lexicon) const;

  struct Impl;
  [[nodiscard]] const Impl& impl() const noexcept { return *impl_; }  ///< private to the library

 private:
  explicit ThemeModel(std::shared_ptr<const Impl> impl) noexcept;
  std::shared_ptr<const Impl> impl_;
};

/// What became of a theme from one model to the next.
struct ThemeChange {
  enum class Kind : std::uint8_t { same, renamed, split, merged, gone, born };
  Kind kind = Kind::same;
  std::vector<std::uint32_t> before;  ///< indices into the old model's themes
  std::vector<std::uint32_t> after;   ///< indices into the new model's themes
  double overlap = 0;                 ///< cosine of the centres: of one pair, or the least of those joined
};

/// "same", "renamed" …
[[nodiscard]] std::string_view to_name(ThemeChange::Kind kind) noexcept;

/// Compares the themes of two models by their centres. Every theme of both stands in one change or more.
[[nodiscard]] std::vector<ThemeChange> compare_themes(const ThemeModel& before, const ThemeModel& after);

}  // namespace cxtext
