#include "tests/protection/disguise.hpp"

#include <cctype>

namespace athanor::testing {
namespace {

/// Goes through SQL and tells where quotes begin and end.
class Quotes {
 public:
  explicit Quotes(const std::string& sql) : sql_(sql) {}

  /// The end of the quoted piece or comment that begins at `at`, or `at` itself.
  std::size_t end(std::size_t at) const {
    char c = sql_[at];
    if (c == '[') return after("]", at + 1);
    if (c == '\'' || c == '"' || c == '`') return after_quote(c, at);
    if (sql_.compare(at, 2, "--") == 0) return after("\n", at);
    if (sql_.compare(at, 2, "/*") == 0) return sql_.size();  // may be nested: all of the rest
    if (c == '$') return after_dollar(at);
    return at;
  }

 private:
  std::size_t after(const std::string& mark, std::size_t from) const {
    auto found = sql_.find(mark, from);
    return found == std::string::npos ? sql_.size() : found + mark.size();
  }

  std::size_t after_quote(char quote, std::size_t at) const {
    bool escapes = at > 0 && (sql_[at - 1] == 'E' || sql_[at - 1] == 'e');
    for (auto i = at + 1; i < sql_.size(); ++i) {
      if (escapes && sql_[i] == '\\')
        ++i;
      else if (sql_[i] == quote)
        return i + 1;
    }
    return sql_.size();
  }

  std::size_t after_dollar(std::size_t at) const {
    auto close = sql_.find('$', at + 1);
    if (close == std::string::npos || std::isdigit(static_cast<unsigned char>(sql_[at + 1]))) {
      return at;
    }
    return after(sql_.substr(at, close + 1 - at), close + 1);
  }

  const std::string& sql_;
};

std::string gap(Random& random) {
  static const std::vector<std::string> all = {" ",
                                               "  ",
                                               "\n",
                                               "\t",
                                               "\r\n",
                                               "\n\n\t",
                                               " -- results\n",
                                               " --\n",
                                               " /* x */ ",
                                               "/**/ ",
                                               " /* ; DROP TABLE notes; */ ",
                                               "/* ' */",
                                               "\n-- it's\n",
                                               "\f"};
  return random.one_of(all);
}

enum class Case { Kept, Upper, Lower, Mixed };

char in_case(char c, Case wanted, Random& random) {
  auto byte = static_cast<unsigned char>(c);
  bool upper = wanted == Case::Upper || (wanted == Case::Mixed && random.once_in(2));
  if (wanted == Case::Kept) return c;
  return static_cast<char>(upper ? std::toupper(byte) : std::tolower(byte));
}

/// The prefix of E'', U&"" and the like must stay beside its quote.
bool is_prefix(const std::string& sql, std::size_t at) {
  return at + 1 < sql.size() && (sql[at + 1] == '\'' || sql[at + 1] == '"' || sql[at + 1] == '&');
}

}  // namespace

std::string disguised(const std::string& sql, Random& random) {
  Quotes quotes(sql);
  auto wanted = random.one_of({Case::Kept, Case::Upper, Case::Lower, Case::Mixed});
  std::string out;
  for (std::size_t at = 0; at < sql.size();) {
    auto end = quotes.end(at);
    if (end > at) {
      out += sql.substr(at, end - at);
      at = end;
      continue;
    }
    if (sql[at] == ' ') {
      out += random.once_in(3) ? gap(random) : " ";
    } else {
      out += is_prefix(sql, at) ? sql[at] : in_case(sql[at], wanted, random);
    }
    ++at;
  }
  return out;
}

std::string accompanied(const std::string& sql, Random& random) {
  switch (random.below(7)) {
    case 0:
      return "SELECT 1; " + sql;
    case 1:
      return sql + "\n; SELECT 1";
    case 2:
      return ";;" + sql + "\n;";
    case 3:
      return "/* start */ " + sql + "\n-- end";
    case 4:
      return "SELECT ';'; -- ;\n" + sql;
    case 5:
      return "\n\n  " + sql + "\n;\n";
    default:
      return sql;
  }
}

std::string python_string(const std::string& text) {
  std::string out = "\"";
  for (char c : text) {
    if (c == '\\' || c == '"') out += '\\';
    if (c == '\n')
      out += "\\n";
    else if (c == '\r')
      out += "\\r";
    else if (c == '\f')
      out += "\\f";
    else
      out += c;
  }
  return out + "\"";
}

std::vector<std::string> bodies_sending(const std::string& sql) {
  auto text = python_string(sql);
  auto middle = sql.size() / 2;
  auto halves = python_string(sql.substr(0, middle)) + " + " + python_string(sql.substr(middle));
  return {
      "    op.execute(" + text + ")",
      "    op.execute(text(" + text + "))",
      "    op.execute(sa.text(" + text + "))",
      "    op.execute(sqltext=" + text + ")",
      "    op.execute(" + halves + ")",
      "    statement = " + text + "\n    op.execute(statement)",
      "    for statement in [\"SELECT 1\", " + text + "]:\n        op.execute(statement)",
      "    for number, statement in enumerate((" + text + ",)):\n        op.execute(statement)",
      "    connection = op.get_bind()\n    connection.execute(sa.text(" + text + "))",
      "    op.get_bind().exec_driver_sql(" + text + ")",
      "    with op.get_context().autocommit_block():\n        op.execute(" + text + ")",
      "    if op.get_context().dialect.name != \"mysql\":\n        op.execute(" + text + ")",
      "    run = op.execute\n    run(" + text + ")",
      "    op.execute(\"{}\".format(" + text + "))",
      "    op.execute(\"\".join([" + text + "]))",
      "    try:\n        op.execute(" + text + ")\n    except Exception:\n        pass",
      "    [op.execute(s) for s in [" + text + "]]",
      "    getattr(op, \"execute\")(" + text + ")",
  };
}

}  // namespace athanor::testing
