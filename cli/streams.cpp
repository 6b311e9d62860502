#include "streams.h"

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <fmt/format.h>
#include <system_error>
#include <unistd.h>

#include "commands.h"
#include "printable.h"

namespace cxtext::cli {

namespace {

int write_out(std::string_view data, bool* reader_gone) {
  errno = 0;
  if (std::fwrite(data.data(), 1, data.size(), stdout) == data.size() && std::fflush(stdout) == 0) return exit_done;
  const std::error_code why(errno, std::generic_category());
  if (why == std::errc::broken_pipe) {
    if (reader_gone != nullptr) *reader_gone = true;
    return exit_done;
  }
  say(fmt::format("cxtext: standard output cannot be written: {}", why.message()));
  return exit_cannot_write;
}

}  // namespace

void say(std::string_view line) {
  const std::string shown = on_one_line(line) + '\n';
  std::fwrite(shown.data(), 1, shown.size(), stderr);
}

int put(std::string_view data, bool* reader_gone) {
  // Whoever reads a file or pipe wants the bytes; on a terminal they would act.
  return ::isatty(STDOUT_FILENO) == 1 ? write_out(printable(data), reader_gone) : write_out(data, reader_gone);
}

int put_words(std::string_view lines) { return write_out(printable(lines), nullptr); }

int put_coloured(std::string_view lines) { return write_out(lines, nullptr); }

void fill_closed_streams() {
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    // open() takes the lowest descriptor that is free, which is this one.
    if (::fcntl(stream, F_GETFD) < 0) ::open("/dev/null", stream == STDERR_FILENO ? O_WRONLY : O_RDONLY);
  }
}

}  // namespace cxtext::cli
