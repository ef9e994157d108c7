#include "grammar/alembic/evaluation/given.hpp"

namespace athanor::alembic {
namespace {

const Arguments& arguments_of(const Value& value) {
  return std::get<MadeValue>(value.kind).made->arguments;
}

Given given_of(const Value& value, Interpreter& interpreter) {
  return {arguments_of(value), class_of(value).name, interpreter};
}

SaIdentity identity(const Value& value, Interpreter& interpreter) {
  auto given = given_of(value, interpreter);
  SaIdentity out;
  out.place = given.place();
  for (const char* name : {"always", "on_null", "start", "increment", "minvalue", "maxvalue",
                           "nominvalue", "nomaxvalue", "cycle", "cache", "order"}) {
    if (const auto* one = given.next(name)) {
      out.options.push_back({name, argument(*one, interpreter, given.place())});
    }
  }
  given.finish();
  return out;
}

SaComputed computed(const Value& value, Interpreter& interpreter) {
  auto given = given_of(value, interpreter);
  SaComputed out{expression(given.required("sqltext"), interpreter, given.place()), std::nullopt,
                 given.place()};
  out.persisted = given.flag(given.next("persisted"), "persisted");
  given.finish();
  return out;
}

SaSequence sequence(const Value& value, Interpreter& interpreter) {
  auto given = given_of(value, interpreter);
  SaSequence out;
  out.place = given.place();
  out.name = given.text(given.required("name"), "name");
  out.schema = given.optional_text(given.keyword("schema"), "schema");
  given.ignore({"metadata"});
  out.options = given.others();
  given.finish();
  return out;
}

SaForeignKey foreign_key(const Value& value, Interpreter& interpreter) {
  auto given = given_of(value, interpreter);
  SaForeignKey out;
  out.place = given.place();
  out.target = given.text(given.required("column"), "column");
  out.name = given.item_name(given.keyword("name"));
  out.rules = key_rules(given);
  out.use_alter = given.flag(given.keyword("use_alter"), "use_alter");
  out.link_to_name = given.flag(given.keyword("link_to_name"), "link_to_name");
  given.ignore({"info", "comment"});
  out.keywords = given.others();
  given.finish();
  return out;
}

SaCheck check(const Value& value, Interpreter& interpreter) {
  auto given = given_of(value, interpreter);
  SaCheck out;
  out.place = given.place();
  out.condition = expression(given.required("sqltext"), interpreter, given.place());
  out.name = given.item_name(given.next("name"));
  out.deferrable = given.flag(given.next("deferrable"), "deferrable");
  out.initially = given.optional_text(given.next("initially"), "initially");
  given.ignore({"info", "comment"});
  out.keywords = given.others();
  given.finish();
  return out;
}

/// The parts that a key's and a unique constraint have in common.
template <class T>
T key_constraint(const Value& value, Interpreter& interpreter) {
  auto given = given_of(value, interpreter);
  T out;
  out.place = given.place();
  for (const auto& one : given.rest()) out.columns.push_back(given.text(one, "columns"));
  out.name = given.item_name(given.keyword("name"));
  out.deferrable = given.flag(given.keyword("deferrable"), "deferrable");
  out.initially = given.optional_text(given.keyword("initially"), "initially");
  given.ignore({"info", "comment"});
  out.keywords = given.others();
  given.finish();
  return out;
}

SaForeignKeyConstraint foreign_key_constraint(const Value& value, Interpreter& interpreter) {
  auto given = given_of(value, interpreter);
  SaForeignKeyConstraint out;
  out.place = given.place();
  out.columns = given.texts(given.required("columns"), "columns");
  out.targets = given.texts(given.required("refcolumns"), "refcolumns");
  out.name = given.item_name(given.next("name"));
  out.rules = key_rules(given);
  out.use_alter = given.flag(given.keyword("use_alter"), "use_alter");
  given.ignore({"info", "comment", "link_to_name"});
  out.keywords = given.others();
  given.finish();
  return out;
}

SaIndex index(const Value& value, Interpreter& interpreter) {
  auto given = given_of(value, interpreter);
  SaIndex out;
  out.place = given.place();
  out.name = given.item_name(&given.required("name"));
  out.elements = index_elements(given.rest(), interpreter, given.place());
  out.unique = given.flag(given.keyword("unique"), "unique").value_or(false);
  given.ignore({"info", "quote"});
  out.keywords = given.others();
  given.finish();
  return out;
}

Autoincrement autoincrement(const Value* value, const Given& given) {
  if (!value) return Autoincrement::Auto;
  if (const auto* known = std::get_if<bool>(&value->kind)) {
    return *known ? Autoincrement::Yes : Autoincrement::No;
  }
  auto word = given.text(*value, "autoincrement");
  if (word == "auto") return Autoincrement::Auto;
  if (word == "ignore_fk") return Autoincrement::IgnoreForeignKeys;
  given.refuse("autoincrement");
}

/// `sa.Column(...)` and `sa.column(...)`
class ColumnReader {
 public:
  ColumnReader(const Value& value, Interpreter& interpreter)
      : interpreter_(interpreter), given_(given_of(value, interpreter)) {}

  SaColumn read() {
    out_.place = given_.place();
    auto positional = given_.rest();
    std::size_t first = 0;
    if (!positional.empty() && text_of(positional[0])) out_.name = *text_of(positional[first++]);
    if (const auto* name = given_.keyword("name")) out_.name = given_.text(*name, "name");
    if (const auto* it = given_.keyword("type_")) {
      out_.type = type(*it, interpreter_, given_.place());
    }
    for (; first < positional.size(); ++first) take(positional[first]);
    keywords();
    if (out_.name.empty()) given_.refuse("name");
    return std::move(out_);
  }

 private:
  void take(const Value& value) {
    auto name = class_of(value).name;
    if (is_none(value)) return;
    if (is_type(value)) {
      out_.type = type(value, interpreter_, given_.place());
    } else if (name == "ForeignKey") {
      out_.foreign_keys.push_back(foreign_key(value, interpreter_));
    } else if (name == "CheckConstraint") {
      out_.checks.push_back(check(value, interpreter_));
    } else if (name == "Sequence") {
      out_.sequence = sequence(value, interpreter_);
    } else {
      out_.server_default = server_default(value, interpreter_, given_.place());
    }
  }

  void keywords() {
    auto flag = [&](const char* name) { return given_.flag(given_.keyword(name), name); };
    if (const auto* value = given_.keyword("server_default"); value && !is_none(*value)) {
      out_.server_default = server_default(*value, interpreter_, given_.place());
    }
    python_default();
    out_.nullable = flag("nullable");
    out_.primary_key = flag("primary_key").value_or(false);
    out_.autoincrement = autoincrement(given_.keyword("autoincrement"), given_);
    out_.unique = flag("unique");
    out_.index = flag("index");
    out_.comment = given_.optional_text(given_.keyword("comment"), "comment");
    out_.quote = flag("quote");
    out_.system = flag("system").value_or(false);
    given_.ignore({"info", "doc", "key", "onupdate", "server_onupdate", "insert_default"});
    out_.keywords = given_.others();
    given_.finish();
  }

  /// A default that Python would compute makes no difference to the table.
  void python_default() {
    const auto* value = given_.keyword("default");
    if (!value || is_none(*value)) return;
    try {
      out_.default_value = argument(*value, interpreter_, given_.place());
    } catch (const NotKnown&) {
      out_.default_value = std::nullopt;
    }
  }

  Interpreter& interpreter_;
  Given given_;
  SaColumn out_;
};

}  // namespace

ServerDefault server_default(const Value& value, Interpreter& interpreter, const Place& place) {
  if (const auto* known = text_of(value)) return *known;
  if (is_made(value, "Identity")) return identity(value, interpreter);
  if (is_made(value, "Computed")) return computed(value, interpreter);
  if (is_made(value, "FetchedValue")) return SaFetchedValue{};
  if (is_made(value, "DefaultClause") && arguments_of(value).positional.size() == 1) {
    return server_default(arguments_of(value).positional[0], interpreter, place);
  }
  if (!std::holds_alternative<MadeValue>(value.kind) || is_type(value)) {
    throw NotKnown("a server_default that is " + kind_of(value), place);
  }
  return expression(value, interpreter, place);
}

SaColumn column(const Value& value, Interpreter& interpreter, const Place& place) {
  if (!is_made(value, "Column") && !is_made(value, "column")) {
    throw NotKnown("a column that is " + kind_of(value), place);
  }
  return ColumnReader(value, interpreter).read();
}

TableItem table_item(const Value& value, Interpreter& interpreter, const Place& place) {
  auto name = std::holds_alternative<MadeValue>(value.kind) ? class_of(value).name : "";
  if (name == "Column" || name == "column") return column(value, interpreter, place);
  if (name == "PrimaryKeyConstraint") {
    return key_constraint<SaPrimaryKeyConstraint>(value, interpreter);
  }
  if (name == "UniqueConstraint") return key_constraint<SaUniqueConstraint>(value, interpreter);
  if (name == "ForeignKeyConstraint") return foreign_key_constraint(value, interpreter);
  if (name == "CheckConstraint") return check(value, interpreter);
  if (name == "Index") return index(value, interpreter);
  if (name == "ExcludeConstraint") {
    auto given = given_of(value, interpreter);
    auto out = exclude_constraint(given);
    out.name = given.item_name(given.keyword("name"));
    out.keywords = given.others();
    return out;
  }
  throw NotKnown("an item of a table that is " + (name.empty() ? kind_of(value) : name), place);
}

std::vector<TableItem> table_items(const Values& values, Interpreter& interpreter,
                                   const Place& place) {
  std::vector<TableItem> out;
  for (const auto& value : values) {
    if (!is_none(value)) out.push_back(table_item(value, interpreter, place));
  }
  return out;
}

SaTable table(const Value& value, Interpreter& interpreter, const Place& place) {
  if (!is_made(value, "Table") && !is_made(value, "table")) {
    throw NotKnown("a table that is " + kind_of(value), place);
  }
  auto given = given_of(value, interpreter);
  SaTable out;
  out.place = given.place();
  out.name = given.text(given.required("name"), "name");
  auto rest = given.rest();
  if (!rest.empty() && is_made(rest[0], "MetaData")) rest.erase(rest.begin());
  out.items = table_items(rest, interpreter, place);
  out.schema = given.optional_text(given.keyword("schema"), "schema");
  out.comment = given.optional_text(given.keyword("comment"), "comment");
  if (const auto* prefixes = given.keyword("prefixes")) {
    out.prefixes = given.texts(*prefixes, "prefixes");
  }
  given.ignore({"info", "extend_existing", "keep_existing", "implicit_returning"});
  out.keywords = given.others();
  given.finish();
  return out;
}

KeyRules key_rules(Given& given) {
  KeyRules out;
  out.on_update = given.optional_text(given.keyword("onupdate"), "onupdate");
  out.on_delete = given.optional_text(given.keyword("ondelete"), "ondelete");
  out.match = given.optional_text(given.keyword("match"), "match");
  out.deferrable = given.flag(given.keyword("deferrable"), "deferrable");
  out.initially = given.optional_text(given.keyword("initially"), "initially");
  return out;
}

std::vector<IndexElement> index_elements(const Values& values, Interpreter& interpreter,
                                         const Place& place) {
  std::vector<IndexElement> out;
  for (const auto& value : values) {
    if (const auto* known = text_of(value)) {
      out.emplace_back(*known);
    } else {
      out.emplace_back(expression(value, interpreter, place));
    }
  }
  return out;
}

SaExcludeConstraint exclude_constraint(Given& given) {
  SaExcludeConstraint out;
  out.place = given.place();
  for (const auto& value : given.rest()) {
    const auto* pair = std::get_if<TupleValue>(&value.kind);
    if (!pair || pair->items->size() != 2) given.refuse("elements");
    ExcludeElement element;
    const auto& what = (*pair->items)[0];
    if (const auto* known = text_of(what)) {
      element.element = *known;
    } else {
      element.element = expression(what, given.interpreter(), given.place());
    }
    element.op = given.text((*pair->items)[1], "elements");
    out.elements.push_back(std::move(element));
  }
  out.using_method = given.optional_text(given.keyword("using"), "using");
  if (const auto* where = given.keyword("where"); where && !is_none(*where)) {
    out.where = expression(*where, given.interpreter(), given.place());
  }
  out.deferrable = given.flag(given.keyword("deferrable"), "deferrable");
  out.initially = given.optional_text(given.keyword("initially"), "initially");
  return out;
}

}  // namespace athanor::alembic
