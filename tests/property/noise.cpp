#include "tests/property/noise.hpp"

#include "schema/sql_text.hpp"

namespace athanor::testing {
namespace {

class Noise {
 public:
  Noise(const std::string& sql, const std::set<std::string>& names, Quotes quotes, Random& random)
      : sql_(sql), names_(names), quotes_(quotes), random_(random), tokens_(scan_sql(sql)) {}

  std::string run() {
    std::string out;
    std::size_t end = 0;
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      out += gap(i, end) + word(i);
      end = tokens_[i].offset + tokens_[i].length;
    }
    return out;
  }

 private:
  static bool is_loose(const SqlToken& token) {
    return token.text == "(" || token.text == ")" || token.text == ",";
  }

  std::string gap(std::size_t i, std::size_t end) {
    bool apart = tokens_[i].offset > end;
    bool loose = is_loose(tokens_[i]) || (i > 0 && is_loose(tokens_[i - 1]));
    if (!apart && (!loose || random_.once_in(2))) return "";
    // SQLite takes a comment there for a part of the type, which STRICT then refuses.
    bool no_comment =
        ascii_iequals(tokens_[i].text, "generated") || ascii_iequals(tokens_[i].text, "always");
    if (no_comment) return random_.one_of<const char*>({" ", "\n"});
    return random_.one_of<const char*>({" ", " ", "\n", "\t  ", " /* o'ne */ ", " -- two\"\n"});
  }

  std::string written(const SqlToken& token) const {
    return sql_.substr(token.offset, token.length);
  }

  std::string word(std::size_t i) {
    const SqlToken& token = tokens_[i];
    bool plain = token.kind == SqlToken::Kind::Word;
    if (!plain && token.kind != SqlToken::Kind::QuotedName) return written(token);
    if (!plain || (names_.contains(ascii_lower(token.text)) && !is_function(i))) return name(token);
    return recased(token.text);
  }

  bool is_function(std::size_t i) const {
    static const std::set<std::string> kFunctions = {"length", "lower", "coalesce",
                                                     "typeof", "count", "abs"};
    return i + 1 < tokens_.size() && tokens_[i + 1].text == "(" &&
           kFunctions.contains(ascii_lower(tokens_[i].text));
  }

  std::string name(const SqlToken& token) {
    if (quotes_ == Quotes::Standard) return standard_name(token);
    auto text = recased(token.text);
    bool has_quote = text.find('"') != std::string::npos;
    if (has_quote) return random_.once_in(2) ? "[" + text + "]" : written(token);
    switch (random_.below(4)) {
      case 0:
        return "[" + text + "]";
      case 1:
        return "`" + text + "`";
      case 2:
        return "\"" + text + "\"";
      default:
        return token.kind == SqlToken::Kind::Word ? text : written(token);
    }
  }

  std::string standard_name(const SqlToken& token) {
    if (token.kind == SqlToken::Kind::QuotedName) return written(token);
    return random_.once_in(3) ? "\"" + ascii_lower(token.text) + "\"" : recased(token.text);
  }

  std::string recased(std::string text) {
    for (char& c : text) {
      bool lower = c >= 'a' && c <= 'z', upper = c >= 'A' && c <= 'Z';
      if ((lower || upper) && random_.once_in(3)) c = static_cast<char>(c ^ 0x20);
    }
    return text;
  }

  const std::string& sql_;
  const std::set<std::string>& names_;
  Quotes quotes_;
  Random& random_;
  std::vector<SqlToken> tokens_;
};

class Wrapping {
 public:
  explicit Wrapping(Random& random) : random_(random) {}

  void table(Table& table) {
    for (auto& column : table.columns) {
      if (column.generated) wrap(column.generated->expression);
    }
    for (auto& check : table.checks) wrap(check.expression);
    for (auto& index : table.indexes) {
      for (auto& element : index.elements) {
        if (auto* expression = std::get_if<Expression>(&element.what)) wrap(*expression);
      }
      if (index.where) wrap(*index.where);
    }
    for (auto& trigger : table.triggers) {
      if (trigger.condition) wrap(*trigger.condition);
    }
  }

 private:
  void wrap(Expression& expression) {
    while (random_.once_in(2)) expression.text = "(" + expression.text + ")";
  }

  Random& random_;
};

}  // namespace

Schema in_parentheses(Schema schema, Random& random) {
  for (auto& [name, table] : schema.tables) Wrapping(random).table(table);
  return schema;
}

std::string with_noise(const std::string& sql, const std::set<std::string>& names, Quotes quotes,
                       Random& random) {
  return Noise(sql, names, quotes, random).run();
}

}  // namespace athanor::testing
