#pragma once
/// The parts that the table of keys is put together from: keys that several groups share, and one
/// function a group.

#include <initializer_list>

#include "schema/model/keys.hpp"

namespace athanor::model {

inline Form text() {
  return {Shape::Text};
}
inline Form boolean() {
  return {Shape::Boolean};
}
inline Form integer() {
  return {Shape::Integer};
}
inline Form texts() {
  return {Shape::Texts};
}
inline Form object(Group group) {
  return {Shape::Object, group};
}

/// The key, which may not be left out.
inline Key required(Key key) {
  key.presence = Presence::Required;
  return key;
}

Key comment_key();
Key renamed_key(std::string_view doc);
Key dialects_key();
Key deferrable_key();
Key conflict_key();
Key with_key();
Key tablespace_key();
Key constraint_name_key();

/// All the lists, one after another.
std::vector<Key> joined(std::initializer_list<std::vector<Key>> lists);

KeyGroup root_keys();
KeyGroup table_keys();
KeyGroup virtual_table_keys();
KeyGroup partition_keys();
KeyGroup trigger_keys();
KeyGroup policy_keys();

KeyGroup column_keys();
KeyGroup not_null_keys();
KeyGroup identity_keys();
KeyGroup generated_keys();
/// A sequence's own options, shared by identities and sequences.
std::vector<Key> sequence_option_keys();

KeyGroup key_column_keys();
KeyGroup primary_key_keys();
KeyGroup column_primary_key_keys();
KeyGroup unique_keys();
KeyGroup column_unique_keys();
KeyGroup foreign_key_keys();
KeyGroup column_reference_keys();
KeyGroup check_keys();
KeyGroup index_element_keys();
KeyGroup index_keys();
KeyGroup column_index_keys();
KeyGroup exclusion_keys();
KeyGroup exclusion_element_keys();
/// `on_delete`, `on_update`, `match` and `deferrable`: also keys of a column with `references`.
std::vector<Key> reference_clause_keys();

KeyGroup enum_keys();
KeyGroup domain_keys();
KeyGroup type_keys();
KeyGroup type_field_keys();
KeyGroup sequence_keys();
KeyGroup view_keys();
KeyGroup materialized_view_keys();
KeyGroup function_keys();
KeyGroup extension_keys();
KeyGroup collation_keys();
KeyGroup schema_keys();
KeyGroup grant_keys();

}  // namespace athanor::model
