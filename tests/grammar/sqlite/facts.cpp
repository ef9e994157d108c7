#include "tests/grammar/sqlite/facts.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "schema/type.hpp"

namespace athanor::sqlite {
namespace {

std::string word(ConflictAction action) {
  switch (action) {
    case ConflictAction::Rollback:
      return "rollback";
    case ConflictAction::Abort:
      return "abort";
    case ConflictAction::Fail:
      return "fail";
    case ConflictAction::Ignore:
      return "ignore";
    case ConflictAction::Replace:
      return "replace";
  }
  return {};
}

std::string word(ReferenceAction action) {
  switch (action) {
    case ReferenceAction::NoAction:
      return "no action";
    case ReferenceAction::Restrict:
      return "restrict";
    case ReferenceAction::Cascade:
      return "cascade";
    case ReferenceAction::SetNull:
      return "set null";
    case ReferenceAction::SetDefault:
      return "set default";
  }
  return {};
}

std::string word(Trigger::Event event) {
  switch (event) {
    case Trigger::Event::Insert:
      return "insert";
    case Trigger::Event::Update:
      return "update";
    case Trigger::Event::Delete:
      return "delete";
    case Trigger::Event::Truncate:
      return "truncate";
  }
  return {};
}

std::string word(Trigger::Timing timing) {
  switch (timing) {
    case Trigger::Timing::Before:
      return "before";
    case Trigger::Timing::After:
      return "after";
    case Trigger::Timing::InsteadOf:
      return "instead of";
  }
  return {};
}

std::string conflict(const std::optional<ConflictAction>& action) {
  return action ? " on conflict " + word(*action) : "";
}

std::string named(const std::optional<std::string>& name) {
  return name ? fmt::format("[{}] ", *name) : "";
}

std::string order(const std::optional<SortOrder>& order) {
  if (!order) return "";
  return *order == SortOrder::Descending ? " desc" : " asc";
}

std::string collated(const std::optional<std::string>& collation) {
  return collation ? " collate " + *collation : "";
}

std::string deferred(const std::optional<Deferrable>& deferrable) {
  if (!deferrable) return "";
  return *deferrable == Deferrable::InitiallyDeferred ? " deferred" : " deferrable";
}

std::string keys(const std::vector<KeyColumn>& columns) {
  std::vector<std::string> out;
  for (const auto& column : columns) {
    out.push_back(column.name + collated(column.collation) + order(column.order));
  }
  return fmt::format("{}", fmt::join(out, ", "));
}

std::string column_fact(const Column& column) {
  std::string out = column.name;
  if (auto type = display(column.type); !type.empty()) out += " " + type;
  if (!column.nullable.has_value()) out += " nullable unknown";
  if (column.nullable == false) {
    out += " " + named(column.not_null_name) + "not null" + conflict(column.not_null_conflict);
  }
  if (column.default_value) {
    out += " default " + std::get<Expression>(*column.default_value).text;
  }
  if (column.generated) {
    bool stored = column.generated->storage == Generated::Storage::Stored;
    out += fmt::format(" {} {}", stored ? "stored" : "virtual", column.generated->expression.text);
  }
  return out + collated(column.collation) + "\n";
}

std::string key_fact(const ForeignKey& key) {
  auto out =
      fmt::format("{}foreign key {} -> {}({})", named(key.name), fmt::join(key.columns, ", "),
                  display(key.table), fmt::join(key.referenced, ", "));
  if (key.on_delete != ReferenceAction::NoAction) out += " on delete " + word(key.on_delete);
  if (key.on_update != ReferenceAction::NoAction) out += " on update " + word(key.on_update);
  if (key.match == MatchType::Full) out += " match full";
  if (key.match == MatchType::Partial) out += " match partial";
  return out + deferred(key.deferrable) + "\n";
}

std::string constraint_facts(const Table& table) {
  std::string out;
  if (const auto& key = table.primary_key) {
    out += fmt::format("{}primary key {}{}{}\n", named(key->name), keys(key->columns),
                       key->autoincrement ? " autoincrement" : "", conflict(key->on_conflict));
  }
  for (const auto& key : table.uniques) {
    out += fmt::format("{}unique {}{}\n", named(key.name), keys(key.columns),
                       conflict(key.on_conflict));
  }
  for (const auto& key : table.foreign_keys) out += key_fact(key);
  for (const auto& check : table.checks) {
    out += fmt::format("{}check {}{}\n", named(check.name), check.expression.text,
                       conflict(check.on_conflict));
  }
  return out;
}

}  // namespace

std::string facts(const Index& index) {
  std::vector<std::string> elements;
  for (const auto& element : index.elements) {
    const auto* column = std::get_if<std::string>(&element.what);
    elements.push_back((column ? *column : "=" + std::get<Expression>(element.what).text) +
                       collated(element.collation) + order(element.order));
  }
  return fmt::format("{}index {}: {}{}\n", index.unique ? "unique " : "", index.name,
                     fmt::join(elements, ", "), index.where ? " where " + index.where->text : "");
}

std::string facts(const Trigger& trigger) {
  std::string out = "trigger " + trigger.name;
  if (trigger.timing) out += " " + word(*trigger.timing);
  for (auto event : trigger.events) out += " " + word(event);
  if (!trigger.update_columns.empty()) {
    out += fmt::format(" of {}", fmt::join(trigger.update_columns, ", "));
  }
  if (trigger.level) out += " each row";
  if (trigger.condition) out += " when " + trigger.condition->text;
  return fmt::format("{} [{}]\n", out, trigger.body ? trigger.body->text : "no body");
}

std::string facts(const Table& table) {
  auto out = fmt::format("table {}{}{}\n", display(table.name), table.strict ? " strict" : "",
                         table.without_rowid ? " without rowid" : "");
  for (const auto& column : table.columns) out += column_fact(column);
  out += constraint_facts(table);
  for (const auto& index : table.indexes) out += facts(index);
  for (const auto& trigger : table.triggers) out += facts(trigger);
  return out;
}

std::string facts(const View& view) {
  auto out = fmt::format("view {}({}) [{}]\n", display(view.name), fmt::join(view.columns, ", "),
                         view.query.text);
  for (const auto& trigger : view.triggers) out += facts(trigger);
  return out;
}

std::string facts(const VirtualTable& table) {
  return fmt::format("virtual table {} {}({})\n", display(table.name), table.module,
                     fmt::join(table.arguments, " | "));
}

std::string facts(const Schema& schema) {
  std::string out;
  for (const auto& [name, table] : schema.tables) out += facts(table);
  for (const auto& [name, table] : schema.virtual_tables) out += facts(table);
  for (const auto& [name, view] : schema.views) out += facts(view);
  return out;
}

}  // namespace athanor::sqlite
