#pragma once
/// Allowances: what a person lets pass by name, on the command line, in athanor.toml or beside the
/// statement itself.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace athanor {

/// `PRO103:users.email`, `DAT102`, `legacy:results`: what a person allows by name.
struct Allowance {
  std::string code;
  std::string object;  ///< empty: every object

  bool operator==(const Allowance&) const = default;
};

/// Reads `CODE[:OBJECT]`.
Allowance parse_allowance(std::string_view text);

/// An allowance that stands beside what it allows, with the reason that the person gave.
struct Remark {
  Allowance allowance;
  std::string reason;  ///< "" where none is given

  bool operator==(const Remark&) const = default;
};

/// Reads `athanor: allow CODE[:OBJECT] reason`, the text of a comment without its mark; absent
/// where it is another comment.
std::optional<Remark> parse_remark(std::string_view comment);

/// What the comments of an SQL text allow: `-- athanor: allow CODE[:OBJECT] reason`.
std::vector<Remark> remarks_in(std::string_view sql);

/// The same without the reasons.
std::vector<Allowance> inline_allowances(std::string_view statement);

}  // namespace athanor
