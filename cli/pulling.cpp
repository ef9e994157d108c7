#include "cli/pulling.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <optional>

#include "engine/agreement.hpp"
#include "engine/dialects/registry.hpp"
#include "engine/plan.hpp"
#include "schema/model/json_schema.hpp"
#include "schema/model/reader.hpp"

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

Schema raised(const PulledSource& source, std::vector<std::string>& notes) {
  const auto& dialect = source.dialect;
  auto out = dialect.raise(source.schema);
  if (source.session) {
    offer_booleans(out, dialect.boolean_columns(*source.session, source.schema), notes);
  }
  return out;
}

PulledModels files_below(const std::string& folder, std::vector<ModelText> models,
                         std::vector<std::string> notes) {
  PulledModels out{{}, std::move(notes)};
  for (auto& model : models) {
    out.files.push_back({(fs::path(folder) / model.file).string(), std::move(model.text)});
  }
  out.files.push_back(
      {(fs::path(folder) / "athanor.schema.json").string(), json_schema(override_names())});
  return out;
}

/// What the models of another dialect say of this one; nothing where they cannot be read for it.
struct Described {
  Schema model, lowered;
};

std::optional<Described> described(const std::vector<ModelText>& models, const Dialect& dialect,
                                   const std::vector<std::string>& legacy) {
  std::vector<SourcePtr> sources;
  for (const auto& model : models) {
    sources.push_back(std::make_shared<SourceText>(SourceText{model.file, model.text}));
  }
  Diagnostics diagnostics;
  Described out;
  out.model = Model::read(sources, override_names(), diagnostics, legacy)
                  .resolve(dialect.name(), diagnostics);
  out.lowered = dialect.lower(out.model, diagnostics);
  return diagnostics.has_errors() ? std::nullopt : std::optional(std::move(out));
}

/// What the models, read again, still lack of what a source holds.
void tell_difference(const std::vector<ModelText>& models, const PulledSource& source,
                     const std::vector<std::string>& legacy, std::vector<std::string>& notes) {
  auto again = described(models, source.dialect, legacy);
  if (!again) {
    notes.push_back(fmt::format("the models cannot be read for {}", source.dialect.name()));
    return;
  }
  for (const auto& step : missing_steps(again->lowered, source.schema, source.dialect)) {
    notes.push_back(fmt::format("the models differ on {}: {}", source.dialect.name(), step));
  }
}

}  // namespace

PulledModels pulled_models(const PulledSource& source, const std::string& folder,
                           WriteOptions::Layout layout) {
  std::vector<std::string> notes;
  auto schema = raised(source, notes);
  auto models = write_models(schema, {std::string(source.dialect.name()), layout});
  return files_below(folder, std::move(models), std::move(notes));
}

PulledModels pulled_models(const PulledSource& first, const PulledSource& second,
                           const std::vector<std::string>& legacy, const std::string& folder,
                           WriteOptions::Layout layout) {
  std::vector<std::string> notes;
  RaisedSchema one{std::string(first.dialect.name()), raised(first, notes)};
  RaisedSchema other{std::string(second.dialect.name()), raised(second, notes)};
  auto models = write_models(one.schema, {one.dialect, layout});
  if (auto alike = described(models, second.dialect, legacy)) {
    other.schema = in_words_of(std::move(other.schema), second.schema,
                               {alike->model, alike->lowered}, second.dialect);
  }
  models = write_models(one, other, layout);
  for (const auto* source : {&first, &second}) tell_difference(models, *source, legacy, notes);
  return files_below(folder, std::move(models), std::move(notes));
}

}  // namespace athanor::cli
