// A program of somebody else: knows only what is installed.
#include <cstdio>
#include <cxtext/cxtext.h>

int main() {
  const cxtext::Engine engine;
  cxtext::Analyzer analyzer(engine);
  const cxtext::Analysis& analysis = analyzer.analyze("Leveringen var alt for langsom, men personalet var søde.");
  std::printf("%s, %zu statements\n", std::string(cxtext::to_code(analysis.lang.lang)).c_str(),
              analysis.statements.size());
  return analysis.lang.lang == cxtext::Lang::da && analysis.has_content ? 0 : 1;
}
