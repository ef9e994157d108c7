#include <fmt/format.h>

#include <algorithm>

#include "grammar/postgresql/change.hpp"
#include "grammar/postgresql/conventional_names.hpp"
#include "grammar/postgresql/names.hpp"
#include "schema/overloaded.hpp"

namespace athanor::postgresql {
namespace {

/// A new type's resolved name, if it can have it.
template <class T>
std::optional<T> placed(const Change& change, const Create<T>& create) {
  auto type = create.object;
  type.name = change.catalog.placed(type.name);
  if (!change.has_schema(type.name, type.place)) return std::nullopt;
  if (change.catalog.has_type(type.name)) {
    change.error(type.place, fmt::format("type \"{}\" already exists", display(type.name)));
    return std::nullopt;
  }
  return type;
}

/// `range` becomes `multirange` in a range type's name, or `_multirange` ends it (CREATE TYPE).
std::string usual_multirange(const std::string& range) {
  auto at = range.find("range");
  if (at == std::string::npos) return joined_name(range, "", "multirange");
  return clipped(range.substr(0, at) + "multi" + range.substr(at), kLongestName);
}

bool settle_check(const Change& change, const Domain& domain, Check& check) {
  auto taken = [&](const std::string& name) {
    auto same = [&](const Check& other) { return other.name == name; };
    return std::any_of(domain.checks.begin(), domain.checks.end(), same) ||
           change.catalog.has_constraint({domain.name.schema, name});
  };
  if (!check.name) {
    check.name = free_name(domain.name.name, "", "check", taken);
    return true;
  }
  auto same = [&](const Check& other) { return other.name == check.name; };
  if (std::none_of(domain.checks.begin(), domain.checks.end(), same)) return true;
  return change.error(check.place, fmt::format("constraint \"{}\" of domain \"{}\" already exists",
                                               *check.name, display(domain.name)));
}

bool add_value(const Change& change, EnumType& type, const AddValue& add) {
  auto find = [&](const std::string& value) {
    return std::find(type.values.begin(), type.values.end(), value);
  };
  if (find(add.value) != type.values.end()) {
    if (add.if_not_exists) return true;
    return change.error(
        fmt::format("enum \"{}\" already has the value \"{}\"", display(type.name), add.value));
  }
  auto at = type.values.end();
  if (add.neighbour) {
    at = find(*add.neighbour);
    if (at == type.values.end()) {
      return change.error(
          fmt::format("enum \"{}\" has no value \"{}\"", display(type.name), *add.neighbour));
    }
    if (add.side == AddValue::Side::After) ++at;
  }
  type.values.insert(at, add.value);
  return true;
}

void replace_all(std::string& text, const std::string& from, const std::string& to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

std::string string_literal(const std::string& value) {
  std::string text = value;
  replace_all(text, "'", "''");
  return "'" + text + "'";
}

/// A stored expression holds the value itself, so its text follows the value's name.
void follow_value(Schema& schema, const QualifiedName& type, const RenameValue& rename) {
  auto from = string_literal(rename.from), to = string_literal(rename.to);
  for (auto& [name, table] : schema.tables) {
    bool used = false;
    for (auto& column : table.columns) {
      if (column.type.name != type) continue;
      used = true;
      auto* text = column.default_value ? std::get_if<Expression>(&*column.default_value) : nullptr;
      if (text != nullptr) replace_all(text->text, from, to);
    }
    if (!used) continue;
    for (auto& check : table.checks) replace_all(check.expression.text, from, to);
    for (auto& index : table.indexes) {
      if (index.where) replace_all(index.where->text, from, to);
    }
    for (auto& column : table.columns) {
      if (column.generated) replace_all(column.generated->expression.text, from, to);
    }
  }
}

bool rename_value(const Change& change, EnumType& type, const RenameValue& rename) {
  auto& values = type.values;
  auto found = std::find(values.begin(), values.end(), rename.from);
  if (found == values.end()) {
    return change.error(
        fmt::format("enum \"{}\" has no value \"{}\"", display(type.name), rename.from));
  }
  if (std::find(values.begin(), values.end(), rename.to) != values.end()) {
    return change.error(
        fmt::format("enum \"{}\" already has the value \"{}\"", display(type.name), rename.to));
  }
  *found = rename.to;
  follow_value(change.catalog.schema(), type.name, rename);
  return true;
}

/// Applies the actions of ALTER TYPE on one type.
class TypeAlteration {
 public:
  TypeAlteration(const Change& change, const QualifiedName& name) : change_(change), name_(name) {}

  bool operator()(const AddValue& add) {
    auto* type = find_enum();
    return type != nullptr && add_value(change_, *type, add);
  }
  bool operator()(const RenameValue& rename) {
    auto* type = find_enum();
    return type != nullptr && rename_value(change_, *type, rename);
  }
  bool operator()(const AddAttribute& add) {
    auto* type = find_composite();
    if (type == nullptr) return false;
    auto field = add.attribute;
    if (!resolve_type(change_, field.type, {})) return false;
    if (find_field(*type, field.name) != type->fields.end()) {
      return change_.error(
          fmt::format("type \"{}\" already has an attribute \"{}\"", display(name_), field.name));
    }
    type->fields.push_back(std::move(field));
    return true;
  }
  bool operator()(const DropAttribute& drop) {
    auto* type = find_composite();
    if (type == nullptr) return false;
    auto found = find_field(*type, drop.name);
    if (found == type->fields.end()) return drop.if_exists || no_attribute(drop.name);
    type->fields.erase(found);
    return true;
  }
  bool operator()(const RenameAttribute& rename) {
    auto* type = find_composite();
    if (type == nullptr) return false;
    auto found = find_field(*type, rename.from);
    if (found == type->fields.end()) return no_attribute(rename.from);
    found->name = rename.to;
    return true;
  }
  bool operator()(const AlterAttribute& alter) {
    auto* type = find_composite();
    if (type == nullptr) return false;
    auto field = alter.attribute;
    auto found = find_field(*type, field.name);
    if (found == type->fields.end()) return no_attribute(field.name);
    if (!resolve_type(change_, field.type, {})) return false;
    *found = std::move(field);
    return true;
  }

 private:
  static std::vector<CompositeField>::iterator find_field(CompositeType& type,
                                                          const std::string& name) {
    return std::find_if(type.fields.begin(), type.fields.end(),
                        [&](const CompositeField& field) { return field.name == name; });
  }
  bool no_attribute(const std::string& name) const {
    return change_.error(fmt::format("type \"{}\" has no attribute \"{}\"", display(name_), name));
  }
  EnumType* find_enum() const { return find(change_.catalog.schema().enums, "an enum"); }
  CompositeType* find_composite() const {
    return find(change_.catalog.schema().composites, "a composite type");
  }
  template <class T>
  T* find(std::map<QualifiedName, T>& types, const char* what) const {
    auto found = types.find(name_);
    if (found != types.end()) return &found->second;
    bool other = change_.catalog.has_type(name_);
    change_.error(other ? fmt::format("type \"{}\" is not {}", display(name_), what)
                        : fmt::format("type \"{}\" does not exist", display(name_)));
    return nullptr;
  }

  const Change& change_;
  QualifiedName name_;
};

/// Applies one action of ALTER DOMAIN.
class DomainAlteration {
 public:
  DomainAlteration(const Change& change, Domain& domain) : change_(change), domain_(domain) {}

  void operator()(const SetDefault& set) { domain_.default_value = set.value; }
  void operator()(const DropDefault&) { domain_.default_value.reset(); }
  void operator()(const SetNotNull&) { domain_.nullable = false; }
  void operator()(const DropNotNull&) { domain_.nullable = true; }
  void operator()(const AddConstraint& add) {
    const auto* check = std::get_if<Check>(&add.constraint);
    if (check == nullptr) return;
    auto added = *check;
    if (settle_check(change_, domain_, added)) domain_.checks.push_back(std::move(added));
  }
  void operator()(const DropConstraint& drop) {
    auto named = [&](const Check& check) { return check.name == drop.name; };
    if (std::erase_if(domain_.checks, named) == 0 && !drop.if_exists) missing(drop.name);
  }
  void operator()(const RenameConstraint& rename) {
    if (auto* check = find(rename.from)) check->name = rename.to;
  }
  void operator()(const ValidateConstraint& validate) {
    if (auto* check = find(validate.name)) check->validated = true;
  }

 private:
  Check* find(const std::string& name) {
    for (auto& check : domain_.checks) {
      if (check.name == name) return &check;
    }
    missing(name);
    return nullptr;
  }
  void missing(const std::string& name) const {
    change_.error(
        fmt::format("domain \"{}\" has no constraint \"{}\"", display(domain_.name), name));
  }

  const Change& change_;
  Domain& domain_;
};

}  // namespace

void apply(Change& change, const Create<EnumType>& create) {
  if (auto type = placed(change, create)) put(change.catalog.schema().enums, std::move(*type));
}

void apply(Change& change, const Create<CompositeType>& create) {
  auto type = placed(change, create);
  if (!type) return;
  for (auto& field : type->fields) {
    if (!resolve_type(change, field.type, type->place)) return;
    if (field.collation == "default") field.collation.reset();
  }
  change.catalog.add(std::move(*type));
}

void apply(Change& change, const Create<RangeType>& create) {
  auto type = placed(change, create);
  if (!type || !resolve_type(change, type->subtype, type->place)) return;
  if (type->options["multirange_type_name"] == usual_multirange(type->name.name)) {
    type->options.erase("multirange_type_name");
  }
  if (type->options["multirange_type_name"].empty()) type->options.erase("multirange_type_name");
  put(change.catalog.schema().ranges, std::move(*type));
}

void apply(Change& change, const Create<Domain>& create) {
  auto domain = placed(change, create);
  if (!domain || !resolve_type(change, domain->type, domain->place)) return;
  auto checks = std::move(domain->checks);
  domain->checks.clear();
  for (auto& check : checks) {
    if (!settle_check(change, *domain, check)) return;
    domain->checks.push_back(std::move(check));
  }
  if (domain->collation == "default") domain->collation.reset();
  put(change.catalog.schema().domains, std::move(*domain));
}

void apply(Change& change, const AlterType& alter) {
  TypeAlteration alteration(change, change.catalog.type_name(alter.type));
  for (const auto& action : alter.actions) {
    if (!std::visit(alteration, action)) return;
  }
}

void apply(Change& change, const AlterDomain& alter) {
  auto& domains = change.catalog.schema().domains;
  auto found = domains.find(change.catalog.type_name(alter.domain));
  if (found == domains.end()) {
    change.error(fmt::format("domain \"{}\" does not exist", display(alter.domain)));
    return;
  }
  std::visit(DomainAlteration(change, found->second), alter.action);
}

}  // namespace athanor::postgresql
