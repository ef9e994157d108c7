#include "grammar/alembic/evaluation/children.hpp"
#include "schema/overloaded.hpp"

namespace athanor::alembic {
namespace {

using Found = std::vector<Expression>;

void add(Found& out, const Expression& child) {
  if (child) out.push_back(child);
}

Found of_dict(const DictDisplay& dict) {
  Found out;
  for (const auto& entry : dict.entries) {
    add(out, entry.key);
    add(out, entry.value);
  }
  return out;
}

Found of_call(const Call& call) {
  Found out{call.callee};
  for (const auto& argument : call.arguments) out.push_back(argument.value);
  return out;
}

Found of_string(const FormattedString& string) {
  Found out;
  for (const auto& piece : string.pieces) {
    if (const auto* field = std::get_if<FormatField>(&piece)) out.push_back(field->value);
  }
  return out;
}

Found of_comparison(const Comparison& comparison) {
  Found out{comparison.first};
  for (const auto& link : comparison.links) out.push_back(link.right);
  return out;
}

Found of_slice(const Slice& slice) {
  Found out;
  for (const auto& part : {slice.lower, slice.upper, slice.step}) add(out, part);
  return out;
}

Found of_lambda(const Lambda& lambda) {
  Found out;
  for (const auto& parameter : lambda.parameters) add(out, parameter.default_value);
  out.push_back(lambda.body);
  return out;
}

Found of_comprehension(const Comprehension& comprehension) {
  Found out{comprehension.element};
  add(out, comprehension.value);
  for (const auto& part : comprehension.parts) {
    out.push_back(part.target);
    out.push_back(part.iterable);
    out.insert(out.end(), part.filters.begin(), part.filters.end());
  }
  return out;
}

}  // namespace

std::vector<Expression> children(const Expression& expression) {
  return std::visit(overloaded{[](const Name&) { return Found{}; },
                               [](const NoneLiteral&) { return Found{}; },
                               [](const EllipsisLiteral&) { return Found{}; },
                               [](const BooleanLiteral&) { return Found{}; },
                               [](const IntegerLiteral&) { return Found{}; },
                               [](const FloatLiteral&) { return Found{}; },
                               [](const BytesLiteral&) { return Found{}; },
                               [](const StringLiteral&) { return Found{}; },
                               [](const FormattedString& it) { return of_string(it); },
                               [](const TupleDisplay& it) { return it.elements; },
                               [](const ListDisplay& it) { return it.elements; },
                               [](const SetDisplay& it) { return it.elements; },
                               [](const DictDisplay& it) { return of_dict(it); },
                               [](const Starred& it) { return Found{it.value}; },
                               [](const Attribute& it) { return Found{it.object}; },
                               [](const Subscript& it) {
                                 return Found{it.object, it.index};
                               },
                               [](const Slice& it) { return of_slice(it); },
                               [](const Call& it) { return of_call(it); },
                               [](const Unary& it) { return Found{it.operand}; },
                               [](const Binary& it) {
                                 return Found{it.left, it.right};
                               },
                               [](const Logical& it) {
                                 return Found{it.left, it.right};
                               },
                               [](const Comparison& it) { return of_comparison(it); },
                               [](const Conditional& it) {
                                 return Found{it.value, it.condition, it.otherwise};
                               },
                               [](const NamedExpression& it) { return Found{it.value}; },
                               [](const Lambda& it) { return of_lambda(it); },
                               [](const Comprehension& it) { return of_comprehension(it); },
                               [](const Unread&) { return Found{}; }},
                    expression->kind);
}

}  // namespace athanor::alembic
