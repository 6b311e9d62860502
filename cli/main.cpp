#include <csignal>
#include <new>

#include "options.h"

int main(int argc, char** argv) {
  // A reader that goes away ("| head") shows as a failed write, which every command handles, not as a killed process.
  std::signal(SIGPIPE, SIG_IGN);
  try {
    return cxtext::cli::run(argc, argv);
  } catch (const std::bad_alloc&) {
    std::fputs("cxtext: out of memory\n", stderr);
    return cxtext::cli::exit_unreadable;
  }
}
