#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "cxtext/lexicon.h"

#include "units.h"

namespace cxtext {

/// Evaluates the taxonomy's rules on one statement after another. Holds counters only; not thread-safe.
class ThemeRules {
 public:
  explicit ThemeRules(const Lexicon& lexicon);

  /// A loose item speaks for so many words: "Very polite" is said of the company, of a longer statement one polite word
  /// says little. With evidence that a customer talks of a company, for twice as many.
  static constexpr std::size_t words_alone = 8;
  static constexpr std::size_t words_with_evidence = 16;

  /// The atoms of an item say something of each other within so many tokens.
  static constexpr std::uint32_t item_reach = 6;

  /// Appends the themes that the statement's atoms (any order, repeats allowed) call for, ascending. An atom with the
  /// bit atom_of_part meets no loose item by itself: "perfectionist" praises nobody. n_words: of the statement.
  void match(std::span<const UnitAtom> atoms, std::size_t n_words, std::vector<std::uint32_t>& themes);

 private:
  // An item that an atom is part of, and which part: places_[first_place + index].
  struct Part {
    std::uint32_t theme = 0;
    std::uint32_t first_place = 0;
    std::uint16_t n_atoms = 0;
    std::uint16_t index = 0;
    Lexicon::ItemKind kind = Lexicon::ItemKind::calls;
  };
  struct Atom {
    std::uint32_t first_part = 0;
    std::uint32_t end_part = 0;
    std::uint32_t statement = 0;        // the last one that had it
    std::uint32_t whole_statement = 0;  // the last one that had it as a word of its own
  };
  // Where an atom of an item of several stands last in a statement.
  struct Place {
    std::uint32_t statement = 0;
    std::uint32_t token = 0;
  };
  enum class State : std::uint8_t { none, loose, called, excluded };
  void meet(const Part& part, std::uint32_t token);
  void call(const Part& part);
  void begin_statement();

  std::vector<Atom> atoms_;
  std::vector<Part> parts_;
  std::uint32_t statement_ = 0;  // number of the statement at hand
  std::vector<Place> places_;
  std::vector<State> state_;            // by theme
  std::vector<std::uint32_t> n_loose_;  // by theme: loose items that are met
  bool has_evidence_ = false;           // in the statement at hand
  std::vector<std::uint32_t> touched_themes_;
};

}  // namespace cxtext
