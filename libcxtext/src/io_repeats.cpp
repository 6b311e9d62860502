#include <algorithm>
#include <bit>

#include "cxtext/io.h"

#include "hash.h"

namespace cxtext {
namespace {

constexpr std::size_t first_slots = 1024;
constexpr std::size_t max_probes = 16;  // in a table that may not grow any more
constexpr std::size_t max_examples = 5;

/// What a row says, for telling copies from rows that only share their id.
std::uint64_t hash_of_content(const Comment& comment) {
  std::string all = comment.text;
  const auto add = [&](std::string_view field) {
    all += '\0';
    all += field;
  };
  add(comment.date);
  add(comment.language);
  add(comment.score ? std::to_string(*comment.score) : std::string());
  for (const std::string& segment : comment.segments) add(segment);
  return hash64(all);
}

}  // namespace

RepeatedIds::RepeatedIds(std::size_t max_ids) : max_ids_(std::max(max_ids, first_slots)) { seen_.resize(first_slots); }

/// The slot of an id, or one that it may take: a free one, or, in a full table, the first of those looked at.
RepeatedIds::Seen& RepeatedIds::find(std::uint64_t id) {
  const std::size_t mask = seen_.size() - 1;
  const std::size_t home = static_cast<std::size_t>(id) & mask;
  const bool has_room = n_seen_ * 2 <= seen_.size();
  for (std::size_t i = 0; has_room || i < max_probes; ++i) {
    Seen& slot = seen_[(home + i) & mask];
    if (slot.id == id || slot.id == 0) return slot;
  }
  return seen_[home];
}

void RepeatedIds::grow() {
  std::vector<Seen> before(seen_.size() * 2);
  before.swap(seen_);
  for (const Seen& slot : before) {
    if (slot.id != 0) find(slot.id) = slot;
  }
}

RepeatedIds::Kind RepeatedIds::add(const Comment& comment) {
  if (comment.id.empty()) return Kind::first;
  const std::uint64_t id = std::max<std::uint64_t>(hash64(comment.id), 1);
  const std::uint64_t content = hash_of_content(comment);
  // A table that is at most half full has a free slot to end every search.
  if (n_seen_ * 2 >= seen_.size() && seen_.size() * 2 <= std::bit_ceil(max_ids_)) grow();
  Seen& slot = find(id);
  if (slot.id != id) {
    n_seen_ += slot.id == 0 ? 1 : 0;
    slot = {id, content};
    return Kind::first;
  }
  ++repeated_;
  const bool known = std::find(examples_.begin(), examples_.end(), comment.id) != examples_.end();
  if (!known && examples_.size() < max_examples) examples_.push_back(comment.id);
  if (slot.content != content) return Kind::other;
  ++copies_;
  return Kind::copy;
}

}  // namespace cxtext
