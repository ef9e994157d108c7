#include "engine/dialects/postgresql/risk_past.hpp"

#include <algorithm>

namespace athanor::postgresql {
namespace {

using Verb = Heading::Verb;

bool of_one_kind(const Heading& a, const Heading& b) {
  return a.kind == b.kind || (is_routine(a) && is_routine(b)) || (is_view(a) && is_view(b));
}

bool names(const Heading& heading, const std::string& text, const QualifiedName& name) {
  if (heading.verb != Verb::Drop) return heading.name == name;
  auto dropped = dropped_by(heading, text);
  return std::any_of(dropped.begin(), dropped.end(),
                     [&](const RoutineHead& one) { return one.name == name; });
}

/// What the chronicle says of the object, in order.
std::vector<Deed> deeds_of(const risk::Scene& scene, const Heading& of) {
  std::vector<Deed> out;
  for (const auto* entry : scene.chronicle.with_any({of.name.name})) {
    auto heading = heading_of(entry->text);
    bool same = heading && of_one_kind(*heading, of) && names(*heading, entry->text, of.name);
    if (!same || (of.kind == "policy" && heading->table != of.table)) continue;
    bool here = entry->unit == scene.chronicle.unit();
    out.push_back({std::move(*heading), entry->text, here, entry->at});
  }
  return out;
}

bool replaces(const std::string& text) {
  return Words(text).stands("create or replace");
}

bool moves(const std::string& text) {
  Words words(text);
  return words.has("rename") || words.has("set schema");
}

}  // namespace

bool is_routine(const Heading& heading) {
  return heading.kind == "function" || heading.kind == "procedure" || heading.kind == "routine";
}

bool is_view(const Heading& heading) {
  return heading.kind == "view" || heading.kind == "recursive view" ||
         heading.kind == "materialized view";
}

std::vector<Deed> past_of(const risk::Scene& scene, const Heading& heading) {
  auto out = deeds_of(scene, heading);
  std::erase_if(out, [&](const Deed& deed) { return deed.here && deed.at >= scene.at; });
  std::reverse(out.begin(), out.end());
  return out;
}

std::vector<Deed> future_of(const risk::Scene& scene, const Heading& heading) {
  auto out = deeds_of(scene, heading);
  std::erase_if(out, [&](const Deed& deed) { return !deed.here || deed.at <= scene.at; });
  return out;
}

std::optional<std::string> definition_before(const risk::Scene& scene, const Heading& heading,
                                             const std::function<bool(const std::string&)>& fits) {
  auto past = past_of(scene, heading);
  auto first = std::find_if(past.rbegin(), past.rend(), [](const Deed& deed) { return deed.here; });
  bool own = first != past.rend() && first->heading.verb == Verb::Create && !replaces(first->text);
  if (own) return std::nullopt;
  for (const auto& deed : past) {
    bool gone = deed.heading.verb == Verb::Drop && !deed.here;
    if (gone || (deed.heading.verb == Verb::Alter && moves(deed.text))) return std::nullopt;
    if (deed.heading.verb == Verb::Create && fits(deed.text)) return deed.text;
  }
  return std::nullopt;
}

bool was_partition(const risk::Scene& scene, const QualifiedName& table) {
  auto about = scene.chronicle.with_any({table.name});
  return std::any_of(about.begin(), about.end(), [&](const auto* entry) {
    bool later = entry->unit == scene.chronicle.unit() && entry->at >= scene.at;
    auto heading = later ? std::nullopt : heading_of(entry->text);
    if (!heading) return false;
    bool made = heading->verb == Verb::CreateTable && heading->kind == "partition of";
    bool tied = heading->verb == Verb::AlterTable && heading->kind.ends_with("tach partition");
    return (made && heading->name == table) || (tied && heading->table == table);
  });
}

std::vector<RoutineHead> dropped_by(const Heading& heading, std::string_view statement) {
  std::vector<RoutineHead> out;
  Words words(statement);
  if (!words.skip_to(heading.kind)) return out;
  words.take("if exists");
  do {
    out.push_back(take_signature(words));
  } while (words.take(","));
  return out;
}

}  // namespace athanor::postgresql
