#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "engine/dialects/sqlite/health.hpp"
#include "engine/dialects/sqlite/names.hpp"

namespace athanor::sqlite {
namespace {

using health::Ailment;
using health::Condition;

/// A check that reads the whole file ends after so long,
constexpr std::chrono::milliseconds kCheckPatience{10'000};
/// and after so many complaints.
constexpr int kComplaints = 100;

/// Sequences asked for at once: a compound SELECT has at most 500 terms (limits.html).
constexpr std::size_t kSequencesAtOnce = 200;

constexpr const char* kBrokenKeys =
    "SELECT \"table\", parent, count(*) FROM pragma_foreign_key_check GROUP BY 1, 2 ORDER BY 1, 2";

const Table* table_in(const Schema& schema, const std::string& name) {
  auto found = std::find_if(schema.tables.begin(), schema.tables.end(), [&](const auto& entry) {
    return ascii_iequals(entry.first.name, name);
  });
  return found == schema.tables.end() ? nullptr : &found->second;
}

/// The rows of a query that may take long; where it takes too long, or fails, that is `unknown`.
std::vector<Row> bounded(Session& session, const std::string& query, std::string& unknown) {
  std::vector<Row> rows;
  session.begin();
  try {
    session.bound(kCheckPatience);
    rows = session.query(query);
  } catch (const StatementError& e) {
    bool late = e.message() == "interrupted";
    auto seconds = std::chrono::duration_cast<std::chrono::seconds>(kCheckPatience).count();
    unknown = late ? fmt::format("it takes longer than {} s: run {} yourself", seconds, query)
                   : e.message();
  }
  session.rollback();
  return rows;
}

Condition sound_file(Session& session) {
  Condition out{"the file is sound",
                {},
                "copy what can be read with .recover of the sqlite3 shell; REINDEX mends indexes",
                ""};
  for (const auto& row :
       bounded(session, fmt::format("PRAGMA integrity_check({})", kComplaints), out.unknown)) {
    auto text = row.at(0).value_or("");
    if (text != "ok") out.ailments.push_back({{}, "", text});
  }
  return out;
}

Condition kept_keys(Session& session, const Schema& schema) {
  Condition out{"foreign keys lead to rows that are there",
                {},
                "PRAGMA foreign_key_check(TABLE) lists the rows",
                ""};
  for (const auto& row : bounded(session, kBrokenKeys, out.unknown)) {
    const auto* table = table_in(schema, row.at(0).value_or(""));
    if (!table) continue;
    out.ailments.push_back({table->name, "",
                            fmt::format("{} of {} lead to no row of {}", row.at(2).value_or(""),
                                        display(table->name), row.at(1).value_or(""))});
  }
  return out;
}

/// The column that AUTOINCREMENT counts; null where it counts none.
const std::string* counted_column(const Table& table) {
  bool counts = table.primary_key && table.primary_key->autoincrement;
  return counts ? &table.primary_key->columns.front().name : nullptr;
}

std::string lagging(const std::vector<const Table*>& tables) {
  std::string out;
  for (const auto* table : tables) {
    out += fmt::format(
        "{}SELECT {} AS name, max({}) AS reached, (SELECT max(seq) FROM sqlite_sequence WHERE "
        "name = {} COLLATE NOCASE) AS seq FROM {}",
        out.empty() ? "" : " UNION ALL ", quote_text(table->name.name),
        quote_name(*counted_column(*table)), quote_text(table->name.name), quote_name(table->name));
  }
  return "SELECT name, reached, coalesce(seq, 0) FROM (" + out +
         ") WHERE reached > coalesce(seq, 0)";
}

Condition sequences_ahead(Session& session, const Schema& schema) {
  Condition out{"sequences are ahead of their columns",
                {},
                "UPDATE sqlite_sequence SET seq = ... WHERE name = ..., or INSERT the row",
                ""};
  std::vector<const Table*> tables;
  auto ask = [&] {
    if (tables.empty()) return;
    for (const auto& row : session.query(lagging(tables))) {
      auto name = row.at(0).value_or("");
      const auto* table = table_in(schema, name);
      out.ailments.push_back({table->name, *counted_column(*table),
                              fmt::format("sqlite_sequence has {} for {}, and {}.{} has reached {}",
                                          row.at(2).value_or(""), name, name,
                                          *counted_column(*table), row.at(1).value_or(""))});
    }
    tables.clear();
  };
  for (const auto& [name, table] : schema.tables) {
    if (!counted_column(table)) continue;
    tables.push_back(&table);
    if (tables.size() == kSequencesAtOnce) ask();
  }
  ask();
  return out;
}

}  // namespace

std::vector<Condition> conditions(Session& session, const Schema& schema) {
  return {sound_file(session), kept_keys(session, schema), sequences_ahead(session, schema)};
}

}  // namespace athanor::sqlite
