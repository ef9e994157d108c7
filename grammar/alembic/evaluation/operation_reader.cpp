#include "grammar/alembic/evaluation/operation_reader.hpp"

#include <array>

namespace athanor::alembic {
namespace {

/// Reads the operations that `op` and a batch have in common; in a batch, the table is its own.
class OperationReader {
 public:
  OperationReader(Given& given, const TableName* batch) : given_(given), batch_(batch) {}

  AddColumn add_column() {
    AddColumn out;
    out.table = table("table_name");
    out.column = column(given_.required("column"), given_.interpreter(), given_.place());
    if (batch_) {
      out.insert_before = optional_text("insert_before");
      out.insert_after = optional_text("insert_after");
    }
    schema(out.table);
    out.if_not_exists = flag("if_not_exists");
    out.inline_references = flag("inline_references");
    out.inline_primary_key = flag("inline_primary_key");
    return done(std::move(out));
  }

  AlterColumn alter_column() {
    AlterColumn out;
    out.table = table("table_name");
    out.column = required_text("column_name");
    schema(out.table);
    out.nullable = flag("nullable");
    out.comment = comment();
    out.server_default = default_change("server_default");
    out.new_name = optional_text("new_column_name");
    out.type = optional_type("type_");
    out.autoincrement = flag("autoincrement");
    out.existing_type = optional_type("existing_type");
    out.existing_server_default = default_change("existing_server_default");
    out.existing_nullable = flag("existing_nullable");
    out.existing_comment = optional_text("existing_comment");
    out.existing_autoincrement = flag("existing_autoincrement");
    if (given_.keyword("insert_before")) given_.refuse("insert_before");
    if (given_.keyword("insert_after")) given_.refuse("insert_after");
    out.keywords = given_.others();
    return done(std::move(out));
  }

  CreateCheckConstraint create_check_constraint() {
    CreateCheckConstraint out;
    out.check.name = name("constraint_name");
    out.table = table("table_name");
    out.check.condition =
        expression(given_.required("condition"), given_.interpreter(), given_.place());
    schema(out.table);
    out.check.deferrable = flag("deferrable");
    out.check.initially = optional_text("initially");
    out.check.keywords = given_.others();
    out.check.place = given_.place();
    return done(std::move(out));
  }

  CreateExcludeConstraint create_exclude_constraint() {
    CreateExcludeConstraint out;
    auto constraint = name("constraint_name");
    out.table = table("table_name");
    out.exclude = exclude_constraint(given_);
    out.exclude.name = std::move(constraint);
    schema(out.table);
    out.exclude.keywords = given_.others();
    return done(std::move(out));
  }

  CreateForeignKey create_foreign_key() {
    CreateForeignKey out;
    out.name = name("constraint_name");
    out.source = batch_ ? *batch_ : TableName{required_text("source_table"), std::nullopt};
    out.referent.name = required_text("referent_table");
    out.local_columns = given_.texts(given_.required("local_cols"), "local_cols");
    out.remote_columns = given_.texts(given_.required("remote_cols"), "remote_cols");
    out.rules = key_rules(given_);
    if (!batch_) out.source.schema = optional_text("source_schema");
    out.referent.schema = optional_text("referent_schema");
    out.keywords = given_.others();
    return done(std::move(out));
  }

  CreateIndex create_index() {
    CreateIndex out;
    out.index.name = name("index_name");
    out.table = table("table_name");
    const auto& columns = given_.required("columns");
    const auto* items =
        std::holds_alternative<SetValue>(columns.kind) ? nullptr : items_of(columns);
    if (!items) given_.refuse("columns");
    out.index.elements = index_elements(*items, given_.interpreter(), given_.place());
    schema(out.table);
    out.index.unique = flag("unique").value_or(false);
    out.if_not_exists = flag("if_not_exists");
    given_.ignore({"quote", "info"});
    out.index.keywords = given_.others();
    out.index.place = given_.place();
    return done(std::move(out));
  }

  CreatePrimaryKey create_primary_key() {
    CreatePrimaryKey out;
    out.key.name = name("constraint_name");
    out.table = table("table_name");
    out.key.columns = given_.texts(given_.required("columns"), "columns");
    schema(out.table);
    out.key.keywords = given_.others();
    out.key.place = given_.place();
    return done(std::move(out));
  }

  CreateUniqueConstraint create_unique_constraint() {
    CreateUniqueConstraint out;
    out.unique.name = name("constraint_name");
    out.table = table("table_name");
    out.unique.columns = given_.texts(given_.required("columns"), "columns");
    schema(out.table);
    out.unique.deferrable = flag("deferrable");
    out.unique.initially = optional_text("initially");
    out.unique.keywords = given_.others();
    out.unique.place = given_.place();
    return done(std::move(out));
  }

  CreateTableComment create_table_comment() {
    CreateTableComment out;
    out.table = table("table_name");
    const auto& text = given_.required("comment");
    out.comment = given_.optional_text(&text, "comment");
    out.existing_comment = optional_text("existing_comment");
    schema(out.table);
    return done(std::move(out));
  }

  DropTableComment drop_table_comment() {
    DropTableComment out;
    out.table = table("table_name");
    out.existing_comment = optional_text("existing_comment");
    schema(out.table);
    return done(std::move(out));
  }

  DropColumn drop_column() {
    DropColumn out;
    out.table = table("table_name");
    out.column = required_text("column_name");
    schema(out.table);
    out.if_exists = flag("if_exists");
    out.existing_type = optional_type("existing_type");
    given_.ignore({"existing_nullable", "existing_server_default", "existing_comment"});
    out.keywords = given_.others();
    return done(std::move(out));
  }

  DropConstraint drop_constraint() {
    DropConstraint out;
    out.name = name("constraint_name");
    out.table = table("table_name");
    out.kind = constraint_kind(given_.next("type_"));
    schema(out.table);
    out.if_exists = flag("if_exists");
    return done(std::move(out));
  }

  DropIndex drop_index() {
    DropIndex out;
    auto index = name("index_name");
    if (!index) given_.refuse("index_name");
    out.name = *index;
    if (batch_) {
      out.table = batch_->name;
      out.schema = batch_->schema;
    } else {
      out.table = given_.optional_text(given_.next("table_name"), "table_name");
      out.schema = optional_text("schema");
    }
    out.if_exists = flag("if_exists");
    out.keywords = given_.others();
    return done(std::move(out));
  }

  CreateTable create_table() {
    CreateTable out;
    out.table.name = required_text("table_name");
    out.table.items = table_items(given_.rest(), given_.interpreter(), given_.place());
    out.if_not_exists = flag("if_not_exists");
    out.table.schema = optional_text("schema");
    out.table.comment = optional_text("comment");
    if (const auto* prefixes = given_.keyword("prefixes")) {
      out.table.prefixes = given_.texts(*prefixes, "prefixes");
    }
    given_.ignore({"info", "extend_existing", "keep_existing", "implicit_returning"});
    out.table.keywords = given_.others();
    out.table.place = given_.place();
    return done(std::move(out));
  }

  DropTable drop_table() {
    DropTable out;
    out.table = table("table_name");
    schema(out.table);
    out.if_exists = flag("if_exists");
    given_.ignore({"info"});
    out.keywords = given_.others();
    return done(std::move(out));
  }

  RenameTable rename_table() {
    RenameTable out;
    out.table = table("old_table_name");
    out.new_name = required_text("new_table_name");
    schema(out.table);
    return done(std::move(out));
  }

  BulkInsert bulk_insert() {
    BulkInsert out;
    auto of = alembic::table(given_.required("table"), given_.interpreter(), given_.place());
    out.table = {of.name, of.schema};
    for (auto& item : of.items) {
      if (auto* column = std::get_if<SaColumn>(&item)) out.columns.push_back(std::move(*column));
    }
    const auto& rows = given_.required("rows");
    const auto* all = std::holds_alternative<SetValue>(rows.kind) ? nullptr : items_of(rows);
    if (!all) given_.refuse("rows");
    for (const auto& row : *all) out.rows.push_back(inserted(row));
    out.multiinsert = flag("multiinsert").value_or(true);
    return done(std::move(out));
  }

 private:
  /// The end of every operation: nothing that was given may be left.
  template <class T>
  T done(T out) {
    given_.finish();
    out.place = given_.place();
    return out;
  }

  TableName table(const char* name) {
    return batch_ ? *batch_ : TableName{required_text(name), std::nullopt};
  }
  void schema(TableName& table) {
    if (!batch_) table.schema = optional_text("schema");
  }

  std::string required_text(const char* name) { return given_.text(given_.required(name), name); }
  std::optional<std::string> optional_text(const char* name) {
    return given_.optional_text(given_.keyword(name), name);
  }
  std::optional<bool> flag(const char* name) { return given_.flag(given_.keyword(name), name); }
  std::optional<ItemName> name(const char* name) {
    return given_.item_name(&given_.required(name));
  }

  std::optional<SaType> optional_type(const char* name) {
    const auto* value = given_.keyword(name);
    if (!value || is_none(*value)) return std::nullopt;
    return type(*value, given_.interpreter(), given_.place());
  }

  static bool is_false(const Value& value) {
    const auto* known = std::get_if<bool>(&value.kind);
    return known && !*known;
  }

  CommentChange comment() {
    const auto* value = given_.keyword("comment");
    if (!value || is_false(*value)) return Unchanged{};
    if (is_none(*value)) return Removed{};
    return given_.text(*value, "comment");
  }

  DefaultChange default_change(const char* name) {
    const auto* value = given_.keyword(name);
    if (!value || is_false(*value)) return Unchanged{};
    if (is_none(*value)) return Removed{};
    return server_default(*value, given_.interpreter(), given_.place());
  }

  std::optional<ConstraintKind> constraint_kind(const Value* value) const {
    auto word = given_.optional_text(value, "type_");
    if (!word) return std::nullopt;
    if (*word == "foreignkey") return ConstraintKind::ForeignKey;
    if (*word == "primary") return ConstraintKind::PrimaryKey;
    if (*word == "unique") return ConstraintKind::Unique;
    if (*word == "check") return ConstraintKind::Check;
    given_.refuse("type_");
  }

  BulkInsert::Row inserted(const Value& row) const {
    const auto* dict = std::get_if<DictValue>(&row.kind);
    if (!dict) given_.refuse("rows");
    BulkInsert::Row out;
    for (const auto& [key, value] : *dict->entries) {
      out.emplace_back(given_.text(key, "rows"),
                       argument(value, given_.interpreter(), given_.place()));
    }
    return out;
  }

  Given& given_;
  const TableName* batch_;  ///< null outside a batch
};

template <class Result>
struct Known {
  std::string_view name;
  Result (*read)(OperationReader&);
};

template <class Result, auto Member>
Result read_with(OperationReader& reader) {
  return (reader.*Member)();
}

using Reader = OperationReader;

/// The operations of `op` and of a batch.
template <class Result>
constexpr std::array<Known<Result>, 13> common = {{
    {"add_column", read_with<Result, &Reader::add_column>},
    {"alter_column", read_with<Result, &Reader::alter_column>},
    {"create_check_constraint", read_with<Result, &Reader::create_check_constraint>},
    {"create_exclude_constraint", read_with<Result, &Reader::create_exclude_constraint>},
    {"create_foreign_key", read_with<Result, &Reader::create_foreign_key>},
    {"create_index", read_with<Result, &Reader::create_index>},
    {"create_primary_key", read_with<Result, &Reader::create_primary_key>},
    {"create_table_comment", read_with<Result, &Reader::create_table_comment>},
    {"create_unique_constraint", read_with<Result, &Reader::create_unique_constraint>},
    {"drop_column", read_with<Result, &Reader::drop_column>},
    {"drop_constraint", read_with<Result, &Reader::drop_constraint>},
    {"drop_index", read_with<Result, &Reader::drop_index>},
    {"drop_table_comment", read_with<Result, &Reader::drop_table_comment>},
}};
constexpr std::array<Known<Operation>, 4> of_op_alone = {{
    {"bulk_insert", read_with<Operation, &Reader::bulk_insert>},
    {"create_table", read_with<Operation, &Reader::create_table>},
    {"drop_table", read_with<Operation, &Reader::drop_table>},
    {"rename_table", read_with<Operation, &Reader::rename_table>},
}};

}  // namespace

Operation read_operation(const std::string& name, Given& given) {
  OperationReader reader(given, nullptr);
  for (const auto& known : common<Operation>) {
    if (known.name == name) return known.read(reader);
  }
  for (const auto& known : of_op_alone) {
    if (known.name == name) return known.read(reader);
  }
  throw NotKnown("call of op." + name, given.place());
}

BatchOperation read_batch_operation(const std::string& name, const TableName& table, Given& given) {
  OperationReader reader(given, &table);
  for (const auto& known : common<BatchOperation>) {
    if (known.name == name) return known.read(reader);
  }
  throw NotKnown("call of batch_op." + name, given.place());
}

}  // namespace athanor::alembic
