#include "engine/dialects/postgresql/render.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/dialects/postgresql/change_type.hpp"
#include "engine/dialects/postgresql/names.hpp"
#include "engine/dialects/postgresql/online.hpp"
#include "engine/dialects/postgresql/render_alter.hpp"
#include "grammar/postgresql/names.hpp"
#include "schema/overloaded.hpp"

namespace athanor::postgresql {
namespace {

using Texts = std::vector<std::string>;

std::string drop(const char* kind, const QualifiedName& name) {
  return fmt::format("DROP {} {}", kind, quote_name(name));
}

const char* sql_kind(ObjectRename::Kind kind) {
  switch (kind) {
    case ObjectRename::Kind::Namespace:
      return "SCHEMA";
    case ObjectRename::Kind::Collation:
      return "COLLATION";
    case ObjectRename::Kind::Enum:
    case ObjectRename::Kind::Composite:
    case ObjectRename::Kind::Range:
      return "TYPE";
    case ObjectRename::Kind::Domain:
      return "DOMAIN";
    case ObjectRename::Kind::Sequence:
      return "SEQUENCE";
  }
  return "";
}

/// A new name and a new schema are two statements.
Texts rename(const char* kind, const QualifiedName& from, const QualifiedName& to) {
  Texts out;
  if (from.schema != to.schema) {
    out.push_back(fmt::format("ALTER {} {} SET SCHEMA {}", kind, quote_name(from),
                              quote_name(to.schema.empty() ? "public" : to.schema)));
  }
  if (from.name != to.name) {
    out.push_back(fmt::format("ALTER {} {} RENAME TO {}", kind,
                              quote_name(QualifiedName{to.schema, from.name}),
                              quote_name(to.name)));
  }
  return out;
}

Texts render_part(const step::RenamePart& s) {
  switch (s.kind) {
    case PartRename::Kind::Constraint:
      return {alter_table(s.owner, fmt::format("RENAME CONSTRAINT {} TO {}", quote_name(s.from),
                                               quote_name(s.to)))};
    case PartRename::Kind::Index:
      return {fmt::format("ALTER INDEX {} RENAME TO {}",
                          quote_name(QualifiedName{s.owner.schema, s.from}), quote_name(s.to))};
    case PartRename::Kind::EnumValue:
      return {fmt::format("ALTER TYPE {} RENAME VALUE {} TO {}", quote_name(s.owner),
                          quote_text(s.from), quote_text(s.to))};
  }
  return {};
}

/// A child that has the column already would keep it as its own (sql-altertable.html, ADD COLUMN):
/// it has another name until its values are in the one that comes from the parent.
Texts add_column(const step::AddColumn& s) {
  Texts out, moving;
  auto name = quote_name(s.column.name);
  auto aside = quote_name(clipped("athanor_old_" + s.column.name, kLongestName));
  for (const auto& heir : s.heirs.with) {
    out.push_back(alter_table(heir, fmt::format("RENAME COLUMN {} TO {}", name, aside)));
    moving.push_back(fmt::format("UPDATE {} SET {} = {}", quote_name(heir), name, aside));
    moving.push_back(alter_table(heir, "DROP COLUMN " + aside));
  }
  out.push_back(alter_table(s.table, "ADD COLUMN " + column_text(s.column)));
  out.insert(out.end(), moving.begin(), moving.end());
  for (auto& setting : settings_of_new(s.table, s.column)) out.push_back(std::move(setting));
  for (const auto& constraint : s.constraints) {
    for (auto& statement : add(s.table, constraint)) out.push_back(std::move(statement));
  }
  return out;
}

/// sql-altertable.html, DROP COLUMN: with ONLY, every child keeps the column as one of its own.
Texts drop_column(const step::DropColumn& s) {
  auto dropping = "DROP COLUMN " + quote_name(s.column.name);
  if (s.heirs.with.empty()) return {alter_table(s.table, dropping)};
  Texts out = {fmt::format("ALTER TABLE ONLY {} {}", quote_name(s.table), dropping)};
  for (const auto& heir : s.heirs.without) out.push_back(alter_table(heir, dropping));
  return out;
}

std::string drop_constraint(const QualifiedName& table, const Constraint& constraint) {
  auto name = std::visit([](const auto& part) { return part.name.value_or(""); }, constraint);
  return alter_table(table, "DROP CONSTRAINT " + quote_name(name));
}

Texts texts(const Step& step) {
  return std::visit(
      overloaded{
          [](const step::Create<VirtualTable>& s) -> Texts {
            throw Error("PostgreSQL has no virtual tables: " + display(s.object.name));
          },
          [](const step::Drop<VirtualTable>& s) -> Texts {
            throw Error("PostgreSQL has no virtual tables: " + display(s.object.name));
          },
          [](const step::RebuildTable& s) -> Texts {
            throw Error("PostgreSQL changes tables in place: " + display(s.after.name));
          },
          [](const step::Create<View>& s) -> Texts {
            throw Error("views of PostgreSQL are not planned yet: " + display(s.object.name));
          },
          [](const step::Drop<View>& s) -> Texts {
            throw Error("views of PostgreSQL are not planned yet: " + display(s.object.name));
          },
          [](const step::CreateTrigger& s) -> Texts {
            throw Error("triggers of PostgreSQL are not planned yet: " + s.trigger.name);
          },
          [](const step::DropTrigger& s) -> Texts {
            throw Error("triggers of PostgreSQL are not planned yet: " + s.trigger.name);
          },
          []<class T>(const step::Create<T>& s) { return create(s.object); },
          [](const step::Drop<Namespace>& s) { return Texts{drop("SCHEMA", s.object.name)}; },
          [](const step::Drop<Extension>& s) {
            return Texts{"DROP EXTENSION " + quote_name(s.object.name.name)};
          },
          [](const step::Drop<Collation>& s) { return Texts{drop("COLLATION", s.object.name)}; },
          [](const step::Drop<EnumType>& s) { return Texts{drop("TYPE", s.object.name)}; },
          [](const step::Drop<CompositeType>& s) { return Texts{drop("TYPE", s.object.name)}; },
          [](const step::Drop<RangeType>& s) { return Texts{drop("TYPE", s.object.name)}; },
          [](const step::Drop<Domain>& s) { return Texts{drop("DOMAIN", s.object.name)}; },
          [](const step::Drop<Sequence>& s) { return Texts{drop("SEQUENCE", s.object.name)}; },
          [](const step::Drop<Table>& s) { return Texts{drop("TABLE", s.object.name)}; },
          []<class T>(const step::Alter<T>& s) { return alter(s.before, s.after); },
          []<class T>(const step::ChangeType<T>& s) { return change_type(s); },
          [](const step::RenameObject& s) { return rename(sql_kind(s.kind), s.from, s.to); },
          [](const step::RenameTable& s) { return rename("TABLE", s.from, s.to); },
          [](const step::RenameColumn& s) {
            return Texts{alter_table(s.table, fmt::format("RENAME COLUMN {} TO {}",
                                                          quote_name(s.from), quote_name(s.to)))};
          },
          [](const step::RenamePart& s) { return render_part(s); },
          [](const step::SetSequenceOwner& s) { return set_owner(s); },
          [](const step::AddColumn& s) { return add_column(s); },
          [](const step::DropColumn& s) { return drop_column(s); },
          [](const step::AlterColumn& s) { return alter(s); },
          [](const step::ConvertSerial& s) { return convert(s); },
          [](const step::AddConstraint& s) { return add(s.table, s.constraint); },
          [](const step::DropConstraint& s) {
            return Texts{drop_constraint(s.table, s.constraint)};
          },
          [](const step::AlterConstraint& s) { return alter(s); },
          [](const step::AlterTable& s) { return alter(s); },
          [](const step::AlterIndex& s) { return alter(s); },
          [](const step::CreateIndex& s) { return add(s.table, s.index); },
          [](const step::DropIndex& s) {
            return Texts{drop("INDEX", QualifiedName{s.table.schema, s.index.name})};
          },
      },
      step);
}

template <class S>
std::optional<std::vector<SqlStatement>> if_gentle(const Step& step) {
  const auto* s = std::get_if<S>(&step);
  if (!s || s->pace == step::Pace::AtOnce) return std::nullopt;
  return render_gently(*s);
}

std::optional<std::vector<SqlStatement>> rendered_gently(const Step& step) {
  if (auto out = if_gentle<step::CreateIndex>(step)) return out;
  if (auto out = if_gentle<step::DropIndex>(step)) return out;
  if (auto out = if_gentle<step::AddConstraint>(step)) return out;
  return if_gentle<step::AlterColumn>(step);
}

}  // namespace

std::string alter_table(const QualifiedName& table, const std::string& actions) {
  return fmt::format("ALTER TABLE {} {}", quote_name(table), actions);
}

std::vector<SqlStatement> render(const Step& step) {
  if (auto gentle = rendered_gently(step)) return *gentle;
  const auto* type = std::get_if<step::ChangeType<EnumType>>(&step);
  bool alone = type && type->used && adds_in_place(type->before, type->after);
  auto mode = alone ? SqlStatement::Mode::Autocommit : SqlStatement::Mode::Transactional;
  std::vector<SqlStatement> out;
  for (auto& text : texts(step)) {
    out.push_back({std::move(text), mode, ""});
    if (alone) out.back().comment = "a new value may be used once its addition is committed";
  }
  return out;
}

}  // namespace athanor::postgresql
