#include "grammar/sqlite/scope.hpp"

#include <algorithm>

namespace athanor::sqlite {
namespace {

struct Hit {
  const Source* source;
  const OfferedColumn* column;
};

const OfferedColumn* find_offered(const Source& source, std::string_view name) {
  for (const auto& column : source.offer.columns) {
    if (ascii_iequals(column.name, name)) return &column;
  }
  return nullptr;
}

bool in_reach(const Source& source, std::optional<std::string_view> qualifier) {
  return qualifier ? ascii_iequals(source.name, *qualifier) : !source.only_qualified;
}

Meaning meaning_of(const std::vector<Hit>& hits) {
  bool of_target =
      std::any_of(hits.begin(), hits.end(), [](const Hit& hit) { return hit.column->of_target; });
  if (!of_target) return Meaning::Other;
  if (hits.size() > 1) return Meaning::Ambiguous;
  return hits.front().source->physical ? Meaning::TargetColumn : Meaning::DerivedColumn;
}

}  // namespace

Meaning meaning_of(const std::vector<Scope>& scopes, std::optional<std::string_view> qualifier,
                   std::string_view column) {
  for (auto scope = scopes.rbegin(); scope != scopes.rend(); ++scope) {
    std::vector<Hit> hits;
    bool named = false;
    for (const auto& source : *scope) {
      if (!in_reach(source, qualifier)) continue;
      named = named || qualifier.has_value();
      if (const auto* offered = find_offered(source, column)) hits.push_back({&source, offered});
    }
    if (!hits.empty()) return meaning_of(hits);
    if (named) return Meaning::Other;
  }
  return Meaning::Other;
}

bool names_target_table(const std::vector<Scope>& scopes, std::string_view qualifier) {
  for (auto scope = scopes.rbegin(); scope != scopes.rend(); ++scope) {
    for (const auto& source : *scope) {
      if (ascii_iequals(source.name, qualifier)) return source.target_table && !source.aliased;
    }
  }
  return false;
}

}  // namespace athanor::sqlite
