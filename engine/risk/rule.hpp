#pragma once
/// Rules of risk: what about a change can go wrong, as values in tables.
///
/// One catalogue serves plans that athanor made, scripts that a person wrote, and revisions of any
/// age. Rules that hold for every database stand in this folder; those of one dialect stand in its
/// own, under the same families of codes: PRO protection, DAT data, LCK locks, RWR rewrites, CMP
/// compatibility with running code, SEC rights, TXN transactions, LIT SQLite, HIS history, TYP IDX
/// NAM design, UNR what could not be read.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/risk/scene.hpp"
#include "engine/risk/settings.hpp"

namespace athanor::risk {

/// One place where a rule fires.
struct Hit {
  std::string object;  ///< `users`, `users.email`, as an allowance names it
  std::string detail;  ///< what is particular to this place; may be ""
};

struct Rule {
  using Judge = std::vector<Hit> (*)(const Scene&);

  std::string_view code;
  Severity severity;
  std::string_view title;    ///< what it fires on, lower case
  std::string_view why;      ///< one sentence
  std::string_view instead;  ///< one sentence: what to do
  std::string_view manual;   ///< where the database's manual, or which document, says so
  std::string_view safe;     ///< the safe way, in SQL where that is possible
  Judge judge;               ///< null: not of one statement, but of a whole history or reading
};

/// The rules that hold for every dialect.
std::vector<const Rule*> common_rules();

/// All that are judged on a dialect: the common ones and its own, by code.
std::vector<const Rule*> rules_for(const Dialect& dialect);

/// The rule of that code on a dialect, or null.
const Rule* find_rule(const Dialect& dialect, std::string_view code);

/// Families of rules, each in a file of its own.
std::span<const Rule> protection_rules();
std::span<const Rule> data_rules();
std::span<const Rule> compatibility_rules();
std::span<const Rule> transaction_rules();
std::span<const Rule> design_rules();
std::span<const Rule> history_rules();

}  // namespace athanor::risk
