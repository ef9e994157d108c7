#include "tests/protection/form.hpp"

#include "tests/support/test_database.hpp"

namespace athanor::testing {
namespace {

void replace_all(std::string& text, const std::string& what, const std::string& with) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) {
    text.replace(at, what.size(), with);
  }
}

std::string capitals(std::string text) {
  for (char& c : text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return text;
}

}  // namespace

Protection house_rules() {
  Protection out;
  out.legacy = {"results", "statistics", "vault.gold"};
  out.critical = {"users"};
  return out;
}

Schema graph_of(const House& house) {
  return schema_of(house.script, house.dialect);
}

std::string spelled(const Form& form, const std::string& spelling) {
  auto name = spelling;
  replace_all(name, "{T}", capitals(form.table));
  replace_all(name, "{t}", form.table);
  auto out = form.sql;
  replace_all(out, "{T}", name);
  replace_all(out, "{t}", form.table);
  return out;
}

}  // namespace athanor::testing
