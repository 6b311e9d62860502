// Three comments in, language, feeling and themes out.
#include <cxtext/cxtext.h>
#include <iostream>

int main() {
  const cxtext::Engine engine;        // word lists and models: built once, shared by threads
  cxtext::Analyzer analyzer(engine);  // scratch memory: one a thread
  const auto& themes = engine.lexicon().themes();

  for (const char* comment :
       {"Leveringen var hurtig, men prisen er alt for høj.", "Personalen var trevlig och hjälpsam.",
        "The app keeps crashing and support never calls back."}) {
    const cxtext::Analysis& analysis = analyzer.analyze(comment);
    std::cout << cxtext::to_code(analysis.lang.lang) << "  " << cxtext::to_name(analysis.label);
    for (const std::uint32_t theme : analysis.themes) {
      std::cout << "  [" << themes[theme].names[cxtext::index_of(cxtext::Lang::en)] << ']';
    }
    std::cout << '\n';
  }
}
