#include "grammar/sqlite/statement_reader.hpp"

#include <fmt/format.h>

#include "grammar/sqlite/object_reader.hpp"
#include "grammar/sqlite/table_reader.hpp"

namespace athanor::sqlite {
namespace {

using Tree = Parsing::StatementTree;

bool is_schema_table(const QualifiedName& name) {
  return ascii_iequals(name.name, "sqlite_schema") || ascii_iequals(name.name, "sqlite_master");
}

std::optional<Action> read_table_creation(const Written& written,
                                          SQLiteParser::CreatedContext* created) {
  auto* definition = created->table_definition();
  auto* name_token = Written::own_name(definition->full_name());
  Create<Table> out;
  auto name = written.qualified(definition->full_name());
  out.temporary = is_temporary(name, created);
  if (definition->query() != nullptr && !out.temporary) {
    written.error(
        name_token,
        fmt::format("table \"{}\" is made by CREATE TABLE ... AS SELECT, and what columns "
                    "that gives only a database can tell",
                    display(name)));
    return std::nullopt;
  }
  if (definition->query() == nullptr) out.object = read_table(written, definition);
  out.object.name = std::move(name);
  out.object.place = written.place(name_token);
  out.object.comment = written.comment_after(name_token);
  out.if_not_exists = definition->if_not_exists() != nullptr;
  return out;
}

std::optional<Action> read_creation(const Written& written, SQLiteParser::CreatedContext* created) {
  if (created->table_definition() != nullptr) return read_table_creation(written, created);
  if (created->index_definition() != nullptr) return read_index(written, created);
  if (created->view_definition() != nullptr) return read_view(written, created);
  if (created->trigger_definition() != nullptr) return read_trigger(written, created);
  return read_virtual_table(written, created);
}

AlterAction read_alteration(const Written& written, SQLiteParser::AlterationContext* node) {
  switch (node->start->getType()) {
    case SQLiteParser::RENAME:
      if (node->from == nullptr) return RenameTable{{"", written.name(node->to)}};
      return RenameColumn{written.name(node->from), written.name(node->to)};
    case SQLiteParser::ADD: {
      auto definition = read_column(written, node->column_definition());
      return AddColumn{std::move(definition.column), std::move(definition.constraints)};
    }
    default:
      return DropColumn{written.name(node->column)};
  }
}

AlterTable read_alter(const Written& written, Tree* statement) {
  AlterTable out;
  out.table = written.qualified(statement->full_name());
  out.actions.push_back(read_alteration(written, statement->alteration()));
  return out;
}

ObjectKind dropped_kind(const antlr4::Token* word) {
  switch (word->getType()) {
    case SQLiteParser::VIEW:
      return ObjectKind::View;
    case SQLiteParser::INDEX:
      return ObjectKind::Index;
    case SQLiteParser::TRIGGER:
      return ObjectKind::Trigger;
    default:
      return ObjectKind::Table;
  }
}

Drop read_drop(const Written& written, Tree* statement) {
  Drop drop;
  drop.kind = dropped_kind(statement->dropped);
  drop.names = {written.qualified(statement->full_name())};
  drop.if_exists = statement->if_exists() != nullptr;
  return drop;
}

Setting read_setting(const Written& written, Tree* statement) {
  Setting setting{ascii_lower(written.qualified(statement->full_name()).name), std::nullopt};
  if (auto* value = statement->pragma_value()) setting.value = written.folded(value);
  return setting;
}

void add_targets(const Written& written, const std::vector<SQLiteParser::AssignmentContext*>& all,
                 std::vector<std::string>& out) {
  for (auto* assignment : all) {
    if (assignment->name() != nullptr) out.push_back(written.name(assignment->name()));
    if (assignment->name_list() == nullptr) continue;
    for (auto* name : assignment->name_list()->name()) out.push_back(written.name(name));
  }
}

bool replaces(SQLiteParser::ResolutionContext* resolution) {
  return resolution != nullptr && resolution->REPLACE() != nullptr;
}

ChangeRows read_insert(const Written& written, SQLiteParser::InsertContext* insert) {
  using Verb = ChangeRows::Verb;
  bool replace = insert->start->getType() == SQLiteParser::REPLACE;
  ChangeRows rows{replace ? Verb::Replace : Verb::Insert, {written.qualified(insert->full_name())}};
  rows.replaces = replace || replaces(insert->resolution());
  for (auto* upsert : insert->upsert()) add_targets(written, upsert->assignment(), rows.assigns);
  return rows;
}

ChangeRows read_rows(const Written& written, Tree* statement) {
  using Verb = ChangeRows::Verb;
  if (auto* insert = statement->insert()) return read_insert(written, insert);
  if (auto* update = statement->update()) {
    ChangeRows rows{
        Verb::Update, {written.qualified(update->full_name())}, update->where != nullptr};
    rows.replaces = replaces(update->resolution());
    add_targets(written, update->assignment(), rows.assigns);
    return rows;
  }
  auto* deletion = statement->deletion();
  return {Verb::Delete, {written.qualified(deletion->full_name())}, deletion->where != nullptr};
}

std::optional<Action> read_data(const Written& written, Tree* statement) {
  if (statement->select_body() != nullptr) return Inert{"SELECT"};
  auto rows = read_rows(written, statement);
  if (is_schema_table(rows.tables.front())) {
    written.error(statement->start,
                  "a write to sqlite_schema changes the schema in a way that "
                  "cannot be read from it");
    return std::nullopt;
  }
  return rows;
}

std::optional<TransactionControl> transaction_control(std::size_t type) {
  using Verb = TransactionControl::Verb;
  switch (type) {
    case SQLiteParser::BEGIN:
      return TransactionControl{Verb::Begin};
    case SQLiteParser::COMMIT:
    case SQLiteParser::END:
      return TransactionControl{Verb::Commit};
    case SQLiteParser::ROLLBACK:
      return TransactionControl{Verb::Rollback};
    case SQLiteParser::SAVEPOINT:
      return TransactionControl{Verb::Savepoint};
    case SQLiteParser::RELEASE:
      return TransactionControl{Verb::Release};
    default:
      return std::nullopt;
  }
}

/// The tokens at the front of a statement, one after another.
class Front {
 public:
  explicit Front(TokenList& tokens) : tokens_(tokens) {}

  std::size_t peek() const { return tokens_.get(at_)->getType(); }
  const antlr4::Token* take() { return tokens_.get(at_++); }
  bool take(std::size_t type) {
    if (peek() != type) return false;
    ++at_;
    return true;
  }

 private:
  TokenList& tokens_;
  std::size_t at_ = 0;
};

/// Whether it may end in ON CONFLICT DO UPDATE SET: few INSERTs use the word otherwise.
bool has_upsert(TokenList& tokens) {
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens.get(i)->getType() == SQLiteParser::SET) return true;
  }
  return false;
}

/// The text of a string literal that stands alone as an expression.
std::optional<std::string> string_literal(const Written& written, SQLiteParser::ExprContext* expr) {
  if (expr->start != expr->stop || expr->start->getType() != SQLiteParser::STRING) {
    return std::nullopt;
  }
  return unquoted(written.exact(expr));
}

}  // namespace

std::optional<Action> read_action(const Written& written, Tree* statement) {
  auto type = statement->start->getType();
  if (auto* created = statement->created()) return read_creation(written, created);
  if (statement->alteration() != nullptr) return read_alter(written, statement);
  if (statement->dropped != nullptr) return read_drop(written, statement);
  bool rows = statement->select_body() != nullptr || statement->insert() != nullptr ||
              statement->update() != nullptr || statement->deletion() != nullptr;
  if (rows) return read_data(written, statement);
  if (type == SQLiteParser::PRAGMA) return read_setting(written, statement);
  if (auto control = transaction_control(type)) return *control;
  if (type == SQLiteParser::ATTACH || type == SQLiteParser::DETACH) {
    return Attach{std::string(written.exact(statement))};
  }
  auto keyword = written.exact(statement->start, statement->start);
  Inert inert;
  for (char c : keyword) inert.keyword += static_cast<char>(std::toupper(c));
  return inert;
}

std::optional<Action> skim_rows(const Written& written) {
  static constexpr std::size_t kVeryMany = 256;
  auto& tokens = written.parsing().tokens();
  if (tokens.size() < kVeryMany) return std::nullopt;
  Front front(tokens);
  ChangeRows rows{ChangeRows::Verb::Insert, {}};
  if (front.take(SQLiteParser::REPLACE)) {
    rows.verb = ChangeRows::Verb::Replace;
    rows.replaces = true;
  } else {
    if (!front.take(SQLiteParser::INSERT)) return std::nullopt;
    if (front.take(SQLiteParser::OR)) {
      rows.replaces = front.take()->getType() == SQLiteParser::REPLACE;
    }
  }
  if (!front.take(SQLiteParser::INTO)) return std::nullopt;
  const auto* first = front.take();
  QualifiedName name{"", unquoted(written.exact(first, first))};
  if (front.take(SQLiteParser::DOT)) {
    const auto* second = front.take();
    if (!ascii_iequals(name.name, "main")) name.schema = name.name;
    name.name = unquoted(written.exact(second, second));
  }
  if (is_schema_table(name) || has_upsert(tokens)) return std::nullopt;
  rows.tables.push_back(std::move(name));
  return rows;
}

std::optional<std::string> schema_row_sql(const Written& written, Tree* statement) {
  auto* insert = statement->insert();
  if (insert == nullptr || insert->query() == nullptr) return std::nullopt;
  if (!is_schema_table(written.qualified(insert->full_name()))) return std::nullopt;
  auto cores = insert->query()->select_body()->select_core();
  if (cores.size() != 1 || cores[0]->row().size() != 1) return std::nullopt;
  auto values = cores[0]->row(0)->expr();
  return values.size() == 5 ? string_literal(written, values[4]) : std::nullopt;
}

}  // namespace athanor::sqlite
