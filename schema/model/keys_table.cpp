#include "schema/model/keys_parts.hpp"
#include "schema/model/words.hpp"

namespace athanor::model {
namespace {

Key kind_of_objects(std::string_view name, Group group, std::string_view doc) {
  return {name, {{Shape::ObjectMap, group}}, doc, {}, Presence::Optional, Override::Forbidden};
}

}  // namespace

KeyGroup root_keys() {
  return {"model file",
          "A model file: the schema that the team wants, one table of objects for each kind.",
          {kind_of_objects("tables", Group::Table,
                           "Tables, by name; another schema's as \"schema.name\"."),
           kind_of_objects("virtual_tables", Group::VirtualTable, "Virtual tables of SQLite."),
           kind_of_objects("enums", Group::Enum, "Types with a list of values."),
           kind_of_objects("domains", Group::Domain, "Types with constraints of their own."),
           kind_of_objects("types", Group::Type,
                           "Composite types (with fields) and range types (with a subtype)."),
           kind_of_objects("sequences", Group::Sequence, "Sequences that stand on their own."),
           kind_of_objects("views", Group::View, "Views."),
           kind_of_objects("materialized_views", Group::MaterializedView, "Materialized views."),
           kind_of_objects("functions", Group::Function,
                           "Functions and procedures, by signature: \"touch(integer)\"."),
           kind_of_objects("extensions", Group::Extension, "Extensions of the database."),
           kind_of_objects("collations", Group::Collation, "Collations."),
           kind_of_objects("schemas", Group::Schema, "Schemas besides the default one."),
           {"grants",
            {{Shape::Objects, Group::Grant}},
            "Privileges given to roles.",
            {},
            Presence::Optional,
            Override::Forbidden}}};
}

KeyGroup table_keys() {
  return {"table",
          "A table.",
          {comment_key(),
           renamed_key("The table's name before: a rename, not a drop and a create."),
           {"columns", {{Shape::ObjectMap, Group::Column}}, "The columns, in their order."},
           {"primary_key",
            {{Shape::Mixed, Group::KeyColumn}, object(Group::PrimaryKey)},
            "The columns of the primary key, or a table with more about it."},
           {"indexes", {{Shape::Objects, Group::Index}}, "Indexes."},
           {"uniques", {{Shape::Objects, Group::Unique}}, "Unique constraints."},
           {"foreign_keys", {{Shape::Objects, Group::ForeignKey}}, "Foreign keys."},
           {"checks", {{Shape::Mixed, Group::Check}}, "Check constraints."},
           {"exclusions", {{Shape::Objects, Group::Exclusion}}, "Exclusion constraints."},
           {"triggers", {{Shape::Objects, Group::Trigger}}, "Triggers."},
           {"policies", {{Shape::Objects, Group::Policy}}, "Row-security policies."},
           {"partitions", {{Shape::Objects, Group::Partition}}, "The table's partitions."},
           {"partition_by", {text()}, "How the table is partitioned: \"range (starts)\"."},
           {"inherits", {texts()}, "The tables it inherits from."},
           {"unlogged", {boolean()}, "Not written to the log, and empty after a crash."},
           {"strict", {boolean()}, "SQLite checks the types of values (STRICT)."},
           {"without_rowid", {boolean()}, "SQLite keeps rows by primary key (WITHOUT ROWID)."},
           {"row_security", {boolean()}, "Whether the policies are in force."},
           {"force_row_security", {boolean()}, "Whether the policies bind the owner too."},
           with_key(),
           tablespace_key(),
           {"access_method", {text()}, "The table access method."},
           {"owner", {text()}, "The role that owns it."},
           dialects_key()}};
}

KeyGroup virtual_table_keys() {
  return {"virtual table",
          "A table kept by a module (CREATE VIRTUAL TABLE).",
          {required({"module", {text()}, "The module: \"fts5\"."}),
           {"arguments", {texts()}, "The module's arguments, each as it is written in SQL."},
           dialects_key()}};
}

KeyGroup partition_keys() {
  return {
      "partition",
      "A partition of a table.",
      {required({"name", {text()}, "The partition's name."}),
       required(
           {"values", {text()}, "Its bounds: \"from (...) to (...)\", \"in (...)\", \"default\"."}),
       dialects_key()}};
}

KeyGroup trigger_keys() {
  return {"trigger",
          "A trigger.",
          {required({"name", {text()}, "The trigger's name."}),
           required({"when", {text()}, "Timing and events: \"before update of a, b or delete\"."}),
           {"for_each", {text()}, "Once a row or once a statement.", all_words(kLevelWords)},
           {"condition", {text()}, "SQL: it fires only when this is true (WHEN)."},
           {"execute", {text()}, "The function it calls, with arguments: \"touch_updated_at()\"."},
           {"body",
            {text()},
            "SQL: the statements it runs, where the dialect keeps them in the trigger."},
           {"old_table", {text()}, "The name of the rows before (REFERENCING OLD TABLE)."},
           {"new_table", {text()}, "The name of the rows after (REFERENCING NEW TABLE)."},
           {"constraint", {boolean()}, "A constraint trigger."},
           {"deferrable",
            {boolean(), text()},
            "When a constraint trigger fires; true is \"initially immediate\"."},
           {"enabled",
            {text()},
            "When it fires, where not always in normal sessions.",
            {"disabled", "replica", "always"}},
           comment_key(),
           renamed_key("The trigger's name before."),
           dialects_key()}};
}

KeyGroup policy_keys() {
  return {"policy",
          "A row-security policy.",
          {required({"name", {text()}, "The policy's name."}),
           {"command",
            {text()},
            "The command it is for; absent: all.",
            {"all", "select", "insert", "update", "delete"}},
           {"permissive", {boolean()}, "false: a restrictive policy."},
           {"to", {texts()}, "The roles it is for; absent: everyone."},
           {"using", {text()}, "SQL: the rows that can be seen."},
           {"check", {text()}, "SQL: the rows that can be written (WITH CHECK)."},
           comment_key(),
           dialects_key()}};
}

}  // namespace athanor::model
