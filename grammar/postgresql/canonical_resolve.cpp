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

/// The overload as one that takes this many arguments, if it can.
std::optional<Signature> with_arguments(const Overload& overload, std::size_t count) {
  auto declared = overload.arguments.size();
  bool fits = count >= overload.required && (overload.variadic || count <= declared);
  if (!fits) return std::nullopt;
  Signature one{overload.arguments, overload.result};
  if (count < declared) one.arguments.resize(count);
  while (one.arguments.size() < count) one.arguments.push_back(overload.arguments.back());
  return one;
}

Candidates candidates_for(const std::vector<Overload>& overloads, std::size_t count) {
  Candidates out;
  for (const auto& overload : overloads) {
    if (auto one = with_arguments(overload, count)) out.push_back(std::move(*one));
  }
  return out;
}

const Signature* exact(const Candidates& candidates, const Types& types) {
  for (const auto& one : candidates) {
    if (one.arguments == types) return &one;
  }
  return nullptr;
}

void drop_unfit(Candidates& candidates, const Types& types) {
  std::erase_if(candidates, [&](const Signature& one) {
    for (std::size_t i = 0; i < types.size(); ++i) {
      if (!converts(types[i], one.arguments[i])) return true;
    }
    return false;
  });
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

/// Types of extensions have the usual operators between values of the type itself.
std::optional<Signature> between_own(std::string_view name, const Types& types) {
  bool usual = name == "@>" || name == "<@" || name == "&&";
  if (!usual || types[0] != types[1] || is_built_in(types[0])) return std::nullopt;
  return Signature{types, "boolean"};
}

}  // namespace

std::optional<Signature> resolve_operator(std::string_view name, const Types& types) {
  if (has_unread(types)) return std::nullopt;
  auto candidates = candidates_for(operators_named(name), types.size());
  auto alike = with_literal_as_other(types);
  if (const auto* one = exact(candidates, alike)) return *one;
  drop_unfit(candidates, types);
  if (candidates.empty()) return between_own(name, alike);
  auto chosen = select(std::move(candidates), types);
  if (!chosen) return std::nullopt;
  return settled(std::move(*chosen), types);
}

std::optional<Signature> resolve_function(std::string_view name, const Types& types) {
  if (has_unread(types)) return std::nullopt;
  auto candidates = candidates_for(functions_named(name), types.size());
  if (const auto* one = exact(candidates, types)) return *one;
  drop_unfit(candidates, types);
  auto chosen = select(std::move(candidates), types);
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
