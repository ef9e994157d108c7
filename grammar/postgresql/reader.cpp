#include "grammar/postgresql/reader.hpp"

#include "grammar/postgresql/search_path.hpp"
#include "grammar/postgresql/statement_reader.hpp"
#include "grammar/postgresql/type_reader.hpp"

namespace athanor::postgresql {
namespace {

/// A change of search_path changes what `public.t` may be shortened to.
void follow(ReadingState& state, const Action& action) {
  const auto* setting = std::get_if<Setting>(&action);
  if (setting == nullptr || setting->name != "search_path" || !setting->value) return;
  auto path = read_search_path(*setting->value);
  state.public_is_default = path.empty() || path.front() == "public";
}

}  // namespace

std::vector<Statement> read_script(const SourcePtr& source, Diagnostics& diagnostics) {
  std::vector<Statement> statements;
  ReadingState state;
  BorrowedParsing parsing;
  parsing->open(source->text);
  while (parsing->next_statement()) {
    Written written(source, *parsing, state, diagnostics);
    auto* first = parsing->tokens().get(0);
    auto* last = parsing->tokens().get(parsing->tokens().size() - 2);
    auto known = diagnostics.all().size();
    auto actions = read_actions(written);
    if (actions.empty() && diagnostics.all().size() > known) {
      actions.emplace_back(Unread{diagnostics.all()[known].message});
    }
    for (auto& action : actions) {
      follow(state, action);
      statements.push_back(
          {std::move(action), std::string(written.exact(first, last)), written.place(first)});
    }
  }
  return statements;
}

std::optional<DataType> read_type(std::string_view text) {
  BorrowedParsing parsing;
  parsing->open(text);
  parsing->read_all();
  auto* tree = parsing->type();
  if (tree == nullptr) return std::nullopt;
  Diagnostics found;
  auto source = std::make_shared<const SourceText>();
  ReadingState state;
  Written written(source, *parsing, state, found);
  auto type = read_type(written, tree);
  if (found.has_errors()) return std::nullopt;
  return type;
}

}  // namespace athanor::postgresql
