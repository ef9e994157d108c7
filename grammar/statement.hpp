#pragma once
/// SQL statements as values, the same for every dialect.
///
/// This folder turns text into objects: each dialect's folder holds an ANTLR grammar, a reader
/// (text -> statements) and a replayer (statement -> change of a schema graph, as that database
/// would do it); alembic/ reads migration scripts. Nothing here opens a connection.

#include <concepts>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "schema/options.hpp"
#include "schema/schema.hpp"

namespace athanor {

/// Whether `T` is one of some alternatives, for a visitor that treats those alike, each by name.
template <class T, class... Alternatives>
concept OneOf = (std::same_as<T, Alternatives> || ...);

/// `CREATE` of a whole object.
template <class T>
struct Create {
  T object;
  bool if_not_exists = false;
  bool temporary = false;  ///< in the session's own schema: no part of a schema graph
  bool or_replace = false;
};

/// `LIKE source INCLUDING ...` within a table's columns (PostgreSQL, CREATE TABLE).
struct LikeTable {
  enum class Part {
    Comments,
    Compression,
    Constraints,
    Defaults,
    Generated,
    Identity,
    Indexes,
    Statistics,
    Storage
  };
  QualifiedName source;
  std::set<Part> including;
  std::size_t column = 0;  ///< how many of the table's own columns stand before it
  Place place;
};

template <>
struct Create<Table> {
  Table object;
  bool if_not_exists = false;
  bool temporary = false;
  bool or_replace = false;
  std::vector<LikeTable> likes;
};

/// `CREATE COLLATION name FROM other`.
struct CopyCollation {
  QualifiedName name;
  QualifiedName from;
  bool if_not_exists = false;
};

struct CreateIndex {
  QualifiedName table;
  Index index;
  bool if_not_exists = false;
  bool concurrently = false;
};

struct CreateTrigger {
  QualifiedName table;  ///< or view
  Trigger trigger;
  bool if_not_exists = false;
  bool temporary = false;
  bool or_replace = false;
};

enum class ObjectKind {
  Schema,
  Extension,
  Collation,
  Type,
  Domain,
  Sequence,
  Table,
  Index,
  View,
  MaterializedView,
  Trigger,
  Routine,
  Policy
};

/// What a statement names together with the table or domain that it is part of.
enum class PartKind { Column, Constraint };

struct Drop {
  ObjectKind kind;
  std::vector<QualifiedName> names;
  bool if_exists = false;
  bool cascade = false;
  bool concurrently = false;
  std::optional<QualifiedName> table;  ///< of a trigger or policy, where the dialect names it
};

struct RenameTable {
  QualifiedName to;
};
struct RenameColumn {
  std::string from, to;
};
/// A column with the constraints written in its definition.
struct AddColumn {
  Column column;
  std::vector<Constraint> constraints;
  bool if_not_exists = false;
};
struct DropColumn {
  std::string name;
  bool if_exists = false;
  bool cascade = false;
};

/// ADD CONSTRAINT; `using_index` is the index that becomes a key's own.
struct AddConstraint {
  Constraint constraint;
  std::optional<std::string> using_index;
};
struct DropConstraint {
  std::string name;
  bool if_exists = false;
  bool cascade = false;
};
struct RenameConstraint {
  std::string from, to;
};
/// ALTER CONSTRAINT: the deferrability it has from now on.
struct DeferConstraint {
  std::string name;
  std::optional<Deferrable> deferrable;
};
struct ValidateConstraint {
  std::string name;
};

struct SetDefault {
  Expression value;
};
struct DropDefault {};
struct SetNotNull {};
struct DropNotNull {};
struct SetGenerated {
  Expression expression;
};
/// DROP EXPRESSION: the column keeps its values and is generated no more.
struct DropGenerated {
  bool if_exists = false;
};
struct SetType {
  DataType type;
  std::optional<std::string> collation;
  std::optional<Expression> conversion;  ///< USING
};
/// Absent: the default again.
struct SetStatistics {
  std::optional<std::int64_t> target;
};
struct SetStorage {
  std::optional<std::string> storage;
};
struct SetCompression {
  std::optional<std::string> method;
};

/// An option of a sequence that a statement sets: to a value, or to the default again.
struct SequenceLimit {
  std::optional<std::int64_t> value;
};
struct OwnedBy {
  QualifiedName table;
  std::string column;
};
/// What CREATE or ALTER SEQUENCE says of a sequence; what it does not speak of is absent.
struct SequenceChange {
  std::optional<DataType> type;
  std::optional<std::int64_t> start, increment, cache;
  std::optional<SequenceLimit> minimum, maximum;
  std::optional<bool> cycle;
  std::optional<bool> unlogged;
  std::optional<QualifiedName> name;            ///< SEQUENCE NAME, of an identity column's
  std::optional<std::optional<OwnedBy>> owner;  ///< OWNED BY; NONE is an absent one
};
struct AddIdentity {
  Identity::Generation generation = Identity::Generation::ByDefault;
  SequenceChange sequence;
};
struct AlterIdentity {
  std::optional<Identity::Generation> generation;
  SequenceChange sequence;
};
struct DropIdentity {
  bool if_exists = false;
};

/// Storage parameters (of a table or an index), or a column's options.
struct SetOptions {
  Options options;
};
struct ResetOptions {
  std::vector<std::string> names;
};

using ColumnChange =
    std::variant<SetDefault, DropDefault, SetNotNull, DropNotNull, SetGenerated, DropGenerated,
                 SetType, SetStatistics, SetStorage, SetCompression, AddIdentity, AlterIdentity,
                 DropIdentity, SetOptions, ResetOptions>;

struct AlterColumn {
  std::string name;
  ColumnChange change;
};

struct SetSchema {
  std::string schema;
};
/// OWNER TO: owners are no part of a graph.
struct SetOwner {
  std::string role;
};
struct SetTablespace {
  std::string name;
};
struct SetAccessMethod {
  std::optional<std::string> method;  ///< absent: the default again
};
struct SetUnlogged {
  bool unlogged = false;
};
struct AddParent {
  QualifiedName parent;
};
struct DropParent {
  QualifiedName parent;
};
/// An action with no effect on a graph (SET WITHOUT OIDS).
struct NoEffect {};

using AlterAction =
    std::variant<RenameTable, RenameColumn, AddColumn, DropColumn, AddConstraint, DropConstraint,
                 RenameConstraint, DeferConstraint, ValidateConstraint, AlterColumn, SetSchema,
                 SetOwner, SetTablespace, SetAccessMethod, SetUnlogged, SetOptions, ResetOptions,
                 AddParent, DropParent, NoEffect>;

struct AlterTable {
  QualifiedName table;
  std::vector<AlterAction> actions;
  bool if_exists = false;
  bool only = false;  ///< PostgreSQL's ONLY: those that inherit from it are left as they are
};

struct AlterIndex {
  QualifiedName index;
  std::variant<SetTablespace, SetOptions, ResetOptions> action;
  bool if_exists = false;
};

struct AlterSequence {
  QualifiedName sequence;
  SequenceChange change;
  bool if_exists = false;
};

/// ALTER TYPE ... ADD VALUE; absent neighbour: after all that are there.
struct AddValue {
  enum class Side { Before, After };
  std::string value;
  Side side = Side::After;
  std::optional<std::string> neighbour;
  bool if_not_exists = false;
};
struct RenameValue {
  std::string from, to;
};
struct AddAttribute {
  CompositeField attribute;
};
struct DropAttribute {
  std::string name;
  bool if_exists = false;
};
struct RenameAttribute {
  std::string from, to;
};
struct AlterAttribute {
  CompositeField attribute;
};

struct AlterType {
  QualifiedName type;
  std::vector<std::variant<AddValue, RenameValue, AddAttribute, DropAttribute, RenameAttribute,
                           AlterAttribute>>
      actions;
};

struct AlterDomain {
  QualifiedName domain;
  std::variant<SetDefault, DropDefault, SetNotNull, DropNotNull, AddConstraint, DropConstraint,
               RenameConstraint, ValidateConstraint>
      action;
};

/// ALTER EXTENSION ... UPDATE; absent: to the newest.
struct UpdateExtension {
  std::optional<std::string> version;
};
struct AlterExtension {
  std::string name;
  std::variant<UpdateExtension, SetSchema> action;
};

struct RenameTo {
  std::string name;
};
/// What every kind but a table has (ALTER TABLE): a new name, schema or owner.
struct AlterObject {
  ObjectKind kind;
  QualifiedName name;
  std::variant<RenameTo, SetSchema, SetOwner> action;
  bool if_exists = false;
};

/// COMMENT ON an object, or on a part of a table or domain. Absent text: the comment goes.
struct CommentOn {
  struct Part {
    PartKind kind;
    std::string name;
  };
  ObjectKind kind;
  QualifiedName name;
  std::optional<Part> part;
  std::optional<std::string> text;
};

/// A statement that changes rows, or moves them.
struct ChangeRows {
  enum class Verb { Insert, Replace, Update, Delete, Truncate };
  Verb verb;
  std::vector<QualifiedName> tables;  ///< written to
  bool where = false;                 ///< has a WHERE (of UPDATE and DELETE)
  bool cascade = false;
  bool replaces = false;                  ///< deletes the rows in its way (SQLite: OR REPLACE)
  std::vector<std::string> assigns = {};  ///< columns that a SET gives a value
};

/// A setting of the session or the database: `PRAGMA foreign_keys=OFF`, `SET lock_timeout`.
struct Setting {
  std::string name;                  ///< lower case
  std::optional<std::string> value;  ///< as written; absent where it is only asked for
};

struct TransactionControl {
  enum class Verb { Begin, Commit, Rollback, Savepoint, Release };
  Verb verb;
};

/// ATTACH and DETACH: another database comes within reach.
struct Attach {
  std::string text;
};

/// A statement that cannot change the schema: SELECT, ANALYZE, VACUUM, REINDEX, EXPLAIN.
struct Inert {
  std::string keyword;
  std::vector<QualifiedName> rewrites = {};  ///< tables that it writes anew as they are: CLUSTER
};

/// What the reader could not take apart, or of a kind that no graph holds: it told of an error,
/// which is `why`. There only so that who judges statements may look at the text of all of them.
struct Unread {
  std::string why;
};

using Action =
    std::variant<Create<Namespace>, Create<Extension>, Create<Collation>, CopyCollation,
                 Create<EnumType>, Create<CompositeType>, Create<RangeType>, Create<Domain>,
                 Create<Sequence>, Create<Table>, Create<VirtualTable>, Create<View>, CreateIndex,
                 CreateTrigger, Drop, AlterTable, AlterIndex, AlterSequence, AlterType, AlterDomain,
                 AlterExtension, AlterObject, CommentOn, ChangeRows, Setting, TransactionControl,
                 Attach, Inert, Unread>;

struct Statement {
  Action action;
  std::string text;  ///< exactly as written, without the final semicolon
  Place place;
};

}  // namespace athanor
