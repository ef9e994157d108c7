#include "engine/dialects/postgresql/change_type.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <functional>

#include "engine/dialects/postgresql/conversion.hpp"
#include "engine/dialects/postgresql/names.hpp"
#include "engine/dialects/postgresql/render.hpp"
#include "engine/dialects/postgresql/types.hpp"

namespace athanor::postgresql {
namespace {

using Texts = std::vector<std::string>;

void append(Texts& out, Texts more) {
  for (auto& text : more) out.push_back(std::move(text));
}

std::string converted(const std::string& value, const DataType& type) {
  return value + "::" + type_text(type);
}

DataType text_like(const DataType& type) {
  return {{"", "text"}, {}, type.dimensions};
}

/// A new value of the type of a use, from the column's quoted name.
using Convert = std::function<std::string(const std::string& column, const DataType& type)>;

std::string through_text(const std::string& column, const DataType& type) {
  return converted(converted(column, text_like(type)), type);
}

Texts convert_column(const step::TypeUse& use, const Convert& convert) {
  auto column = quote_name(use.column.name);
  Texts actions;
  if (use.column.default_value)
    actions.push_back(fmt::format("ALTER COLUMN {} DROP DEFAULT", column));
  actions.push_back(fmt::format("ALTER COLUMN {} TYPE {} USING {}", column,
                                type_text(use.column.type), convert(column, use.column.type)));
  if (use.column.default_value && use.keeps_default) {
    actions.push_back(fmt::format("ALTER COLUMN {} SET DEFAULT {}", column,
                                  std::get<Expression>(*use.column.default_value).text));
  }
  return {fmt::format("ALTER TABLE {} {}", quote_name(use.table), fmt::join(actions, ", "))};
}

/// The old type steps aside under another name until nothing uses it any more.
template <class T>
Texts replace(const step::ChangeType<T>& step, const char* kind, const Convert& convert) {
  QualifiedName aside{step.before.name.schema, "athanor_old_" + step.before.name.name};
  Texts out = {fmt::format("ALTER {} {} RENAME TO {}", kind, quote_name(step.before.name),
                           quote_name(aside.name))};
  append(out, create(step.after));
  for (const auto& use : step.columns) append(out, convert_column(use, convert));
  out.push_back(fmt::format("DROP {} {}", kind, quote_name(aside)));
  return out;
}

/// The old type cannot step aside: the multirange type that came with it would keep its name
/// (sql-createtype.html, "Range Types"). Its columns are text meanwhile.
Texts replace_range(const step::ChangeType<RangeType>& step) {
  Texts out;
  for (const auto& use : step.columns) {
    step::TypeUse meanwhile = use;
    meanwhile.column.type = text_like(use.column.type);
    meanwhile.keeps_default = false;
    append(out, convert_column(meanwhile, converted));
  }
  out.push_back("DROP TYPE " + quote_name(step.before.name));
  append(out, create(step.after));
  for (const auto& use : step.columns) append(out, convert_column(use, converted));
  return out;
}

template <class T>
void comment_change(Texts& out, const char* kind, const T& before, const T& after) {
  if (before.comment == after.comment) return;
  out.push_back(comment_text(fmt::format("{} {}", kind, quote_name(after.name)), after.comment));
}

Texts add_values(const EnumType& before, const EnumType& after) {
  Texts out;
  auto name = quote_name(after.name);
  auto known = [&](const std::string& value) {
    return std::find(before.values.begin(), before.values.end(), value) != before.values.end();
  };
  for (std::size_t i = 0; i < after.values.size(); ++i) {
    if (known(after.values[i])) continue;
    auto place = i == 0 ? fmt::format(" BEFORE {}", quote_text(before.values.front()))
                        : fmt::format(" AFTER {}", quote_text(after.values[i - 1]));
    if (before.values.empty() && i == 0) place.clear();
    out.push_back(fmt::format("ALTER TYPE {} ADD VALUE IF NOT EXISTS {}{}", name,
                              quote_text(after.values[i]), place));
  }
  return out;
}

const CompositeField* find_field(const CompositeType& type, const std::string& name) {
  for (const auto& field : type.fields) {
    if (field.name == name) return &field;
  }
  return nullptr;
}

/// Fields go and come at the end; those that stay keep their order.
bool keeps_order(const CompositeType& before, const CompositeType& after) {
  std::vector<std::string> order;
  for (const auto& field : before.fields) {
    if (find_field(after, field.name)) order.push_back(field.name);
  }
  for (const auto& field : after.fields) {
    if (!find_field(before, field.name)) order.push_back(field.name);
  }
  return std::equal(
      order.begin(), order.end(), after.fields.begin(), after.fields.end(),
      [](const std::string& name, const CompositeField& field) { return name == field.name; });
}

bool retypes_field(const CompositeType& before, const CompositeType& after) {
  return std::any_of(after.fields.begin(), after.fields.end(), [&](const CompositeField& field) {
    const auto* old = find_field(before, field.name);
    return old && (old->type != field.type || old->collation != field.collation);
  });
}

std::string field_text(const CompositeField& field) {
  auto collation = field.collation ? " COLLATE " + quote_name(*field.collation) : "";
  return type_text(field.type) + collation;
}

Texts change_fields(const CompositeType& before, const CompositeType& after) {
  Texts actions;
  for (const auto& field : before.fields) {
    if (!find_field(after, field.name)) {
      actions.push_back("DROP ATTRIBUTE " + quote_name(field.name));
    }
  }
  for (const auto& field : after.fields) {
    const auto* old = find_field(before, field.name);
    auto name = quote_name(field.name);
    if (!old) actions.push_back(fmt::format("ADD ATTRIBUTE {} {}", name, field_text(field)));
    if (old && (old->type != field.type || old->collation != field.collation)) {
      actions.push_back(fmt::format("ALTER ATTRIBUTE {} TYPE {}", name, field_text(field)));
    }
  }
  if (actions.empty()) return {};
  return {fmt::format("ALTER TYPE {} {}", quote_name(after.name), fmt::join(actions, ", "))};
}

/// A row of the new type from the fields of the old.
std::string new_row(const step::ChangeType<CompositeType>& step, const std::string& column,
                    const DataType& type) {
  std::string fields;
  for (const auto& field : step.after.fields) {
    const auto* old = find_field(step.before, field.name);
    auto value = fmt::format("({}).{}", column, quote_name(field.name));
    if (!old) value = "NULL";
    if (old && old->type != field.type) {
      value = conversion(value, old->type, field.type).value_or(converted(value, field.type));
    }
    fields += (fields.empty() ? "" : ", ") + value;
  }
  return fmt::format("CASE WHEN {} IS NOT DISTINCT FROM NULL THEN NULL ELSE {} END", column,
                     converted(fmt::format("ROW({})", fields), type));
}

bool same_check(const Check& a, const Check& b) {
  return a.expression.text == b.expression.text && a.validated == b.validated &&
         a.comment == b.comment;
}

const Check* find_check(const Domain& domain, const std::optional<std::string>& name) {
  for (const auto& check : domain.checks) {
    if (check.name == name) return &check;
  }
  return nullptr;
}

Texts change_checks(const Domain& before, const Domain& after) {
  Texts out;
  auto alter = "ALTER DOMAIN " + quote_name(after.name);
  for (const auto& check : before.checks) {
    const auto* now = find_check(after, check.name);
    if (now && same_check(check, *now)) continue;
    out.push_back(fmt::format("{} DROP CONSTRAINT {}", alter, quote_name(*check.name)));
  }
  for (const auto& check : after.checks) {
    const auto* old = find_check(before, check.name);
    if (old && same_check(*old, check)) continue;
    out.push_back(fmt::format("{} ADD {}", alter, constraint_text(check)));
    if (check.comment) {
      out.push_back(comment_text(fmt::format("CONSTRAINT {} ON DOMAIN {}", quote_name(*check.name),
                                             quote_name(after.name)),
                                 check.comment));
    }
  }
  return out;
}

Texts change_domain(const Domain& before, const Domain& after) {
  Texts out;
  auto alter = "ALTER DOMAIN " + quote_name(after.name);
  if (before.default_value != after.default_value) {
    out.push_back(after.default_value ? fmt::format("{} SET DEFAULT {}", alter,
                                                    std::get<Expression>(*after.default_value).text)
                                      : alter + " DROP DEFAULT");
  }
  if (before.nullable != after.nullable) {
    out.push_back(alter + (after.nullable ? " DROP NOT NULL" : " SET NOT NULL"));
  }
  append(out, change_checks(before, after));
  return out;
}

}  // namespace

bool adds_in_place(const EnumType& before, const EnumType& after) {
  auto at = after.values.begin();
  for (const auto& value : before.values) {
    at = std::find(at, after.values.end(), value);
    if (at == after.values.end()) return false;
    ++at;
  }
  return true;
}

bool changes_in_place(const step::ChangeType<EnumType>& step) {
  return adds_in_place(step.before, step.after);
}

bool changes_in_place(const step::ChangeType<CompositeType>& step) {
  bool used = !step.columns.empty();
  return keeps_order(step.before, step.after) && !(used && retypes_field(step.before, step.after));
}

bool changes_in_place(const step::ChangeType<RangeType>& step) {
  return step.before.subtype == step.after.subtype && step.before.options == step.after.options;
}

bool changes_in_place(const step::ChangeType<Domain>& step) {
  return step.before.type == step.after.type && step.before.collation == step.after.collation;
}

std::vector<std::string> change_type(const step::ChangeType<EnumType>& step) {
  if (!changes_in_place(step)) return replace(step, "TYPE", through_text);
  auto out = add_values(step.before, step.after);
  comment_change(out, "TYPE", step.before, step.after);
  return out;
}

std::vector<std::string> change_type(const step::ChangeType<CompositeType>& step) {
  if (!changes_in_place(step)) {
    return replace(step, "TYPE", [&](const std::string& column, const DataType& type) {
      return type.dimensions == 0 ? new_row(step, column, type) : through_text(column, type);
    });
  }
  auto out = change_fields(step.before, step.after);
  comment_change(out, "TYPE", step.before, step.after);
  return out;
}

std::vector<std::string> change_type(const step::ChangeType<RangeType>& step) {
  if (!changes_in_place(step)) return replace_range(step);
  Texts out;
  comment_change(out, "TYPE", step.before, step.after);
  return out;
}

std::vector<std::string> change_type(const step::ChangeType<Domain>& step) {
  if (!changes_in_place(step)) {
    return replace(step, "DOMAIN", [&](const std::string& column, const DataType& type) {
      if (type.dimensions > 0) return through_text(column, type);
      auto base = conversion(column, step.before.type, step.after.type)
                      .value_or(converted(column, step.after.type));
      return converted("(" + base + ")", type);
    });
  }
  auto out = change_domain(step.before, step.after);
  comment_change(out, "DOMAIN", step.before, step.after);
  return out;
}

}  // namespace athanor::postgresql
