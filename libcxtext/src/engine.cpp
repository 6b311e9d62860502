#include "cxtext/model_file.h"
#include "cxtext/pipeline.h"

namespace cxtext {

Engine::Engine()
    : lexicon_(Lexicon::embedded()),
      language_model_(LanguageModel::embedded()),
      sentiment_model_(SentimentModel::embedded()) {}

Result<Engine> Engine::create(const EngineOptions& options) {
  Engine engine;
  if (!options.lexicon_directory.empty()) {
    auto lexicon = Lexicon::from_directory(options.lexicon_directory);
    if (!lexicon) return std::move(lexicon).error();
    engine.lexicon_ = std::move(lexicon).value();
  }
  if (options.sentiment_model) {
    engine.sentiment_model_ = *options.sentiment_model;
  } else if (!options.model_path.empty()) {
    const auto file = ModelFile::read(options.model_path);
    if (!file) return file.error();
    if (const std::string_view part = file->part(ModelFile::sentiment); !part.empty()) {
      auto model = SentimentModel::from_bytes(std::string(part));
      if (!model) {
        Error error = std::move(model).error();
        error.path = options.model_path;
        return error;
      }
      engine.sentiment_model_ = std::move(model).value();
    }
    if (const std::string_view part = file->part(ModelFile::themes); !part.empty()) {
      auto model = ThemeModel::from_bytes(part);
      if (!model) {
        Error error = std::move(model).error();
        error.path = options.model_path;
        return error;
      }
      engine.theme_model_ = std::move(model).value();
    }
  }
  return engine;
}

std::string_view Engine::theme_id(std::uint32_t theme) const noexcept {
  const std::size_t n_taxonomy = lexicon_.themes().size();
  return theme < n_taxonomy ? lexicon_.themes()[theme].id
                            : std::string_view(theme_model_.themes()[theme - n_taxonomy].id);
}

}  // namespace cxtext
