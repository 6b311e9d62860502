#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Packs what tests read: small writers of their own, so that a test can also pack what no program would.
namespace packed {

/// One gzip member.
[[nodiscard]] std::string gzip(std::string_view bytes);
/// One zstd frame.
[[nodiscard]] std::string zstd(std::string_view bytes);

using Files = std::vector<std::pair<std::string, std::string>>;  // name, bytes

/// A ZIP archive of deflated files.
[[nodiscard]] std::string zip(const Files& files);

/// One sheet: its name, its state ("visible", "hidden") and what stands in <sheetData>.
struct Sheet {
  std::string name;
  std::string state = "visible";
  std::string rows;
};

/// The parts of a workbook, for zip(). texts: the <si> elements of shared texts; styles: what stands in <styleSheet>.
[[nodiscard]] Files workbook(const std::vector<Sheet>& sheets, const std::string& texts = {},
                             const std::string& styles = {}, const std::string& properties = {});

/// Rows of texts as cells with the text in place, as openpyxl and R write them.
[[nodiscard]] std::string inline_rows(const std::vector<std::vector<std::string>>& rows);

/// &, < and > as XML has them.
[[nodiscard]] std::string escaped(std::string_view text);

}  // namespace packed
