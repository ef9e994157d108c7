#include "grammar/postgresql/row_change_reader.hpp"

namespace athanor::postgresql {
namespace {

using Lexer = PostgreSQLLexer;
using RowVerb = ChangeRows::Verb;

bool at_name(const Front& front) {
  return !front.word().empty() || front.type() == Lexer::QUOTED_NAME ||
         front.type() == Lexer::UNICODE_NAME;
}

/// The columns to the left of `=`: one, or several in parentheses.
void take_targets(Front& front, std::vector<std::string>& out) {
  bool several = front.take(Lexer::LP);
  do {
    if (!at_name(front)) return;
    out.push_back(front.take_name().front());
  } while (several && front.take(Lexer::COMMA));
}

/// Goes past a value; whether another assignment follows.
bool skip_value(Front& front) {
  int depth = 0;
  for (; !front.at_end(); front.next()) {
    auto word = front.word();
    bool ends = word == "from" || word == "where" || word == "returning" || word == "when";
    if (depth == 0 && ends) return false;
    if (depth == 0 && front.take(Lexer::COMMA)) return true;
    if (front.type() == Lexer::LP) ++depth;
    if (front.type() == Lexer::RP && --depth < 0) return false;
  }
  return false;
}

/// The columns that any SET from here on gives a value.
std::vector<std::string> assigned_columns(Front front) {
  std::vector<std::string> out;
  while (!front.at_end()) {
    if (!front.take("set")) {
      front.next();
      continue;
    }
    do {
      take_targets(front, out);
      front.take(Lexer::RP);
    } while (skip_value(front));
  }
  return out;
}

std::optional<RowVerb> take_verb(Front& front) {
  if (front.take("insert into")) return RowVerb::Insert;
  if (front.take("delete from")) return RowVerb::Delete;
  if (front.take("update")) return RowVerb::Update;
  if (!front.take("merge into")) return std::nullopt;
  return front.has_ahead("then delete") ? RowVerb::Delete : RowVerb::Update;
}

/// Goes nowhere where none stands here.
std::optional<ChangeRows> take_row_change(Front& front) {
  auto start = front;
  auto verb = take_verb(front);
  auto table = verb ? take_relation(front) : std::nullopt;
  if (!table) {
    front = start;
    return std::nullopt;
  }
  ChangeRows rows{*verb, {std::move(*table)}};
  rows.where = front.has_ahead("where") || front.has_ahead("using");
  rows.assigns = assigned_columns(front);
  return rows;
}

/// Whether what follows this token is no change of rows of its own: `FOR UPDATE`, `DO UPDATE SET`,
/// `THEN UPDATE SET`, and columns called `update`.
bool is_before_other(const Front& front) {
  auto word = front.word();
  auto type = front.type();
  return word == "for" || word == "do" || word == "key" || word == "on" || word == "then" ||
         word == "select" || type == Lexer::COMMA || type == Lexer::DOT;
}

}  // namespace

std::optional<QualifiedName> take_relation(Front& front) {
  bool enclosed = front.take("only") && front.take(Lexer::LP);
  if (!at_name(front)) return std::nullopt;
  auto name = front.take_qualified();
  if (enclosed) front.take(Lexer::RP);
  front.take(Lexer::STAR);
  return name;
}

bool starts_row_change(Front front) {
  return take_row_change(front).has_value();
}

std::vector<ChangeRows> read_row_changes(Front front) {
  std::vector<ChangeRows> out;
  bool of_none = false;
  while (!front.at_end()) {
    auto rows = of_none ? std::nullopt : take_row_change(front);
    of_none = !rows && is_before_other(front);
    if (rows) {
      out.push_back(std::move(*rows));
    } else {
      front.next();
    }
  }
  return out;
}

}  // namespace athanor::postgresql
