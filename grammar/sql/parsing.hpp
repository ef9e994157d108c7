#pragma once
/// What the readers of all SQL grammars have in common: text to tokens to parse trees. For the
/// folders of the grammars alone, which keep everything of ANTLR behind them.

#include <antlr4-runtime.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "grammar/sql/syntax_error.hpp"
#include "grammar/sql/token_list.hpp"

namespace athanor::sql {

/// Why a text is not SQL, at the first token that cannot be.
struct SyntaxError {
  antlr4::Token* token;
  std::string message;
  std::vector<std::string> notes;
};

/// One for each decision of a grammar, with nothing predicted yet.
std::vector<antlr4::dfa::DFA> empty_tables(const antlr4::atn::ATN& atn);

/// Whether a tree is deeper than those who walk it can follow. A short text makes no deep tree.
bool is_too_deep(antlr4::tree::ParseTree* root, std::size_t tokens);

/// The end-of-file token of a statement, right after its last token.
std::unique_ptr<antlr4::Token> end_after(const antlr4::Token& last);

/// A lexer and a parser of ANTLR with their prediction tables. The tables grow warm with use, and
/// they are the parser's own, so that parsers of several threads share nothing that changes.
template <class Lexer, class Parser>
struct Machinery {
  ByteStream stream{std::string_view()};
  Lexer lexer{&stream};
  std::vector<antlr4::dfa::DFA> lexer_tables = empty_tables(lexer.getATN());
  antlr4::atn::PredictionContextCache lexer_contexts;
  TokenList nothing;
  Parser parser{&nothing};
  std::vector<antlr4::dfa::DFA> parser_tables = empty_tables(parser.getATN());
  antlr4::atn::PredictionContextCache parser_contexts;

  Machinery() {
    lexer.removeErrorListeners();
    parser.removeErrorListeners();
    lexer.setInterpreter(
        new antlr4::atn::LexerATNSimulator(&lexer, lexer.getATN(), lexer_tables, lexer_contexts));
    parser.setInterpreter(new antlr4::atn::ParserATNSimulator(&parser, parser.getATN(),
                                                              parser_tables, parser_contexts));
  }
  Machinery(const Machinery&) = delete;
  Machinery& operator=(const Machinery&) = delete;

  /// Begins with `text`, which must outlive what is read from it.
  void open(std::string_view text) {
    stream = ByteStream(text);
    lexer.setInputStream(&stream);
    static constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    if (text.starts_with(kByteOrderMark)) stream.seek(kByteOrderMark.size());
  }

  /// Lets go of the tokens that were parsed last.
  void release(TokenList& tokens) {
    parser.setTokenStream(&nothing);
    tokens.clear();
  }

  /// The tree that `rule` makes of `tokens`; null with `error` set where they are no such thing.
  /// First with the quick prediction that is right for nearly every text, then, where that finds
  /// no way, with the complete one, which also tells the error.
  template <class Rule>
  auto parse(TokenList& tokens, const Nesting& nesting, const ErrorWords& words,
             std::optional<SyntaxError>& error, Rule rule) -> decltype(rule(parser)) {
    error.reset();
    auto too_deep = [&](antlr4::Token* token) {
      error = SyntaxError{token, "this is nested too deeply", {}};
      return nullptr;
    };
    if (auto* token = tokens.too_deep(nesting)) return too_deep(token);
    auto strategy = std::make_shared<FirstErrorStrategy>(words);
    try {
      prepare(tokens, antlr4::atn::PredictionMode::SLL,
              std::make_shared<antlr4::BailErrorStrategy>());
      auto* tree = rule(parser);
      return is_too_deep(tree, tokens.size()) ? decltype(tree)(too_deep(tokens.get(0))) : tree;
    } catch (const antlr4::ParseCancellationException&) {
      prepare(tokens, antlr4::atn::PredictionMode::LL, strategy);
    }
    try {
      return rule(parser);
    } catch (const antlr4::ParseCancellationException&) {
      error = SyntaxError{strategy->token(), strategy->message(), strategy->notes()};
      return nullptr;
    }
  }

 private:
  void prepare(TokenList& tokens, antlr4::atn::PredictionMode mode,
               std::shared_ptr<antlr4::ANTLRErrorStrategy> strategy) {
    tokens.seek(0);
    parser.setTokenStream(&tokens);
    parser.setErrorHandler(std::move(strategy));
    parser.template getInterpreter<antlr4::atn::ParserATNSimulator>()->setPredictionMode(mode);
  }
};

/// A warm `Parsing` of this thread, given back at the end of the scope. Nested ones are different.
template <class Parsing>
class Borrowed {
 public:
  Borrowed() {
    if (idle().empty()) {
      parsing_ = std::make_unique<Parsing>();
    } else {
      parsing_ = std::move(idle().back());
      idle().pop_back();
    }
  }
  ~Borrowed() { idle().push_back(std::move(parsing_)); }
  Borrowed(const Borrowed&) = delete;
  Borrowed& operator=(const Borrowed&) = delete;

  Parsing* operator->() { return parsing_.get(); }
  Parsing& operator*() { return *parsing_; }

 private:
  static std::vector<std::unique_ptr<Parsing>>& idle() {
    thread_local std::vector<std::unique_ptr<Parsing>> parsings;
    return parsings;
  }

  std::unique_ptr<Parsing> parsing_;
};

}  // namespace athanor::sql
