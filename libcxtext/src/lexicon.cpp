#include "cxtext/lexicon.h"

#include <algorithm>
#include <charconv>
#include <cstring>

#include "embedded.h"
#include "hash.h"
#include "lexicon_layout.h"
#include "phrase_trie.h"

namespace cxtext {

namespace layout = lexicon_layout;

struct Lexicon::Impl {
  std::string owned;       ///< empty for the embedded lists
  std::string_view bytes;  ///< everything below points in here
  const layout::Header* header = nullptr;
  std::array<std::span<const layout::Node>, n_lexicon_langs> nodes;
  std::array<std::span<const layout::Edge>, n_lexicon_langs> edges;
  std::span<const LexiconEntry> entries;
  std::vector<TaxonomyTheme> themes;
  std::vector<TaxonomyTest> tests;

  template <class Record>
  [[nodiscard]] std::span<const Record> records(const layout::Span& span) const noexcept {
    return {reinterpret_cast<const Record*>(bytes.data() + span.offset), span.count};
  }
  [[nodiscard]] std::string_view text(const layout::PooledString& s) const noexcept {
    return bytes.substr(header->pool.offset + s.offset, s.bytes);
  }
  [[nodiscard]] const layout::Key* find(std::span<const layout::Key> keys, std::string_view wanted) const noexcept {
    const auto at = std::lower_bound(keys.begin(), keys.end(), wanted,
                                     [this](const layout::Key& key, std::string_view w) { return text(key.text) < w; });
    return at != keys.end() && text(at->text) == wanted ? &*at : nullptr;
  }
  [[nodiscard]] const layout::Key* find(const layout::Span& keys, const layout::Span& index,
                                        std::string_view wanted) const noexcept {
    const auto rows = records<layout::Key>(keys);
    const auto slots = records<std::uint32_t>(index);
    for (std::size_t at = hash64(wanted) & (slots.size() - 1); slots[at] != 0; at = (at + 1) & (slots.size() - 1)) {
      const layout::Key& key = rows[slots[at] - 1];
      if (text(key.text) == wanted) return &key;
    }
    return nullptr;
  }
  [[nodiscard]] const layout::Key* form(Lang lang, std::string_view folded) const noexcept {
    const layout::PerLanguage& of = header->languages[index_of(lang)];
    return find(of.forms, of.form_index, folded);
  }
  [[nodiscard]] const layout::Key* stem(Lang lang, std::string_view stemmed) const noexcept {
    const layout::PerLanguage& of = header->languages[index_of(lang)];
    return find(of.stems, of.stem_index, stemmed);
  }
  [[nodiscard]] LexiconWord word(const layout::Key* key) const noexcept {
    return key == nullptr ? LexiconWord{} : LexiconWord{entry(key->entry), key->phrase_word, key->phrase_start};
  }
  [[nodiscard]] const LexiconEntry* entry(std::uint32_t index) const noexcept {
    return index == 0 ? nullptr : &entries[index];
  }

  static Result<std::shared_ptr<const Impl>> open(std::string owned, std::string_view embedded_bytes);
  void read_taxonomy();
};

Result<std::shared_ptr<const Lexicon::Impl>> Lexicon::Impl::open(std::string owned, std::string_view embedded_bytes) {
  auto impl = std::make_shared<Impl>();
  impl->owned = std::move(owned);
  impl->bytes = impl->owned.empty() ? embedded_bytes : std::string_view(impl->owned);
  const std::string_view bytes = impl->bytes;
  const auto* header = reinterpret_cast<const layout::Header*>(bytes.data());
  if (bytes.size() < sizeof(layout::Header) || header->magic_bytes != layout::magic || header->bytes != bytes.size()) {
    return Error{ErrorCode::bad_model, "not a compiled lexicon of this version"};
  }
  // The embedded bytes cannot rot without the program; only bytes from outside pay for the check.
  if (!impl->owned.empty() && header->checksum != layout::checksum_of(*header, bytes.substr(sizeof(layout::Header)))) {
    return Error{ErrorCode::bad_model, "the compiled lexicon is damaged (its checksum does not fit)"};
  }
  impl->header = header;
  impl->entries = impl->records<LexiconEntry>(header->entries);
  for (std::size_t l = 0; l < n_lexicon_langs; ++l) {
    impl->nodes[l] = impl->records<layout::Node>(header->languages[l].nodes);
    impl->edges[l] = impl->records<layout::Edge>(header->languages[l].edges);
  }
  impl->read_taxonomy();
  return std::shared_ptr<const Impl>(std::move(impl));
}

void Lexicon::Impl::read_taxonomy() {
  for (const layout::ThemeRow& row : records<layout::ThemeRow>(header->themes)) {
    TaxonomyTheme theme{text(row.id), {}, row.parent, row.is_group != 0};
    for (std::size_t l = 0; l < n_lexicon_langs; ++l) theme.names[l] = text(row.names[l]);
    themes.push_back(theme);
  }
  for (const layout::TestRow& row : records<layout::TestRow>(header->tests)) {
    tests.push_back({row.theme, static_cast<Lang>(row.lang), row.must_match != 0, text(row.text)});
  }
}

Lexicon::Lexicon(std::shared_ptr<const Impl> impl) noexcept : impl_(std::move(impl)) {}

std::vector<Lexicon::SourceText> Lexicon::embedded_sources() {
  std::vector<SourceText> out;
  std::string_view rest = embedded_lexicon_sources();
  while (!rest.empty()) {
    const std::size_t tab = rest.find('\t');
    const std::size_t end = rest.find('\n');
    std::size_t bytes = 0;
    std::from_chars(rest.data() + tab + 1, rest.data() + end, bytes);
    out.push_back({rest.substr(0, tab), rest.substr(end + 1, bytes)});
    rest.remove_prefix(end + 1 + bytes);
  }
  return out;
}

const Lexicon& Lexicon::embedded() {
  static const Lexicon lexicon(Impl::open({}, embedded_lexicon()).value());
  return lexicon;
}

Result<Lexicon> Lexicon::from_bytes(std::string bytes) {
  if (bytes.empty()) return Error{ErrorCode::bad_model, "an empty file is not a compiled lexicon"};
  auto impl = Impl::open(std::move(bytes), {});
  if (!impl) return std::move(impl).error();
  return Lexicon(std::move(impl).value());
}

Result<Lexicon> Lexicon::from_directory(const std::string& directory) {
  auto bytes = compile_lexicon(directory);
  if (!bytes) return std::move(bytes).error();
  return from_bytes(std::move(bytes).value());
}

const LexiconEntry* Lexicon::find_form(Lang lang, std::string_view folded) const noexcept {
  return form(lang, folded).entry;
}

const LexiconEntry* Lexicon::find_stem(Lang lang, std::string_view stemmed) const noexcept {
  return stem(lang, stemmed).entry;
}

LexiconWord Lexicon::form(Lang lang, std::string_view folded) const noexcept {
  return impl_->word(impl_->form(lang, folded));
}

LexiconWord Lexicon::stem(Lang lang, std::string_view stemmed) const noexcept {
  return impl_->word(impl_->stem(lang, stemmed));
}

PhraseTrie Lexicon::phrases(Lang lang) const noexcept {
  return {impl_->nodes[index_of(lang)], impl_->edges[index_of(lang)], impl_->entries};
}

std::vector<Lexicon::Prefix> Lexicon::prefixes_of(Lang lang, std::string_view folded) const {
  std::vector<Prefix> found;
  for (const auto& row : impl_->records<layout::PrefixRow>(impl_->header->languages[index_of(lang)].prefixes)) {
    const std::string_view text = impl_->text(row.text);
    if (folded.size() > text.size() && folded.starts_with(text)) {
      found.push_back({text, row.value, static_cast<ShifterKind>(row.kind)});
    }
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const Prefix& a, const Prefix& b) { return a.text.size() > b.text.size(); });
  return found;
}

const LexiconEntry* Lexicon::find_emoji(std::string_view emoji) const noexcept {
  const layout::Key* key = impl_->find(impl_->records<layout::Key>(impl_->header->emoji), emoji);
  return key == nullptr ? nullptr : impl_->entry(key->entry);
}

std::size_t Lexicon::n_concepts() const noexcept { return impl_->header->concepts.count - 1; }

std::string_view Lexicon::concept_name(ConceptId id) const noexcept {
  return impl_->text(impl_->records<layout::ConceptRow>(impl_->header->concepts)[id].id);
}

ConceptClass Lexicon::concept_class(ConceptId id) const noexcept {
  return static_cast<ConceptClass>(impl_->records<layout::ConceptRow>(impl_->header->concepts)[id].kind);
}

std::string_view Lexicon::concept_word(ConceptId id, Lang lang) const noexcept {
  return impl_->text(impl_->records<layout::ConceptRow>(impl_->header->concepts)[id].words[index_of(lang)]);
}

std::span<const std::uint32_t> Lexicon::atoms(const LexiconEntry& entry) const noexcept {
  return impl_->records<std::uint32_t>(impl_->header->atoms).subspan(entry.first_atom, entry.n_atoms);
}

std::uint32_t Lexicon::atom_of(ConceptId id) const noexcept {
  return impl_->records<layout::ConceptRow>(impl_->header->concepts)[id].atom;
}

const std::vector<TaxonomyTheme>& Lexicon::themes() const noexcept { return impl_->themes; }
const std::vector<TaxonomyTest>& Lexicon::taxonomy_tests() const noexcept { return impl_->tests; }

std::span<const Lexicon::Item> Lexicon::items() const noexcept { return impl_->records<Item>(impl_->header->items); }

std::span<const std::uint32_t> Lexicon::items_of_atom(std::uint32_t atom) const noexcept {
  const auto starts = impl_->records<std::uint32_t>(impl_->header->atom_item_starts);
  return impl_->records<std::uint32_t>(impl_->header->atom_items)
      .subspan(starts[atom], starts[atom + 1] - starts[atom]);
}

std::size_t Lexicon::n_atoms() const noexcept { return impl_->header->atom_item_starts.count - 1; }

std::string Lexicon::hash() const { return hash128_hex(impl_->bytes); }

}  // namespace cxtext
