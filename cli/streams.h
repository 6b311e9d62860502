#pragma once

#include <string_view>

/// The standard streams. Either may be a full disk, a closed descriptor or a pipe that nobody reads any more; none of
/// that is a reason to die of an exception. Nothing that an export holds controls a terminal: see printable.h.
namespace cxtext::cli {

/// A line for people, to stderr: what would break it or control a terminal is shown as on_one_line() does. Words that
/// cannot be said are dropped: the exit status still tells how it went.
void say(std::string_view line);

/// Data, to stdout, flushed. It goes into files and pipes as it is, and is made printable() where stdout is a terminal.
/// Returns: exit_done, or exit_cannot_write after saying why. A reader that went away ("| head") has had enough, which
/// is no failure: exit_done, and *reader_gone tells who could save work.
[[nodiscard]] int put(std::string_view data, bool* reader_gone = nullptr);

/// Lines for people, to stdout: as put(), but printable() wherever they go.
[[nodiscard]] int put_words(std::string_view lines);

/// Lines for people with colours of their own, in which what others wrote is printable already.
[[nodiscard]] int put_coloured(std::string_view lines);

/// Opens /dev/null in the place of standard streams that the caller closed, so that no output file gets their
/// descriptors and words for people end up in it. Writing to a closed stdout still fails.
void fill_closed_streams();

}  // namespace cxtext::cli
