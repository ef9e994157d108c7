#include "engine/dialects/postgresql/online.hpp"

#include <fmt/format.h>

#include "engine/dialects/postgresql/names.hpp"
#include "engine/dialects/postgresql/render.hpp"
#include "engine/dialects/postgresql/render_alter.hpp"
#include "grammar/postgresql/conventional_names.hpp"

namespace athanor::postgresql {
namespace {

using step::Pace;

SqlStatement alone(std::string sql, std::string comment = {}) {
  return {std::move(sql), SqlStatement::Mode::Autocommit, std::move(comment)};
}

/// Foreign keys and checks can be declared first and validated later.
bool validates(const Constraint& constraint) {
  const auto* key = std::get_if<ForeignKey>(&constraint);
  const auto* check = std::get_if<Check>(&constraint);
  return (key && key->validated) || (check && check->validated);
}

bool forbids_null(const step::AlterColumn& s) {
  return s.before.nullable == true && s.after.nullable == false && !s.after.identity;
}

std::string name_of(const Constraint& constraint) {
  return std::visit([](const auto& part) { return part.name.value_or(""); }, constraint);
}

Constraint not_validated(Constraint constraint) {
  if (auto* key = std::get_if<ForeignKey>(&constraint)) key->validated = false;
  if (auto* check = std::get_if<Check>(&constraint)) check->validated = false;
  return constraint;
}

std::string without_leftover(const QualifiedName& table, const Constraint& constraint) {
  return alter_table(
      table, fmt::format("DROP CONSTRAINT IF EXISTS {}, ADD {}", quote_name(name_of(constraint)),
                         constraint_text(constraint)));
}

}  // namespace

void go_online(std::vector<Step>& steps, const AlterationContext& context) {
  auto is_there = [&](const QualifiedName& table) { return context.before.tables.contains(table); };
  for (auto& step : steps) {
    if (auto* s = std::get_if<step::CreateIndex>(&step); s && is_there(s->table)) {
      s->pace = Pace::Gently;
    }
    if (auto* s = std::get_if<step::DropIndex>(&step)) s->pace = Pace::Gently;
    auto* constraint = std::get_if<step::AddConstraint>(&step);
    if (constraint && is_there(constraint->table) && validates(constraint->constraint)) {
      constraint->pace = Pace::Gently;
    }
    if (auto* s = std::get_if<step::AlterColumn>(&step); s && forbids_null(*s)) {
      s->pace = Pace::Gently;
    }
  }
}

std::vector<SqlStatement> render_gently(const step::CreateIndex& step) {
  auto name = quote_name(QualifiedName{step.table.schema, step.index.name});
  auto text = index_text(step.table, step.index);
  text.insert(text.find("INDEX ") + 6, "CONCURRENTLY ");
  std::vector<SqlStatement> out = {
      alone("DROP INDEX CONCURRENTLY IF EXISTS " + name,
            "an invalid index, where a run broke off before"),
      alone(std::move(text)),
  };
  if (step.index.comment) out.push_back(alone(comment_text("INDEX " + name, step.index.comment)));
  return out;
}

std::vector<SqlStatement> render_gently(const step::DropIndex& step) {
  auto name = quote_name(QualifiedName{step.table.schema, step.index.name});
  return {alone("DROP INDEX CONCURRENTLY IF EXISTS " + name)};
}

std::vector<SqlStatement> render_gently(const step::AddConstraint& step) {
  std::vector<SqlStatement> out = {
      alone(without_leftover(step.table, not_validated(step.constraint)),
            "new rows are held to it from now on"),
      alone(alter_table(step.table, "VALIDATE CONSTRAINT " + quote_name(name_of(step.constraint))),
            "the old rows are read while others go on"),
  };
  auto statements = add(step.table, step.constraint);
  for (std::size_t i = 1; i < statements.size(); ++i) out.push_back(alone(statements[i]));
  return out;
}

std::vector<SqlStatement> render_gently(const step::AlterColumn& step) {
  Check check;
  check.name = joined_name("athanor", step.after.name, "not_null");
  check.expression.text = quote_name(step.after.name) + " IS NOT NULL";
  check.validated = false;
  std::vector<SqlStatement> out = {
      alone(without_leftover(step.table, check), "with it, NOT NULL needs no scan of its own"),
      alone(alter_table(step.table, "VALIDATE CONSTRAINT " + quote_name(*check.name))),
  };
  for (auto& text : alter(step)) out.push_back(alone(std::move(text)));
  out.push_back(
      alone(alter_table(step.table, "DROP CONSTRAINT IF EXISTS " + quote_name(*check.name))));
  return out;
}

}  // namespace athanor::postgresql
