#include "schema/model/keys_parts.hpp"
#include "schema/model/words.hpp"

namespace athanor::model {
namespace {

Key columns_key(std::string_view doc, Group element) {
  return {"columns", {{Shape::Mixed, element}}, doc, {}, Presence::Required};
}

Key include_key() {
  return {"include", {texts()}, "Columns kept in the index besides its own."};
}

Key nulls_distinct_key() {
  return {"nulls_distinct", {boolean()}, "false: two NULLs count as equal."};
}

Key where_key() {
  return {"where", {text()}, "SQL: only rows for which this is true."};
}

std::vector<Key> storage_keys() {
  return {with_key(), tablespace_key(), comment_key()};
}

/// Of one column of a key, where the key has only that one.
std::vector<Key> key_column_option_keys() {
  return {{"order", {text()}, "The order of the key's index.", all_words(kOrderWords)},
          {"collation", {text()}, "The collation that the key compares with."}};
}

std::vector<Key> primary_key_clause_keys() {
  return joined(
      {{constraint_name_key(),
        include_key(),
        deferrable_key(),
        conflict_key(),
        {"autoincrement", {boolean()}, "SQLite never uses a rowid again (AUTOINCREMENT)."}},
       storage_keys()});
}

std::vector<Key> unique_clause_keys() {
  return joined({{constraint_name_key(), include_key(), nulls_distinct_key(), deferrable_key(),
                  conflict_key()},
                 storage_keys(),
                 {renamed_key("The constraint's name before.")}});
}

std::vector<Key> foreign_key_clause_keys() {
  return joined({{constraint_name_key()},
                 reference_clause_keys(),
                 {{"validated",
                   {boolean()},
                   "false: rows that were there before are not checked (NOT VALID)."},
                  {"unchecked",
                   {boolean()},
                   "true: the key may point at nothing, or at columns that are not unique."},
                  comment_key(),
                  renamed_key("The constraint's name before.")}});
}

std::vector<Key> index_clause_keys() {
  return joined({{{"name", {text()}, "The index's name; absent: the dialect's conventional one."},
                  {"unique", {boolean()}, "No two rows have the same values."},
                  where_key(),
                  {"using", {text()}, "The index method; absent: btree."},
                  include_key(),
                  nulls_distinct_key()},
                 storage_keys(),
                 {renamed_key("The index's name before.")}});
}

std::vector<Key> index_element_option_keys() {
  return {{"collation", {text()}, "The collation that the index compares with."},
          {"operator_class", {text()}, "The operator class, with parameters."},
          {"order", {text()}, "The order.", all_words(kOrderWords)},
          {"nulls", {text()}, "Where NULLs stand.", all_words(kNullsWords)}};
}

}  // namespace

std::vector<Key> reference_clause_keys() {
  return {{"on_delete",
           {{Shape::ChoiceOfColumns}},
           "What happens when the row pointed at goes.",
           all_words(kActionWords)},
          {"on_update",
           {text()},
           "What happens when the value pointed at changes.",
           all_words(kActionWords)},
          {"match", {text()}, "How a key of several columns treats NULL.", all_words(kMatchWords)},
          deferrable_key()};
}

KeyGroup key_column_keys() {
  return {"key column", "A column of a key, with more about it.",
          joined({{{"column", {text()}, "The column's name.", {}, Presence::Required}},
                  key_column_option_keys()})};
}

KeyGroup primary_key_keys() {
  return {
      "primary key", "The primary key, with more about it.",
      joined({{columns_key("Its columns: \"id\", \"name collate nocase desc\".", Group::KeyColumn)},
              primary_key_clause_keys()})};
}

KeyGroup column_primary_key_keys() {
  return {"primary key", "The primary key of this one column, with more about it.",
          joined({primary_key_clause_keys(), key_column_option_keys()})};
}

KeyGroup unique_keys() {
  return {"unique constraint", "A unique constraint.",
          joined({{columns_key("Its columns.", Group::KeyColumn)},
                  unique_clause_keys(),
                  {dialects_key()}})};
}

KeyGroup column_unique_keys() {
  return {"unique constraint", "A unique constraint of this one column.",
          joined({unique_clause_keys(), key_column_option_keys(), {dialects_key()}})};
}

KeyGroup foreign_key_keys() {
  return {"foreign key", "A foreign key.",
          joined({{{"columns", {texts()}, "The columns that point.", {}, Presence::Required},
                   {"references",
                    {text()},
                    "The columns pointed at: \"rooms(id, code)\".",
                    {},
                    Presence::Required}},
                  foreign_key_clause_keys(),
                  {dialects_key()}})};
}

KeyGroup column_reference_keys() {
  return {"foreign key", "A foreign key of this one column.",
          joined({{{"table", {text()}, "The table pointed at.", {}, Presence::Required},
                   {"columns", {texts()}, "The columns pointed at; absent: its primary key."}},
                  foreign_key_clause_keys(),
                  {dialects_key()}})};
}

KeyGroup check_keys() {
  return {
      "check constraint",
      "A check constraint.",
      {constraint_name_key(),
       {"expression", {text()}, "SQL: what is true of every row.", {}, Presence::Required},
       {"inherit", {boolean()}, "false: not for tables that inherit from this one (NO INHERIT)."},
       {"validated",
        {boolean()},
        "false: rows that were there before are not checked (NOT VALID)."},
       conflict_key(),
       comment_key(),
       renamed_key("The constraint's name before."),
       dialects_key()}};
}

KeyGroup index_element_keys() {
  return {"index column", "One thing that an index is over, with more about it.",
          joined({{{"column", {text()}, "The column's name; or else an expression."},
                   {"expression", {text()}, "SQL: what is indexed."}},
                  index_element_option_keys()})};
}

KeyGroup index_keys() {
  return {"index", "An index.",
          joined({{columns_key("Columns and expressions: \"starts desc nulls last\".",
                               Group::IndexElement)},
                  index_clause_keys(),
                  {dialects_key()}})};
}

KeyGroup column_index_keys() {
  return {"index", "An index of this one column.",
          joined({index_clause_keys(), index_element_option_keys(), {dialects_key()}})};
}

KeyGroup exclusion_keys() {
  return {"exclusion constraint", "An exclusion constraint.",
          joined({{constraint_name_key(),
                   {"using", {text()}, "The index method; absent: gist."},
                   {"elements",
                    {{Shape::Mixed, Group::ExclusionElement}},
                    "What is compared, and how: \"room with =\".",
                    {},
                    Presence::Required},
                   include_key(),
                   where_key(),
                   deferrable_key()},
                  storage_keys(),
                  {renamed_key("The constraint's name before."), dialects_key()}})};
}

KeyGroup exclusion_element_keys() {
  return {"exclusion element",
          "One comparison of an exclusion constraint.",
          {{"element", {text()}, "SQL: what is compared.", {}, Presence::Required},
           {"operator", {text()}, "The operator.", {}, Presence::Required}}};
}

}  // namespace athanor::model
