#pragma once
/// Judging statements by the rules of risk.

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/risk/rule.hpp"
#include "engine/risk/settings.hpp"

namespace athanor::risk {

/// Who let a finding pass.
struct Pass {
  std::string by;      ///< `--allow LCK101`, `[risk] allow`, `a comment`
  std::string reason;  ///< "" where none is given
};

struct Finding {
  const Rule* rule = nullptr;
  Severity severity = Severity::Note;
  std::string object, detail;
  std::string sql;       ///< the statement; "" for what is not about one
  Place place;           ///< of the statement, where it came from a text
  std::size_t item = 0;  ///< the number that its Sentence carries: the step of a plan, from 1
  std::string unit;      ///< the revision or the file
  std::string dialect;   ///< "" for what is not about one
  std::optional<Pass> pass;

  /// `LCK101:users`, as --allow takes it.
  std::string allowance() const;
};

/// Whether it stops: danger or worse, and nobody let it pass.
bool stops(const Finding& finding);

/// A statement to judge, and what stands beside it.
struct Sentence {
  Statement statement;
  Sending sending = Sending::AsWritten;
  std::vector<Remark> remarks;  ///< what comments beside it allow
  std::size_t item = 0;
};

/// Statements that are judged as one, since they are run as one.
struct Unit {
  Kind kind = Kind::Script;
  std::string name;
  std::vector<Sentence> sentences;
};

/// What judges by: the same for all units.
struct Bench {
  const Dialect& dialect;
  const Protection& protection;
  const Settings& settings;
  std::vector<Allowance> allowances = {};         ///< of the command line
  std::map<QualifiedName, TableSize> sizes = {};  ///< as far as a database could be asked
};

/// Judges units one after another, each on what those before it have left.
class Court {
 public:
  /// Begins with `base`, and with the statements before it that no graph holds. Keeps a reference
  /// to `bench`.
  Court(const Bench& bench, const Schema& base, const std::vector<Statement>& earlier = {});
  ~Court();
  Court(const Court&) = delete;
  Court& operator=(const Court&) = delete;

  /// The findings of a unit, in the order of its statements, those of one statement by code.
  std::vector<Finding> judge(const Unit& unit);
  /// Applies a unit without judging it.
  void pass_over(const Unit& unit);

 private:
  const Bench& bench_;
  std::unique_ptr<Replayer> here_, ahead_;
  Chronicle chronicle_;
};

/// A finding that is not about one statement, weighed and allowed as any. Absent: the rule is off.
std::optional<Finding> finding_of(const Bench& bench, const Rule& rule, Hit hit, Place place = {});

/// The statements of `sql` and of all comments beside them: `-- athanor: allow CODE reason` above
/// one. What cannot be read is a finding among `findings`.
std::vector<Sentence> read_sentences(const Bench& bench, const SourcePtr& source,
                                     std::vector<Finding>& findings);

}  // namespace athanor::risk
