#pragma once

namespace athanor::alembic {

/// One visitor made of one lambda per alternative of a variant.
template <class... Lambdas>
struct overloaded : Lambdas... {
  using Lambdas::operator()...;
};
template <class... Lambdas>
overloaded(Lambdas...) -> overloaded<Lambdas...>;

}  // namespace athanor::alembic
