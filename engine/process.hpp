#pragma once
/// Running another program, without a shell.

#include <string>
#include <utility>
#include <vector>

namespace athanor {

struct ProcessResult {
  int exit_code = 0;  ///< 128 + the signal's number where one ended it
  std::string output;
  std::string errors;
};

/// Where a program runs, and with what besides this process's own environment.
struct ProcessPlace {
  std::string folder = {};  ///< "": this one
  std::vector<std::pair<std::string, std::string>> variables = {};
};

/// Runs `command` (found on PATH), gives it `input` and waits for its end. Throws Error where it
/// cannot be started.
ProcessResult run_process(const std::vector<std::string>& command, const std::string& input = "",
                          const ProcessPlace& place = {});

}  // namespace athanor
