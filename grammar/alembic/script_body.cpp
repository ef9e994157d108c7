#include "grammar/alembic/evaluation/blind_host.hpp"
#include "grammar/alembic/evaluation/interpreter.hpp"

namespace athanor::alembic {
std::vector<NeedsPython> run_body(const ParsedScript& script, Direction direction, Host& host) {
  Interpreter interpreter(host);
  interpreter.run(script.module->body);
  interpreter.enter(direction == Direction::Upgrade ? "upgrade" : "downgrade",
                    script.module->source);
  return interpreter.take_needs();
}

std::vector<BodyItem> body_for(const ParsedScript& script, Direction direction,
                               std::string_view dialect_name) {
  BlindHost host(dialect_name);
  auto needs = run_body(script, direction, host);
  auto items = host.take_items();
  for (auto& need : needs) items.emplace_back(std::move(need));
  return items;
}

}  // namespace athanor::alembic
