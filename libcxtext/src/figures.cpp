// Names of what the figures of a report say: the words that report.json has for them.

#include "cxtext/figures.h"

namespace cxtext {

std::string_view to_name(Verdict verdict) noexcept {
  switch (verdict) {
    case Verdict::not_enough_data:
      return "not_enough_data";
    case Verdict::no_clear_effect:
      return "no_clear_effect";
    case Verdict::pulls_up:
      return "pulls_up";
    case Verdict::pulls_down:
      return "pulls_down";
  }
  return "";
}

std::string_view to_name(TrendVerdict verdict) noexcept {
  switch (verdict) {
    case TrendVerdict::not_enough_data:
      return "not_enough_data";
    case TrendVerdict::steady:
      return "steady";
    case TrendVerdict::emerging:
      return "emerging";
    case TrendVerdict::fading:
      return "fading";
    case TrendVerdict::fresh:
      return "new";
  }
  return "";
}

std::string_view to_name(ComparedBy by) noexcept { return by == ComparedBy::periods ? "periods" : "segment"; }

}  // namespace cxtext
