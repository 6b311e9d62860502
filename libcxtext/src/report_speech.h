#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "cxtext/report.h"

#include "report_phrases.h"

/// How a report speaks: the texts of report_phrases.h, numbers and dates, each as its language writes them.
namespace cxtext::pages {

/// A text of the table. A key that the table does not have does not compile.
class PhraseKey {
 public:
  consteval PhraseKey(const char* key) : row_(find(key)) {}  // NOLINT: meant to be made of a literal
  [[nodiscard]] constexpr const PhraseRow& row() const noexcept { return phrase_rows[row_]; }

 private:
  static consteval std::size_t find(std::string_view key) {
    for (std::size_t i = 0; i < std::size(phrase_rows); ++i) {
      if (phrase_rows[i].key == key) return i;
    }
    throw "no such text";
  }
  std::size_t row_;
};

/// Where words go. A page has U+2212 and narrow spaces that do not break; plain text has "-" and U+00A0.
enum class Medium : std::uint8_t { page, text };

/// The words of one language. Cheap to copy; thread-safe.
class Speech {
 public:
  /// lang: one of the five; English for any other.
  Speech(Lang lang, Medium medium) noexcept;

  /// A text with {0}, {1} … replaced by what is given, as it stands: on a page it must be escaped already. The texts
  /// themselves need no escaping.
  template <class... Parts>
  [[nodiscard]] std::string operator()(PhraseKey key, const Parts&... parts) const {
    const std::array<std::string_view, sizeof...(Parts)> all{parts...};
    return filled(of(key), all.data(), all.size());
  }
  /// A text with two forms beside a number, which is {0}: "1 comment", "12,345 comments". Further parts are {1} …
  template <class... Parts>
  [[nodiscard]] std::string counted(PhraseKey key, std::uint64_t count, const Parts&... parts) const {
    const std::string number = grouped(count);
    const std::array<std::string_view, 1 + sizeof...(Parts)> all{number, parts...};
    return filled(form_of(key, count), all.data(), all.size());
  }

  /// Rounded once from what JSON has, half away from nought: "+12.3", "0.0".
  [[nodiscard]] std::string points(double points) const;
  /// "+8.1 to +16.5".
  [[nodiscard]] std::string interval(const Estimate& estimate) const;
  /// Of a figure without a sign, two decimals: "8.12 to 8.31".
  [[nodiscard]] std::string plain_interval(const Estimate& estimate) const;
  [[nodiscard]] std::string percent_interval(const Estimate& estimate) const;
  [[nodiscard]] std::string percent(double share) const;
  /// "0.0%" of nothing.
  [[nodiscard]] std::string percent_of(std::uint64_t part, std::uint64_t whole) const;
  [[nodiscard]] std::string grouped(std::uint64_t count) const;
  /// "0.034", "<0.001" (not escaped).
  [[nodiscard]] std::string q(double q) const;
  /// Fixed decimals, without a sign where it is not negative.
  [[nodiscard]] std::string decimal(double x, int decimals) const;
  /// As short as it can be: "7", "8.5".
  [[nodiscard]] std::string shortest(double x) const;

  /// "9 Mar 2026" of "2026-03-09", "week 11, 2026", "Mar 2026", "Q1 2026". As it stands if it is none of these.
  [[nodiscard]] std::string date(std::string_view label) const;
  [[nodiscard]] std::string language(Lang lang) const;
  [[nodiscard]] std::string_view band(Band band) const noexcept;
  [[nodiscard]] std::string_view verdict(Verdict verdict) const noexcept;
  [[nodiscard]] std::string note(const Note& note) const;

  /// Code for `<html lang>`.
  [[nodiscard]] std::string_view code() const noexcept { return to_code(lang_); }

 private:
  [[nodiscard]] std::string_view of(PhraseKey key) const noexcept;
  /// Of "one|many" the one for a count.
  [[nodiscard]] std::string_view form_of(PhraseKey key, std::uint64_t count) const noexcept;
  [[nodiscard]] std::string filled(std::string_view text, const std::string_view* parts, std::size_t n) const;
  /// A number of English marks with those of the language.
  [[nodiscard]] std::string marked(std::string_view english) const;
  [[nodiscard]] std::string_view space() const noexcept { return medium_ == Medium::page ? "\u202f" : "\u00a0"; }

  Lang lang_;
  Medium medium_;
};

/// The report's title, or the one that its language gives it.
[[nodiscard]] std::string title_of(const Report& report);

}  // namespace cxtext::pages
