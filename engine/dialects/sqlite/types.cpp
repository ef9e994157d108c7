#include "engine/dialects/sqlite/types.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <map>

#include "engine/dialects/sqlite/names.hpp"
#include "schema/sql_text.hpp"

namespace athanor::sqlite {
namespace {

/// Model type -> what SQLite declares. Those with `modifiers` keep them.
struct Spelling {
  const char* declared;
  bool modifiers;
};

const std::map<std::string, Spelling, std::less<>>& spellings() {
  static const std::map<std::string, Spelling, std::less<>> map = {
      {"smallint", {"INTEGER", false}},
      {"integer", {"INTEGER", false}},
      {"bigint", {"INTEGER", false}},
      {"boolean", {"BOOLEAN", false}},
      {"real", {"REAL", false}},
      {"double", {"REAL", false}},
      {"double precision", {"REAL", false}},
      {"numeric", {"NUMERIC", true}},
      {"text", {"TEXT", false}},
      {"varchar", {"VARCHAR", true}},
      {"char", {"CHAR", true}},
      {"bytes", {"BLOB", false}},
      {"date", {"DATE", false}},
      {"time", {"TIME", false}},
      {"timestamp", {"TIMESTAMP", false}},
      {"timestamptz", {"TIMESTAMP", false}},
      {"interval", {"TEXT", false}},
      {"uuid", {"TEXT", false}},
      {"json", {"JSON", false}},
      {"jsonb", {"JSON", false}},
  };
  return map;
}

/// Declared words -> the model's type, where a common word has one. The rest goes by affinity.
const std::map<std::string, const char*, std::less<>>& common_words() {
  static const std::map<std::string, const char*, std::less<>> map = {
      {"integer", "integer"},
      {"int", "integer"},
      {"bigint", "bigint"},
      {"smallint", "smallint"},
      {"boolean", "boolean"},
      {"bool", "boolean"},
      {"real", "real"},
      {"float", "double"},
      {"double", "double"},
      {"double precision", "double"},
      {"numeric", "numeric"},
      {"decimal", "numeric"},
      {"text", "text"},
      {"clob", "text"},
      {"varchar", "varchar"},
      {"nvarchar", "varchar"},
      {"character varying", "varchar"},
      {"char", "char"},
      {"nchar", "char"},
      {"character", "char"},
      {"blob", "bytes"},
      {"", "bytes"},
      {"date", "date"},
      {"time", "time"},
      {"timestamp", "timestamp"},
      {"datetime", "timestamp"},
      {"uuid", "uuid"},
      {"json", "json"},
      {"jsonb", "jsonb"},
  };
  return map;
}

/// datatype3.html, section 3.1: the rules in their order.
const char* by_affinity(const std::string& words) {
  auto has = [&](const char* part) { return words.find(part) != std::string::npos; };
  if (has("int")) return "integer";
  if (has("char") || has("clob") || has("text")) return "text";
  if (has("blob")) return "bytes";
  if (has("real") || has("floa") || has("doub")) return "double";
  return "numeric";
}

bool is_number(std::string_view text) {
  if (!text.empty() && text.front() == '-') text.remove_prefix(1);
  bool digits = !text.empty();
  for (char c : text) digits = digits && c >= '0' && c <= '9';
  return digits && (text.size() == 1 || text.front() != '0') && text.size() <= 18;
}

}  // namespace

std::optional<DataType> lower_type(const DataType& model) {
  if (model.dimensions > 0 || !model.name.schema.empty()) return std::nullopt;
  auto name = ascii_lower(model.name.name);
  // `timestamp(3) with time zone` and its like are what timestamptz abbreviates.
  if (name == "timestamp with time zone" || name == "timestamp without time zone") {
    name = "timestamp";
  }
  auto found = spellings().find(name);
  if (found == spellings().end()) return std::nullopt;
  DataType declared;
  declared.name.name = found->second.declared;
  if (found->second.modifiers) declared.modifiers = model.modifiers;
  return declared;
}

DataType raise_type(const DataType& declared) {
  auto words = ascii_lower(declared.name.name);
  auto common = common_words().find(words);
  DataType model;
  model.name.name = common != common_words().end() ? common->second : by_affinity(words);
  if (spellings().at(model.name.name).modifiers) model.modifiers = declared.modifiers;
  return model;
}

bool same_type(const DataType& a, const DataType& b) {
  if (a == b) return true;
  if (a.modifiers.size() != b.modifiers.size() || a.dimensions != b.dimensions) return false;
  for (std::size_t i = 0; i < a.modifiers.size(); ++i) {
    if (!ascii_iequals(a.modifiers[i], b.modifiers[i])) return false;
  }
  return ascii_iequals(a.name.name, b.name.name) && ascii_iequals(a.name.schema, b.name.schema);
}

std::string type_text(const DataType& declared) {
  if (declared.modifiers.empty()) return declared.name.name;
  return fmt::format("{}({})", declared.name.name, fmt::join(declared.modifiers, ","));
}

bool is_rowid_type(const DataType& declared) {
  return ascii_iequals(declared.name.name, "integer") && declared.modifiers.empty();
}

std::string literal_text(const Literal& literal) {
  switch (literal.kind) {
    case Literal::Kind::Null:
      return "NULL";
    case Literal::Kind::Boolean:
      return literal.text == "true" ? "1" : "0";
    case Literal::Kind::Integer:
    case Literal::Kind::Real:
      return literal.text;
    case Literal::Kind::String:
    case Literal::Kind::Json:
      return quote_text(literal.text);
  }
  return {};
}

std::optional<Literal> read_literal(const std::string& text, const DataType& model_type) {
  if (model_type.name.name == "boolean") {
    if (text == "0" || text == "1") {
      return Literal{Literal::Kind::Boolean, text == "1" ? "true" : "false"};
    }
  }
  if (is_number(text)) return Literal{Literal::Kind::Integer, text};
  auto tokens = scan_sql(text);
  bool plain = tokens.size() == 1 && tokens[0].length == text.size() && text.front() == '\'';
  if (!plain) return std::nullopt;
  std::string bare;
  for (std::size_t i = 1; i + 1 < text.size(); ++i) {
    bare += text[i];
    if (text[i] == '\'') ++i;
  }
  return Literal{Literal::Kind::String, bare};
}

bool is_serial(const DataType& model) {
  auto name = ascii_lower(model.name.name);
  return model.name.schema.empty() && model.dimensions == 0 &&
         (name == "serial" || name == "bigserial" || name == "smallserial");
}

}  // namespace athanor::sqlite
