#include "training_choice.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>

#include "blocks.h"

namespace cxtext {

namespace {

// Strong to weak: each fit starts from the one before it.
constexpr std::array<double, 8> all_penalties{1000, 100, 30, 10, 3, 1, 0.5, 0.25};
constexpr std::size_t max_fitted_texts = 20000;
constexpr double validation_tolerance = 1e-4;  // the last fit goes on from here

// What fits are worth on texts that they have not seen.
class Judge {
 public:
  struct Fit {
    std::vector<double> losses;         // log-loss of each text with a side, at the temperature that is best for all
    double loss = 0;                    // their mean
    std::vector<std::int8_t> is_right;  // 1: the side is told
  };

  explicit Judge(const SentimentExamples& examples) : examples_(examples) {
    for (std::uint32_t row = 0; row < examples.size(); ++row) {
      if (examples.label[row] != 0) rows_.push_back(row);
    }
  }

  [[nodiscard]] Fit operator()(const std::vector<double>& evidence) const {
    const double temperature = fit_temperature(examples_, rows_, evidence);
    Fit fit;
    fit.losses.reserve(rows_.size());
    for (const std::uint32_t row : rows_) {
      const double margin = static_cast<double>(examples_.label[row]) * evidence[row] / temperature;
      fit.losses.push_back(std::log1p(std::exp(-std::clamp(margin, -40.0, 40.0))));
      fit.loss += fit.losses.back();
      fit.is_right.push_back((evidence[row] >= 0) == (examples_.label[row] > 0) ? 1 : 0);
    }
    fit.loss /= static_cast<double>(rows_.size());
    return fit;
  }

  // By how many standard errors of the mean difference `a` loses less than `b`: texts are paired.
  [[nodiscard]] static double gain_in_errors(const Fit& a, const Fit& b) {
    const double gain = b.loss - a.loss;
    double squares = 0;
    for (std::size_t i = 0; i < a.losses.size(); ++i) {
      const double off = b.losses[i] - a.losses[i] - gain;
      squares += off * off;
    }
    const auto n = static_cast<double>(a.losses.size());
    return squares > 0 ? gain * n / std::sqrt(squares) : gain > 0 ? std::numeric_limits<double>::infinity() : 0;
  }

  // By how many standard errors `a` tells more labels than `b`: those count that they tell differently (McNemar 1947).
  [[nodiscard]] static double right_in_errors(const Fit& a, const Fit& b) {
    double gained = 0;
    double differ = 0;
    for (std::size_t i = 0; i < a.is_right.size(); ++i) {
      gained += a.is_right[i] - b.is_right[i];
      differ += std::abs(a.is_right[i] - b.is_right[i]);
    }
    return differ > 0 ? gained / std::sqrt(differ) : 0;
  }

 private:
  const SentimentExamples& examples_;
  Rows rows_;
};

// The strongest penalty that is within a standard error of the best one (Breiman et al. 1984, the rule of one standard
// error), if it is better than the weights at the start by more than one, and does not tell fewer labels by more than
// one; by index, fits.size() where there is none. Few texts would else tell the better penalty by chance more than by
// merit.
std::size_t choose_fit(const Judge::Fit& at_start, const std::vector<Judge::Fit>& fits, std::size_t best) {
  for (std::size_t p = 0; p < fits.size(); ++p) {
    if (Judge::gain_in_errors(fits[best], fits[p]) <= 1 && Judge::gain_in_errors(fits[p], at_start) > 1 &&
        Judge::right_in_errors(fits[p], at_start) >= -1)
      return p;
  }
  return fits.size();
}

// A part of the texts that is judged by what the others teach.
struct Fold {
  Rows held_out;
  std::optional<SentimentProblem> problem;
  SentimentFitter::State state;
};

Fold make_fold(const SentimentExamples& examples, const SentimentFitter& fitter, std::size_t number) {
  const std::size_t stride = examples.size() / max_fitted_texts + 1;
  Fold fold;
  Rows fitted;
  for (std::uint32_t row = 0; row < examples.size(); ++row) {
    if (examples.fold[row] == number) {
      fold.held_out.push_back(row);
    } else if (row % stride == 0) {
      fitted.push_back(row);
    }
  }
  fold.problem.emplace(examples, std::move(fitted));
  fold.state = SentimentFitter::state_of(*fold.problem, fitter.untouched());
  return fold;
}

// Calls work(fold, threads) for each. As many folds as make full rounds of the threads have one each; those that are
// left over share all of them.
template <class Work>
void for_each_fold(std::vector<Fold>& folds, std::uint32_t threads, const Work& work) {
  const std::size_t n_alone = folds.size() / std::max(threads, 1U) * std::max(threads, 1U);
  run_blocks(n_alone, threads, [&](std::size_t f) { work(folds[f], 1); });
  for (std::size_t f = n_alone; f < folds.size(); ++f) work(folds[f], threads);
}

SentimentFit mean_fit(const std::vector<Fold>& folds) {
  SentimentFit mean;
  for (const Fold& fold : folds) {
    const SentimentFit fit = SentimentFitter::fit_of(*fold.problem, fold.state);
    const double share = 1.0 / static_cast<double>(folds.size());
    mean.change.resize(fit.change.size());
    for (std::size_t column = 0; column < fit.change.size(); ++column)
      mean.change[column] += share * fit.change[column];
    mean.positive += share * fit.positive;
    mean.negative += share * fit.negative;
    mean.offset += share * fit.offset;
    mean.neutral_reach += share * fit.neutral_reach;
    mean.listed_pull += share * fit.listed_pull;
  }
  return mean;
}

}  // namespace

double fit_temperature(const SentimentExamples& examples, const Rows& rows, const std::vector<double>& evidence) {
  // The loss is convex in 1 / temperature: Newton's steps, and halves of what is left where they lead out of it.
  double low = 0.1;
  double high = 10;
  double inverse = 1;
  constexpr int max_steps = 50;
  for (int step = 0; step < max_steps && high - low > 1e-9; ++step) {
    double slope = 0;
    double curvature = 0;
    for (const std::uint32_t row : rows) {
      if (examples.label[row] == 0) continue;
      const double margin = static_cast<double>(examples.label[row]) * evidence[row];
      const double wrong = 1.0 / (1.0 + std::exp(std::clamp(margin * inverse, -40.0, 40.0)));
      slope -= margin * wrong;
      curvature += margin * margin * wrong * (1.0 - wrong);
    }
    (slope > 0 ? high : low) = inverse;
    const double next = curvature > 0 ? inverse - slope / curvature : low;
    if (std::abs(next - inverse) < 1e-9) break;
    inverse = next > low && next < high ? next : 0.5 * (low + high);
  }
  return 1.0 / inverse;
}

double coolest_temperature(const SentimentExamples& examples, const Rows& rows, const std::vector<double>& evidence) {
  const double best = fit_temperature(examples, rows, evidence);
  const auto loss = [&](std::uint32_t row, double temperature) {
    const double margin = static_cast<double>(examples.label[row]) * evidence[row] / temperature;
    return std::log1p(std::exp(-std::clamp(margin, -40.0, 40.0)));
  };
  // By how many standard errors of the mean difference a temperature loses more than the best: texts are paired.
  const auto errors_behind = [&](double temperature) {
    double sum = 0;
    double squares = 0;
    std::size_t n = 0;
    for (const std::uint32_t row : rows) {
      if (examples.label[row] == 0) continue;
      const double off = loss(row, temperature) - loss(row, best);
      sum += off;
      squares += off * off;
      ++n;
    }
    const double spread = squares - sum * sum / static_cast<double>(std::max<std::size_t>(n, 1));
    return spread > 0 ? sum / std::sqrt(spread) : 0;
  };
  constexpr double allowed = 1.96;  // what 95 % of samples of the same would show
  constexpr double step = 0.98;
  double temperature = best;
  while (temperature > 0.5 * best && errors_behind(temperature * step) <= allowed) temperature *= step;
  return temperature;
}

Validation validate(const SentimentExamples& examples, const SentimentFitter& fitter, const TrainingOptions& options) {
  std::vector<double> penalties(all_penalties.begin(), all_penalties.end());
  if (options.penalty) penalties = {*options.penalty};
  std::vector<Fold> folds(SentimentExamples::n_folds);
  Validation out;
  std::vector<double> evidence(examples.size());
  std::vector<double> reach(examples.size());
  run_blocks(folds.size(), options.threads, [&](std::size_t f) {
    folds[f] = make_fold(examples, fitter, f);
    fitter.evidence(fitter.untouched(), folds[f].held_out, evidence);
    fitter.reach(fitter.untouched(), folds[f].held_out, reach);
  });
  const std::vector<double> at_start = evidence;
  const std::vector<double> reach_at_start = reach;

  const Judge judge(examples);
  std::vector<Judge::Fit> judged;
  std::vector<SentimentFit> fits;
  std::size_t best = 0;
  for (std::size_t p = 0; p < penalties.size(); ++p) {
    for_each_fold(folds, options.threads, [&](Fold& fold, std::uint32_t threads) {
      fitter.run(*fold.problem, penalties[p], validation_tolerance, threads, fold.state);
      const SentimentFit fit = SentimentFitter::fit_of(*fold.problem, fold.state);
      fitter.evidence(fit, fold.held_out, evidence);
      fitter.reach(fit, fold.held_out, reach);
    });
    out.penalties.push_back(penalties[p]);
    out.evidence.push_back(evidence);
    out.reach.push_back(reach);
    fits.push_back(mean_fit(folds));
    judged.push_back(judge(evidence));
    if (judged[p].loss < judged[best].loss) best = p;
    if (p >= best + 2 || Judge::gain_in_errors(judged[best], judged[p]) > 2) break;  // it only gets worse from here
  }
  out.chosen = options.penalty ? 0 : choose_fit(judge(at_start), judged, best);
  if (out.chosen < fits.size()) out.fit = std::move(fits[out.chosen]);
  out.evidence.push_back(at_start);
  out.reach.push_back(reach_at_start);
  return out;
}

}  // namespace cxtext
