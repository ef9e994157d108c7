#include "engine/dialects/sqlite/risk.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "engine/reach.hpp"
#include "engine/rebuilt.hpp"
#include "engine/risk/narrowing.hpp"
#include "schema/sql_text.hpp"

namespace athanor::sqlite {
namespace {

using namespace risk;
using risk::Severity;
using Hits = std::vector<Hit>;

/// The tables whose rows a DELETE of all rows of `parent` would take along or change.
std::vector<std::string> dragged_along(const Scene& scene, const QualifiedName& parent) {
  std::vector<std::string> out;
  for (const auto& name : tables_referencing(scene.before, parent, scene.dialect)) {
    if (scene.dialect.fold(name.name) == scene.dialect.fold(parent.name)) continue;
    for (const auto& key : scene.table(name)->foreign_keys) {
      bool acts = key.on_delete == ReferenceAction::Cascade ||
                  key.on_delete == ReferenceAction::SetNull ||
                  key.on_delete == ReferenceAction::SetDefault;
      if (!acts || scene.dialect.fold(key.table.name) != scene.dialect.fold(parent.name)) continue;
      out.push_back(display(name));
      break;
    }
  }
  return out;
}

/// lang_droptable.html: a DROP TABLE is a DELETE of all rows first, where keys are enforced.
Hits drops_children(const Scene& scene) {
  Hits out;
  const auto* drop = scene.action<Drop>();
  if (!drop || drop->kind != ObjectKind::Table || scene.memory.keys_off) return out;
  for (const auto& name : drop->names) {
    if (scene.age(name) == Age::New) continue;
    auto children = dragged_along(scene, name);
    if (children.empty()) continue;
    out.push_back({display(name), fmt::format("rows of {}", fmt::join(children, ", "))});
  }
  return out;
}

Hits sets_keys_in_vain(const Scene& scene) {
  const auto* setting = scene.action<Setting>();
  bool vain =
      setting && setting->name == "foreign_keys" && setting->value && scene.in_transaction();
  return vain ? Hits{{"", scene.statement().text}} : Hits{};
}

std::string lost_triggers(const Scene& scene, const Table& before) {
  const Table* final = find_table(scene.finish, before.name, scene.dialect);
  std::vector<std::string> lost;
  for (const auto& trigger : before.triggers) {
    bool kept = final && std::any_of(final->triggers.begin(), final->triggers.end(),
                                     [&](const Trigger& other) {
                                       return ascii_iequals(other.name, trigger.name);
                                     });
    if (!kept) lost.push_back("trigger " + trigger.name);
  }
  for (const auto& index : before.indexes) {
    bool kept =
        final && std::any_of(final->indexes.begin(), final->indexes.end(), [&](const Index& other) {
          return ascii_iequals(other.name, index.name);
        });
    if (!kept) lost.push_back("index " + index.name);
  }
  return fmt::format("{}", fmt::join(lost, ", "));
}

/// The position of AUTOINCREMENT is a row of sqlite_sequence, which DROP TABLE deletes.
bool carries_counter(const Scene& scene) {
  return std::any_of(scene.statements.begin(), scene.statements.end(), [](const auto& statement) {
    return mentions(statement.text, "sqlite_sequence");
  });
}

Hits loses_parts(const Scene& scene) {
  Hits out;
  scene.each<Rebuilds>([&](const Rebuilds& effect) {
    const auto& before = effect.before;
    const auto& after = effect.after;
    std::vector<std::string> lost;
    if (auto parts = lost_triggers(scene, before); !parts.empty()) lost.push_back(parts);
    if (before.strict && !after.strict) lost.emplace_back("STRICT");
    if (before.without_rowid && !after.without_rowid) lost.emplace_back("WITHOUT ROWID");
    bool counted = before.primary_key && before.primary_key->autoincrement;
    bool counts = after.primary_key && after.primary_key->autoincrement;
    if (counted && !counts) lost.emplace_back("AUTOINCREMENT");
    if (counted && counts && !carries_counter(scene))
      lost.emplace_back("the position of AUTOINCREMENT");
    if (!lost.empty())
      out.push_back({display(before.name), fmt::format("{}", fmt::join(lost, ", "))});
  });
  return out;
}

Hits copies_much(const Scene& scene) {
  Hits out;
  scene.each<Rebuilds>([&](const Rebuilds& effect) {
    auto found = scene.sizes.find(effect.before.name);
    if (found == scene.sizes.end() || found->second.rows < scene.large_rows) return;
    auto bytes =
        found->second.bytes
            ? fmt::format(", {:.1f} MB", static_cast<double>(*found->second.bytes) / (1 << 20))
            : "";
    out.push_back(
        {display(effect.before.name), fmt::format("{} rows{}", found->second.rows, bytes)});
  });
  return out;
}

/// datatype3.html, section 3.1; ANY keeps what it is given (stricttables.html).
enum class Affinity { Integer, Text, Blob, Real, Numeric };

Affinity affinity(const DataType& type) {
  auto name = ascii_lower(display(type));
  auto has = [&](const char* part) { return name.find(part) != std::string::npos; };
  if (has("int")) return Affinity::Integer;
  if (has("char") || has("clob") || has("text")) return Affinity::Text;
  if (has("blob") || name.empty() || name == "any") return Affinity::Blob;
  if (has("real") || has("floa") || has("doub")) return Affinity::Real;
  return Affinity::Numeric;
}

/// A number becomes text and back unharmed; '007' becomes 7 for good.
bool changes_values(const DataType& from, const DataType& to) {
  auto was = affinity(from), is = affinity(to);
  if (was == is || is == Affinity::Blob) return false;
  bool number = was == Affinity::Integer || was == Affinity::Real || was == Affinity::Numeric;
  bool to_wider = number && (is == Affinity::Numeric || is == Affinity::Text);
  return !to_wider;
}

Hits changes_affinity(const Scene& scene) {
  Hits out;
  scene.each<RetypesColumn>([&](const RetypesColumn& effect) {
    if (!effect.from || !changes_values(*effect.from, effect.to)) return;
    out.push_back({part_of(effect.table, effect.column),
                   display(*effect.from) + " to " + display(effect.to)});
  });
  scene.each<AddsColumn>([&](const AddsColumn& effect) {
    bool bare = effect.age == Age::Existing && effect.column.nullable == false &&
                !effect.column.default_value && !effect.column.generated;
    if (bare)
      out.push_back({part_of(effect.table, effect.column.name), "NOT NULL without a default"});
  });
  return out;
}

/// `content=notes`, `content='notes'` of an FTS table (fts5.html, section 4.4.2).
bool reads_from(const VirtualTable& table, const std::string& name) {
  return std::any_of(table.arguments.begin(), table.arguments.end(), [&](const auto& argument) {
    auto tokens = scan_sql(argument);
    if (tokens.size() != 3 || !ascii_iequals(tokens[0].text, "content")) return false;
    auto value = tokens[2].text;
    if (tokens[2].kind == SqlToken::Kind::String) value = value.substr(1, value.size() - 2);
    return ascii_iequals(value, name);
  });
}

Hits changes_content(const Scene& scene) {
  Hits out;
  auto look = [&](const QualifiedName& changed) {
    for (const auto& [name, table] : scene.before.virtual_tables) {
      if (reads_from(table, changed.name)) {
        out.push_back({display(name), "it reads from " + display(changed)});
      }
    }
  };
  scene.each<Rebuilds>([&](const Rebuilds& effect) { look(effect.before.name); });
  scene.each<DropsTable>([&](const DropsTable& effect) { look(effect.name); });
  scene.each<RenamesTable>([&](const RenamesTable& effect) { look(effect.from); });
  const auto* alter = scene.action<AlterTable>();
  bool columns = alter && (std::holds_alternative<DropColumn>(alter->actions.front()) ||
                           std::holds_alternative<RenameColumn>(alter->actions.front()));
  if (columns) look(alter->table);
  return out;
}

Hits needs_no_transaction(const Scene& scene) {
  const auto* inert = scene.action<Inert>();
  bool refused = inert && inert->keyword == "VACUUM" && scene.in_transaction();
  return refused ? Hits{{"", "VACUUM"}} : Hits{};
}

bool same_kind_made_later(const Scene& scene, const QualifiedName& view) {
  return std::any_of(scene.statements.begin() + static_cast<std::ptrdiff_t>(scene.at),
                     scene.statements.end(), [&](const Statement& statement) {
                       const auto* create = std::get_if<Create<View>>(&statement.action);
                       return create && ascii_iequals(create->object.name.name, view.name);
                     });
}

bool made_before(const Scene& scene, const QualifiedName& view) {
  return std::any_of(scene.statements.begin(),
                     scene.statements.begin() + static_cast<std::ptrdiff_t>(scene.at),
                     [&](const Statement& statement) {
                       const auto* create = std::get_if<Create<View>>(&statement.action);
                       return create && ascii_iequals(create->object.name.name, view.name);
                     });
}

const View* find_view(const Schema& schema, const QualifiedName& name, const Dialect& dialect) {
  for (const auto& [other, view] : schema.views) {
    if (same_name(other, name, dialect)) return &view;
  }
  return nullptr;
}

/// What the view that comes back gives no more. There is no CREATE OR REPLACE VIEW.
std::string narrower(const Scene& scene, const QualifiedName& name) {
  const View* was = find_view(scene.before, name, scene.dialect);
  const View* is = find_view(scene.finish, name, scene.dialect);
  return was && is ? narrowing(*was, *is, scene.dialect) : "";
}

Hits takes_view(const Scene& scene) {
  Hits out;
  const auto* drop = scene.action<Drop>();
  if (!drop || drop->kind != ObjectKind::View) return out;
  for (const auto& name : drop->names) {
    if (made_before(scene, name)) continue;
    auto detail = same_kind_made_later(scene, name) ? narrower(scene, name) : "view dropped";
    if (!detail.empty()) out.push_back({display(name), std::move(detail)});
  }
  return out;
}

Hits is_unreadable(const Scene& scene) {
  const auto* unread = scene.action<Unread>();
  return unread ? Hits{{"", unread->why}} : Hits{};
}

constexpr Rule kSqliteRules[] = {
    {"CMP106", Severity::Danger, "a view taken away or narrowed",
     "running code that asks for it fails, or sees fewer rows than it did",
     "deploy code that does not need it first", "lang_dropview.html",
     "DROP VIEW people;\nCREATE VIEW people AS SELECT id, name FROM users;", takes_view},
    {"LIT101", Severity::Danger, "a table dropped while foreign keys are enforced",
     "DROP TABLE deletes its rows first, and with them those that reference it by ON DELETE",
     "switch foreign keys off before the transaction, and check them before its end",
     "lang_droptable.html; lang_altertable.html, section 7",
     "PRAGMA foreign_keys=OFF;\nBEGIN;\n-- the rebuild\nPRAGMA foreign_key_check;\nCOMMIT;\nPRAGMA "
     "foreign_keys=ON;",
     drops_children},
    {"LIT102", Severity::Danger, "PRAGMA foreign_keys inside a transaction",
     "it does nothing there, and nobody is told", "put it before the transaction",
     "pragma.html, foreign_keys", "PRAGMA foreign_keys=OFF;\nBEGIN;\nCOMMIT;", sets_keys_in_vain},
    {"LIT103", Severity::Danger, "a rebuild that loses part of the table",
     "what is not made again with the new table is gone",
     "make triggers, indexes and options again, and carry the row of sqlite_sequence over",
     "lang_altertable.html, section 7; autoinc.html",
     "UPDATE sqlite_sequence SET seq = (SELECT max(id) FROM users) WHERE name = 'users';",
     loses_parts},
    {"LIT104", Severity::Warn, "a rebuild of a large table",
     "every row is copied while nobody can write to the database, and the file grows by as much",
     "do it when nobody works, and see to it that the disk has room",
     "lang_altertable.html, section 7", "", copies_much},
    {"LIT105", Severity::Warn, "a column that old values do not fit",
     "NOT NULL without a default is refused, and another affinity turns '007' into 7",
     "give the column a default; look at the values that would change first",
     "lang_altertable.html, section 4; datatype3.html, section 3",
     "SELECT count(*) FROM users WHERE code <> CAST(CAST(code AS INTEGER) AS TEXT);",
     changes_affinity},
    {"LIT106", Severity::Warn, "the content table of a virtual table changed",
     "the index goes on naming columns and rows as they were",
     "make the virtual table again, or rebuild its index, in the same revision",
     "fts5.html, section 4.4.2 and 6.9", "INSERT INTO notes_fts (notes_fts) VALUES ('rebuild');",
     changes_content},
    {"TXN101", Severity::Danger, "a statement that cannot run in a transaction inside one",
     "SQLite refuses it", "run it outside: in a revision in an autocommit block",
     "lang_vacuum.html", "-- in Python: with op.get_context().autocommit_block():\nVACUUM;",
     needs_no_transaction},
    {"UNR101", Severity::Danger, "a statement that could not be read", "nobody knows what it does",
     "mend it, or look at it closely and allow it", "docs/sqlite.md", "", is_unreadable},
};

}  // namespace

std::span<const Rule> risks() {
  return kSqliteRules;
}

}  // namespace athanor::sqlite
