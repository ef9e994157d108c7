#pragma once
/// The writers of each part of a model file, each the inverse of its reader in read_parts.hpp.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/model/keys.hpp"
#include "schema/model/spelling.hpp"
#include "schema/model/toml_text.hpp"
#include "schema/model/words.hpp"
#include "schema/options.hpp"
#include "schema/schema.hpp"

namespace athanor::model {

/// Names with what stands in a line for each.
using Rows = std::vector<std::pair<std::string, InlineTable>>;

/// One section of a file.
struct Block {
  enum class Kind {
    Section,  ///< `[header]` and the keys below it
    Aligned,  ///< the same with the rows after the keys, every `=` in one column
    Element,  ///< `[[header]]`: one more element of an array
  };
  Kind kind;
  std::string header;
  InlineTable keys;
  Rows rows = {};

  std::string text() const;
};

/// One file being written: sections, each under its header, with an empty line between them.
class Page {
 public:
  void section(const std::string& header, const InlineTable& keys) {
    blocks_.push_back({Block::Kind::Section, header, keys});
  }
  void aligned_section(const std::string& header, const InlineTable& keys, Rows rows = {}) {
    blocks_.push_back({Block::Kind::Aligned, header, keys, std::move(rows)});
  }
  void element(const std::string& header, const InlineTable& keys) {
    blocks_.push_back({Block::Kind::Element, header, keys});
  }
  void add(Block block) { blocks_.push_back(std::move(block)); }
  bool empty() const { return blocks_.empty(); }
  const std::vector<Block>& blocks() const { return blocks_; }
  /// The whole file, with the line that tells editors its schema.
  std::string text() const;

 private:
  std::vector<Block> blocks_;
};

/// A key is written only where its value is not the one that its absence means.
void put(InlineTable& table, std::string_view key, const std::optional<std::string>& value);
void put(InlineTable& table, std::string_view key, const std::optional<Expression>& value);
void put(InlineTable& table, std::string_view key, const std::optional<std::int64_t>& value);
void put(InlineTable& table, std::string_view key, const std::optional<QualifiedName>& value);
void put(InlineTable& table, std::string_view key, const std::vector<std::string>& values);
void put(InlineTable& table, std::string_view key, const std::vector<QualifiedName>& values);
void put(InlineTable& table, std::string_view key, const Options& options);

template <class E, std::size_t N>
void put(InlineTable& table, std::string_view key, std::optional<E> value,
         const Word<E> (&words)[N]) {
  if (value) table.add(std::string(key), toml_string(word_of(words, *value)));
}

/// Writes `key = true` where `value` is.
void put_true(InlineTable& table, std::string_view key, bool value);
/// Writes `key = false` where `value` is not.
void put_false(InlineTable& table, std::string_view key, bool value);
void put_deferrable(InlineTable& table, std::optional<Deferrable> deferrable);
/// Options that have keys of their own in `group`, then the others under `options`.
void put_options(InlineTable& table, const Options& options, Group group);
void put_sequence_options(InlineTable& table, const SequenceOptions& options);

ColumnNames names_of(const std::vector<Column>& columns);

/// All of a constraint or an index but the columns it is over.
InlineTable clauses_of(const PrimaryKey& key);
InlineTable clauses_of(const Unique& unique);
InlineTable clauses_of(const ForeignKey& key);
InlineTable clauses_of(const Index& index);
void put_reference_clauses(InlineTable& table, const ForeignKey& key);

/// The whole of one, as an element of its array.
InlineTable fields_of(const Unique& unique, const ColumnNames& known);
InlineTable fields_of(const ForeignKey& key);
InlineTable fields_of(const Check& check);
InlineTable fields_of(const Exclusion& exclusion);
InlineTable fields_of(const Index& index, const ColumnNames& known);
InlineTable fields_of(const Trigger& trigger);
InlineTable fields_of(const Policy& policy);

/// The value of a table's `primary_key`.
std::string spell_primary_key(const PrimaryKey& key, const ColumnNames& known);
/// A check as an element of an inline array: its expression alone where it has nothing else.
std::string spell_check(const Check& check);

/// What columns say of the constraints and indexes of their table, by column, and those that no
/// column can say in short.
struct Shorthands {
  std::map<std::string, InlineTable> by_column;
  Table rest;
};
Shorthands take_shorthands(const Table& table);

/// The inline table of a column, with its shorthands.
InlineTable fields_of(const Column& column, const Table& table, const InlineTable& shorthands,
                      const std::string& dialect);

void write_table(Page& page, const Table& table, const std::string& dialect);
void write(Page& page, const VirtualTable& table);
void write(Page& page, const EnumType& type);
void write(Page& page, const Domain& domain);
void write(Page& page, const CompositeType& type);
void write(Page& page, const RangeType& type);
void write(Page& page, const Collation& collation);
void write(Page& page, const Sequence& sequence);
void write(Page& page, const View& view);
void write(Page& page, const MaterializedView& view);
void write(Page& page, const Routine& routine);
void write(Page& page, const Extension& extension);
void write(Page& page, const Namespace& space);
void write(Page& page, const Grant& grant);

}  // namespace athanor::model
