#include <algorithm>

#include "grammar/alembic/evaluation/interpreter.hpp"
#include "schema/overloaded.hpp"

namespace athanor::alembic {
namespace {

using Entries = std::vector<std::pair<std::string, Value>>;

Value some(const char* what) {
  return {SomeText{what}};
}
Value name_of(const std::optional<std::string>& name) {
  return name ? text(*name) : Value{};
}

/// One question of a script to the inspector, answered from the graph.
class Question {
 public:
  Question(const std::string& name, const Arguments& arguments, InspectorCache& cache,
           Interpreter& interpreter)
      : name_(name),
        arguments_(arguments),
        cache_(cache),
        interpreter_(interpreter),
        heap_(interpreter.heap()),
        habits_(interpreter.host().habits()) {
    for (const auto& [keyword, value] : arguments.keywords) {
      static_cast<void>(value);
      if (keyword != "schema" && keyword != "table_name" && keyword != "index_name" &&
          keyword != "sequence_name") {
        unsure();
      }
    }
    schema_ = interpreter.host().schema();
    if (!schema_) unsure();
  }

  Value answer() {
    if (name_ == "has_table") return {find_table() != nullptr || has_view(table_name())};
    if (name_ == "has_index") return {has_index()};
    if (name_ == "has_sequence") return {has_sequence()};
    if (name_ == "has_schema") return {has_schema()};
    if (auto out = of_database()) return *out;
    if (name_ == "get_columns") return columns(table());
    if (name_ == "get_indexes") return indexes(table());
    if (name_ == "get_pk_constraint") return primary_key(table());
    if (name_ == "get_foreign_keys") return foreign_keys(table());
    if (name_ == "get_unique_constraints") return uniques(table());
    if (name_ == "get_check_constraints") return checks(table());
    if (name_ == "get_table_comment") return dict({{"text", name_of(table().comment)}});
    unsure();
  }

 private:
  [[noreturn]] void unsure() const {
    throw NotKnown("call of inspector." + name_, arguments_.place);
  }

  Value untold(const char* what) const { return {NeedsPython{what, arguments_.place}}; }

  Value dict(Entries entries) {
    Pairs out;
    for (auto& [key, value] : entries) out.emplace_back(text(key), std::move(value));
    return heap_.dict(std::move(out));
  }

  Value names(const std::vector<std::string>& names) {
    Values out;
    for (const auto& name : names) out.push_back(text(name));
    return heap_.list(std::move(out));
  }

  std::string text_argument(std::size_t position, const char* name) const {
    const auto* value = arguments_.at(position, name);
    const auto* known = value ? text_of(*value) : nullptr;
    if (!known) unsure();
    return *known;
  }

  /// The schema asked about, as a graph names it.
  std::string schema_argument(std::size_t position) const {
    const auto* value = arguments_.at(position, "schema");
    if (!value || std::holds_alternative<NoneValue>(value->kind)) return "";
    const auto* known = text_of(*value);
    if (!known) unsure();
    return *known == habits_.default_schema ? "" : *known;
  }

  bool same_name(const std::string& a, const std::string& b) const {
    return habits_.table_case == InspectorHabits::Case::Ignored ? ascii_iequals(a, b) : a == b;
  }

  template <class T>
  const T* find_in(const std::map<QualifiedName, T>& objects, const std::string& name,
                   const std::string& schema) const {
    for (const auto& [key, object] : objects) {
      if (key.schema == schema && same_name(key.name, name)) return &object;
    }
    return nullptr;
  }

  std::string table_name() const { return text_argument(0, "table_name"); }

  bool has_view(const std::string& name) const {
    auto schema = schema_argument(1);
    return find_in(schema_->views, name, schema) ||
           find_in(schema_->materialized_views, name, schema) ||
           find_in(schema_->virtual_tables, name, schema);
  }

  /// Null where there is none, for certain. An inspector tells what it told before, whatever has
  /// changed since; of has_table only from SQLAlchemy 2.0 on.
  const Table* find_table() {
    auto name = table_name();
    auto schema = schema_argument(name_ == "has_index" ? 2 : 1);
    const auto* found = find_in(schema_->tables, name, schema);
    if (!found && interpreter_.host().may_hide(name)) unsure();
    auto what = name_ == "has_index" ? std::string("get_indexes") : name_;
    auto [known, first] = cache_.tables.try_emplace({what, schema, name});
    if (first && found) known->second = *found;
    if (name_ == "has_table" && known->second.has_value() != (found != nullptr)) unsure();
    return known->second ? &*known->second : nullptr;
  }

  const Table& table() {
    const auto* found = find_table();
    if (found) return *found;
    if (has_view(table_name())) unsure();
    throw Raised("sqlalchemy.exc.NoSuchTableError", arguments_.place);
  }

  /// Of indexes that are the constraints' own, those that get_indexes shows.
  bool shows(const Unique& unique) const {
    return habits_.uniques == InspectorHabits::Uniques::Indexes && unique.name;
  }

  bool has_index() {
    const auto* found = find_table();
    if (!found) return false;
    auto wanted = text_argument(1, "index_name");
    auto is_it = [&](const auto& item) { return item.name == wanted; };
    return std::any_of(found->indexes.begin(), found->indexes.end(), is_it) ||
           std::any_of(found->uniques.begin(), found->uniques.end(),
                       [&](const Unique& unique) { return shows(unique) && is_it(unique); });
  }

  bool has_sequence() {
    auto name = text_argument(0, "sequence_name");
    if (find_in(schema_->sequences, name, schema_argument(1))) return true;
    // Those of identity columns are not in a graph by name.
    for (const auto& [key, table] : schema_->tables) {
      for (const auto& column : table.columns) {
        if (column.identity) unsure();
      }
    }
    return false;
  }

  bool has_schema() const {
    auto name = text_argument(0, "schema_name");
    return name == habits_.default_schema || schema_->namespaces.count({"", name}) != 0;
  }

  template <class T>
  std::vector<std::string> names_of(const std::map<QualifiedName, T>& objects) const {
    auto schema = schema_argument(0);
    std::vector<std::string> out;
    for (const auto& [key, object] : objects) {
      if (key.schema == schema) out.push_back(key.name);
    }
    return out;
  }

  std::optional<Value> of_database() {
    std::tuple<std::string, std::string, std::string> key{name_, "", ""};
    if (auto known = cache_.answers.find(key); known != cache_.answers.end()) return known->second;
    auto out = asked_of_database();
    if (out) cache_.answers.emplace(key, *out);
    return out;
  }

  std::optional<Value> asked_of_database() {
    if (name_ == "get_table_names") {
      if (interpreter_.host().may_hide("")) unsure();
      return names(names_of(schema_->tables));
    }
    if (name_ == "get_view_names" && !interpreter_.host().may_hide("")) {
      return names(names_of(schema_->views));
    }
    if (name_ == "get_materialized_view_names" && !interpreter_.host().may_hide("")) {
      return names(names_of(schema_->materialized_views));
    }
    if (name_ == "get_enums") return enums();
    if (name_ == "get_schema_names") {
      // PostgreSQL's own schemas are among them, and in no graph: only a search is certain.
      std::vector<std::string> out{habits_.default_schema, "information_schema"};
      for (const auto& [key, object] : schema_->namespaces) out.push_back(key.name);
      return names(out);
    }
    return std::nullopt;
  }

  Value enums() {
    auto schema = schema_argument(0);
    Values out;
    for (const auto& [key, type] : schema_->enums) {
      if (key.schema != schema) continue;
      std::vector<std::string> labels;
      for (const auto& value : type.values) labels.push_back(value);
      out.push_back(dict({{"name", text(key.name)},
                          {"schema", text(schema.empty() ? habits_.default_schema : schema)},
                          {"visible", {schema.empty()}},
                          {"labels", names(labels)}}));
    }
    return heap_.list(std::move(out));
  }

  bool is_key(const Table& table, const Column& column) const {
    if (!table.primary_key) return false;
    const auto& columns = table.primary_key->columns;
    return std::any_of(columns.begin(), columns.end(),
                       [&](const KeyColumn& key) { return key.name == column.name; });
  }

  Value columns(const Table& table) {
    Values out;
    for (const auto& column : table.columns) {
      bool is_default = column.default_value.has_value();
      Entries entries{{"name", text(column.name)},
                      {"type", {TypeValue{column.native_type.value_or(column.type)}}},
                      {"nullable", {column.nullable.value_or(!is_key(table, column))}},
                      {"default", is_default ? some("default of a column") : Value{}},
                      {"autoincrement", untold("autoincrement of a column")},
                      {"primary_key", untold("place of a column in the key")},
                      {"comment", name_of(column.comment)}};
      if (column.generated) entries.emplace_back("computed", untold("a computed column"));
      if (column.identity) entries.emplace_back("identity", untold("an identity column"));
      out.push_back(dict(std::move(entries)));
    }
    return heap_.list(std::move(out));
  }

  static std::vector<std::string> key_names(const std::vector<KeyColumn>& columns) {
    std::vector<std::string> out;
    for (const auto& column : columns) out.push_back(column.name);
    return out;
  }

  Value indexes(const Table& table) {
    Values out;
    for (const auto& index : table.indexes) {
      Values columns;
      for (const auto& element : index.elements) {
        const auto* column = std::get_if<std::string>(&element.what);
        columns.push_back(column ? text(*column) : Value{});
      }
      out.push_back(dict({{"name", text(index.name)},
                          {"unique", {index.unique}},
                          {"column_names", heap_.list(std::move(columns))},
                          {"dialect_options", untold("options of an index")}}));
    }
    bool shown = habits_.uniques == InspectorHabits::Uniques::Indexes;
    if (shown && !table.exclusions.empty()) unsure();
    for (const auto& unique : table.uniques) {
      if (!shows(unique)) continue;
      out.push_back(dict({{"name", name_of(unique.name)},
                          {"unique", {true}},
                          {"column_names", names(key_names(unique.columns))},
                          {"duplicates_constraint", name_of(unique.name)}}));
    }
    return heap_.list(std::move(out));
  }

  Value primary_key(const Table& table) {
    const auto& key = table.primary_key;
    return dict(
        {{"constrained_columns", names(key ? key_names(key->columns) : std::vector<std::string>{})},
         {"name", key ? name_of(key->name) : Value{}}});
  }

  Value foreign_keys(const Table& table) {
    Values out;
    for (const auto& key : table.foreign_keys) {
      auto schema = key.table.schema.empty() ? Value{} : text(key.table.schema);
      out.push_back(dict({{"name", name_of(key.name)},
                          {"constrained_columns", names(key.columns)},
                          {"referred_schema", schema},
                          {"referred_table", text(key.table.name)},
                          {"referred_columns", names(key.referenced)},
                          {"options", untold("options of a foreign key")}}));
    }
    return heap_.list(std::move(out));
  }

  Value uniques(const Table& table) {
    Values out;
    for (const auto& unique : table.uniques) {
      out.push_back(dict(
          {{"name", name_of(unique.name)}, {"column_names", names(key_names(unique.columns))}}));
    }
    return heap_.list(std::move(out));
  }

  Value checks(const Table& table) {
    Values out;
    for (const auto& check : table.checks) {
      out.push_back(dict({{"name", name_of(check.name)}, {"sqltext", some("text of a check")}}));
    }
    return heap_.list(std::move(out));
  }

  const std::string& name_;
  const Arguments& arguments_;
  InspectorCache& cache_;
  Interpreter& interpreter_;
  Heap& heap_;
  InspectorHabits habits_;
  const Schema* schema_ = nullptr;
};

}  // namespace

Value inspector_method(const InspectorValue& inspector, const std::string& name,
                       const Arguments& arguments, Interpreter& interpreter) {
  if (name == "clear_cache") {
    *inspector.cache = {};
    return {};
  }
  return Question(name, arguments, *inspector.cache, interpreter).answer();
}

}  // namespace athanor::alembic
