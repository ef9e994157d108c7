#include "engine/dialects/sqlite/render.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>

#include "engine/dialects/sqlite/names.hpp"
#include "engine/dialects/sqlite/types.hpp"
#include "schema/overloaded.hpp"
#include "schema/sql_text.hpp"

namespace athanor::sqlite {
namespace {

const char* word(ConflictAction action) {
  switch (action) {
    case ConflictAction::Rollback:
      return "ROLLBACK";
    case ConflictAction::Abort:
      return "ABORT";
    case ConflictAction::Fail:
      return "FAIL";
    case ConflictAction::Ignore:
      return "IGNORE";
    case ConflictAction::Replace:
      return "REPLACE";
  }
  return "";
}

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

const char* word(Trigger::Timing timing) {
  switch (timing) {
    case Trigger::Timing::Before:
      return "BEFORE";
    case Trigger::Timing::After:
      return "AFTER";
    case Trigger::Timing::InsteadOf:
      return "INSTEAD OF";
  }
  return "";
}

const char* word(Trigger::Event event) {
  switch (event) {
    case Trigger::Event::Insert:
      return "INSERT";
    case Trigger::Event::Update:
      return "UPDATE";
    case Trigger::Event::Delete:
      return "DELETE";
    case Trigger::Event::Truncate:
      return "TRUNCATE";
  }
  return "";
}

std::string conflict(const std::optional<ConflictAction>& action) {
  return action ? fmt::format(" ON CONFLICT {}", word(*action)) : "";
}

/// A comment as the DDL keeps it, right after a name. `*/` inside would end it too soon.
std::string comment_after_name(const std::optional<std::string>& comment) {
  if (!comment) return "";
  std::string text = *comment;
  for (auto at = text.find("*/"); at != std::string::npos; at = text.find("*/", at)) {
    text.replace(at, 2, "* /");
  }
  return " /* " + text + " */";
}

std::string constraint_name(const std::optional<std::string>& name) {
  return name ? fmt::format("CONSTRAINT {} ", quote_name(*name)) : "";
}

std::string suffix(const std::optional<std::string>& collation,
                   const std::optional<SortOrder>& order) {
  std::string out;
  if (collation) out += " COLLATE " + quote_name(*collation);
  if (order) out += *order == SortOrder::Descending ? " DESC" : " ASC";
  return out;
}

std::string key_columns(const std::vector<KeyColumn>& columns) {
  std::string out;
  for (const auto& column : columns) {
    out += (out.empty() ? "" : ", ") + quote_name(column.name) +
           suffix(column.collation, column.order);
  }
  return out;
}

std::string references(const ForeignKey& key) {
  auto out = "REFERENCES " + quote_name(key.table);
  if (!key.referenced.empty()) out += fmt::format(" ({})", quote_names(key.referenced));
  if (key.on_update != ReferenceAction::NoAction) {
    out += fmt::format(" ON UPDATE {}", word(key.on_update));
  }
  if (key.on_delete != ReferenceAction::NoAction) {
    out += fmt::format(" ON DELETE {}", word(key.on_delete));
  }
  if (key.match == MatchType::Full) out += " MATCH FULL";
  if (key.match == MatchType::Partial) out += " MATCH PARTIAL";
  if (key.deferrable) {
    out += *key.deferrable == Deferrable::InitiallyDeferred ? " DEFERRABLE INITIALLY DEFERRED"
                                                            : " DEFERRABLE INITIALLY IMMEDIATE";
  }
  return out;
}

/// AUTOINCREMENT is allowed only inside the column's definition (autoinc.html).
bool stands_in_column(const PrimaryKey& key) {
  bool plain = key.columns.size() == 1 && !key.columns[0].collation && !key.columns[0].order;
  return key.autoincrement || (plain && !key.name);
}

std::string inline_primary_key(const PrimaryKey& key) {
  auto out = " " + constraint_name(key.name) + "PRIMARY KEY" +
             suffix(std::nullopt, key.columns[0].order) + conflict(key.on_conflict);
  return key.autoincrement ? out + " AUTOINCREMENT" : out;
}

std::string default_clause(const DefaultValue& value) {
  const auto& text = std::get<Expression>(value).text;
  return stands_bare(text) ? " DEFAULT " + text : " DEFAULT (" + text + ")";
}

std::string column_text(const Column& column, const std::optional<PrimaryKey>& primary_key) {
  auto out = quote_name(column.name) + comment_after_name(column.comment);
  if (!column.type.name.name.empty()) out += " " + type_text(column.type);
  if (primary_key && stands_in_column(*primary_key) &&
      ascii_iequals(primary_key->columns[0].name, column.name)) {
    out += inline_primary_key(*primary_key);
  }
  if (column.nullable == false) {
    out += " " + constraint_name(column.not_null_name) + "NOT NULL" +
           conflict(column.not_null_conflict);
  }
  if (column.default_value) out += default_clause(*column.default_value);
  if (column.collation) out += " COLLATE " + quote_name(*column.collation);
  if (column.generated) {
    out += fmt::format(" GENERATED ALWAYS AS ({})", column.generated->expression.text);
    if (column.generated->storage == Generated::Storage::Stored) out += " STORED";
  }
  return out;
}

std::string constraint_text(const Constraint& constraint) {
  return std::visit(overloaded{
                        [](const PrimaryKey& key) {
                          return fmt::format("{}PRIMARY KEY ({}){}", constraint_name(key.name),
                                             key_columns(key.columns), conflict(key.on_conflict));
                        },
                        [](const Unique& unique) {
                          return fmt::format("{}UNIQUE ({}){}", constraint_name(unique.name),
                                             key_columns(unique.columns),
                                             conflict(unique.on_conflict));
                        },
                        [](const ForeignKey& key) {
                          return fmt::format("{}FOREIGN KEY ({}) {}", constraint_name(key.name),
                                             quote_names(key.columns), references(key));
                        },
                        [](const Check& check) {
                          return fmt::format("{}CHECK ({}){}", constraint_name(check.name),
                                             check.expression.text, conflict(check.on_conflict));
                        },
                        [](const Exclusion& exclusion) -> std::string {
                          throw Error(fmt::format("SQLite has no exclusion constraint {}",
                                                  exclusion.name.value_or("")));
                        },
                    },
                    constraint);
}

std::string index_element(const IndexElement& element) {
  auto what = std::visit(overloaded{[](const std::string& column) { return quote_name(column); },
                                    [](const Expression& expression) { return expression.text; }},
                         element.what);
  return what + suffix(element.collation, element.order);
}

bool is_word(const std::string& text, std::initializer_list<const char*> words) {
  for (const char* candidate : words) {
    if (ascii_iequals(text, candidate)) return true;
  }
  return false;
}

}  // namespace

bool is_constant(const std::string& text) {
  auto tokens = scan_sql(text);
  std::size_t at = !tokens.empty() && (tokens[0].text == "-" || tokens[0].text == "+") ? 1 : 0;
  if (tokens.size() != at + 1) return false;
  const SqlToken& token = tokens[at];
  if (token.kind == SqlToken::Kind::Number) return true;
  if (at == 1) return false;
  return token.kind == SqlToken::Kind::String ||
         (token.kind == SqlToken::Kind::Word && is_word(token.text, {"null", "true", "false"}));
}

bool stands_bare(const std::string& text) {
  return is_constant(text) || is_word(text, {"current_time", "current_date", "current_timestamp"});
}

std::string create_table(const Table& table) {
  return create_table(table, table.name);
}

std::string create_table(const Table& table, const QualifiedName& name) {
  std::vector<std::string> lines;
  for (const auto& column : table.columns) lines.push_back(column_text(column, table.primary_key));
  if (table.primary_key && !stands_in_column(*table.primary_key)) {
    lines.push_back(constraint_text(*table.primary_key));
  }
  for (const auto& unique : table.uniques) lines.push_back(constraint_text(unique));
  for (const auto& key : table.foreign_keys) lines.push_back(constraint_text(key));
  for (const auto& check : table.checks) lines.push_back(constraint_text(check));
  auto out = fmt::format("CREATE TABLE {}{} (\n    {}\n)", quote_name(name),
                         comment_after_name(table.comment), fmt::join(lines, ",\n    "));
  if (table.without_rowid) out += " WITHOUT ROWID";
  if (table.strict) out += table.without_rowid ? ", STRICT" : " STRICT";
  return out;
}

std::string column_definition(const Column& column, const std::vector<Constraint>& constraints) {
  auto out = column_text(column, std::nullopt);
  for (const auto& constraint : constraints) {
    const auto* key = std::get_if<ForeignKey>(&constraint);
    out +=
        " " + (key ? constraint_name(key->name) + references(*key) : constraint_text(constraint));
  }
  return out;
}

std::string create_virtual_table(const VirtualTable& table) {
  auto out = fmt::format("CREATE VIRTUAL TABLE {} USING {}", quote_name(table.name),
                         quote_name(table.module));
  return table.arguments.empty() ? out
                                 : fmt::format("{}({})", out, fmt::join(table.arguments, ", "));
}

std::string create_index(const QualifiedName& table, const Index& index) {
  std::vector<std::string> elements;
  for (const auto& element : index.elements) elements.push_back(index_element(element));
  auto out = fmt::format("CREATE {}INDEX {}{} ON {} ({})", index.unique ? "UNIQUE " : "",
                         quote_name(QualifiedName{table.schema, index.name}),
                         comment_after_name(index.comment), quote_name(table.name),
                         fmt::join(elements, ", "));
  return index.where ? out + " WHERE " + index.where->text : out;
}

std::string create_view(const View& view) {
  auto out = "CREATE VIEW " + quote_name(view.name);
  if (!view.columns.empty()) out += fmt::format(" ({})", quote_names(view.columns));
  return out + " AS " + view.query.text;
}

std::string create_trigger(const QualifiedName& on, const Trigger& trigger) {
  auto out = "CREATE TRIGGER " + quote_name(QualifiedName{on.schema, trigger.name});
  if (trigger.timing) out += fmt::format(" {}", word(*trigger.timing));
  for (auto event : trigger.events) out += fmt::format(" {}", word(event));
  if (!trigger.update_columns.empty()) out += " OF " + quote_names(trigger.update_columns);
  out += " ON " + quote_name(on.name);
  if (trigger.level) out += " FOR EACH ROW";
  if (trigger.condition) out += " WHEN " + trigger.condition->text;
  std::string body = trigger.body ? trigger.body->text : "";
  if (!body.ends_with(';')) body += ';';
  return fmt::format("{}\nBEGIN\n{}\nEND", out, body);
}

}  // namespace athanor::sqlite
