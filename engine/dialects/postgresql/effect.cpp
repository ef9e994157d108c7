#include "engine/dialects/postgresql/effect.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/dialects/postgresql/change_type.hpp"
#include "engine/dialects/postgresql/conversion.hpp"
#include "schema/overloaded.hpp"
#include "schema/sql_text.hpp"

namespace athanor::postgresql {
namespace {

constexpr const char* kExclusive = "ACCESS EXCLUSIVE";
constexpr const char* kShareRowExclusive = "SHARE ROW EXCLUSIVE";
constexpr const char* kShareUpdateExclusive = "SHARE UPDATE EXCLUSIVE";

Effect of_column_change(const Column& before, const Column& after) {
  Effect effect{kExclusive, "", ""};
  if (before.type != after.type && !is_catalogue_only(before.type, after.type)) {
    effect.work = "rewrites the table";
  } else if (before.nullable == true && after.nullable == false) {
    effect.work = "scans the table";
  }
  return effect;
}

Effect of_new_constraint(const Constraint& constraint) {
  return std::visit(
      overloaded{
          [](const PrimaryKey&) {
            return Effect{kExclusive, "builds its index", ""};
          },
          [](const Unique&) {
            return Effect{kExclusive, "builds its index", ""};
          },
          [](const ForeignKey& key) {
            return Effect{kShareRowExclusive, key.validated ? "scans the table" : "", ""};
          },
          [](const Check& check) {
            return Effect{kExclusive, check.validated ? "scans the table" : "", ""};
          },
          [](const Exclusion&) {
            return Effect{kExclusive, "builds its index", ""};
          },
      },
      constraint);
}

template <class T>
Effect of_type_change(const step::ChangeType<T>& s) {
  if (s.columns.empty() || changes_in_place(s)) return {};
  return {kExclusive, "rewrites the tables that use it", ""};
}

Effect of_enum_change(const step::ChangeType<EnumType>& s) {
  auto effect = of_type_change(s);
  std::string gone;
  for (const auto& value : s.before.values) {
    if (std::find(s.after.values.begin(), s.after.values.end(), value) == s.after.values.end()) {
      gone += (gone.empty() ? "" : ", ") + value;
    }
  }
  // Rows that hold such a value stop the change; nothing is lost silently.
  if (!gone.empty())
    effect.work += (effect.work.empty() ? "" : ", ") + ("fails on rows with " + gone);
  return effect;
}

std::string values_lost(const std::vector<QualifiedName>& tables, const Column& column) {
  if (column.generated || tables.empty()) return "";
  std::string out = "the values of ";
  for (const auto& table : tables) {
    if (&table != &tables.front()) out += " and ";
    out += display(table) + "." + column.name;
  }
  return out;
}

}  // namespace

/// Since version 11 a default that is one value for all rows is kept in the catalogue; a volatile
/// one, a sequence or a generated value is written into every row.
bool writes_every_row(const Column& column) {
  if (column.generated) return column.generated->storage != Generated::Storage::Virtual;
  if (column.identity || column.type.name.name.ends_with("serial")) return true;
  if (!column.default_value) return false;
  const auto& text = std::get<Expression>(*column.default_value).text;
  for (const char* name : {"nextval", "random", "gen_random_uuid", "uuid_generate_v4",
                           "clock_timestamp", "timeofday", "uuidv7"}) {
    if (mentions(text, name)) return true;
  }
  return false;
}

Effect effect(const Step& step) {
  return std::visit(
      overloaded{
          []<class T>(const step::Create<T>&) { return Effect{}; },
          [](const step::Create<Table>& s) {
            bool refers = !s.object.foreign_keys.empty();
            return Effect{refers ? std::string(kShareRowExclusive) + " on what it references" : "",
                          "", ""};
          },
          []<class T>(const step::Drop<T>&) { return Effect{}; },
          [](const step::Drop<Table>& s) {
            return Effect{kExclusive, "", "the rows of " + display(s.object.name)};
          },
          [](const step::Drop<Sequence>& s) {
            return Effect{kExclusive, "", "the position of " + display(s.object.name)};
          },
          []<class T>(const step::Alter<T>&) { return Effect{}; },
          [](const step::ChangeType<EnumType>& s) { return of_enum_change(s); },
          [](const step::ChangeType<CompositeType>& s) {
            auto effect = of_type_change(s);
            for (const auto& field : s.before.fields) {
              bool kept = std::any_of(s.after.fields.begin(), s.after.fields.end(),
                                      [&](const auto& other) { return other.name == field.name; });
              if (!kept && !s.columns.empty()) effect.data_lost = "the field " + field.name;
            }
            return effect;
          },
          [](const step::ChangeType<RangeType>& s) { return of_type_change(s); },
          [](const step::ChangeType<Domain>& s) {
            auto effect = of_type_change(s);
            bool stricter = s.before.checks != s.after.checks || !s.after.nullable;
            if (effect.work.empty() && stricter && !s.columns.empty()) {
              effect = {"SHARE", "scans the tables that use it", ""};
            }
            return effect;
          },
          [](const step::RenameObject&) { return Effect{}; },
          [](const step::RenameTable&) {
            return Effect{kExclusive, "", ""};
          },
          [](const step::RenameColumn&) {
            return Effect{kExclusive, "", ""};
          },
          [](const step::RenamePart& s) {
            if (s.kind == PartRename::Kind::EnumValue) return Effect{};
            bool index = s.kind == PartRename::Kind::Index;
            return Effect{index ? kShareUpdateExclusive : kExclusive, "", ""};
          },
          [](const step::SetSequenceOwner&) { return Effect{}; },
          [](const step::AddColumn& s) {
            bool writes = writes_every_row(s.column) || !s.heirs.with.empty();
            return Effect{kExclusive, writes ? "rewrites the table" : "", ""};
          },
          [](const step::DropColumn& s) {
            std::vector<QualifiedName> losers = s.heirs.without;
            losers.insert(losers.begin(), s.table);
            return Effect{kExclusive, "", values_lost(losers, s.column)};
          },
          [](const step::AlterColumn& s) { return of_column_change(s.before, s.after); },
          [](const step::ConvertSerial& s) { return of_column_change(s.before, s.after); },
          [](const step::AddConstraint& s) { return of_new_constraint(s.constraint); },
          [](const step::DropConstraint&) {
            return Effect{kExclusive, "", ""};
          },
          [](const step::AlterConstraint&) {
            return Effect{kShareUpdateExclusive, "scans the table where it validates", ""};
          },
          [](const step::AlterTable& s) {
            bool rewrites = s.before.unlogged != s.after.unlogged ||
                            s.before.access_method != s.after.access_method ||
                            s.before.tablespace != s.after.tablespace;
            return Effect{kExclusive, rewrites ? "rewrites the table" : "", ""};
          },
          [](const step::AlterIndex&) {
            return Effect{kShareUpdateExclusive, "", ""};
          },
          [](const step::RebuildTable&) { return Effect{}; },
          [](const step::CreateIndex&) {
            return Effect{"SHARE", "reads the table", ""};
          },
          [](const step::DropIndex&) {
            return Effect{kExclusive, "", ""};
          },
          [](const step::CreateTrigger&) {
            return Effect{kShareRowExclusive, "", ""};
          },
          [](const step::DropTrigger&) {
            return Effect{kExclusive, "", ""};
          },
      },
      step);
}

}  // namespace athanor::postgresql
