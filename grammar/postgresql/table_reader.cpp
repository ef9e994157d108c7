#include "grammar/postgresql/table_reader.hpp"

#include <fmt/format.h>

#include "grammar/postgresql/column_reader.hpp"
#include "grammar/postgresql/constraint_reader.hpp"
#include "grammar/postgresql/option_reader.hpp"
#include "grammar/postgresql/table_edit.hpp"

namespace athanor::postgresql {
namespace {

using P = PostgreSQLParser;
using Part = LikeTable::Part;

const std::set<Part>& all_parts() {
  static const std::set<Part> parts = {Part::Comments, Part::Compression, Part::Constraints,
                                       Part::Defaults, Part::Generated,   Part::Identity,
                                       Part::Indexes,  Part::Statistics,  Part::Storage};
  return parts;
}

Part part(const antlr4::Token* word) {
  switch (word->getType()) {
    case P::COMMENTS:
      return Part::Comments;
    case P::COMPRESSION:
      return Part::Compression;
    case P::CONSTRAINTS:
      return Part::Constraints;
    case P::DEFAULTS:
      return Part::Defaults;
    case P::GENERATED:
      return Part::Generated;
    case P::IDENTITY:
      return Part::Identity;
    case P::INDEXES:
      return Part::Indexes;
    case P::STATISTICS:
      return Part::Statistics;
    default:
      return Part::Storage;
  }
}

std::set<Part> included(const std::vector<P::Like_optionContext*>& options) {
  std::set<Part> out;
  for (auto* option : options) {
    bool including = option->INCLUDING() != nullptr;
    if (option->what->getType() == P::ALL) {
      out = including ? all_parts() : std::set<Part>();
    } else if (including) {
      out.insert(part(option->what));
    } else {
      out.erase(part(option->what));
    }
  }
  return out;
}

/// What makes a table one that a graph cannot hold, or null and "".
struct Unmodelled {
  const antlr4::Token* token = nullptr;
  std::string why;
};

Unmodelled find_unmodelled(P::Table_definitionContext* node) {
  static constexpr const char* kPartitions = "partitions of PostgreSQL are not read yet";
  static constexpr const char* kAs =
      "it is made by CREATE TABLE ... AS, and what columns that gives only a database can tell";
  if (node->typed != nullptr) return {node->typed, "typed tables of PostgreSQL are not read yet"};
  if (node->partition != nullptr) return {node->partition, kPartitions};
  if (node->as != nullptr) return {node->as, kAs};
  for (auto* tail : node->table_tail()) {
    if (tail->strategy != nullptr) return {tail->start, kPartitions};
    if (tail->as != nullptr) return {tail->as, kAs};
  }
  return {};
}

class TableReader {
 public:
  explicit TableReader(const Written& written) : written_(written) {}

  Create<Table> read(P::Table_definitionContext* node) {
    for (auto* element : node->table_element()) read_element(element);
    for (auto* tail : node->table_tail()) read_tail(tail);
    return std::move(out_);
  }

 private:
  void read_element(P::Table_elementContext* element) {
    if (auto* column = element->column_definition()) {
      read_column_element(column);
    } else if (auto* constraint = element->table_constraint()) {
      auto add = read_table_constraint(written_, constraint);
      if (add.using_index) {
        written_.error(element->start, "USING INDEX can only stand in ALTER TABLE");
      }
      this->add(std::move(add.constraint), element->start);
    } else {
      out_.likes.push_back({written_.qualified(element->any_name()),
                            included(element->like_option()), out_.object.columns.size(),
                            written_.place(element->any_name()->start)});
    }
  }

  void read_column_element(P::Column_definitionContext* node) {
    auto definition = read_column(written_, node);
    auto& table = out_.object;
    if (find_column(table, definition.column.name) != nullptr) {
      written_.error(node->start,
                     fmt::format("column \"{}\" is declared twice", definition.column.name));
      return;
    }
    table.columns.push_back(std::move(definition.column));
    for (auto& constraint : definition.constraints) add(std::move(constraint), node->start);
  }

  void add(Constraint constraint, const antlr4::Token* token) {
    if (std::holds_alternative<PrimaryKey>(constraint) && out_.object.primary_key) {
      written_.error(token, "the table has more than one primary key");
      return;
    }
    add_constraint(out_.object, std::move(constraint));
  }

  void read_tail(P::Table_tailContext* tail) {
    auto& table = out_.object;
    switch (tail->start->getType()) {
      case P::INHERITS:
        for (auto* parent : tail->any_name_list()->any_name()) {
          table.inherits.push_back(written_.qualified(parent));
        }
        return;
      case P::USING:
        table.access_method = written_.name(tail->method);
        if (table.access_method == "heap") table.access_method.reset();
        return;
      case P::WITH:
        table.with = read_options(written_, tail->definitions());
        table.with.erase("oids");
        return;
      case P::TABLESPACE:
        table.tablespace = written_.name(tail->space);
        return;
      default:  // ON COMMIT is for temporary tables; WITHOUT OIDS says what is always so
        return;
    }
  }

  const Written& written_;
  Create<Table> out_;
};

}  // namespace

std::optional<Create<Table>> read_table(const Written& written, P::Table_definitionContext* node) {
  auto name = written.qualified(node->any_name(0));
  bool temporary =
      node->TEMP() != nullptr || node->TEMPORARY() != nullptr || name.schema == "pg_temp";
  Create<Table> out;
  auto unmodelled = find_unmodelled(node);
  if (unmodelled.token != nullptr && !temporary) {
    written.error(node->any_name(0)->start,
                  fmt::format("table \"{}\": {}", display(name), unmodelled.why));
    return std::nullopt;
  }
  if (unmodelled.token == nullptr) out = TableReader(written).read(node);
  out.object.name = std::move(name);
  out.object.place = written.place(node->any_name(0)->stop);
  out.object.unlogged = node->UNLOGGED() != nullptr;
  out.temporary = temporary;
  out.if_not_exists = node->if_not_exists() != nullptr;
  return out;
}

}  // namespace athanor::postgresql
