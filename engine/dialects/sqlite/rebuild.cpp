#include "engine/dialects/sqlite/rebuild.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <set>

#include "engine/dialects/sqlite/names.hpp"
#include "engine/dialects/sqlite/render.hpp"
#include "engine/dialects/sqlite/keys.hpp"

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

bool is_referenced(const Table& table, const Schema& schema) {
  for (const auto& [name, other] : schema.tables) {
    for (const auto& key : other.foreign_keys) {
      if (name != table.name && ascii_iequals(key.table.name, table.name.name)) return true;
    }
  }
  return false;
}

/// The tables whose rows foreign keys could act on: rebuilt ones, and dropped ones that something
/// references.
std::set<std::string> tables_at_risk(const std::vector<Step>& steps, const Schema& from) {
  std::set<std::string> out;
  for (const auto& step : steps) {
    if (const auto* rebuild = std::get_if<step::RebuildTable>(&step)) {
      out.insert(ascii_lower(rebuild->after.name.name));
    } else if (const auto* drop = std::get_if<step::Drop<Table>>(&step)) {
      if (is_referenced(drop->object, from)) out.insert(ascii_lower(drop->object.name.name));
    }
  }
  return out;
}

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
      "SELECT count(*) FROM sqlite_master AS t, pragma_foreign_key_check(t.name) "
      "WHERE t.type = 'table' AND (lower(t.name) IN {0} OR EXISTS (SELECT 1 FROM "
      "pragma_foreign_key_list(t.name) AS k WHERE lower(k.\"table\") IN {0}))",
      text_list(changed));
  if (!mismatched.empty()) out += " AND lower(t.name) NOT IN " + text_list(mismatched);
  return out;
}

}  // namespace

std::vector<std::string> rebuild(const step::RebuildTable& step) {
  auto copy = copy_lists(step.before, step.after);
  auto old_table = quote_name(step.before.name), new_table = quote_name(new_name(step.after));
  std::vector<std::string> out = {
      create_table(step.after, new_name(step.after)),
      fmt::format("INSERT INTO {} ({})\nSELECT {} FROM {}", new_table, fmt::join(copy.into, ", "),
                  fmt::join(copy.from, ", "), old_table),
      fmt::format("INSERT INTO temp.athanor_check (rows_copied)\nSELECT (SELECT count(*) FROM {}) = "
                  "(SELECT count(*) FROM {})",
                  old_table, new_table)};
  for (auto& statement : carry_counter(step.before, step.after)) out.push_back(statement);
  out.push_back("DROP TABLE " + old_table);
  out.emplace_back("PRAGMA legacy_alter_table=ON");
  out.push_back(fmt::format("ALTER TABLE {} RENAME TO {}", new_table,
                            quote_name(step.after.name.name)));
  out.emplace_back("PRAGMA legacy_alter_table=OFF");
  for (const auto& index : step.after.indexes) {
    out.push_back(create_index(step.after.name, index));
  }
  for (const auto& trigger : step.after.triggers) {
    out.push_back(create_trigger(step.after.name, trigger));
  }
  return out;
}

Dialect::Frame rebuild_frame(const std::vector<Step>& steps, const Schema& from,
                             const Schema& to) {
  std::set<std::string> changed = tables_at_risk(steps, from), unmatched;
  if (changed.empty()) return {};
  collect_mismatched(from, unmatched);
  collect_mismatched(to, unmatched);
  auto count = count_broken_keys(changed, unmatched);
  auto inside = SqlStatement::Mode::Transactional;
  Dialect::Frame frame;
  frame.before = {
      {"PRAGMA foreign_keys=OFF", SqlStatement::Mode::Autocommit},
      {kCheckTable, inside},
      {"INSERT INTO temp.athanor_check (keys_off)\nSELECT NOT foreign_keys FROM "
       "pragma_foreign_keys",
       inside},
      {fmt::format("INSERT INTO temp.athanor_check (broken_before)\n{}", count), inside}};
  frame.after = {{fmt::format("INSERT INTO temp.athanor_check (keys_hold)\nSELECT ({}) <= "
                              "(SELECT max(broken_before) FROM temp.athanor_check)",
                              count),
                  inside},
                 {"DROP TABLE temp.athanor_check", inside}};
  return frame;
}

}  // namespace athanor::sqlite
