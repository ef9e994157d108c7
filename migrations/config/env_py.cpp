#include "migrations/config/env_py.hpp"

#include <algorithm>
#include <filesystem>
#include <set>

#include "grammar/alembic/calls.hpp"
#include "grammar/alembic/predicate.hpp"

namespace athanor {
namespace {

using alembic::CallArgument;
using alembic::Expression;

const std::string* text_of(const Expression& expression) {
  const auto* text = expression ? std::get_if<alembic::StringLiteral>(&expression->kind) : nullptr;
  return text ? &text->value : nullptr;
}

std::optional<std::variant<std::string, bool>> constant(const Expression& expression) {
  if (const auto* text = text_of(expression)) return *text;
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

/// Alembic's hooks, with what each is asked of a table (Alembic documentation, "EnvironmentContext
/// .configure").
std::optional<bool> includes(alembic::Predicates& hooks, const std::string& hook,
                             const std::string& function, const std::string& table) {
  if (hook == "include_name") return hooks.ask(function, {table, "table", std::nullopt});
  return hooks.ask(function, {std::nullopt, table, "table", std::nullopt, std::nullopt});
}

/// The functions that `context.configure` is given as `hook`.
std::set<std::string> functions_of(const std::vector<alembic::Call>& calls,
                                   const std::string& hook) {
  std::set<std::string> out;
  for (const auto& call : calls) {
    for (const auto& argument : call.arguments) {
      if (argument.kind == CallArgument::Kind::Keyword && argument.name == hook) {
        out.insert(alembic::dotted_name(argument.value));
      }
    }
  }
  out.erase("");
  return out;
}

/// `tables` with the places where the module names them, or all names that it has in strings.
std::vector<ExcludedInEnv> candidates(const alembic::Module& module,
                                      const std::vector<std::string>& tables) {
  std::vector<ExcludedInEnv> strings, out;
  alembic::each_expression(module, [&](const Expression& expression) {
    const auto* text = text_of(expression);
    if (text && !text->empty()) strings.push_back({*text, expression->place});
  });
  if (tables.empty()) return strings;
  for (const auto& table : tables) {
    auto named = std::find_if(strings.begin(), strings.end(),
                              [&](const auto& string) { return string.table == table; });
    out.push_back({table, named == strings.end() ? Place{} : named->place});
  }
  return out;
}

/// A hook that leaves out a name which nobody has says nothing of particular tables.
std::vector<ExcludedInEnv> excluded(const alembic::Module& module,
                                    const std::vector<alembic::Call>& calls,
                                    const std::vector<ExcludedInEnv>& asked) {
  std::vector<ExcludedInEnv> out;
  alembic::Predicates hooks(module);
  std::set<std::string> seen;
  for (const char* hook : {"include_object", "include_name"}) {
    for (const auto& function : functions_of(calls, hook)) {
      if (includes(hooks, hook, function, "a table of no particular name") != true) continue;
      for (const auto& candidate : asked) {
        if (includes(hooks, hook, function, candidate.table) != false) continue;
        if (seen.insert(candidate.table).second) out.push_back(candidate);
      }
    }
  }
  return out;
}

/// `${NAME}` of `os.environ["NAME"]`, `os.getenv("NAME", ...)` and `os.environ.get("NAME", ...)`;
/// the text of a constant; else "".
std::string address(const Expression& expression) {
  if (const auto* text = text_of(expression)) return *text;
  if (const auto* item = std::get_if<alembic::Subscript>(&expression->kind)) {
    const auto* name = text_of(item->index);
    bool environ = alembic::dotted_name(item->object) == "os.environ";
    return environ && name ? "${" + *name + "}" : "";
  }
  const auto* call = std::get_if<alembic::Call>(&expression->kind);
  if (!call || call->arguments.empty()) return "";
  auto callee = alembic::dotted_name(call->callee);
  const auto* name = text_of(call->arguments.front().value);
  bool asks = callee == "os.getenv" || callee == "os.environ.get" || callee == "getenv";
  return asks && name ? "${" + *name + "}" : "";
}

void read_url(const alembic::Module& module, EnvPy& out) {
  for (const auto& call : alembic::calls_of(module, "config.set_main_option")) {
    if (call.arguments.size() != 2) continue;
    const auto* key = text_of(call.arguments[0].value);
    if (!key || *key != "sqlalchemy.url") continue;
    out.url = address(call.arguments[1].value);
    out.url_place = call.arguments[1].place;
  }
}

/// What the module's own statements last gave to a name; null where they give it nothing.
Expression assigned(const alembic::Module& module, const std::string& name) {
  Expression out;
  for (const auto& statement : module.body) {
    const auto* it = std::get_if<alembic::Assign>(&statement.kind);
    for (const auto& target : it ? it->targets : std::vector<Expression>()) {
      const auto* named = std::get_if<alembic::Name>(&target->kind);
      if (named && named->text == name) out = it->value;
    }
  }
  return out;
}

/// The strings of a dict, be it written here or given a name; nothing of any other.
std::optional<NamingConvention> strings_of(const alembic::Module& module, Expression expression) {
  if (const auto* name = std::get_if<alembic::Name>(&expression->kind)) {
    expression = assigned(module, name->text);
  }
  const auto* dict = expression ? std::get_if<alembic::DictDisplay>(&expression->kind) : nullptr;
  if (!dict) return std::nullopt;
  NamingConvention out;
  for (const auto& entry : dict->entries) {
    const auto* key = text_of(entry.key);
    const auto* value = text_of(entry.value);
    if (!key || !value) return std::nullopt;
    out.emplace_back(*key, *value);
  }
  return out;
}

void read_metadata(const alembic::Module& module, EnvPy& out) {
  auto given = assigned(module, "target_metadata");
  if (!given || std::holds_alternative<alembic::NoneLiteral>(given->kind)) return;
  const auto* call = std::get_if<alembic::Call>(&given->kind);
  auto callee = call ? alembic::dotted_name(call->callee) : "";
  bool known = callee == "MetaData" || callee.ends_with(".MetaData");
  for (const auto& argument : known ? call->arguments : std::vector<CallArgument>()) {
    if (argument.name != "naming_convention") continue;
    auto convention = strings_of(module, argument.value);
    known = convention.has_value();
    if (known) out.naming_convention = *convention;
  }
  if (!known) out.unknown_metadata = given->place;
}

/// The module, where its text has one of `words`: most env.py files say nothing of the kind, and
/// need no grammar to show it.
std::optional<alembic::Module> read_module(const std::string& folder,
                                           const std::vector<std::string_view>& words) {
  auto path = (std::filesystem::path(folder) / "env.py").string();
  if (!std::filesystem::is_regular_file(path)) return std::nullopt;
  auto source = read_source(path);
  bool has_any = std::any_of(words.begin(), words.end(), [&](auto word) {
    return source->text.find(word) != std::string::npos;
  });
  Diagnostics ignored;
  return has_any ? alembic::parse_module(source, ignored) : std::nullopt;
}

}  // namespace

EnvPy read_env_py(const std::string& folder) {
  EnvPy out;
  auto module = read_module(folder, {"version_table", "transaction_per_migration",
                                     "set_main_option", "target_metadata ="});
  if (!module) return out;
  std::vector<ConfiguredInEnv> all;
  for (const auto& call : alembic::calls_of(*module, "context.configure")) {
    for (const auto& argument : call.arguments) take(argument, all);
  }
  out.configured = agreed(all);
  read_url(*module, out);
  read_metadata(*module, out);
  return out;
}

std::vector<ExcludedInEnv> tables_left_out(const std::string& folder,
                                           const std::vector<std::string>& tables) {
  auto module = read_module(folder, {"include_object", "include_name"});
  if (!module) return {};
  auto calls = alembic::calls_of(*module, "context.configure");
  return excluded(*module, calls, candidates(*module, tables));
}

}  // namespace athanor
