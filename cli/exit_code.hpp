#pragma once
/// Exit codes, of every command.

namespace athanor::cli {

enum ExitCode : int {
  kDone = 0,  ///< done, or nothing to do
  kFailed = 1,
  kDifferences = 2,  ///< of `diff --exit-code`, `check` and `verify`
  kRefused = 3,      ///< protection or policy forbids it
  kUsage = 64,       ///< sysexits.h: EX_USAGE
};

}  // namespace athanor::cli
