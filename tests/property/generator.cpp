#include "tests/property/generator.hpp"

#include "tests/property/growth.hpp"
#include "tests/property/repair.hpp"
#include "tests/property/tongue.hpp"

namespace athanor::testing {

Blueprint random_blueprint(const Tongue& tongue, Random& random, Id first) {
  Blueprint out;
  out.tongue = &tongue;
  out.next = first;
  tongue.add_types(out, random);
  Growth growth(out, random);
  for (std::size_t i = 1 + random.below(4); i > 0; --i) growth.add_table();
  for (std::size_t i = random.below(6); i > 0; --i) growth.add_key();
  for (std::size_t i = random.below(3); i > 0; --i) growth.add_view();
  for (std::size_t i = random.below(3); i > 0; --i) growth.add_trigger();
  out.search_table = tongue.has_views() && random.once_in(10);
  repair(out);
  return out;
}

}  // namespace athanor::testing
