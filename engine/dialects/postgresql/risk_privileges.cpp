#include "engine/dialects/postgresql/risk_privileges.hpp"

#include <algorithm>

#include "engine/dialects/postgresql/risk_words.hpp"

namespace athanor::postgresql {
namespace {

/// `SELECT (a, b)` stands as it is: a privilege of these columns alone.
std::set<std::string> take_privileges(Words& words) {
  std::set<std::string> out;
  do {
    auto privilege = words.name().name;
    if (privilege == "all") words.take("privileges");
    for (const auto& column : words.list()) {
      if (!column.empty()) privilege += " " + bare_name(column.front());
    }
    if (!privilege.empty()) out.insert(std::move(privilege));
  } while (words.take(","));
  return out;
}

void take_objects(Words& words, Privileges& out) {
  out.kind = "table";
  if (words.take("all")) {
    out.kind = words.name().name;
    if (!out.kind.empty()) out.kind.pop_back();  // TABLES
    if (words.take("in schema")) out.schema = words.name().name;
    return;
  }
  for (const char* kind : {"table", "sequence", "function", "procedure", "routine", "schema",
                           "type", "domain", "database", "language", "foreign data wrapper",
                           "foreign server", "large object", "parameter", "tablespace"}) {
    if (!words.take(kind)) continue;
    out.kind = kind;
    break;
  }
  do {
    out.objects.push_back(words.name());
    words.list();
  } while (words.take(","));
}

std::set<std::string> take_roles(Words& words) {
  std::set<std::string> out;
  do {
    words.take("group");
    out.insert(words.name().name);
  } while (words.take(","));
  return out;
}

bool gives(const Privileges& grant, const std::set<std::string>& privileges,
           const std::string& role) {
  if (grant.verb != Privileges::Verb::Grant) return false;
  if (!grant.roles.contains(role) && !grant.roles.contains("public")) return false;
  return grant.privileges.contains("all") ||
         std::includes(grant.privileges.begin(), grant.privileges.end(), privileges.begin(),
                       privileges.end());
}

}  // namespace

std::optional<Privileges> privileges_of(std::string_view statement) {
  Words words(statement);
  Privileges out;
  bool grants = words.take("grant");
  if (!grants && !words.take("revoke")) return std::nullopt;
  if (words.take("grant option for")) return std::nullopt;
  out.verb = grants ? Privileges::Verb::Grant : Privileges::Verb::Revoke;
  out.privileges = take_privileges(words);
  if (!words.take("on")) return std::nullopt;
  take_objects(words, out);
  if (!words.take(grants ? "to" : "from")) return std::nullopt;
  out.roles = take_roles(words);
  return out;
}

bool is_about(const Privileges& privileges, const QualifiedName& object) {
  if (privileges.schema) {
    return *privileges.schema == (object.schema.empty() ? "public" : object.schema);
  }
  return std::find(privileges.objects.begin(), privileges.objects.end(), object) !=
         privileges.objects.end();
}

std::set<std::string> roles_left_out(const Privileges& before,
                                     const std::vector<Privileges>& after) {
  std::set<std::string> out;
  for (const auto& role : before.roles) {
    bool kept = std::any_of(after.begin(), after.end(), [&](const Privileges& grant) {
      return gives(grant, before.privileges, role);
    });
    if (!kept) out.insert(role);
  }
  return out;
}

}  // namespace athanor::postgresql
