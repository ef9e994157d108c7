#include "grammar/postgresql/references.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "grammar/postgresql/names.hpp"
#include "grammar/postgresql/parsing.hpp"
#include "schema/sql_text.hpp"

namespace athanor::postgresql {
namespace {

using P = PostgreSQLParser;

/// Walks a parsed expression.
class Walk {
 public:
  explicit Walk(std::string_view text) : text_(text) {
    parsing_->open(text);
    parsing_->read_all();
    root_ = parsing_->expression();
  }

  /// Calls `visit` with each node of type `Node`, in the order of the text.
  template <class Node, class Visit>
  void each(Visit&& visit) {
    std::vector<antlr4::tree::ParseTree*> open;
    if (root_ != nullptr) open.push_back(root_);
    while (!open.empty()) {
      auto* at = open.back();
      open.pop_back();
      if (auto* node = dynamic_cast<Node*>(at)) visit(node);
      open.insert(open.end(), at->children.rbegin(), at->children.rend());
    }
  }

  std::string name(const antlr4::Token* token) const {
    auto begin = token->getStartIndex();
    return bare_name(text_.substr(begin, token->getStopIndex() + 1 - begin));
  }

 private:
  std::string_view text_;
  BorrowedParsing parsing_;
  P::ExprContext* root_ = nullptr;
};

/// The token that names a column where a reference may be one of `table`; else null.
const antlr4::Token* column_token(const Walk& walk, antlr4::Token* first,
                                  const std::vector<P::IndirectionContext*>& then,
                                  std::string_view table) {
  bool qualified = !then.empty() && then[0]->field != nullptr && walk.name(first) == table;
  return qualified ? then[0]->field->start : first;
}

void each_column(Walk& walk, std::string_view table,
                 const std::function<void(const antlr4::Token*)>& visit) {
  walk.each<P::PrimaryContext>([&](P::PrimaryContext* node) {
    if (auto* reference = dynamic_cast<P::ReferencePrimaryContext*>(node)) {
      if (reference->call() != nullptr || reference->string() != nullptr) return;
      visit(column_token(walk, reference->start, reference->indirection(), table));
    } else if (auto* keyword = dynamic_cast<P::KeywordReferencePrimaryContext*>(node)) {
      if (keyword->call() == nullptr) visit(keyword->start);
    }
  });
}

/// A part of a text, and what takes its place.
struct Replacement {
  std::size_t begin, end;
};

std::string replaced(const std::string& text, const std::vector<Replacement>& places,
                     const std::string& by) {
  std::string out = text;
  for (auto place = places.rbegin(); place != places.rend(); ++place) {
    out.replace(place->begin, place->end - place->begin, by);
  }
  return out;
}

std::string written_name(const QualifiedName& name) {
  auto out = quoted_name(name.name);
  return name.schema.empty() ? out : quoted_name(name.schema) + '.' + out;
}

}  // namespace

QualifiedName read_regclass(std::string_view text) {
  std::vector<std::string> parts;
  for (const auto& token : scan_sql(text)) {
    if (token.kind == SqlToken::Kind::Word) parts.push_back(bare_name(token.text));
    if (token.kind == SqlToken::Kind::QuotedName) parts.push_back(token.text);
  }
  if (parts.empty()) return {};
  auto schema = parts.size() > 1 && parts[0] != "public" ? parts[0] : std::string();
  return {schema, parts.back()};
}

std::vector<std::string> column_names(std::string_view expression, std::string_view table) {
  std::vector<std::string> out;
  Walk walk(expression);
  each_column(walk, table, [&](const antlr4::Token* token) {
    auto name = walk.name(token);
    if (std::find(out.begin(), out.end(), name) == out.end()) out.push_back(std::move(name));
  });
  return out;
}

bool reads_column(std::string_view expression, std::string_view table, std::string_view column) {
  if (expression.find(column) == std::string_view::npos && !mentions(expression, column)) {
    return false;
  }
  auto names = column_names(expression, table);
  return std::find(names.begin(), names.end(), column) != names.end();
}

std::string rename_column(const std::string& expression, std::string_view table,
                          std::string_view from, std::string_view to) {
  if (!mentions(expression, from)) return expression;
  std::vector<Replacement> places;
  Walk walk(expression);
  each_column(walk, table, [&](const antlr4::Token* token) {
    if (walk.name(token) != from) return;
    places.push_back({token->getStartIndex(), token->getStopIndex() + 1});
  });
  return replaced(expression, places, quoted_name(to));
}

std::string rename_type(const std::string& expression, const QualifiedName& from,
                        const QualifiedName& to) {
  if (!mentions(expression, from.name)) return expression;
  std::vector<Replacement> places;
  Walk walk(expression);
  walk.each<P::Generic_typeContext>([&](P::Generic_typeContext* node) {
    QualifiedName name{"", walk.name(node->start)};
    auto* last = node->start;
    if (!node->label().empty()) {
      last = node->label(0)->start;
      name = {name.name == "public" ? "" : name.name, walk.name(last)};
    }
    if (name == from) places.push_back({node->start->getStartIndex(), last->getStopIndex() + 1});
  });
  return replaced(expression, places, written_name(to));
}

QualifiedName sequence_of(std::string_view expression) {
  auto tokens = scan_sql(expression);
  std::size_t at = 0;
  if (tokens.size() > 2 && ascii_iequals(tokens[0].text, "pg_catalog")) at = 2;
  bool calls = tokens.size() > at + 3 && ascii_iequals(tokens[at].text, "nextval") &&
               tokens[at + 1].text == "(";
  while (calls && at + 2 < tokens.size() && tokens[at + 2].text == "(") ++at;
  bool constant = calls && at + 2 < tokens.size() && tokens[at + 2].kind == SqlToken::Kind::String;
  return constant ? read_regclass(string_value(tokens[at + 2].text)) : QualifiedName();
}

std::string nextval(const QualifiedName& sequence) {
  return fmt::format("nextval({}::regclass)", quoted_string(written_name(sequence)));
}

}  // namespace athanor::postgresql
