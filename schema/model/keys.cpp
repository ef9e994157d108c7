#include "schema/model/keys.hpp"

#include <cassert>
#include <map>

#include "schema/model/keys_parts.hpp"
#include "schema/model/words.hpp"

namespace athanor::model {
namespace {

std::map<Group, KeyGroup> all_groups() {
  return {
      {Group::Root, root_keys()},
      {Group::Table, table_keys()},
      {Group::VirtualTable, virtual_table_keys()},
      {Group::Partition, partition_keys()},
      {Group::Trigger, trigger_keys()},
      {Group::Policy, policy_keys()},
      {Group::Column, column_keys()},
      {Group::NotNull, not_null_keys()},
      {Group::Identity, identity_keys()},
      {Group::Generated, generated_keys()},
      {Group::KeyColumn, key_column_keys()},
      {Group::PrimaryKey, primary_key_keys()},
      {Group::ColumnPrimaryKey, column_primary_key_keys()},
      {Group::Unique, unique_keys()},
      {Group::ColumnUnique, column_unique_keys()},
      {Group::ForeignKey, foreign_key_keys()},
      {Group::ColumnReference, column_reference_keys()},
      {Group::Check, check_keys()},
      {Group::IndexElement, index_element_keys()},
      {Group::Index, index_keys()},
      {Group::ColumnIndex, column_index_keys()},
      {Group::Exclusion, exclusion_keys()},
      {Group::ExclusionElement, exclusion_element_keys()},
      {Group::Enum, enum_keys()},
      {Group::Domain, domain_keys()},
      {Group::Type, type_keys()},
      {Group::TypeField, type_field_keys()},
      {Group::Sequence, sequence_keys()},
      {Group::View, view_keys()},
      {Group::MaterializedView, materialized_view_keys()},
      {Group::Function, function_keys()},
      {Group::Extension, extension_keys()},
      {Group::Collation, collation_keys()},
      {Group::Schema, schema_keys()},
      {Group::Grant, grant_keys()},
  };
}

}  // namespace

const KeyGroup& keys_of(Group group) {
  static const std::map<Group, KeyGroup> groups = all_groups();
  auto found = groups.find(group);
  assert(found != groups.end() && "a group without keys");
  return found->second;
}

const Key* find_key(const KeyGroup& group, std::string_view name) {
  for (const auto& key : group.keys) {
    if (key.name == name) return &key;
  }
  return nullptr;
}

std::string_view describe(const Form& form) {
  switch (form.shape) {
    case Shape::Text:
    case Shape::ChoiceOfColumns:
      return "a string";
    case Shape::Boolean:
      return "true or false";
    case Shape::Integer:
      return "an integer";
    case Shape::Scalar:
      return "a string, a number, true or false";
    case Shape::Texts:
      return "an array of strings";
    case Shape::Scalars:
    case Shape::TextMap:
    case Shape::Object:
    case Shape::ObjectMap:
    case Shape::MixedMap:
      return "a table";
    case Shape::Anything:
      return "a value";
    case Shape::Objects:
      return "an array of tables";
    case Shape::Mixed:
      return "an array of strings or tables";
  }
  return "a value";
}

Key comment_key() {
  return {"comment", {text()}, "What the object is for; kept in the database where it can be."};
}

Key renamed_key(std::string_view doc) {
  return {"renamed_from", {text()}, doc};
}

Key dialects_key() {
  return {"dialects", {texts()},          "The only dialects that have this object; absent: all.",
          {},         Presence::Optional, Override::Forbidden};
}

Key deferrable_key() {
  return {"deferrable",
          {boolean(), text()},
          "Whether the check may wait until the end of the transaction; true is \"initially "
          "immediate\".",
          all_words(kDeferrableWords)};
}

Key conflict_key() {
  return {"on_conflict",
          {text()},
          "What SQLite does with a row that breaks the constraint.",
          all_words(kConflictWords)};
}

Key with_key() {
  return {"with", {{Shape::Scalars}}, "Storage parameters."};
}

Key tablespace_key() {
  return {"tablespace", {text()}, "The tablespace it is stored in."};
}

Key constraint_name_key() {
  return {"name", {text()}, "The constraint's name; absent: the dialect's conventional one."};
}

std::vector<Key> joined(std::initializer_list<std::vector<Key>> lists) {
  std::vector<Key> all;
  for (const auto& list : lists) all.insert(all.end(), list.begin(), list.end());
  return all;
}

}  // namespace athanor::model
