#include "grammar/sqlite/object_reader.hpp"

#include "schema/sql_text.hpp"

namespace athanor::sqlite {
namespace {

IndexElement read_element(const Written& written, SQLiteParser::Indexed_columnContext* node) {
  IndexElement element;
  element.order = sort_order(node->order);
  if (node->NULLS() != nullptr) {
    written.error(node->NULLS()->getSymbol(), "NULLS FIRST and LAST cannot stand in an index");
  }
  if (auto column = bare_column(written, node->expr())) {
    element.what = std::move(column->name);
    element.collation = std::move(column->collation);
    return element;
  }
  auto* operand = node->expr()->value;
  bool collated = operand != nullptr && operand->collation != nullptr;
  if (collated) element.collation = written.name(operand->collation);
  element.what = collated ? written.expression(operand->left) : written.expression(node->expr());
  return element;
}

std::optional<Trigger::Timing> timing(SQLiteParser::Trigger_definitionContext* definition) {
  if (definition->BEFORE() != nullptr) return Trigger::Timing::Before;
  if (definition->AFTER() != nullptr) return Trigger::Timing::After;
  if (definition->INSTEAD() != nullptr) return Trigger::Timing::InsteadOf;
  return std::nullopt;
}

Trigger::Event event(SQLiteParser::Trigger_eventContext* node) {
  switch (node->start->getType()) {
    case SQLiteParser::DELETE:
      return Trigger::Event::Delete;
    case SQLiteParser::INSERT:
      return Trigger::Event::Insert;
    default:
      return Trigger::Event::Update;
  }
}

/// All between BEGIN and END, comments at both ends included.
Body trigger_body(const Written& written, SQLiteParser::Trigger_definitionContext* definition) {
  auto* begin = definition->BEGIN()->getSymbol();
  auto from = begin->getStopIndex() + 1;
  auto to = definition->END()->getSymbol()->getStartIndex();
  auto body = trim(written.parsing().text().substr(from, to - from));
  return {std::string(body), written.place(definition->statement(0)->start)};
}

std::vector<std::string> module_arguments(
    const Written& written, SQLiteParser::Virtual_table_definitionContext* definition) {
  std::vector<std::string> arguments;
  for (auto* node : definition->module_argument()) {
    if (!node->children.empty()) arguments.emplace_back(written.exact(node));
  }
  return arguments;
}

}  // namespace

bool is_temporary(QualifiedName& name, SQLiteParser::CreatedContext* created) {
  bool temporary = created->TEMP() != nullptr || created->TEMPORARY() != nullptr;
  if (name.schema == "temp") temporary = true;
  if (temporary) name.schema.clear();
  return temporary;
}

CreateIndex read_index(const Written& written, SQLiteParser::CreatedContext* created) {
  auto* definition = created->index_definition();
  CreateIndex out;
  auto name = written.qualified(definition->full_name());
  out.table = {name.schema, written.name(definition->table)};
  out.if_not_exists = definition->if_not_exists() != nullptr;
  out.index.name = std::move(name.name);
  out.index.place = written.place(Written::own_name(definition->full_name()));
  out.index.comment = written.comment_after(Written::own_name(definition->full_name()));
  out.index.unique = created->UNIQUE() != nullptr;
  for (auto* node : definition->indexed_column()) {
    out.index.elements.push_back(read_element(written, node));
  }
  if (definition->where != nullptr) out.index.where = written.expression(definition->where);
  return out;
}

Create<View> read_view(const Written& written, SQLiteParser::CreatedContext* created) {
  auto* definition = created->view_definition();
  Create<View> out;
  out.object.name = written.qualified(definition->full_name());
  out.temporary = is_temporary(out.object.name, created);
  out.object.place = written.place(Written::own_name(definition->full_name()));
  out.object.columns = written.names(definition->name_list());
  auto* query = definition->query();
  out.object.query = {std::string(written.exact(query)), written.place(query->start)};
  out.if_not_exists = definition->if_not_exists() != nullptr;
  return out;
}

CreateTrigger read_trigger(const Written& written, SQLiteParser::CreatedContext* created) {
  auto* definition = created->trigger_definition();
  CreateTrigger out;
  auto name = written.qualified(definition->full_name(0));
  out.temporary = is_temporary(name, created);
  out.table = written.qualified(definition->table);
  if (out.table.schema.empty()) out.table.schema = name.schema;
  out.if_not_exists = definition->if_not_exists() != nullptr;
  auto& trigger = out.trigger;
  trigger.name = std::move(name.name);
  trigger.place = written.place(Written::own_name(definition->full_name(0)));
  trigger.timing = timing(definition);
  trigger.events = {event(definition->trigger_event())};
  for (auto* column : definition->trigger_event()->name()) {
    trigger.update_columns.push_back(written.name(column));
  }
  if (definition->FOR() != nullptr) trigger.level = Trigger::Level::Row;
  if (definition->condition != nullptr) {
    trigger.condition = written.expression(definition->condition);
  }
  trigger.body = trigger_body(written, definition);
  return out;
}

Create<VirtualTable> read_virtual_table(const Written& written,
                                        SQLiteParser::CreatedContext* created) {
  auto* definition = created->virtual_table_definition();
  Create<VirtualTable> out;
  out.object.name = written.qualified(definition->full_name());
  out.temporary = is_temporary(out.object.name, created);
  out.object.place = written.place(Written::own_name(definition->full_name()));
  out.object.module = written.name(definition->module);
  out.object.arguments = module_arguments(written, definition);
  out.if_not_exists = definition->if_not_exists() != nullptr;
  return out;
}

}  // namespace athanor::sqlite
