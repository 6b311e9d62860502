#include <cmath>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <utility>

#include "export_paths.h"
#include "inputs.h"
#include "outputs.h"
#include "streams.h"

namespace cxtext::cli {

namespace {

constexpr std::size_t block_rows = 1024;
/// Memory stays the same for an export of any size: 16 MB.
constexpr std::size_t max_remembered_ids = std::size_t{1} << 20U;

// Where annotated rows go: a file that appears whole at the end, or stdout as it streams.
class Sink {
 public:
  static Result<Sink> open(const std::string& path, bool masked) {
    constexpr unsigned for_all = 0644;
    constexpr unsigned owner_only = 0600;
    Sink sink;
    if (path != "-") {
      auto file = AtomicFile::create(path, masked ? for_all : owner_only);
      if (!file) return std::move(file).error();
      sink.file_ = std::move(file).value();
    }
    return sink;
  }
  Status write(std::string_view bytes) {
    if (file_) return file_->write(bytes);
    if (put(bytes, &reader_gone_) == exit_done && !reader_gone_) return Done{};
    return Error{ErrorCode::cannot_write, std::string()};
  }
  /// Who read stdout has had enough: there is no need to go on.
  [[nodiscard]] bool reader_gone() const { return reader_gone_; }
  Status commit() { return file_ ? file_->commit() : Status(Done{}); }

 private:
  std::optional<AtomicFile> file_;
  bool reader_gone_ = false;
};

std::string number(double value) {
  const std::string text = fmt::format("{:.3f}", value);
  return text == "-0.000" ? "0.000" : text;
}

// What a row says of a comment, or of one of its statements.
struct Row {
  const Comment* comment = nullptr;
  const Analysis* analysis = nullptr;
  const Statement* statement = nullptr;  // nullptr: the comment as a whole
  std::optional<Band> band;
  std::span<const PersonalSpan> finds;  // to be masked
  std::string_view file;                // its name; empty: there is one file only

  [[nodiscard]] const LangGuess& lang() const { return statement ? statement->lang : analysis->lang; }
  [[nodiscard]] double sentiment() const { return statement ? statement->sentiment : analysis->sentiment; }
  // That a comment is positive is judged of the whole.
  [[nodiscard]] bool has_probability() const { return statement == nullptr && analysis->has_content; }
  [[nodiscard]] std::string_view label() const {
    if (statement == nullptr) return to_name(analysis->label);
    return to_name(sentiment() >= neutral_below    ? SentimentLabel::positive
                   : sentiment() <= -neutral_below ? SentimentLabel::negative
                                                   : SentimentLabel::neutral);
  }
  [[nodiscard]] std::span<const std::uint32_t> themes() const {
    if (statement == nullptr) return analysis->themes;
    return std::span(analysis->statement_themes).subspan(statement->first_theme, statement->n_themes);
  }
  // A view of the comment, or of buffer where something is masked.
  [[nodiscard]] std::string_view text(std::string& buffer) const {
    const std::string_view all = comment->text;
    const std::size_t begin = statement ? statement->begin : 0;
    const std::size_t end = statement ? statement->end : all.size();
    if (finds.empty()) return all.substr(begin, end - begin);
    buffer = mask(all, finds, begin, end);
    return buffer;
  }
};

void append_csv(const Row& row, const Engine& engine, bool spans, std::string& out) {
  append_csv_field(out, row.comment->id);
  out += ',';
  if (!row.file.empty()) {
    append_csv_field(out, row.file);
    out += ',';
  }
  out += row.comment->date + ',';
  if (row.comment->score) out += fmt::format("{}", *row.comment->score);
  out += ',';
  if (row.band) out += to_name(*row.band);
  const bool silent = row.comment->text.empty();
  out += ',';
  if (!silent)
    out += fmt::format("{},{}", to_code(row.lang().lang), number(row.lang().confidence));
  else
    out += ',';
  out += ',';
  if (row.analysis->has_content) out += number(row.sentiment());
  out += ',';
  if (row.has_probability()) out += number(row.analysis->positive_probability);
  out += ',';
  out += row.label();
  out += ',';
  bool first = true;
  for (const std::uint32_t theme : row.themes()) {
    if (!first) out += ';';
    first = false;
    out += engine.theme_id(theme);
  }
  if (row.statement != nullptr) {
    out += fmt::format(",{},{}", row.statement->begin, row.statement->end);
  } else if (spans) {
    out += ",,";  // a comment without statements, among rows of statements
  }
  out += ',';
  std::string masked;
  append_csv_field(out, row.text(masked));
  out += '\n';
}

void append_jsonl(const Row& row, const Engine& engine, std::string& out) {
  nlohmann::ordered_json json;
  json["id"] = row.comment->id;
  if (!row.file.empty()) json["file"] = row.file;
  if (!row.comment->date.empty()) json["date"] = row.comment->date;
  json["score"] = row.comment->score ? nlohmann::ordered_json(*row.comment->score) : nlohmann::ordered_json();
  json["band"] = row.band ? nlohmann::ordered_json(to_name(*row.band)) : nlohmann::ordered_json();
  if (!row.comment->text.empty()) {
    json["language"] = to_code(row.lang().lang);
    json["language_confidence"] = std::round(row.lang().confidence * 1000) / 1000;
  }
  if (row.analysis->has_content) {
    json["sentiment"] = std::round(row.sentiment() * 1000) / 1000 + 0.0;
    if (row.has_probability())
      json["positive_probability"] = std::round(row.analysis->positive_probability * 1000) / 1000;
    json["label"] = row.label();
  }
  auto themes = nlohmann::ordered_json::array();
  for (const std::uint32_t theme : row.themes()) themes.push_back(engine.theme_id(theme));
  json["themes"] = std::move(themes);
  if (row.statement != nullptr) {
    json["begin"] = row.statement->begin;
    json["end"] = row.statement->end;
  }
  std::string masked;
  json["text"] = row.text(masked);
  out += json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  out += '\n';
}

class Annotator {
 public:
  Annotator(const AnnotateCommand& options, const Engine& engine, Sink& sink)
      : options_(options), engine_(engine), analyzer_(engine), sink_(sink) {}

  // All files, in order.
  Status files(const std::vector<std::string>& paths) {
    const bool several = paths.size() > 1;
    const std::vector<std::string> names = several ? short_names(paths) : std::vector<std::string>(1);
    std::optional<Error> first_problem;
    bool has_read = false;
    for (std::size_t i = 0; i < paths.size(); ++i) {
      Status done = file(paths[i], names[i]);
      has_read = has_read || done.ok();
      if (done) continue;
      if (!several || options_.input.strict || done.error().code == ErrorCode::cannot_write) return done;
      say_unread(done.error());
      ++n_unread_;
      if (!first_problem) first_problem = std::move(done).error();
    }
    if (!has_read && first_problem) return *first_problem;
    return Done{};
  }

  // Languages are learned from the first rows of each file, which are therefore read ahead.
  Status file(const std::string& path, const std::string& name) {
    ReadOptions read = options_.input.read;
    if (!name.empty()) {
      read.row_prefix = name + ':';
      read.may_lack_columns = true;
    }
    auto reader = CommentReader::open(path, read);
    if (!reader) return std::move(reader).error();
    file_ = name;
    say_layouts({reader->layout()}, options_.input);
    if (Status done = header(); !done) return done;
    has_ids_ = !reader->layout().id_column.empty();
    std::vector<Comment> rows;
    if (auto got = reader->read(prior_sample_rows, rows, rejects_); !got) return std::move(got).error();
    const std::vector<Lang>& among = options_.input.languages;
    analyze_ = learn_languages(analyzer_, rows, among).options(among);
    analyze_.explain = false;
    while (!rows.empty()) {
      if (Status status = block(rows); !status) return status;
      if (auto got = reader->refill(block_rows, rows, rejects_); !got) return std::move(got).error();
    }
    counts_ += reader->counts();
    return Done{};
  }

  [[nodiscard]] RunInput run(const std::string& rejects_path) const {
    return {counts_, rejects_, rejects_path, n_unread_};
  }
  [[nodiscard]] Repetition repetition() const {
    return {repeated_.repeated(), repeated_.copies(), counts_.repeated_headers, options_.input.drop_copies,
            repeated_.examples()};
  }

 private:
  // Not before there is a file to annotate: what cannot be read gives no data at all.
  Status header() {
    if (options_.format != "csv" || std::exchange(has_header_, true)) return Done{};
    const bool statements = options_.unit == "statement";
    return sink_.write(fmt::format(
        "id,{}date,score,band,language,language_confidence,sentiment,positive_probability,label,themes,{}text\n",
        file_.empty() ? "" : "file,", statements ? "begin,end," : ""));
  }

  Status block(const std::vector<Comment>& rows) {
    buffer_.clear();
    for (const Comment& comment : rows) {
      const bool copy = has_ids_ && repeated_.add(comment) == RepeatedIds::Kind::copy;
      if (copy && options_.input.drop_copies) continue;
      analyze_.declared = parse_lang(comment.language);
      const Analysis& analysis = analyzer_.analyze(comment.text, analyze_);
      if (options_.input.mask) find_personal_data(comment.text, finds_);
      Row row{&comment, &analysis, nullptr, {}, finds_, file_};
      if (comment.score) row.band = options_.input.scale.band(*comment.score);
      if (options_.unit == "comment" || analysis.statements.empty()) {
        add(row);
        continue;
      }
      for (const Statement& statement : analysis.statements) {
        row.statement = &statement;
        add(row);
      }
    }
    analyzer_.trim();
    return sink_.write(buffer_);
  }

  void add(const Row& row) {
    if (options_.format == "csv") {
      append_csv(row, engine_, options_.unit == "statement", buffer_);
    } else {
      append_jsonl(row, engine_, buffer_);
    }
  }

  const AnnotateCommand& options_;
  const Engine& engine_;
  Analyzer analyzer_;
  Sink& sink_;
  AnalyzeOptions analyze_;
  std::vector<Reject> rejects_;
  std::vector<PersonalSpan> finds_;
  std::string buffer_;
  ReadCounts counts_;
  std::size_t n_unread_ = 0;
  std::string file_;  // name of the current one; empty: it is the only one
  bool has_header_ = false;
  bool has_ids_ = false;
  RepeatedIds repeated_{max_remembered_ids};
};

}  // namespace

int run_annotate(const AnnotateCommand& options) {
  int status = exit_done;
  const auto engine = make_engine(options.input.engine, status);
  if (!engine) return status;
  const auto paths = expand_exports(options.input.paths, options.input.read, options.input.quiet);
  if (!paths) return fail(paths.error());
  const std::string rejects_path = options.output == "-" ? "rejects.csv" : options.output + ".rejects.csv";
  const std::vector<Output> outputs{{options.output, "-o"}, {rejects_path, "-o"}};
  if (options.output.empty()) return fail_usage("-o has no name; name one, or '-' for standard output");
  if (Status fine = check_outputs(paths.value(), outputs); !fine) return fail(fine.error());
  auto sink = Sink::open(options.output, options.input.mask);
  if (!sink) return fail(sink.error());
  Annotator annotator(options, *engine, sink.value());
  const auto run = [&]() -> Status {
    if (Status done = annotator.files(paths.value()); !done) return done;
    return sink->commit();
  };
  if (Status done = run(); !done) {
    if (sink->reader_gone()) return exit_done;
    // What is wrong with stdout has been said.
    if (done.error().code == ErrorCode::cannot_write && done.error().message.empty()) return exit_cannot_write;
    return fail(done.error());
  }
  const RunInput input = annotator.run(rejects_path);
  if (!options.input.quiet) {
    say_counts(input);
    say_repetition(annotator.repetition());
  }
  if (!input.rejects.empty()) {
    if (Status done = write_rejects(input.rejects_path, input.rejects); !done) return fail(done.error());
  }
  return status_of_run(input, options.input);
}

}  // namespace cxtext::cli
