#include "migrations/config/env_py.hpp"

#include <algorithm>
#include <filesystem>

#include "grammar/alembic/calls.hpp"

namespace athanor {
namespace {

using alembic::CallArgument;

std::optional<std::variant<std::string, bool>> constant(const alembic::Expression& expression) {
  if (const auto* text = std::get_if<alembic::StringLiteral>(&expression->kind)) {
    return text->value;
  }
  if (const auto* flag = std::get_if<alembic::BooleanLiteral>(&expression->kind)) {
    return flag->value;
  }
  return std::nullopt;
}

void take(const CallArgument& argument, std::vector<ConfiguredInEnv>& out) {
  if (argument.kind != CallArgument::Kind::Keyword) return;
  if (auto value = constant(argument.value)) out.push_back({argument.name, *value, argument.place});
}

/// Keeps the first of those that say the same, and none of those that do not.
std::vector<ConfiguredInEnv> agreed(const std::vector<ConfiguredInEnv>& all) {
  std::vector<ConfiguredInEnv> out;
  for (const auto& one : all) {
    auto same_name = [&](const ConfiguredInEnv& other) { return other.name == one.name; };
    bool known = std::any_of(out.begin(), out.end(), same_name);
    bool disputed = std::any_of(all.begin(), all.end(), [&](const ConfiguredInEnv& other) {
      return same_name(other) && other.value != one.value;
    });
    if (!known && !disputed) out.push_back(one);
  }
  return out;
}

/// Most env.py files say nothing of the kind, and need no grammar to show it.
bool is_worth_reading(const std::string& text) {
  return text.find("version_table") != std::string::npos ||
         text.find("transaction_per_migration") != std::string::npos;
}

}  // namespace

std::vector<ConfiguredInEnv> configured_in_env(const std::string& folder) {
  auto path = (std::filesystem::path(folder) / "env.py").string();
  if (!std::filesystem::is_regular_file(path)) return {};
  auto source = read_source(path);
  Diagnostics ignored;
  auto module = is_worth_reading(source->text) ? alembic::parse_module(source, ignored)
                                               : std::optional<alembic::Module>();
  if (!module) return {};
  std::vector<ConfiguredInEnv> all;
  for (const auto& call : alembic::calls_of(*module, "context.configure")) {
    for (const auto& argument : call.arguments) take(argument, all);
  }
  return agreed(all);
}

}  // namespace athanor
