#pragma once
/// Types that a schema defines: enums, domains, composites, ranges; and collations.

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "schema/column.hpp"
#include "schema/constraint.hpp"
#include "schema/options.hpp"

namespace athanor {

struct EnumType {
  QualifiedName name;
  std::vector<std::string> values;                    ///< in their order
  std::map<std::string, std::string> renamed_values;  ///< old -> new; only in models
  std::optional<std::string> comment;
  std::optional<QualifiedName> renamed_from;
  Place place;

  bool operator==(const EnumType&) const = default;
};

struct Domain {
  QualifiedName name;
  DataType type;
  bool nullable = true;
  std::optional<DefaultValue> default_value;
  std::optional<std::string> collation;
  std::vector<Check> checks;
  std::optional<std::string> comment;
  std::optional<QualifiedName> renamed_from;
  Place place;

  bool operator==(const Domain&) const = default;
};

struct CompositeField {
  std::string name;
  DataType type;
  std::optional<std::string> collation;

  bool operator==(const CompositeField&) const = default;
};

struct CompositeType {
  QualifiedName name;
  std::vector<CompositeField> fields;
  std::optional<std::string> comment;
  std::optional<QualifiedName> renamed_from;
  Place place;

  bool operator==(const CompositeType&) const = default;
};

struct RangeType {
  QualifiedName name;
  DataType subtype;
  Options options;  ///< subtype_opclass, collation, ...
  std::optional<std::string> comment;
  std::optional<QualifiedName> renamed_from;
  Place place;

  bool operator==(const RangeType&) const = default;
};

struct Collation {
  QualifiedName name;
  Options options;  ///< provider, locale, deterministic, ...
  std::optional<std::string> comment;
  std::optional<QualifiedName> renamed_from;
  Place place;

  bool operator==(const Collation&) const = default;
};

}  // namespace athanor
