#include "engine/dialects/sqlite/introspect.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <future>

#include "engine/dialects/sqlite/names.hpp"
#include "engine/dialects/sqlite/types.hpp"
#include "grammar/sqlite/reader.hpp"
#include "grammar/sqlite/replay.hpp"
#include "schema/sql_text.hpp"

namespace athanor::sqlite {
namespace {

/// Objects in the order in which they can be made: what hangs on a table after it.
constexpr const char* kObjects =
    "SELECT sql FROM sqlite_master "
    "WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' "
    "AND name NOT IN (SELECT name FROM pragma_table_list WHERE type = 'shadow' AND schema = "
    "'main') "
    "ORDER BY CASE type WHEN 'table' THEN 0 WHEN 'view' THEN 1 ELSE 2 END, rowid";

constexpr const char* kColumns =
    "SELECT m.name, c.name, c.type, c.\"notnull\", c.hidden FROM sqlite_master AS m, "
    "pragma_table_xinfo(m.name) AS c WHERE m.type = 'table' "
    "AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND m.sql NOT LIKE 'CREATE VIRTUAL%' "
    "ORDER BY m.rowid, c.cid";

/// As many objects as are read at a time: their statements are gone before the next ones come.
constexpr std::size_t kBatch = 500;

/// The statements of one half of a large catalogue, read by a thread of its own.
struct ReadAhead {
  std::vector<std::vector<Statement>> batches;
  Diagnostics diagnostics;
};

/// Reads the texts of sqlite_master and replays them in their order.
class CatalogueReader {
 public:
  CatalogueReader(const std::vector<Row>& objects, std::string address)
      : objects_(objects), address_(std::move(address)) {}

  Schema read(Diagnostics& diagnostics) const {
    Replay replay;
    auto middle = objects_.size() > kBatch ? objects_.size() / 2 : objects_.size();
    auto ahead = std::async(std::launch::async, [this, middle] { return read_ahead(middle); });
    each_batch(0, middle, [&](std::size_t begin, std::size_t end) {
      for (const auto& statement : statements(begin, end, diagnostics)) {
        replay.apply(statement, diagnostics);
      }
    });
    auto rest = ahead.get();
    for (auto& batch : rest.batches) {
      for (const auto& statement : batch) replay.apply(statement, diagnostics);
      batch = {};
    }
    diagnostics.append(rest.diagnostics);
    return replay.take();
  }

 private:
  template <class Visit>
  static void each_batch(std::size_t begin, std::size_t end, Visit visit) {
    for (; begin < end; begin += kBatch) visit(begin, std::min(begin + kBatch, end));
  }

  std::vector<Statement> statements(std::size_t begin, std::size_t end,
                                    Diagnostics& diagnostics) const {
    std::string script;
    for (std::size_t i = begin; i < end; ++i) {
      script += *objects_[i][0];
      script += "\n;\n";  // a comment may end the text
    }
    return read_script(std::make_shared<SourceText>(SourceText{address_, std::move(script)}),
                       diagnostics);
  }

  ReadAhead read_ahead(std::size_t begin) const {
    ReadAhead out;
    each_batch(begin, objects_.size(), [&](std::size_t from, std::size_t to) {
      out.batches.push_back(statements(from, to, out.diagnostics));
    });
    return out;
  }

  const std::vector<Row>& objects_;
  std::string address_;
};

Schema read_catalogue(Session& session, Diagnostics& diagnostics) {
  auto objects = session.query(kObjects);
  return CatalogueReader(objects, session.address()).read(diagnostics);
}

/// One transaction for all queries, so that they see one state.
class ReadTransaction {
 public:
  explicit ReadTransaction(Session& session) : session_(session) {
    session_.execute("SAVEPOINT athanor_read");
  }
  ~ReadTransaction() {
    try {
      session_.execute("RELEASE athanor_read");
    } catch (const Error&) {  // the connection is gone, and its transaction with it
    }
  }
  ReadTransaction(const ReadTransaction&) = delete;
  ReadTransaction& operator=(const ReadTransaction&) = delete;

 private:
  Session& session_;
};

/// Holds what the grammar read against what the library reports.
class CrossCheck {
 public:
  CrossCheck(const Schema& schema, std::string address, Diagnostics& diagnostics)
      : schema_(schema), address_(std::move(address)), diagnostics_(diagnostics) {}

  void run(const std::vector<Row>& rows) {
    for (const auto& row : rows) check(row);
    finish();
  }

 private:
  void check(const Row& row) {
    if (row[0] != name_) {
      finish();
      name_ = row[0];
      auto found = schema_.tables.find({"", *name_});
      table_ = found == schema_.tables.end() ? nullptr : &found->second;
      at_ = 0;
      complained_ = table_ == nullptr;  // its own text had an error, which is said already
    }
    if (complained_) return;
    if (at_ >= table_->columns.size()) return complain(*row[1]);
    const Column& column = table_->columns[at_++];
    bool generated = *row[4] == "2" || *row[4] == "3";
    bool same = column.name == *row[1] && ascii_iequals(spelled(column.type), reported(*row[2])) &&
                (column.nullable == false) == (*row[3] != "0") &&
                column.generated.has_value() == generated;
    if (!same) complain(*row[1]);
  }

  /// Spaces inside a type are as they were typed: they mean nothing.
  static std::string folded(const std::string& type) {
    std::string out;
    for (const auto& token : scan_sql(type)) out += type.substr(token.offset, token.length);
    return out;
  }
  /// With a comment in between, SQLite takes GENERATED ALWAYS for the end of the type.
  static std::string reported(const std::string& type) {
    auto out = ascii_lower(folded(type));
    for (const char* ending : {"always", "generated"}) {
      if (out.ends_with(ending)) out.resize(out.size() - std::string_view(ending).size());
    }
    return out;
  }
  static std::string spelled(const DataType& type) { return folded(type_text(type)); }

  void complain(const std::string& column) {
    complained_ = true;
    diagnostics_.error({}, fmt::format("{}: SQLite reports column \"{}\" of table \"{}\" otherwise "
                                       "than its CREATE TABLE reads",
                                       address_, column, *name_));
  }

  void finish() {
    if (table_ && !complained_ && at_ != table_->columns.size())
      complain(table_->columns[at_].name);
  }

  const Schema& schema_;
  std::string address_;
  Diagnostics& diagnostics_;
  std::optional<std::string> name_;
  const Table* table_ = nullptr;
  std::size_t at_ = 0;
  bool complained_ = false;
};

bool is_flag_name(const std::string& name) {
  auto lower = ascii_lower(name);
  return lower.starts_with("is_") || lower.starts_with("has_") || lower == "active" ||
         lower == "enabled";
}

std::vector<std::string> flag_columns(const Table& table) {
  std::vector<std::string> out;
  for (const auto& column : table.columns) {
    if (!column.generated && is_flag_name(column.name) &&
        ascii_iequals(column.type.name.name, "integer")) {
      out.push_back(column.name);
    }
  }
  return out;
}

}  // namespace

Schema introspect(Session& session, Diagnostics& diagnostics) {
  ReadTransaction transaction(session);
  auto schema = read_catalogue(session, diagnostics);
  CrossCheck(schema, session.address(), diagnostics).run(session.query(kColumns));
  return schema;
}

std::vector<std::pair<QualifiedName, std::string>> boolean_columns(Session& session,
                                                                   const Schema& schema) {
  std::vector<std::pair<QualifiedName, std::string>> out;
  for (const auto& [name, table] : schema.tables) {
    auto columns = flag_columns(table);
    if (columns.empty()) continue;
    std::string select;
    for (const auto& column : columns) {
      auto quoted = quote_name(column);
      select += fmt::format(
          "{1}coalesce(min(typeof({0}) IN ('integer', 'null') AND "
          "coalesce({0}, 0) IN (0, 1)), 1)",
          quoted, select.empty() ? "" : ", ");
    }
    auto rows = session.query(fmt::format("SELECT {} FROM {}", select, quote_name(name)));
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (rows[0][i] == "1") out.emplace_back(name, columns[i]);
    }
  }
  return out;
}

}  // namespace athanor::sqlite
