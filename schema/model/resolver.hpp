#pragma once
/// From checked files to the schema graph of one dialect.

#include <string>
#include <string_view>
#include <vector>

#include "schema/model/document.hpp"
#include "schema/schema.hpp"

namespace athanor::model {

struct Documents {
  std::vector<Value> values;
  /// Not so after a syntax error: then a name that is not known may be in the file that is lost.
  bool all_parsed = true;
  /// Tables that are there though no model describes them.
  std::vector<std::string> outside = {};
};

Schema resolve(const Documents& documents, std::string_view dialect, Diagnostics& out);

}  // namespace athanor::model
