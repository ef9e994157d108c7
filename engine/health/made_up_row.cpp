#include "engine/health/made_up_row.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "engine/health/candidates.hpp"
#include "engine/health/health.hpp"
#include "schema/sql_text.hpp"

namespace athanor::health {
namespace {

/// A search goes through at most so many combinations of candidates,
constexpr double kCombinations = 2'000;
/// and through so many rows of a table that a key leads to.
constexpr int kParentRows = 50;

bool is_in(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// Builds the INSERT for one table.
class RowBuilder {
 public:
  RowBuilder(const Table& table, const Schema& schema, const Dialect& dialect, Checks checks)
      : table_(table),
        schema_(schema),
        dialect_(dialect),
        candidates_(table, schema, dialect),
        checks_(checks),
        keys_(keys_of(table)) {}

  std::variant<MadeUpRow, NoRow> build() {
    for (const auto& key : table_.foreign_keys) {
      if (must_be_given(key)) follow(key);
    }
    std::vector<const Column*> varied;
    for (const auto& column : table_.columns) {
      if (given_.contains(column.name) || column.generated || !is_given(column)) continue;
      if (varies(column)) {
        varied.push_back(&column);
      } else {
        give(column, 1);
      }
    }
    auto each = room_for(varied.size());
    for (const auto* column : varied) give(*column, each);
    if (!reason_.empty()) return NoRow{reason_};
    return MadeUpRow{insert(), std::move(parents_)};
  }

 private:
  std::string quoted(const std::string& name) const { return dialect_.quote_name(name); }
  std::string quoted(const QualifiedName& name) const { return quoted_name(name, dialect_); }

  bool must_have(const Column& column) const {
    return candidates_.is_required(column) || candidates_.is_counted(column);
  }
  bool is_checked(const Column& column) const {
    return std::any_of(table_.checks.begin(), table_.checks.end(), [&](const Check& check) {
      return mentions(check.expression.text, column.name);
    });
  }
  bool is_given(const Column& column) const {
    return must_have(column) || (checks_ == Checks::InSearch && is_checked(column));
  }

  /// The checks that heed this column and no other: they choose among its candidates alone.
  std::vector<std::string> own_conditions(const Column& column) const {
    std::vector<std::string> out;
    for (const auto& check : table_.checks) {
      bool own = checks_ == Checks::InSearch && columns_in(check) == 1;
      if (own && mentions(check.expression.text, column.name)) out.push_back(condition_of(check));
    }
    return out;
  }
  std::ptrdiff_t columns_in(const Check& check) const {
    return std::count_if(table_.columns.begin(), table_.columns.end(), [&](const Column& column) {
      return mentions(check.expression.text, column.name);
    });
  }
  static std::string condition_of(const Check& check) {
    return fmt::format("(({}) IS NOT FALSE)", check.expression.text);
  }

  /// Together with other columns, one candidate may do where another does not.
  bool varies(const Column& column) const {
    bool in_key = std::any_of(keys_.begin(), keys_.end(),
                              [&](const auto& key) { return is_in(key, column.name); });
    bool with_others =
        std::any_of(table_.checks.begin(), table_.checks.end(), [&](const Check& check) {
          return columns_in(check) > 1 && mentions(check.expression.text, column.name);
        });
    return in_key || with_others;
  }

  /// A key of which some column may stay NULL asks for no row (MATCH SIMPLE).
  bool must_be_given(const ForeignKey& key) const {
    return std::all_of(key.columns.begin(), key.columns.end(), [&](const auto& name) {
      const auto* column = find_column(table_, name);
      return column && !column->generated &&
             (candidates_.is_required(*column) || column->default_value);
    });
  }

  std::vector<std::string> referenced(const ForeignKey& key) const {
    if (!key.referenced.empty()) return key.referenced;
    auto found = schema_.tables.find(key.table);
    if (found == schema_.tables.end() || !found->second.primary_key) return {};
    return names_of(found->second.primary_key->columns);
  }

  /// Takes the columns of a foreign key from a row of the table that it leads to.
  void follow(const ForeignKey& key) {
    auto columns = referenced(key);
    if (columns.size() != key.columns.size()) {
      reason_ = fmt::format("what of {} the foreign key of {} references is not known here",
                            display(key.table), fmt::join(key.columns, ", "));
      return;
    }
    if (key.table == table_.name) return follow_itself(key, columns);
    parents_.push_back(key.table);
    auto source = fmt::format("r{}", sources_.size());
    std::vector<std::string> wanted, not_null;
    for (const auto& column : columns) {
      wanted.push_back(quoted(column));
      not_null.push_back(quoted(column) + " IS NOT NULL");
    }
    sources_.push_back(fmt::format("(SELECT {} FROM {} WHERE {} LIMIT {}) AS {}",
                                   fmt::join(wanted, ", "), quoted(key.table),
                                   fmt::join(not_null, " AND "), kParentRows, source));
    for (std::size_t i = 0; i < columns.size(); ++i) {
      auto value = source + "." + wanted[i];
      auto [held, added] = given_.emplace(key.columns[i], value);
      if (!added) joins_.push_back(held->second + " = " + value);
    }
  }

  /// The row that references itself: what the key holds is what the row itself is given.
  void follow_itself(const ForeignKey& key, const std::vector<std::string>& columns) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const auto* column = find_column(table_, columns[i]);
      if (!column) continue;
      if (!given_.contains(columns[i])) give(*column, 1);
      given_.emplace(key.columns[i], given_[columns[i]]);
    }
  }

  /// How many candidates each of so many columns may have.
  static std::size_t room_for(std::size_t columns) {
    if (columns == 0) return 1;
    auto each = std::pow(kCombinations, 1.0 / static_cast<double>(columns));
    return std::max<std::size_t>(1, static_cast<std::size_t>(each));
  }

  void give(const Column& column, std::size_t most) {
    auto rows = candidates_.query(column, own_conditions(column), most);
    if (rows.empty()) {
      reason_ = fmt::format("no value of {} is known, which {} must have", display(column.type),
                            column.name);
      return;
    }
    auto source = fmt::format("v{}", sources_.size());
    sources_.push_back(fmt::format("({}) AS {}", rows, source));
    given_[column.name] = source + "." + quoted(column.name);
  }

  std::string insert() const {
    auto table = quoted(table_.name);
    if (given_.empty()) return fmt::format("INSERT INTO {} DEFAULT VALUES RETURNING 1", table);
    std::vector<std::string> columns, values;
    for (const auto& column : table_.columns) {
      auto found = given_.find(column.name);
      if (found == given_.end()) continue;
      columns.push_back(quoted(column.name));
      values.push_back(found->second + " AS " + columns.back());
    }
    return fmt::format(
        "INSERT INTO {} ({}) {}SELECT * FROM (SELECT {} FROM {}{}) AS n WHERE {} LIMIT 1 "
        "RETURNING 1",
        table, fmt::join(columns, ", "), dialect_.health().overriding(), fmt::join(values, ", "),
        fmt::join(sources_, " CROSS JOIN "), and_all(" WHERE ", joins_), and_all("", conditions()));
  }

  static std::string and_all(std::string_view before, const std::vector<std::string>& all) {
    return all.empty() ? "" : fmt::format("{}{}", before, fmt::join(all, " AND "));
  }

  std::vector<std::string> conditions() const {
    std::vector<std::string> out = {"1 = 1"};
    for (const auto& key : keys_) {
      std::vector<std::string> same;
      for (const auto& name : key) {
        if (given_.contains(name)) same.push_back(fmt::format("o.{0} = n.{0}", quoted(name)));
      }
      if (same.size() != key.size()) continue;
      out.push_back(fmt::format("NOT EXISTS (SELECT 1 FROM {} AS o WHERE {})", quoted(table_.name),
                                fmt::join(same, " AND ")));
    }
    if (checks_ == Checks::OfTable) return out;
    for (const auto& check : table_.checks) {
      if (columns_in(check) != 1 && speaks_of_given(check)) out.push_back(condition_of(check));
    }
    return out;
  }

  bool speaks_of_given(const Check& check) const {
    return std::all_of(table_.columns.begin(), table_.columns.end(), [&](const Column& column) {
      return given_.contains(column.name) || !mentions(check.expression.text, column.name);
    });
  }

  const Table& table_;
  const Schema& schema_;
  const Dialect& dialect_;
  Candidates candidates_;
  Checks checks_;
  std::vector<std::vector<std::string>> keys_;
  std::vector<std::string> sources_, joins_;
  std::map<std::string, std::string> given_;  ///< by column: the value, as a column of a source
  std::vector<QualifiedName> parents_;
  std::string reason_;
};

}  // namespace

std::variant<MadeUpRow, NoRow> make_up_row(const Table& table, const Schema& schema,
                                           const Dialect& dialect, Checks checks) {
  return RowBuilder(table, schema, dialect, checks).build();
}

}  // namespace athanor::health
