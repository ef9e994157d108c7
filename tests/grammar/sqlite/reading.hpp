#pragma once
/// Reading SQL in tests.

#include <doctest/doctest.h>

#include <string>
#include <variant>
#include <vector>

#include "grammar/sqlite/reader.hpp"

namespace athanor::sqlite {

inline SourcePtr source_of(std::string text) {
  return std::make_shared<SourceText>(SourceText{"new.sql", std::move(text)});
}

/// The statements of a script that has no problems.
inline std::vector<Statement> read(const std::string& sql) {
  Diagnostics found;
  auto statements = read_script(source_of(sql), found);
  CHECK(render(found) == "");
  return statements;
}

/// What is wrong with a script, rendered.
inline std::string problems(const std::string& sql) {
  Diagnostics found;
  read_script(source_of(sql), found);
  return render(found);
}

/// The action of the only statement of a script.
template <class T>
T only(const std::string& sql) {
  auto statements = read(sql);
  REQUIRE(statements.size() == 1);
  REQUIRE(std::holds_alternative<T>(statements[0].action));
  return std::get<T>(statements[0].action);
}

}  // namespace athanor::sqlite
