#include "grammar/postgresql/canonical_catalogue.hpp"

#include <map>

#include "grammar/postgresql/canonical_resolve.hpp"
#include "grammar/postgresql/canonical_types.hpp"

namespace athanor::postgresql {
namespace {

using Overloads = std::map<std::string, std::vector<Overload>, std::less<>>;

std::string spelled(std::string_view name) {
  return is_array(name) ? array_of(spelled_type(element_of(name)))
                        : std::string(spelled_type(name));
}

/// Cuts off what stands before the first `end`, and `end` itself.
std::string_view take(std::string_view& text, char end) {
  auto at = text.find(end);
  auto word = text.substr(0, at);
  text.remove_prefix(at == std::string_view::npos ? text.size() : at + 1);
  return word;
}

bool ends_in(std::string_view& word, char mark) {
  bool found = word.ends_with(mark);
  if (found) word.remove_suffix(1);
  return found;
}

Overload read_overload(std::string_view text) {
  Overload out;
  auto arguments = take(text, '>');
  while (!arguments.empty()) {
    auto word = take(arguments, ',');
    bool has_default = ends_in(word, '=');
    out.variadic = ends_in(word, '*');
    if (!has_default && !out.variadic) ++out.required;
    out.arguments.push_back(spelled(word));
  }
  out.result = spelled(text);
  return out;
}

Overloads read(std::string_view lines) {
  Overloads all;
  std::vector<Overload>* current = nullptr;
  while (!lines.empty()) {
    auto line = take(lines, '\n');
    while (!line.empty()) {
      auto word = take(line, ' ');
      if (word == ";") {
        current = nullptr;
      } else if (current == nullptr) {
        current = &all[std::string(word)];
      } else {
        current->push_back(read_overload(word));
      }
    }
  }
  return all;
}

const std::vector<Overload>& named(const Overloads& all, std::string_view name) {
  static const std::vector<Overload> none;
  auto found = all.find(name);
  return found == all.end() ? none : found->second;
}

}  // namespace

const std::vector<Overload>& operators_named(std::string_view name) {
  static const Overloads all = read(operator_lines());
  return named(all, name);
}

const std::vector<Overload>& functions_named(std::string_view name) {
  static const Overloads all = read(function_lines());
  return named(all, name);
}

}  // namespace athanor::postgresql
