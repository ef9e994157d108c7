#include "engine/dialects/postgresql/risk.hpp"

#include <vector>

namespace athanor::postgresql {

std::span<const risk::Rule> risks() {
  static const auto all = [] {
    std::vector<risk::Rule> out;
    for (auto family : {lock_rules(), rewrite_rules(), loss_rules(), right_rules(),
                        narrowing_rules(), statement_rules(), type_rules()}) {
      out.insert(out.end(), family.begin(), family.end());
    }
    return out;
  }();
  return all;
}

}  // namespace athanor::postgresql
