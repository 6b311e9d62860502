#include "report_speech.h"

#include <fmt/format.h>

#include "report_format.h"

namespace cxtext {

std::string_view to_name(NoteKind kind) noexcept {
  switch (kind) {
    case NoteKind::rejected:
      return "rejected";
    case NoteKind::repeated:
      return "repeated";
    case NoteKind::copies_dropped:
      return "copies_dropped";
    case NoteKind::no_scores:
      return "no_scores";
    case NoteKind::few_scores:
      return "few_scores";
    case NoteKind::other_languages:
      return "other_languages";
    case NoteKind::uncovered:
      return "uncovered";
    case NoteKind::unread_files:
      return "unread_files";
    case NoteKind::stray_dates:
      return "stray_dates";
    case NoteKind::low_scores:
      return "low_scores";
    case NoteKind::segments_cut:
      return "segments_cut";
    case NoteKind::languages_differ:
      return "languages_differ";
  }
  return "";
}

}  // namespace cxtext

namespace cxtext::pages {

namespace {

/// The number that text starts with, of exactly `digits` digits; -1 if there is none.
int number_at(std::string_view text, std::size_t at, std::size_t digits) {
  if (text.size() < at + digits) return -1;
  int out = 0;
  for (const char c : text.substr(at, digits)) {
    if (c < '0' || c > '9') return -1;
    out = out * 10 + (c - '0');
  }
  return out;
}

/// The n-th part of a list parted by commas.
std::string_view part_of(std::string_view list, int n) {
  for (; n > 0; --n) list.remove_prefix(list.find(',') + 1);
  return list.substr(0, list.find(','));
}

}  // namespace

Speech::Speech(Lang lang, Medium medium) noexcept : lang_(has_lexicon(lang) ? lang : Lang::en), medium_(medium) {}

std::string_view Speech::of(PhraseKey key) const noexcept {
  const PhraseRow& row = key.row();
  switch (lang_) {
    case Lang::da:
      return row.da;
    case Lang::sv:
      return row.sv;
    case Lang::nb:
      return row.nb;
    case Lang::nn:
      return row.nn;
    default:
      return row.en;
  }
}

std::string Speech::filled(std::string_view text, const std::string_view* parts, std::size_t n) const {
  std::string out;
  out.reserve(text.size() + 16 * n);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '{' && i + 2 < text.size() && text[i + 2] == '}') {
      const auto part = static_cast<std::size_t>(text[i + 1] - '0');
      if (part < n) out += parts[part];
      i += 2;
    } else if (text[i] == ' ' && i + 1 < text.size() && text[i + 1] == '%') {
      out += space();
    } else {
      out += text[i];
    }
  }
  return out;
}

std::string_view Speech::form_of(PhraseKey key, std::uint64_t count) const noexcept {
  const std::string_view forms = of(key);
  const std::size_t bar = forms.find('|');
  return count == 1 ? forms.substr(0, bar) : forms.substr(bar + 1);
}

std::string Speech::marked(std::string_view english) const {
  if (lang_ == Lang::en) return std::string(english);
  std::string out;
  for (const char c : english) {
    if (c == '.') {
      out += ',';
    } else if (c == ',') {
      out += space();
    } else if (c == '%') {
      out += space();
      out += c;
    } else {
      out += c;
    }
  }
  return out;
}

std::string Speech::points(double points) const {
  return marked(signed_points(points, medium_ == Medium::page ? Minus::sign : Minus::hyphen));
}

std::string Speech::interval(const Estimate& estimate) const {
  return (*this)("interval", points(estimate.low), points(estimate.high));
}

std::string Speech::plain_interval(const Estimate& estimate) const {
  return (*this)("interval", decimal(estimate.low, 2), decimal(estimate.high, 2));
}

std::string Speech::percent_interval(const Estimate& estimate) const {
  return (*this)("interval", percent(estimate.low), percent(estimate.high));
}

std::string Speech::percent(double share) const { return marked(pages::percent(share)); }

std::string Speech::percent_of(std::uint64_t part, std::uint64_t whole) const {
  return marked(pages::percent_of(part, whole));
}

std::string Speech::grouped(std::uint64_t count) const { return marked(pages::grouped(count)); }

std::string Speech::q(double q) const { return marked(q_text(q)); }

std::string Speech::decimal(double x, int decimals) const {
  std::string out = fixed(x, decimals);
  if (out.starts_with('-')) out.replace(0, 1, medium_ == Medium::page ? "\u2212" : "-");
  return marked(out);
}

std::string Speech::shortest(double x) const {
  std::string out = fmt::format("{}", x);
  if (out.starts_with('-')) out.replace(0, 1, medium_ == Medium::page ? "\u2212" : "-");
  return marked(out);
}

std::string Speech::date(std::string_view label) const {
  const int year = number_at(label, 0, 4);
  if (year < 0 || label.size() < 7 || label[4] != '-') return std::string(label);
  const std::string_view year_text = label.substr(0, 4);
  if (label[5] == 'W' && label.size() == 8 && number_at(label, 6, 2) > 0) {
    return (*this)("date_week", fmt::format("{}", number_at(label, 6, 2)), year_text);
  }
  if (label[5] == 'Q' && label.size() == 7 && number_at(label, 6, 1) > 0) {
    return (*this)("date_quarter", label.substr(6), year_text);
  }
  const int month = number_at(label, 5, 2);
  if (month < 1 || month > 12) return std::string(label);
  const std::string_view name = part_of(of("months"), month - 1);
  if (label.size() == 7) return (*this)("date_month", name, year_text);
  if (label.size() == 10 && label[7] == '-' && number_at(label, 8, 2) > 0) {
    return (*this)("date_day", fmt::format("{}", number_at(label, 8, 2)), name, year_text);
  }
  return std::string(label);
}

std::string Speech::language(Lang lang) const {
  switch (lang) {
    case Lang::da:
      return (*this)("lang_da");
    case Lang::sv:
      return (*this)("lang_sv");
    case Lang::nb:
      return (*this)("lang_nb");
    case Lang::nn:
      return (*this)("lang_nn");
    case Lang::en:
      return (*this)("lang_en");
    case Lang::other:
      return (*this)("lang_other");
    case Lang::undetermined:
      return (*this)("lang_undetermined");
  }
  return {};
}

std::string_view Speech::band(Band band) const noexcept {
  if (band == Band::promoter) return of("promoter");
  return band == Band::passive ? of("passive") : of("detractor");
}

std::string_view Speech::verdict(Verdict verdict) const noexcept {
  switch (verdict) {
    case Verdict::pulls_up:
      return of("pulls_up");
    case Verdict::pulls_down:
      return of("pulls_down");
    case Verdict::no_clear_effect:
      return of("no_clear_effect");
    case Verdict::not_enough_data:
      return of("not_enough_data");
  }
  return {};
}

std::string Speech::note(const Note& note) const {
  const std::string count = grouped(note.count);
  switch (note.kind) {
    case NoteKind::rejected:
      return counted("n_note_rejected", note.count);
    case NoteKind::unread_files:
      return (*this)("note_unread_files", count, grouped(note.of));
    case NoteKind::repeated:
      return (*this)("note_repeated", count, grouped(note.of));
    case NoteKind::copies_dropped:
      return (*this)("note_copies_dropped", count, grouped(note.of));
    case NoteKind::no_scores:
      return (*this)("note_no_scores");
    case NoteKind::few_scores:
      return (*this)("note_few_scores");
    case NoteKind::other_languages:
      return counted("n_note_other_languages", note.count, percent_of(note.count, note.of));
    case NoteKind::uncovered:
      return (*this)("note_uncovered", count, percent_of(note.count, note.of));
    case NoteKind::stray_dates:
      return counted("n_note_stray_dates", note.count);
    case NoteKind::low_scores:
      return (*this)("note_low_scores", grouped(note.of));
    case NoteKind::segments_cut:
      return counted("n_note_segments_cut", note.count, grouped(note.of));
    case NoteKind::languages_differ:
      return (*this)("note_languages_differ");
  }
  return {};
}

std::string title_of(const Report& report) {
  return report.title.empty() ? Speech(report.language, Medium::text)("title") : report.title;
}

}  // namespace cxtext::pages
