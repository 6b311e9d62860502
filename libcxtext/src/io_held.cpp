// Rows that sum up the others if no comment comes after them, and are kept back until that is clear.
#include <algorithm>
#include <utility>

#include "io_reader.h"

namespace cxtext {

/// Puts a comment at out[n], or keeps it back while it is not clear what it is. Returns: n, or n + 1.
std::size_t CommentReader::Impl::give(Comment& comment, std::optional<io::Suspect> suspect, std::size_t n,
                                      std::vector<Comment>& out) {
  constexpr std::size_t max_held = 64;
  // What was a value of an answer before is one now.
  if (suspect && std::find(answered.begin(), answered.end(), suspect->label) != answered.end()) suspect.reset();
  const bool says_something = !comment.text.empty() || comment.score;
  if (suspect || (!held.empty() && !says_something)) {
    held.push_back({std::move(comment), std::move(suspect)});
    comment = Comment();
    if (held.size() > max_held) release_held();
    return n;
  }
  if (!held.empty() || !ready.empty()) {
    release_held();
    ready.push_back(std::move(comment));
    comment = Comment();
    return n;
  }
  if (n == out.size()) {
    out.push_back(std::move(comment));
  } else if (&out[n] != &comment) {
    // What is taken over gives its memory in turn.
    std::swap(out[n], comment);
  }
  return n + 1;
}

/// Puts what is ready at out[n] … out[end - 1]. Returns: n, behind the last one put.
std::size_t CommentReader::Impl::give_ready(std::size_t n, std::size_t end, std::vector<Comment>& out) {
  for (; n < end && !ready.empty(); ++n) {
    if (n == out.size()) out.emplace_back();
    out[n] = std::move(ready.front());
    ready.pop_front();
  }
  return n;
}

/// What was held are answers.
void CommentReader::Impl::release_held() {
  constexpr std::size_t max_answered = 16;
  for (Held& one : held) {
    if (one.suspect && !one.suspect->label.empty() && answered.size() < max_answered) {
      answered.push_back(std::move(one.suspect->label));
    }
    ready.push_back(std::move(one.comment));
  }
  held.clear();
}

/// At the end of the input, what was held sums up; but a label that is there twice is none.
void CommentReader::Impl::decide_held(std::vector<Reject>& rejects) {
  place_rejects(rejects);
  const auto is_repeated = [&](const std::string& label) {
    return !label.empty() && std::count_if(held.begin(), held.end(), [&](const Held& one) {
                               return one.suspect && one.suspect->label == label;
                             }) > 1;
  };
  std::vector<bool> sums;
  for (const Held& one : held) sums.push_back(one.suspect && !is_repeated(one.suspect->label));
  for (std::size_t i = 0; i < held.size(); ++i) {
    Held& one = held[i];
    if (!sums[i]) {
      ready.push_back(std::move(one.comment));
      continue;
    }
    --counts.rows;
    ++counts.summary_rows;
    if (!one.comment.score && plan.roles.score) --counts.missing_scores;
    rejects.push_back(std::move(one.suspect->reject));
  }
  held.clear();
  n_placed = rejects.size();
}

}  // namespace cxtext
