#include "engine/dialects/postgresql/risk_past.hpp"

#include <algorithm>
#include <cctype>

namespace athanor::postgresql {
namespace {

using Verb = Heading::Verb;

/// Whether the name stands in the text at all: most texts need not be taken apart.
bool has_name(const std::string& text, const std::string& name) {
  auto same = [](char a, char b) {
    return std::tolower(static_cast<unsigned char>(a)) ==
           std::tolower(static_cast<unsigned char>(b));
  };
  return std::search(text.begin(), text.end(), name.begin(), name.end(), same) != text.end();
}

bool of_one_kind(const Heading& a, const Heading& b) {
  return a.kind == b.kind || (is_routine(a) && is_routine(b)) || (is_view(a) && is_view(b));
}

bool names(const Heading& heading, const std::string& text, const QualifiedName& name) {
  if (heading.verb != Verb::Drop) return heading.name == name;
  auto dropped = dropped_by(heading, text);
  return std::any_of(dropped.begin(), dropped.end(),
                     [&](const RoutineHead& one) { return one.name == name; });
}

std::optional<Deed> deed_of(const Statement& statement, const Heading& of, bool here) {
  if (!std::holds_alternative<Unread>(statement.action)) return std::nullopt;
  if (!has_name(statement.text, of.name.name)) return std::nullopt;
  auto heading = heading_of(statement.text);
  bool same = heading && of_one_kind(*heading, of) && names(*heading, statement.text, of.name);
  if (!same || (of.kind == "policy" && heading->table != of.table)) return std::nullopt;
  return Deed{std::move(*heading), statement.text, here};
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
  std::vector<Deed> out;
  auto look = [&](const Statement& statement, bool here) {
    if (auto deed = deed_of(statement, heading, here)) out.push_back(std::move(*deed));
  };
  for (auto i = scene.at; i > 0; --i) look(scene.statements[i - 1], true);
  for (auto i = scene.earlier.size(); i > 0; --i) look(scene.earlier[i - 1], false);
  return out;
}

std::vector<Deed> future_of(const risk::Scene& scene, const Heading& heading) {
  std::vector<Deed> out;
  for (auto i = scene.at + 1; i < scene.statements.size(); ++i) {
    if (auto deed = deed_of(scene.statements[i], heading, true)) out.push_back(std::move(*deed));
  }
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
  auto makes_it_one = [&](const Statement& statement) {
    bool may_be = std::holds_alternative<Unread>(statement.action) &&
                  has_name(statement.text, table.name) && has_name(statement.text, "partition");
    auto heading = may_be ? heading_of(statement.text) : std::nullopt;
    if (!heading) return false;
    bool made = heading->verb == Verb::CreateTable && heading->kind == "partition of";
    bool tied = heading->verb == Verb::AlterTable && heading->kind.ends_with("tach partition");
    return (made && heading->name == table) || (tied && heading->table == table);
  };
  auto here = scene.statements.begin() + static_cast<std::ptrdiff_t>(scene.at);
  return std::any_of(scene.statements.begin(), here, makes_it_one) ||
         std::any_of(scene.earlier.begin(), scene.earlier.end(), makes_it_one);
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
