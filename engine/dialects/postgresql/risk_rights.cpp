#include <algorithm>

#include "engine/dialects/postgresql/risk.hpp"
#include "engine/dialects/postgresql/risk_past.hpp"
#include "engine/dialects/postgresql/risk_words.hpp"

namespace athanor::postgresql {
namespace {

using namespace risk;
using risk::Severity;
using Hits = std::vector<Hit>;
using Verb = Heading::Verb;

std::optional<Heading> heading(const Scene& scene) {
  return scene.action<Unread>() ? heading_of(scene.statement().text) : std::nullopt;
}

/// An object told by its words is new where the unit made it.
bool is_new(const Scene& scene, const QualifiedName& name) {
  return scene.age(name) == Age::New;
}

/// Whether the unit made what rights are granted on: a table and its sequences, or anything that
/// one of its CREATE statements names.
bool is_made_here(const Scene& scene, const QualifiedName& name) {
  if (is_new(scene, name)) return true;
  auto sequence = scene.before.sequences.find(name);
  if (sequence != scene.before.sequences.end() && sequence->second.owner_table) {
    return is_new(scene, *sequence->second.owner_table);
  }
  return std::any_of(scene.statements.begin(),
                     scene.statements.begin() + static_cast<std::ptrdiff_t>(scene.at),
                     [&](const Statement& statement) {
                       Words words(statement.text);
                       return words.take("create") && words.has(name.name);
                     });
}

Hits renames_object(const Scene& scene) {
  auto head = heading(scene);
  if (!head || head->verb != Verb::Alter || (!is_view(*head) && !is_routine(*head))) return {};
  Words words(scene.statement().text);
  if (!words.has("rename to") && !words.has("rename column") && !words.has("set schema")) return {};
  if (is_new(scene, head->name)) return {};
  return {{display(head->name), ""}};
}

bool loosens_table(const Heading& head) {
  return head.verb == Verb::AlterTable &&
         (head.kind == "disable row level security" || head.kind == "no force row level security");
}

Hits loosens_security(const Scene& scene) {
  auto head = heading(scene);
  if (!head) return {};
  Words words(scene.statement().text);
  if (loosens_table(*head)) return {{display(head->name), head->kind}};
  bool policy = head->kind == "policy" && (head->verb == Verb::Alter || head->verb == Verb::Drop) &&
                head->table && !is_new(scene, *head->table);
  if (policy) return {{part_of(*head->table, head->name.name), "policy"}};
  if (head->verb != Verb::Alter) return {};
  bool view = head->kind == "view" && words.has("security_invoker");
  bool routine =
      is_routine(*head) && (words.has("security definer") || words.has("security invoker"));
  if (view || routine) return {{display(head->name), view ? "security_invoker" : "SECURITY"}};
  return {};
}

Hits widens_rights(const Scene& scene) {
  auto head = heading(scene);
  if (!head) return {};
  Words words(scene.statement().text);
  if (head->verb == Verb::Grant) {
    bool wide = words.has("to public") || words.has("with grant option") || words.has("grant all");
    if (!wide && is_made_here(scene, head->name)) return {};
    return {{display(head->name), "GRANT"}};
  }
  bool unsafe = head->verb == Verb::Create && is_routine(*head) && words.has("security definer") &&
                !words.has("set search_path");
  return unsafe ? Hits{{display(head->name), "SECURITY DEFINER without a search_path"}} : Hits{};
}

constexpr Rule kRightsRules[] = {
    {"CMP103", Severity::Danger, "a view or a function renamed or moved under running code",
     "code that is running still asks for the old name and fails at once",
     "make one under the new name, and drop the old one when no code asks for it",
     "ALTER VIEW; ALTER FUNCTION",
     "CREATE VIEW members AS SELECT * FROM users;\n-- later\nDROP VIEW people;", renames_object},
    {"SEC101", Severity::Danger, "row security, a policy, or whose rights code runs with, changed",
     "rows can come in sight of who must not see them",
     "have it looked at by who answers for the data, and test it as an ordinary role",
     "5.9, Row Security Policies; CREATE VIEW, security_invoker; CREATE FUNCTION, SECURITY",
     "SET ROLE app_user;\nSELECT count(*) FROM users;\nRESET ROLE;", loosens_security},
    {"SEC102", Severity::Warn, "rights widened, or a SECURITY DEFINER function open to search_path",
     "more people can do more than before, some with the rights of somebody else",
     "grant to one role what it needs, and fix the search_path of such functions",
     "GRANT; CREATE FUNCTION, Writing SECURITY DEFINER Functions Safely",
     "CREATE FUNCTION f() RETURNS integer LANGUAGE sql SECURITY DEFINER\nSET search_path = "
     "pg_catalog, "
     "pg_temp AS 'SELECT 1';",
     widens_rights},
};

}  // namespace

std::span<const Rule> right_rules() {
  return kRightsRules;
}

}  // namespace athanor::postgresql
