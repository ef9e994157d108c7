#include "engine/dialects/postgresql/dialect.hpp"

#include <fmt/format.h>

#include "engine/dialects/postgresql/alter.hpp"
#include "engine/dialects/postgresql/catalogue.hpp"
#include "engine/dialects/postgresql/complete.hpp"
#include "engine/dialects/postgresql/effect.hpp"
#include "engine/dialects/postgresql/health.hpp"
#include "engine/dialects/postgresql/literal.hpp"
#include "engine/dialects/postgresql/lower.hpp"
#include "engine/dialects/postgresql/names.hpp"
#include "engine/dialects/postgresql/online.hpp"
#include "engine/dialects/postgresql/operations.hpp"
#include "engine/dialects/postgresql/reach.hpp"
#include "engine/dialects/postgresql/render.hpp"
#include "engine/dialects/postgresql/risk.hpp"
#include "engine/dialects/postgresql/sameness.hpp"
#include "engine/dialects/postgresql/scratch.hpp"
#include "engine/dialects/postgresql/session.hpp"
#include "engine/dialects/postgresql/types.hpp"
#include "engine/dialects/postgresql/url.hpp"
#include "grammar/postgresql/canonical.hpp"
#include "grammar/postgresql/keywords.hpp"
#include "grammar/postgresql/reader.hpp"
#include "grammar/postgresql/replay.hpp"
#include "schema/overloaded.hpp"
#include "schema/sql_text.hpp"

namespace athanor::postgresql {
namespace {

class PostgresqlReplayer final : public Replayer {
 public:
  explicit PostgresqlReplayer(Schema base) : replay_(std::move(base)) {}
  void apply(const Statement& statement, Diagnostics& diagnostics) override {
    replay_.apply(statement, diagnostics);
  }
  const Schema& schema() const override { return replay_.schema(); }

 private:
  Replay replay_;
};

/// Every expression of a step must be SQL that PostgreSQL can read.
class StepCheck {
 public:
  explicit StepCheck(Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

  void expression(const Expression& expression) {
    if (canonical_expression(expression.text, {})) return;
    diagnostics_.error(expression.place,
                       fmt::format("PostgreSQL cannot read this expression: {}", expression.text),
                       {"an override under `postgresql` can say it otherwise"});
  }
  void column(const Column& column) {
    if (column.default_value) expression(std::get<Expression>(*column.default_value));
    if (column.generated) expression(column.generated->expression);
  }
  void index(const Index& index) {
    for (const auto& element : index.elements) {
      if (const auto* text = std::get_if<Expression>(&element.what)) expression(*text);
    }
    if (index.where) expression(*index.where);
  }
  void constraint(const Constraint& constraint) {
    if (const auto* check = std::get_if<Check>(&constraint)) expression(check->expression);
    const auto* exclusion = std::get_if<Exclusion>(&constraint);
    if (exclusion && exclusion->where) expression(*exclusion->where);
  }
  void table(const Table& table) {
    for (const auto& part : table.columns) column(part);
    for (const auto& check : table.checks) expression(check.expression);
    for (const auto& exclusion : table.exclusions) constraint(exclusion);
    for (const auto& part : table.indexes) index(part);
  }
  void domain(const Domain& domain) {
    if (domain.default_value) expression(std::get<Expression>(*domain.default_value));
    for (const auto& check : domain.checks) expression(check.expression);
  }

 private:
  Diagnostics& diagnostics_;
};

class PostgresqlDialect final : public Dialect {
 public:
  std::string_view name() const override { return "postgresql"; }
  /// The graph holds names as the catalogue does, folded by who read them.
  std::string fold(std::string_view name) const override { return std::string(name); }
  std::string quote_name(std::string_view name) const override {
    return postgresql::quote_name(name);
  }
  bool needs_quotes(std::string_view name) const override {
    return postgresql::quote_name(name) != name && !may_name_column(name);
  }
  std::string quote_text(std::string_view text) const override {
    return postgresql::quote_text(text);
  }

  std::vector<Statement> read_script(const SourcePtr& source,
                                     Diagnostics& diagnostics) const override {
    return postgresql::read_script(source, diagnostics);
  }
  std::unique_ptr<OperationRenderer> operations(Session* session) const override {
    return make_operations(session);
  }
  std::unique_ptr<Replayer> replay(Schema base) const override {
    return std::make_unique<PostgresqlReplayer>(std::move(base));
  }

  alembic::InspectorHabits inspector_habits() const override {
    return {"public", alembic::InspectorHabits::Uniques::Indexes,
            alembic::InspectorHabits::Case::Matters};
  }
  std::unique_ptr<athanor::Catalogue> catalogue(const Schema& schema) const override {
    return catalogue_of(schema);
  }

  bool speaks(std::string_view url) const override { return postgresql::speaks(url); }
  bool is_there(const std::string&) const override { return true; }
  std::unique_ptr<Session> open(const std::string& url, Access access) const override {
    return postgresql::open(url, access);
  }
  std::unique_ptr<ScratchDatabase> scratch(const std::string& url) const override {
    return postgresql::make_scratch(url);
  }

  Schema lower(Schema model, Diagnostics& diagnostics) const override {
    return postgresql::lower(std::move(model), diagnostics);
  }
  Schema raise(const Schema& schema) const override { return postgresql::raise(schema); }
  std::vector<std::pair<QualifiedName, std::string>> boolean_columns(Session&,
                                                                     const Schema&) const override {
    return {};  // it has booleans of its own
  }
  std::string count_rows(const QualifiedName& table) const override {
    return "SELECT count(*) FROM " + postgresql::quote_name(table);
  }

  /// What the last ANALYZE found (catalog-pg-class.html): no table is read for it.
  std::optional<TableSize> table_size(Session& session, const QualifiedName& table) const override {
    auto name = postgresql::quote_text(postgresql::quote_name(table));
    auto found = session.query(
        "SELECT greatest(reltuples, 0)::bigint, pg_total_relation_size(oid) FROM pg_class WHERE "
        "oid = to_regclass(" +
        name + ")");
    if (found.empty()) return std::nullopt;
    auto number = [](const std::optional<std::string>& text) {
      return std::stoll(text.value_or("0"));
    };
    return TableSize{number(found[0].at(0)), number(found[0].at(1))};
  }
  std::span<const risk::Rule> risks() const override { return postgresql::risks(); }
  const health::Health& health() const override { return postgresql::health(); }

  bool same_type(const DataType& a, const DataType& b) const override {
    return postgresql::same_type(a, b);
  }
  bool same_expression(const Expression& a, const Expression& b,
                       const Surroundings& around) const override {
    return postgresql::same_expression(a, b, around);
  }
  bool same_default(const Expression& a, const Expression& b,
                    const Surroundings& around) const override {
    return postgresql::same_default(a, b, around);
  }
  bool same_body(const Body& a, const Body& b) const override {
    return same_tokens(a.text, b.text);
  }
  Comments comments() const override { return Comments::Properties; }
  Trigger completed(Trigger trigger) const override { return trigger; }

  std::string reach_beyond_names(const Statement& statement) const override;
  std::vector<QualifiedName> sequences_set(const Statement& statement) const override {
    return postgresql::sequences_set(statement);
  }
  bool reads_views() const override { return false; }
  std::optional<Keys> keys_after(const Statement&) const override { return std::nullopt; }
  TransactionScope transaction_scope() const override { return TransactionScope::PerRun; }
  OfflineForm offline_form() const override { return {"BEGIN", "COMMIT", "RETURNING {qualified}"}; }
  bool renames_parts() const override { return true; }
  bool keys_may_dangle() const override { return false; }
  Binding binding() const override { return Binding::ByObject; }
  std::vector<QualifiedName> referenced_tables(const Body&) const override { return {}; }
  std::vector<Step> alter(const Changed<Table>& table,
                          const AlterationContext& context) const override {
    return postgresql::alter(table, context, *this);
  }
  void complete(std::vector<Step>& steps, const AlterationContext& context) const override {
    postgresql::complete(steps, context, *this);
  }
  void go_online(std::vector<Step>& steps, const AlterationContext& context) const override {
    postgresql::go_online(steps, context);
  }
  void check(const Step& step, Diagnostics& diagnostics) const override;
  std::vector<SqlStatement> render(const Step& step) const override {
    return postgresql::render(step);
  }
  Frame frame(const std::vector<Step>&, const Schema&, const Schema&) const override { return {}; }
  std::string script(const std::vector<SqlStatement>& statements) const override;
  Effect effect(const Step& step) const override { return postgresql::effect(step); }
};

std::string PostgresqlDialect::reach_beyond_names(const Statement& statement) const {
  return postgresql::reach_beyond_names(statement);
}

void PostgresqlDialect::check(const Step& step, Diagnostics& diagnostics) const {
  StepCheck check(diagnostics);
  if (const auto* s = std::get_if<step::Create<Table>>(&step)) check.table(s->object);
  if (const auto* s = std::get_if<step::Create<Domain>>(&step)) check.domain(s->object);
  if (const auto* s = std::get_if<step::ChangeType<Domain>>(&step)) check.domain(s->after);
  if (const auto* s = std::get_if<step::AddColumn>(&step)) check.column(s->column);
  if (const auto* s = std::get_if<step::AlterColumn>(&step)) check.column(s->after);
  if (const auto* s = std::get_if<step::AddConstraint>(&step)) check.constraint(s->constraint);
  if (const auto* s = std::get_if<step::CreateIndex>(&step)) check.index(s->index);
}

/// Statements that cannot run in a transaction stand between two.
std::string PostgresqlDialect::script(const std::vector<SqlStatement>& statements) const {
  std::string out;
  bool open = false;
  for (const auto& statement : statements) {
    bool inside = statement.mode == SqlStatement::Mode::Transactional;
    if (inside && !open) out += "BEGIN;\n";
    if (!inside && open) out += "COMMIT;\n";
    open = inside;
    if (!statement.comment.empty()) out += "-- " + statement.comment + "\n";
    out += statement.sql + ";\n";
  }
  return open ? out + "COMMIT;\n" : out;
}

}  // namespace

const Dialect& dialect() {
  static const PostgresqlDialect instance;
  return instance;
}

}  // namespace athanor::postgresql
