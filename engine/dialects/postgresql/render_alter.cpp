#include "engine/dialects/postgresql/render_alter.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "engine/dialects/postgresql/conversion.hpp"
#include "engine/dialects/postgresql/names.hpp"
#include "engine/dialects/postgresql/render.hpp"
#include "engine/dialects/postgresql/sequence_changes.hpp"
#include "engine/dialects/postgresql/serial.hpp"
#include "engine/dialects/postgresql/types.hpp"
#include "schema/overloaded.hpp"

namespace athanor::postgresql {
namespace {

using Texts = std::vector<std::string>;

/// `SET (a = 1)` and `RESET (b)`, for what differs.
Texts option_changes(const Options& before, const Options& after) {
  Options set;
  std::string reset;
  for (const auto& [key, value] : after) {
    auto old = before.find(key);
    if (old == before.end() || old->second != value) set[key] = value;
  }
  for (const auto& [key, value] : before) {
    if (!after.contains(key)) reset += (reset.empty() ? "" : ", ") + key;
  }
  Texts out;
  if (!set.empty()) out.push_back("SET " + parameters(set));
  if (!reset.empty()) out.push_back("RESET (" + reset + ")");
  return out;
}

template <class T>
void comment_change(Texts& out, const std::string& kind_and_name, const T& before, const T& after) {
  if (before.comment != after.comment) out.push_back(comment_text(kind_and_name, after.comment));
}

/// The storage that a type has when nobody says another (storage-toast.html): an array or a string
/// may go out of line, a number not.
std::string default_storage(const DataType& type) {
  const auto& name = type.name.name;
  if (type.dimensions > 0) return "extended";
  if (name == "numeric" || name == "inet" || name == "cidr") return "main";
  static const std::set<std::string, std::less<>> fixed = {"smallint",
                                                           "integer",
                                                           "bigint",
                                                           "real",
                                                           "double precision",
                                                           "boolean",
                                                           "date",
                                                           "uuid",
                                                           "oid",
                                                           "time without time zone",
                                                           "time with time zone",
                                                           "timestamp without time zone",
                                                           "timestamp with time zone",
                                                           "interval",
                                                           "money",
                                                           "name",
                                                           "macaddr",
                                                           "macaddr8"};
  return type.name.schema.empty() && fixed.contains(name) ? "plain" : "extended";
}

/// The actions of one ALTER TABLE on one column. The server orders them as it needs: a default goes
/// before the type changes, and comes back after it.
class ColumnActions {
 public:
  ColumnActions(const Column& before, const Column& after) : before_(before), after_(after) {}

  std::string run() {
    type();
    value();
    nullability();
    identity();
    settings();
    return fmt::format("{}", fmt::join(actions_, ", "));
  }

 private:
  void add(const std::string& action) {
    actions_.push_back(fmt::format("ALTER COLUMN {} {}", quote_name(after_.name), action));
  }

  bool retyped() const {
    return before_.type != after_.type || before_.collation != after_.collation;
  }

  void type() {
    if (!retyped()) return;
    if (before_.default_value) add("DROP DEFAULT");
    auto action = "TYPE " + type_text(after_.type);
    if (after_.collation) action += " COLLATE " + quote_name(*after_.collation);
    if (auto by = conversion(quote_name(after_.name), before_.type, after_.type)) {
      action += " USING " + *by;
    }
    add(action);
  }

  void value() {
    bool same = before_.default_value == after_.default_value;
    if (after_.default_value && (!same || retyped())) {
      add("SET DEFAULT " + std::get<Expression>(*after_.default_value).text);
    }
    if (before_.default_value && !after_.default_value && !retyped()) add("DROP DEFAULT");
  }

  void nullability() {
    if (before_.nullable == after_.nullable) return;
    add(after_.nullable == false ? "SET NOT NULL" : "DROP NOT NULL");
  }

  void identity() {
    if (!before_.identity && after_.identity) {
      auto text = column_text(after_);
      add("ADD " + text.substr(text.find("GENERATED")));
    }
    if (before_.identity && after_.identity) change_identity(*before_.identity, *after_.identity);
  }

  void change_identity(const Identity& before, const Identity& after) {
    if (before.generation != after.generation) {
      add(after.generation == Identity::Generation::Always ? "SET GENERATED ALWAYS"
                                                           : "SET GENERATED BY DEFAULT");
    }
    auto wanted = sequence_changes(before.sequence, after.sequence, before_.type, after_.type);
    // In one action, so that a new start is held to the new bounds.
    std::string changes;
    for (const auto& change : wanted.options)
      changes += (changes.empty() ? "SET " : " SET ") + change;
    if (wanted.restart) changes += " " + *wanted.restart;
    if (!changes.empty()) add(changes);
  }

  void settings() {
    if (before_.storage != after_.storage) {
      add("SET STORAGE " + after_.storage.value_or(default_storage(after_.type)));
    }
    if (before_.compression != after_.compression) {
      add("SET COMPRESSION " + after_.compression.value_or("default"));
    }
    if (before_.statistics != after_.statistics) {
      add(fmt::format("SET STATISTICS {}", after_.statistics.value_or(-1)));
    }
    for (const auto& change : option_changes(before_.options, after_.options)) add(change);
  }

  const Column& before_;
  const Column& after_;
  Texts actions_;
};

const Rare<std::string>& comment_of(const Constraint& constraint) {
  return std::visit([](const auto& part) -> const Rare<std::string>& { return part.comment; },
                    constraint);
}

std::string name_of(const Constraint& constraint) {
  return std::visit([](const auto& part) { return part.name.value_or(""); }, constraint);
}

std::string deferrability(const ForeignKey& key) {
  if (!key.deferrable) return "NOT DEFERRABLE";
  return *key.deferrable == Deferrable::InitiallyDeferred ? "DEFERRABLE INITIALLY DEFERRED"
                                                          : "DEFERRABLE INITIALLY IMMEDIATE";
}

void parents(Texts& out, const Table& before, const Table& after) {
  auto has = [](const Table& table, const QualifiedName& parent) {
    return std::find(table.inherits.begin(), table.inherits.end(), parent) != table.inherits.end();
  };
  for (const auto& parent : before.inherits) {
    if (!has(after, parent)) out.push_back("NO INHERIT " + quote_name(parent));
  }
  for (const auto& parent : after.inherits) {
    if (!has(before, parent)) out.push_back("INHERIT " + quote_name(parent));
  }
}

}  // namespace

std::vector<std::string> alter(const Namespace& before, const Namespace& after) {
  auto name = quote_name(after.name.name);
  Texts out;
  if (after.owner && before.owner != after.owner) {
    out.push_back(fmt::format("ALTER SCHEMA {} OWNER TO {}", name, quote_name(*after.owner)));
  }
  comment_change(out, "SCHEMA " + name, before, after);
  return out;
}

std::vector<std::string> alter(const Extension& before, const Extension& after) {
  auto name = quote_name(after.name.name);
  Texts out;
  if (before.name.schema != after.name.schema) {
    const auto& schema = after.name.schema;
    out.push_back(fmt::format("ALTER EXTENSION {} SET SCHEMA {}", name,
                              quote_name(schema.empty() ? std::string("public") : schema)));
  }
  if (after.version && before.version != after.version) {
    out.push_back(fmt::format("ALTER EXTENSION {} UPDATE TO {}", name, quote_text(*after.version)));
  }
  if (after.comment) comment_change(out, "EXTENSION " + name, before, after);
  return out;
}

std::vector<std::string> alter(const Collation& before, const Collation& after) {
  if (before.options != after.options) {
    throw Error(
        fmt::format("collation {} differs, and PostgreSQL cannot change one: make another "
                    "under a new name and give it to the columns",
                    display(after.name)));
  }
  Texts out;
  comment_change(out, "COLLATION " + quote_name(after.name), before, after);
  return out;
}

std::vector<std::string> alter(const Sequence& before, const Sequence& after) {
  auto name = quote_name(after.name);
  auto of = [](const Sequence& sequence) {
    return sequence.options.type.value_or(DataType{{"", "bigint"}, {}, 0});
  };
  auto wanted = sequence_changes(before.options, after.options, of(before), of(after));
  Texts out, changes = wanted.options;
  if (wanted.bounds) out.push_back(moved_within(after.name, *wanted.bounds));
  if (wanted.restart) changes.push_back(*wanted.restart);
  if (!changes.empty()) {
    out.push_back(fmt::format("ALTER SEQUENCE {} {}", name, fmt::join(changes, " ")));
  }
  if (before.unlogged != after.unlogged) {
    out.push_back(
        fmt::format("ALTER SEQUENCE {} SET {}", name, after.unlogged ? "UNLOGGED" : "LOGGED"));
  }
  comment_change(out, "SEQUENCE " + name, before, after);
  return out;
}

std::vector<std::string> alter(const step::AlterColumn& step) {
  Texts out;
  // By themselves: the server would change the type first, and it converts no generated column and
  // gives an identity no default.
  auto drop = [&](const char* what) {
    auto action = fmt::format("ALTER COLUMN {} DROP {}", quote_name(step.after.name), what);
    out.push_back(alter_table(step.table, action));
  };
  if (step.before.generated && !step.after.generated) drop("EXPRESSION");
  if (step.before.identity && !step.after.identity) drop("IDENTITY");
  if (step.before.identity && step.after.identity) {
    auto wanted = sequence_changes(step.before.identity->sequence, step.after.identity->sequence,
                                   step.before.type, step.after.type);
    auto sequence = identity_sequence(step.table, step.before);
    if (wanted.bounds) out.push_back(moved_within(sequence, *wanted.bounds));
  }
  auto actions = ColumnActions(step.before, step.after).run();
  if (!actions.empty()) out.push_back(alter_table(step.table, actions));
  if (!step.before.identity && step.after.identity) {
    out.push_back(moved_behind_values(step.table, step.after));
  }
  comment_change(out,
                 fmt::format("COLUMN {}.{}", quote_name(step.table), quote_name(step.after.name)),
                 step.before, step.after);
  return out;
}

std::vector<std::string> alter(const step::AlterConstraint& step) {
  Texts out;
  auto name = quote_name(name_of(step.after));
  const auto* before = std::get_if<ForeignKey>(&step.before);
  const auto* after = std::get_if<ForeignKey>(&step.after);
  if (before && after && before->deferrable != after->deferrable) {
    out.push_back(alter_table(step.table,
                              fmt::format("ALTER CONSTRAINT {} {}", name, deferrability(*after))));
  }
  const auto* check = std::get_if<Check>(&step.before);
  bool validates = (before && !before->validated && after && after->validated) ||
                   (check && !check->validated && std::get<Check>(step.after).validated);
  if (validates) out.push_back(alter_table(step.table, "VALIDATE CONSTRAINT " + name));
  if (comment_of(step.before) != comment_of(step.after)) {
    out.push_back(comment_text(fmt::format("CONSTRAINT {} ON {}", name, quote_name(step.table)),
                               comment_of(step.after)));
  }
  return out;
}

std::vector<std::string> alter(const step::AlterTable& step) {
  const auto& before = step.before;
  const auto& after = step.after;
  Texts actions = option_changes(before.with, after.with);
  parents(actions, before, after);
  if (before.unlogged != after.unlogged) {
    actions.emplace_back(after.unlogged ? "SET UNLOGGED" : "SET LOGGED");
  }
  if (before.access_method != after.access_method) {
    actions.push_back("SET ACCESS METHOD " + quote_name(after.access_method.value_or("heap")));
  }
  if (before.tablespace != after.tablespace) {
    actions.push_back("SET TABLESPACE " + quote_name(after.tablespace.value_or("pg_default")));
  }
  if (after.owner && before.owner != after.owner) {
    actions.push_back("OWNER TO " + quote_name(*after.owner));
  }
  Texts out;
  for (const auto& action : actions) out.push_back(alter_table(after.name, action));
  comment_change(out, "TABLE " + quote_name(after.name), before, after);
  return out;
}

std::vector<std::string> alter(const step::AlterIndex& step) {
  auto name = quote_name(QualifiedName{step.table.schema, step.after.name});
  Texts actions = option_changes(step.before.with, step.after.with);
  if (step.before.tablespace != step.after.tablespace) {
    actions.push_back("SET TABLESPACE " + quote_name(step.after.tablespace.value_or("pg_default")));
  }
  Texts out;
  for (const auto& action : actions) out.push_back(fmt::format("ALTER INDEX {} {}", name, action));
  comment_change(out, "INDEX " + name, step.before, step.after);
  return out;
}

std::vector<std::string> set_owner(const step::SetSequenceOwner& step) {
  auto owner = step.after.owner_table
                   ? quote_name(*step.after.owner_table) + "." + quote_name(step.after.owner_column)
                   : "NONE";
  return {fmt::format("ALTER SEQUENCE {} OWNED BY {}", quote_name(step.after.name), owner)};
}

/// The old sequence steps aside, tells the new one its position, and goes.
std::vector<std::string> convert(const step::ConvertSerial& step) {
  auto table = quote_name(step.table), column = quote_name(step.after.name);
  auto named = quote_text(table) + ", " + quote_text(step.after.name);
  QualifiedName aside{step.sequence.name.schema, "athanor_" + step.sequence.name.name};
  auto tell =
      fmt::format("SELECT setval(pg_get_serial_sequence({}), last_value, is_called) FROM {}", named,
                  quote_name(aside));
  Texts out;
  if (step.after.identity) {
    out.push_back(fmt::format("ALTER SEQUENCE {} OWNED BY NONE", quote_name(step.sequence.name)));
    out.push_back(fmt::format("ALTER SEQUENCE {} RENAME TO {}", quote_name(step.sequence.name),
                              quote_name(aside.name)));
    out.push_back(alter_table(step.table, ColumnActions(step.before, step.after).run()));
    out.push_back(tell);
    out.push_back("DROP SEQUENCE " + quote_name(aside));
  } else {
    Sequence made = step.sequence;
    made.name = aside;
    out = create(made);
    out.push_back(fmt::format("SELECT setval({}, nextval(pg_get_serial_sequence({})), false)",
                              quote_text(quote_name(aside)), named));
    Column free = step.after;
    free.default_value.reset();
    free.comment = step.before.comment;
    for (auto& text : alter(step::AlterColumn{step.table, step.before, free})) {
      out.push_back(std::move(text));
    }
    out.push_back(fmt::format("ALTER SEQUENCE {} RENAME TO {}", quote_name(aside),
                              quote_name(step.sequence.name.name)));
    out.push_back(alter_table(step.table, ColumnActions(free, step.after).run()));
    out.push_back(fmt::format("ALTER SEQUENCE {} OWNED BY {}.{}", quote_name(step.sequence.name),
                              table, column));
  }
  comment_change(out, fmt::format("COLUMN {}.{}", table, column), step.before, step.after);
  return out;
}

std::vector<std::string> settings_of_new(const QualifiedName& table, const Column& column) {
  Column plain = column;
  plain.storage.reset();
  plain.statistics.reset();
  plain.options.clear();
  plain.comment.reset();
  return alter(step::AlterColumn{table, plain, column});
}

}  // namespace athanor::postgresql
