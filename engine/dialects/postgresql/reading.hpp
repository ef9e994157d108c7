#pragma once
/// What the parts of the introspector share while one database is read. Private to this folder.
///
/// Every part runs one query and puts what it finds here, in the order of the functions below: each
/// needs what those before it found.

#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/dialects/postgresql/cells.hpp"
#include "schema/schema.hpp"

namespace athanor::postgresql {

class Connection;

/// Identities of catalogues, fixed for all versions (pg_class.dat and others of the server).
enum class Catalogue : Oid {
  Type = 1247,
  Class = 1259,
  Constraint = 2606,
  Namespace = 2615,
  Collation = 3456,
};

/// An operator class, and what decides whether an index needs to name it.
struct OperatorClass {
  QualifiedName name;  ///< schema empty for pg_catalog and public
  Oid method = 0, input = 0;
  bool is_default = false;
};

/// Names that other rows refer to by number.
struct Dictionary {
  std::unordered_map<Oid, std::string> namespaces, tablespaces, access_methods;
  std::unordered_map<Oid, QualifiedName> collations;  ///< schema empty for pg_catalog and public
  std::unordered_map<Oid, OperatorClass> operator_classes;
  std::set<std::pair<Oid, Oid>> default_classes;  ///< access method and type with a default
  std::set<std::pair<Oid, Oid>> members;          ///< catalogue and object, of extensions

  bool is_member(Catalogue catalogue, Oid object) const {
    return members.contains({static_cast<Oid>(catalogue), object});
  }
  /// Whether that schema is neither the system's nor a temporary one.
  bool is_user_namespace(Oid oid) const;
  /// `name` in the schema of that number, as graphs name things: `public` is not written.
  QualifiedName qualified(Oid schema, std::string name) const;
  /// A collation as columns hold it: bare, with its schema where that is not searched.
  std::string collation(Oid oid) const;
};

/// Comments that nothing has taken yet.
class Comments {
 public:
  struct Key {
    Oid catalogue, object;
    std::int64_t part;  ///< a column's number, or 0
    auto operator<=>(const Key&) const = default;
  };
  void put(Key key, std::string text) { texts_.insert_or_assign(key, std::move(text)); }
  std::optional<std::string> take(Catalogue catalogue, Oid object, std::int64_t part = 0);
  const std::map<Key, std::string>& rest() const { return texts_; }

 private:
  std::map<Key, std::string> texts_;
};

/// A type with a modifier, as some column or domain uses it.
struct TypeUse {
  DataType type;
  Oid collation = 0;  ///< the type's own
  char storage = 'p';
};

/// Types by number, each with a modifier.
using TypeUses = std::set<std::pair<Oid, std::int64_t>>;

/// What indexes and constraints need of a column besides the Column in the table.
struct Slot {
  std::int64_t number;
  Oid type, collation;
  bool local;  ///< false: inherited only
};

/// A table, or something else with columns or a name that others refer to.
struct Relation {
  QualifiedName name;
  char kind = 'r';      ///< pg_class.relkind
  bool listed = false;  ///< goes into the graph
  Table table;
  std::vector<Slot> slots;  ///< one a column of `table`
  std::vector<Oid> parents;

  /// The place of the column of that number in `slots`; throws Error where there is none.
  std::size_t position(std::int64_t number) const;
  const std::string& column_name(std::int64_t number) const {
    return table.columns[position(number)].name;
  }
};

struct ReadIndex {
  Oid table = 0;
  Index index;
  std::vector<std::string> keys;  ///< as an exclusion constraint holds its elements
};

struct Reading {
  Reading(Connection& from, Diagnostics& to) : connection(from), diagnostics(to) {}

  Connection& connection;
  Diagnostics& diagnostics;
  Dictionary names;
  Comments comments;
  std::unordered_map<std::uint64_t, TypeUse> types;
  std::unordered_map<Oid, Oid> domain_bases;
  std::unordered_map<Oid, QualifiedName> domains;  ///< those in the graph
  std::unordered_map<Oid, Relation> relations;
  std::unordered_map<Oid, ReadIndex> indexes;
  /// Of an index: attribute's number -> parameters of its operator class.
  std::unordered_map<Oid, std::map<std::int64_t, std::string>> class_parameters;
  Schema schema;

  /// Throws Error where the type is not there: it was made after the reading began.
  const TypeUse& type(Oid oid, std::int64_t modifier) const;
  /// The type under a domain, and under a domain of a domain; any other type itself.
  Oid base_type(Oid oid) const;
  /// The relation in the graph, or null where it is not modelled or an extension's.
  Relation* listed(Oid oid);
  /// `kind "name": kinds of PostgreSQL are not read yet`.
  void not_read(std::string_view kind, std::string_view name, std::string_view plural);
};

void read_comments(Reading& reading);
void read_names(Reading& reading);
void read_collations(Reading& reading);
void read_extensions(Reading& reading);
void read_relations(Reading& reading);
void read_columns(Reading& reading);
/// The types of the columns, each spelled once however many have it, and those that other types are
/// made of: read_columns calls it.
void read_types_in_use(Reading& reading, const TypeUses& columns);
void read_user_types(Reading& reading);
void read_indexes(Reading& reading);
void read_constraints(Reading& reading);
void read_sequences(Reading& reading);
/// Objects of kinds that the graph has no place for.
void read_unmodelled(Reading& reading);
/// Takes out of children what they only inherit, and puts tables into the graph.
void finish_tables(Reading& reading);
/// Comments on what has no place for one.
void report_comments_left(Reading& reading);

}  // namespace athanor::postgresql
