#include "reading_flags.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <map>

namespace cxtext::cli {

namespace {

constexpr const char* engine_group = "Word lists and weights";
constexpr const char* export_group = "Reading";

}  // namespace

void add_lexicons(CLI::App& command, EngineFlags& engine) {
  command.add_option("--lexicons", engine.lexicon_directory, "Folder of word lists used instead of the built-in ones")
      ->group(engine_group);
}

CLI::Option* add_model(CLI::App& command, EngineFlags& engine) {
  return command
      .add_option("--model", engine.model, "File that 'cxtext train' wrote, used instead of the built-in weights")
      ->group(engine_group);
}

void add_engine(CLI::App& command, EngineFlags& engine) {
  add_lexicons(command, engine);
  CLI::Option* model = add_model(command, engine);
  command.add_flag("--rules-only", engine.rules_only, "Sentiment by lists and rules alone, without learned weights")
      ->excludes(model)
      ->group(engine_group);
}

void add_reading(CLI::App& command, ReadingFlags& flags) {
  const char* group = export_group;
  ReadOptions& read = flags.input.read;
  command.add_option("--format", flags.format, "auto, csv, tsv, jsonl, json, lines or xlsx")
      ->check(CLI::IsMember({"auto", "csv", "tsv", "jsonl", "json", "lines", "xlsx"}))
      ->group(group);
  command
      .add_option("--charset", flags.charset,
                  "auto, utf-8, utf-16le, utf-16be, windows-1252, iso-8859-1, mixed … or any that ICU knows")
      ->group(group);
  command.add_option("--sheet", read.sheet, "Sheet of a workbook: name, or number from 1 among those not hidden")
      ->group(group);
  command.add_option("--delimiter", flags.delimiter, "One character, or 'tab'; sniffed unless given")->group(group);
  command.add_option("--quote", flags.quote, "Character around fields, or 'none'; sniffed among \" and ' unless given")
      ->group(group);
  CLI::Option* header =
      command
          .add_option("--header-row", flags.header_row,
                      "Row that names the columns, from 1, as a spreadsheet counts; sniffed unless given")
          ->check(CLI::Range(1U, 1000U))
          ->group(group);
  command.add_flag("--no-header", flags.no_header, "The first row is data; columns are named by number")
      ->excludes(header)
      ->group(group);
  command.add_option("--decimal", flags.decimal, "auto, point or comma: what stands before the decimals of a score")
      ->check(CLI::IsMember({"auto", "point", "comma"}))
      ->group(group);
  command
      .add_option(
          "--date-format", read.date_format,
          "Order of day, month and year, as in d/m/y, m/d/y or y-m-d; 'excel' for day numbers; sniffed unless given")
      ->group(group);
  command.add_option("--text-column", read.text_columns, "Comment column: name or number; may be repeated")
      ->allow_extra_args(false)
      ->group(group);
  command.add_option("--id-column", read.id_column, "Id column; '-' for none")->group(group);
  command.add_option("--score-column", read.score_column, "Score column; '-' for none")->group(group);
  command.add_option("--date-column", read.date_column, "Date column; '-' for none")->group(group);
  command.add_option("--language-column", read.language_column, "Language column; '-' for none")->group(group);
  command.add_option("--languages", flags.languages, "Languages that comments can be in, e.g. da,sv; all unless given")
      ->delimiter(',');
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
  add_engine(command, flags.input.engine);
  command.add_flag("-q,--quiet", flags.input.quiet, "Say nothing unless something is wrong");
}

void add_run(CLI::App& command, ReadingFlags& flags) {
  const char* group = export_group;
  add_reading(command, flags);
  command
      .add_option("--allow-rejects", flags.input.allow_rejects,
                  "Rejected rows and scores that still exit with 0: N or N%")
      ->capture_default_str()
      ->group(group);
  command
      .add_flag("--drop-copies", flags.input.drop_copies,
                "Leave out rows that have the id and the content of an earlier one")
      ->group(group);
  command
      .add_flag("--strict", flags.input.strict,
                "Of several exports, stop at one that cannot be read instead of going on without it")
      ->group(group);
}

std::string given_for_export(const CLI::App& command) {
  std::string names;
  for (const CLI::Option* option : command.get_options()) {
    if (option->get_group() != export_group || option->count() == 0) continue;
    names += (names.empty() ? "" : ", ") + option->get_name();
  }
  return names;
}

std::string resolve(ReadingFlags& flags) {
  const std::map<std::string, Scale> scales{
      {"nps", nps_scale}, {"stars5", stars5_scale}, {"csat5", csat5_scale}, {"ces7", ces7_scale}};
  const std::map<std::string, FileFormat> formats{{"auto", FileFormat::detect}, {"csv", FileFormat::csv},
                                                  {"tsv", FileFormat::tsv},     {"jsonl", FileFormat::jsonl},
                                                  {"json", FileFormat::json},   {"lines", FileFormat::lines},
                                                  {"xlsx", FileFormat::xlsx}};
  InputOptions& input = flags.input;
  if (flags.scale == "custom") {
    if (flags.cuts.size() != 4) return "--scale custom needs --scale-cuts MIN,MAX,PASSIVE_FROM,PROMOTER_FROM";
    input.scale = {"custom", flags.cuts[0], flags.cuts[1], flags.cuts[2], flags.cuts[3]};
    const bool ordered =
        flags.cuts[0] < flags.cuts[2] && flags.cuts[2] <= flags.cuts[3] && flags.cuts[3] <= flags.cuts[1];
    const bool finite = std::isfinite(flags.cuts[0]) && std::isfinite(flags.cuts[1]);  // and so what is between
    if (!ordered || !finite) {
      return "--scale-cuts must rise, and be finite: MIN < PASSIVE_FROM <= PROMOTER_FROM <= MAX";
    }
  } else {
    if (!flags.cuts.empty()) return "--scale-cuts goes with --scale custom";
    input.scale = scales.at(flags.scale);
  }
  input.read.format = formats.at(flags.format);
  if (flags.charset != "auto") input.read.charset = flags.charset;
  if (!allowed_rejects(input.allow_rejects, 100)) {
    return fmt::format("--allow-rejects {}: give a number of rows or a percentage", input.allow_rejects);
  }
  for (const std::string& name : flags.languages) {
    const auto lang = parse_lang(name);
    if (!lang || *lang == Lang::undetermined) {
      return fmt::format("--languages {}: not a language that cxtext knows (da, sv, nb, nn, en or other)", name);
    }
    if (std::find(input.languages.begin(), input.languages.end(), *lang) == input.languages.end()) {
      input.languages.push_back(*lang);
    }
  }
  input.read.score_min = input.scale.min;
  input.read.score_max = input.scale.max;
  if (flags.delimiter == "tab" || flags.delimiter == "\\t") flags.delimiter = "\t";
  if (flags.delimiter.size() > 1) return "--delimiter must be one character, or 'tab'";
  if (!flags.delimiter.empty()) input.read.delimiter = flags.delimiter.front();
  if (flags.quote == "none") {
    input.read.quote = no_quote;
  } else if (flags.quote.size() > 1 || flags.quote == "\n" || flags.quote == "\r") {
    return "--quote must be one character, or 'none'";
  } else if (!flags.quote.empty()) {
    input.read.quote = flags.quote.front();
  }
  if (flags.header_row > 0) input.read.header_row = flags.header_row;
  if (flags.no_header) input.read.header_row = 0;
  input.read.decimal = flags.decimal == "comma"   ? DecimalMark::comma
                       : flags.decimal == "point" ? DecimalMark::point
                                                  : DecimalMark::detect;
  return {};
}

std::optional<std::uint64_t> allowed_rejects(const std::string& text, std::uint64_t n_rows) {
  const bool percent = text.ends_with('%');
  const std::string_view digits = std::string_view(text).substr(0, text.size() - (percent ? 1 : 0));
  double value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc{} || end != digits.data() + digits.size() || !(value >= 0) || std::isinf(value)) {
    return std::nullopt;
  }
  constexpr double enough = 1e18;  // more rows than there are, and within the range of the integer
  const double rows = percent ? value * static_cast<double>(n_rows) / 100.0 : value;
  return static_cast<std::uint64_t>(std::min(rows, enough));
}

}  // namespace cxtext::cli
