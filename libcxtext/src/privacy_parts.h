#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "cxtext/privacy.h"

/// The finders behind find_personal_data. Each takes clean text (CleanText), looks a bounded way around every place
/// that could start something, and never goes back behind what it has found: cost is linear whatever the text.
namespace cxtext::privacy {

/// A stretch that the finders of figures and names leave alone: links and addresses for mail.
struct Blocked {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

/// E-mail addresses, and tokens and user names in links. blocked: replaced by all links and e-mail addresses.
void find_links(std::string_view text, std::vector<PersonalSpan>& out, std::vector<Blocked>& blocked);

/// Telephone, identity, account and card numbers, IP addresses, and street addresses by their house number.
void find_figures(std::string_view text, const std::vector<Blocked>& blocked, std::vector<PersonalSpan>& out);

/// Names of persons after a greeting ("Mvh …") or an introduction ("jeg hedder …").
void find_names(std::string_view text, std::vector<PersonalSpan>& out);
/// Could find_names find something? Reads raw bytes; false only where it could not.
[[nodiscard]] bool has_name_cue(std::string_view text) noexcept;

/// A street with the house number at [begin, end): its whole address. An empty range (begin == end) if it is none.
[[nodiscard]] Blocked match_address(std::string_view text, std::uint32_t begin, std::uint32_t end) noexcept;

/// A byte of a word: ASCII letters and digits, and letters of two bytes. Emoji and signs are none.
[[nodiscard]] constexpr bool is_word_byte(std::string_view text, std::size_t at) noexcept {
  if (at >= text.size()) return false;
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte < 0x80) return (byte >= '0' && byte <= '9') || ((byte | 0x20U) >= 'a' && (byte | 0x20U) <= 'z');
  const auto is_lead = [](unsigned char b) { return b >= 0xC3 && b < 0xE0; };
  return is_lead(byte) || (byte < 0xC0 && at > 0 && is_lead(static_cast<unsigned char>(text[at - 1])));
}

[[nodiscard]] bool is_one_of(std::string_view word, const auto& words) noexcept {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// A word that says something of what stands near it.
template <class Meaning>
struct Cue {
  std::string_view word;
  Meaning meaning;
  bool whole = false;  ///< the word itself, not one that starts with it
};

/// What a word in small letters says by a list of cues, of two that fit by the first; nothing: `otherwise`.
template <class Meaning>
[[nodiscard]] Meaning meaning_of(std::string_view low, const auto& cues, Meaning otherwise) noexcept {
  const auto fits = [low](const Cue<Meaning>& cue) { return cue.whole ? low == cue.word : low.starts_with(cue.word); };
  const auto found = std::find_if(cues.begin(), cues.end(), fits);
  return found == cues.end() ? otherwise : found->meaning;
}

// Context.

/// What the words before a number say it is. thing: somebody's number of something in one piece, but in the groups of a
/// telephone number that.
enum class Near : std::uint8_t { nothing, phone, order, thing, account, branch, giro, card, national_id, ip, amount };

/// By the nearest of the last few words before `at` that says anything; words for orders and things count only right
/// before it (order_before).
[[nodiscard]] Near near_before(std::string_view text, std::uint32_t at) noexcept;
/// order, thing or nothing: a word for an order, customer, parcel … stands right before the number at `at`, or has only
/// "nr", "number", ":" and the like between. No comma, and no end of a clause or sentence.
[[nodiscard]] Near order_before(std::string_view text, std::uint32_t at) noexcept;
/// A word for a thing that has a number: "ordren", "faktura", "pakke"; not "kunde".
[[nodiscard]] bool names_document(std::string_view word) noexcept;
/// "kundetelefon", "kundecpr", in small letters: what a word ends in says more than what it starts with.
[[nodiscard]] Near near_of_tail(std::string_view low) noexcept;
/// What a word that is glued to a number says: "CPR010190…", "nr28…", "tlf_28…", "28…mobil".
[[nodiscard]] Near near_of_glued(std::string_view word) noexcept;
/// Of a telephone, somebody's number or an account: what it stands by is to be masked.
[[nodiscard]] bool is_contact(Near near) noexcept;
/// A currency, per cent sign or count stands right behind `at`: no number of a telephone is before it.
[[nodiscard]] bool is_sum_before(std::string_view text, std::uint32_t at) noexcept;
/// The same, or a unit that only small numbers have ("5 min", "3 st").
[[nodiscard]] bool is_amount_before(std::string_view text, std::uint32_t at) noexcept;

/// The last word that ends at or before `at`, spaces and light punctuation skipped; empty at the start of the text or
/// where a sentence ends. Moves `at` to its begin.
[[nodiscard]] std::string_view word_before(std::string_view text, std::uint32_t& at) noexcept;

/// ASCII and the letters of Latin-1 in lower case; words over 32 bytes are cut.
class Lowered {
 public:
  explicit Lowered(std::string_view word) noexcept;
  [[nodiscard]] std::string_view view() const noexcept { return {bytes_.data(), size_}; }

 private:
  std::array<char, 32> bytes_{};
  std::size_t size_ = 0;
};

// Check digits.

/// Digits of a number, without what stood between them.
struct Digits {
  std::array<std::uint8_t, 24> value{};
  std::size_t n = 0;

  [[nodiscard]] int number(std::size_t from, std::size_t count) const noexcept {
    int out = 0;
    for (std::size_t i = from; i < from + count; ++i) out = out * 10 + value[i];
    return out;
  }
};

/// Luhn's check over the digits from `from` on.
[[nodiscard]] bool passes_luhn(const Digits& digits, std::size_t from = 0) noexcept;
/// Danish CPR number (10 digits) with the check digit of numbers until 2007. Later ones may fail it.
[[nodiscard]] bool passes_cpr_check(const Digits& digits) noexcept;
/// ddmmyy that is a date: of 10 digits.
[[nodiscard]] bool has_cpr_date(const Digits& digits) noexcept;
/// Swedish personnummer or samordningsnummer: 10 or 12 digits, date and Luhn's check.
[[nodiscard]] bool is_personnummer(const Digits& digits) noexcept;
/// Norwegian fødselsnummer, D-number or test number: 11 digits, date and both check digits.
[[nodiscard]] bool is_fodselsnummer(const Digits& digits) noexcept;
/// Norwegian account: 11 digits with a check digit.
[[nodiscard]] bool is_norwegian_account(const Digits& digits) noexcept;
/// A payment card: 13 to 19 digits, a known first part, and Luhn's check unless `any_check`.
[[nodiscard]] bool is_card(const Digits& digits, bool any_check) noexcept;

/// An IBAN that begins at `at`; its end, or `at` if there is none. by_word: the text calls it an account, so that a
/// mistyped one counts too.
[[nodiscard]] std::uint32_t end_of_iban(std::string_view text, std::uint32_t at, bool by_word) noexcept;

}  // namespace cxtext::privacy
