#include "engine/dialects/postgresql/conventions.hpp"

#include <algorithm>
#include <functional>

#include "engine/dialects/postgresql/names.hpp"
#include "grammar/postgresql/conventional_names.hpp"
#include "schema/overloaded.hpp"
#include "schema/sql_text.hpp"

namespace athanor::postgresql {
namespace {

constexpr std::size_t kLongestName = 63;  // NAMEDATALEN - 1, in bytes

/// Cuts to `length` bytes, never within a UTF-8 character.
void clip(std::string& text, std::size_t length) {
  if (text.size() <= length) return;
  while (length > 0 && (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80) --length;
  text.resize(length);
}

std::string joined(const std::vector<std::string>& names) {
  std::string out;
  for (const auto& name : names) out += (out.empty() ? "" : "_") + name;
  clip(out, kLongestName);
  return out;
}

std::vector<std::string> names_of(const std::vector<KeyColumn>& columns,
                                  const std::vector<std::string>& include) {
  std::vector<std::string> out;
  for (const auto& column : columns) out.push_back(column.name);
  out.insert(out.end(), include.begin(), include.end());
  return out;
}

/// What an expression's column in an index is called: its function's name, or "expr".
std::string expression_name(const Expression& expression) {
  auto tokens = scan_sql(expression.text);
  bool call = tokens.size() > 2 && tokens[1].text == "(" && tokens.back().text == ")" &&
              tokens[0].kind == SqlToken::Kind::Word;
  return call ? ascii_lower(tokens[0].text) : "expr";
}

std::vector<std::string> names_of(const Index& index) {
  std::vector<std::string> out;
  for (const auto& element : index.elements) {
    out.push_back(std::visit(
        overloaded{[](const std::string& column) { return column; },
                   [](const Expression& expression) { return expression_name(expression); }},
        element.what));
  }
  out.insert(out.end(), index.include.begin(), index.include.end());
  return out;
}

std::vector<std::string> names_of(const Exclusion& exclusion, const Table& table) {
  std::vector<std::string> out;
  for (const auto& element : exclusion.elements) {
    auto tokens = scan_sql(element.element.text);
    bool column = tokens.size() == 1 && find_column(table, tokens[0].text);
    out.push_back(column ? tokens[0].text : expression_name(element.element));
  }
  return out;
}

/// The one column that a check names, or "" where it names none or several.
std::string only_column(const Check& check, const Table& table) {
  std::string found;
  for (const auto& token : scan_sql(check.expression.text)) {
    bool name = token.kind == SqlToken::Kind::Word || token.kind == SqlToken::Kind::QuotedName;
    auto bare = token.kind == SqlToken::Kind::Word ? ascii_lower(token.text) : token.text;
    if (!name || !find_column(table, bare) || bare == found) continue;
    if (!found.empty()) return "";
    found = bare;
  }
  return found;
}

std::string convention(const PrimaryKey&, const Table& table) {
  return joined_name(table.name.name, "", "pkey");
}
std::string convention(const Unique& unique, const Table& table) {
  return joined_name(table.name.name, joined(names_of(unique.columns, unique.include)), "key");
}
std::string convention(const ForeignKey& key, const Table& table) {
  return joined_name(table.name.name, joined(key.columns), "fkey");
}
std::string convention(const Check& check, const Table& table) {
  return joined_name(table.name.name, only_column(check, table), "check");
}
std::string convention(const Exclusion& exclusion, const Table& table) {
  return joined_name(table.name.name, joined(names_of(exclusion, table)), "excl");
}
std::string convention(const Index& index, const Table& table) {
  return joined_name(table.name.name, joined(names_of(index)), "idx");
}

/// `name`, or the first of name1, name2, ... that is free; it is taken then.
std::string take_free(const std::function<std::string(const std::string&)>& with_label,
                      const std::string& label, std::set<std::string>& taken) {
  auto name = with_label(label);
  for (int number = 1; !taken.insert(name).second; ++number) {
    name = with_label(label + std::to_string(number));
  }
  return name;
}

template <class T>
void name_constraint(T& part, const Table& table, const std::string& second,
                     const std::string& label, std::set<std::string>& taken) {
  if (part.name) return;
  part.named = false;
  part.name =
      take_free([&](const std::string& full) { return joined_name(table.name.name, second, full); },
                label, taken);
}

template <class T>
void collect(const std::vector<T>& parts, std::set<std::string>& names) {
  for (const auto& part : parts) {
    if (part.name) names.insert(*part.name);
  }
}

}  // namespace

std::string sequence_name(const std::string& table, const std::string& column) {
  return joined_name(table, column, "seq");
}

void name_unnamed(Table& table, std::set<std::string>& taken) {
  std::set<std::string> constraints;
  collect(table.foreign_keys, constraints);
  collect(table.checks, constraints);
  if (table.primary_key) {
    name_constraint(*table.primary_key, table, "", "pkey", taken);
  }
  for (auto& unique : table.uniques) {
    name_constraint(unique, table, joined(names_of(unique.columns, unique.include)), "key", taken);
  }
  for (auto& exclusion : table.exclusions) {
    name_constraint(exclusion, table, joined(names_of(exclusion, table)), "excl", taken);
  }
  for (auto& key : table.foreign_keys) {
    name_constraint(key, table, joined(key.columns), "fkey", constraints);
  }
  for (auto& check : table.checks) {
    name_constraint(check, table, only_column(check, table), "check", constraints);
  }
  for (auto& index : table.indexes) {
    if (!index.name.empty()) continue;
    index.named = false;
    auto second = joined(names_of(index));
    index.name = take_free(
        [&](const std::string& full) { return joined_name(table.name.name, second, full); }, "idx",
        taken);
  }
}

bool is_conventional(const PrimaryKey& key, const Table& table) {
  return key.name == convention(key, table);
}
bool is_conventional(const Unique& unique, const Table& table) {
  return unique.name == convention(unique, table);
}
bool is_conventional(const ForeignKey& key, const Table& table) {
  return key.name == convention(key, table);
}
bool is_conventional(const Check& check, const Table& table) {
  return check.name == convention(check, table);
}
bool is_conventional(const Exclusion& exclusion, const Table& table) {
  return exclusion.name == convention(exclusion, table);
}
bool is_conventional(const Index& index, const Table& table) {
  return index.name == convention(index, table);
}

}  // namespace athanor::postgresql
