#pragma once
/// What applying one statement needs. Private to this folder.

#include <map>
#include <string>
#include <string_view>

#include "grammar/sqlite/catalog.hpp"
#include "grammar/statement.hpp"

namespace athanor::sqlite {

/// What statements before have set.
struct Session {
  bool legacy_alter_table = false;  ///< pragma.html#pragma_legacy_alter_table
  bool foreign_keys = false;        ///< pragma.html#pragma_foreign_keys
  bool in_transaction = false;
  bool schema_changed = false;  ///< since the transaction began
  /// Temporary objects: lower-case name -> lower-case name of the table it hangs on, or "".
  std::map<std::string, std::string, std::less<>> temporary;
};

/// One statement being applied.
struct Change {
  Catalog& catalog;
  Session& session;
  const Statement& statement;
  Diagnostics& diagnostics;

  void error(std::string message) const { diagnostics.error(statement.place, std::move(message)); }
  void error(Place place, std::string message) const {
    diagnostics.error(std::move(place), std::move(message));
  }
  /// Whether a name means a temporary object, which hides one of `main`.
  bool is_temporary(const QualifiedName& name) const;
  /// Whether a name means an object of an attached database; tells the error then.
  bool is_elsewhere(const QualifiedName& name) const;
  /// Notes a temporary object that hangs on a table, or on none ("").
  void note_temporary(std::string_view name, std::string_view table) const;
};

void apply(Change& change, const Create<Table>& create);
void apply(Change& change, const Create<VirtualTable>& create);
void apply(Change& change, const Create<View>& create);
void apply(Change& change, const CreateIndex& create);
void apply(Change& change, const CreateTrigger& create);
void apply(Change& change, const Drop& drop);
void apply(Change& change, const AlterTable& alter);

/// The actions of ALTER TABLE on a table of the catalog.
void rename_table(Change& change, std::string_view name, const RenameTable& rename);
void rename_column(Change& change, Table& table, const RenameColumn& rename);
void add_column(Change& change, Table& table, const AddColumn& add);
void drop_column(Change& change, Table& table, const DropColumn& drop);

/// Whether every view and trigger reads only what there is, as SQLite demands of a schema that it
/// alters (sqlite3AlterRenameTable, renameTestSchema). Tells an error for each that does not.
bool schema_resolves(Change& change);

}  // namespace athanor::sqlite
