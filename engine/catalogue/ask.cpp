#include <algorithm>
#include <array>
#include <functional>
#include <stdexcept>

#include "engine/catalogue/catalogue.hpp"
#include "engine/catalogue/select.hpp"
#include "schema/names.hpp"
#include "schema/overloaded.hpp"
#include "schema/sql_text.hpp"

namespace athanor {
namespace {

using namespace catalogue;
using alembic::Answer;
using alembic::Cell;

/// What the graph cannot tell. Never leaves this file.
class NotAnswered : public std::runtime_error {
 public:
  NotAnswered() : std::runtime_error("not answered") {}
};

/// SQL's own truth: absent is NULL.
using Verdict = std::optional<bool>;

Verdict negation(Verdict verdict) {
  if (verdict) verdict = !*verdict;
  return verdict;
}

bool matches(std::string_view text, std::string_view pattern) {
  if (pattern.empty()) return text.empty();
  if (pattern[0] == '\\') throw NotAnswered();
  if (pattern[0] == '%') {
    for (std::size_t i = 0; i <= text.size(); ++i) {
      if (matches(text.substr(i), pattern.substr(1))) return true;
    }
    return false;
  }
  return !text.empty() && (pattern[0] == '_' || pattern[0] == text[0]) &&
         matches(text.substr(1), pattern.substr(1));
}

/// LIKE minds case in one database and not in another.
bool is_like(const std::string& text, const std::string& pattern, Comparison::Op op) {
  if (std::count(pattern.begin(), pattern.end(), '%') > 3) throw NotAnswered();
  bool folded = matches(ascii_lower(text), ascii_lower(pattern));
  if (op == Comparison::Op::ILike) return folded;
  if (matches(text, pattern) != folded) throw NotAnswered();
  return folded;
}

Verdict compare(const Cell& a, const Cell& b, Comparison::Op op) {
  if (a.kind == Cell::Kind::Null || b.kind == Cell::Kind::Null) return std::nullopt;
  if (a.kind != b.kind || a.kind == Cell::Kind::Other) throw NotAnswered();
  bool texts = a.kind == Cell::Kind::Text;
  if (op == Comparison::Op::Equal) return a.text == b.text;
  if (op == Comparison::Op::Different) return a.text != b.text;
  if (op == Comparison::Op::Like || op == Comparison::Op::ILike) {
    if (!texts) throw NotAnswered();
    return is_like(a.text, b.text, op);
  }
  // The order of texts is a collation's.
  if (a.kind != Cell::Kind::Integer || a.text.size() > 9 || b.text.size() > 9) throw NotAnswered();
  auto left = std::stol(a.text), right = std::stol(b.text);
  if (op == Comparison::Op::Less) return left < right;
  if (op == Comparison::Op::LessEqual) return left <= right;
  if (op == Comparison::Op::Greater) return left > right;
  return left >= right;
}

class Evaluation {
 public:
  Evaluation(const Catalogue& catalogue, const Select& select)
      : catalogue_(catalogue), select_(select) {}

  Answer answer() {
    open_tables();
    if (!select_.from.empty()) require_names();
    Answer out;
    out.columns = columns();
    if (counts()) {
      std::size_t number = 0;
      each_row([&] { ++number; });
      out.rows.push_back({integer_cell(number)});
      return out;
    }
    std::vector<std::pair<std::string, std::vector<Cell>>> rows;
    each_row([&] { rows.emplace_back(order_key(), shown()); });
    std::stable_sort(rows.begin(), rows.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    for (auto& row : rows) {
      if (!select_.distinct || !holds(out, row.second)) out.rows.push_back(std::move(row.second));
    }
    if (select_.limit && out.rows.size() > *select_.limit) out.rows.resize(*select_.limit);
    return out;
  }

 private:
  struct Open {
    std::string alias;
    CatalogueTable table;
    std::size_t row = 0;
  };

  void open_tables() {
    if (select_.from.size() > 3) throw NotAnswered();
    for (const auto& reference : select_.from) {
      auto name = reference.argument.empty() ? reference.name
                                             : reference.name + "(" + reference.argument + ")";
      auto table = catalogue_.table(name);
      if (!table) throw NotAnswered();
      open_.push_back({reference.alias, std::move(*table), 0});
    }
  }

  /// One of the names of each table must be said, by itself or through a join.
  void require_names() const {
    for (const auto& open : open_) {
      bool free = open.table.names.empty();
      bool said = select_.where && std::any_of(open.table.names.begin(), open.table.names.end(),
                                               [&](const std::string& name) {
                                                 return says(*select_.where, open.alias, name);
                                               });
      if (!free && !said && open_.size() == 1) throw NotAnswered();
    }
    bool any = std::any_of(open_.begin(), open_.end(), [&](const Open& open) {
      return open.table.names.empty() ||
             std::any_of(open.table.names.begin(), open.table.names.end(),
                         [&](const std::string& name) {
                           return select_.where && says(*select_.where, open.alias, name);
                         });
    });
    if (!any) throw NotAnswered();
  }

  bool is_column(const Term& term, const std::string& alias, const std::string& name) const {
    const auto* column = std::get_if<ColumnName>(&term.kind);
    if (!column || column->name != name) return false;
    return column->table == alias || (column->table.empty() && open_.size() == 1) ||
           (column->table.empty() && find(*column).first->alias == alias);
  }

  static bool is_literal(const Term& term) {
    return std::holds_alternative<TextLiteral>(term.kind);
  }

  /// Whether the condition can hold only where the column is one of some texts.
  bool says(const Condition& condition, const std::string& alias, const std::string& name) const {
    return std::visit(
        overloaded{[&](const Comparison& it) {
                     if (it.op != Comparison::Op::Equal) return false;
                     return (is_column(it.left, alias, name) && is_literal(it.right)) ||
                            (is_column(it.right, alias, name) && is_literal(it.left));
                   },
                   [&](const Membership& it) {
                     return is_column(it.left, alias, name) &&
                            std::all_of(it.list.begin(), it.list.end(), is_literal);
                   },
                   [](const IsNull&) { return false; }, [](const Truth&) { return false; },
                   [&](const Combined& it) {
                     auto part = [&](const Condition& one) { return says(one, alias, name); };
                     if (it.op == Combined::Op::Not) return false;
                     return it.op == Combined::Op::And
                                ? std::any_of(it.parts.begin(), it.parts.end(), part)
                                : std::all_of(it.parts.begin(), it.parts.end(), part);
                   }},
        condition.kind);
  }

  bool counts() const {
    bool any = std::any_of(select_.items.begin(), select_.items.end(), [](const SelectItem& item) {
      return item.term && std::holds_alternative<CountRows>(item.term->kind);
    });
    if (any && (select_.items.size() != 1 || select_.distinct || select_.limit)) {
      throw NotAnswered();
    }
    return any;
  }

  std::vector<std::string> columns() const {
    std::vector<std::string> out;
    for (const auto& item : select_.items) {
      if (item.term) {
        out.push_back(item.name);
        continue;
      }
      for (const auto& open : open_) {
        out.insert(out.end(), open.table.columns.begin(), open.table.columns.end());
      }
    }
    return out;
  }

  void each_row(const std::function<void()>& visit) { each_row(0, visit); }

  void each_row(std::size_t table, const std::function<void()>& visit) {
    if (table == open_.size()) {
      if (!select_.where || decide(*select_.where) == true) visit();
      return;
    }
    auto& open = open_[table];
    for (open.row = 0; open.row < open.table.rows.size(); ++open.row) {
      if (++steps_ > 1'000'000) throw NotAnswered();
      each_row(table + 1, visit);
    }
  }

  std::string order_key() {
    if (!select_.order_by) return "";
    auto [open, column] = find(*select_.order_by);
    const auto& cell = open->table.rows[open->row][column];
    bool number = cell.kind != Cell::Kind::Text && cell.text.size() < 9;
    std::size_t width = number ? 9 - cell.text.size() : 0;
    return std::string(width, '0') + cell.text;
  }

  std::vector<Cell> shown() {
    std::vector<Cell> out;
    for (const auto& item : select_.items) {
      if (item.term) {
        out.push_back(value(*item.term));
        continue;
      }
      for (const auto& open : open_) {
        const auto& row = open.table.rows[open.row];
        out.insert(out.end(), row.begin(), row.end());
      }
    }
    return out;
  }

  static bool holds(const Answer& answer, const std::vector<Cell>& row) {
    return std::any_of(answer.rows.begin(), answer.rows.end(), [&](const auto& other) {
      return std::equal(
          row.begin(), row.end(), other.begin(), other.end(),
          [](const Cell& a, const Cell& b) { return a.kind == b.kind && a.text == b.text; });
    });
  }

  std::pair<const Open*, std::size_t> find(const ColumnName& name) const {
    for (const auto& open : open_) {
      if (!name.table.empty() && name.table != open.alias) continue;
      const auto& columns = open.table.columns;
      auto found = std::find(columns.begin(), columns.end(), name.name);
      if (found != columns.end()) {
        return {&open, static_cast<std::size_t>(found - columns.begin())};
      }
    }
    throw NotAnswered();
  }

  Cell value(const Term& term) {
    return std::visit(overloaded{[&](const ColumnName& it) {
                                   auto [open, column] = find(it);
                                   return open->table.rows[open->row][column];
                                 },
                                 [](const TextLiteral& it) { return text_cell(it.text); },
                                 [](const NumberLiteral& it) {
                                   return Cell{Cell::Kind::Integer, it.digits};
                                 },
                                 [&](const TruthLiteral& it) { return catalogue_.truth(it.holds); },
                                 [](const NullLiteral&) { return null_cell(); },
                                 [](const CountRows&) -> Cell { throw NotAnswered(); },
                                 [&](const ExistsSelect& it) {
                                   return catalogue_.truth(
                                       !Evaluation(catalogue_, *it.select).answer().rows.empty());
                                 },
                                 [&](const FunctionCall& it) { return called(it); }},
                      term.kind);
  }

  Cell called(const FunctionCall& call) {
    if (call.arguments.empty()) {
      auto known = catalogue_.constant(call.name);
      if (!known) throw NotAnswered();
      return *known;
    }
    auto of = value(call.arguments.front());
    if (call.name != "lower" || of.kind != Cell::Kind::Text) throw NotAnswered();
    return text_cell(ascii_lower(of.text));
  }

  Verdict decide(const Condition& condition) {
    return std::visit(
        overloaded{
            [&](const Comparison& it) { return compare(value(it.left), value(it.right), it.op); },
            [&](const Membership& it) -> Verdict {
              auto left = value(it.left);
              Verdict out = false;
              for (const auto& one : it.list) {
                auto same = compare(left, value(one), Comparison::Op::Equal);
                if (same == true) return true;
                if (!same) out = std::nullopt;
              }
              return out;
            },
            [&](const IsNull& it) -> Verdict { return value(it.operand).kind == Cell::Kind::Null; },
            [&](const Truth& it) -> Verdict {
              auto of = value(it.operand);
              if (of.kind == Cell::Kind::Null) return std::nullopt;
              if (of.kind == Cell::Kind::Integer) return of.text != "0";
              if (of.kind != Cell::Kind::Boolean) throw NotAnswered();
              return of.text == "true";
            },
            [&](const Combined& it) { return combined(it); }},
        condition.kind);
  }

  Verdict combined(const Combined& it) {
    if (it.op == Combined::Op::Not) return negation(decide(it.parts.front()));
    bool decisive = it.op == Combined::Op::Or;
    Verdict out = !decisive;
    for (const auto& part : it.parts) {
      auto one = decide(part);
      if (one == decisive) return decisive;
      if (!one) out = std::nullopt;
    }
    return out;
  }

  const Catalogue& catalogue_;
  const Select& select_;
  std::vector<Open> open_;
  std::size_t steps_ = 0;
};

/// `PRAGMA name(argument)` asks the table `pragma_name('argument')`.
std::optional<Answer> ask_pragma(const Catalogue& catalogue, std::string_view text) {
  auto tokens = scan_sql(text);
  bool whole = tokens.size() >= 5 && ascii_iequals(tokens[0].text, "pragma") &&
               tokens[2].text == "(" && tokens[4].text == ")";
  bool last = tokens.size() == 5 || (tokens.size() == 6 && tokens[5].text == ";");
  if (!whole || !last) return std::nullopt;
  auto argument = tokens[3].text;
  if (tokens[3].kind == SqlToken::Kind::String && argument.size() > 1) {
    argument = argument.substr(1, argument.size() - 2);
  }
  auto table = catalogue.table("pragma_" + ascii_lower(tokens[1].text) + "(" + argument + ")");
  if (!table) return std::nullopt;
  return Answer{table->columns, table->rows};
}

}  // namespace

alembic::Cell text_cell(std::string text) {
  return {Cell::Kind::Text, std::move(text)};
}
alembic::Cell integer_cell(std::size_t number) {
  return {Cell::Kind::Integer, std::to_string(number)};
}
alembic::Cell null_cell() {
  return {};
}

std::optional<alembic::Answer> ask(const Catalogue& catalogue, std::string_view select) {
  auto parsed = parse_select(select);
  if (!parsed) return ask_pragma(catalogue, select);
  try {
    return Evaluation(catalogue, *parsed).answer();
  } catch (const NotAnswered&) {
    return std::nullopt;
  }
}

bool only_computes(std::string_view select) {
  static constexpr std::array known = {"count",
                                       "min",
                                       "max",
                                       "sum",
                                       "avg",
                                       "lower",
                                       "upper",
                                       "coalesce",
                                       "length",
                                       "exists",
                                       "in",
                                       "and",
                                       "or",
                                       "not",
                                       "from",
                                       "where",
                                       "select",
                                       "distinct",
                                       "as",
                                       "on",
                                       "any",
                                       "all",
                                       "nullif",
                                       "trim",
                                       "abs",
                                       "substr",
                                       "substring",
                                       "round",
                                       "to_regclass",
                                       "cast",
                                       "version",
                                       "values",
                                       "table_info",
                                       "index_list",
                                       "index_info",
                                       "foreign_key_list",
                                       "current_schema",
                                       "current_database",
                                       "format_type",
                                       "pg_get_constraintdef",
                                       "pg_get_indexdef",
                                       "array"};
  auto tokens = scan_sql(select);
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    bool called = tokens[i + 1].text == "(" && tokens[i].kind != SqlToken::Kind::Symbol;
    if (!called || tokens[i].kind == SqlToken::Kind::Number) continue;
    auto word = ascii_lower(tokens[i].text);
    if (std::find(known.begin(), known.end(), word) == known.end()) return false;
  }
  return true;
}

}  // namespace athanor
