#include <fmt/format.h>

#include "grammar/postgresql/change.hpp"
#include "grammar/postgresql/extensions.hpp"
#include "grammar/postgresql/table_edit.hpp"

namespace athanor::postgresql {
namespace {

/// Puts one comment where it belongs.
class Commenting {
 public:
  Commenting(const Change& change, const CommentOn& comment)
      : change_(change), comment_(comment), catalog_(change.catalog) {}

  bool run() {
    if (comment_.part) return on_part(*comment_.part);
    auto& schema = catalog_.schema();
    switch (comment_.kind) {
      case ObjectKind::Schema:
        return on_schema();
      case ObjectKind::Extension:
        return on_extension();
      case ObjectKind::Collation:
        return on(schema.collations, catalog_.collation_name(comment_.name), "collation");
      case ObjectKind::Type:
      case ObjectKind::Domain:
        return on_type();
      case ObjectKind::Sequence:
        return on(schema.sequences, catalog_.relation_name(comment_.name), "sequence");
      case ObjectKind::Table:
        return on(schema.tables, catalog_.relation_name(comment_.name), "table");
      case ObjectKind::Index:
        return on_index();
      case ObjectKind::View:
      case ObjectKind::MaterializedView:
      case ObjectKind::Trigger:
      case ObjectKind::Routine:
      case ObjectKind::Policy:
        return true;  // the reader has refused them
    }
    return true;
  }

 private:
  bool missing(std::string_view what) const {
    return change_.error(fmt::format("{} \"{}\" does not exist", what, display(comment_.name)));
  }

  template <class T>
  bool set(std::map<QualifiedName, T>& objects, const QualifiedName& name) const {
    auto found = objects.find(name);
    if (found == objects.end()) return false;
    found->second.comment = comment_.text;
    return true;
  }
  template <class T>
  bool on(std::map<QualifiedName, T>& objects, const QualifiedName& name, const char* what) const {
    return set(objects, name) || missing(what);
  }

  bool on_type() const {
    auto& schema = catalog_.schema();
    auto name = catalog_.type_name(comment_.name);
    return set(schema.enums, name) || set(schema.composites, name) || set(schema.ranges, name) ||
           set(schema.domains, name) || missing("type");
  }

  /// `public` is in the graph only for a comment that is not the one it has anyway.
  bool on_schema() const {
    auto& namespaces = catalog_.schema().namespaces;
    QualifiedName name{"", comment_.name.name};
    if (name.name != "public") return on(namespaces, name, "schema");
    namespaces.erase(name);
    if (!comment_.text || comment_.text == "standard public schema") return true;
    Namespace object;
    object.name = name;
    object.comment = comment_.text;
    put(namespaces, std::move(object));
    return true;
  }

  bool on_extension() const {
    if (comment_.name.name == "plpgsql") return true;
    for (auto& [name, extension] : catalog_.schema().extensions) {
      if (extension.name.name != comment_.name.name) continue;
      bool own = comment_.text && *comment_.text == own_comment(extension.name.name);
      extension.comment = own ? std::nullopt : comment_.text;
      return true;
    }
    return missing("extension");
  }

  bool on_index() const {
    auto name = catalog_.relation_name(comment_.name);
    const auto* relation = catalog_.find_relation(name);
    if (relation == nullptr || relation->kind != Catalog::Kind::Index) return missing("index");
    for (auto& index : catalog_.find_table(relation->table)->indexes) {
      if (index.name != name.name) continue;
      index.comment = comment_.text;
      return true;
    }
    return change_.error(
        fmt::format("index \"{}\" is of a constraint: a comment on it is not read "
                    "yet, only one on the constraint",
                    display(name)));
  }

  bool on_part(const CommentOn::Part& part) const {
    if (comment_.kind == ObjectKind::Domain) return on_domain_constraint(part);
    auto* table = change_.table(comment_.name);
    if (table == nullptr) return false;
    return part.kind == PartKind::Column ? on_column(*table, part) : on_constraint(*table, part);
  }

  bool on_column(Table& table, const CommentOn::Part& part) const {
    if (auto* column = find_column(table, part.name)) {
      column->comment = comment_.text;
      return true;
    }
    return change_.error(
        fmt::format("table \"{}\" has no column \"{}\"", display(table.name), part.name));
  }

  bool on_constraint(Table& table, const CommentOn::Part& part) const {
    bool found = false;
    for_each_constraint(table, [&](auto& constraint) {
      if (constraint.name != part.name) return;
      constraint.comment = comment_.text;
      found = true;
    });
    if (found) return true;
    return change_.error(
        fmt::format("table \"{}\" has no constraint \"{}\"", display(table.name), part.name));
  }

  bool on_domain_constraint(const CommentOn::Part& part) const {
    auto found = catalog_.schema().domains.find(catalog_.type_name(comment_.name));
    if (found == catalog_.schema().domains.end()) return missing("domain");
    for (auto& check : found->second.checks) {
      if (check.name != part.name) continue;
      check.comment = comment_.text;
      return true;
    }
    return change_.error(
        fmt::format("domain \"{}\" has no constraint \"{}\"", display(comment_.name), part.name));
  }

  const Change& change_;
  const CommentOn& comment_;
  Catalog& catalog_;
};

}  // namespace

void apply(Change& change, const CommentOn& comment) {
  if (change.is_temporary(comment.name)) return;
  Commenting(change, comment).run();
}

}  // namespace athanor::postgresql
