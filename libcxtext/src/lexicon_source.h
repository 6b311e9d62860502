#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "cxtext/lang.h"
#include "cxtext/lexicon.h"
#include "cxtext/result.h"

namespace cxtext {

/// A row of a lexicon file with its place, for messages. Fields are separated by tabs.
struct SourceRow {
  std::uint64_t line = 0;
  std::vector<std::string> fields;
};

/// One lexicon file, checked for what all of them must keep: UTF-8, NFC, no stray white space, sorted, no row twice.
struct SourceFile {
  std::string path;
  std::vector<SourceRow> rows;
};

/// Bytes of a whole file. Errors: file_not_found, cannot_read.
[[nodiscard]] Result<std::string> read_whole_file(const std::string& path);

/// Reads a TSV lexicon file. Errors: those of read_whole_file, bad_lexicon with the line.
[[nodiscard]] Result<SourceFile> read_source(const std::string& path, bool sorted = true);

[[nodiscard]] Error bad_row(const std::string& path, std::uint64_t line, std::string message);

/// A rule item of a theme: terms and concepts that must all stand in a statement.
struct TaxonomyItem {
  std::vector<std::string> parts;  ///< "@delivery" or a term
  Lexicon::ItemKind kind = Lexicon::ItemKind::calls;
  bool all_langs = true;  ///< else only lang
  Lang lang = Lang::en;
  std::uint64_t line = 0;
};

struct TaxonomySourceTheme {
  std::string id;
  std::string parent;
  std::array<std::string, n_lexicon_langs> names;
  std::vector<TaxonomyItem> items;
  struct Test {
    Lang lang;
    bool must_match;
    std::string text;
  };
  std::vector<Test> tests;
  std::uint64_t line = 0;
};

struct TaxonomySource {
  std::vector<TaxonomyItem> of_no_theme;                                ///< evidence and vague
  std::map<std::string, std::vector<TaxonomyItem>, std::less<>> lists;  ///< items under a name, for "&name"
  std::vector<TaxonomySourceTheme> themes;
};

/// Parses taxonomy.txt. Errors: as read_source; every message names the line and what would be right.
[[nodiscard]] Result<TaxonomySource> read_taxonomy(const std::string& path);

/// Text cut at a separator, each part trimmed of spaces.
[[nodiscard]] std::vector<std::string> split_trimmed(std::string_view text, std::string_view separator);

}  // namespace cxtext
