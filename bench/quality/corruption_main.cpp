// How much of a damaged export is still read as it was: rows of random comments, 1 % of them with a quote deleted, a
// delimiter inserted or bytes cut out, in four ways of writing CSV.
//
//   corruption [ROWS] [SEED] [SHARE]
//
// Prints a line each: rows not touched, those that came out unchanged, rejects, lines that are neither in a row nor in
// a reject. Exit status 1 when less than 99.9 % are kept or a line is not accounted for.
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <unistd.h>

#include "corruption.h"

int main(int argc, char** argv) {
  corruption::Plan plan;
  plan.n_rows = argc > 1 ? static_cast<std::size_t>(std::atoll(argv[1])) : 1'000'000;
  plan.seed = argc > 2 ? static_cast<std::uint64_t>(std::atoll(argv[2])) : 1;
  plan.share = argc > 3 ? std::atof(argv[3]) : 0.01;
  const std::string path =
      (std::filesystem::temp_directory_path() / fmt::format("cxtext-corruption-{}.csv", ::getpid())).string();
  bool good = true;
  for (const bool quote_all : {false, true}) {
    for (const bool text_last : {false, true}) {
      plan.quote_all = quote_all;
      plan.text_last = text_last;
      const corruption::Export made = corruption::generate(plan);
      std::ofstream(path, std::ios::binary) << made.bytes;
      const corruption::Outcome outcome = corruption::check(made, path, plan.delimiter);
      fmt::print("{} {}: untouched {} kept {} ({:.4f} %) rejected {} lines {} unaccounted {}\n",
                 quote_all ? "all-quoted" : "minimal", text_last ? "text-last" : "text-middle", outcome.untouched,
                 outcome.kept, 100 * outcome.kept_share(), outcome.rejected, outcome.lines, outcome.unaccounted_lines);
      for (const std::string& id : outcome.lost) fmt::print("  lost {}\n", id);
      good = good && outcome.kept_share() >= 0.999 && outcome.unaccounted_lines == 0;
      // Kept for a look when something is wrong.
      if (!good)
        std::filesystem::copy_file(path, fmt::format("{}.kept", path),
                                   std::filesystem::copy_options::overwrite_existing);
    }
  }
  std::filesystem::remove(path);
  return good ? 0 : 1;
}
