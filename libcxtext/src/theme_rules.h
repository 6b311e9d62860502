#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "cxtext/lexicon.h"

namespace cxtext {

/// Evaluates the taxonomy's rules on one statement after another. Holds counters only; not thread-safe.
class ThemeRules {
 public:
  explicit ThemeRules(const Lexicon& lexicon);

  /// A statement of at most so many words to each loose item of a theme is taken as said of the company: "Very polite".
  static constexpr std::size_t words_to_a_loose_item = 8;

  /// Appends the themes that the statement's atoms (any order, repeats allowed) call for, ascending. An atom with the
  /// bit atom_of_part meets no loose item by itself: "perfectionist" praises nobody. n_words: of the statement.
  void match(std::span<const std::uint32_t> atoms, std::size_t n_words, std::vector<std::uint32_t>& themes);

 private:
  // An item that an atom is part of. One that needs nothing else is known by its theme alone.
  struct Part {
    std::uint32_t theme = 0;
    std::uint32_t item = 0;
    std::uint16_t n_atoms = 0;
    Lexicon::ItemKind kind = Lexicon::ItemKind::calls;
  };
  struct Atom {
    std::uint32_t first_part = 0;
    std::uint32_t end_part = 0;
    std::uint32_t statement = 0;        // the last one that had it
    std::uint32_t whole_statement = 0;  // the last one that had it as a word of its own
  };
  // Of the statement at hand if its number is that; else as good as new.
  struct Hits {
    std::uint32_t statement = 0;
    std::uint32_t n = 0;
  };
  enum class State : std::uint8_t { none, loose, called, excluded };
  void meet(const Part& part);
  void call(const Part& part);
  void begin_statement();

  std::vector<Atom> atoms_;
  std::vector<Part> parts_;
  std::uint32_t statement_ = 0;         // number of the statement at hand
  std::vector<Hits> hits_;              // by item
  std::vector<State> state_;            // by theme
  std::vector<std::uint32_t> n_loose_;  // by theme: loose items that are met
  bool has_evidence_ = false;           // in the statement at hand
  std::vector<std::uint32_t> touched_themes_;
};

}  // namespace cxtext
