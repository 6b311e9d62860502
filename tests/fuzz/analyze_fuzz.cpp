// Any bytes as a comment: no crash, and every offset stays within the text.
#include <cstdint>
#include <cstdlib>

#include "cxtext/pipeline.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const cxtext::Engine engine;
  static cxtext::Analyzer analyzer(engine);
  const cxtext::Analysis& analysis = analyzer.analyze({reinterpret_cast<const char*>(data), size});
  for (const cxtext::Statement& statement : analysis.statements) {
    if (statement.begin > statement.end || statement.end > size) std::abort();
  }
  for (const cxtext::SentimentSpan& span : analysis.spans) {
    if (span.begin > span.end || span.end > size) std::abort();
  }
  if (!(analysis.sentiment >= -1 && analysis.sentiment <= 1)) std::abort();
  analyzer.trim();
  return 0;
}
