#pragma once
/// One lambda for each alternative of a variant. Private to this folder.

namespace athanor::sqlite {

template <class... Lambdas>
struct overloaded : Lambdas... {
  using Lambdas::operator()...;
};
template <class... Lambdas>
overloaded(Lambdas...) -> overloaded<Lambdas...>;

}  // namespace athanor::sqlite
