#include "grammar/sqlite/column_use.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "grammar/sqlite/mentions.hpp"
#include "grammar/sqlite/parsing.hpp"
#include "grammar/sqlite/reader.hpp"
#include "schema/sql_text.hpp"

namespace athanor::sqlite {
namespace {

/// The text from one place of a source up to another; empty where they are not in that order.
std::string_view text_between(const Place& from, const Place& to) {
  auto offset = [](const Place& place) {
    std::string_view text = place.source->text;
    std::size_t at = 0;
    for (std::uint32_t line = 1; line < place.line; ++line) at = text.find('\n', at) + 1;
    return at + place.column - 1;
  };
  auto begin = offset(from), end = offset(to);
  return begin < end ? std::string_view(from.source->text).substr(begin, end - begin)
                     : std::string_view();
}

/// Whether neither a comma of the column list nor its end stands in `text`.
bool within_one_definition(std::string_view text) {
  BorrowedParsing parsing;
  parsing->open(text);
  parsing->read_all();
  int depth = 0;
  for (std::size_t i = 0; i < parsing->tokens().size(); ++i) {
    auto type = parsing->tokens().get(i)->getType();
    if (type == SQLiteParser::LP) ++depth;
    if (type == SQLiteParser::RP) --depth;
    if (depth < 0 || (type == SQLiteParser::COMMA && depth == 0)) return false;
  }
  return true;
}

/// The graph keeps no word of where a constraint was written, but its place tells. Without places
/// (a graph not read from text) a constraint on this column alone counts as its own.
bool written_with(const Column& column, const Place& constraint) {
  if (!column.place.source || !constraint.source) return true;
  if (column.place.source != constraint.source) return false;
  auto text = text_between(column.place, constraint);
  return !text.empty() && within_one_definition(text);
}

bool is(const std::string& name, const Column& column) {
  return ascii_iequals(name, column.name);
}

bool among(const std::vector<KeyColumn>& keys, const Column& column) {
  return std::any_of(keys.begin(), keys.end(),
                     [&](const KeyColumn& key) { return is(key.name, column); });
}

bool among(const std::vector<std::string>& names, const Column& column) {
  return std::any_of(names.begin(), names.end(),
                     [&](const std::string& name) { return is(name, column); });
}

bool is_own(const Check& check, const Column& column) {
  if (column.place.source && check.place.source) return written_with(column, check.place);
  auto names = referenced_columns(check.expression.text);
  return names.size() == 1 && is(names.front(), column);
}

bool is_own(const ForeignKey& key, const Column& column) {
  return key.columns.size() == 1 && is(key.columns.front(), column) &&
         written_with(column, key.place);
}

class ColumnUses {
 public:
  ColumnUses(const Catalog& catalog, const Table& table, const Column& column)
      : catalog_(catalog),
        table_(table),
        column_(column),
        finder_(catalog, {table.name.name, column.name}) {}

  std::vector<std::string> find() {
    if (table_.columns.size() == 1) uses_.push_back("the table has no other column");
    in_keys();
    in_indexes();
    in_expressions();
    in_views_and_triggers();
    return std::move(uses_);
  }

 private:
  bool used_in(const std::string& expression) const {
    return !finder_.in_expression(expression, table_).empty();
  }

  void in_keys() {
    if (table_.primary_key && among(table_.primary_key->columns, column_)) {
      uses_.push_back("it is in the primary key");
    }
    for (const auto& key : table_.uniques) {
      if (among(key.columns, column_)) uses_.push_back("it is in a UNIQUE constraint");
    }
    for (const auto& key : table_.foreign_keys) {
      if (among(key.columns, column_) && !is_own(key, column_)) {
        uses_.push_back("it is in a foreign key of the table");
      }
    }
  }

  void in_indexes() {
    for (const auto& index : table_.indexes) {
      bool used = index.where && used_in(index.where->text);
      for (const auto& element : index.elements) {
        const auto* name = std::get_if<std::string>(&element.what);
        used = used || (name != nullptr ? is(*name, column_)
                                        : used_in(std::get<Expression>(element.what).text));
      }
      if (used) uses_.push_back(fmt::format("index \"{}\" uses it", index.name));
    }
  }

  void in_expressions() {
    for (const auto& check : table_.checks) {
      if (used_in(check.expression.text) && !is_own(check, column_)) {
        uses_.push_back(fmt::format("the check ({}) uses it", check.expression.text));
      }
    }
    for (const auto& other : table_.columns) {
      bool itself = is(other.name, column_);
      if (!itself && other.generated && used_in(other.generated->expression.text)) {
        uses_.push_back(fmt::format("generated column \"{}\" uses it", other.name));
      }
    }
  }

  void in_views_and_triggers() {
    const auto& schema = catalog_.schema();
    for (const auto& [name, view] : schema.views) {
      if (!finder_.in_query(view.query.text).empty()) {
        uses_.push_back(fmt::format("view \"{}\" uses it", display(name)));
      }
    }
    for_each_trigger(schema, [&](const QualifiedName& owner, const Trigger& trigger) {
      bool used =
          trigger.condition && !finder_.in_condition(trigger.condition->text, owner).empty();
      used = used || (trigger.body && !finder_.in_body(trigger.body->text, owner).empty());
      if (used) uses_.push_back(fmt::format("trigger \"{}\" uses it", trigger.name));
    });
  }

  const Catalog& catalog_;
  const Table& table_;
  const Column& column_;
  MentionFinder finder_;
  std::vector<std::string> uses_;
};

}  // namespace

std::vector<std::string> uses_of_column(const Catalog& catalog, const Table& table,
                                        const Column& column) {
  return ColumnUses(catalog, table, column).find();
}

void drop_own_constraints(Table& table, const Column& column) {
  std::erase_if(table.checks, [&](const Check& check) {
    bool names_it = among(referenced_columns(check.expression.text), column);
    return is_own(check, column) && (names_it || check.place.source != nullptr);
  });
  std::erase_if(table.foreign_keys, [&](const ForeignKey& key) { return is_own(key, column); });
}

}  // namespace athanor::sqlite
