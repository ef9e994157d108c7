#include "engine/dialects/postgresql/names.hpp"

#include <algorithm>
#include <array>

namespace athanor::postgresql {
namespace {

/// Appendix C of the manual without the words that are "non-reserved": those of PostgreSQL 12 to
/// 18 together, since a name quoted without need is still the same name.
constexpr std::array kKeywords = std::to_array<std::string_view>({
    "all",
    "analyse",
    "analyze",
    "and",
    "any",
    "array",
    "as",
    "asc",
    "asymmetric",
    "authorization",
    "between",
    "bigint",
    "binary",
    "bit",
    "boolean",
    "both",
    "case",
    "cast",
    "char",
    "character",
    "check",
    "coalesce",
    "collate",
    "collation",
    "column",
    "concurrently",
    "constraint",
    "create",
    "cross",
    "current_catalog",
    "current_date",
    "current_role",
    "current_schema",
    "current_time",
    "current_timestamp",
    "current_user",
    "dec",
    "decimal",
    "default",
    "deferrable",
    "desc",
    "distinct",
    "do",
    "else",
    "end",
    "except",
    "exists",
    "extract",
    "false",
    "fetch",
    "float",
    "for",
    "foreign",
    "freeze",
    "from",
    "full",
    "grant",
    "greatest",
    "group",
    "grouping",
    "having",
    "ilike",
    "in",
    "initially",
    "inner",
    "inout",
    "int",
    "integer",
    "intersect",
    "interval",
    "into",
    "is",
    "isnull",
    "join",
    "json",
    "json_array",
    "json_arrayagg",
    "json_exists",
    "json_object",
    "json_objectagg",
    "json_query",
    "json_scalar",
    "json_serialize",
    "json_table",
    "json_value",
    "lateral",
    "leading",
    "least",
    "left",
    "like",
    "limit",
    "localtime",
    "localtimestamp",
    "merge_action",
    "national",
    "natural",
    "nchar",
    "none",
    "normalize",
    "not",
    "notnull",
    "null",
    "nullif",
    "numeric",
    "offset",
    "on",
    "only",
    "or",
    "order",
    "out",
    "outer",
    "overlaps",
    "overlay",
    "placing",
    "position",
    "precision",
    "primary",
    "real",
    "references",
    "returning",
    "right",
    "row",
    "select",
    "session_user",
    "setof",
    "similar",
    "smallint",
    "some",
    "substring",
    "symmetric",
    "system_user",
    "table",
    "tablesample",
    "then",
    "time",
    "timestamp",
    "to",
    "trailing",
    "treat",
    "trim",
    "true",
    "union",
    "unique",
    "user",
    "using",
    "values",
    "varchar",
    "variadic",
    "verbose",
    "when",
    "where",
    "window",
    "with",
    "xmlattributes",
    "xmlconcat",
    "xmlelement",
    "xmlexists",
    "xmlforest",
    "xmlnamespaces",
    "xmlparse",
    "xmlpi",
    "xmlroot",
    "xmlserialize",
    "xmltable",
});

/// NAMEDATALEN - 1 (section 4.1.1).
constexpr std::size_t kLongestName = 63;

bool is_plain(std::string_view name) {
  auto letter = [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; };
  if (name.empty() || !letter(name.front())) return false;
  return std::all_of(name.begin(), name.end(),
                     [&](char c) { return letter(c) || (c >= '0' && c <= '9'); });
}

std::string doubled(std::string_view text, char quote) {
  std::string out(1, quote);
  for (char c : text) {
    out += c;
    if (c == quote) out += c;
  }
  return out + quote;
}

/// At most `bytes` of UTF-8 text, never half of a character.
std::string_view clipped(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U) --bytes;
  return text.substr(0, bytes);
}

}  // namespace

std::string quote_name(std::string_view name) {
  if (is_plain(name) && !std::binary_search(kKeywords.begin(), kKeywords.end(), name)) {
    return std::string(name);
  }
  return doubled(name, '"');
}

std::string quote_name(const QualifiedName& name) {
  return name.schema.empty() ? quote_name(name.name)
                             : quote_name(name.schema) + "." + quote_name(name.name);
}

std::string quote_names(const std::vector<std::string>& names) {
  std::string out;
  for (const auto& name : names) out += (out.empty() ? "" : ", ") + quote_name(name);
  return out;
}

std::string quote_text(std::string_view text) {
  return doubled(text, '\'');
}

std::string made_name(std::string_view table, std::string_view column, std::string_view label) {
  std::size_t extra = (label.empty() ? 0 : label.size() + 1) + (column.empty() ? 0 : 1);
  auto first = table.size(), second = column.size();
  while (first + second + extra > kLongestName) --(first > second ? first : second);
  std::string out(clipped(table, first));
  if (!column.empty()) out.append("_").append(clipped(column, second));
  if (!label.empty()) out.append("_").append(label);
  return out;
}

}  // namespace athanor::postgresql
