#pragma once

#include "commands.h"

namespace cxtext::cli {

/// Parses the command line, runs the command, returns the exit status.
int run(int argc, char** argv);

}  // namespace cxtext::cli
