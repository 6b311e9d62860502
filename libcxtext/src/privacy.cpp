// Masks come from four finders over the clean text (privacy_parts.h). Most comments hold nothing that any of them could
// start from; one look over the bytes tells. tests/privacy/*.tsv has the cases.
#include "cxtext/privacy.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "cxtext/text.h"

#include "privacy_parts.h"

namespace cxtext {

namespace {

struct KindText {
  std::string_view name;
  std::string_view mask;
};
constexpr std::array<KindText, n_personal_kinds> kind_texts{{{"email", "[e-mail]"},
                                                             {"phone", "[phone]"},
                                                             {"national_id", "[id number]"},
                                                             {"bank_account", "[account]"},
                                                             {"card", "[card]"},
                                                             {"secret", "[secret]"},
                                                             {"ip_address", "[ip address]"},
                                                             {"address", "[address]"},
                                                             {"name", "[name]"}}};

// Bytes that a find can start from: digits, "@" and "(at)", "=" and "/" of links ("?token=…"), and what repairing may
// turn into them ("&#64;", full-width forms, combining marks).
constexpr auto is_start = [] {
  std::array<bool, 256> table{};
  for (const char c : std::string_view("0123456789@&([{=/\xCC\xCD\xEF")) table[static_cast<unsigned char>(c)] = true;
  return table;
}();

bool has_start(std::string_view text) noexcept {
  bool found = false;
  for (const char c : text) found |= is_start[static_cast<unsigned char>(c)];
  return found;
}

// Ascending; of two that overlap the one that a finder before the other found.
void drop_overlaps(std::vector<PersonalSpan>& spans) {
  std::stable_sort(spans.begin(), spans.end(),
                   [](const PersonalSpan& a, const PersonalSpan& b) { return a.begin < b.begin; });
  std::size_t kept = 0;
  for (const PersonalSpan& span : spans) {
    if (span.begin >= span.end) continue;
    if (kept > 0 && span.begin < spans[kept - 1].end) {
      spans[kept - 1].end = std::max(spans[kept - 1].end, span.end);
      continue;
    }
    spans[kept++] = span;
  }
  spans.resize(kept);
}

}  // namespace

std::string_view to_name(PersonalKind kind) noexcept { return kind_texts[static_cast<std::size_t>(kind)].name; }

std::string_view mask_of(PersonalKind kind) noexcept { return kind_texts[static_cast<std::size_t>(kind)].mask; }

void find_personal_data(std::string_view text, std::vector<PersonalSpan>& out) {
  out.clear();
  const bool figures = has_start(text);
  if (!figures && !privacy::has_name_cue(text)) return;
  const CleanText clean(text);
  if (figures) {
    std::vector<privacy::Blocked> blocked;
    privacy::find_links(clean.text(), out, blocked);
    privacy::find_figures(clean.text(), blocked, out);
  }
  privacy::find_names(clean.text(), out);
  if (out.empty()) return;
  drop_overlaps(out);
  if (!clean.changed()) return;
  for (PersonalSpan& span : out) {
    span.begin = clean.original_offset(span.begin);
    span.end = clean.original_end(span.end);
  }
  drop_overlaps(out);
}

std::vector<PersonalSpan> find_personal_data(std::string_view text) {
  std::vector<PersonalSpan> out;
  find_personal_data(text, out);
  return out;
}

std::string mask(std::string_view text, std::span<const PersonalSpan> finds, std::size_t begin, std::size_t end) {
  std::string out;
  out.reserve(end - begin);
  std::size_t at = begin;
  const auto first =
      std::partition_point(finds.begin(), finds.end(), [&](const PersonalSpan& find) { return find.end <= begin; });
  for (auto find = first; find != finds.end() && find->begin < end; ++find) {
    if (find->begin > at) out += text.substr(at, find->begin - at);
    out += mask_of(find->kind);
    at = find->end;
  }
  if (at < end) out += text.substr(at, end - at);
  return out;
}

std::string mask(std::string_view text, std::span<const PersonalSpan> finds) {
  return mask(text, finds, 0, text.size());
}

std::string mask_personal_data(std::string_view text) { return mask(text, find_personal_data(text)); }

}  // namespace cxtext
