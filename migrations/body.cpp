#include "migrations/body.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/catalogue/catalogue.hpp"
#include "schema/sql_text.hpp"

namespace athanor {
namespace {

using alembic::Cell;

/// Rows as the database printed them. What kind a value is, only its database knows, except of
/// what every SELECT shows alike: counts, and nothing at all.
alembic::Answer answer_of(const std::vector<Row>& rows, const std::string& sql) {
  auto tokens = scan_sql(sql);
  bool counts = tokens.size() > 2 && ascii_iequals(tokens[1].text, "count") &&
                tokens[2].text == "(" && tokens[0].text.size() == 6;
  alembic::Answer out;
  for (const auto& row : rows) {
    std::vector<Cell> cells;
    for (const auto& value : row) {
      auto kind = counts && row.size() == 1 ? Cell::Kind::Integer : Cell::Kind::Other;
      cells.push_back(value ? Cell{kind, *value} : null_cell());
    }
    out.columns.resize(cells.size());
    out.rows.push_back(std::move(cells));
  }
  return out;
}

}  // namespace

class BodyState::Host : public alembic::Host {
 public:
  Host(const Dialect& dialect, Schema base, const Diagnostics& unread, Doubt doubt)
      : dialect_(dialect),
        replayer_(dialect.replay(std::move(base))),
        renderer_(dialect.operations(nullptr)),
        unread_(unread),
        doubt_(doubt) {}

  std::string_view dialect_name() const override { return dialect_.name(); }
  bool is_offline() const override { return offline_; }
  alembic::InspectorHabits habits() const override { return dialect_.inspector_habits(); }

  const Schema* schema() override {
    bool known = is_certain() || doubt_ == Doubt::Ignored;
    note(known);
    return known ? &replayer_->schema() : nullptr;
  }

  bool may_hide(std::string_view name) override {
    if (doubt_ == Doubt::Ignored) return false;
    bool hidden = std::any_of(unread_.all().begin(), unread_.all().end(), [&](const auto& found) {
      return name.empty() || mentions(found.message, name);
    });
    if (hidden) note(false);
    return hidden;
  }

  std::optional<alembic::Answer> query(const std::string& sql) override {
    auto answer = answered(sql);
    note(answer.has_value());
    return answer;
  }

  void take(alembic::SqlItem item) override {
    auto name = item.place.source ? item.place.source->name : std::string("revision");
    Diagnostics inner, refused;
    auto read =
        dialect_.read_script(std::make_shared<SourceText>(SourceText{name, item.sql}), inner);
    for (const auto& found : inner.all()) {
      diagnostics_->error(item.place, found.message, {"in the SQL: " + item.sql});
    }
    for (auto& statement : read) {
      statement.place = item.place;
      replayer_->apply(statement, refused);
      body_->statements.push_back(std::move(statement));
    }
    certain_ = certain_ && !inner.has_errors() && !refused.has_errors();
    replaying_->append(refused);
    body_->items.push_back(std::move(item));
    session_ = nullptr;
  }

  void take(alembic::OperationItem item) override {
    try {
      for (auto& statement : renderer_->render(item.operation, replayer_->schema())) {
        bool outside = statement.mode == SqlStatement::Mode::Autocommit;
        take(alembic::SqlItem{std::move(statement.sql),
                              outside ? alembic::SqlItem::Mode::Autocommit : item.mode, item.place,
                              item.block});
      }
    } catch (const Error& refusal) {
      certain_ = false;
      diagnostics_->error(item.place, refusal.what());
    }
  }

  RevisionBody run(const Script& script, alembic::Direction direction, Diagnostics& diagnostics,
                   Diagnostics& replaying) {
    RevisionBody body;
    body_ = &body;
    diagnostics_ = &diagnostics;
    replaying_ = &replaying;
    body.needs = alembic::run_body(script.parsed, direction, *this);
    certain_ = certain_ && body.needs.empty();
    body_ = nullptr;
    return body;
  }

  void ask(Session& session) {
    session_ = &session;
    renderer_ = dialect_.operations(&session);
    renderer_->name_by(convention_);
  }
  void name_by(const NamingConvention& convention) {
    convention_ = convention;
    renderer_->name_by(convention_);
  }
  void write_down() { offline_ = true; }
  const Schema& graph() const { return replayer_->schema(); }
  bool is_certain() const { return certain_; }

 private:
  void note(bool answered) {
    auto& asked = body_->asked;
    if (!answered) asked = RevisionBody::Asked::Later;
    if (asked == RevisionBody::Asked::Nothing) asked = RevisionBody::Asked::Answered;
  }

  std::optional<alembic::Answer> answered(const std::string& sql) {
    if (doubt_ == Doubt::Ignored || (is_certain() && unread_.empty())) {
      auto told = athanor::ask(*dialect_.catalogue(replayer_->schema()), sql);
      if (told) return told;
    }
    if (session_ && only_computes(sql)) return answer_of(session_->query(sql), sql);
    return std::nullopt;
  }

  const Dialect& dialect_;
  std::unique_ptr<Replayer> replayer_;
  std::unique_ptr<OperationRenderer> renderer_;
  Diagnostics unread_;
  Doubt doubt_;
  Session* session_ = nullptr;  ///< null once it may hold something else than the graph
  NamingConvention convention_;
  bool offline_ = false;
  bool certain_ = true;
  RevisionBody* body_ = nullptr;  ///< of the run under way, as are the next two
  Diagnostics* diagnostics_ = nullptr;
  Diagnostics* replaying_ = nullptr;
};

BodyState::BodyState(const Dialect& dialect, Schema base, const Diagnostics& unread, Doubt doubt)
    : host_(std::make_unique<Host>(dialect, std::move(base), unread, doubt)) {}
BodyState::~BodyState() = default;
BodyState::BodyState(BodyState&&) noexcept = default;

void BodyState::name_by(const NamingConvention& convention) {
  host_->name_by(convention);
}

void BodyState::write_down() {
  host_->write_down();
}

void BodyState::ask(Session& session) {
  host_->ask(session);
}

RevisionBody BodyState::run(const Script& script, alembic::Direction direction,
                            Diagnostics& diagnostics, Diagnostics& replaying) {
  return host_->run(script, direction, diagnostics, replaying);
}

const Schema& BodyState::schema() const {
  return host_->graph();
}
bool BodyState::is_certain() const {
  return host_->is_certain();
}

void refuse_python(const Script& script, const RevisionBody& body, Diagnostics& diagnostics) {
  for (const auto& need : body.needs) {
    diagnostics.error(need.place,
                      fmt::format("revision {} needs Python: {}", script.id(), need.construct));
  }
}

}  // namespace athanor
