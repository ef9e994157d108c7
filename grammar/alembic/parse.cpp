#include <fmt/format.h>

#include "PythonLexer.h"
#include "grammar/alembic/layout.hpp"
#include "grammar/alembic/tree_reader.hpp"
#include "schema/overloaded.hpp"

namespace athanor::alembic {
namespace {

using generated::PythonLexer;
using generated::PythonParser;

/// Rules within rules, about nine a bracket: beyond any hand, and far from the end of the stack.
constexpr std::size_t deepest_rule = 1500;
constexpr std::size_t deepest_field = 5;
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

std::string seen(const antlr4::Token& token) {
  switch (token.getType()) {
    case PythonLexer::NEWLINE:
      return "end of line";
    case PythonLexer::INDENT:
      return "indentation";
    case PythonLexer::DEDENT:
      return "end of block";
    case antlr4::Token::EOF:
      return "end of file";
    default:
      break;
  }
  std::string out = "\"";
  for (char c : token.getText()) {
    if (c == '\n' || c == '\r') break;
    bool control = static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
    out += control ? fmt::format("\\x{:02x}", static_cast<unsigned>(c)) : std::string(1, c);
  }
  return out + "\"";
}

/// The first error ends the reading, as it does in Python.
class FirstError : public antlr4::BaseErrorListener {
 public:
  explicit FirstError(const CodePoints& code_points) : code_points_(code_points) {}
  void syntaxError(antlr4::Recognizer*, antlr4::Token* token, size_t, size_t, const std::string&,
                   std::exception_ptr) override {
    throw SyntaxProblem(code_points_.byte(token->getStartIndex()),
                        code_points_.byte(token->getStopIndex() + 1), "unexpected " + seen(*token));
  }

 private:
  const CodePoints& code_points_;
};

class DepthGuard : public antlr4::tree::ParseTreeListener {
 public:
  explicit DepthGuard(const CodePoints& code_points) : code_points_(code_points) {}
  void enterEveryRule(antlr4::ParserRuleContext* context) override {
    if (++depth_ <= deepest_rule) return;
    std::size_t begin = code_points_.byte(context->getStart()->getStartIndex());
    throw SyntaxProblem(begin, begin + 1, "expressions are nested too deeply");
  }
  void exitEveryRule(antlr4::ParserRuleContext*) override { --depth_; }
  void visitTerminal(antlr4::tree::TerminalNode*) override {}
  void visitErrorNode(antlr4::tree::ErrorNode*) override {}

 private:
  const CodePoints& code_points_;
  std::size_t depth_ = 0;
};

Tokens tokens_of(PythonLexer& lexer) {
  lexer.removeErrorListeners();
  Tokens raw = lexer.getAllTokens();
  auto end = std::make_unique<antlr4::CommonToken>(antlr4::Token::EOF, "<EOF>");
  std::size_t size = lexer.getInputStream()->size();
  end->setStartIndex(size);
  end->setStopIndex(size);
  raw.push_back(std::move(end));
  return raw;
}

/// One text with everything that ANTLR needs to stay alive while its tree is read.
class Parsing {
 public:
  using LayOut = Tokens (*)(Tokens, std::string_view, const CodePoints&);

  Parsing(const LineMap& lines, std::string_view text, std::size_t base, LayOut lay_out)
      : code_points_(text, base),
        input_(std::string(text)),
        lexer_(&input_),
        tokens_(lay_out(tokens_of(lexer_), up_to(lines, base + text.size()), code_points_)),
        stream_(&tokens_),
        parser_(&stream_),
        first_error_(code_points_),
        guard_(code_points_) {
    parser_.removeErrorListeners();
    parser_.addErrorListener(&first_error_);
    parser_.addParseListener(&guard_);
  }

  PythonParser& parser() { return parser_; }
  const CodePoints& code_points() const { return code_points_; }

 private:
  static std::string_view up_to(const LineMap& lines, std::size_t end) {
    return std::string_view(lines.source()->text).substr(0, end);
  }

  CodePoints code_points_;
  antlr4::ANTLRInputStream input_;
  PythonLexer lexer_;
  antlr4::ListTokenSource tokens_;
  antlr4::CommonTokenStream stream_;
  PythonParser parser_;
  FirstError first_error_;
  DepthGuard guard_;
};

/// Reads one source; a field of an f-string is a text of its own, with fields of its own.
class SourceReader {
 public:
  explicit SourceReader(const SourcePtr& source) : lines_(source) {}

  Module module() {
    std::string_view text = lines_.source()->text;
    std::size_t base = text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
    Parsing parsing(lines_, text.substr(base), base, lay_out);
    return {lines_.source(), reader(parsing, 0).module(parsing.parser().module())};
  }

  const LineMap& lines() const { return lines_; }

 private:
  TreeReader reader(const Parsing& parsing, std::size_t depth) {
    return TreeReader(lines_, parsing.code_points(),
                      [this, depth](const std::string& text, std::size_t offset) {
                        return field(text, offset, depth + 1);
                      });
  }

  Expression field(const std::string& text, std::size_t offset, std::size_t depth) {
    if (depth > deepest_field) {
      throw SyntaxProblem(offset, offset + text.size(), "f-strings are nested too deeply");
    }
    Parsing parsing(lines_, text, offset, lay_out_field);
    return reader(parsing, depth).field(parsing.parser().field());
  }

  LineMap lines_;
};

}  // namespace

std::optional<Module> parse_module(const SourcePtr& source, Diagnostics& diagnostics) {
  SourceReader reader(source);
  try {
    return reader.module();
  } catch (const SyntaxProblem& problem) {
    diagnostics.error(reader.lines().place(problem.begin(), problem.end()), problem.what());
    return std::nullopt;
  }
}

std::string docstring(const Block& body) {
  if (body.empty()) return "";
  const auto* first = std::get_if<ExpressionStatement>(&body.front().kind);
  if (first == nullptr) return "";
  const auto* text = std::get_if<StringLiteral>(&first->value->kind);
  return text ? text->value : "";
}

std::string dotted_name(const Expression& expression) {
  if (const auto* name = std::get_if<Name>(&expression->kind)) return name->text;
  const auto* attribute = std::get_if<Attribute>(&expression->kind);
  if (attribute == nullptr) return "";
  auto object = dotted_name(attribute->object);
  return object.empty() ? "" : object + "." + attribute->name;
}

Place place_in(const StringLiteral& string, std::size_t value_offset, const SourcePtr& source) {
  std::size_t offset = 0;
  for (const auto& stretch : string.stretches) {
    if (stretch.value_offset > value_offset) break;
    offset = stretch.source_offset + (value_offset - stretch.value_offset);
  }
  return place_at(source, offset, 1);
}

}  // namespace athanor::alembic
