#pragma once
/// A schema graph whose names are looked up as PostgreSQL does. Private to this folder.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/schema.hpp"

namespace athanor::postgresql {

/// A schema graph with an index of its names. Tables, sequences, indexes and composite types share
/// one name space in each schema; so do all types and tables.
class Catalog {
 public:
  enum class Kind { Table, Sequence, Index, IdentitySequence, Composite };

  /// What bears a relation's name: of an index and an identity's sequence, `table` has it.
  struct Relation {
    Kind kind;
    QualifiedName table;
  };

  explicit Catalog(Schema schema);

  const Schema& schema() const { return schema_; }
  Schema& schema() { return schema_; }
  Schema take() { return std::move(schema_); }

  /// The schemas that unqualified names are looked for in, "" for `public`; the first takes new
  /// objects. Never empty.
  const std::vector<std::string>& path() const { return path_; }
  void set_path(std::vector<std::string> schemas);

  /// The name of a new object.
  QualifiedName placed(QualifiedName name) const;
  /// The name of an object that is there, or, where there is none, of one that would be new.
  QualifiedName relation_name(const QualifiedName& name) const;
  QualifiedName type_name(const QualifiedName& name) const;
  QualifiedName collation_name(const QualifiedName& name) const;

  /// By resolved names.
  const Relation* find_relation(const QualifiedName& name) const;
  Table* find_table(const QualifiedName& name);
  Sequence* find_sequence(const QualifiedName& name);
  bool has_schema(const std::string& schema) const;
  bool has_type(const QualifiedName& name) const;
  /// Whether a constraint of that name is anywhere in the schema.
  bool has_constraint(const QualifiedName& name) const;

  void add(Table table);
  void add(Sequence sequence);
  void add(CompositeType type);
  void remove_table(const QualifiedName& name);
  void remove_sequence(const QualifiedName& name);
  void remove_composite(const QualifiedName& name);

  /// Puts `table` in the place of the one of that name.
  void replace(const QualifiedName& name, Table table);

 private:
  void enter(const Table& table);
  void forget(const Table& table);

  Schema schema_;
  std::vector<std::string> path_ = {""};
  std::map<QualifiedName, Relation> relations_;
  std::map<QualifiedName, int> constraints_;
};

/// The conventional name of an identity column's sequence.
QualifiedName usual_identity_sequence(const Table& table, const Column& column);

/// The name that an identity column's sequence has.
QualifiedName identity_sequence(const Table& table, const Column& column);

/// The columns of a table, those of its parents first, and each once.
std::vector<Column> all_columns(const Schema& schema, const Table& table);

}  // namespace athanor::postgresql
