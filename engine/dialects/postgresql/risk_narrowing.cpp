#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "engine/dialects/postgresql/risk.hpp"
#include "engine/dialects/postgresql/risk_past.hpp"
#include "engine/dialects/postgresql/risk_policies.hpp"
#include "engine/dialects/postgresql/risk_privileges.hpp"
#include "engine/dialects/postgresql/risk_views.hpp"
#include "engine/risk/narrowing.hpp"

namespace athanor::postgresql {
namespace {

using namespace risk;
using risk::Severity;
using Hits = std::vector<Hit>;
using Verb = Heading::Verb;

bool is_policy(const Heading& heading) {
  return heading.kind == "policy" && heading.table;
}

std::string object_of(const Heading& heading) {
  return is_policy(heading) ? part_of(*heading.table, heading.name.name) : display(heading.name);
}

Hits hit(const Heading& heading, const std::string& detail) {
  return detail.empty() ? Hits{} : Hits{{object_of(heading), detail}};
}

std::string narrower_view(const Scene& scene, const Heading& heading) {
  auto before = definition_before(scene, heading);
  auto was = before ? view_of(*before) : std::nullopt;
  auto is = view_of(scene.statement().text);
  return was && is ? risk::narrowing(*was, *is, scene.dialect) : "";
}

/// Only a routine that was dropped can come back with another type: CREATE OR REPLACE refuses to
/// change it, and other arguments make another routine.
std::string narrower_routine(const Scene& scene, const Heading& heading) {
  auto is = routine_of(scene.statement().text);
  if (!is || is->returns.empty()) return "";
  auto before = definition_before(scene, heading, [&](const std::string& text) {
    auto was = routine_of(text);
    return was && takes_calls_of(*is, *was);
  });
  auto was = before ? routine_of(*before) : std::nullopt;
  if (!was) return "";
  std::vector<std::string> lost;
  for (const auto& part : was->returns) {
    bool kept = std::find(is->returns.begin(), is->returns.end(), part) != is->returns.end();
    if (!kept) lost.push_back(part);
  }
  return lost.empty() ? "" : fmt::format("it no longer returns {}", fmt::join(lost, ", "));
}

/// The policy as it is before the statement that is judged: as it was made, with what the ALTERs
/// since say.
std::optional<RowPolicy> policy_before(const Scene& scene, const Heading& heading) {
  auto made = definition_before(scene, heading);
  if (!made) return std::nullopt;
  auto out = changed_policy({}, *made);
  auto past = past_of(scene, heading);
  auto create =
      std::find_if(past.begin(), past.end(), [&](const Deed& deed) { return deed.text == *made; });
  for (auto deed = create; deed != past.begin();) {
    --deed;
    if (deed->heading.verb == Verb::Alter) out = changed_policy(out, deed->text);
  }
  return out;
}

std::string narrower_policy(const Scene& scene, const Heading& heading) {
  auto was = policy_before(scene, heading);
  bool alters = heading.verb == Verb::Alter;
  if (alters && !was) return "";
  auto is = changed_policy(alters ? *was : RowPolicy{}, scene.statement().text);
  if (!alters && is.restrictive && (!was || !was->restrictive)) return "rows go out of sight";
  return was ? narrowing(*was, is) : "";
}

Hits narrows_by_create(const Scene& scene, const Heading& heading) {
  if (is_policy(heading)) {
    bool of_new = scene.age(*heading.table) == Age::New;
    return of_new ? Hits{} : hit(heading, narrower_policy(scene, heading));
  }
  if (is_view(heading)) return hit(heading, narrower_view(scene, heading));
  if (is_routine(heading)) return hit(heading, narrower_routine(scene, heading));
  return {};
}

/// What the chronicle says of rights on the object, in order: of statements before the one that is
/// judged, or of those of the unit behind it.
enum class Which { Before, Behind };
std::vector<Privileges> rights_on(const Scene& scene, const QualifiedName& name, Which which) {
  std::vector<Privileges> out;
  for (const auto* entry : scene.chronicle.with_any({name.name, "schema"})) {
    bool here = entry->unit == scene.chronicle.unit();
    bool wanted =
        which == Which::Behind ? here && entry->at > scene.at : !here || entry->at < scene.at;
    auto one = wanted ? privileges_of(entry->text) : std::nullopt;
    if (one && is_about(*one, name)) out.push_back(std::move(*one));
  }
  return out;
}

/// The grants of the object that stand when the statement comes, as far as statements tell.
std::vector<Privileges> grants_before(const Scene& scene, const QualifiedName& name) {
  std::vector<Privileges> out;
  for (auto& one : rights_on(scene, name, Which::Before)) {
    if (one.verb == Privileges::Verb::Grant) {
      out.push_back(std::move(one));
      continue;
    }
    for (auto& grant : out) {
      std::erase_if(grant.roles, [&](const auto& role) { return one.roles.contains(role); });
    }
  }
  return out;
}

/// What is made again under an old name has none of the rights that were granted on the old one
/// (manual, 5.7 "Privileges").
std::string rights_lost(const Scene& scene, const QualifiedName& name) {
  auto after = rights_on(scene, name, Which::Behind);
  std::set<std::string> roles;
  for (const auto& grant : grants_before(scene, name)) roles.merge(roles_left_out(grant, after));
  return roles.empty() ? ""
                       : fmt::format("{} {} what was granted", fmt::join(roles, ", "),
                                     roles.size() == 1 ? "loses" : "lose");
}

/// Of what a DROP takes away: what is not made again, or is another thing to who calls it.
std::string lost_for_good(const Scene& scene, const Heading& heading, const RoutineHead& dropped) {
  auto future = future_of(scene, heading);
  std::erase_if(future, [](const Deed& deed) { return deed.heading.verb != Verb::Create; });
  if (future.empty()) return heading.kind + " dropped";
  if (!is_routine(heading)) return "";
  auto before = definition_before(scene, heading, [&](const std::string& text) {
    auto made = routine_of(text);
    return made && (!dropped.types || made->types == dropped.types);
  });
  auto was = before ? routine_of(*before) : std::nullopt;
  bool fits = std::any_of(future.begin(), future.end(), [&](const Deed& deed) {
    auto is = routine_of(deed.text);
    return !is || takes_calls_of(*is, was ? *was : dropped);
  });
  return fits ? "" : "it comes back, and old calls do not fit";
}

/// A policy that only restricts takes nothing away by going, nor does one that another stands in
/// for.
bool is_no_loss(const Scene& scene, const Heading& dropped) {
  auto was = policy_before(scene, dropped);
  if (!was) return false;
  if (was->restrictive) return true;
  auto about = scene.chronicle.with_any({dropped.table->name});
  return std::any_of(about.begin(), about.end(), [&](const auto* entry) {
    bool here = entry->unit == scene.chronicle.unit();
    auto other = here ? heading_of(entry->text) : std::nullopt;
    return other && other->verb == Verb::Create && is_policy(*other) &&
           other->table == dropped.table &&
           lets_through_all_of(changed_policy({}, entry->text), *was);
  });
}

Hits narrows_by_drop(const Scene& scene, const Heading& heading) {
  Hits out;
  bool policy = heading.kind == "policy";
  if (!policy && !is_view(heading) && !is_routine(heading)) return out;
  for (const auto& dropped : dropped_by(heading, scene.statement().text)) {
    auto one = heading;
    one.name = dropped.name;
    if (scene.age(one.name) == Age::New || (policy && is_no_loss(scene, one))) continue;
    auto detail = lost_for_good(scene, one, dropped);
    if (detail.empty() && !policy) detail = rights_lost(scene, one.name);
    if (!detail.empty()) out.push_back({object_of(one), std::move(detail)});
  }
  return out;
}

/// Of a table or a view nobody has rights by default, of a routine everybody has (manual, 5.7), so
/// taking them from PUBLIC changes nothing unless they were granted.
bool takes_nothing(const Scene& scene, const Privileges& revoked, const QualifiedName& object) {
  if (revoked.kind == "function" || revoked.kind == "procedure" || revoked.kind == "routine") {
    return false;
  }
  auto grants = grants_before(scene, object);
  return revoked.roles == std::set<std::string>{"public"} &&
         std::none_of(grants.begin(), grants.end(),
                      [](const Privileges& grant) { return grant.roles.contains("public"); });
}

Hits narrows_by_revoke(const Scene& scene) {
  auto revoked = privileges_of(scene.statement().text);
  Hits out;
  static const std::set<std::string> kinds = {"table", "function", "procedure", "routine"};
  if (!revoked || !kinds.contains(revoked->kind)) return out;
  auto look = [&](const QualifiedName& object, const std::string& shown) {
    if (scene.age(object) == Age::New || takes_nothing(scene, *revoked, object)) return;
    auto roles = roles_left_out(*revoked, rights_on(scene, object, Which::Behind));
    if (roles.empty()) return;
    out.push_back({shown, fmt::format("{} revoked from {}", fmt::join(revoked->privileges, ", "),
                                      fmt::join(roles, ", "))});
  };
  for (const auto& object : revoked->objects) look(object, display(object));
  if (revoked->schema) look({*revoked->schema, "*"}, *revoked->schema + ".*");
  return out;
}

Hits narrows_object(const Scene& scene) {
  auto heading = scene.action<Unread>() ? heading_of(scene.statement().text) : std::nullopt;
  if (!heading) return {};
  switch (heading->verb) {
    case Verb::Create:
      return narrows_by_create(scene, *heading);
    case Verb::Drop:
      return narrows_by_drop(scene, *heading);
    case Verb::Alter:
      return is_policy(*heading) ? hit(*heading, narrower_policy(scene, *heading)) : Hits{};
    case Verb::Revoke:
      return narrows_by_revoke(scene);
    case Verb::Grant:
    case Verb::Comment:
    case Verb::Run:
    case Verb::AlterTable:
    case Verb::CreateTable:
      return {};
  }
  return {};
}

constexpr Rule kNarrowingRules[] = {
    {"CMP106", Severity::Danger, "a view, function, policy or right taken away or narrowed",
     "running code that uses it fails, or sees fewer rows than it did",
     "deploy code that does not need it first",
     "CREATE VIEW; DROP FUNCTION; CREATE POLICY; REVOKE; 5.7, Privileges",
     "CREATE OR REPLACE VIEW people AS SELECT id, name, email FROM users;", narrows_object},
};

}  // namespace

std::span<const Rule> narrowing_rules() {
  return kNarrowingRules;
}

}  // namespace athanor::postgresql
