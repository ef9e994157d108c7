#include "grammar/postgresql/parsing.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <vector>

#include "grammar/postgresql/error_words.hpp"
#include "schema/names.hpp"

namespace athanor::postgresql {
namespace {

const sql::Nesting kNesting = {
    .openings = {PostgreSQLLexer::LP, PostgreSQLLexer::LB, PostgreSQLLexer::CASE},
    .closings = {PostgreSQLLexer::RP, PostgreSQLLexer::RB, PostgreSQLLexer::END},
    .prefixes = {PostgreSQLLexer::NOT, PostgreSQLLexer::MINUS, PostgreSQLLexer::PLUS,
                 PostgreSQLLexer::OP}};

using antlr4::atn::LexerATNSimulator;

/// Knows where a statement ends while its tokens go by: at a semicolon outside parentheses (CREATE
/// RULE has them inside) and outside the BEGIN ATOMIC body of a routine.
class StatementEnd {
 public:
  /// Whether `type` is what ends the statement: its semicolon, or a command of psql.
  bool at(std::size_t type) {
    ++seen_;
    if (seen_ == 1) created_ = type == PostgreSQLLexer::CREATE;
    if (type == PostgreSQLLexer::META_COMMAND) return true;
    if (type == PostgreSQLLexer::LP) ++parentheses_;
    if (type == PostgreSQLLexer::RP && parentheses_ > 0) --parentheses_;
    if (created_) follow_body(type);
    last_ = type;
    return type == PostgreSQLLexer::SEMI && parentheses_ == 0 && blocks_ == 0;
  }

 private:
  void follow_body(std::size_t type) {
    routine_ = routine_ || type == PostgreSQLLexer::FUNCTION || type == PostgreSQLLexer::PROCEDURE;
    bool begins = type == PostgreSQLLexer::ATOMIC && last_ == PostgreSQLLexer::BEGIN;
    if (routine_ && begins) ++blocks_;
    if (blocks_ > 0 && type == PostgreSQLLexer::CASE) ++blocks_;
    if (blocks_ > 0 && type == PostgreSQLLexer::END) --blocks_;
  }

  std::size_t seen_ = 0, parentheses_ = 0, blocks_ = 0, last_ = 0;
  bool created_ = false, routine_ = false;
};

/// Knows whether the tokens that go by are those of `COPY ... FROM STDIN`, whose data follow.
class CopyFromStdin {
 public:
  void see(std::size_t type) {
    if (++seen_ == 1) copies_ = type == PostgreSQLLexer::COPY;
    found_ =
        found_ || (copies_ && last_ == PostgreSQLLexer::FROM && type == PostgreSQLLexer::STDIN);
    last_ = type;
  }
  bool found() const { return found_; }

 private:
  std::size_t seen_ = 0, last_ = 0;
  bool copies_ = false, found_ = false;
};

/// The length of the operator at the front of a run of operator characters (manual, 4.1.3): none
/// contains the beginning of a comment, and one of several characters ends in + or - only when it
/// has one of those that standard SQL does not know.
std::size_t operator_length(std::string_view run) {
  auto length = std::min({run.find("--"), run.find("/*"), run.size()});
  auto odd = run.substr(0, length).find_first_of("~!@#%^&|`?") != std::string_view::npos;
  while (length > 1 && !odd && (run[length - 1] == '+' || run[length - 1] == '-')) --length;
  return length;
}

std::size_t operator_type(std::string_view text) {
  static const std::map<std::string_view, std::size_t> types = {
      {"+", PostgreSQLLexer::PLUS},  {"-", PostgreSQLLexer::MINUS},   {"*", PostgreSQLLexer::STAR},
      {"/", PostgreSQLLexer::SLASH}, {"%", PostgreSQLLexer::PERCENT}, {"^", PostgreSQLLexer::CARET},
      {"<", PostgreSQLLexer::LT},    {">", PostgreSQLLexer::GT},      {"=", PostgreSQLLexer::EQ},
      {"<=", PostgreSQLLexer::LE},   {">=", PostgreSQLLexer::GE},     {"<>", PostgreSQLLexer::NE},
      {"!=", PostgreSQLLexer::NE},   {"=>", PostgreSQLLexer::ARROW}};
  auto known = types.find(text);
  return known == types.end() ? std::size_t{PostgreSQLLexer::OP} : known->second;
}

bool is_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

/// The end of the comment that begins at `at`, with those inside it (manual, 4.1.5); `at` where
/// none begins, or where it has no end.
std::size_t end_of_comment(std::string_view text, std::size_t at) {
  if (text.substr(at, 2) != "/*") return at;
  int depth = 0;
  for (auto end = at; end < text.size();) {
    auto pair = text.substr(end, 2);
    bool opens = pair == "/*", closes = pair == "*/";
    depth += opens ? 1 : closes ? -1 : 0;
    end += opens || closes ? 2 : 1;
    if (depth == 0) return end;
  }
  return at;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_word_part(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || is_digit(c) || c == '$' ||
         static_cast<unsigned char>(c) >= 0x80;
}

/// The token types of keywords, by their spelling: those of the lexer that are named after it.
class Keywords {
 public:
  explicit Keywords(const PostgreSQLLexer& lexer) {
    for (std::size_t type = PostgreSQLLexer::ACCESS; type <= PostgreSQLLexer::ZONE; ++type) {
      auto name = lexer.getVocabulary().getSymbolicName(type);
      if (name.back() == '_') name.pop_back();
      types_.emplace(ascii_lower(name), type);
    }
  }

  std::size_t type_of(std::string_view word) const {
    static constexpr std::size_t kLongest = 24;
    if (word.size() > kLongest) return PostgreSQLLexer::IDENTIFIER;
    auto known = types_.find(ascii_lower(word));
    return known == types_.end() ? std::size_t{PostgreSQLLexer::IDENTIFIER} : known->second;
  }

 private:
  std::unordered_map<std::string, std::size_t> types_;
};

}  // namespace

struct Parsing::Machinery : sql::Machinery<PostgreSQLLexer, PostgreSQLParser> {
  Keywords keywords{lexer};
};

Parsing::Parsing() : machinery_(std::make_unique<Machinery>()) {}
Parsing::~Parsing() = default;

void Parsing::open(std::string_view text) {
  text_ = text;
  machinery_->open(text);
}

/// White space, comments and words are most of a dump, and are cut here as the lexer would: it
/// needs many times as long, and takes a comment of operator characters alone (`/**//* x */`) for
/// the beginning of an operator.
std::unique_ptr<antlr4::Token> Parsing::next_token() {
  skip_space();
  if (auto word = next_word()) return word;
  auto token = machinery_->lexer.nextToken();
  // Every token comes from the lexer's CommonTokenFactory.
  auto& common = static_cast<antlr4::CommonToken&>(*token);
  if (token->getType() == PostgreSQLLexer::DOLLAR_STRING) close_dollar_string(common);
  if (token->getType() == PostgreSQLLexer::OP) shorten_operator(common);
  return token;
}

void Parsing::skip_space() {
  auto begin = machinery_->stream.index(), at = begin;
  for (;;) {
    while (at < text_.size() && is_space(text_[at])) ++at;
    auto end = text_.substr(at, 2) == "--" ? std::min(text_.find('\n', at), text_.size())
                                           : end_of_comment(text_, at);
    if (end == at) break;
    at = end;
  }
  if (at != begin) move_to(at);
}

std::unique_ptr<antlr4::Token> Parsing::next_word() {
  auto begin = machinery_->stream.index(), end = begin;
  while (end < text_.size() && is_word_part(text_[end])) ++end;
  bool word = end > begin && !is_digit(text_[begin]) && text_[begin] != '$';
  // E'', U&"" and their like are for the lexer.
  bool prefix = end - begin == 1 && end < text_.size() && (text_[end] == '\'' || text_[end] == '&');
  if (!word || prefix) return nullptr;
  auto& lexer = machinery_->lexer;
  auto type = machinery_->keywords.type_of(text_.substr(begin, end - begin));
  auto token = std::make_unique<antlr4::CommonToken>(
      std::pair<antlr4::TokenSource*, antlr4::CharStream*>{&lexer, &machinery_->stream}, type,
      antlr4::Token::DEFAULT_CHANNEL, begin, end - 1);
  auto* counter = lexer.getInterpreter<LexerATNSimulator>();
  counter->setCharPositionInLine(counter->getCharPositionInLine() + (end - begin));
  machinery_->stream.seek(end);
  return token;
}

void Parsing::move_to(std::size_t offset) {
  auto& stream = machinery_->stream;
  auto* counter = machinery_->lexer.getInterpreter<LexerATNSimulator>();
  auto skipped = text_.substr(stream.index(), offset - stream.index());
  auto line_end = skipped.rfind('\n');
  auto lines = static_cast<std::size_t>(std::count(skipped.begin(), skipped.end(), '\n'));
  counter->setLine(counter->getLine() + lines);
  counter->setCharPositionInLine(line_end == std::string_view::npos
                                     ? counter->getCharPositionInLine() + skipped.size()
                                     : skipped.size() - line_end - 1);
  stream.seek(offset);
}

void Parsing::close_dollar_string(antlr4::CommonToken& token) {
  auto begin = token.getStartIndex(), open_end = token.getStopIndex() + 1;
  auto tag = text_.substr(begin, open_end - begin);
  auto found = text_.find(tag, open_end);
  if (found == std::string_view::npos) token.setType(PostgreSQLLexer::UNCLOSED);
  auto end = found == std::string_view::npos ? text_.size() : found + tag.size();
  move_to(end);
  token.setStopIndex(end - 1);
}

void Parsing::shorten_operator(antlr4::CommonToken& token) {
  auto written =
      text_.substr(token.getStartIndex(), token.getStopIndex() + 1 - token.getStartIndex());
  auto length = operator_length(written);
  if (length == 0) token.setType(PostgreSQLLexer::UNCLOSED);
  if (length == 0 || length == written.size()) return;
  auto* counter = machinery_->lexer.getInterpreter<LexerATNSimulator>();
  auto back = written.size() - length;
  counter->setCharPositionInLine(counter->getCharPositionInLine() - back);
  machinery_->stream.seek(token.getStartIndex() + length);
  token.setStopIndex(token.getStartIndex() + length - 1);
  token.setType(operator_type(written.substr(0, length)));
}

std::unique_ptr<antlr4::Token> Parsing::first_token() {
  for (;;) {
    auto token = next_token();
    auto type = token->getType();
    if (type != PostgreSQLLexer::SEMI && type != PostgreSQLLexer::META_COMMAND) return token;
  }
}

/// The data end with a line that is `\.` (COPY, "Text Format").
void Parsing::skip_copied_rows() {
  auto from = machinery_->stream.index();
  auto found = text_.find("\n\\.", from == 0 ? 0 : from - 1);
  auto end = found == std::string_view::npos ? text_.size() : text_.find('\n', found + 1);
  move_to(std::min(end, text_.size()));
}

bool Parsing::next_statement() {
  machinery_->release(tokens_);
  StatementEnd end;
  CopyFromStdin copy;
  auto token = first_token();
  if (token->getType() == antlr4::Token::EOF) return false;
  while (token->getType() != antlr4::Token::EOF && !end.at(token->getType())) {
    copy.see(token->getType());
    tokens_.add(std::move(token));
    token = next_token();
  }
  tokens_.add(sql::end_after(*tokens_.get(tokens_.size() - 1)));
  if (copy.found()) skip_copied_rows();
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
auto Parsing::parse(Rule rule) -> decltype(rule(std::declval<PostgreSQLParser&>())) {
  return machinery_->parse(tokens_, kNesting, kErrorWords, error_, rule);
}

Parsing::StatementTree* Parsing::statement() {
  return parse([](PostgreSQLParser& parser) { return parser.single_statement()->statement(); });
}

Parsing::ExpressionTree* Parsing::expression() {
  return parse([](PostgreSQLParser& parser) { return parser.single_expression()->expr(); });
}

Parsing::QueryTree* Parsing::query() {
  return parse([](PostgreSQLParser& parser) { return parser.single_query()->query(); });
}

Parsing::TypeTree* Parsing::type() {
  return parse([](PostgreSQLParser& parser) { return parser.single_type()->type_name(); });
}

}  // namespace athanor::postgresql
