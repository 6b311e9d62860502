#include "packed.h"

#include <cstdint>
#include <stdexcept>
#include <zlib.h>
#include <zstd.h>

namespace packed {
namespace {

std::string deflate_with(std::string_view bytes, int window_bits) {
  z_stream state = {};
  if (::deflateInit2(&state, Z_DEFAULT_COMPRESSION, Z_DEFLATED, window_bits, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
    throw std::runtime_error("deflateInit2");
  }
  std::string out(::deflateBound(&state, static_cast<uLong>(bytes.size())) + 32, '\0');
  state.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  state.avail_in = static_cast<uInt>(bytes.size());
  state.next_out = reinterpret_cast<Bytef*>(out.data());
  state.avail_out = static_cast<uInt>(out.size());
  const int status = ::deflate(&state, Z_FINISH);
  out.resize(out.size() - state.avail_out);
  ::deflateEnd(&state);
  if (status != Z_STREAM_END) throw std::runtime_error("deflate");
  return out;
}

void put(std::string& out, std::uint64_t value, int n_bytes) {
  for (int i = 0; i < n_bytes; ++i) {
    out += static_cast<char>(value & 0xFFU);
    value >>= 8U;
  }
}

/// What a local header and the central directory have in common.
std::string entry_facts(const std::string& name, std::string_view bytes, std::string_view deflated) {
  std::string facts;
  put(facts, 20, 2);  // version
  put(facts, 0x0800, 2);
  put(facts, 8, 2);           // deflate
  put(facts, 0x00210000, 4);  // 1980-01-01
  put(facts, ::crc32(0, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size())), 4);
  put(facts, deflated.size(), 4);
  put(facts, bytes.size(), 4);
  put(facts, name.size(), 2);
  put(facts, 0, 2);
  return facts;
}

const char* const main_space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const char* const relation_space = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

std::string relation(const std::string& id, const std::string& type, const std::string& target) {
  return "<Relationship Id=\"" + id + "\" Type=\"" + relation_space + "/" + type + "\" Target=\"" + target + "\"/>";
}

std::string relations(const std::string& inner) {
  return "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" + inner +
         "</Relationships>";
}

}  // namespace

std::string gzip(std::string_view bytes) { return deflate_with(bytes, 15 + 16); }

std::string zstd(std::string_view bytes) {
  std::string out(::ZSTD_compressBound(bytes.size()), '\0');
  const std::size_t size = ::ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), 3);
  if (::ZSTD_isError(size) != 0) throw std::runtime_error("ZSTD_compress");
  out.resize(size);
  return out;
}

std::string zip(const Files& files) {
  std::string out;
  std::string directory;
  for (const auto& [name, bytes] : files) {
    const std::string deflated = deflate_with(bytes, -15);
    const std::string facts = entry_facts(name, bytes, deflated);
    directory += std::string("PK\x01\x02") + std::string("\x14\0", 2) + facts;
    put(directory, 0, 2 + 2 + 2 + 4);
    put(directory, out.size(), 4);
    directory += name;
    out += "PK\x03\x04" + facts + name + deflated;
  }
  const std::size_t begin = out.size();
  out += directory;
  out += "PK\x05\x06";
  put(out, 0, 4);
  put(out, files.size(), 2);
  put(out, files.size(), 2);
  put(out, directory.size(), 4);
  put(out, begin, 4);
  put(out, 0, 2);
  return out;
}

Files workbook(const std::vector<Sheet>& sheets, const std::string& texts, const std::string& styles,
               const std::string& properties) {
  Files files{{"_rels/.rels", relations(relation("rId1", "officeDocument", "xl/workbook.xml"))}};
  std::string list;
  std::string related =
      relation("rIdS", "styles", "styles.xml") + relation("rIdT", "sharedStrings", "/xl/sharedStrings.xml");
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    const std::string number = std::to_string(i + 1);
    list += "<sheet name=\"" + escaped(sheets[i].name) + "\" sheetId=\"" + number + "\" state=\"" + sheets[i].state +
            "\" r:id=\"rId" + number + "\"/>";
    related += relation("rId" + number, "worksheet", "worksheets/sheet" + number + ".xml");
    files.emplace_back("xl/worksheets/sheet" + number + ".xml", std::string("<worksheet xmlns=\"") + main_space +
                                                                    "\"><sheetData>" + sheets[i].rows +
                                                                    "</sheetData></worksheet>");
  }
  files.emplace_back("xl/workbook.xml", std::string("<workbook xmlns=\"") + main_space + "\" xmlns:r=\"" +
                                            relation_space + "\">" + properties + "<sheets>" + list +
                                            "</sheets></workbook>");
  files.emplace_back("xl/_rels/workbook.xml.rels", relations(related));
  files.emplace_back("xl/styles.xml",
                     std::string("<styleSheet xmlns=\"") + main_space + "\">" + styles + "</styleSheet>");
  files.emplace_back("xl/sharedStrings.xml", std::string("<sst xmlns=\"") + main_space + "\">" + texts + "</sst>");
  return files;
}

std::string inline_rows(const std::vector<std::vector<std::string>>& rows) {
  std::string xml;
  for (const std::vector<std::string>& row : rows) {
    xml += "<row>";
    for (const std::string& cell : row) {
      xml += "<c t=\"inlineStr\"><is><t xml:space=\"preserve\">" + escaped(cell) + "</t></is></c>";
    }
    xml += "</row>";
  }
  return xml;
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '"') {
      out += "&quot;";
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace packed
