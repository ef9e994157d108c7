#include "engine/dialects/postgresql/serial.hpp"

#include <fmt/format.h>

#include "engine/dialects/postgresql/conventions.hpp"
#include "engine/dialects/postgresql/names.hpp"
#include "engine/dialects/postgresql/types.hpp"
#include "schema/sql_text.hpp"

namespace athanor::postgresql {
namespace {

std::string nextval(const QualifiedName& sequence) {
  return fmt::format("nextval({}::regclass)", quote_text(quote_name(sequence)));
}

}  // namespace
std::string serial_of_integer(const DataType& type) {
  if (type.name.name == "smallint") return "smallserial";
  return type.name.name == "bigint" ? "bigserial" : "serial";
}

Sequence expand_serial(Column& column, const DataType& integer, const QualifiedName& table) {
  Sequence sequence;
  sequence.name = {table.schema, sequence_name(table.name, column.name)};
  if (integer.name.name != "bigint") sequence.options.type = integer;
  sequence.owner_table = table;
  sequence.owner_column = column.name;
  sequence.place = column.place;
  column.type = integer;
  column.nullable = false;
  column.default_value = Expression{nextval(sequence.name), column.place};
  return sequence;
}

const Sequence* counting_sequence(const Column& column, const QualifiedName& table,
                                  const std::map<QualifiedName, Sequence>& sequences) {
  const auto* text =
      column.default_value ? std::get_if<Expression>(&*column.default_value) : nullptr;
  if (!text || text->text.find("nextval") == std::string::npos) return nullptr;
  for (auto& token : scan_sql(text->text)) {
    if (token.kind != SqlToken::Kind::String || token.text.size() < 3) continue;
    auto inner = scan_sql(token.text.substr(1, token.text.size() - 2));
    QualifiedName name;
    if (inner.size() == 1) name = {"", inner[0].text};
    if (inner.size() == 3) name = {inner[0].text == "public" ? "" : inner[0].text, inner[2].text};
    auto found = sequences.find(name);
    if (found == sequences.end()) return nullptr;
    const Sequence& sequence = found->second;
    bool own = sequence.owner_table == table && sequence.owner_column == column.name;
    return own ? &sequence : nullptr;
  }
  return nullptr;
}

const Sequence* serial_sequence(const Column& column, const QualifiedName& table,
                                const std::map<QualifiedName, Sequence>& sequences) {
  const Sequence* found = counting_sequence(column, table, sequences);
  bool integer = column.type.dimensions == 0 && column.type.name.schema.empty() &&
                 (column.type.name.name == "smallint" || column.type.name.name == "integer" ||
                  column.type.name.name == "bigint");
  if (!found || !integer || column.nullable != false) return nullptr;
  Column like = column;
  auto plain = expand_serial(like, column.type, table);
  auto text = std::get<Expression>(*like.default_value).text;
  if (!same_tokens(text, std::get<Expression>(*column.default_value).text)) return nullptr;
  Sequence same = *found;
  same.place = plain.place;
  return same == plain ? found : nullptr;
}

}  // namespace athanor::postgresql
