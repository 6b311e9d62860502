#include <charconv>
#include <cstring>
#include <fmt/format.h>
#include <map>
#include <set>

#include "cxtext/lexicon.h"
#include "cxtext/text.h"

#include "lexicon_builder.h"
#include "lexicon_source.h"

namespace cxtext {

namespace {

using Facet = LexiconBuilder::Facet;
using Fact = LexiconBuilder::Fact;

std::optional<float> parse_number(std::string_view text, float low, float high) {
  float value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || !(value >= low && value <= high)) return std::nullopt;
  return value;
}

Status add(LexiconBuilder& builder, const SourceFile& file, const SourceRow& row, Lang lang, std::string_view term,
           const Fact& fact, bool form_only = false) {
  if (fold(term) != term) return bad_row(file.path, row.line, fmt::format("'{}' must be in lower case", term));
  const std::string problem = builder.add_term(lang, term, fact, form_only);
  if (!problem.empty()) return bad_row(file.path, row.line, fmt::format("'{}': {}", term, problem));
  return Done{};
}

// The files are sorted, so a term that stands twice stands in rows that follow each other.
Error stands_twice(const SourceFile& file, const SourceRow& row) {
  return bad_row(file.path, row.line, fmt::format("'{}' stands here twice", row.fields.front()));
}

Status read_sentiment(LexiconBuilder& builder, const SourceFile& file, Lang lang) {
  const SourceRow* previous = nullptr;
  for (const SourceRow& row : file.rows) {
    if (previous != nullptr && previous->fields[0] == row.fields[0]) return stands_twice(file, row);
    previous = &row;
    const bool is_fact = row.fields.size() == 3 && row.fields[2] == "fact";
    if (row.fields.size() != 2 && !is_fact) {
      return bad_row(file.path, row.line, "expected 'term<tab>valence' or 'term<tab>valence<tab>fact'");
    }
    const auto valence = parse_number(row.fields[1], -4, 4);
    if (!valence) return bad_row(file.path, row.line, fmt::format("valence '{}' is not in -4 … 4", row.fields[1]));
    const Fact fact{Facet::sentiment, *valence, is_fact ? 1U : 0U};
    if (Status status = add(builder, file, row, lang, row.fields[0], fact); !status) return status;
  }
  return Done{};
}

struct ValueRange {
  float low;
  float high;
};

// Empty: the kind has no value.
std::optional<ValueRange> value_range(ShifterKind kind) {
  switch (kind) {
    case ShifterKind::intensifier:
    case ShifterKind::prefix:
      return ValueRange{1.1F, 2.0F};
    case ShifterKind::diminisher:
      return ValueRange{0.3F, 0.9F};
    case ShifterKind::prefix_valence:
      return ValueRange{-4.0F, 4.0F};
    default:
      return std::nullopt;
  }
}

// A term has one kind; beside it, it may be the first part of a compound.
ShifterKind role_of(ShifterKind kind) noexcept {
  return kind == ShifterKind::prefix || kind == ShifterKind::prefix_valence ? kind : ShifterKind::none;
}

Status read_shifters(LexiconBuilder& builder, const SourceFile& file, Lang lang) {
  std::set<std::pair<std::string_view, ShifterKind>> seen;
  for (const SourceRow& row : file.rows) {
    ShifterKind kind = ShifterKind::none;
    for (int k = 1; k <= static_cast<int>(ShifterKind::prefix_valence); ++k) {
      if (row.fields.size() >= 2 && row.fields[1] == to_name(static_cast<ShifterKind>(k)))
        kind = static_cast<ShifterKind>(k);
    }
    if (kind == ShifterKind::none) return bad_row(file.path, row.line, "the second column is not a kind of shifter");
    const auto range = value_range(kind);
    if (!seen.emplace(row.fields[0], role_of(kind)).second) return stands_twice(file, row);
    if (row.fields.size() != (range ? 3U : 2U))
      return bad_row(file.path, row.line, "wrong number of columns for this kind");
    float value = 1;
    if (range) {
      const auto parsed = parse_number(row.fields[2], range->low, range->high);
      if (!parsed) {
        return bad_row(file.path, row.line,
                       fmt::format("'{}' is not in {:g} … {:g}", row.fields[2], range->low, range->high));
      }
      value = *parsed;
    }
    if (kind == ShifterKind::prefix || kind == ShifterKind::prefix_valence) {
      builder.add_prefix(lang, row.fields[0], value, kind);
      continue;
    }
    const Fact fact{Facet::shifter, value, static_cast<std::uint32_t>(kind)};
    // Shifters are function words: their stems are those of other words ("for" – "fore").
    if (Status status = add(builder, file, row, lang, row.fields[0], fact, true); !status) return status;
  }
  return Done{};
}

Status read_words(LexiconBuilder& builder, const SourceFile& file, Lang lang, Facet facet) {
  for (const SourceRow& row : file.rows) {
    if (row.fields.size() != 1) return bad_row(file.path, row.line, "expected one column");
    if (Status status = add(builder, file, row, lang, row.fields[0], Fact{facet, 0, 1}, true); !status) return status;
  }
  return Done{};
}

Status read_emoji(LexiconBuilder& builder, const SourceFile& file) {
  const SourceRow* previous = nullptr;
  for (const SourceRow& row : file.rows) {
    if (previous != nullptr && previous->fields[0] == row.fields[0]) return stands_twice(file, row);
    previous = &row;
    if (row.fields.size() != 2) return bad_row(file.path, row.line, "expected 'emoji<tab>valence'");
    const auto valence = parse_number(row.fields[1], -4, 4);
    if (!valence) return bad_row(file.path, row.line, fmt::format("valence '{}' is not in -4 … 4", row.fields[1]));
    builder.add_emoji(row.fields[0], *valence);
  }
  return Done{};
}

using ConceptIds = std::map<std::string, ConceptId, std::less<>>;

Status read_concept_cell(LexiconBuilder& builder, const SourceFile& file, const SourceRow& row, Lang lang, ConceptId id,
                         std::map<std::string, std::string>& owner) {
  const std::string& cell = row.fields[3 + index_of(lang)];
  if (cell == "-") return Done{};
  bool first = true;
  for (const std::string& term : split_trimmed(cell, ", ")) {
    if (first) {
      const bool exact = term.front() == '=';
      builder.concepts[id].words[index_of(lang)] = builder.pool(std::string_view(term).substr(exact ? 1 : 0));
      first = false;
    }
    const auto [at, fresh] = owner.try_emplace(term, row.fields[0]);
    if (!fresh && at->second != row.fields[0]) {
      return bad_row(file.path, row.line,
                     fmt::format("{} '{}' already stands for the concept '{}'", to_code(lang), term, at->second));
    }
    if (Status status = add(builder, file, row, lang, term, Fact{Facet::concept_id, 0, id}); !status) return status;
  }
  return Done{};
}

std::optional<ConceptClass> concept_class_of(std::string_view name) {
  for (int k = 0; k <= static_cast<int>(ConceptClass::other); ++k) {
    if (to_name(static_cast<ConceptClass>(k)) == name) return static_cast<ConceptClass>(k);
  }
  return std::nullopt;
}

Status read_concepts(LexiconBuilder& builder, const SourceFile& file, ConceptIds& ids) {
  std::array<std::map<std::string, std::string>, n_lexicon_langs> owners;
  for (const SourceRow& row : file.rows) {
    if (row.fields.size() != 3 + n_lexicon_langs) {
      return bad_row(
          file.path, row.line,
          fmt::format("expected 8 columns (id, class, gloss, da, sv, nb, nn, en), got {}", row.fields.size()));
    }
    const auto id = static_cast<ConceptId>(builder.concepts.size());
    if (!ids.emplace(row.fields[0], id).second) return bad_row(file.path, row.line, "the concept stands here twice");
    const auto kind = concept_class_of(row.fields[1]);
    if (!kind) return bad_row(file.path, row.line, fmt::format("'{}' is not a class of concepts", row.fields[1]));
    builder.concepts.emplace_back();
    builder.concepts.back().kind = static_cast<std::uint32_t>(*kind);
    builder.concepts.back().id = builder.pool(row.fields[0]);
    for (const Lang lang : lexicon_langs) {
      if (Status status = read_concept_cell(builder, file, row, lang, id, owners[index_of(lang)]); !status)
        return status;
    }
  }
  return Done{};
}

// Atoms are numbered by what they match, so that two themes that use one term share its atom.
class Atoms {
 public:
  Atoms(LexiconBuilder& builder, const ConceptIds& concepts) : builder_(builder), concepts_(concepts) {}

  // The atom of an item's part; empty with `problem` set if the part is wrong.
  std::optional<std::uint32_t> of(const std::string& part, const TaxonomyItem& item, std::string& problem) {
    const std::string key =
        item.all_langs || part.front() == '@' ? part : fmt::format("{}:{}", to_code(item.lang), part);
    const auto [at, fresh] = numbers_.try_emplace(key, static_cast<std::uint32_t>(builder_.atom_items.size()));
    if (!fresh) return at->second;
    builder_.atom_items.emplace_back();
    if (part.front() == '@') {
      const auto found = concepts_.find(std::string_view(part).substr(1));
      if (found == concepts_.end()) {
        problem = fmt::format("there is no concept '{}' in concepts.tsv", part.substr(1));
        return std::nullopt;
      }
      builder_.concepts[found->second].atom = at->second;
      return at->second;
    }
    for (const Lang lang : lexicon_langs) {
      if (!item.all_langs && lang != item.lang) continue;
      problem = builder_.add_term(lang, fold(part), Fact{Facet::atom, 0, at->second});
      if (!problem.empty()) return std::nullopt;
    }
    return at->second;
  }

 private:
  LexiconBuilder& builder_;
  const ConceptIds& concepts_;
  std::map<std::string, std::uint32_t> numbers_;
};

Status add_items(LexiconBuilder& builder, const std::string& path, const std::vector<TaxonomyItem>& items,
                 std::uint32_t theme, Atoms& atoms) {
  for (const TaxonomyItem& source : items) {
    std::set<std::uint32_t> parts;
    for (const std::string& part : source.parts) {
      std::string problem;
      const auto atom = atoms.of(part, source, problem);
      if (!atom) return bad_row(path, source.line, fmt::format("'{}': {}", part, problem));
      parts.insert(*atom);
    }
    const auto item = static_cast<std::uint32_t>(builder.items.size());
    Lexicon::Item rule;
    std::memset(static_cast<void*>(&rule), 0, sizeof rule);  // so that padding never carries chance into the file
    rule.theme = theme;
    rule.n_atoms = static_cast<std::uint16_t>(parts.size());
    rule.kind = source.kind;
    builder.items.push_back(rule);
    for (const std::uint32_t atom : parts) builder.atom_items[atom].push_back(item);
  }
  return Done{};
}

Status add_taxonomy(LexiconBuilder& builder, const std::string& path, const ConceptIds& concepts) {
  auto source = read_taxonomy(path);
  if (!source) return std::move(source).error();
  std::map<std::string, std::uint32_t> index_by_id;
  for (const auto& theme : source->themes)
    index_by_id.emplace(theme.id, static_cast<std::uint32_t>(index_by_id.size()));
  Atoms atoms(builder, concepts);
  if (Status status = add_items(builder, path, source->of_no_theme, 0, atoms); !status) return status;
  for (const auto& theme : source->themes) {
    const std::uint32_t index = index_by_id.at(theme.id);
    lexicon_layout::ThemeRow row{builder.pool(theme.id), {}, index, theme.items.empty() ? 1U : 0U};
    if (!theme.parent.empty()) {
      const auto parent = index_by_id.find(theme.parent);
      if (parent == index_by_id.end()) {
        return bad_row(path, theme.line, fmt::format("theme '{}' has the unknown parent '{}'", theme.id, theme.parent));
      }
      row.parent = parent->second;
    }
    for (const Lang lang : lexicon_langs) {
      const std::string& name = theme.names[index_of(lang)];
      if (name.empty())
        return bad_row(path, theme.line, fmt::format("theme '{}' lacks name.{}", theme.id, to_code(lang)));
      row.names[index_of(lang)] = builder.pool(name);
    }
    builder.themes.push_back(row);
    if (Status status = add_items(builder, path, theme.items, index, atoms); !status) return status;
    for (const auto& test : theme.tests) {
      builder.tests.push_back(
          {builder.pool(test.text), index, static_cast<std::uint32_t>(index_of(test.lang)), test.must_match ? 1U : 0U});
    }
  }
  return Done{};
}

Status add_language(LexiconBuilder& builder, const std::string& directory, Lang lang) {
  const auto path = [&](std::string_view name) { return fmt::format("{}/{}/{}.tsv", directory, to_code(lang), name); };
  auto sentiment = read_source(path("sentiment"));
  if (!sentiment) return std::move(sentiment).error();
  if (Status status = read_sentiment(builder, sentiment.value(), lang); !status) return status;
  auto shifters = read_source(path("shifters"));
  if (!shifters) return std::move(shifters).error();
  if (Status status = read_shifters(builder, shifters.value(), lang); !status) return status;
  auto stopwords = read_source(path("stopwords"));
  if (!stopwords) return std::move(stopwords).error();
  if (Status status = read_words(builder, stopwords.value(), lang, Facet::stopword); !status) return status;
  auto no_content = read_source(path("nocontent"));
  if (!no_content) return std::move(no_content).error();
  return read_words(builder, no_content.value(), lang, Facet::no_content);
}

}  // namespace

Result<std::string> compile_lexicon(const std::string& directory) {
  LexiconBuilder builder;
  ConceptIds concept_ids;
  auto concepts = read_source(directory + "/concepts.tsv");
  if (!concepts) return std::move(concepts).error();
  if (Status status = read_concepts(builder, concepts.value(), concept_ids); !status) return std::move(status).error();
  for (const Lang lang : lexicon_langs) {
    if (Status status = add_language(builder, directory, lang); !status) return std::move(status).error();
  }
  auto emoji = read_source(directory + "/emoji.tsv");
  if (!emoji) return std::move(emoji).error();
  if (Status status = read_emoji(builder, emoji.value()); !status) return std::move(status).error();
  if (Status status = add_taxonomy(builder, directory + "/taxonomy.txt", concept_ids); !status) {
    return std::move(status).error();
  }
  return builder.write();
}

}  // namespace cxtext
