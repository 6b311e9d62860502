// The exports of tests/exports through the real command. To write what they give now as what is expected, for review:
//
//   CXTEXT_WRITE_EXPECTED=1 build/release/bin/cxtext_tests --test-suite=export_cases
#include <cstdlib>
#include <doctest/doctest.h>

#include "export_case.h"

TEST_SUITE("export_cases") {
  TEST_CASE("every export gives the rows, rejects, layout and status that its expectations name") {
    const bool writes = std::getenv("CXTEXT_WRITE_EXPECTED") != nullptr;
    const std::vector<export_case::Case> cases = export_case::all();
    REQUIRE_FALSE(cases.empty());
    for (const export_case::Case& c : cases) {
      CAPTURE(c.name);
      const std::string actual = export_case::actual_of(c);
      if (writes) export_case::write_expected(c, actual);
      const std::string told = export_case::difference(export_case::expected_of(c), actual);
      CHECK_MESSAGE(told.empty(), c.file << " differs from its expectations (- expected, + now):\n" << told);
    }
  }

  TEST_CASE("a difference shows the lines that differ and no others") {
    CHECK(export_case::difference("a\nb\nc\n", "a\nb\nc\n").empty());
    CHECK(export_case::difference("a\nb\nc\n", "a\nx\nc\nd\n") == "  - b\n  + x\n  + d\n");
    CHECK(export_case::visible("a|b\n\\\xC2\xA0\xE6") == "a\\|b\\n\\\\\\u{00A0}\\x{E6}");
  }
}
