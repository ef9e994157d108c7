#pragma once
/// Alembic's operations as typed values (Alembic documentation, "Operation Reference").
///
/// An operation is what a script asked for, with no dialect in mind. In batch mode the operations
/// are the same, with the batch's table filled in; what belongs to batch mode alone
/// (`insert_after`) is absent elsewhere. `op.execute` is no operation but an SqlItem: also within a
/// batch it is sent at once, ahead of the batch, which is sent where its `with` block ends.

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "grammar/alembic/schema_item.hpp"

namespace athanor::alembic {

/// `schema=...` and the table it applies to.
struct TableName {
  std::string name;
  std::optional<std::string> schema;
  bool operator==(const TableName&) const = default;
};

struct AddColumn {
  TableName table;
  SaColumn column;
  std::optional<bool> if_not_exists;
  std::optional<bool> inline_references, inline_primary_key;
  std::optional<std::string> insert_before, insert_after;  ///< batch mode only
  Place place;
  bool operator==(const AddColumn&) const = default;
};

/// A value of `server_default` or `comment` that is left as it is: the argument was not given, or
/// False.
struct Unchanged {
  bool operator==(const Unchanged&) const = default;
};
/// Such a value that goes: None was given.
struct Removed {
  bool operator==(const Removed&) const = default;
};
using DefaultChange = std::variant<Unchanged, Removed, ServerDefault>;
using CommentChange = std::variant<Unchanged, Removed, std::string>;

struct AlterColumn {
  TableName table;
  std::string column;
  std::optional<bool> nullable;
  CommentChange comment;
  DefaultChange server_default;
  std::optional<std::string> new_name;
  std::optional<SaType> type;
  std::optional<bool> autoincrement;
  std::optional<SaType> existing_type;
  DefaultChange existing_server_default;
  std::optional<bool> existing_nullable;
  std::optional<std::string> existing_comment;
  std::optional<bool> existing_autoincrement;
  Keywords keywords;  ///< postgresql_using, ...
  Place place;
  bool operator==(const AlterColumn&) const = default;
};

/// `op.bulk_insert(table, rows)`
struct BulkInsert {
  using Row = std::vector<std::pair<std::string, Argument>>;  ///< in the order of the dict
  TableName table;
  std::vector<SaColumn> columns;  ///< of `sa.table(...)` or what `op.create_table` returned
  std::vector<Row> rows;
  bool multiinsert = true;
  Place place;
  bool operator==(const BulkInsert&) const = default;
};

struct CreateCheckConstraint {
  TableName table;
  SaCheck check;
  Place place;
  bool operator==(const CreateCheckConstraint&) const = default;
};

struct CreateExcludeConstraint {
  TableName table;
  SaExcludeConstraint exclude;
  Place place;
  bool operator==(const CreateExcludeConstraint&) const = default;
};

struct CreateForeignKey {
  std::optional<ItemName> name;
  TableName source;
  TableName referent;
  std::vector<std::string> local_columns, remote_columns;
  KeyRules rules;
  Keywords keywords;  ///< use_alter, postgresql_not_valid, ...
  Place place;
  bool operator==(const CreateForeignKey&) const = default;
};

struct CreateIndex {
  TableName table;
  SaIndex index;
  std::optional<bool> if_not_exists;
  Place place;
  bool operator==(const CreateIndex&) const = default;
};

struct CreatePrimaryKey {
  TableName table;
  SaPrimaryKeyConstraint key;
  Place place;
  bool operator==(const CreatePrimaryKey&) const = default;
};

struct CreateTable {
  SaTable table;
  std::optional<bool> if_not_exists;
  Place place;
  bool operator==(const CreateTable&) const = default;
};

struct CreateTableComment {
  TableName table;
  std::optional<std::string> comment;
  std::optional<std::string> existing_comment;
  Place place;
  bool operator==(const CreateTableComment&) const = default;
};

struct CreateUniqueConstraint {
  TableName table;
  SaUniqueConstraint unique;
  Place place;
  bool operator==(const CreateUniqueConstraint&) const = default;
};

struct DropColumn {
  TableName table;
  std::string column;
  std::optional<bool> if_exists;
  std::optional<SaType> existing_type;  ///< batch mode: a named type's check goes too
  Keywords keywords;
  Place place;
  bool operator==(const DropColumn&) const = default;
};

/// `type_` of `op.drop_constraint`.
enum class ConstraintKind { ForeignKey, PrimaryKey, Unique, Check };

struct DropConstraint {
  std::optional<ItemName> name;
  TableName table;
  std::optional<ConstraintKind> kind;
  std::optional<bool> if_exists;
  Place place;
  bool operator==(const DropConstraint&) const = default;
};

struct DropIndex {
  ItemName name;
  std::optional<std::string> table;
  std::optional<std::string> schema;
  std::optional<bool> if_exists;
  Keywords keywords;  ///< postgresql_concurrently, ...
  Place place;
  bool operator==(const DropIndex&) const = default;
};

struct DropTable {
  TableName table;
  std::optional<bool> if_exists;
  Keywords keywords;
  Place place;
  bool operator==(const DropTable&) const = default;
};

struct DropTableComment {
  TableName table;
  std::optional<std::string> existing_comment;
  Place place;
  bool operator==(const DropTableComment&) const = default;
};

struct RenameTable {
  TableName table;
  std::string new_name;
  Place place;
  bool operator==(const RenameTable&) const = default;
};

/// `sa.Enum(...).create(bind, checkfirst=...)` and the like of `postgresql.ENUM` and DOMAIN.
struct CreateType {
  SaType type;
  bool check_first = true;
  Place place;
  bool operator==(const CreateType&) const = default;
};

struct DropType {
  SaType type;
  bool check_first = true;
  Place place;
  bool operator==(const DropType&) const = default;
};

/// What may stand in a batch.
using BatchOperation =
    std::variant<AddColumn, AlterColumn, CreateCheckConstraint, CreateExcludeConstraint,
                 CreateForeignKey, CreateIndex, CreatePrimaryKey, CreateTableComment,
                 CreateUniqueConstraint, DropColumn, DropConstraint, DropIndex, DropTableComment>;

/// `with op.batch_alter_table(...)`, all of it.
struct BatchAlterTable {
  enum class Recreate { Auto, Always, Never };
  TableName table;
  Recreate recreate = Recreate::Auto;
  std::optional<SaTable> copy_from;
  std::vector<TableItem> table_args;
  Keywords table_keywords;
  std::vector<TableItem> reflect_args;
  Keywords reflect_keywords;
  std::vector<std::pair<std::string, std::string>> naming_convention;
  std::vector<std::vector<std::string>> partial_reordering;
  std::vector<BatchOperation> operations;
  Place place;
  bool operator==(const BatchAlterTable&) const = default;
};

using Operation =
    std::variant<AddColumn, AlterColumn, BatchAlterTable, BulkInsert, CreateCheckConstraint,
                 CreateExcludeConstraint, CreateForeignKey, CreateIndex, CreatePrimaryKey,
                 CreateTable, CreateTableComment, CreateType, CreateUniqueConstraint, DropColumn,
                 DropConstraint, DropIndex, DropTable, DropTableComment, DropType, RenameTable>;

}  // namespace athanor::alembic
