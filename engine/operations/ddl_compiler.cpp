#include "engine/operations/ddl_compiler.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/operations/arguments.hpp"
#include "schema/diagnostics.hpp"
#include "schema/overloaded.hpp"

namespace athanor::operations {

std::string DdlCompiler::create_table(const TableModel& table, Guard guard) const {
  std::string text = "CREATE ";
  for (const auto& prefix : table.prefixes) text += prefix + ' ';
  text += guard == Guard::IfNotExists ? "TABLE IF NOT EXISTS " : "TABLE ";
  text += names_.table(table.name) + " (";
  std::vector<std::string> parts;
  for (const auto& each : table.columns) {
    if (each.item.system) continue;
    try {
      parts.push_back(specification(table, each) + checks(table, each));
    } catch (const Error& error) {
      throw Error(fmt::format("(in table '{}', column '{}'): {}", table.name.name, each.item.name,
                              error.what()));
    }
  }
  if (auto key = primary_key(table)) parts.push_back(*key);
  for (const auto& each : table.constraints) {
    if (auto part = constraint(table, each)) parts.push_back(*part);
  }
  return fmt::format("{}\n    {}\n){}", text, fmt::join(parts, ", \n    "), table_options(table));
}

std::string DdlCompiler::checks(const TableModel& table, const ModelColumn& column) const {
  std::string text;
  for (const auto& each : column.item.checks) text += ' ' + check(table, each, Part::ColumnCheck);
  return text;
}

std::optional<std::string> DdlCompiler::default_text(const alembic::ServerDefault& value) const {
  using Text = std::optional<std::string>;
  return std::visit(overloaded{
                        [](const std::string& text) -> Text { return quote_text(text); },
                        [&](const alembic::SqlExpression& expression) -> Text {
                          return expressions_.text(expression);
                        },
                        [](const alembic::SaIdentity&) -> Text { return std::nullopt; },
                        [](const alembic::SaComputed&) -> Text { return std::nullopt; },
                        [](const alembic::SaFetchedValue&) -> Text { return std::nullopt; },
                    },
                    value);
}

std::string DdlCompiler::identity_options(const alembic::Keywords& options) const {
  constexpr std::pair<const char*, const char*> numbers[] = {{"increment", "INCREMENT BY"},
                                                             {"start", "START WITH"},
                                                             {"minvalue", "MINVALUE"},
                                                             {"maxvalue", "MAXVALUE"}};
  std::vector<std::string> parts;
  for (const auto& [name, word] : numbers) {
    if (auto value = integer_argument(find_keyword(options, name), name)) {
      parts.push_back(fmt::format("{} {}", word, *value));
    }
  }
  auto flag = [&](const char* name) { return flag_argument(find_keyword(options, name), name); };
  if (flag("nominvalue")) parts.push_back("NO MINVALUE");
  if (flag("nomaxvalue")) parts.push_back("NO MAXVALUE");
  if (auto cache = integer_argument(find_keyword(options, "cache"), "cache")) {
    parts.push_back(fmt::format("CACHE {}", *cache));
  }
  if (auto cycle = flag("cycle")) parts.push_back(*cycle ? "CYCLE" : "NO CYCLE");
  return fmt::format("{}", fmt::join(parts, " "));
}

std::string DdlCompiler::identity(const alembic::SaIdentity& identity) const {
  bool always = flag_argument(find_keyword(identity.options, "always"), "always").value_or(false);
  auto options = identity_options(identity.options);
  auto text = fmt::format("GENERATED {} AS IDENTITY", always ? "ALWAYS" : "BY DEFAULT");
  return options.empty() ? text : fmt::format("{} ({})", text, options);
}

std::string DdlCompiler::computed(const alembic::SaComputed& computed) const {
  auto text = fmt::format("GENERATED ALWAYS AS ({})", expressions_.text(computed.expression));
  if (!computed.persisted) return text;
  return text + (*computed.persisted ? " STORED" : " VIRTUAL");
}

}  // namespace athanor::operations
