#include <fmt/format.h>

#include "schema/model/read_parts.hpp"

namespace athanor::model {

std::optional<VirtualTable> read_virtual_table(const Object& object, QualifiedName name) {
  if (!object.complete(Group::VirtualTable)) return std::nullopt;
  return VirtualTable{std::move(name), object.text("module").value_or(""),
                      object.texts("arguments"), object.place()};
}

std::optional<Sequence> read_sequence(const Object& object, QualifiedName name) {
  Sequence sequence;
  sequence.name = std::move(name);
  sequence.options = read_sequence_options(object);
  sequence.unlogged = object.boolean("unlogged").value_or(false);
  sequence.comment = object.text("comment");
  sequence.renamed_from = object.name("renamed_from");
  sequence.place = object.place();
  auto owner = object.text("owned_by");
  if (!owner) return sequence;
  if (auto column = parse_table_column(*owner)) {
    sequence.owner_table = column->table;
    sequence.owner_column = column->column;
  } else {
    object.scope().out.error(object.place_of("owned_by"),
                             fmt::format("malformed column \"{}\"", *owner),
                             {"it is written \"table.column\""});
  }
  return sequence;
}

std::optional<View> read_view(const Object& object, QualifiedName name) {
  if (!object.complete(Group::View)) return std::nullopt;
  View view;
  view.name = std::move(name);
  view.columns = object.texts("columns");
  view.query = object.body("sql").value_or(Body{});
  view.options = object.scalars("options");
  view.check_option = object.text("check_option");
  view.triggers = read_triggers(object, nullptr);
  view.depends_on = object.names("depends_on");
  view.comment = object.text("comment");
  view.renamed_from = object.name("renamed_from");
  view.place = object.place();
  return view;
}

std::optional<MaterializedView> read_materialized_view(const Object& object, QualifiedName name) {
  if (!object.complete(Group::MaterializedView)) return std::nullopt;
  MaterializedView view;
  view.name = std::move(name);
  view.columns = object.texts("columns");
  view.query = object.body("sql").value_or(Body{});
  view.indexes = read_indexes(object, nullptr);
  view.with = object.scalars("with");
  view.tablespace = object.text("tablespace");
  view.access_method = object.text("access_method");
  view.populated = object.boolean("populated").value_or(true);
  view.depends_on = object.names("depends_on");
  view.comment = object.text("comment");
  view.renamed_from = object.name("renamed_from");
  view.place = object.place();
  return view;
}

std::optional<Routine> read_routine(const Object& object, QualifiedName name) {
  Routine routine;
  routine.kind = object.choice("kind", kRoutineWords).value_or(routine.kind);
  routine.arguments =
      object.text("arguments").value_or(std::string(signature_arguments(name.name)));
  routine.name = std::move(name);
  routine.returns = object.text("returns");
  routine.language = object.text("language").value_or(routine.language);
  routine.body = object.body("body").value_or(Body{});
  routine.options = read_options(object, Group::Function);
  routine.comment = object.text("comment");
  routine.place = object.place();
  return routine;
}

std::optional<Extension> read_extension(const Object& object, const std::string& name) {
  return Extension{{object.text("schema").value_or(""), name},
                   object.text("version"),
                   object.text("comment"),
                   object.place()};
}

std::optional<Namespace> read_namespace(const Object& object, const std::string& name) {
  std::optional<QualifiedName> renamed_from;
  if (auto before = object.text("renamed_from")) renamed_from = QualifiedName{"", *before};
  return Namespace{{"", name},
                   object.text("owner"),
                   object.text("comment"),
                   std::move(renamed_from),
                   object.place()};
}

std::optional<Grant> read_grant(const Object& object) {
  if (!object.complete(Group::Grant)) return std::nullopt;
  return Grant{object.texts("privileges"), object.text("on").value_or(""), object.texts("to"),
               object.boolean("grantable").value_or(false), object.place()};
}

}  // namespace athanor::model
