#include "grammar/sqlite/parsing.hpp"

#include <vector>

#include "grammar/sqlite/syntax_error.hpp"

namespace athanor::sqlite {
namespace {

using antlr4::atn::LexerATNSimulator;
using antlr4::atn::ParserATNSimulator;
using antlr4::atn::PredictionMode;

std::vector<antlr4::dfa::DFA> empty_tables(const antlr4::atn::ATN& atn) {
  std::vector<antlr4::dfa::DFA> tables;
  for (std::size_t i = 0; i < atn.getNumberOfDecisions(); ++i) {
    tables.emplace_back(atn.getDecisionState(i), i);
  }
  return tables;
}

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

/// Whether a tree is deeper than those who walk it can follow: 1000 levels of expressions, which is
/// SQLite's own limit (limits.html), are about this many nodes. A short text makes no deep tree.
bool is_too_deep(antlr4::tree::ParseTree* root, std::size_t tokens) {
  static constexpr std::size_t kShort = 3000, kDeepest = 3000;
  if (tokens < kShort) return false;
  std::vector<std::pair<antlr4::tree::ParseTree*, std::size_t>> open = {{root, 1}};
  while (!open.empty()) {
    auto [node, depth] = open.back();
    open.pop_back();
    if (depth > kDeepest) return true;
    for (auto* child : node->children) open.emplace_back(child, depth + 1);
  }
  return false;
}

}  // namespace

struct Parsing::Machinery {
  ByteStream stream{std::string_view()};
  SQLiteLexer lexer{&stream};
  std::vector<antlr4::dfa::DFA> lexer_tables = empty_tables(lexer.getATN());
  antlr4::atn::PredictionContextCache lexer_contexts;
  TokenList nothing;
  SQLiteParser parser{&nothing};
  std::vector<antlr4::dfa::DFA> parser_tables = empty_tables(parser.getATN());
  antlr4::atn::PredictionContextCache parser_contexts;

  Machinery() {
    lexer.removeErrorListeners();
    parser.removeErrorListeners();
    lexer.setInterpreter(
        new LexerATNSimulator(&lexer, lexer.getATN(), lexer_tables, lexer_contexts));
    parser.setInterpreter(
        new ParserATNSimulator(&parser, parser.getATN(), parser_tables, parser_contexts));
  }
};

Parsing::Parsing() : machinery_(std::make_unique<Machinery>()) {}
Parsing::~Parsing() = default;

void Parsing::open(std::string_view text) {
  text_ = text;
  machinery_->stream = ByteStream(text);
  machinery_->lexer.setInputStream(&machinery_->stream);
  static constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (text.starts_with(kByteOrderMark)) machinery_->stream.seek(kByteOrderMark.size());
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

void Parsing::close() {
  auto end = std::make_unique<antlr4::CommonToken>(antlr4::Token::EOF);
  const auto& last = *tokens_.get(tokens_.size() - 1);
  auto length = last.getStopIndex() + 1 - last.getStartIndex();
  end->setLine(last.getLine());
  end->setCharPositionInLine(last.getCharPositionInLine() + length);
  end->setStartIndex(last.getStopIndex() + 1);
  end->setStopIndex(last.getStopIndex());
  tokens_.add(std::move(end));
}

bool Parsing::next_statement() {
  machinery_->parser.setTokenStream(&machinery_->nothing);
  tokens_.clear();
  StatementEnd end;
  auto token = first_token();
  if (token->getType() == antlr4::Token::EOF) return false;
  while (token->getType() != antlr4::Token::EOF && !end.at(token->getType())) {
    tokens_.add(std::move(token));
    token = next_token();
  }
  close();
  return true;
}

void Parsing::read_all() {
  machinery_->parser.setTokenStream(&machinery_->nothing);
  tokens_.clear();
  for (auto token = next_token();; token = next_token()) {
    bool last = token->getType() == antlr4::Token::EOF;
    tokens_.add(std::move(token));
    if (last) return;
  }
}

/// First with the quick prediction that is right for nearly every text, then, where that finds no
/// way, with the complete one, which also tells the error.
template <class Rule>
auto Parsing::parse(Rule rule) -> decltype(rule(std::declval<SQLiteParser&>())) {
  error_.reset();
  if (auto* token = tokens_.too_deep()) return refuse_depth(token);
  auto strategy = std::make_shared<FirstErrorStrategy>();
  try {
    prepare(PredictionMode::SLL, std::make_shared<antlr4::BailErrorStrategy>());
    auto* tree = rule(machinery_->parser);
    return is_too_deep(tree, tokens_.size()) ? decltype(tree)(refuse_depth(tokens_.get(0))) : tree;
  } catch (const antlr4::ParseCancellationException&) {
    prepare(PredictionMode::LL, strategy);
  }
  try {
    return rule(machinery_->parser);
  } catch (const antlr4::ParseCancellationException&) {
    error_ = SyntaxError{strategy->token(), strategy->message(), strategy->notes()};
    return nullptr;
  }
}

std::nullptr_t Parsing::refuse_depth(antlr4::Token* token) {
  error_ = SyntaxError{token, "this is nested too deeply", {}};
  return nullptr;
}

void Parsing::prepare(PredictionMode mode, std::shared_ptr<antlr4::ANTLRErrorStrategy> strategy) {
  auto& parser = machinery_->parser;
  tokens_.seek(0);
  parser.setTokenStream(&tokens_);
  parser.setErrorHandler(std::move(strategy));
  parser.getInterpreter<ParserATNSimulator>()->setPredictionMode(mode);
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

namespace {

std::vector<std::unique_ptr<Parsing>>& idle() {
  thread_local std::vector<std::unique_ptr<Parsing>> parsings;
  return parsings;
}

}  // namespace

BorrowedParsing::BorrowedParsing() {
  if (idle().empty()) {
    parsing_ = std::make_unique<Parsing>();
  } else {
    parsing_ = std::move(idle().back());
    idle().pop_back();
  }
}

BorrowedParsing::~BorrowedParsing() {
  idle().push_back(std::move(parsing_));
}

}  // namespace athanor::sqlite
