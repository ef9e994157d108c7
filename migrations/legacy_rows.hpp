#pragma once
/// Counts the rows of the legacy tables around a revision: an invariant of its own, held whatever
/// the statements looked like.

#include <map>
#include <string>

#include "engine/protection.hpp"

namespace athanor {

class LegacyRows {
 public:
  /// Counts them as they are now. Keeps references to all.
  LegacyRows(Session& session, const Protection& protection,
             const std::vector<Allowance>& allowances, const Dialect& dialect);

  /// Throws Refused where a table has lost rows; `fate` says what became of the revision's work:
  /// "it was rolled back".
  void check(const std::string& revision, std::string_view fate) const;

 private:
  bool is_there(const std::string& name) const;
  long long count(const std::string& name) const;
  bool allowed(const std::string& name) const;

  Session& session_;
  const std::vector<Allowance>& allowances_;
  const Dialect& dialect_;
  std::map<std::string, long long> counts_;
};

}  // namespace athanor
