// Centres in the space of words instead of the reduced space that they were found in: readable in the file, small, and
// a statement needs a handful of products. Weights are kept rounded, so that a model read back says the same.

#include "cxtext/theme_model.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <unordered_map>
#include <utility>

#include "sparse.h"
#include "theme_model_impl.h"

namespace cxtext {

namespace {

using Json = nlohmann::ordered_json;

constexpr int format_version = 1;
constexpr std::size_t max_center_terms = 300;
constexpr float least_cosine = 0.1F;
constexpr float close_to_center = 0.45F;  // without the theme's own word

float rounded(double value) { return static_cast<float>(std::round(value * 1e5) / 1e5); }

Error damaged(const std::string& why) {
  return {ErrorCode::bad_model, "the themes of the model file are damaged (" + why + "); train it anew"};
}

/// Joins the centres to the columns and gives them unit length.
void index_centers(ThemeModel::Impl& model) {
  model.centers_of_column.assign(model.terms.size(), {});
  for (std::uint32_t theme = 0; theme < model.centers.size(); ++theme) {
    for (const auto& [column, weight] : model.centers[theme]) {
      model.centers_of_column[column].emplace_back(theme, weight);
    }
  }
  for (std::uint32_t column = 0; column < model.terms.size(); ++column)
    model.column_of_key[model.terms[column]] = column;
}

std::vector<std::vector<double>> sums_of(const VectorSpace& space, const std::vector<std::int32_t>& theme_of_doc,
                                         std::size_t n_themes) {
  std::vector<std::vector<double>> sums(n_themes, std::vector<double>(space.terms.size(), 0));
  for (std::size_t doc = 0; doc < theme_of_doc.size(); ++doc) {
    if (theme_of_doc[doc] < 0) continue;
    std::vector<double>& sum = sums[static_cast<std::size_t>(theme_of_doc[doc])];
    const SparseRow row = row_of(space.rows, doc);
    for (std::size_t i = 0; i < row.size(); ++i) sum[row.columns[i]] += static_cast<double>(row.values[i]);
  }
  return sums;
}

/// Columns that stand in a row, numbered anew; no_term for the others. They all take part in a statement's length, also
/// those that no centre has.
std::vector<std::uint32_t> number_used(const VectorSpace& space) {
  std::vector<std::uint32_t> number(space.terms.size(), no_term);
  for (const std::uint32_t column : space.rows.columns) number[column] = 0;
  std::uint32_t next = 0;
  for (std::uint32_t& column : number) {
    if (column != no_term) column = next++;
  }
  return number;
}

/// The strongest columns of a centre, ascending, at unit length.
std::vector<std::pair<std::uint32_t, double>> center_of(const std::vector<double>& sum) {
  std::vector<std::pair<std::uint32_t, double>> terms;
  for (std::uint32_t column = 0; column < sum.size(); ++column) {
    if (sum[column] > 0) terms.emplace_back(column, sum[column]);
  }
  std::sort(terms.begin(), terms.end(), [](const auto& a, const auto& b) {
    return a.second != b.second ? a.second > b.second : a.first < b.first;
  });
  if (terms.size() > max_center_terms) terms.resize(max_center_terms);
  double length2 = 0;
  for (const auto& [column, weight] : terms) length2 += weight * weight;
  for (auto& [column, weight] : terms) weight /= std::sqrt(length2);
  std::sort(terms.begin(), terms.end());
  return terms;
}

}  // namespace

ThemeModel::ThemeModel() : impl_(std::make_shared<Impl>()) {}
ThemeModel::ThemeModel(std::shared_ptr<const Impl> impl) noexcept : impl_(std::move(impl)) {}

const std::vector<ModelTheme>& ThemeModel::themes() const noexcept { return impl_->themes; }

ThemeModel ThemeModel::fit(const Corpus& corpus, const VectorSpace& space, const Lexicon& lexicon,
                           std::vector<ModelTheme> themes, const std::vector<std::int32_t>& theme_of_doc,
                           const std::vector<std::uint32_t>& heads) {
  auto impl = std::make_shared<Impl>();
  impl->themes = std::move(themes);
  impl->by_form = space.by_form;
  impl->own_words = space.own_words;
  const std::vector<std::uint32_t> number = number_used(space);
  const double n_docs = static_cast<double>(corpus.docs.size());
  for (std::size_t column = 0; column < number.size(); ++column) {
    if (number[column] == no_term) continue;
    const SpaceTerm& term = space.terms[column];
    impl->terms.push_back(impl->key_of(corpus.words[term.word], lexicon));
    impl->idf.push_back(rounded(std::log((1.0 + n_docs) / (1.0 + term.doc_count)) + 1.0));
  }
  const auto sums = sums_of(space, theme_of_doc, impl->themes.size());
  for (std::size_t theme = 0; theme < impl->themes.size(); ++theme) {
    std::vector<std::pair<std::uint32_t, float>>& center = impl->centers.emplace_back();
    for (const auto& [column, weight] : center_of(sums[theme])) center.emplace_back(number[column], rounded(weight));
    impl->heads.push_back(theme < heads.size() && heads[theme] != no_term ? number[heads[theme]] : no_term);
  }
  index_centers(*impl);
  return ThemeModel(std::move(impl));
}

std::string ThemeModel::Impl::key_of(const CorpusWord& word, const Lexicon& lexicon) const {
  if (word.concept_id != 0 && !own_words && word.concept_id <= lexicon.n_concepts())
    return "@" + std::string(lexicon.concept_name(word.concept_id));
  return by_form || word.stem.empty() ? word.form : word.stem;
}

std::uint32_t ThemeModel::column_of(const CorpusWord& word, const Lexicon& lexicon) const {
  const bool background = word.is_stopword || (word.is_feeling && !impl_->own_words);
  if (background) return no_term;
  const auto found = impl_->column_of_key.find(impl_->key_of(word, lexicon));
  return found == impl_->column_of_key.end() ? no_term : found->second;
}

ThemeModel::Match ThemeModel::match(const std::vector<std::uint32_t>& columns) const {
  constexpr std::size_t max_columns = 64;  // of a statement; far above what people write
  const Impl& model = *impl_;
  std::array<std::uint32_t, max_columns> distinct;
  std::size_t n = 0;
  for (const std::uint32_t column : columns) {
    if (column != no_term && n < max_columns) distinct[n++] = column;
  }
  if (n == 0 || model.themes.empty()) return {};
  std::sort(distinct.begin(), distinct.begin() + n);
  std::vector<float> dots(model.themes.size(), 0);
  float length2 = 0;
  for (std::size_t i = 0; i < n;) {
    std::size_t end = i + 1;
    while (end < n && distinct[end] == distinct[i]) ++end;
    const float tf = end - i == 1 ? 1.0F : 1.0F + std::log(static_cast<float>(end - i));
    const float weight = tf * model.idf[distinct[i]];
    length2 += weight * weight;
    for (const auto& [theme, in_center] : model.centers_of_column[distinct[i]]) dots[theme] += weight * in_center;
    i = end;
  }
  const float length = std::sqrt(length2);
  Match best;
  for (std::size_t theme = 0; theme < dots.size(); ++theme) {
    const float cosine = dots[theme] / length;
    if (cosine <= best.strength || cosine < least_cosine) continue;
    const bool has_head = std::binary_search(distinct.begin(), distinct.begin() + n, model.heads[theme]);
    if (has_head || cosine >= close_to_center) best = {static_cast<std::int32_t>(theme), std::min(cosine, 1.0F)};
  }
  return best;
}

std::vector<ThemeModel::Match> ThemeModel::assign(const Corpus& corpus, const Lexicon& lexicon) const {
  std::vector<std::uint32_t> column_of_word;
  column_of_word.reserve(corpus.words.size());
  for (const CorpusWord& word : corpus.words) column_of_word.push_back(column_of(word, lexicon));
  std::vector<Match> out;
  out.reserve(corpus.docs.size());
  std::vector<std::uint32_t> columns;
  for (const CorpusDoc& doc : corpus.docs) {
    columns.clear();
    for (std::uint32_t i = 0; i < doc.n_words; ++i) {
      columns.push_back(column_of_word[corpus.tokens[doc.first_word + i]]);
    }
    out.push_back(match(columns));
  }
  return out;
}

std::string ThemeModel::bytes() const {
  const Impl& model = *impl_;
  Json out;
  out["version"] = format_version;
  out["columns"] = model.own_words ? "stems" : model.by_form ? "concepts and forms" : "concepts and stems";
  out["terms"] = model.terms;
  out["idf"] = model.idf;
  Json& themes = out["themes"] = Json::array();
  for (std::size_t t = 0; t < model.themes.size(); ++t) {
    const ModelTheme& theme = model.themes[t];
    Json& one = themes.emplace_back();
    one["id"] = theme.id;
    for (const Lang lang : lexicon_langs) one["names"][std::string(to_code(lang))] = theme.names[index_of(lang)];
    one["words"] = theme.words;
    one["docs"] = theme.docs;
    one["stability"] = theme.stability ? Json(rounded(*theme.stability)) : Json(nullptr);
    if (!theme.parent.empty()) one["parent"] = theme.parent;
    one["head"] = model.heads[t] == no_term ? Json(nullptr) : Json(model.heads[t]);
    Json& center = one["center"] = Json::array();
    for (const auto& [column, weight] : model.centers[t]) center.push_back({column, weight});
  }
  return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<ThemeModel> ThemeModel::from_bytes(std::string_view bytes) {
  const Json in = Json::parse(bytes, nullptr, false);
  if (in.is_discarded() || !in.is_object()) return damaged("not JSON");
  try {
    if (in.at("version").get<int>() != format_version)
      return Error{ErrorCode::bad_model,
                   "the themes of the model file are of another version of cxtext; train it anew"};
    auto impl = std::make_shared<Impl>();
    const auto columns = in.at("columns").get<std::string>();
    impl->own_words = columns == "stems";
    impl->by_form = columns == "concepts and forms";
    impl->terms = in.at("terms").get<std::vector<std::string>>();
    impl->idf = in.at("idf").get<std::vector<float>>();
    if (impl->idf.size() != impl->terms.size()) return damaged("terms and weights differ in number");
    for (const float idf : impl->idf) {
      if (!std::isfinite(idf) || idf <= 0) return damaged("a weight is not above zero");
    }
    for (const Json& one : in.at("themes")) {
      ModelTheme& theme = impl->themes.emplace_back();
      theme.id = one.at("id").get<std::string>();
      for (const Lang lang : lexicon_langs)
        theme.names[index_of(lang)] = one.at("names").at(std::string(to_code(lang))).get<std::string>();
      theme.words = one.at("words").get<std::vector<std::string>>();
      theme.docs = one.at("docs").get<std::uint64_t>();
      if (!one.at("stability").is_null()) theme.stability = one.at("stability").get<double>();
      theme.parent = one.value("parent", std::string());
      impl->heads.push_back(one.at("head").is_null() ? no_term : one.at("head").get<std::uint32_t>());
      impl->centers.push_back(one.at("center").get<std::vector<std::pair<std::uint32_t, float>>>());
      if (impl->heads.back() != no_term && impl->heads.back() >= impl->terms.size()) return damaged("a column");
      for (const auto& [column, weight] : impl->centers.back()) {
        if (column >= impl->terms.size() || !std::isfinite(weight)) return damaged("a column");
      }
    }
    index_centers(*impl);
    return ThemeModel(std::move(impl));
  } catch (const Json::exception& error) {
    return damaged(error.what());
  }
}

}  // namespace cxtext
