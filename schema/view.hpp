#pragma once
/// Views and materialized views.

#include <optional>
#include <string>
#include <vector>

#include "schema/index.hpp"
#include "schema/options.hpp"
#include "schema/trigger.hpp"

namespace athanor {

struct View {
  QualifiedName name;
  std::vector<std::string> columns;  ///< the column list, where one is written
  Body query;
  Options options;
  std::optional<std::string> check_option;  ///< local, cascaded
  std::vector<Trigger> triggers;            ///< INSTEAD OF
  std::vector<QualifiedName> depends_on;    ///< said by a model, besides what the query shows
  std::optional<std::string> comment;
  std::optional<QualifiedName> renamed_from;
  Place place;

  bool operator==(const View&) const = default;
};

struct MaterializedView {
  QualifiedName name;
  std::vector<std::string> columns;
  Body query;
  std::vector<Index> indexes;
  Options with;
  std::optional<std::string> tablespace;
  std::optional<std::string> access_method;
  bool populated = true;
  std::vector<QualifiedName> depends_on;
  std::optional<std::string> comment;
  std::optional<QualifiedName> renamed_from;
  Place place;

  bool operator==(const MaterializedView&) const = default;
};

}  // namespace athanor
