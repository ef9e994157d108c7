#pragma once
/// Random schemas as they are before they have names: columns and tables are numbers, and every
/// expression and body says `@7@` where thing 7 is named. So a rename changes one word, and
/// whatever speaks of a thing that goes can be found.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "schema/schema.hpp"

namespace athanor::testing {

using Id = int;

struct ColumnPlan {
  Id id = 0;
  std::string name, type;
  bool not_null = false;
  std::optional<std::string> default_text, collation;
  std::optional<std::string> generated;  ///< pattern
  Generated::Storage storage = Generated::Storage::Virtual;
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
  std::string name;
  std::vector<ColumnPlan> columns;
  std::vector<Id> primary_key;
  bool autoincrement = false, strict = false, without_rowid = false;
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

struct Blueprint {
  std::vector<TablePlan> tables;
  std::vector<ViewPlan> views;
  bool search_table = false;  ///< a virtual table
  Id next = 1;
};

/// Whether a column is NOT NULL, by its own word or its key's (stricttables.html;
/// withoutrowid.html, section 2).
bool forbids_null(const TablePlan& table, const ColumnPlan& column);

/// Whether `pattern` speaks of `id`.
bool speaks_of(const std::string& pattern, Id id);

/// `pattern` with names for numbers.
std::string named(const std::string& pattern, const std::map<Id, std::string>& names);

/// The names of all tables, views and columns.
std::map<Id, std::string> names_of(const Blueprint& blueprint);

/// The blueprint as a SQLite graph. With `before`, what bore another name there says so in
/// `renamed_from`.
Schema draw(const Blueprint& blueprint, const Blueprint* before = nullptr);

}  // namespace athanor::testing
