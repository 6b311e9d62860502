// run_cli: the command as a child process, fed and read through pipes at the same time so that neither side can block
// the other.
#include <array>
#include <cerrno>
#include <csignal>
#include <doctest/doctest.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include "testing.h"

namespace testing {

namespace {

/// A file descriptor that closes itself.
class Descriptor {
 public:
  Descriptor() = default;
  ~Descriptor() { close(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  void open(int number) noexcept { number_ = number; }
  void close() noexcept {
    if (number_ >= 0) ::close(number_);
    number_ = -1;
  }
  [[nodiscard]] int get() const noexcept { return number_; }

 private:
  int number_ = -1;
};

struct Pipe {
  Pipe() {
    std::array<int, 2> ends{};
    REQUIRE(::pipe2(ends.data(), O_CLOEXEC) == 0);
    read_end.open(ends[0]);
    write_end.open(ends[1]);
  }
  Descriptor read_end;
  Descriptor write_end;
};

/// A command that ends before it has read its input must not end the tests.
class IgnoreSigpipe {
 public:
  IgnoreSigpipe() : before_(std::signal(SIGPIPE, SIG_IGN)) {}
  ~IgnoreSigpipe() { std::signal(SIGPIPE, before_); }
  IgnoreSigpipe(const IgnoreSigpipe&) = delete;
  IgnoreSigpipe& operator=(const IgnoreSigpipe&) = delete;

 private:
  void (*before_)(int);
};

/// What happens in the child; only functions that are safe after fork.
[[noreturn]] void become_command(char* const* argv, const std::string& directory, const Pipe& in, const Pipe& out,
                                 const Pipe& err) {
  std::signal(SIGPIPE, SIG_DFL);
  const bool ready = (directory.empty() || ::chdir(directory.c_str()) == 0) && ::dup2(in.read_end.get(), 0) == 0 &&
                     ::dup2(out.write_end.get(), 1) == 1 && ::dup2(err.write_end.get(), 2) == 2;
  if (ready) ::execv(argv[0], argv);
  ::_exit(127);
}

/// Appends what can be read now. Returns: false at the end of the pipe.
bool read_some(int descriptor, std::string& to) {
  std::array<char, 65536> buffer{};
  const ssize_t n = ::read(descriptor, buffer.data(), buffer.size());
  if (n < 0) return errno == EINTR || errno == EAGAIN;
  to.append(buffer.data(), static_cast<std::size_t>(n));
  return n > 0;
}

/// Writes what fits now and drops it from input. Returns: false when all is written or nobody reads any more.
bool write_some(int descriptor, std::string_view& input) {
  const ssize_t n = ::write(descriptor, input.data(), input.size());
  if (n < 0) return errno == EINTR || errno == EAGAIN;
  input.remove_prefix(static_cast<std::size_t>(n));
  return !input.empty();
}

void exchange(Pipe& in, Pipe& out, Pipe& err, std::string_view input, CliRun& run) {
  constexpr short can_read = POLLIN;
  constexpr short can_write = POLLOUT;
  if (input.empty()) in.write_end.close();
  while (in.write_end.get() >= 0 || out.read_end.get() >= 0 || err.read_end.get() >= 0) {
    // poll passes over negative descriptors, which is what closed ones are.
    std::array<pollfd, 3> waits{pollfd{in.write_end.get(), can_write, 0}, pollfd{out.read_end.get(), can_read, 0},
                                pollfd{err.read_end.get(), can_read, 0}};
    if (::poll(waits.data(), waits.size(), -1) < 0) continue;
    if (waits[0].revents != 0 && !write_some(in.write_end.get(), input)) in.write_end.close();
    if (waits[1].revents != 0 && !read_some(out.read_end.get(), run.out)) out.read_end.close();
    if (waits[2].revents != 0 && !read_some(err.read_end.get(), run.err)) err.read_end.close();
  }
}

int wait_for(pid_t child) {
  int state = 0;
  while (::waitpid(child, &state, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(state) ? WEXITSTATUS(state) : 128 + WTERMSIG(state);
}

}  // namespace

CliRun run_cli(const std::vector<std::string>& args, std::string_view input, const std::string& directory) {
  std::vector<std::string> words{CXTEXT_CLI_PATH};
  words.insert(words.end(), args.begin(), args.end());
  std::vector<char*> argv;
  argv.reserve(words.size() + 1);
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);

  const IgnoreSigpipe ignore_sigpipe;
  Pipe in;
  Pipe out;
  Pipe err;
  ::fcntl(in.write_end.get(), F_SETFL, O_NONBLOCK);
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) become_command(argv.data(), directory, in, out, err);
  in.read_end.close();
  out.write_end.close();
  err.write_end.close();

  CliRun run;
  exchange(in, out, err, input, run);
  run.status = wait_for(child);
  return run;
}

}  // namespace testing
