#include "engine/process.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <string_view>

#include "schema/diagnostics.hpp"

extern char** environ;

namespace athanor {
namespace {

/// A pipe whose ends are closed with it.
class Pipe {
 public:
  Pipe() {
    if (::pipe2(ends_.data(), O_CLOEXEC) != 0) {
      throw Error(fmt::format("cannot make a pipe: {}", std::strerror(errno)));
    }
  }
  ~Pipe() {
    close_read();
    close_write();
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;

  int read_end() const { return ends_[0]; }
  int write_end() const { return ends_[1]; }
  void close_read() { close(ends_[0]); }
  void close_write() { close(ends_[1]); }

 private:
  static void close(int& end) {
    if (end >= 0) ::close(end);
    end = -1;
  }
  std::array<int, 2> ends_{-1, -1};
};

/// Feeds the child and drains it at once, so that neither side waits for the other for ever.
class Conversation {
 public:
  Conversation(Pipe& input, Pipe& output, Pipe& errors, const std::string& text)
      : input_(input), output_(output), errors_(errors), text_(text) {}

  void run(ProcessResult& result) {
    while (output_.read_end() >= 0 || errors_.read_end() >= 0) {
      if (written_ >= text_.size()) input_.close_write();
      std::array<pollfd, 3> waiting = {pollfd{input_.write_end(), POLLOUT, 0},
                                       pollfd{output_.read_end(), POLLIN, 0},
                                       pollfd{errors_.read_end(), POLLIN, 0}};
      if (::poll(waiting.data(), waiting.size(), -1) < 0 && errno != EINTR) break;
      if (waiting[0].revents != 0) feed();
      if (waiting[1].revents != 0) drain(output_, result.output);
      if (waiting[2].revents != 0) drain(errors_, result.errors);
    }
  }

 private:
  void feed() {
    auto count = ::write(input_.write_end(), text_.data() + written_, text_.size() - written_);
    if (count < 0 && errno == EPIPE) written_ = text_.size();
    if (count > 0) written_ += static_cast<std::size_t>(count);
  }

  static void drain(Pipe& pipe, std::string& into) {
    std::array<char, 65536> buffer;
    auto count = ::read(pipe.read_end(), buffer.data(), buffer.size());
    if (count > 0) into.append(buffer.data(), static_cast<std::size_t>(count));
    if (count == 0) pipe.close_read();
  }

  Pipe& input_;
  Pipe& output_;
  Pipe& errors_;
  const std::string& text_;
  std::size_t written_ = 0;
};

/// As the system calls want a list of words.
std::vector<char*> pointers(const std::vector<std::string>& words) {
  std::vector<char*> out;
  for (const auto& word : words) out.push_back(const_cast<char*>(word.c_str()));
  out.push_back(nullptr);
  return out;
}

std::vector<std::string> environment_with(
    const std::vector<std::pair<std::string, std::string>>& variables) {
  std::vector<std::string> out;
  for (const auto& [name, value] : variables) out.push_back(name + "=" + value);
  for (char** known = environ; *known != nullptr; ++known) {
    std::string_view entry = *known;
    bool replaced = std::any_of(variables.begin(), variables.end(), [&](const auto& variable) {
      return entry.starts_with(variable.first + "=");
    });
    if (!replaced) out.emplace_back(entry);
  }
  return out;
}

}  // namespace

ProcessResult run_process(const std::vector<std::string>& command, const std::string& input,
                          const ProcessPlace& place) {
  Pipe to_child, output, errors;
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, to_child.read_end(), STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, output.write_end(), STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, errors.write_end(), STDERR_FILENO);
  if (!place.folder.empty()) {
    posix_spawn_file_actions_addchdir_np(&actions, place.folder.c_str());
  }
  auto variables = environment_with(place.variables);
  auto arguments = pointers(command), environment = pointers(variables);
  pid_t child = 0;
  int failure =
      ::posix_spawnp(&child, arguments[0], &actions, nullptr, arguments.data(), environment.data());
  posix_spawn_file_actions_destroy(&actions);
  if (failure != 0) {
    throw Error(fmt::format("cannot run {}: {}", command.front(), std::strerror(failure)));
  }
  to_child.close_read();
  output.close_write();
  errors.close_write();
  ProcessResult result;
  auto* old_handler = std::signal(SIGPIPE, SIG_IGN);
  Conversation(to_child, output, errors, input).run(result);
  std::signal(SIGPIPE, old_handler);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  result.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return result;
}

}  // namespace athanor
