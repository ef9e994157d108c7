#pragma once
/// Random schemas as they are before they have names: tables, columns, types and values are
/// numbers, and every expression and body says `@7@` where thing 7 is named. So a rename changes
/// one word, and whatever speaks of a thing that goes can be found.
///
/// A mark may say more: `@7:n@` is the name of a column that must be a number where it stands (each
/// dialect has letters of its own), and `@7:v@` is value 7 of an enum as a string.

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/dialect.hpp"
#include "schema/schema.hpp"

namespace athanor::testing {

class Tongue;

using Id = int;

/// What gives a column its values where a row does not: PostgreSQL.
enum class Counting { None, Serial, Identity, AlwaysIdentity };

struct ColumnPlan {
  Id id = 0;
  std::string name;
  std::string type;  ///< pattern: `@7@` is an enum or a domain
  bool not_null = false;
  std::optional<std::string> default_text;  ///< pattern
  std::optional<std::string> collation;
  std::optional<std::string> generated;  ///< pattern
  Generated::Storage storage = Generated::Storage::Virtual;
  Counting counting = Counting::None;
  std::optional<std::string> comment;
  std::optional<int> statistics;
};

struct KeyPlan {
  std::vector<Id> columns;
  Id parent = 0;
  std::vector<Id> referenced;
  ReferenceAction on_delete = ReferenceAction::NoAction;
  std::optional<Deferrable> deferrable;
};

struct CheckPlan {
  std::string name, expression;  ///< no name: ""
};

struct IndexPlan {
  std::string name;
  std::vector<std::string> elements;  ///< patterns: `@7@ collate nocase desc`
  std::optional<std::string> where;
  bool unique = false;
};

struct TriggerPlan {
  std::string name;
  Trigger::Timing timing = Trigger::Timing::After;
  Trigger::Event event = Trigger::Event::Insert;
  std::vector<Id> of;
  std::optional<std::string> condition;
  std::string body;  ///< pattern, ending in a semicolon
};

struct TablePlan {
  Id id = 0;
  std::string schema, name;  ///< schema: "" is the default one
  std::vector<ColumnPlan> columns;
  std::vector<Id> primary_key;
  bool autoincrement = false, strict = false, without_rowid = false;  ///< SQLite
  bool unlogged = false;                                              ///< PostgreSQL
  std::optional<int> fillfactor;                                      ///< PostgreSQL
  std::optional<std::string> comment;
  std::vector<std::vector<Id>> uniques;
  std::vector<KeyPlan> keys;
  std::vector<CheckPlan> checks;
  std::vector<IndexPlan> indexes;
  std::vector<TriggerPlan> triggers;
};

struct ViewPlan {
  Id id = 0;
  std::string name, query;
  std::vector<TriggerPlan> triggers;
};

struct EnumPlan {
  Id id = 0;
  std::string name;
  std::vector<std::pair<Id, std::string>> values;
};

struct DomainPlan {
  Id id = 0;
  std::string name, type;
  bool not_null = false;
  std::optional<std::string> check;  ///< over VALUE
};

struct Blueprint {
  const Tongue* tongue = nullptr;
  std::vector<TablePlan> tables;
  std::vector<ViewPlan> views;
  std::vector<EnumPlan> enums;
  std::vector<DomainPlan> domains;
  bool search_table = false;  ///< a virtual table
  Id next = 1;
};

/// `@7@`, `@7:n@`.
std::string mark(Id id);
std::string mark(Id id, const std::string& kind);

/// Whether a pattern's text names `id`.
bool speaks_of(const std::string& pattern, Id id);

/// A mark of a pattern: what it names, and what it says besides.
struct Mark {
  Id id;
  std::string kind;
};
std::vector<Mark> marks_of(const std::string& pattern);

/// `pattern` with names for numbers.
std::string named(const std::string& pattern, const std::map<Id, std::string>& names,
                  const Dialect& dialect);

/// The names of all tables, views, columns, types and values.
std::map<Id, std::string> names_of(const Blueprint& blueprint);

const TablePlan* find_table(const Blueprint& blueprint, Id id);
const EnumPlan* find_enum(const Blueprint& blueprint, Id id);
const DomainPlan* find_domain(const Blueprint& blueprint, Id id);
const ColumnPlan* find_column(const TablePlan& table, Id id);
ColumnPlan* find_column(TablePlan& table, Id id);

/// The blueprint as a graph of its dialect. With `before`, what bore another name there says so in
/// `renamed_from`.
Schema draw(const Blueprint& blueprint, const Blueprint* before = nullptr);

}  // namespace athanor::testing
