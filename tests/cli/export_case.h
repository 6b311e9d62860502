#pragma once

#include <string>
#include <vector>

/// Cases of tests/exports: an export that somebody could have, and what must be made of it.
///
/// A case NAME is a file NAME.<ending> and a file NAME.expected, which has a line a fact:
///
///     # what the case is about, in lines of its own
///     flags --scale stars5                     arguments, split at spaces ('…' holds one together); may be left out
///     status 5                                 exit status of `cxtext annotate`
///     layout NAME.csv: CSV with ';', …         the line on stderr that tells what was understood
///     row id|score|date|language|segments|text a comment; several segments are parted by ¦
///     reject line|column|byte|lost|reason|raw  a line of rejects.csv
///     says cxtext: 1 rejected rows …           any other line on stderr
///
/// What cannot be seen is escaped: \n \r \t \\ \| and \u{FEFF} for what has no shape of its own, \x{E6} for bytes that
/// are no UTF-8.
namespace export_case {

struct Case {
  std::string name;
  std::string file;   ///< name of the export in tests/exports
  std::string notes;  ///< the comment lines as they stand
  std::string flags;  ///< as they stand
};

/// All cases, by name. A file without its counterpart fails the test.
[[nodiscard]] std::vector<Case> all();

/// Text with everything escaped that could not be told from something else on a page.
[[nodiscard]] std::string visible(const std::string& text);

/// What is expected, and what the command and the library make of it today, in the same form.
[[nodiscard]] std::string expected_of(const Case& c);
[[nodiscard]] std::string actual_of(const Case& c);

/// The lines that differ, with '-' for expected and '+' for actual; empty: none does.
[[nodiscard]] std::string difference(const std::string& expected, const std::string& actual);

/// Writes actual as what is expected.
void write_expected(const Case& c, const std::string& actual);

}  // namespace export_case
