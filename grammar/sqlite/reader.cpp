#include "grammar/sqlite/reader.hpp"

#include "grammar/sqlite/statement_reader.hpp"

namespace athanor::sqlite {
namespace {

/// The SQL of a row of sqlite_schema, read as if it stood at the row's place.
std::optional<Action> read_schema_row(const std::string& sql, const Place& place,
                                      Diagnostics& diagnostics) {
  auto inner = std::make_shared<SourceText>(SourceText{place.source->name, sql});
  Diagnostics found;
  auto statements = read_script(inner, found);
  for (const auto& diagnostic : found.all()) diagnostics.error(place, diagnostic.message);
  if (found.has_errors() || statements.size() != 1) return std::nullopt;
  return std::move(statements.front().action);
}

std::optional<Action> read_parsed(const Written& written, const Place& place,
                                  Diagnostics& diagnostics) {
  if (auto skimmed = skim_rows(written)) return skimmed;
  auto* tree = written.parsing().statement();
  if (tree == nullptr) {
    const auto& error = *written.parsing().error();
    written.error(error.token, error.message, error.notes);
    return std::nullopt;
  }
  if (auto sql = schema_row_sql(written, tree)) return read_schema_row(*sql, place, diagnostics);
  return read_action(written, tree);
}

}  // namespace

std::vector<Statement> read_script(const SourcePtr& source, Diagnostics& diagnostics) {
  std::vector<Statement> statements;
  BorrowedParsing parsing;
  parsing->open(source->text);
  while (parsing->next_statement()) {
    Written written(source, *parsing, diagnostics);
    auto* first = parsing->tokens().get(0);
    auto* last = parsing->tokens().get(parsing->tokens().size() - 2);
    auto place = written.place(first);
    auto known = diagnostics.all().size();
    auto action = read_parsed(written, place, diagnostics);
    if (!action && diagnostics.all().size() > known) {
      action = Unread{diagnostics.all()[known].message};
    }
    if (action) {
      statements.push_back(
          {std::move(*action), std::string(written.exact(first, last)), std::move(place)});
    }
  }
  return statements;
}

}  // namespace athanor::sqlite
