#include "cli/pulling.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "engine/dialects/registry.hpp"
#include "schema/model/json_schema.hpp"

namespace athanor::cli {
namespace {

namespace fs = std::filesystem;

/// Flag columns that a database keeps as integers: the model calls them boolean, and says how this
/// dialect stores them.
void offer_booleans(Schema& raised, const std::vector<std::pair<QualifiedName, std::string>>& found,
                    std::vector<std::string>& notes) {
  for (const auto& [table, name] : found) {
    for (auto& column : raised.tables.at(table).columns) {
      if (column.name != name) continue;
      column.native_type = column.native_type.value_or(column.type);
      column.type = parse_type("boolean");
      auto* literal = column.default_value ? std::get_if<Literal>(&*column.default_value) : nullptr;
      if (literal && (literal->text == "0" || literal->text == "1")) {
        *literal = {Literal::Kind::Boolean, literal->text == "1" ? "true" : "false"};
      }
      notes.push_back(
          fmt::format("{}.{} holds only 0 and 1: written as a boolean", display(table), name));
    }
  }
}

}  // namespace

PulledModels pulled_models(const Schema& schema, Session* session, const Dialect& dialect,
                           const std::string& folder, WriteOptions::Layout layout) {
  PulledModels out;
  auto raised = dialect.raise(schema);
  if (session) offer_booleans(raised, dialect.boolean_columns(*session, schema), out.notes);
  WriteOptions how;
  how.dialect = dialect.name();
  how.layout = layout;
  for (auto& model : write_models(raised, how)) {
    out.files.push_back({(fs::path(folder) / model.file).string(), std::move(model.text)});
  }
  out.files.push_back(
      {(fs::path(folder) / "athanor.schema.json").string(), json_schema(override_names())});
  return out;
}

}  // namespace athanor::cli
