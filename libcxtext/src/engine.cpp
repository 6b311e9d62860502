#include "cxtext/pipeline.h"

namespace cxtext {

Engine::Engine() : lexicon_(Lexicon::embedded()), language_model_(LanguageModel::embedded()) {}

Result<Engine> Engine::create(const EngineOptions& options) {
  Engine engine;
  if (!options.lexicon_directory.empty()) {
    auto lexicon = Lexicon::from_directory(options.lexicon_directory);
    if (!lexicon) return std::move(lexicon).error();
    engine.lexicon_ = std::move(lexicon).value();
  }
  return engine;
}

}  // namespace cxtext
