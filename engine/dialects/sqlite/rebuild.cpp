#include "engine/dialects/sqlite/rebuild.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <map>
#include <set>

#include "engine/dialects/sqlite/keys.hpp"
#include "engine/dialects/sqlite/names.hpp"
#include "engine/dialects/sqlite/render.hpp"

namespace athanor::sqlite {
namespace {

/// Lists of the copy: what is written, and what is read for it.
struct Copy {
  std::vector<std::string> into, from;
};

/// A column that becomes NOT NULL takes its default where it held NULL.
std::string read_column(const Column& before, const Column& after) {
  auto name = quote_name(before.name);
  bool tightened = before.nullable != false && after.nullable == false;
  if (!tightened || !after.default_value) return name;
  return fmt::format("ifnull({}, {})", name, std::get<Expression>(*after.default_value).text);
}

/// The rowid is copied where it lives on its own: an INTEGER PRIMARY KEY copied as a column is it.
bool copies_rowid(const Table& before, const Table& after) {
  if (!rowid_name(before) || !rowid_name(after)) return false;
  const Column* alias = rowid_alias(after);
  return !alias || !column_named(before, alias->name);
}

Copy copy_lists(const Table& before, const Table& after) {
  Copy copy;
  if (copies_rowid(before, after)) {
    copy.into.push_back(*rowid_name(after));
    copy.from.push_back(*rowid_name(before));
  }
  for (const auto& column : after.columns) {
    const Column* old = column_named(before, column.name);
    if (!old || column.generated) continue;
    copy.into.push_back(quote_name(column.name));
    copy.from.push_back(read_column(*old, column));
  }
  if (copy.into.empty()) {  // nothing stays: the rows do, with their defaults
    copy.into.push_back(quote_name(after.columns.front().name));
    copy.from.emplace_back("NULL");
  }
  return copy;
}

QualifiedName new_name(const Table& table) {
  return {table.name.schema, "_athanor_new_" + table.name.name};
}

/// The counter of AUTOINCREMENT may be ahead of the rows (autoinc.html), so it is carried over.
std::vector<std::string> carry_counter(const Table& before, const Table& after) {
  bool counted = before.primary_key && before.primary_key->autoincrement && after.primary_key &&
                 after.primary_key->autoincrement;
  if (!counted) return {};
  auto now = quote_text(new_name(after).name);
  return {fmt::format("DELETE FROM sqlite_sequence WHERE name = {}", now),
          fmt::format("INSERT INTO sqlite_sequence (name, seq) "
                      "SELECT {}, seq FROM sqlite_sequence WHERE name = {}",
                      now, quote_text(before.name.name))};
}

constexpr const char* kCheckTable =
    "CREATE TEMP TABLE athanor_check (\n"
    "    keys_off INTEGER CONSTRAINT \"foreign keys must be off while a table is rebuilt or "
    "dropped\" CHECK (keys_off),\n"
    "    rows_copied INTEGER CONSTRAINT \"a rebuilt table must keep all its rows\" "
    "CHECK (rows_copied),\n"
    "    broken_before INTEGER,\n"
    "    keys_hold INTEGER CONSTRAINT \"foreign keys that held must still hold\" "
    "CHECK (keys_hold)\n"
    ")";

/// What a plan does to whole tables, as far as foreign keys could act on it.
class TablesAtRisk {
 public:
  TablesAtRisk(const std::vector<Step>& steps, const Schema& from) : from_(from) {
    for (const auto& step : steps) {
      if (const auto* drop = std::get_if<step::Drop<Table>>(&step)) {
        dropped_.emplace(ascii_lower(drop->object.name.name), &drop->object);
      } else if (const auto* rebuild = std::get_if<step::RebuildTable>(&step)) {
        rebuilt_.insert(ascii_lower(rebuild->after.name.name));
      }
    }
  }

  /// Rebuilt tables, and dropped ones that something references which is still there by then.
  std::set<std::string> find() const {
    auto out = rebuilt_;
    for (const auto& [name, table] : dropped_) {
      if (is_referenced(name)) out.insert(name);
    }
    return out;
  }

 private:
  /// A table that is dropped too goes first, unless the two reference each other in a circle. One
  /// that references itself counts: the actions of its key would fire its triggers.
  bool is_referenced(const std::string& parent) const {
    for (const auto& [name, child] : from_.tables) {
      auto child_name = ascii_lower(name.name);
      if (!references(child, parent)) continue;
      if (child_name == parent || !dropped_.contains(child_name) || reaches(parent, child_name))
        return true;
    }
    return false;
  }

  static bool references(const Table& child, const std::string& parent) {
    for (const auto& key : child.foreign_keys) {
      if (ascii_iequals(key.table.name, parent)) return true;
    }
    return false;
  }

  bool reaches(const std::string& from, const std::string& to) const {
    std::set<std::string> seen;
    std::vector<std::string> waiting{from};
    while (!waiting.empty()) {
      auto at = dropped_.find(waiting.back());
      waiting.pop_back();
      if (at == dropped_.end() || !seen.insert(at->first).second) continue;
      for (const auto& key : at->second->foreign_keys) {
        auto next = ascii_lower(key.table.name);
        if (next == to) return true;
        waiting.push_back(next);
      }
    }
    return false;
  }

  const Schema& from_;
  std::map<std::string, const Table*> dropped_;
  std::set<std::string> rebuilt_;
};

/// Whether the keys of a table cannot be checked: asking about one whose columns do not match a
/// unique key is itself an error (foreignkeys.html, section 3).
bool mismatched(const ForeignKey& key, const Schema& schema) {
  auto found = schema.tables.find(key.table);
  return found != schema.tables.end() && !is_key_of(key, found->second);
}

void collect_mismatched(const Schema& schema, std::set<std::string>& names) {
  for (const auto& [name, table] : schema.tables) {
    for (const auto& key : table.foreign_keys) {
      if (mismatched(key, schema)) names.insert(ascii_lower(name.name));
    }
  }
}

std::string text_list(const std::set<std::string>& texts) {
  std::vector<std::string> quoted;
  for (const auto& text : texts) quoted.push_back(quote_text(text));
  return fmt::format("({})", fmt::join(quoted, ", "));
}

/// Counts the rows whose foreign keys are broken, in the changed tables and in all that reference
/// them: whatever the database holds, known to the plan or not.
std::string count_broken_keys(const std::set<std::string>& changed,
                              const std::set<std::string>& mismatched) {
  auto out = fmt::format(
      "SELECT count(*) FROM sqlite_master AS t, pragma_foreign_key_check(t.name)\n"
      "WHERE t.type = 'table' AND (lower(t.name) IN {0}\n"
      "    OR EXISTS (SELECT 1 FROM pragma_foreign_key_list(t.name) AS k WHERE lower(k.\"table\") "
      "IN {0}))",
      text_list(changed));
  if (!mismatched.empty()) out += "\n    AND lower(t.name) NOT IN " + text_list(mismatched);
  return out;
}

}  // namespace

std::vector<SqlStatement> rebuild(const step::RebuildTable& step) {
  auto copy = copy_lists(step.before, step.after);
  auto old_table = quote_name(step.before.name), new_table = quote_name(new_name(step.after));
  std::vector<SqlStatement> out;
  auto add = [&](std::string sql, std::string comment = "") {
    out.push_back({std::move(sql), SqlStatement::Mode::Transactional, std::move(comment)});
  };
  add(create_table(step.after, new_name(step.after)),
      fmt::format("{} is made anew: SQLite cannot alter it in place", display(step.after.name)));
  add(fmt::format("INSERT INTO {} ({})\nSELECT {} FROM {}", new_table, fmt::join(copy.into, ", "),
                  fmt::join(copy.from, ", "), old_table));
  add(fmt::format(
      "INSERT INTO temp.athanor_check (rows_copied)\nSELECT (SELECT count(*) FROM {}) = "
      "(SELECT count(*) FROM {})",
      old_table, new_table));
  for (auto& statement : carry_counter(step.before, step.after)) add(std::move(statement));
  add("DROP TABLE " + old_table);
  add("PRAGMA legacy_alter_table=ON", "views, triggers and keys elsewhere go on naming the table");
  add(fmt::format("ALTER TABLE {} RENAME TO {}", new_table, quote_name(step.after.name.name)));
  add("PRAGMA legacy_alter_table=OFF");
  for (const auto& index : step.after.indexes) add(create_index(step.after.name, index));
  for (const auto& trigger : step.after.triggers) add(create_trigger(step.after.name, trigger));
  return out;
}

Dialect::Frame rebuild_frame(const std::vector<Step>& steps, const Schema& from, const Schema& to) {
  auto changed = TablesAtRisk(steps, from).find();
  if (changed.empty()) return {};
  std::set<std::string> unmatched;
  collect_mismatched(from, unmatched);
  collect_mismatched(to, unmatched);
  auto count = count_broken_keys(changed, unmatched);
  auto inside = SqlStatement::Mode::Transactional;
  Dialect::Frame frame;
  frame.before = {
      {"PRAGMA foreign_keys=OFF", SqlStatement::Mode::Autocommit,
       "or DROP TABLE would act on the rows of other tables"},
      {kCheckTable, inside, "each CHECK here stops the whole run when its claim does not hold"},
      {"INSERT INTO temp.athanor_check (keys_off)\nSELECT NOT foreign_keys FROM "
       "pragma_foreign_keys",
       inside},
      {fmt::format("INSERT INTO temp.athanor_check (broken_before)\n{}", count), inside}};
  frame.after = {{fmt::format("INSERT INTO temp.athanor_check (keys_hold)\nSELECT ({}) <=\n    "
                              "(SELECT max(broken_before) FROM temp.athanor_check)",
                              count),
                  inside},
                 {"DROP TABLE temp.athanor_check", inside}};
  return frame;
}

}  // namespace athanor::sqlite
