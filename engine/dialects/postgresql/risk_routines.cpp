#include "engine/dialects/postgresql/risk_routines.hpp"

#include <algorithm>

#include "grammar/postgresql/reader.hpp"

namespace athanor::postgresql {
namespace {

using Argument = std::vector<SqlToken>;

bool has_default(const Argument& argument) {
  return std::any_of(argument.begin(), argument.end(), [](const SqlToken& token) {
    return token.text == "=" || ascii_iequals(token.text, "default");
  });
}

/// Without its default.
Argument declared(Argument argument) {
  auto end = std::find_if(argument.begin(), argument.end(), [](const SqlToken& token) {
    return token.text == "=" || ascii_iequals(token.text, "default");
  });
  argument.erase(end, argument.end());
  return argument;
}

std::string text_of(const SqlToken& token) {
  return token.kind == SqlToken::Kind::QuotedName ? '"' + token.text + '"' : token.text;
}

/// Names of arguments and modifiers are no part of what calls go by: the type is the longest end
/// of `a double precision` that is one.
std::optional<DataType> type_of(const Argument& argument) {
  for (std::size_t begin = 0; begin < argument.size(); ++begin) {
    std::string text;
    for (auto i = begin; i < argument.size(); ++i) text += text_of(argument[i]) + " ";
    auto type = read_type(text);
    if (!type) continue;
    type->modifiers.clear();
    return type;
  }
  return std::nullopt;
}

/// Those of a mode that a call does not give (CREATE FUNCTION, argmode).
bool is_output(const Argument& argument) {
  return !argument.empty() && (ascii_iequals(argument.front().text, "out") ||
                               ascii_iequals(argument.front().text, "table"));
}

Argument without_mode(Argument argument) {
  for (const char* mode : {"in", "inout", "variadic"}) {
    bool is = argument.size() > 1 && ascii_iequals(argument.front().text, mode);
    if (is) argument.erase(argument.begin());
  }
  return argument;
}

void add_argument(RoutineHead& out, const Argument& argument) {
  if (argument.empty() || is_output(argument)) return;
  auto type = type_of(without_mode(declared(argument)));
  if (!type) out.types.reset();
  if (out.types) out.types->push_back(*type);
  if (!has_default(argument)) ++out.required;
}

/// Words that may stand behind the type that a function returns.
constexpr const char* kClauses[] = {"language", "transform", "window",   "immutable", "stable",
                                    "volatile", "leakproof", "not",      "called",    "strict",
                                    "external", "security",  "parallel", "cost",      "rows",
                                    "support",  "set",       "as",       "return",    "begin"};

bool ends_type(const SqlToken& token) {
  return token.kind == SqlToken::Kind::Word &&
         std::any_of(std::begin(kClauses), std::end(kClauses),
                     [&](const char* word) { return ascii_iequals(token.text, word); });
}

/// A type, or a column of a TABLE, each type in the catalogue's spelling.
std::string canonical(const Argument& tokens, std::size_t names) {
  std::string name, type;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    (i < names ? name : type) += bare_name(tokens[i]) + " ";
  }
  auto read = read_type(type);
  return name + (read ? display(*read) : type);
}

std::vector<std::string> take_returned(Words& words) {
  std::vector<std::string> out;
  if (words.take("table")) {
    for (const auto& column : words.list()) out.push_back(canonical(column, 1));
    return out;
  }
  auto tokens = words.rest();
  tokens.erase(std::find_if(tokens.begin(), tokens.end(), ends_type), tokens.end());
  std::size_t set = !tokens.empty() && ascii_iequals(tokens.front().text, "setof") ? 1 : 0;
  return {canonical(tokens, set)};
}

/// Each becomes any behind it by itself.
const std::vector<std::vector<std::string>> kWidening = {
    {"smallint", "integer", "bigint", "numeric", "real", "double precision"},
    {"character", "character varying", "text"},
    {"date", "timestamp without time zone", "timestamp with time zone"}};

bool becomes(const DataType& from, const DataType& to) {
  if (from == to) return true;
  if (from.dimensions > 0 || to.dimensions > 0) return false;
  return std::any_of(kWidening.begin(), kWidening.end(), [&](const auto& types) {
    auto was = std::find(types.begin(), types.end(), from.name.name);
    return std::find(was, types.end(), to.name.name) != types.end();
  });
}

}  // namespace

RoutineHead take_signature(Words& words) {
  RoutineHead out;
  out.name = words.name();
  if (!words.stands("(")) return out;
  out.types.emplace();
  for (const auto& argument : words.list()) add_argument(out, argument);
  bool typed = words.take("returns") && !words.stands("null on null input");
  if (typed) out.returns = take_returned(words);
  return out;
}

std::optional<RoutineHead> routine_of(std::string_view statement) {
  Words words(statement);
  if (!words.take("create")) return std::nullopt;
  words.take("or replace");
  if (!words.take("function") && !words.take("procedure")) return std::nullopt;
  return take_signature(words);
}

bool takes_calls_of(const RoutineHead& is, const RoutineHead& was) {
  if (!was.types || !is.types) return true;
  return is.types->size() >= was.types->size() && is.required <= was.required &&
         std::equal(was.types->begin(), was.types->end(), is.types->begin(), becomes);
}

}  // namespace athanor::postgresql
