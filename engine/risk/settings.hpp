#pragma once
/// What a project says about risks (`[risk]` in athanor.toml).

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/allowance.hpp"

namespace athanor::risk {

struct Rule;

/// In rising order. Refuse: never without an allowance by name.
enum class Severity { Note, Warn, Danger, Refuse };

std::string_view name_of(Severity severity);

struct Settings {
  /// By code, or by the letters of a family; absent severity: the rule is off.
  std::map<std::string, std::optional<Severity>> severities;
  std::vector<Allowance> allow;
  /// Tables below both are small: locking or rewriting one is only worth a note.
  long long small_rows = 10'000;
  long long small_bytes = 10 << 20;

  /// The severity of a rule in this project; absent: it is off.
  std::optional<Severity> severity_of(const Rule& rule) const;
};

}  // namespace athanor::risk
