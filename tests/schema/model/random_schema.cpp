#include "random_schema.hpp"

#include <algorithm>
#include <random>
#include <set>

namespace athanor::testing {
namespace {

class Generator {
 public:
  explicit Generator(std::uint64_t seed) : random_(seed) {}

  Schema schema() {
    Schema schema;
    several(5, [&] { add_table(schema); });
    for (auto& [name, table] : schema.tables) add_foreign_keys(schema, table);
    several(2, [&] { put_relation(schema, schema.virtual_tables, virtual_table()); });
    several(2, [&] { put_relation(schema, schema.views, view()); });
    several(2, [&] { put_relation(schema, schema.materialized_views, materialized_view()); });
    several(2, [&] { put_relation(schema, schema.sequences, sequence(schema)); });
    several(2, [&] { put_type(schema.enums, enum_type()); });
    several(2, [&] { put_type(schema.domains, domain()); });
    several(2, [&] { put_type(schema.composites, composite()); });
    several(2, [&] { put_type(schema.ranges, range()); });
    several(2, [&] { put(schema.collations, collation()); });
    several(2, [&] { put(schema.namespaces, name_space()); });
    several(2, [&] { add_extension(schema); });
    several(2, [&] { put(schema.routines, routine()); });
    several(2, [&] { schema.grants.push_back({texts(1), text(), texts(1), chance(), {}}); });
    return schema;
  }

 private:
  std::size_t below(std::size_t end) {
    return std::uniform_int_distribution<std::size_t>(0, end - 1)(random_);
  }
  bool chance() { return below(2) == 0; }
  bool rarely() { return below(5) == 0; }

  template <class F>
  void several(std::size_t most, F make) {
    for (std::size_t i = below(most + 1); i > 0; --i) make();
  }

  template <class T>
  T one_of(std::initializer_list<T> all) {
    return *(all.begin() + static_cast<std::ptrdiff_t>(below(all.size())));
  }

  template <class T>
  std::optional<T> maybe(std::initializer_list<T> all) {
    return rarely() ? std::optional(one_of(all)) : std::nullopt;
  }

  std::string name() {
    static const char* const kNames[] = {
        "id",          "name",       "user_id",   "Email",       "order",
        "select",      "two words",  "it's",      "say \"hi\"",  "a.b",
        "a,b",         "x(y)",       "été",       "日本",        "",
        " lead",       "trail ",     "tab\there", "new\nline",   "a desc",
        "b collate c", "\"quoted\"", "sql",       "postgresql",  "sqlite",
        "columns",     "9lives",     "-dash",     "back\\slash", "$x",
        "nulls",       "#hash",      "[x]",       "{x}",         "=",
        "with",        "of",         "or",        "update",      "desc",
        "a = b",       "semi;colon", "views",     "\x01"};
    std::string base = kNames[below(std::size(kNames))];
    return chance() ? base : base + std::to_string(below(50));
  }

  std::string fresh_name(std::set<std::string>& taken) {
    for (;;) {
      auto candidate = name();
      if (taken.insert(ascii_lower(candidate)).second) return candidate;
    }
  }

  QualifiedName qualified() { return {chance() ? "" : name(), name()}; }

  std::string text() {
    static const char* const kTexts[] = {
        "",       "plain",   "it's \"both\"", "two\nlines",   "'''",
        "\"\"\"", "\\n",     "tab\t",         "trailing\n",   "\r\n",
        "\x7f",   "é 🙂", "  spaced  ",    "'''\"\"\"\n\\"};
    return kTexts[below(std::size(kTexts))];
  }

  /// A name from before, which nothing has now and nothing else had.
  std::string gone() { return "gone " + std::to_string(++gone_) + name(); }

  std::optional<std::string> maybe_text() {
    return rarely() ? std::optional(text()) : std::nullopt;
  }
  std::optional<std::string> maybe_name() {
    return rarely() ? std::optional(name()) : std::nullopt;
  }
  std::vector<std::string> texts(std::size_t least) {
    std::vector<std::string> all;
    for (std::size_t i = least + below(3); i > 0; --i) all.push_back(text());
    return all;
  }

  Options options(std::initializer_list<const char*> known) {
    Options all;
    if (!rarely()) return all;
    for (const char* key : known) {
      if (chance())
        all[key] = one_of<std::string>({"true", "false", "7", "-1", "007", "0.5", "x", "", "1e3"});
    }
    if (chance()) all["odd key." + name()] = text();
    return all;
  }

  Expression expression() {
    return {one_of<std::string>({"a > 0", "lower(x)", "'it''s'", "\"odd name\" || 'x  y'",
                                 "x like '%\\%'", "a with b", "value ~ '^[a-z]+$'", "id > 0",
                                 "name <> ''", "now()", "user_id between 1 and 2", "f(a, b) desc"}),
            {}};
  }
  std::optional<Expression> maybe_expression() {
    return rarely() ? std::optional(expression()) : std::nullopt;
  }

  Body body() {
    return {one_of<std::string>({"select 1", "select a,\n  b\nfrom t",
                                 "begin\n  x := '''a''';\nend", "a\\b\nc", "''' \"\"\"\n\\", "",
                                 "tab\there\nand \x01", "select ';' -- last\nfrom x"}),
            {}};
  }

  DataType type() {
    return one_of<DataType>({{{"", "integer"}, {}, 0},
                             {{"", "varchar"}, {"50"}, 0},
                             {{"", "numeric"}, {"10", "2"}, 1},
                             {{"", "timestamp with time zone"}, {"3"}, 0},
                             {{"billing", "amount"}, {}, 2},
                             {{"", "Odd Name"}, {}, 0},
                             {{"", "a.b"}, {}, 0},
                             {{"a b", "x(y)"}, {"1"}, 1},
                             {{"", "say \"hi\""}, {}, 0},
                             {{"", ""}, {}, 0},
                             {{"", "double precision"}, {}, 0}});
  }

  DefaultValue default_value() {
    using Kind = Literal::Kind;
    return one_of<DefaultValue>({Literal{},
                                 Literal{Kind::Boolean, "true"},
                                 Literal{Kind::Boolean, "false"},
                                 Literal{Kind::Integer, "0"},
                                 Literal{Kind::Integer, "-9223372036854775808"},
                                 Literal{Kind::Real, "1.50"},
                                 Literal{Kind::Real, "-0.0"},
                                 Literal{Kind::Real, "1e10"},
                                 Literal{Kind::String, text()},
                                 Literal{Kind::Json, "[]"},
                                 Literal{Kind::Json, "{}"},
                                 Literal{Kind::Json, R"j({"sql":"now()"})j"},
                                 Literal{Kind::Json, R"([null,1])"},
                                 Literal{Kind::Json, R"({"b":[1,2.5,"x\n"],"a":{"":true}})"},
                                 Literal{Kind::Json, R"({"z": 1})"},
                                 Literal{Kind::Json, "18446744073709551615"},
                                 Literal{Kind::Json, R"({"a":1.50})"},
                                 Literal{Kind::Json, "null"},
                                 Literal{Kind::Json, R"({"a":1,"a":2})"},
                                 Literal{Kind::Json, R"({"null":true})"},
                                 expression()});
  }

  SequenceOptions sequence_options() {
    SequenceOptions all;
    if (rarely()) all.type = type();
    for (auto* number : {&all.start, &all.increment, &all.minimum, &all.maximum, &all.cache}) {
      if (rarely()) *number = static_cast<std::int64_t>(below(1000)) - 500;
    }
    all.cycle = rarely();
    return all;
  }

  Column column(std::set<std::string>& taken) {
    Column column;
    column.name = fresh_name(taken);
    column.type = type();
    if (rarely()) column.native_type = type();
    if (chance()) column.nullable = chance();
    if (column.nullable == false) {
      column.not_null_name = maybe_name();
      column.not_null_conflict = conflict();
    }
    add_origin(column);
    column.collation = maybe_name();
    column.comment = maybe_text();
    column.storage = maybe<std::string>({"plain", "external", "main"});
    column.compression = maybe<std::string>({"pglz", "lz4"});
    column.statistics = maybe<std::int64_t>({-1, 0, 100});
    column.options = options({"n_distinct"});
    if (rarely()) column.renamed_from = gone();
    return column;
  }

  void add_origin(Column& column) {
    switch (below(6)) {
      case 0:
        column.default_value = default_value();
        break;
      case 1:
        column.generated = Generated{
            expression(), maybe({Generated::Storage::Stored, Generated::Storage::Virtual})};
        break;
      case 2:
        column.identity =
            Identity{one_of({Identity::Generation::Always, Identity::Generation::ByDefault}),
                     chance() ? SequenceOptions{} : sequence_options(),
                     rarely() ? std::optional(qualified()) : std::nullopt};
        break;
      default:
        break;
    }
  }

  std::optional<ConflictAction> conflict() {
    return maybe({ConflictAction::Fail, ConflictAction::Replace});
  }
  std::optional<Deferrable> deferrable() {
    return maybe({Deferrable::InitiallyImmediate, Deferrable::InitiallyDeferred});
  }
  std::optional<std::string> constraint_name() {
    return chance() ? std::nullopt : std::optional(fresh_name(constraints_));
  }
  std::optional<std::string> gone_name() { return rarely() ? std::optional(gone()) : std::nullopt; }

  const std::string& some_column(const Table& table) {
    return table.columns[below(table.columns.size())].name;
  }

  std::vector<std::string> some_columns(const Table& table) {
    std::vector<std::string> names;
    several(2, [&] { names.push_back(some_column(table)); });
    return names;
  }

  std::vector<KeyColumn> key_columns(const Table& table) {
    std::vector<KeyColumn> columns;
    for (std::size_t i = 1 + below(2); i > 0; --i) {
      columns.push_back(
          {some_column(table), maybe_name(), maybe({SortOrder::Ascending, SortOrder::Descending})});
    }
    return columns;
  }

  template <class T>
  void add_storage(const Table& table, T& object) {
    if (rarely()) object.include = some_columns(table);
    object.with = options({"fillfactor"});
    object.tablespace = maybe_name();
    object.comment = maybe_text();
  }

  PrimaryKey primary_key(const Table& table) {
    PrimaryKey key;
    key.name = constraint_name();
    key.columns = key_columns(table);
    key.deferrable = deferrable();
    key.on_conflict = conflict();
    key.autoincrement = rarely();
    if (rarely()) add_storage(table, key);
    return key;
  }

  Unique unique(const Table& table) {
    Unique unique;
    unique.name = constraint_name();
    unique.columns = key_columns(table);
    unique.nulls_distinct = !rarely();
    unique.deferrable = deferrable();
    unique.on_conflict = conflict();
    if (rarely()) add_storage(table, unique);
    unique.renamed_from = gone_name();
    return unique;
  }

  Check check() {
    Check check;
    check.name = constraint_name();
    check.expression = expression();
    check.inherit = !rarely();
    check.validated = !rarely();
    check.on_conflict = conflict();
    check.comment = maybe_text();
    check.renamed_from = gone_name();
    return check;
  }

  Exclusion exclusion(const Table& table) {
    Exclusion exclusion;
    exclusion.name = constraint_name();
    if (rarely()) exclusion.method = "spgist";
    exclusion.elements = {
        {expression(), one_of<std::string>({"=", "&&", "OPERATOR(pg_catalog.=)", "with"})}};
    exclusion.where = maybe_expression();
    exclusion.deferrable = deferrable();
    add_storage(table, exclusion);
    exclusion.renamed_from = gone_name();
    return exclusion;
  }

  IndexElement element(const Table* table) {
    IndexElement element;
    if (table && chance()) {
      element.what = some_column(*table);
    } else if (chance()) {
      element.what = table ? Expression{"f(x)", {}} : expression();
    } else {
      if (table) {
        element.what = some_column(*table);
      } else {
        element.what = name();
      }
      element.collation = maybe_name();
      element.operator_class = maybe<std::string>({"text_ops", "ops(a = 1)", "pg_catalog.x"});
    }
    element.order = maybe({SortOrder::Ascending, SortOrder::Descending});
    element.nulls = maybe({NullsOrder::First, NullsOrder::Last});
    return element;
  }

  Index index(const Table* table) {
    Index index;
    index.named = chance();
    if (index.named) index.name = fresh_name(indexes_);
    for (std::size_t i = 1 + below(2); i > 0; --i) index.elements.push_back(element(table));
    index.unique = rarely();
    index.where = maybe_expression();
    index.method = maybe<std::string>({"btree", "gin"});
    index.nulls_distinct = !rarely();
    if (table && rarely()) add_storage(*table, index);
    index.renamed_from = gone_name();
    return index;
  }

  Trigger trigger(const Table* table) {
    Trigger trigger;
    trigger.name = fresh_name(triggers_);
    trigger.timing =
        maybe({Trigger::Timing::Before, Trigger::Timing::After, Trigger::Timing::InsteadOf});
    trigger.events = {Trigger::Event::Update};
    if (table && chance()) trigger.update_columns = some_columns(*table);
    if (rarely()) trigger.events.push_back(Trigger::Event::Delete);
    trigger.level = maybe({Trigger::Level::Row, Trigger::Level::Statement});
    trigger.condition = maybe_expression();
    trigger.execute = maybe_expression();
    if (chance()) trigger.body = body();
    trigger.old_table = maybe_name();
    trigger.new_table = maybe_name();
    trigger.constraint = rarely();
    trigger.deferrable = maybe<std::string>({"initially deferred", "initially immediate"});
    trigger.enabled = maybe<std::string>({"disabled", "replica", "always"});
    trigger.comment = maybe_text();
    trigger.renamed_from = gone_name();
    return trigger;
  }

  Policy policy() {
    Policy policy;
    policy.name = fresh_name(policies_);
    policy.permissive = !rarely();
    policy.command = one_of<std::string>({"all", "select", "update"});
    policy.to = texts(0);
    policy.using_expression = maybe_expression();
    policy.check_expression = maybe_expression();
    policy.comment = maybe_text();
    return policy;
  }

  void forget_names() {
    constraints_.clear();
    indexes_.clear();
    triggers_.clear();
    policies_.clear();
  }

  void add_table(Schema& schema) {
    forget_names();
    Table table;
    table.name = qualified();
    if (!relations_.insert(table.name).second) return;
    std::set<std::string> names, partitions;
    several(6, [&] { table.columns.push_back(column(names)); });
    if (!table.columns.empty()) add_parts(table);
    several(1, [&] { table.partitions.push_back({fresh_name(partitions), text(), {}}); });
    several(1, [&] { table.policies.push_back(policy()); });
    add_attributes(schema, table);
    put(schema.tables, std::move(table));
  }

  void add_parts(Table& table) {
    if (chance()) table.primary_key = primary_key(table);
    several(3, [&] { table.uniques.push_back(unique(table)); });
    several(3, [&] { table.checks.push_back(check()); });
    several(1, [&] { table.exclusions.push_back(exclusion(table)); });
    several(3, [&] { table.indexes.push_back(index(&table)); });
    several(2, [&] { table.triggers.push_back(trigger(&table)); });
  }

  void add_attributes(const Schema& schema, Table& table) {
    table.partition_by = maybe_expression();
    if (rarely() && !schema.tables.empty()) table.inherits = {schema.tables.begin()->first};
    for (auto* flag : {&table.unlogged, &table.strict, &table.without_rowid, &table.row_security,
                       &table.force_row_security}) {
      *flag = rarely();
    }
    table.with = options({"fillfactor"});
    table.tablespace = maybe_name();
    table.access_method = maybe_name();
    table.owner = maybe_name();
    table.comment = maybe_text();
    if (rarely()) table.renamed_from = QualifiedName{name(), gone()};
  }

  void add_foreign_keys(const Schema& schema, Table& table) {
    if (table.columns.empty()) return;
    constraints_.clear();
    several(3, [&] {
      ForeignKey key;
      if (chance()) key.name = "fk " + fresh_name(constraints_);
      key.columns = {some_column(table)};
      if (rarely()) key.columns.push_back(some_column(table));
      point_somewhere(schema, key);
      key.on_delete =
          one_of({ReferenceAction::NoAction, ReferenceAction::Cascade, ReferenceAction::SetNull});
      key.on_update = one_of(
          {ReferenceAction::NoAction, ReferenceAction::Restrict, ReferenceAction::SetDefault});
      if (key.on_delete == ReferenceAction::SetNull && rarely())
        key.on_delete_columns = key.columns;
      key.match = one_of({MatchType::Simple, MatchType::Full, MatchType::Partial});
      key.deferrable = deferrable();
      key.validated = !rarely();
      key.comment = maybe_text();
      key.renamed_from = gone_name();
      table.foreign_keys.push_back(std::move(key));
    });
  }

  void point_somewhere(const Schema& schema, ForeignKey& key) {
    for (const auto& [name, target] : schema.tables) {
      if (!target.primary_key || target.primary_key->columns.size() != key.columns.size() ||
          chance())
        continue;
      key.table = name;
      if (chance()) return;
      for (const auto& column : target.primary_key->columns) key.referenced.push_back(column.name);
      return;
    }
    key.table = qualified();
    key.unchecked = true;
    several(2, [&] { key.referenced.push_back(name()); });
  }

  template <class T>
  void put_relation(Schema&, std::map<QualifiedName, T>& objects, T object) {
    if (relations_.insert(object.name).second) put(objects, std::move(object));
  }

  template <class T>
  void put_type(std::map<QualifiedName, T>& objects, T object) {
    if (types_.insert(object.name).second) put(objects, std::move(object));
  }

  template <class T>
  T named() {
    T object;
    object.name = qualified();
    object.comment = maybe_text();
    if (rarely()) object.renamed_from = QualifiedName{name(), gone()};
    return object;
  }

  VirtualTable virtual_table() { return {qualified(), text(), texts(0), {}}; }

  View view() {
    forget_names();
    auto view = named<View>();
    view.columns = texts(0);
    view.query = body();
    view.options = options({"security_invoker"});
    view.check_option = maybe<std::string>({"local", "cascaded"});
    several(1, [&] { view.triggers.push_back(trigger(nullptr)); });
    if (rarely()) view.depends_on = {{name(), "not there"}};
    return view;
  }

  MaterializedView materialized_view() {
    forget_names();
    auto view = named<MaterializedView>();
    view.columns = texts(0);
    view.query = body();
    several(2, [&] { view.indexes.push_back(index(nullptr)); });
    view.with = options({"fillfactor"});
    view.tablespace = maybe_name();
    view.access_method = maybe_name();
    view.populated = !rarely();
    return view;
  }

  Sequence sequence(const Schema& schema) {
    auto sequence = named<Sequence>();
    sequence.options = sequence_options();
    sequence.unlogged = rarely();
    if (chance()) return sequence;
    for (const auto& [name, table] : schema.tables) {
      if (table.columns.empty()) continue;
      sequence.owner_table = name;
      sequence.owner_column = some_column(table);
    }
    return sequence;
  }

  EnumType enum_type() {
    auto type = named<EnumType>();
    std::set<std::string> taken;
    for (std::size_t i = 1 + below(4); i > 0; --i) type.values.push_back(fresh_name(taken));
    if (rarely()) type.renamed_values = {{gone(), type.values.front()}};
    return type;
  }

  Domain domain() {
    constraints_.clear();
    auto domain = named<Domain>();
    domain.type = type();
    domain.nullable = !rarely();
    if (chance()) domain.default_value = default_value();
    domain.collation = maybe_name();
    several(2, [&] { domain.checks.push_back(check()); });
    return domain;
  }

  CompositeType composite() {
    auto composite = named<CompositeType>();
    std::set<std::string> taken;
    several(6, [&] { composite.fields.push_back({fresh_name(taken), type(), maybe_name()}); });
    return composite;
  }

  RangeType range() {
    auto range = named<RangeType>();
    range.subtype = type();
    range.options = options({"subtype_opclass", "collation", "more"});
    return range;
  }

  Collation collation() {
    auto collation = named<Collation>();
    collation.options = options({"provider", "deterministic", "more"});
    return collation;
  }

  Namespace name_space() {
    auto space = named<Namespace>();
    space.name.schema.clear();
    if (space.renamed_from) space.renamed_from->schema.clear();
    space.owner = maybe_name();
    return space;
  }

  /// No two of one name: the schema is where its objects live, not part of its name.
  void add_extension(Schema& schema) {
    if (!extensions_.insert(ascii_lower(std::to_string(extensions_.size()))).second) return;
    Extension extension{{chance() ? "" : name(), name() + std::to_string(extensions_.size())},
                        maybe_text(),
                        maybe_text(),
                        {}};
    put(schema.extensions, std::move(extension));
  }

  Routine routine() {
    Routine routine;
    routine.kind =
        one_of({Routine::Kind::Function, Routine::Kind::Procedure, Routine::Kind::Aggregate});
    routine.name = {
        chance() ? "" : name(),
        name() + one_of<std::string>({"()", "(integer, billing.amount)", "(\"a.b\" text)", ""})};
    routine.arguments = one_of<std::string>({"", "a integer default 1", "integer, billing.amount"});
    routine.returns = maybe_text();
    routine.language = one_of<std::string>({"sql", "plpgsql", "C"});
    routine.body = body();
    routine.options = options({"volatility", "security", "cost", "set"});
    routine.comment = maybe_text();
    return routine;
  }

  std::size_t gone_ = 0;
  std::mt19937_64 random_;
  std::set<QualifiedName> relations_, types_;
  std::set<std::string> constraints_, indexes_, triggers_, policies_, extensions_;
};

}  // namespace

Schema random_schema(std::uint64_t seed) {
  return Generator(seed).schema();
}

}  // namespace athanor::testing
