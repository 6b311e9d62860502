#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cxtext {

/// What a piece of personal data is.
enum class PersonalKind : std::uint8_t {
  email,         ///< an address for mail, also "anna (at) firma.dk"
  phone,         ///< a telephone number
  national_id,   ///< CPR number, personnummer, samordningsnummer, fødselsnummer, D-number
  bank_account,  ///< IBAN, account with registration or clearing number, bankgiro, plusgiro
  card,          ///< number of a payment card
  secret,        ///< token, session or user name in a link; the rest of the link stays
  ip_address,    ///< IPv4
  address,       ///< street and number, with what follows of floor, postcode and town
  name,          ///< of a person, where a pattern makes that sure: "Mvh Anna Hansen", "jag heter Eva"
};
inline constexpr std::size_t n_personal_kinds = 9;

/// "email", "phone", "national_id" … Thread-safe, as is all of this header.
[[nodiscard]] std::string_view to_name(PersonalKind kind) noexcept;
/// What stands in its place: "[e-mail]", "[phone]", "[id number]", "[account]", "[card]", "[secret]", "[ip address]",
/// "[address]", "[name]". The same in reports of every language.
[[nodiscard]] std::string_view mask_of(PersonalKind kind) noexcept;

/// A piece of personal data: half-open byte range of the text it was found in.
struct PersonalSpan {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  PersonalKind kind = PersonalKind::email;
};

/// Finds personal data as customers of the Nordic countries write it; docs/privacy.md has every pattern. Text that
/// exports have damaged (HTML references, no-break spaces, decomposed letters) is read as it was meant.
/// text: any bytes. out: replaced by the finds, ascending, without overlap; offsets are of text as given.
/// Cost: O(bytes); a text without digits, "@" or the words that names follow costs one look at each byte.
void find_personal_data(std::string_view text, std::vector<PersonalSpan>& out);
[[nodiscard]] std::vector<PersonalSpan> find_personal_data(std::string_view text);

/// text[begin, end) with a mask in the place of every find that touches the range; one that is cut by it is masked
/// whole. finds: of text, ascending. Precondition: begin <= end <= text.size().
[[nodiscard]] std::string mask(std::string_view text, std::span<const PersonalSpan> finds, std::size_t begin,
                               std::size_t end);
/// All of text.
[[nodiscard]] std::string mask(std::string_view text, std::span<const PersonalSpan> finds);
/// Finds and masks. Masking what is masked changes nothing.
[[nodiscard]] std::string mask_personal_data(std::string_view text);

}  // namespace cxtext
