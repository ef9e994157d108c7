/// CREATE statements.

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <set>

#include "engine/dialects/postgresql/names.hpp"
#include "engine/dialects/postgresql/render.hpp"
#include "engine/dialects/postgresql/types.hpp"
#include "schema/overloaded.hpp"
#include "schema/sql_text.hpp"

namespace athanor::postgresql {
namespace {

const char* word(ReferenceAction action) {
  switch (action) {
    case ReferenceAction::NoAction:
      return "NO ACTION";
    case ReferenceAction::Restrict:
      return "RESTRICT";
    case ReferenceAction::Cascade:
      return "CASCADE";
    case ReferenceAction::SetNull:
      return "SET NULL";
    case ReferenceAction::SetDefault:
      return "SET DEFAULT";
  }
  return "";
}

std::string deferrable(const std::optional<Deferrable>& clause) {
  if (!clause) return "";
  return *clause == Deferrable::InitiallyDeferred ? " DEFERRABLE INITIALLY DEFERRED"
                                                  : " DEFERRABLE";
}

/// A name that may hold its schema: `billing.german`.
std::string dotted(const std::string& name) {
  auto dot = name.find('.');
  if (dot == std::string::npos) return quote_name(name);
  return quote_name(QualifiedName{name.substr(0, dot), name.substr(dot + 1)});
}

std::string names(const std::vector<std::string>& all) {
  std::string out;
  for (const auto& name : all) out += (out.empty() ? "" : ", ") + quote_name(name);
  return out;
}

std::string names(const std::vector<KeyColumn>& columns) {
  std::string out;
  for (const auto& column : columns) out += (out.empty() ? "" : ", ") + quote_name(column.name);
  return out;
}

std::string named(const std::optional<std::string>& name) {
  return name ? fmt::format("CONSTRAINT {} ", quote_name(*name)) : "";
}

std::string include(const std::vector<std::string>& columns) {
  return columns.empty() ? "" : fmt::format(" INCLUDE ({})", names(columns));
}

/// What stands at the end of every constraint that an index backs.
template <class Key>
std::string index_clauses(const Key& key) {
  std::string out;
  if (!key.with.empty()) out += " WITH " + parameters(key.with);
  if (key.tablespace) out += " USING INDEX TABLESPACE " + quote_name(*key.tablespace);
  return out;
}

std::string text_of(const PrimaryKey& key) {
  return fmt::format("{}PRIMARY KEY ({}){}{}{}", named(key.name), names(key.columns),
                     include(key.include), index_clauses(key), deferrable(key.deferrable));
}

std::string text_of(const Unique& unique) {
  return fmt::format("{}UNIQUE {}({}){}{}{}", named(unique.name),
                     unique.nulls_distinct ? "" : "NULLS NOT DISTINCT ", names(unique.columns),
                     include(unique.include), index_clauses(unique), deferrable(unique.deferrable));
}

std::string text_of(const ForeignKey& key) {
  auto out = fmt::format("{}FOREIGN KEY ({}) REFERENCES {}", named(key.name), names(key.columns),
                         quote_name(key.table));
  if (!key.referenced.empty()) out += fmt::format(" ({})", names(key.referenced));
  if (key.match == MatchType::Full) out += " MATCH FULL";
  if (key.match == MatchType::Partial) out += " MATCH PARTIAL";
  if (key.on_update != ReferenceAction::NoAction) {
    out += fmt::format(" ON UPDATE {}", word(key.on_update));
  }
  if (key.on_delete != ReferenceAction::NoAction) {
    out += fmt::format(" ON DELETE {}", word(key.on_delete));
    if (!key.on_delete_columns.empty()) {
      out += fmt::format(" ({})", names(key.on_delete_columns));
    }
  }
  return out + deferrable(key.deferrable) + (key.validated ? "" : " NOT VALID");
}

std::string text_of(const Check& check) {
  return fmt::format("{}CHECK ({}){}{}", named(check.name), check.expression.text,
                     check.inherit ? "" : " NO INHERIT", check.validated ? "" : " NOT VALID");
}

/// `lower(code)` may stand as it is, where any other expression needs parentheres around it.
bool is_one_call(const std::string& text) {
  auto tokens = scan_sql(text);
  if (tokens.size() < 3 || tokens[0].kind != SqlToken::Kind::Word) return false;
  if (tokens[1].text != "(" || tokens.back().text != ")") return false;
  int depth = 0;
  for (std::size_t i = 1; i < tokens.size(); ++i) {
    if (tokens[i].text == "(") ++depth;
    if (tokens[i].text == ")" && --depth == 0) return i + 1 == tokens.size();
  }
  return false;
}

std::string text_of(const IndexElement& element) {
  auto out = std::visit(overloaded{[](const std::string& column) { return quote_name(column); },
                                   [](const Expression& expression) {
                                     bool bare = is_one_call(expression.text) ||
                                                 expression.text.starts_with('(');
                                     return bare ? expression.text : "(" + expression.text + ")";
                                   }},
                        element.what);
  if (element.collation) out += " COLLATE " + dotted(*element.collation);
  if (element.operator_class) out += " " + *element.operator_class;
  if (element.order == SortOrder::Descending) out += " DESC";
  if (element.nulls) out += *element.nulls == NullsOrder::First ? " NULLS FIRST" : " NULLS LAST";
  return out;
}

/// Parentheses around all of an expression must be written twice where a list is expected.
std::string element_text(const IndexElement& element) {
  const auto* expression = std::get_if<Expression>(&element.what);
  if (!expression || !expression->text.starts_with('(')) return text_of(element);
  IndexElement wrapped = element;
  wrapped.what = Expression{"(" + expression->text + ")", {}};
  return text_of(wrapped);
}

std::string text_of(const Exclusion& exclusion) {
  std::string elements;
  for (const auto& element : exclusion.elements) {
    auto what = element_text(parse_index_element(element.element.text, {}));
    elements += fmt::format("{}{} WITH {}", elements.empty() ? "" : ", ", what, element.op);
  }
  auto out = fmt::format("{}EXCLUDE USING {} ({}){}{}", named(exclusion.name),
                         quote_name(exclusion.method), elements, include(exclusion.include),
                         index_clauses(exclusion));
  if (exclusion.where) out += fmt::format(" WHERE ({})", exclusion.where->text);
  return out + deferrable(exclusion.deferrable);
}

bool is_serial(const DataType& type) {
  return type.name.name.ends_with("serial");
}

/// DEFAULT takes what the grammar calls b_expr: no condition stands there without parentheses.
std::string default_clause(const DefaultValue& value) {
  const auto& text = std::get<Expression>(value).text;
  static const std::set<std::string, std::less<>> words = {
      "not",     "and",     "or",     "is",      "in",       "like",    "ilike",
      "between", "similar", "isnull", "notnull", "overlaps", "collate", "at"};
  for (const auto& token : scan_sql(text)) {
    if (token.kind == SqlToken::Kind::Word && words.contains(ascii_lower(token.text))) {
      return " DEFAULT (" + text + ")";
    }
  }
  return " DEFAULT " + text;
}

/// What of a column CREATE TABLE and ADD COLUMN cannot say in every version.
std::vector<std::string> column_settings(const QualifiedName& table, const Column& column) {
  std::vector<std::string> out;
  auto alter = [&](const std::string& action) {
    out.push_back(fmt::format("ALTER TABLE {} ALTER COLUMN {} {}", quote_name(table),
                              quote_name(column.name), action));
  };
  if (column.storage) alter("SET STORAGE " + *column.storage);
  if (column.statistics) alter(fmt::format("SET STATISTICS {}", *column.statistics));
  if (!column.options.empty()) alter("SET " + parameters(column.options));
  return out;
}

template <class Part>
void comment_on_part(std::vector<std::string>& out, const QualifiedName& table, const Part& part) {
  if (!part.comment) return;
  out.push_back(comment_text(
      fmt::format("CONSTRAINT {} ON {}", quote_name(*part.name), quote_name(table)), part.comment));
}

bool is_validated(const Constraint& constraint) {
  return std::visit(overloaded{
                        [](const PrimaryKey&) { return true; },
                        [](const Unique&) { return true; },
                        [](const ForeignKey& key) { return key.validated; },
                        [](const Check& check) { return check.validated; },
                        [](const Exclusion&) { return true; },
                    },
                    constraint);
}

std::vector<Constraint> constraints_of(const Table& table) {
  std::vector<Constraint> out;
  if (table.primary_key) out.emplace_back(*table.primary_key);
  out.insert(out.end(), table.uniques.begin(), table.uniques.end());
  out.insert(out.end(), table.exclusions.begin(), table.exclusions.end());
  out.insert(out.end(), table.foreign_keys.begin(), table.foreign_keys.end());
  out.insert(out.end(), table.checks.begin(), table.checks.end());
  return out;
}

std::string table_clauses(const Table& table) {
  std::string out;
  std::string parents;
  for (const auto& parent : table.inherits) {
    parents += (parents.empty() ? "" : ", ") + quote_name(parent);
  }
  if (!parents.empty()) out += fmt::format(" INHERITS ({})", parents);
  if (table.access_method) out += " USING " + quote_name(*table.access_method);
  if (!table.with.empty()) out += " WITH " + parameters(table.with);
  if (table.tablespace) out += " TABLESPACE " + quote_name(*table.tablespace);
  return out;
}

void comment_on(std::vector<std::string>& out, const std::string& kind_and_name,
                const std::optional<std::string>& comment) {
  if (comment) out.push_back(comment_text(kind_and_name, comment));
}

/// CREATE COLLATION takes words for some of its parameters and strings for the others
/// (sql-createcollation.html).
std::string collation_options(const Options& options) {
  std::string out;
  for (const auto& [key, value] : options) {
    bool word = key == "provider" || key == "deterministic";
    out += fmt::format("{}{} = {}", out.empty() ? "" : ", ", key, word ? value : quote_text(value));
  }
  return out;
}

}  // namespace

std::string parameters(const Options& with) {
  std::string out;
  for (const auto& [key, value] : with) {
    bool plain =
        !value.empty() &&
        value.find_first_not_of("0123456789abcdefghijklmnopqrstuvwxyz_.-") == std::string::npos;
    out +=
        fmt::format("{}{} = {}", out.empty() ? "" : ", ", key, plain ? value : quote_text(value));
  }
  return "(" + out + ")";
}

std::string comment_text(const std::string& kind_and_name,
                         const std::optional<std::string>& comment) {
  return fmt::format("COMMENT ON {} IS {}", kind_and_name, comment ? quote_text(*comment) : "NULL");
}

std::string sequence_options(const SequenceOptions& options) {
  std::vector<std::string> out;
  if (options.type) out.push_back("AS " + type_text(*options.type));
  if (options.increment) out.push_back(fmt::format("INCREMENT BY {}", *options.increment));
  if (options.minimum) out.push_back(fmt::format("MINVALUE {}", *options.minimum));
  if (options.maximum) out.push_back(fmt::format("MAXVALUE {}", *options.maximum));
  if (options.start) out.push_back(fmt::format("START WITH {}", *options.start));
  if (options.cache) out.push_back(fmt::format("CACHE {}", *options.cache));
  if (options.cycle) out.emplace_back("CYCLE");
  return fmt::format("{}", fmt::join(out, " "));
}

std::string column_text(const Column& column) {
  auto out = quote_name(column.name) + " " + type_text(column.type);
  if (column.compression) out += " COMPRESSION " + *column.compression;
  if (column.collation) out += " COLLATE " + dotted(*column.collation);
  if (column.default_value) out += default_clause(*column.default_value);
  if (column.generated) {
    out += fmt::format(" GENERATED ALWAYS AS ({}) STORED", column.generated->expression.text);
  }
  if (column.identity) {
    const auto& identity = *column.identity;
    out += identity.generation == Identity::Generation::Always
               ? " GENERATED ALWAYS AS IDENTITY"
               : " GENERATED BY DEFAULT AS IDENTITY";
    std::string options = sequence_options(identity.sequence);
    if (identity.sequence_name) {
      options = fmt::format("SEQUENCE NAME {}{}{}", quote_name(*identity.sequence_name),
                            options.empty() ? "" : " ", options);
    }
    if (!options.empty()) out += " (" + options + ")";
  }
  bool implied = column.identity || is_serial(column.type);
  if (column.nullable == false && !implied) out += " NOT NULL";
  return out;
}

std::string constraint_text(const Constraint& constraint) {
  return std::visit([](const auto& part) { return text_of(part); }, constraint);
}

std::string index_text(const QualifiedName& table, const Index& index) {
  std::string elements;
  for (const auto& element : index.elements) {
    elements += (elements.empty() ? "" : ", ") + element_text(element);
  }
  auto out = fmt::format("CREATE {}INDEX {} ON {}{} ({}){}", index.unique ? "UNIQUE " : "",
                         quote_name(index.name), quote_name(table),
                         index.method ? " USING " + quote_name(*index.method) : "", elements,
                         include(index.include));
  if (!index.nulls_distinct) out += " NULLS NOT DISTINCT";
  if (!index.with.empty()) out += " WITH " + parameters(index.with);
  if (index.tablespace) out += " TABLESPACE " + quote_name(*index.tablespace);
  if (index.where) out += " WHERE " + index.where->text;
  return out;
}

std::vector<std::string> create(const Namespace& object) {
  auto name = quote_name(object.name.name);
  std::vector<std::string> out = {"CREATE SCHEMA " + name};
  if (object.owner) out.back() += " AUTHORIZATION " + quote_name(*object.owner);
  comment_on(out, "SCHEMA " + name, object.comment);
  return out;
}

std::vector<std::string> create(const Extension& object) {
  auto name = quote_name(object.name.name);
  std::string out = "CREATE EXTENSION " + name;
  if (!object.name.schema.empty()) out += " WITH SCHEMA " + quote_name(object.name.schema);
  if (object.version) out += " VERSION " + quote_text(*object.version);
  std::vector<std::string> all = {out};
  comment_on(all, "EXTENSION " + name, object.comment);
  return all;
}

std::vector<std::string> create(const Collation& object) {
  auto name = quote_name(object.name);
  std::vector<std::string> out = {
      fmt::format("CREATE COLLATION {} ({})", name, collation_options(object.options))};
  comment_on(out, "COLLATION " + name, object.comment);
  return out;
}

std::vector<std::string> create(const EnumType& type) {
  std::string values;
  for (const auto& value : type.values) values += (values.empty() ? "" : ", ") + quote_text(value);
  auto name = quote_name(type.name);
  std::vector<std::string> out = {fmt::format("CREATE TYPE {} AS ENUM ({})", name, values)};
  comment_on(out, "TYPE " + name, type.comment);
  return out;
}

std::vector<std::string> create(const CompositeType& type) {
  std::string fields;
  for (const auto& field : type.fields) {
    fields += fmt::format("{}{} {}{}", fields.empty() ? "" : ", ", quote_name(field.name),
                          type_text(field.type),
                          field.collation ? " COLLATE " + dotted(*field.collation) : "");
  }
  auto name = quote_name(type.name);
  std::vector<std::string> out = {fmt::format("CREATE TYPE {} AS ({})", name, fields)};
  comment_on(out, "TYPE " + name, type.comment);
  return out;
}

std::vector<std::string> create(const RangeType& type) {
  auto options = "subtype = " + type_text(type.subtype);
  for (const auto& [key, value] : type.options) options += fmt::format(", {} = {}", key, value);
  auto name = quote_name(type.name);
  std::vector<std::string> out = {fmt::format("CREATE TYPE {} AS RANGE ({})", name, options)};
  comment_on(out, "TYPE " + name, type.comment);
  return out;
}

std::vector<std::string> create(const Domain& domain) {
  auto name = quote_name(domain.name);
  auto out = fmt::format("CREATE DOMAIN {} AS {}", name, type_text(domain.type));
  if (domain.collation) out += " COLLATE " + dotted(*domain.collation);
  if (domain.default_value) out += default_clause(*domain.default_value);
  if (!domain.nullable) out += " NOT NULL";
  std::vector<std::string> after;
  for (const auto& check : domain.checks) {
    if (check.validated) {
      out += " " + text_of(check);
    } else {
      after.push_back(fmt::format("ALTER DOMAIN {} ADD {}", name, text_of(check)));
    }
    if (check.comment) {
      after.push_back(comment_text(
          fmt::format("CONSTRAINT {} ON DOMAIN {}", quote_name(*check.name), name), check.comment));
    }
  }
  std::vector<std::string> all = {out};
  all.insert(all.end(), after.begin(), after.end());
  comment_on(all, "DOMAIN " + name, domain.comment);
  return all;
}

std::vector<std::string> create(const Sequence& sequence) {
  auto name = quote_name(sequence.name);
  auto options = sequence_options(sequence.options);
  std::vector<std::string> out = {fmt::format("CREATE {}SEQUENCE {}{}{}",
                                              sequence.unlogged ? "UNLOGGED " : "", name,
                                              options.empty() ? "" : " ", options)};
  comment_on(out, "SEQUENCE " + name, sequence.comment);
  return out;
}

std::vector<std::string> create(const Table& table) {
  std::vector<std::string> lines;
  for (const auto& column : table.columns) lines.push_back(column_text(column));
  auto constraints = constraints_of(table);
  for (const auto& constraint : constraints) {
    if (is_validated(constraint)) lines.push_back(constraint_text(constraint));
  }
  auto name = quote_name(table.name);
  auto body = lines.empty() ? "()" : fmt::format("(\n    {}\n)", fmt::join(lines, ",\n    "));
  std::vector<std::string> out = {fmt::format("CREATE {}TABLE {} {}{}",
                                              table.unlogged ? "UNLOGGED " : "", name, body,
                                              table_clauses(table))};
  for (const auto& constraint : constraints) {
    if (!is_validated(constraint)) {
      out.push_back(fmt::format("ALTER TABLE {} ADD {}", name, constraint_text(constraint)));
    }
  }
  if (table.owner) {
    out.push_back(fmt::format("ALTER TABLE {} OWNER TO {}", name, quote_name(*table.owner)));
  }
  for (const auto& column : table.columns) {
    for (auto& setting : column_settings(table.name, column)) out.push_back(std::move(setting));
    comment_on(out, fmt::format("COLUMN {}.{}", name, quote_name(column.name)), column.comment);
  }
  for (const auto& constraint : constraints) {
    std::visit([&](const auto& part) { comment_on_part(out, table.name, part); }, constraint);
  }
  comment_on(out, "TABLE " + name, table.comment);
  for (const auto& index : table.indexes) {
    for (auto& statement : add(table.name, index)) out.push_back(std::move(statement));
  }
  return out;
}

std::vector<std::string> add(const QualifiedName& table, const Constraint& constraint) {
  std::vector<std::string> out = {
      fmt::format("ALTER TABLE {} ADD {}", quote_name(table), constraint_text(constraint))};
  std::visit([&](const auto& part) { comment_on_part(out, table, part); }, constraint);
  return out;
}

std::vector<std::string> add(const QualifiedName& table, const Index& index) {
  std::vector<std::string> out = {index_text(table, index)};
  comment_on(out, "INDEX " + quote_name(QualifiedName{table.schema, index.name}), index.comment);
  return out;
}

}  // namespace athanor::postgresql
