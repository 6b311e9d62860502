#pragma once

#include <map>
#include <string>
#include <vector>

/// Workbooks as the tests read them back, without what the library reads them with.
namespace testing {

struct SheetCell {
  std::string text;  ///< of a number as it stands in the file
  bool is_number = false;
};

struct SheetCells {
  std::string name;
  std::vector<std::vector<SheetCell>> rows;  ///< by place; cells that are not there are empty
  bool has_formula = false;
  bool has_frozen_rows = false;
  std::string filter;  ///< "A1:D9"
};

struct WorkbookCells {
  std::vector<SheetCells> sheets;
  std::map<std::string, std::string> parts;  ///< every file of the archive

  [[nodiscard]] const SheetCells& sheet(const std::string& name) const;
};

/// Fails the test if bytes are no workbook.
[[nodiscard]] WorkbookCells read_workbook(const std::string& bytes);

}  // namespace testing
