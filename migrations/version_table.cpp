#include "migrations/version_table.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "schema/overloaded.hpp"

namespace athanor {
namespace {

/// Writes rows, one statement at a time, and holds each to one row.
class RowWriter {
 public:
  RowWriter(Session& session, const std::string& table, const Dialect& dialect)
      : session_(session), dialect_(dialect), table_(dialect.quote_name(table)) {}

  void insert(const std::string& row) {
    session_.execute(fmt::format("INSERT INTO {} (version_num) VALUES ({})", table_, text(row)));
  }
  void update(const std::string& from, const std::string& to) {
    expect(from);
    session_.execute(
        fmt::format("UPDATE {} SET version_num={} WHERE {}", table_, text(to), is(from)));
  }
  void remove(const std::string& row) {
    expect(row);
    session_.execute(fmt::format("DELETE FROM {} WHERE {}", table_, is(row)));
  }

 private:
  std::string text(const std::string& row) const { return dialect_.quote_text(row); }
  std::string is(const std::string& row) const {
    return fmt::format("{}.version_num = {}", table_, text(row));
  }
  void expect(const std::string& row) {
    auto found = session_.query(fmt::format("SELECT 1 FROM {} WHERE {}", table_, is(row)));
    if (found.size() == 1) return;
    throw Error(fmt::format("{} no longer holds {}: another run has moved it", table_, row));
  }

  Session& session_;
  const Dialect& dialect_;
  std::string table_;
};

}  // namespace

Table version_table(const std::string& name) {
  Table table;
  table.name.name = name;
  Column version;
  version.name = "version_num";
  version.type = parse_type("varchar(32)");
  version.nullable = false;
  table.columns.push_back(version);
  PrimaryKey key;
  key.name = name + "_pkc";
  key.columns.push_back({"version_num", std::nullopt, std::nullopt});
  table.primary_key = key;
  return table;
}

std::vector<std::string> read_versions(Session& session, const std::string& table,
                                       const Dialect& dialect) {
  std::vector<std::string> rows;
  if (!session.has_table(table)) return rows;
  auto query = fmt::format("SELECT version_num FROM {}", dialect.quote_name(table));
  for (const auto& row : session.query(query)) rows.push_back(row.at(0).value_or(""));
  std::sort(rows.begin(), rows.end());
  return rows;
}

void write_versions(Session& session, const std::vector<VersionRowChange>& changes,
                    const std::string& table, const Dialect& dialect) {
  if (changes.empty()) return;
  if (!session.has_table(table)) {
    Schema model;
    put(model.tables, version_table(table));
    Diagnostics diagnostics;
    auto lowered = dialect.lower(std::move(model), diagnostics);
    require_no_errors(diagnostics);
    for (const auto& statement :
         dialect.render(step::Create<Table>{lowered.tables.begin()->second})) {
      session.execute(statement.sql);
    }
  }
  RowWriter writer(session, table, dialect);
  for (const auto& change : changes) {
    std::visit(overloaded{[&](const InsertVersion& row) { writer.insert(row.id); },
                          [&](const UpdateVersion& row) { writer.update(row.from, row.to); },
                          [&](const DeleteVersion& row) { writer.remove(row.id); }},
               change);
  }
}

}  // namespace athanor
