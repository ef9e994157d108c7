#include "migrations/body_listing.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "migrations/body.hpp"

namespace athanor {
namespace {

BodyKind kind_of(const RevisionBody& body) {
  if (!body.needs.empty()) return BodyKind::NeedsPython;
  return body.asked == RevisionBody::Asked::Nothing ? BodyKind::Native : BodyKind::Guarded;
}

std::string shown(const RevisionBody& body) {
  switch (kind_of(body)) {
    case BodyKind::Native:
      return "native";
    case BodyKind::Guarded:
      return "guarded";
    case BodyKind::NeedsPython:
      break;
  }
  const auto& first = body.needs.front();
  return fmt::format("needs Python: {} ({})", first.construct, where(first.place));
}

}  // namespace

std::string list_bodies(const History& history, const Dialect& dialect) {
  using alembic::Direction;
  Diagnostics ignored;
  auto doubt = BodyState::Doubt::Ignored;
  BodyState state(dialect, {}, {}, doubt);
  state.name_by(history.naming_convention());
  auto heads = history.real_heads();
  auto order = history.newest_first(history.ancestors(heads), heads);
  std::vector<std::string> lines;
  for (auto revision = order.rbegin(); revision != order.rend(); ++revision) {
    const auto& script = history.script(*revision);
    auto up = state.run(script, Direction::Upgrade, ignored, ignored);
    BodyState after(dialect, state.schema(), {}, doubt);
    after.name_by(history.naming_convention());
    auto down = after.run(script, Direction::Downgrade, ignored, ignored);
    auto line = fmt::format("{}: {}", script.id(), shown(up));
    if (kind_of(up) != kind_of(down)) line += "; downgrade " + shown(down);
    lines.push_back(std::move(line));
  }
  std::string out;
  for (auto line = lines.rbegin(); line != lines.rend(); ++line) out += *line + "\n";
  return out;
}

}  // namespace athanor
