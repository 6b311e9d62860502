#pragma once

#include <string_view>

/// The standard streams. Either may be a full disk, a closed descriptor or a pipe that nobody reads any more; none of
/// that is a reason to die of an exception.
namespace cxtext::cli {

/// Words for people, to stderr. Words that cannot be said are dropped: the exit status still tells how it went.
void say(std::string_view words);

/// Data, to stdout, flushed. Returns: exit_done, or exit_cannot_write after saying why. A reader that went away
/// ("| head") has had enough, which is no failure: exit_done, and *reader_gone tells who could save work.
[[nodiscard]] int put(std::string_view data, bool* reader_gone = nullptr);

/// Opens /dev/null in the place of standard streams that the caller closed, so that no output file gets their
/// descriptors and words for people end up in it. Writing to a closed stdout still fails.
void fill_closed_streams();

}  // namespace cxtext::cli
