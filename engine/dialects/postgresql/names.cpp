#include "engine/dialects/postgresql/names.hpp"

#include "grammar/postgresql/names.hpp"

namespace athanor::postgresql {

std::string quote_name(std::string_view name) {
  return quoted_name(name);
}

std::string quote_name(const QualifiedName& name) {
  return name.schema.empty() ? quote_name(name.name)
                             : quote_name(name.schema) + "." + quote_name(name.name);
}

std::string quote_names(const std::vector<std::string>& names) {
  std::string out;
  for (const auto& name : names) out += (out.empty() ? "" : ", ") + quote_name(name);
  return out;
}

std::string quote_text(std::string_view text) {
  return quoted_string(text);
}

}  // namespace athanor::postgresql
