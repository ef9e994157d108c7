#pragma once
/// Visiting a variant with one lambda per alternative, so that a new alternative fails to compile
/// until it is handled.

namespace athanor {

template <class... Visitors>
struct overloaded : Visitors... {
  using Visitors::operator()...;
};
template <class... Visitors>
overloaded(Visitors...) -> overloaded<Visitors...>;

}  // namespace athanor
