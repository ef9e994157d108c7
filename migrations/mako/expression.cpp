#include "migrations/mako/expression.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "grammar/alembic/syntax.hpp"
#include "schema/overloaded.hpp"

namespace athanor::mako {
namespace {

using alembic::Expression;

/// Python's `repr` of a string, for texts without unprintable characters beyond ASCII.
std::string repr_of(const std::string& text) {
  bool has_single = text.find('\'') != std::string::npos;
  char quote = has_single && text.find('"') == std::string::npos ? '"' : '\'';
  std::string out(1, quote);
  for (char c : text) {
    auto byte = static_cast<unsigned char>(c);
    if (c == quote || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n' || c == '\r' || c == '\t') {
      out += c == '\n' ? "\\n" : c == '\r' ? "\\r" : "\\t";
    } else if (byte < 0x20 || byte == 0x7F) {
      out += fmt::format("\\x{:02x}", static_cast<unsigned>(byte));
    } else {
      out += c;
    }
  }
  return out + quote;
}

std::string repr_of(const Sequence& sequence) {
  std::vector<std::string> items;
  for (const auto& item : sequence.items) items.push_back(repr_of(item));
  auto inner = fmt::format("{}", fmt::join(items, ", "));
  if (sequence.kind == Sequence::Kind::List) return "[" + inner + "]";
  return "(" + inner + (items.size() == 1 ? ",)" : ")");
}

[[noreturn]] void needs_python(const std::string& what) {
  throw Unreadable(what + " in a template needs Python");
}

class Evaluator {
 public:
  explicit Evaluator(const Variables& variables) : variables_(variables) {}

  Value of(const Expression& expression) const {
    return std::visit(
        overloaded{
            [&](const alembic::Name& it) { return named(it.text); },
            [](const alembic::NoneLiteral&) { return Value(None{}); },
            [](const alembic::BooleanLiteral& it) { return Value(it.value); },
            [](const alembic::IntegerLiteral& it) { return Value(it.text); },
            [](const alembic::StringLiteral& it) { return Value(it.value); },
            [&](const alembic::TupleDisplay& it) {
              return sequence(it.elements, Sequence::Kind::Tuple);
            },
            [&](const alembic::ListDisplay& it) {
              return sequence(it.elements, Sequence::Kind::List);
            },
            [&](const alembic::Call& it) { return call(it); },
            [&](const alembic::Unary& it) { return unary(it); },
            [&](const alembic::Binary& it) { return sum(it); },
            [&](const alembic::Logical& it) { return logical(it); },
            [&](const alembic::Comparison& it) { return comparison(it); },
            [&](const alembic::Conditional& it) {
              return of(is_true(of(it.condition)) ? it.value : it.otherwise);
            },
            [](const alembic::EllipsisLiteral&) -> Value { needs_python("an ellipsis"); },
            [](const alembic::FloatLiteral&) -> Value { needs_python("a float"); },
            [](const alembic::BytesLiteral&) -> Value { needs_python("a bytes string"); },
            [](const alembic::FormattedString&) -> Value { needs_python("an f-string"); },
            [](const alembic::SetDisplay&) -> Value { needs_python("a set"); },
            [](const alembic::DictDisplay&) -> Value { needs_python("a dict"); },
            [](const alembic::Starred&) -> Value { needs_python("a star"); },
            [](const alembic::Attribute& it) -> Value { needs_python("attribute ." + it.name); },
            [](const alembic::Subscript&) -> Value { needs_python("an index"); },
            [](const alembic::Slice&) -> Value { needs_python("a slice"); },
            [](const alembic::NamedExpression&) -> Value { needs_python("an assignment"); },
            [](const alembic::Lambda&) -> Value { needs_python("a lambda"); },
            [](const alembic::Comprehension&) -> Value { needs_python("a comprehension"); },
            [](const alembic::Unread& it) -> Value { needs_python(it.construct); }},
        expression->kind);
  }

 private:
  Value named(const std::string& name) const {
    auto found = variables_.find(name);
    return found == variables_.end() ? Value(Undefined{}) : found->second;
  }

  Value sequence(const std::vector<Expression>& elements, Sequence::Kind kind) const {
    Sequence out{kind, {}};
    for (const auto& element : elements) out.items.push_back(text_of(of(element)));
    return out;
  }

  Value call(const alembic::Call& it) const {
    auto name = alembic::dotted_name(it.callee);
    bool plain = it.arguments.size() == 1 &&
                 it.arguments.front().kind == alembic::CallArgument::Kind::Positional;
    if (plain) {
      const auto& given = it.arguments.front().value;
      if (name == "repr") return repr_of(of(given));
      if (name == "str") return text_of(of(given));
      if (name == "comma") return joined_by_commas(of(given));
      if (auto joined = joined_by(it.callee, given)) return *joined;
    }
    needs_python(name.empty() ? "a call" : "a call of " + name);
  }

  /// `", ".join(names)`.
  std::optional<Value> joined_by(const Expression& callee, const Expression& given) const {
    const auto* attribute = std::get_if<alembic::Attribute>(&callee->kind);
    if (attribute == nullptr || attribute->name != "join") return std::nullopt;
    auto between = of(attribute->object);
    auto value = of(given);
    const auto* items = std::get_if<Sequence>(&value);
    if (items == nullptr) return std::nullopt;
    return fmt::format("{}", fmt::join(items->items, text_of(between)));
  }

  Value unary(const alembic::Unary& it) const {
    if (it.op != alembic::UnaryOperator::Not) needs_python("arithmetic");
    return !is_true(of(it.operand));
  }

  Value sum(const alembic::Binary& it) const {
    if (it.op != alembic::BinaryOperator::Add) needs_python("arithmetic");
    return text_of(of(it.left)) + text_of(of(it.right));
  }

  Value logical(const alembic::Logical& it) const {
    auto left = of(it.left);
    bool decided = is_true(left) == (it.op == alembic::LogicalOperator::Or);
    return decided ? left : of(it.right);
  }

  Value comparison(const alembic::Comparison& it) const {
    if (it.links.size() != 1) needs_python("a chain of comparisons");
    auto left = of(it.first), right = of(it.links.front().right);
    switch (it.links.front().comparator) {
      case alembic::Comparator::Equal:
      case alembic::Comparator::Is:
        return left == right;
      case alembic::Comparator::NotEqual:
      case alembic::Comparator::IsNot:
        return !(left == right);
      case alembic::Comparator::In:
      case alembic::Comparator::NotIn:
      case alembic::Comparator::Less:
      case alembic::Comparator::Greater:
      case alembic::Comparator::LessEqual:
      case alembic::Comparator::GreaterEqual:
        break;
    }
    needs_python("a comparison of this kind");
  }

  const Variables& variables_;
};

}  // namespace

Value evaluate(const std::string& expression, const Variables& variables) {
  // In parentheses, a line feed means nothing.
  auto source =
      std::make_shared<SourceText>(SourceText{"an expression", "(" + expression + "\n)\n"});
  Diagnostics diagnostics;
  auto module = alembic::parse_module(source, diagnostics);
  if (!module) throw Unreadable(diagnostics.all().front().message);
  const auto* statement = module->body.size() == 1
                              ? std::get_if<alembic::ExpressionStatement>(&module->body[0].kind)
                              : nullptr;
  if (statement == nullptr) throw Unreadable("this is no expression");
  return Evaluator(variables).of(statement->value);
}

bool is_true(const Value& value) {
  return std::visit(
      overloaded{[](const None&) { return false; }, [](const Undefined&) { return false; },
                 [](bool it) { return it; }, [](const std::string& it) { return !it.empty(); },
                 [](const Sequence& it) { return !it.items.empty(); }},
      value);
}

std::string text_of(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  return repr_of(value);
}

std::string repr_of(const Value& value) {
  return std::visit(
      overloaded{[](const None&) { return std::string("None"); },
                 [](const Undefined&) -> std::string { throw Unreadable("Undefined"); },
                 [](bool it) { return std::string(it ? "True" : "False"); },
                 [](const std::string& it) { return repr_of(it); },
                 [](const Sequence& it) { return repr_of(it); }},
      value);
}

std::string joined_by_commas(const Value& value) {
  if (std::holds_alternative<None>(value)) return "";
  if (const auto* items = std::get_if<Sequence>(&value)) {
    return fmt::format("{}", fmt::join(items->items, ", "));
  }
  return text_of(value);
}

}  // namespace athanor::mako
