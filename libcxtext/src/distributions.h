#pragma once

namespace cxtext {

/// Half width of a two-sided normal interval in standard errors: the z with P(|Z| <= z) = confidence in (0, 1).
[[nodiscard]] double normal_quantile(double confidence) noexcept;
/// The same of Student's t; df > 0.
[[nodiscard]] double student_quantile(double confidence, double df) noexcept;

/// Two-sided p-values: P(|Z| >= |z|) and P(|T| >= |t|). Never nought, even where double precision cannot tell them from
/// that.
[[nodiscard]] double normal_p(double z) noexcept;
[[nodiscard]] double student_p(double t, double df) noexcept;

}  // namespace cxtext
