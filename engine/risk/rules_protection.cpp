#include <cctype>

#include "engine/risk/rule.hpp"

namespace athanor::risk {
namespace {

/// The one judge of protection, asked about one statement; what the unit itself made is its own.
std::vector<Hit> refused(const Scene& scene, std::string_view code) {
  std::vector<Hit> out;
  for (const auto& refusal :
       judge_one(scene.statements, scene.at, scene.before, scene.protection, scene.dialect)) {
    if (refusal.code == code) out.push_back({refusal.object, ""});
  }
  return out;
}

std::vector<Hit> touches_legacy(const Scene& scene) {
  return refused(scene, "PRO101");
}

/// Whether a name stands anywhere in a text, even within a string that is run as code.
bool names_anywhere(std::string_view text, std::string_view name) {
  auto lower = ascii_lower(text), wanted = ascii_lower(name);
  auto is_word = [&](std::size_t at) {
    return at < lower.size() &&
           (std::isalnum(static_cast<unsigned char>(lower[at])) != 0 || lower[at] == '_');
  };
  for (auto at = lower.find(wanted); at != std::string::npos; at = lower.find(wanted, at + 1)) {
    if (!(at > 0 && is_word(at - 1)) && !is_word(at + wanted.size())) return true;
  }
  return false;
}

std::vector<Hit> reaches_legacy(const Scene& scene) {
  auto out = refused(scene, "PRO102");
  if (!scene.action<Unread>()) return out;
  for (const auto& name : scene.protection.legacy) {
    if (names_anywhere(scene.statement().text, name)) {
      out.push_back({name, "the statement cannot be read, and names it"});
    }
  }
  return out;
}

std::vector<Hit> drops_critical(const Scene& scene) {
  return refused(scene, "PRO103");
}

std::vector<Hit> ties_legacy(const Scene& scene) {
  std::vector<Hit> out;
  auto look = [&](const QualifiedName& table, const Constraint& constraint) {
    const auto* key = std::get_if<ForeignKey>(&constraint);
    if (!key || !scene.protection.is_legacy(key->table, scene.dialect)) return;
    bool blocks =
        key->on_delete == ReferenceAction::NoAction || key->on_delete == ReferenceAction::Restrict;
    if (blocks) out.push_back({label(table, constraint), "it references " + display(key->table)});
  };
  scene.each<AddsConstraint>([&](const auto& effect) { look(effect.table, effect.constraint); });
  scene.each<AddsColumn>([&](const auto& effect) {
    for (const auto& constraint : effect.constraints) look(effect.table, constraint);
  });
  return out;
}

constexpr Rule kProtectionRules[] = {
    {"PRO101", Severity::Refuse, "a statement that touches a legacy table",
     "the table is protected: somebody relies on it who does not see this change",
     "leave the table alone, or run a hand-written revision with --allow legacy:TABLE",
     "athanor.toml, [protect] legacy", "", touches_legacy},
    {"PRO102", Severity::Refuse, "a legacy or critical table reached through something else",
     "CASCADE, a type, a sequence, a trigger or code changes the table though the statement does "
     "not say so",
     "drop what depends on it by name and without CASCADE", "PostgreSQL: 5.15, Dependency Tracking",
     "-- name each object instead of CASCADE\nDROP VIEW report;\nDROP TABLE rooms;",
     reaches_legacy},
    {"PRO103", Severity::Refuse, "a critical table, or a column of one, that goes",
     "nothing in a critical table is dropped without somebody saying so by name",
     "keep it, or allow this one drop with --allow PRO103:TABLE.COLUMN",
     "athanor.toml, [protect] critical", "", drops_critical},
    {"PRO104", Severity::Danger, "a foreign key that holds rows of a legacy table",
     "from now on rows of the legacy table cannot be deleted while the new table references them",
     "reference it with ON DELETE SET NULL or CASCADE, or keep the value without a key",
     "PostgreSQL: 5.5.5, Foreign Keys; SQLite: foreignkeys.html, section 4.3",
     "CREATE TABLE marks (\n    result_id integer REFERENCES results (id) ON DELETE CASCADE\n);",
     ties_legacy},
};

}  // namespace

std::span<const Rule> protection_rules() {
  return kProtectionRules;
}

}  // namespace athanor::risk
