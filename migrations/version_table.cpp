#include "migrations/version_table.hpp"

#include <fmt/format.h>

#include "schema/overloaded.hpp"

namespace athanor {
namespace {

bool is_there(Session& session, const VersionTable& table) {
  return table.name.schema.empty() ? session.has_table(table.name.name)
                                   : session.has_table_in(table.name.schema, table.name.name);
}

void expect(Session& session, const VersionStatements& statements, const VersionTable& table,
            const std::string& row) {
  if (session.query(statements.find(row)).size() == 1) return;
  throw Error(
      fmt::format("{} no longer holds {}: another run has moved it", display(table.name), row));
}

}  // namespace

VersionStatements::VersionStatements(VersionTable table, const Dialect& dialect)
    : table_(std::move(table)), dialect_(dialect) {
  if (!table_.name.schema.empty()) name_ = dialect.quote_name(table_.name.schema) + ".";
  name_ += dialect.quote_name(table_.name.name);
}

std::string VersionStatements::create() const {
  auto key = table_.key == VersionTable::Key::None
                 ? std::string()
                 : fmt::format(", \n    CONSTRAINT {} PRIMARY KEY (version_num)",
                               dialect_.quote_name(table_.name.name + "_pkc"));
  return fmt::format("CREATE TABLE {} (\n    version_num VARCHAR(32) NOT NULL{}\n)", name_, key);
}

std::string VersionStatements::insert(const std::string& row) const {
  return fmt::format("INSERT INTO {} (version_num) VALUES ({})", name_, text(row));
}

std::string VersionStatements::update(const std::string& from, const std::string& to) const {
  return fmt::format("UPDATE {} SET version_num={} WHERE {}", name_, text(to), is(from));
}

std::string VersionStatements::remove(const std::string& row) const {
  return fmt::format("DELETE FROM {} WHERE {}", name_, is(row));
}

std::string VersionStatements::remove_all() const {
  return "DELETE FROM " + name_;
}

std::string VersionStatements::select() const {
  return fmt::format("SELECT version_num FROM {}", name_);
}

std::string VersionStatements::find(const std::string& row) const {
  return fmt::format("SELECT 1 FROM {} WHERE {}", name_, is(row));
}

std::string VersionStatements::of(const VersionRowChange& change) const {
  return std::visit(overloaded{[&](const InsertVersion& row) { return insert(row.id); },
                               [&](const UpdateVersion& row) { return update(row.from, row.to); },
                               [&](const DeleteVersion& row) { return remove(row.id); }},
                    change);
}

std::string VersionStatements::text(const std::string& row) const {
  return dialect_.quote_text(row);
}

std::string VersionStatements::is(const std::string& row) const {
  return fmt::format("{} = {}", column(), text(row));
}

std::string VersionStatements::column() const {
  return name_ + ".version_num";
}

VersionRows read_versions(Session& session, const VersionTable& table, const Dialect& dialect) {
  VersionRows rows;
  if (!is_there(session, table)) return rows;
  for (const auto& row : session.query(VersionStatements(table, dialect).select())) {
    rows.push_back(row.at(0).value_or(""));
  }
  return rows;
}

void ensure_version_table(Session& session, const VersionTable& table, const Dialect& dialect) {
  if (!is_there(session, table)) session.execute(VersionStatements(table, dialect).create());
}

void write_versions(Session& session, const std::vector<VersionRowChange>& changes,
                    const VersionTable& table, const Dialect& dialect) {
  if (changes.empty()) return;
  ensure_version_table(session, table, dialect);
  VersionStatements statements(table, dialect);
  for (const auto& change : changes) {
    std::visit(
        overloaded{[](const InsertVersion&) {},
                   [&](const UpdateVersion& row) { expect(session, statements, table, row.from); },
                   [&](const DeleteVersion& row) { expect(session, statements, table, row.id); }},
        change);
    session.execute(statements.of(change));
  }
}

void purge_versions(Session& session, const VersionTable& table, const Dialect& dialect) {
  ensure_version_table(session, table, dialect);
  session.execute(VersionStatements(table, dialect).remove_all());
}

}  // namespace athanor
