#include <csignal>
#include <cstdio>
#include <new>

#include "options.h"
#include "streams.h"

int main(int argc, char** argv) {
  // A reader that goes away ("| head") shows as a failed write, which every command handles, not as a killed process.
  std::signal(SIGPIPE, SIG_IGN);
  cxtext::cli::fill_closed_streams();
  try {
    return cxtext::cli::run(argc, argv);
  } catch (const std::bad_alloc&) {
    std::fputs("cxtext: out of memory\n", stderr);  // without asking for more of it
    return cxtext::cli::exit_unreadable;
  }
}
