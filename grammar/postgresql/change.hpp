#pragma once
/// What applying one statement needs. Private to this folder.

#include <set>
#include <string>

#include "grammar/postgresql/catalog.hpp"
#include "grammar/statement.hpp"

namespace athanor::postgresql {

/// What statements before have set.
struct Session {
  std::optional<std::string> default_tablespace;
  std::optional<std::string> default_access_method;
  bool in_transaction = false;
  bool schema_changed = false;      ///< since the transaction began
  std::set<std::string> temporary;  ///< tables and sequences of the session's own schema
};

/// One statement being applied.
struct Change {
  Catalog& catalog;
  Session& session;
  const Statement& statement;
  Diagnostics& diagnostics;

  /// Tells an error at the statement; false, for the caller to return.
  bool error(std::string message) const;
  bool error(const Place& place, std::string message) const;
  /// Whether a name means a temporary object, which hides one of the same name.
  bool is_temporary(const QualifiedName& name) const;
  /// Whether the schema of a new object is there; tells the error where it is not.
  bool has_schema(const QualifiedName& name, const Place& place) const;
  /// Whether no relation has the name yet; tells the error where one has.
  bool is_free(const QualifiedName& name, const Place& place) const;
  /// The table of that name, resolved; null, with an error told unless `if_exists`.
  Table* table(const QualifiedName& name) const;
};

/// Gives a type its resolved name. Tells an error, and is false, where there is no such type.
bool resolve_type(const Change& change, DataType& type, const Place& place);

/// A column as it stands in the graph: type resolved, serial as a sequence with its default, names
/// of identity sequences. Sequences of serial columns go to `sequences`.
bool settle_column(const Change& change, const Table& table, Column& column,
                   std::vector<Sequence>& sequences);

/// Gives a constraint without a name its conventional one, and what it refers to its resolved
/// name; tells errors. `table` holds what has been added before.
bool settle_constraint(const Change& change, const Table& table, Constraint& constraint);

/// Adds a settled constraint; a primary key makes its columns NOT NULL.
void put_constraint(Table& table, Constraint constraint);

/// Gives an index its conventional name where it has none, and leaves out what goes without saying.
bool settle_index(const Change& change, const Table& table, Index& index);

void apply(Change& change, const Create<Namespace>& create);
void apply(Change& change, const Create<Extension>& create);
void apply(Change& change, const Create<Collation>& create);
void apply(Change& change, const CopyCollation& create);
void apply(Change& change, const Create<EnumType>& create);
void apply(Change& change, const Create<CompositeType>& create);
void apply(Change& change, const Create<RangeType>& create);
void apply(Change& change, const Create<Domain>& create);
void apply(Change& change, const Create<Sequence>& create);
void apply(Change& change, const Create<Table>& create);
void apply(Change& change, const CreateIndex& create);
void apply(Change& change, const Drop& drop);
void apply(Change& change, const AlterTable& alter);
void apply(Change& change, const AlterIndex& alter);
void apply(Change& change, const AlterSequence& alter);
void apply(Change& change, const AlterType& alter);
void apply(Change& change, const AlterDomain& alter);
void apply(Change& change, const AlterExtension& alter);
void apply(Change& change, const AlterObject& alter);
void apply(Change& change, const CommentOn& comment);

/// Puts the columns and parts of other tables into a new one (LIKE).
bool copy_tables(const Change& change, const Create<Table>& create, Table& table);
/// What LIKE ... INCLUDING INDEXES and CONSTRAINTS adds once the table's own columns are settled.
bool copy_parts(const Change& change, const Create<Table>& create, Table& table);

/// ALTER COLUMN on a copy of a table.
bool change_column(const Change& change, Table& table, const AlterColumn& alter);
bool add_column(const Change& change, Table& table, const AddColumn& add);
/// Gives a column that its table alone drops to the children that have it from there.
void leave_to_children(const Change& change, const Table& table, const std::string& name);
bool drop_column(const Change& change, Table& table, const DropColumn& drop);
bool rename_column(const Change& change, Table& table, const RenameColumn& rename);

/// Gives a table, a sequence or a type another name; all that refers to it follows.
void rename_table(const Change& change, const QualifiedName& from, const QualifiedName& to);
void rename_sequence(const Change& change, const QualifiedName& from, const QualifiedName& to);
void rename_type(const Change& change, const QualifiedName& from, const QualifiedName& to);

/// Removes an object with all that goes with it; other objects that need it are an error unless
/// `cascade` says to remove those too.
enum class Behavior { Restrict, Cascade };
bool drop_table(const Change& change, const QualifiedName& name, Behavior behavior);
bool drop_sequence(const Change& change, const QualifiedName& name, Behavior behavior);
bool drop_type(const Change& change, const QualifiedName& name, Behavior behavior);
/// Removes an index, or tells that a constraint has it.
bool drop_index(const Change& change, const QualifiedName& name);
/// Removes the foreign keys of other tables that need the key of these columns of a table.
bool release_key(const Change& change, const QualifiedName& table,
                 const std::vector<KeyColumn>& key, Behavior behavior);
/// Removes the constraint or index of that name from a table; false where it has none.
bool remove_constraint(Table& table, const std::string& name);

}  // namespace athanor::postgresql
