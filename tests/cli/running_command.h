#pragma once

#include <array>
#include <cerrno>
#include <csignal>
#include <doctest/doctest.h>
#include <fcntl.h>
#include <string>
#include <string_view>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

#include "testing.h"

/// The real command while it runs: fed a piece at a time, told to stop by a signal, its streams taken away.
class RunningCommand {
 public:
  /// Where a standard stream of the command leads; a path is opened for writing.
  struct Stream {
    static constexpr std::string_view pipe = "pipe";
    static constexpr std::string_view unread = "unread";  // a pipe whose reader is gone from the start
    static constexpr std::string_view closed = "closed";
  };

  /// out: a Stream or the path of a file or device. err: Stream::closed or such a path.
  explicit RunningCommand(std::vector<std::string> args, std::string_view out = Stream::pipe,
                          std::string_view err = "/dev/null") {
    args.insert(args.begin(), CXTEXT_CLI_PATH);
    std::vector<char*> argv;
    for (std::string& arg : args) argv.push_back(arg.data());
    argv.push_back(nullptr);
    std::array<int, 2> in_pipe{};
    std::array<int, 2> out_pipe{};
    REQUIRE(::pipe2(in_pipe.data(), O_CLOEXEC) == 0);
    REQUIRE(::pipe2(out_pipe.data(), O_CLOEXEC) == 0);
    const std::string out_path(out);
    const std::string err_path(err);
    if (out == Stream::unread) close_one(out_pipe[0]);
    child_ = ::fork();
    REQUIRE(child_ >= 0);
    if (child_ == 0) {
      ::dup2(in_pipe[0], STDIN_FILENO);
      lead(STDOUT_FILENO, out_path, out_pipe[1]);
      lead(STDERR_FILENO, err_path, -1);
      ::execv(argv[0], argv.data());
      ::_exit(127);
    }
    ::close(in_pipe[0]);
    ::close(out_pipe[1]);
    in_ = in_pipe[1];
    out_ = out_pipe[0];
  }
  ~RunningCommand() {
    close_input();
    close_output();
    if (child_ > 0) {
      ::kill(child_, SIGKILL);
      wait();
    }
  }
  RunningCommand(const RunningCommand&) = delete;
  RunningCommand& operator=(const RunningCommand&) = delete;

  void feed(std::string_view bytes) const {
    while (!bytes.empty()) {
      const ssize_t n = ::write(in_, bytes.data(), bytes.size());
      REQUIRE(n > 0);
      bytes.remove_prefix(static_cast<std::size_t>(n));
    }
  }
  void close_input() { close_one(in_); }
  void close_output() { close_one(out_); }
  void signal(int number) const { REQUIRE(::kill(child_, number) == 0); }
  /// Returns: the exit status, or 128 + the number of the signal that ended it.
  int wait() {
    int state = 0;
    while (::waitpid(child_, &state, 0) < 0 && errno == EINTR) {
    }
    child_ = -1;
    return WIFEXITED(state) ? WEXITSTATUS(state) : 128 + WTERMSIG(state);
  }
  [[nodiscard]] pid_t id() const { return child_; }

 private:
  // In the child, so only what is safe after fork.
  static void lead(int stream, const std::string& to, int pipe_end) {
    if (to == Stream::closed) {
      ::close(stream);
    } else {
      const bool piped = to == Stream::pipe || to == Stream::unread;
      ::dup2(piped ? pipe_end : ::open(to.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600), stream);
    }
  }
  static void close_one(int& descriptor) {
    if (descriptor >= 0) ::close(descriptor);
    descriptor = -1;
  }

  pid_t child_ = -1;
  int in_ = -1;
  int out_ = -1;
};
