#include "reading_flags.h"

#include <CLI/CLI.hpp>
#include <map>

namespace cxtext::cli {

void add_reading(CLI::App& command, ReadingFlags& flags) {
  const char* group = "Reading";
  ReadOptions& read = flags.input.read;
  command.add_option("--format", flags.format, "auto, csv, tsv or jsonl")
      ->check(CLI::IsMember({"auto", "csv", "tsv", "jsonl"}))
      ->group(group);
  command.add_option("--delimiter", flags.delimiter, "One character, or 'tab'; sniffed unless given")->group(group);
  command.add_option("--text-column", read.text_columns, "Comment column: name or number; may be repeated")
      ->allow_extra_args(false)
      ->group(group);
  command.add_option("--id-column", read.id_column, "Id column; '-' for none")->group(group);
  command.add_option("--score-column", read.score_column, "Score column; '-' for none")->group(group);
  command.add_option("--date-column", read.date_column, "Date column; '-' for none")->group(group);
  command.add_option("--language-column", read.language_column, "Language column; '-' for none")->group(group);
  command.add_option("--segment-column", read.segment_columns, "Segment column, repeatable; '-' for none")
      ->allow_extra_args(false)
      ->group(group);
  command.add_option("--scale", flags.scale, "nps (0-10), stars5, csat5, ces7 or custom")
      ->check(CLI::IsMember({"nps", "stars5", "csat5", "ces7", "custom"}))
      ->capture_default_str()
      ->group(group);
  command.add_option("--scale-cuts", flags.cuts, "With --scale custom: MIN,MAX,PASSIVE_FROM,PROMOTER_FROM")
      ->delimiter(',')
      ->expected(4)
      ->group(group);
  command.add_option("--allow-rejects", flags.input.allow_rejects, "Rejected rows that still exit with 0: N or N%")
      ->capture_default_str()
      ->group(group);
  command
      .add_option("--lexicons", flags.input.lexicon_directory, "Folder of word lists used instead of the built-in ones")
      ->group(group);
  command.add_flag("-q,--quiet", flags.input.quiet, "Say nothing unless something is wrong");
}

std::string resolve(ReadingFlags& flags) {
  const std::map<std::string, Scale> scales{
      {"nps", nps_scale}, {"stars5", stars5_scale}, {"csat5", csat5_scale}, {"ces7", ces7_scale}};
  const std::map<std::string, FileFormat> formats{
      {"auto", FileFormat::detect}, {"csv", FileFormat::csv}, {"tsv", FileFormat::tsv}, {"jsonl", FileFormat::jsonl}};
  InputOptions& input = flags.input;
  if (flags.scale == "custom") {
    if (flags.cuts.size() != 4) return "--scale custom needs --scale-cuts MIN,MAX,PASSIVE_FROM,PROMOTER_FROM";
    input.scale = {"custom", flags.cuts[0], flags.cuts[1], flags.cuts[2], flags.cuts[3]};
    const bool ordered =
        flags.cuts[0] < flags.cuts[2] && flags.cuts[2] <= flags.cuts[3] && flags.cuts[3] <= flags.cuts[1];
    if (!ordered) return "--scale-cuts must rise: MIN < PASSIVE_FROM <= PROMOTER_FROM <= MAX";
  } else {
    if (!flags.cuts.empty()) return "--scale-cuts goes with --scale custom";
    input.scale = scales.at(flags.scale);
  }
  input.read.format = formats.at(flags.format);
  input.read.score_min = input.scale.min;
  input.read.score_max = input.scale.max;
  if (flags.delimiter == "tab" || flags.delimiter == "\\t") flags.delimiter = "\t";
  if (flags.delimiter.size() > 1) return "--delimiter must be one character, or 'tab'";
  if (!flags.delimiter.empty()) input.read.delimiter = flags.delimiter.front();
  return {};
}

}  // namespace cxtext::cli
