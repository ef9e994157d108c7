#include "tests/property/postgresql_parts.hpp"

#include <algorithm>
#include <map>

namespace athanor::testing {
namespace {

using Texts = std::vector<std::string>;

const Texts kValues = {"new", "paid", "it's back", "so-so", "Été", "a b", "x:y", "NULL", "shut"};

}  // namespace

std::string kind_of(const std::string& type) {
  static const std::map<std::string, std::string> kinds = {
      {"smallint", "n"},      {"integer", "n"}, {"bigint", "n"},
      {"numeric(10,2)", "n"}, {"text", "s"},    {"varchar(50)", "s"},
      {"boolean", "b"},       {"numeric", "n"}, {"double precision", "n"},
  };
  auto found = kinds.find(type);
  if (found != kinds.end()) return found->second;
  auto marks = marks_of(type);
  return marks.empty() ? "" : "e" + std::to_string(marks[0].id);
}

std::string PostgresqlParts::type(const Blueprint& blueprint) {
  if (!blueprint.enums.empty() && random_.once_in(6)) {
    return mark(random_.one_of(blueprint.enums).id);
  }
  if (!blueprint.domains.empty() && random_.once_in(10)) {
    return mark(random_.one_of(blueprint.domains).id);
  }
  return random_.one_of<const char*>({"integer", "integer", "bigint", "smallint", "text", "text",
                                      "varchar(50)", "numeric(10,2)", "boolean", "date",
                                      "timestamptz", "double precision", "uuid", "jsonb", "text[]",
                                      "integer[]"});
}

std::optional<std::string> PostgresqlParts::default_for(const std::string& type,
                                                        const Blueprint& blueprint) {
  auto kind = kind_of(type);
  if (kind == "n") return random_.one_of<const char*>({"0", "-1", "7", "1 + 2", "abs(-3)"});
  if (kind == "s") {
    return random_.one_of<const char*>({"'new'", "''", "'it''s'", "'a:b'", "lower('X')"});
  }
  if (kind == "b") return random_.one_of<const char*>({"true", "false", "NOT true"});
  if (type == "date") return random_.one_of<const char*>({"CURRENT_DATE", "'2026-01-31'"});
  if (type == "timestamptz") return random_.one_of<const char*>({"now()", "CURRENT_TIMESTAMP"});
  if (type == "uuid") return "gen_random_uuid()";
  if (type == "jsonb") return random_.one_of<const char*>({"'{}'", "'[1, \"a:b\"]'"});
  if (type.ends_with("[]")) return random_.one_of<std::string>({"'{}'", "ARRAY[]::" + type});
  for (const auto& one : blueprint.enums) {
    if (type == mark(one.id)) return mark(random_.one_of(one.values).first, "v");
  }
  return std::nullopt;
}

ColumnPlan PostgresqlParts::column(Id id, std::string name, const Blueprint& blueprint) {
  ColumnPlan column;
  column.id = id;
  column.name = std::move(name);
  column.type = type(blueprint);
  if (random_.once_in(3)) column.default_text = default_for(column.type, blueprint);
  column.not_null = column.default_text && random_.once_in(2);
  if (kind_of(column.type) == "s" && random_.once_in(5)) column.collation = "C";
  if (random_.once_in(12)) column.comment = random_.one_of<const char*>({"it's a column", "two"});
  if (random_.once_in(15)) column.statistics = random_.one_of({0, 50, 500});
  return column;
}

void PostgresqlParts::generate(ColumnPlan& column, const TablePlan& table) {
  const auto& one = plain_column(table);
  const auto& other = plain_column(table);
  auto kind = kind_of(one.type);
  column.storage = Generated::Storage::Stored;
  column.type = "text";
  column.generated = "CASE WHEN " + mark(one.id) + " IS NULL THEN 'none' ELSE 'some' END";
  if (kind == "n" && !random_.once_in(3)) {
    column.type = "numeric";
    column.generated = mark(one.id, "n") + random_.one_of<const char*>({" * 2", " + 1", " % 7"});
    if (one.type == "double precision") column.generated = "- " + mark(one.id, "n");
  } else if (kind == "s" && kind_of(other.type) == "s") {
    column.generated = mark(one.id, "s") + " || '-' || coalesce(" + mark(other.id, "s") + ", '')";
  } else if (kind == "s") {
    column.generated =
        random_.one_of<const char*>({"lower(", "upper(", "md5("}) + mark(one.id, "s") + ")";
  }
}

Texts PostgresqlParts::conditions(const ColumnPlan& column, const Blueprint& blueprint) {
  auto kind = kind_of(column.type);
  auto it = mark(column.id, kind);
  if (kind == "n") {
    return {it + " > -1000", it + " BETWEEN -30000 AND 30000", it + " NOT IN (-77, -78)",
            "NOT (" + it + " <= -90 AND " + it + " >= -99)", "abs(" + it + ") >= 0"};
  }
  if (kind == "s") {
    return {"length(" + it + ") < 1000", it + " NOT LIKE 'never%'", it + " <> 'bad'",
            it + " NOT IN ('bad', 'worse')", it + " IS NULL OR lower(" + it + ") <> 'bad'"};
  }
  if (kind == "b") return {it + " OR NOT " + it, it + " IS NOT NULL OR " + it + " IS NULL"};
  for (const auto& type : blueprint.enums) {
    if (column.type != mark(type.id)) continue;
    auto value = mark(random_.one_of(type.values).first, "v");
    auto second = mark(random_.one_of(type.values).first, "v");
    return {it + " <> " + value + " OR " + it + " IS NOT NULL", it + " >= " + value,
            it + " IN (" + value + ", " + second + ")"};
  }
  return {mark(column.id) + " IS NOT NULL OR " + mark(column.id) + " IS NULL"};
}

CheckPlan PostgresqlParts::check(const TablePlan& table, const Blueprint& blueprint,
                                 std::string name) {
  auto expression = random_.one_of(conditions(plain_column(table), blueprint));
  if (random_.once_in(4)) {
    auto other = random_.one_of(conditions(plain_column(table), blueprint));
    expression = "(" + expression + ") OR " + other;
  }
  return {std::move(name), std::move(expression)};
}

IndexPlan PostgresqlParts::index(const TablePlan& table, const Blueprint& blueprint,
                                 std::string name) {
  IndexPlan index;
  index.name = std::move(name);
  for (std::size_t i = 1 + random_.below(2); i > 0; --i) {
    const auto& column = random_.one_of(table.columns);
    auto kind = kind_of(column.type);
    auto plain = mark(column.id), typed = mark(column.id, kind);
    Texts choices = {plain, plain, plain + " desc", plain + " desc nulls last",
                     plain + " nulls first"};
    if (kind == "s") {
      choices.insert(choices.end(), {"lower(" + typed + ")", "coalesce(" + typed + ", 'none') desc",
                                     typed + " collate \"C\"", typed + " text_pattern_ops"});
    }
    if (kind == "n") choices.insert(choices.end(), {"(" + typed + " + 1)", "abs(" + typed + ")"});
    index.elements.push_back(random_.one_of(choices));
  }
  if (random_.once_in(4)) index.where = random_.one_of(conditions(plain_column(table), blueprint));
  if (random_.once_in(6)) index.where = mark(random_.one_of(table.columns).id) + " IS NOT NULL";
  index.unique = random_.once_in(8);
  return index;
}

void PostgresqlParts::dress(TablePlan& table) {
  if (random_.once_in(5)) table.schema = random_.one_of<const char*>({"billing", "My Schema"});
  if (random_.once_in(8)) table.unlogged = true;
  if (random_.once_in(8)) table.fillfactor = 70;
  if (random_.once_in(6)) table.comment = random_.one_of<const char*>({"it's \\ a table", "two"});
  if (table.primary_key.empty()) return;
  auto& key = table.columns[0];
  key.type = random_.one_of<const char*>({"integer", "integer", "bigint", "text", "uuid"});
  key.collation.reset();
  if (kind_of(key.type) == "n") {
    key.counting = random_.one_of(
        {Counting::None, Counting::Serial, Counting::Identity, Counting::AlwaysIdentity});
  }
}

TriggerPlan PostgresqlParts::trigger(const TablePlan&, const Blueprint&, std::string) {
  return {};
}
TriggerPlan PostgresqlParts::instead_of(const ViewPlan&, std::string) {
  return {};
}
std::string PostgresqlParts::query(const Blueprint&) {
  return "";
}

std::string PostgresqlParts::value_name(const Texts& taken) {
  return fresh(kValues, taken);
}

EnumPlan PostgresqlParts::enumeration(Blueprint& blueprint, std::string name) {
  EnumPlan plan;
  plan.id = blueprint.next++;
  plan.name = std::move(name);
  Texts taken;
  for (std::size_t i = 2 + random_.below(3); i > 0; --i) {
    taken.push_back(value_name(taken));
    plan.values.emplace_back(blueprint.next++, taken.back());
  }
  return plan;
}

std::optional<std::string> PostgresqlParts::domain_check(const std::string& type) {
  if (random_.once_in(3)) return std::nullopt;
  if (kind_of(type) == "n") return random_.one_of<const char*>({"VALUE > -1000", "VALUE <> -77"});
  return random_.one_of<const char*>({"length(VALUE) < 1000", "VALUE NOT LIKE 'never%'"});
}

DomainPlan PostgresqlParts::domain(Id id, std::string name) {
  DomainPlan plan;
  plan.id = id;
  plan.name = std::move(name);
  plan.type = random_.one_of<const char*>({"integer", "text", "varchar(50)", "numeric(10,2)"});
  plan.check = domain_check(plan.type);
  return plan;
}

}  // namespace athanor::testing
