#pragma once
/// What model files write as one string: names, references, key columns, trigger events. Each form
/// is read and written here, side by side, and what has no such spelling says so by `nullopt`.
///
/// Names need no quotes unless they are odd: `"..."` with doubled quotes inside, as in SQL, keeps a
/// dot, a comma or a parenthesis part of a name.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/schema.hpp"

namespace athanor::model {

/// The names of the columns that a table is known to have, its parents' among them.
using ColumnNames = std::vector<std::string>;

/// `name`, `schema.name`, `"odd.name"`. A dot after an opening parenthesis is no separator, so that
/// a routine's signature is a name too. Never fails: what is not quoted as a whole is taken as it
/// is.
QualifiedName parse_name(std::string_view text);
std::string spell(const QualifiedName& name);

/// What a foreign key points at; no columns mean the primary key.
struct Reference {
  QualifiedName table;
  std::vector<std::string> columns;

  bool operator==(const Reference&) const = default;
};

/// `rooms`, `rooms(id, code)`, `"odd name"("a,b")`. Nothing where the parentheses do not close.
std::optional<Reference> parse_reference(std::string_view text);
std::string spell(const Reference& reference);

/// A column of a table, `schema.table.column`: what owns a sequence.
struct TableColumn {
  QualifiedName table;
  std::string column;

  bool operator==(const TableColumn&) const = default;
};

std::optional<TableColumn> parse_table_column(std::string_view text);
std::string spell(const TableColumn& column);

/// An action of a foreign key, with the columns that it sets.
struct Action {
  ReferenceAction action = ReferenceAction::NoAction;
  std::vector<std::string> columns;

  bool operator==(const Action&) const = default;
};

/// `cascade`, `set null (room)`.
std::optional<Action> parse_action(std::string_view text);
std::string spell(const Action& action);

/// `id`, `name collate nocase desc`; one of `columns` spelled exactly so is that column.
std::optional<KeyColumn> parse_key_column(std::string_view text, const ColumnNames& columns);
std::optional<std::string> spell(const KeyColumn& column, const ColumnNames& columns);

/// As parse_index_element, but one of `columns` spelled exactly so is that column.
IndexElement parse_element(std::string_view text, const ColumnNames& columns, const Place& place);
std::optional<std::string> spell(const IndexElement& element, const ColumnNames& columns);

/// `room with =`: the last `with` outside parentheses parts the element from the operator.
std::optional<ExclusionElement> parse_exclusion(std::string_view text, const Place& place);
std::optional<std::string> spell(const ExclusionElement& element);

/// When a trigger fires: `before update of a, b or delete`.
struct Firing {
  std::optional<Trigger::Timing> timing;
  std::vector<Trigger::Event> events;
  std::vector<std::string> update_columns;

  bool operator==(const Firing&) const = default;
};

std::optional<Firing> parse_firing(std::string_view text);
std::optional<std::string> spell(const Firing& firing);

/// `text` is the same after reading as before writing: the name is quoted where it must be.
std::string spell_type(const DataType& type);

/// The arguments inside a routine's signature: `a integer` of `touch(a integer)`, else "".
std::string_view signature_arguments(std::string_view signature);

/// A body without white space around it and without final semicolons.
std::string trimmed_body(std::string_view text);

}  // namespace athanor::model
