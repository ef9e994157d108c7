#include "engine/dialects/sqlite/dialect.hpp"

#include <fmt/format.h>

#include <concepts>
#include <filesystem>

#include "engine/dialects/sqlite/alter.hpp"
#include "engine/dialects/sqlite/catalogue.hpp"
#include "engine/dialects/sqlite/health.hpp"
#include "engine/dialects/sqlite/introspect.hpp"
#include "engine/dialects/sqlite/lower.hpp"
#include "engine/dialects/sqlite/names.hpp"
#include "engine/dialects/sqlite/operations.hpp"
#include "engine/dialects/sqlite/rebuild.hpp"
#include "engine/dialects/sqlite/render.hpp"
#include "engine/dialects/sqlite/risk.hpp"
#include "engine/dialects/sqlite/session.hpp"
#include "engine/dialects/sqlite/types.hpp"
#include "grammar/sqlite/reader.hpp"
#include "grammar/sqlite/replay.hpp"
#include "schema/overloaded.hpp"
#include "schema/sql_text.hpp"

namespace athanor::sqlite {
namespace {

class SqliteReplayer final : public Replayer {
 public:
  explicit SqliteReplayer(Schema base) : replay_(std::move(base)) {}
  void apply(const Statement& statement, Diagnostics& diagnostics) override {
    replay_.apply(statement, diagnostics);
  }
  const Schema& schema() const override { return replay_.schema(); }

 private:
  Replay replay_;
};

/// Every expression and body of a step must be SQL that SQLite can read.
class StepCheck {
 public:
  explicit StepCheck(Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

  void expression(const Expression& expression) {
    if (!canonical_expression(expression.text)) {
      complain(expression.place, "expression", expression.text);
    }
  }
  void body(const Body& body) {
    if (!canonical_body(body.text)) complain(body.place, "trigger body", body.text);
  }
  void query(const Body& query) {
    if (!canonical_query(query.text)) complain(query.place, "query", query.text);
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
  void trigger(const Trigger& trigger) {
    if (trigger.condition) expression(*trigger.condition);
    if (trigger.body) body(*trigger.body);
  }
  void table(const Table& table) {
    for (const auto& part : table.columns) column(part);
    for (const auto& check : table.checks) expression(check.expression);
    for (const auto& part : table.indexes) index(part);
    for (const auto& part : table.triggers) trigger(part);
  }
  void constraints(const std::vector<Constraint>& constraints) {
    for (const auto& constraint : constraints) {
      if (const auto* check = std::get_if<Check>(&constraint)) expression(check->expression);
    }
  }

 private:
  void complain(const Place& place, std::string_view what, const std::string& text) {
    diagnostics_.error(place, fmt::format("SQLite cannot read this {}: {}", what, text),
                       {"an override under `sqlite` can say it otherwise"});
  }

  Diagnostics& diagnostics_;
};

/// Steps that SQLite's lowering and alter() never lead to: its graph has no such objects, and what
/// its ALTER TABLE cannot do is a rebuild.
template <class S>
concept PlannedElsewhere =
    std::same_as<S, step::RenameObject> || std::same_as<S, step::RenamePart> ||
    std::same_as<S, step::SetSequenceOwner> || std::same_as<S, step::AlterColumn> ||
    std::same_as<S, step::ConvertSerial> || std::same_as<S, step::AddConstraint> ||
    std::same_as<S, step::DropConstraint> || std::same_as<S, step::AlterConstraint> ||
    std::same_as<S, step::AlterTable> || std::same_as<S, step::AlterIndex>;

/// Kinds of objects that SQLite does not have.
template <class T>
concept UnknownKind =
    !std::same_as<T, Table> && !std::same_as<T, VirtualTable> && !std::same_as<T, View>;

[[noreturn]] void refuse(const Step& step) {
  throw Error(fmt::format("SQLite cannot {}", describe(step)));
}

std::vector<SqlStatement> in_transaction(std::vector<std::string> texts) {
  std::vector<SqlStatement> out;
  for (auto& text : texts) out.push_back({std::move(text), SqlStatement::Mode::Transactional});
  return out;
}

std::vector<std::string> create_with_satellites(const Table& table) {
  std::vector<std::string> out = {create_table(table)};
  for (const auto& index : table.indexes) out.push_back(create_index(table.name, index));
  for (const auto& trigger : table.triggers) out.push_back(create_trigger(table.name, trigger));
  return out;
}

std::vector<std::string> create_with_satellites(const View& view) {
  std::vector<std::string> out = {create_view(view)};
  for (const auto& trigger : view.triggers) out.push_back(create_trigger(view.name, trigger));
  return out;
}

std::string alter_table(const QualifiedName& table, const std::string& action) {
  return fmt::format("ALTER TABLE {} {}", quote_name(table), action);
}

std::string drop(std::string_view kind, const QualifiedName& schema_of, const std::string& name) {
  return fmt::format("DROP {} {}", kind, quote_name(QualifiedName{schema_of.schema, name}));
}

class SqliteDialect final : public Dialect {
 public:
  std::string_view name() const override { return "sqlite"; }
  std::string fold(std::string_view name) const override { return ascii_lower(name); }
  std::string quote_name(std::string_view name) const override { return sqlite::quote_name(name); }
  std::string quote_text(std::string_view text) const override { return sqlite::quote_text(text); }

  std::vector<Statement> read_script(const SourcePtr& source,
                                     Diagnostics& diagnostics) const override {
    return sqlite::read_script(source, diagnostics);
  }
  std::unique_ptr<OperationRenderer> operations(Session* session) const override {
    return make_operations(session);
  }
  std::unique_ptr<Replayer> replay(Schema base) const override {
    return std::make_unique<SqliteReplayer>(std::move(base));
  }

  alembic::InspectorHabits inspector_habits() const override {
    return {"main", alembic::InspectorHabits::Uniques::Constraints,
            alembic::InspectorHabits::Case::Ignored};
  }
  std::unique_ptr<Catalogue> catalogue(const Schema& schema) const override {
    return catalogue_of(schema);
  }

  bool speaks(std::string_view url) const override { return is_url(url); }
  bool is_there(const std::string& url) const override {
    return std::filesystem::exists(file_of(url));
  }
  std::unique_ptr<Session> open(const std::string& url, Access access) const override {
    return sqlite::open(url, access);
  }

  std::unique_ptr<ScratchDatabase> scratch(const std::string&) const override {
    return sqlite::make_scratch();
  }

  Schema lower(Schema model, Diagnostics& diagnostics) const override {
    return sqlite::lower(std::move(model), diagnostics);
  }
  Schema raise(const Schema& schema) const override { return sqlite::raise(schema); }
  std::vector<std::pair<QualifiedName, std::string>> boolean_columns(
      Session& session, const Schema& schema) const override {
    return sqlite::boolean_columns(session, schema);
  }

  std::string count_rows(const QualifiedName& table) const override {
    return "SELECT count(*) FROM " + sqlite::quote_name(table);
  }

  /// It keeps no statistics of its own: rows are counted, and bytes are not known.
  std::optional<TableSize> table_size(Session& session, const QualifiedName& table) const override {
    if (!session.has_table(table.name)) return std::nullopt;
    auto rows = session.query(count_rows(table)).at(0).at(0).value_or("0");
    return TableSize{std::stoll(rows), std::nullopt};
  }
  std::span<const risk::Rule> risks() const override { return sqlite::risks(); }
  const health::Health& health() const override { return sqlite::health(); }

  bool same_type(const DataType& a, const DataType& b) const override {
    return sqlite::same_type(a, b);
  }
  bool same_expression(const Expression& a, const Expression& b,
                       const Surroundings&) const override {
    if (same_tokens(a.text, b.text)) return true;
    auto left = canonical_expression(a.text);
    return left && left == canonical_expression(b.text);
  }
  bool same_body(const Body& a, const Body& b) const override {
    if (same_tokens(a.text, b.text)) return true;
    auto left = canonical_query(a.text);
    if (left) return left == canonical_query(b.text);
    auto body = canonical_body(a.text);
    return body && body == canonical_body(b.text);
  }
  bool same_default(const Expression& a, const Expression& b,
                    const Surroundings& around) const override {
    if (same_expression(a, b, around)) return true;
    auto left = canonical_default(a.text);
    return left && left == canonical_default(b.text);
  }
  Comments comments() const override { return Comments::InText; }
  Trigger completed(Trigger trigger) const override {
    trigger.timing = trigger.timing.value_or(Trigger::Timing::Before);
    trigger.level = trigger.level.value_or(Trigger::Level::Row);
    return trigger;
  }

  std::string reach_beyond_names(const Statement& statement) const override;
  bool reads_views() const override { return true; }
  std::optional<Keys> keys_after(const Statement& statement) const override;
  TransactionScope transaction_scope() const override { return TransactionScope::PerRevision; }
  OfflineForm offline_form() const override { return {"", "", "RETURNING {column}"}; }
  bool renames_parts() const override { return false; }
  bool keys_may_dangle() const override { return true; }
  Binding binding() const override { return Binding::ByName; }
  std::vector<QualifiedName> referenced_tables(const Body& body) const override {
    return sqlite::referenced_tables(body.text);
  }
  std::vector<Step> alter(const Changed<Table>& table,
                          const AlterationContext& context) const override {
    return sqlite::alter(table, context, *this);
  }
  void complete(std::vector<Step>&, const AlterationContext&) const override {}
  /// One writer at a time has the whole file: there is nothing to hold up less.
  void go_online(std::vector<Step>&, const AlterationContext&) const override {}
  void check(const Step& step, Diagnostics& diagnostics) const override;
  std::vector<SqlStatement> render(const Step& step) const override;
  Frame frame(const std::vector<Step>& steps, const Schema& from, const Schema& to) const override {
    return rebuild_frame(steps, from, to);
  }
  std::string script(const std::vector<SqlStatement>& statements) const override;
  Effect effect(const Step& step) const override;
};

/// Whether a setting's value is one of those that PRAGMA takes for false (pragma.html).
bool is_off(const std::string& value) {
  auto lower = ascii_lower(value);
  return lower == "off" || lower == "no" || lower == "false" || lower == "0";
}

std::string SqliteDialect::reach_beyond_names(const Statement& statement) const {
  if (const auto* change = std::get_if<ChangeRows>(&statement.action)) {
    for (const auto& table : change->tables) {
      auto name = ascii_lower(table.name);
      if (name == "sqlite_master" || name == "sqlite_schema") return "writes to the catalogue";
      bool whole = name == "sqlite_sequence" && change->verb != ChangeRows::Verb::Insert;
      if (whole && !change->where) return "changes the counters of all tables";
    }
  }
  const auto* setting = std::get_if<Setting>(&statement.action);
  if (setting && setting->name == "writable_schema" && setting->value && !is_off(*setting->value)) {
    return "makes the catalogue writable";
  }
  if (mentions(statement.text, "load_extension")) return "loads code";
  const auto* attach = std::get_if<Attach>(&statement.action);
  return attach ? "brings another database within reach" : "";
}

std::optional<Dialect::Keys> SqliteDialect::keys_after(const Statement& statement) const {
  const auto* setting = std::get_if<Setting>(&statement.action);
  if (!setting || setting->name != "foreign_keys" || !setting->value) return std::nullopt;
  return is_off(*setting->value) ? Keys::Ignored : Keys::Enforced;
}

void SqliteDialect::check(const Step& step, Diagnostics& diagnostics) const {
  StepCheck check(diagnostics);
  std::visit(overloaded{
                 [&](const step::Create<Table>& s) { check.table(s.object); },
                 [](const step::Drop<Table>&) {},
                 [](const step::RenameTable&) {},
                 [](const step::RenameColumn&) {},
                 [&](const step::AddColumn& s) {
                   check.column(s.column);
                   check.constraints(s.constraints);
                 },
                 [](const step::DropColumn&) {},
                 [&](const step::RebuildTable& s) { check.table(s.after); },
                 [](const step::Create<VirtualTable>&) {},
                 [](const step::Drop<VirtualTable>&) {},
                 [&](const step::CreateIndex& s) { check.index(s.index); },
                 [](const step::DropIndex&) {},
                 [&](const step::Create<View>& s) { check.query(s.object.query); },
                 [](const step::Drop<View>&) {},
                 [&](const step::CreateTrigger& s) { check.trigger(s.trigger); },
                 [](const step::DropTrigger&) {},
                 []<PlannedElsewhere S>(const S& s) { refuse(s); },
                 []<UnknownKind T>(const step::Create<T>& s) { refuse(s); },
                 []<UnknownKind T>(const step::Drop<T>& s) { refuse(s); },
                 []<class T>(const step::Alter<T>& s) { refuse(s); },
                 []<class T>(const step::ChangeType<T>& s) { refuse(s); },
             },
             step);
}

std::vector<SqlStatement> SqliteDialect::render(const Step& step) const {
  using Texts = std::vector<std::string>;
  if (const auto* table = std::get_if<step::RebuildTable>(&step)) return rebuild(*table);
  return in_transaction(std::visit(
      overloaded{
          [](const step::Create<Table>& s) { return create_with_satellites(s.object); },
          [](const step::Drop<Table>& s) {
            return Texts{drop("TABLE", s.object.name, s.object.name.name)};
          },
          [](const step::RenameTable& s) {
            return Texts{alter_table(s.from, "RENAME TO " + sqlite::quote_name(s.to.name))};
          },
          [](const step::RenameColumn& s) {
            return Texts{alter_table(
                s.table, fmt::format("RENAME COLUMN {} TO {}", sqlite::quote_name(s.from),
                                     sqlite::quote_name(s.to)))};
          },
          [](const step::AddColumn& s) {
            return Texts{
                alter_table(s.table, "ADD COLUMN " + column_definition(s.column, s.constraints))};
          },
          [](const step::DropColumn& s) {
            return Texts{alter_table(s.table, "DROP COLUMN " + sqlite::quote_name(s.column.name))};
          },
          [](const step::RebuildTable&) { return Texts{}; },
          [](const step::Create<VirtualTable>& s) { return Texts{create_virtual_table(s.object)}; },
          [](const step::Drop<VirtualTable>& s) {
            return Texts{drop("TABLE", s.object.name, s.object.name.name)};
          },
          [](const step::CreateIndex& s) { return Texts{create_index(s.table, s.index)}; },
          [](const step::DropIndex& s) { return Texts{drop("INDEX", s.table, s.index.name)}; },
          [](const step::Create<View>& s) { return create_with_satellites(s.object); },
          [](const step::Drop<View>& s) {
            return Texts{drop("VIEW", s.object.name, s.object.name.name)};
          },
          [](const step::CreateTrigger& s) { return Texts{create_trigger(s.on, s.trigger)}; },
          [](const step::DropTrigger& s) { return Texts{drop("TRIGGER", s.on, s.trigger.name)}; },
          []<PlannedElsewhere S>(const S& s) -> Texts { refuse(s); },
          []<UnknownKind T>(const step::Create<T>& s) -> Texts { refuse(s); },
          []<UnknownKind T>(const step::Drop<T>& s) -> Texts { refuse(s); },
          []<class T>(const step::Alter<T>& s) -> Texts { refuse(s); },
          []<class T>(const step::ChangeType<T>& s) -> Texts { refuse(s); },
      },
      step));
}

std::string SqliteDialect::script(const std::vector<SqlStatement>& statements) const {
  std::string out;
  bool open = false;
  for (const auto& statement : statements) {
    bool inside = statement.mode == SqlStatement::Mode::Transactional;
    if (inside && !open) out += "BEGIN IMMEDIATE;\n";
    if (!inside && open) out += "COMMIT;\n";
    open = inside;
    if (!statement.comment.empty()) out += "-- " + statement.comment + "\n";
    out += statement.sql + ";\n";
  }
  return open ? out + "COMMIT;\n" : out;
}

Effect SqliteDialect::effect(const Step& step) const {
  return std::visit(overloaded{
                        [](const step::Create<Table>&) { return Effect{}; },
                        [](const step::Drop<Table>& s) {
                          return Effect{"", "", "the rows of " + display(s.object.name)};
                        },
                        [](const step::RenameTable&) { return Effect{}; },
                        [](const step::RenameColumn&) { return Effect{}; },
                        [](const step::AddColumn&) { return Effect{}; },
                        [](const step::DropColumn& s) {
                          return Effect{
                              "", "rewrites the table",
                              fmt::format("the values of {}.{}", display(s.table), s.column.name)};
                        },
                        [](const step::RebuildTable& s) {
                          std::string lost;
                          for (const auto& column : s.before.columns) {
                            bool kept = false;
                            for (const auto& other : s.after.columns) {
                              kept = kept || ascii_iequals(other.name, column.name);
                            }
                            if (!kept && !column.generated)
                              lost += (lost.empty() ? "" : ", ") + column.name;
                          }
                          if (!lost.empty())
                            lost = fmt::format("the values of {}: {}", display(s.after.name), lost);
                          return Effect{"", "copies every row", lost};
                        },
                        [](const step::Create<VirtualTable>&) { return Effect{}; },
                        [](const step::Drop<VirtualTable>& s) {
                          return Effect{"", "", "the content of " + display(s.object.name)};
                        },
                        [](const step::CreateIndex&) {
                          return Effect{"", "reads the table", ""};
                        },
                        [](const step::DropIndex&) { return Effect{}; },
                        [](const step::Create<View>&) { return Effect{}; },
                        [](const step::Drop<View>&) { return Effect{}; },
                        [](const step::CreateTrigger&) { return Effect{}; },
                        [](const step::DropTrigger&) { return Effect{}; },
                        []<PlannedElsewhere S>(const S& s) -> Effect { refuse(s); },
                        []<UnknownKind T>(const step::Create<T>& s) -> Effect { refuse(s); },
                        []<UnknownKind T>(const step::Drop<T>& s) -> Effect { refuse(s); },
                        []<class T>(const step::Alter<T>& s) -> Effect { refuse(s); },
                        []<class T>(const step::ChangeType<T>& s) -> Effect { refuse(s); },
                    },
                    step);
}

}  // namespace

const Dialect& dialect() {
  static const SqliteDialect instance;
  return instance;
}

}  // namespace athanor::sqlite
