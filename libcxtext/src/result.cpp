#include "cxtext/result.h"

namespace cxtext {

std::string Error::to_string() const {
  std::string told;
  if (!path.empty()) {
    told += path;
    told += ':';
  }
  if (line > 0) {
    if (path.empty()) told += "line ";
    told += std::to_string(line);
    told += ':';
    if (column > 0) {
      told += std::to_string(column);
      told += ':';
    }
  }
  if (!told.empty()) told += ' ';
  told += message;
  return told;
}

}  // namespace cxtext
