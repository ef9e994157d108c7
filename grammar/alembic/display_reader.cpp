#include "grammar/alembic/tree_reader.hpp"
#include "schema/overloaded.hpp"

namespace athanor::alembic {
namespace {

using Parser = TreeReader::Parser;

bool is_dict(Parser::BracesContext* context) {
  auto entries = context->entry();
  return entries.empty() || entries.front()->COLON() || entries.front()->POWER();
}

/// A FormattedString keeps neighbouring texts as one piece.
void add_text(FormattedString& out, const std::string& text) {
  if (text.empty()) return;
  if (!out.pieces.empty()) {
    if (auto* last = std::get_if<std::string>(&out.pieces.back())) {
      *last += text;
      return;
    }
  }
  out.pieces.push_back(text);
}

/// Adjacent literals are one: all text, all bytes, or one f-string with some text.
void join(StringPart& whole, StringPart next, bool& mixed) {
  bool bytes = whole.kind == StringPart::Kind::Bytes;
  if (bytes != (next.kind == StringPart::Kind::Bytes)) mixed = true;
  if (next.kind == StringPart::Kind::Formatted) whole.kind = next.kind;
  if (!next.unread.empty()) whole.unread = next.unread;
  for (auto& piece : next.pieces) whole.pieces.push_back(std::move(piece));
}

StringLiteral joined(const StringPart& part) {
  StringLiteral out;
  for (const auto& piece : part.pieces) append(out, std::get<StringLiteral>(piece));
  return out;
}

}  // namespace

Expression TreeReader::atom(Parser::AtomContext* context) const {
  if (auto* found = dynamic_cast<Parser::GroupContext*>(context)) return group(found);
  if (auto* found = dynamic_cast<Parser::ListContext*>(context)) return list(found);
  if (auto* found = dynamic_cast<Parser::BracesContext*>(context)) return braces(found);
  if (auto* found = dynamic_cast<Parser::StringsContext*>(context)) return strings(found);
  auto literal = [&]() -> ExpressionNode::Kind {
    if (dynamic_cast<Parser::NameContext*>(context)) return Name{context->getText()};
    if (dynamic_cast<Parser::IntegerContext*>(context)) return IntegerLiteral{context->getText()};
    if (dynamic_cast<Parser::FloatContext*>(context)) return FloatLiteral{context->getText()};
    if (dynamic_cast<Parser::NoneContext*>(context)) return NoneLiteral{};
    if (dynamic_cast<Parser::TrueContext*>(context)) return BooleanLiteral{true};
    if (dynamic_cast<Parser::FalseContext*>(context)) return BooleanLiteral{false};
    return EllipsisLiteral{};
  };
  return make(literal(), context);
}

Expression TreeReader::group(Parser::GroupContext* context) const {
  if (context->yielding()) return yielding(context->yielding());
  if (!context->values()) return make(TupleDisplay{}, context);
  auto inner = values(context->values());
  if (!context->comprehension()) return inner;
  return comprehension(Comprehension::Kind::Generator, inner, nullptr, context->comprehension(),
                       context);
}

Expression TreeReader::list(Parser::ListContext* context) const {
  if (!context->values()) return make(ListDisplay{}, context);
  if (!context->comprehension()) return make(ListDisplay{elements(context->values())}, context);
  return comprehension(Comprehension::Kind::List, values(context->values()), nullptr,
                       context->comprehension(), context);
}

Expression TreeReader::braces(Parser::BracesContext* context) const {
  return is_dict(context) ? dict(context) : set(context);
}

Expression TreeReader::dict(Parser::BracesContext* context) const {
  DictDisplay found;
  for (auto* entry : context->entry()) {
    if (entry->POWER()) {
      found.entries.push_back({nullptr, arithmetic(entry->arithmetic())});
    } else if (entry->COLON()) {
      found.entries.push_back({element(entry->element()), test(entry->test())});
    } else {
      fail(entry, "this entry of a dict has no value");
    }
  }
  if (!context->comprehension()) return make(std::move(found), context);
  auto first = found.entries.front();
  return comprehension(Comprehension::Kind::Dict, first.key, first.value, context->comprehension(),
                       context);
}

Expression TreeReader::set(Parser::BracesContext* context) const {
  SetDisplay found;
  for (auto* entry : context->entry()) {
    if (entry->POWER() || entry->COLON()) fail(entry, "this element of a set has a value");
    found.elements.push_back(element(entry->element()));
  }
  if (!context->comprehension()) return make(std::move(found), context);
  return comprehension(Comprehension::Kind::Set, found.elements.front(), nullptr,
                       context->comprehension(), context);
}

Expression TreeReader::comprehension(Comprehension::Kind kind, Expression element, Expression value,
                                     Parser::ComprehensionContext* context, Context* whole) const {
  Comprehension found{kind, std::move(element), std::move(value), {}};
  for (auto* part : context->generator_part()) {
    if (part->ASYNC()) return make(Unread{"async comprehension"}, whole);
    found.parts.push_back(comprehension_part(part));
  }
  return make(std::move(found), whole);
}

ComprehensionPart TreeReader::comprehension_part(Parser::Generator_partContext* context) const {
  ComprehensionPart found{targets(context->targets()), logical(context->logical()), {}};
  for (auto* one : context->filter()) found.filters.push_back(filter(one->filtered()));
  return found;
}

Expression TreeReader::filter(Parser::FilteredContext* context) const {
  auto found =
      context->LAMBDA()
          ? make(Lambda{lambda_parameters(context->lambda_parameters()), test(context->test())},
                 context)
          : logical(context->logical());
  if (!context->WALRUS()) return found;
  return make(NamedExpression{context->NAME()->getText(), found}, context);
}

Expression TreeReader::strings(Parser::StringsContext* context) const {
  StringPart whole;
  bool mixed = false;
  bool first = true;
  for (auto* token : context->STRING()) {
    std::size_t offset = code_points_.byte(token->getSymbol()->getStartIndex());
    auto part = read_string_token(token->getText(), offset);
    if (std::exchange(first, false)) {
      whole = std::move(part);
    } else {
      join(whole, std::move(part), mixed);
    }
  }
  if (mixed) fail(context, "bytes and text cannot be one string");
  if (!whole.unread.empty()) return make(Unread{whole.unread}, context);
  if (whole.kind == StringPart::Kind::Formatted) return formatted(whole, context);
  auto text = joined(whole);
  if (whole.kind == StringPart::Kind::Bytes) return make(BytesLiteral{text.value}, context);
  return make(std::move(text), context);
}

Expression TreeReader::formatted(const StringPart& part, Context* context) const {
  FormattedString found;
  for (const auto& piece : part.pieces) {
    std::visit(overloaded{[&](const StringLiteral& text) { add_text(found, text.value); },
                          [&](const RawField& raw) {
                            found.pieces.push_back(
                                FormatField{read_field_(raw.expression, raw.offset), raw.conversion,
                                            raw.format, raw.shows_source});
                          }},
               piece);
  }
  return make(std::move(found), context);
}

}  // namespace athanor::alembic
