#include "engine/verify.hpp"

#include <fmt/format.h>

#include "engine/diff.hpp"

namespace athanor {
namespace {

/// One scratch database through the stages of a trial.
class Trying {
 public:
  Trying(const Dialect& dialect, const std::string& url)
      : dialect_(dialect), scratch_(dialect.scratch(url)) {}

  bool runs(const Plan& plan, std::string_view what) {
    bool open = false;
    try {
      for (const auto& statement : render(plan, dialect_)) {
        bool inside = statement.mode == SqlStatement::Mode::Transactional;
        if (inside && !open) session().begin();
        if (!inside && open) session().commit();
        open = inside;
        session().execute(statement.sql);
      }
      if (open) session().commit();
      return true;
    } catch (const StatementError& e) {
      if (open) session().rollback();
      trial_.complaints.push_back(fmt::format("the {} fails: {}", what, e.what()));
      return false;
    }
  }

  void expect(const Schema& wanted, std::string_view what) {
    Diagnostics diagnostics;
    auto held = session().introspect(diagnostics);
    require_no_errors(diagnostics);
    Schema settled = session().as_written(wanted, held);
    auto difference = diff(held, settled, dialect_);
    if (difference.empty()) return;
    for (const auto& planned : plan(difference, held, settled, dialect_).steps) {
      trial_.complaints.push_back(
          fmt::format("after the {} it would still have to {}", what, describe(planned.step)));
    }
  }

  Trial result() && { return std::move(trial_); }

 private:
  Session& session() { return scratch_->session(); }

  const Dialect& dialect_;
  std::unique_ptr<ScratchDatabase> scratch_;
  Trial trial_;
};

}  // namespace

Trial try_out(const Plan& plan, const Plan& back, const Schema& before, const Schema& after,
              const Dialect& dialect, const std::string& url) {
  Trying trying(dialect, url);
  auto start = athanor::plan(diff({}, before, dialect), {}, before, dialect);
  if (trying.runs(start, "making of the starting schema") && trying.runs(plan, "plan")) {
    trying.expect(after, "plan");
    if (trying.runs(back, "plan back")) trying.expect(before, "plan back");
  }
  return std::move(trying).result();
}

}  // namespace athanor
