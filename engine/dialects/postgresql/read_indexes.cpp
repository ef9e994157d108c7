/// Indexes, those behind constraints too.

#include <fmt/format.h>

#include "engine/dialects/postgresql/connection.hpp"
#include "engine/dialects/postgresql/names.hpp"
#include "engine/dialects/postgresql/reading.hpp"

namespace athanor::postgresql {
namespace {

/// pg_index.indoption, bit by bit (catalog/pg_index.h).
constexpr std::int64_t kDescending = 1, kNullsFirst = 2;

/// Of an index with expressions, the server prints each, and the whole: nothing else tells whether
/// a collation was written for the element or comes out of the expression.
std::string index_query(int version) {
  const char* nulls_not_distinct = version >= 150000 ? "i.indnullsnotdistinct" : "false";
  return fmt::format(R"(
SELECT i.indexrelid, i.indrelid, n.relname, n.relam, n.reltablespace, n.reloptions,
       i.indisunique, {}, i.indisvalid, i.indisclustered,
       pg_get_expr(i.indpred, i.indrelid, true),
       i.indnkeyatts, i.indkey, i.indoption, i.indclass, i.indcollation,
       CASE WHEN i.indexprs IS NOT NULL THEN
         ARRAY(SELECT CASE WHEN i.indkey[k - 1] = 0 THEN pg_get_indexdef(i.indexrelid, k, true) END
                 FROM generate_series(1, i.indnkeyatts) AS k ORDER BY k) END,
       CASE WHEN i.indexprs IS NOT NULL THEN pg_get_indexdef(i.indexrelid, 0, true) END
  FROM pg_index AS i
  JOIN pg_class AS n ON n.oid = i.indexrelid
  JOIN pg_class AS t ON t.oid = i.indrelid
 WHERE i.indexrelid >= 16384 AND t.relkind = 'r' AND t.relpersistence <> 't')",
                     nulls_not_distinct);
}

/// The vectors of pg_index, one entry a key column; included columns only in `columns`.
struct Keys {
  explicit Keys(Cells& cells)
      : count(static_cast<std::size_t>(cells.number())),
        columns(array_numbers(cells.text())),
        options(array_numbers(cells.text())),
        classes(array_numbers(cells.text())),
        collations(array_numbers(cells.text())),
        expressions(array_elements(cells.text())),
        definition(cells.text()) {}
  std::size_t count;
  std::vector<std::int64_t> columns, options, classes, collations;
  std::vector<std::string> expressions;
  std::string_view definition;  ///< CREATE INDEX, of an index with expressions
};

/// Makes the elements of one index.
class ElementReader {
 public:
  ElementReader(const Reading& reading, const Relation& table, Oid index, Oid method,
                const Keys& keys)
      : reading_(reading),
        table_(table),
        method_(method),
        keys_(keys),
        collated_from_(keys.definition.find(" USING ")) {
    auto found = reading.class_parameters.find(index);
    if (found != reading.class_parameters.end()) parameters_ = &found->second;
  }

  IndexElement read(std::size_t at) {
    IndexElement element;
    auto collation = static_cast<Oid>(keys_.collations[at]);
    Oid type = 0;
    if (auto number = keys_.columns[at]) {
      auto position = table_.position(number);
      element.what = table_.table.columns[position].name;
      type = table_.slots[position].type;
      bool other = collation != 0 && collation != table_.slots[position].collation;
      if (other) element.collation = reading_.names.collation(collation);
    } else {
      element.what = Expression{bare_expression(keys_.expressions[at]), {}};
      if (names_collation(keys_.expressions[at])) {
        element.collation = reading_.names.collation(collation);
      }
    }
    read_class(element, at, type);
    read_order(element, keys_.options[at]);
    return element;
  }

 private:
  /// Whether the definition has COLLATE behind the element that it prints as `text`. Elements are
  /// asked for in their order.
  bool names_collation(std::string_view text) {
    auto at = keys_.definition.find(text, collated_from_);
    if (at == std::string_view::npos) return false;
    collated_from_ = at + text.size();
    return keys_.definition.substr(collated_from_).starts_with(" COLLATE ");
  }

  /// The default of the type itself, or the one that its values can be taken for without a change
  /// (manual, section 11.10): a class that is a default of another type is named only where this
  /// type has one.
  void read_class(IndexElement& element, std::size_t at, Oid type) const {
    const auto& found = reading_.names.operator_classes.at(static_cast<Oid>(keys_.classes[at]));
    auto base = reading_.base_type(type);
    bool other = found.input != base && reading_.names.default_classes.contains({method_, base});
    auto parameters = parameters_of(static_cast<std::int64_t>(at) + 1);
    if (found.is_default && !other && parameters.empty()) return;
    element.operator_class = parameters.empty()
                                 ? display(found.name)
                                 : fmt::format("{}({})", display(found.name), parameters);
  }

  std::string parameters_of(std::int64_t number) const {
    if (!parameters_) return "";
    auto found = parameters_->find(number);
    return found == parameters_->end() ? "" : found->second;
  }

  static void read_order(IndexElement& element, std::int64_t option) {
    bool descending = (option & kDescending) != 0, nulls_first = (option & kNullsFirst) != 0;
    if (descending) element.order = SortOrder::Descending;
    if (nulls_first == descending) return;
    element.nulls = nulls_first ? NullsOrder::First : NullsOrder::Last;
  }

  const Reading& reading_;
  const Relation& table_;
  Oid method_;
  const Keys& keys_;
  const std::map<std::int64_t, std::string>* parameters_ = nullptr;
  std::size_t collated_from_;
};

/// `room`, `lower(code) text_pattern_ops`: what an exclusion constraint has before WITH.
std::string exclusion_text(const IndexElement& element, const std::string& printed) {
  std::string suffix;
  if (element.collation) suffix += " COLLATE " + quote_name(*element.collation);
  if (element.operator_class) suffix += " " + *element.operator_class;
  if (element.order) suffix += " DESC";
  if (element.nulls) {
    suffix += *element.nulls == NullsOrder::First ? " NULLS FIRST" : " NULLS LAST";
  }
  const auto* column = std::get_if<std::string>(&element.what);
  if (column) return quote_name(*column) + suffix;
  return suffix.empty() ? std::get<Expression>(element.what).text : one_line(printed) + suffix;
}

void read_elements(Reading& reading, const Relation& table, Oid oid, Oid method, Cells& cells,
                   ReadIndex& out) {
  Keys keys(cells);
  ElementReader elements(reading, table, oid, method, keys);
  for (std::size_t at = 0; at < keys.count; ++at) {
    auto& element = out.index.elements.emplace_back(elements.read(at));
    auto printed = at < keys.expressions.size() ? keys.expressions[at] : std::string();
    out.keys.push_back(exclusion_text(element, printed));
  }
  for (std::size_t at = keys.count; at < keys.columns.size(); ++at) {
    out.index.include.push_back(table.column_name(keys.columns[at]));
  }
}

}  // namespace

void read_indexes(Reading& reading) {
  for (const auto& row : reading.connection.run(index_query(reading.connection.server_version()))) {
    Cells cells(row);
    auto oid = cells.oid(), table = cells.oid();
    const auto* relation = reading.listed(table);
    if (!relation) continue;
    auto& out = reading.indexes[oid];
    out.table = table;
    auto& index = out.index;
    index.name = cells.string();
    auto method = cells.oid();
    const auto& method_name = reading.names.access_methods.at(method);
    if (method_name != "btree") index.method = method_name;
    if (auto space = cells.oid()) index.tablespace = reading.names.tablespaces.at(space);
    put_options(cells.text(), "", index.with);
    index.unique = cells.flag();
    index.nulls_distinct = !cells.flag();
    index.valid = cells.flag();
    if (cells.flag()) reading.not_read("index", index.name, "clustered tables");
    bool partial = !cells.next_is_null();
    auto where = cells.text();
    if (partial) index.where = Expression{bare_expression(where), {}};
    read_elements(reading, *relation, oid, method, cells, out);
    index.comment = reading.comments.take(Catalogue::Class, oid);
  }
}

}  // namespace athanor::postgresql
