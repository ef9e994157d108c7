#pragma once
/// SQL that tries to reach a protected table, and SQL that only looks as if it did.

#include <string>
#include <vector>

#include "engine/protection.hpp"

namespace athanor::testing {

/// What stops an attempt: protection, or that nobody can tell what it does, so that nobody runs it.
enum class Stop { Refused, Unread };

/// `{T}` stands for the table's name, which is written in many ways.
struct Form {
  std::string sql;
  std::string table = "results";
  Stop stop = Stop::Refused;
};

/// A database with protected tables, and what is tried on it.
struct House {
  const Dialect& dialect;
  std::string script;  ///< makes it, with rows
  std::string live;    ///< what only a live database has besides: what no graph can hold
  std::vector<Form> attempts;
  std::vector<std::string> innocents;
  std::vector<std::string> spellings;  ///< of a name; `{t}` is its plain form, `{T}` in capitals
  std::string snapshot;                ///< a query that tells everything of the legacy tables
  std::string critical;  ///< one that tells what of the critical table may not go, line by line
};

House postgresql_house();
House sqlite_house();

/// `results`, `statistics` and `vault.gold` are legacy, `users` is critical.
Protection house_rules();

/// What the script makes, as a graph.
Schema graph_of(const House& house);

/// `sql` with its table spelled in one of the ways.
std::string spelled(const Form& form, const std::string& spelling);

}  // namespace athanor::testing
