#include "schema/model/keys_parts.hpp"
#include "schema/model/words.hpp"

namespace athanor::model {
namespace {

Key renamed() {
  return renamed_key("Its name before: a rename, not a drop and a create.");
}

Key option(std::string_view name, std::string_view doc) {
  return {name, {{Shape::Scalar}}, doc};
}

Key more_options_key() {
  return {"options", {{Shape::Scalars}}, "Options that have no key of their own."};
}

Key columns_key() {
  return {"columns", {texts()}, "The columns' names, where they are not the query's."};
}

Key depends_key() {
  return {"depends_on", {texts()}, "What it depends on, only where the text does not show it."};
}

Key sql_key() {
  return required({"sql", {text()}, "SQL: the query."});
}

}  // namespace

KeyGroup enum_keys() {
  return {
      "enum",
      "A type with a list of values.",
      {required({"values", {texts()}, "The values, in their order."}),
       {"renamed_values", {{Shape::TextMap}}, "Values that had another name: { old = \"new\" }."},
       comment_key(),
       renamed(),
       dialects_key()}};
}

KeyGroup domain_keys() {
  return {"domain",
          "A type with constraints of its own.",
          {required({"type", {text()}, "The type underneath."}),
           {"nullable", {boolean()}, "Whether it may be NULL; true when absent."},
           {"default", {{Shape::Anything}}, "A literal, or { sql = \"...\" } for an expression."},
           {"collation", {text()}, "The collation of its text."},
           {"checks", {{Shape::Mixed, Group::Check}}, "What is true of every value."},
           comment_key(),
           renamed(),
           dialects_key()}};
}

KeyGroup type_keys() {
  return {"type",
          "A composite type (with fields) or a range type (with a subtype).",
          {{"fields",
            {{Shape::MixedMap, Group::TypeField}},
            "The fields of a composite, name = type, in their order."},
           {"subtype", {text()}, "The type of a range's bounds."},
           option("subtype_opclass", "The operator class of the subtype."),
           option("collation", "The collation of the subtype."),
           option("canonical", "The function that makes ranges canonical."),
           option("subtype_diff", "The function for the difference of two bounds."),
           option("multirange_type_name", "The name of the multirange type."),
           more_options_key(),
           comment_key(),
           renamed(),
           dialects_key()}};
}

KeyGroup type_field_keys() {
  return {"field",
          "A field of a composite type, with more about it.",
          {required({"type", {text()}, "The field's type."}),
           {"collation", {text()}, "The collation of its text."}}};
}

KeyGroup sequence_keys() {
  return {"sequence", "A sequence.",
          joined({sequence_option_keys(),
                  {{"owned_by", {text()}, "The column it goes with: \"tickets.number\"."},
                   {"unlogged", {boolean()}, "Not written to the log."},
                   comment_key(),
                   renamed(),
                   dialects_key()}})};
}

KeyGroup view_keys() {
  return {"view",
          "A view.",
          {sql_key(),
           columns_key(),
           {"options", {{Shape::Scalars}}, "Options: security_invoker, security_barrier."},
           {"check_option",
            {text()},
            "Whether rows written through it must show in it.",
            {"local", "cascaded"}},
           {"triggers", {{Shape::Objects, Group::Trigger}}, "Triggers."},
           depends_key(),
           comment_key(),
           renamed(),
           dialects_key()}};
}

KeyGroup materialized_view_keys() {
  return {"materialized view",
          "A materialized view.",
          {sql_key(),
           columns_key(),
           {"indexes", {{Shape::Objects, Group::Index}}, "Indexes."},
           with_key(),
           tablespace_key(),
           {"access_method", {text()}, "The table access method."},
           {"populated", {boolean()}, "false: made empty (WITH NO DATA)."},
           depends_key(),
           comment_key(),
           renamed(),
           dialects_key()}};
}

KeyGroup function_keys() {
  return {
      "function",
      "A function or a procedure.",
      {{"kind", {text()}, "What it is; absent: a function.", all_words(kRoutineWords)},
       {"arguments", {text()}, "The arguments as declared, where the signature does not say all."},
       {"returns", {text()}, "What it returns."},
       {"language", {text()}, "The language of the body; absent: sql."},
       {"body", {text()}, "The body."},
       option("volatility", "immutable, stable or volatile."),
       option("security", "invoker or definer: whose rights it has."),
       option("parallel", "safe, restricted or unsafe."),
       option("cost", "The estimated cost of a call."),
       option("rows", "The estimated number of rows."),
       option("strict", "NULL for a NULL argument."),
       option("leakproof", "Tells nothing about its arguments."),
       option("window", "A window function."),
       option("support", "The planner support function."),
       more_options_key(),
       comment_key(),
       dialects_key()}};
}

KeyGroup extension_keys() {
  return {"extension",
          "An extension.",
          {{"version", {text()}, "The version; absent: any."},
           {"schema", {text()}, "The schema that its objects live in."},
           comment_key(),
           dialects_key()}};
}

KeyGroup collation_keys() {
  return {"collation",
          "A collation.",
          {option("provider", "libc, icu or builtin."),
           option("locale", "The locale, for both sorting and letters."),
           option("lc_collate", "The locale for sorting."),
           option("lc_ctype", "The locale for letters."),
           option("deterministic", "false: strings that differ may be equal."),
           option("rules", "More rules for sorting (ICU)."),
           option("version", "The version of the locale's definition."), more_options_key(),
           comment_key(), renamed(), dialects_key()}};
}

KeyGroup schema_keys() {
  return {
      "schema",
      "A schema.",
      {{"owner", {text()}, "The role that owns it."}, comment_key(), renamed(), dialects_key()}};
}

KeyGroup grant_keys() {
  return {
      "grant",
      "Privileges given to roles.",
      {required({"privileges", {texts()}, "What they may do: \"select\"."}),
       required(
           {"on", {text()}, "What it is on: \"table bookings\", \"table bookings (room, code)\"."}),
       required({"to", {texts()}, "The roles."}),
       {"grantable", {boolean()}, "Whether they may give it on (WITH GRANT OPTION)."},
       dialects_key()}};
}

}  // namespace athanor::model
