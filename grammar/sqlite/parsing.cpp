#include "grammar/sqlite/parsing.hpp"

#include <vector>

#include "grammar/sqlite/error_words.hpp"

namespace athanor::sqlite {
namespace {

const sql::Nesting kNesting = {
    .openings = {SQLiteLexer::LP, SQLiteLexer::CASE},
    .closings = {SQLiteLexer::RP, SQLiteLexer::END},
    .prefixes = {SQLiteLexer::NOT, SQLiteLexer::MINUS, SQLiteLexer::PLUS, SQLiteLexer::TILDE}};

/// Knows where a statement ends while its tokens go by.
class StatementEnd {
 public:
  /// Whether `type` is the semicolon after the statement.
  bool at(std::size_t type) {
    ++seen_;
    if (type == SQLiteLexer::TRIGGER && created_) trigger_ = true;
    created_ = (seen_ == 1 || created_ || explained_) && begins_trigger(type);
    explained_ = (seen_ == 1 || explained_) && explains(type);
    if (trigger_) follow_body(type);
    bool ends = type == SQLiteLexer::SEMI && (!body_ || after_end_);
    after_end_ = body_ && type == SQLiteLexer::END && cases_ == 0;
    if (type == SQLiteLexer::END && cases_ > 0) --cases_;
    return ends;
  }

 private:
  void follow_body(std::size_t type) {
    if (type == SQLiteLexer::BEGIN) body_ = true;
    if (type == SQLiteLexer::CASE) ++cases_;
  }

  static bool begins_trigger(std::size_t type) {
    return type == SQLiteLexer::CREATE || type == SQLiteLexer::TEMP ||
           type == SQLiteLexer::TEMPORARY;
  }
  static bool explains(std::size_t type) {
    return type == SQLiteLexer::EXPLAIN || type == SQLiteLexer::QUERY || type == SQLiteLexer::PLAN;
  }

  std::size_t seen_ = 0, cases_ = 0;
  bool created_ = false, explained_ = false, trigger_ = false, body_ = false;
  bool after_end_ = false;
};

}  // namespace

struct Parsing::Machinery : sql::Machinery<SQLiteLexer, SQLiteParser> {};

Parsing::Parsing() : machinery_(std::make_unique<Machinery>()) {}
Parsing::~Parsing() = default;

void Parsing::open(std::string_view text) {
  text_ = text;
  machinery_->open(text);
}

std::unique_ptr<antlr4::Token> Parsing::next_token() {
  return machinery_->lexer.nextToken();
}

std::unique_ptr<antlr4::Token> Parsing::first_token() {
  for (;;) {
    auto token = next_token();
    bool dot_command = token->getType() == SQLiteLexer::DOT && token->getCharPositionInLine() == 0;
    if (dot_command) {
      auto line_end = text_.find('\n', token->getStartIndex());
      machinery_->stream.seek(std::min(line_end, text_.size()));
    } else if (token->getType() != SQLiteLexer::SEMI) {
      return token;
    }
  }
}

bool Parsing::next_statement() {
  machinery_->release(tokens_);
  StatementEnd end;
  auto token = first_token();
  if (token->getType() == antlr4::Token::EOF) return false;
  while (token->getType() != antlr4::Token::EOF && !end.at(token->getType())) {
    tokens_.add(std::move(token));
    token = next_token();
  }
  tokens_.add(sql::end_after(*tokens_.get(tokens_.size() - 1)));
  return true;
}

void Parsing::read_all() {
  machinery_->release(tokens_);
  for (auto token = next_token();; token = next_token()) {
    bool last = token->getType() == antlr4::Token::EOF;
    tokens_.add(std::move(token));
    if (last) return;
  }
}

template <class Rule>
auto Parsing::parse(Rule rule) -> decltype(rule(std::declval<SQLiteParser&>())) {
  return machinery_->parse(tokens_, kNesting, kErrorWords, error_, rule);
}

Parsing::StatementTree* Parsing::statement() {
  return parse([](SQLiteParser& parser) -> StatementTree* {
    return parser.single_statement()->statement();
  });
}

Parsing::ExpressionTree* Parsing::expression() {
  return parse(
      [](SQLiteParser& parser) -> ExpressionTree* { return parser.single_expression()->expr(); });
}

Parsing::DefaultTree* Parsing::default_value() {
  return parse([](SQLiteParser& parser) -> DefaultTree* {
    return parser.single_default()->default_value();
  });
}

Parsing::BodyTree* Parsing::body() {
  return parse([](SQLiteParser& parser) -> BodyTree* { return parser.body(); });
}

}  // namespace athanor::sqlite
