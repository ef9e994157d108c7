#include "grammar/postgresql/canonical_resolve.hpp"

#include <algorithm>
#include <functional>

#include "grammar/postgresql/canonical_types.hpp"

namespace athanor::postgresql {
namespace {

using Types = std::vector<std::string>;
using Candidates = std::vector<Signature>;

bool is_known(const std::string& type) {
  return type != "unknown";
}

/// Keeps the candidates that score best.
void keep_best(Candidates& candidates, const std::function<int(const Signature&)>& score) {
  int best = 0;
  for (const auto& one : candidates) best = std::max(best, score(one));
  std::erase_if(candidates, [&](const Signature& one) { return score(one) < best; });
}

int exact_matches(const Signature& one, const Types& types) {
  int count = 0;
  for (std::size_t i = 0; i < types.size(); ++i) count += one.arguments[i] == types[i] ? 1 : 0;
  return count;
}

int preferred_matches(const Signature& one, const Types& types) {
  int count = 0;
  for (std::size_t i = 0; i < types.size(); ++i) {
    if (!is_known(types[i])) continue;
    const auto& taken = one.arguments[i];
    bool preferred = is_preferred(taken) && category(taken) == category(types[i]);
    count += taken == types[i] || preferred ? 1 : 0;
  }
  return count;
}

/// The category that an untyped literal is taken for at `place`: strings where any candidate takes
/// one, else what all agree on; 0 where they do not.
char literal_category(const Candidates& candidates, std::size_t place) {
  char agreed = category(candidates.front().arguments[place]);
  bool same = true;
  for (const auto& one : candidates) {
    char here = category(one.arguments[place]);
    if (here == 'S') return 'S';
    same = same && here == agreed;
  }
  return same ? agreed : '\0';
}

/// Leaves the candidates that untyped literals speak for; false where they say nothing.
bool choose_by_literals(Candidates& candidates, const Types& types) {
  auto remaining = candidates;
  for (std::size_t i = 0; i < types.size(); ++i) {
    if (is_known(types[i])) continue;
    char wanted = literal_category(candidates, i);
    if (wanted == '\0') return false;
    std::erase_if(remaining,
                  [&](const Signature& one) { return category(one.arguments[i]) != wanted; });
    bool preferred = std::any_of(remaining.begin(), remaining.end(), [&](const Signature& one) {
      return is_preferred(one.arguments[i]);
    });
    if (!preferred) continue;
    std::erase_if(remaining, [&](const Signature& one) { return !is_preferred(one.arguments[i]); });
  }
  if (!remaining.empty()) candidates = std::move(remaining);
  return true;
}

/// The last resort: literals have the one type that all other arguments have.
void choose_by_known(Candidates& candidates, const Types& types) {
  std::string known;
  for (const auto& type : types) {
    if (!is_known(type)) continue;
    if (!known.empty() && known != type) return;
    known = type;
  }
  if (known.empty()) return;
  std::erase_if(candidates, [&](const Signature& one) {
    return !std::all_of(one.arguments.begin(), one.arguments.end(),
                        [&](const std::string& taken) { return converts(known, taken); });
  });
}

/// func_select_candidate of PostgreSQL: the steps of 10.2 and 10.3, in their order.
std::optional<Signature> select(Candidates candidates, const Types& types) {
  if (candidates.empty()) return std::nullopt;
  keep_best(candidates, [&](const Signature& one) { return exact_matches(one, types); });
  keep_best(candidates, [&](const Signature& one) { return preferred_matches(one, types); });
  bool literals = !std::all_of(types.begin(), types.end(), is_known);
  if (candidates.size() > 1 && literals && choose_by_literals(candidates, types) &&
      candidates.size() > 1) {
    choose_by_known(candidates, types);
  }
  if (candidates.size() != 1) return std::nullopt;
  return candidates.front();
}

/// The type that a polymorphic argument stands for says which the others do.
std::string element_behind(std::string_view polymorphic, const std::string& type) {
  if (polymorphic.ends_with("nonarray")) return type;
  if (polymorphic.ends_with("array")) return element_of(type);
  if (polymorphic.ends_with("range")) return std::string(bound_of(type));
  return type;
}

std::string made_from(std::string_view polymorphic, const std::string& element,
                      const std::string& range) {
  if (polymorphic == "any" || polymorphic == "record") return std::string(polymorphic);
  if (polymorphic.ends_with("nonarray")) return element;
  if (polymorphic.ends_with("array")) return array_of(element);
  if (polymorphic.ends_with("range")) return range;
  return element;
}

/// Puts the types that the arguments have in place of polymorphic ones.
Signature settled(Signature signature, const Types& types) {
  Types elements;
  std::string range;
  for (std::size_t i = 0; i < types.size(); ++i) {
    const auto& taken = signature.arguments[i];
    if (!is_polymorphic(taken) || taken == "any" || !is_known(types[i])) continue;
    elements.push_back(element_behind(taken, types[i]));
    if (taken.ends_with("range")) range = types[i];
  }
  auto element = common_type(elements);
  for (auto& taken : signature.arguments) {
    if (is_polymorphic(taken)) taken = made_from(taken, element, range);
  }
  if (is_polymorphic(signature.result)) {
    signature.result = made_from(signature.result, element, range);
  }
  return signature;
}

/// What the overload takes at `place`; the last argument of a variadic one stands for the rest.
const std::string& taken_at(const Overload& overload, std::size_t place) {
  return overload.arguments[std::min(place, overload.arguments.size() - 1)];
}

bool takes_count(const Overload& overload, std::size_t count) {
  return count >= overload.required && (overload.variadic || count <= overload.arguments.size());
}

bool takes(const Overload& overload, const Types& types) {
  if (!takes_count(overload, types.size())) return false;
  for (std::size_t i = 0; i < types.size(); ++i) {
    if (!converts(types[i], taken_at(overload, i))) return false;
  }
  return true;
}

Candidates candidates_for(const std::vector<Overload>& overloads, const Types& types) {
  Candidates out;
  for (const auto& overload : overloads) {
    if (!takes(overload, types)) continue;
    Signature one{{}, overload.result};
    for (std::size_t i = 0; i < types.size(); ++i) one.arguments.push_back(taken_at(overload, i));
    out.push_back(std::move(one));
  }
  return out;
}

std::optional<Signature> exact(const std::vector<Overload>& overloads, const Types& types) {
  for (const auto& one : overloads) {
    if (one.arguments == types) return Signature{types, one.result};
  }
  return std::nullopt;
}

bool has_unread(const Types& types) {
  return std::any_of(types.begin(), types.end(),
                     [](const std::string& type) { return type.empty(); });
}

/// An untyped literal beside a value is first tried as one of the same type.
Types with_literal_as_other(Types types) {
  if (types.size() != 2) return types;
  if (!is_known(types[0])) types[0] = types[1];
  if (!is_known(types[1])) types[1] = types[0];
  return types;
}

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// A type that is not built in has operators between values of the type itself, before any that
/// another type would lend it: all types compare, and those of extensions contain each other.
/// citext, which every cast to text would make sensitive to case, has those of patterns as well.
std::optional<Signature> between_own(std::string_view name, const Types& types) {
  bool own = types.size() == 2 && types[0] == types[1] && !is_array(types[0]) &&
             (!is_built_in(types[0]) || types[0] == "citext");
  if (!own) return std::nullopt;
  bool usual = is_one_of(name, {"=", "<>", "<", ">", "<=", ">=", "@>", "<@", "&&"});
  bool pattern = is_one_of(name, {"~", "~*", "!~", "!~*", "~~", "~~*", "!~~", "!~~*"});
  bool known = usual || (pattern && types[0] == "citext");
  return known ? std::optional(Signature{types, "boolean"}) : std::nullopt;
}

}  // namespace

std::optional<Signature> resolve_operator(std::string_view name, const Types& types) {
  if (has_unread(types)) return std::nullopt;
  const auto& overloads = operators_named(name);
  auto alike = with_literal_as_other(types);
  if (auto one = exact(overloads, alike)) return one;
  if (auto own = between_own(name, alike)) return own;
  auto chosen = select(candidates_for(overloads, types), types);
  if (!chosen) return std::nullopt;
  return settled(std::move(*chosen), types);
}

std::optional<Signature> resolve_function(std::string_view name, const Types& types) {
  if (has_unread(types)) return std::nullopt;
  const auto& overloads = functions_named(name);
  if (auto one = exact(overloads, types)) return one;
  auto chosen = select(candidates_for(overloads, types), types);
  if (!chosen) return std::nullopt;
  return settled(std::move(*chosen), types);
}

std::string result_of(std::string_view function) {
  std::string result;
  for (const auto& overload : functions_named(function)) {
    if (is_polymorphic(overload.result)) return "";
    if (!result.empty() && result != overload.result) return "";
    result = overload.result;
  }
  return result;
}

}  // namespace athanor::postgresql
