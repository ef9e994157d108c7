#pragma once
/// Functions of a module that tell yes or no, such as the `include_object` of an env.py.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "grammar/alembic/syntax.hpp"

namespace athanor::alembic {

/// The functions of one module, with the constants that it gives names to. What else the module
/// does is left out, so that a function which needs it is not known.
class Predicates {
 public:
  explicit Predicates(const Module& module);
  ~Predicates();
  Predicates(Predicates&&) noexcept;
  Predicates& operator=(Predicates&&) noexcept;

  /// What `function(arguments)` says; an absent argument is None. Nothing where only Python knows.
  std::optional<bool> ask(const std::string& function,
                          const std::vector<std::optional<std::string>>& arguments);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace athanor::alembic
