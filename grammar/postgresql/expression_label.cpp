#include "grammar/postgresql/expression_label.hpp"

#include "grammar/postgresql/names.hpp"
#include "grammar/postgresql/parsing.hpp"
#include "grammar/postgresql/types.hpp"
#include "schema/names.hpp"

namespace athanor::postgresql {
namespace {

using P = PostgreSQLParser;

/// A label and whether it is a good one; a type's name or `case` gives way to a better one.
struct Label {
  std::string name;
  bool strong = true;
};

class Labeller {
 public:
  explicit Labeller(std::string_view text) : text_(text) {}

  Label of(P::ExprContext* node) {
    auto* plain = dynamic_cast<P::PlainExprContext*>(node);
    return plain == nullptr ? Label() : of(plain->operand());
  }

 private:
  Label of(P::OperandContext* node) {
    if (auto* primary = dynamic_cast<P::PrimaryOperandContext*>(node))
      return of(primary->primary());
    if (auto* collate = dynamic_cast<P::CollateOperandContext*>(node)) return of(collate->left);
    if (dynamic_cast<P::AtTimeZoneOperandContext*>(node) != nullptr) return {"timezone"};
    if (auto* cast = dynamic_cast<P::TypecastOperandContext*>(node)) {
      return typed(of(cast->left), cast->type_name()->simple_type());
    }
    return {};
  }

  Label of(P::PrimaryContext* node) {
    if (auto* form = dynamic_cast<P::SpecialCallPrimaryContext*>(node)) {
      return of(form->special_call());
    }
    if (auto* in = dynamic_cast<P::ParenthesizedPrimaryContext*>(node)) {
      auto field = last_field(in->indirection());
      if (!field.empty()) return {field};
      return in->expr().size() == 1 ? of(in->expr(0)) : Label();
    }
    if (auto* typed_literal = dynamic_cast<P::TypedLiteralPrimaryContext*>(node)) {
      return {type_label(typed_literal->keyword_type()), false};
    }
    return of_name(node);
  }

  Label of_name(P::PrimaryContext* node) {
    if (auto* reference = dynamic_cast<P::ReferencePrimaryContext*>(node)) {
      auto field = last_field(reference->indirection());
      auto name = field.empty() ? word(reference->start) : field;
      return {name, reference->string() == nullptr};
    }
    if (auto* column = dynamic_cast<P::KeywordReferencePrimaryContext*>(node)) {
      auto field = last_field(column->indirection());
      return {field.empty() ? word(column->start) : field};
    }
    if (dynamic_cast<P::KeywordCallPrimaryContext*>(node) != nullptr ||
        dynamic_cast<P::ValueFunctionPrimaryContext*>(node) != nullptr ||
        dynamic_cast<P::ExistsPrimaryContext*>(node) != nullptr ||
        dynamic_cast<P::ArrayPrimaryContext*>(node) != nullptr ||
        dynamic_cast<P::RowPrimaryContext*>(node) != nullptr) {
      return {word(node->start)};
    }
    if (auto* conditional = dynamic_cast<P::CasePrimaryContext*>(node)) return of(conditional);
    return {};
  }

  Label of(P::CasePrimaryContext* node) {
    auto label = node->otherwise != nullptr ? of(node->otherwise) : Label{"", false};
    return !label.name.empty() && label.strong ? label : Label{"case", false};
  }

  Label of(P::Special_callContext* node) {
    if (auto* cast = dynamic_cast<P::CastFormContext*>(node)) {
      return typed(of(cast->expr()), cast->type_name()->simple_type());
    }
    if (auto* trim = dynamic_cast<P::TrimFormContext*>(node)) {
      auto side = trim->side == nullptr ? std::string() : word(trim->side);
      return {side == "leading" ? "ltrim" : side == "trailing" ? "rtrim" : "btrim"};
    }
    if (dynamic_cast<P::CollationForFormContext*>(node) != nullptr) return {"pg_collation_for"};
    return {word(node->start)};
  }

  Label typed(Label inner, P::Simple_typeContext* type) {
    if (!inner.name.empty() && inner.strong) return inner;
    if (auto* keyword = type->keyword_type()) return {type_label(keyword), false};
    auto* generic = type->generic_type();
    auto* last = generic->label().empty() ? generic->start : generic->label().back()->start;
    return {word(last), false};
  }

  /// The catalogue's name of a type: `int4` for INTEGER, `timestamptz` WITH TIME ZONE.
  std::string type_label(P::Keyword_typeContext* type) {
    auto name = word(type->start);
    bool zoned = type->WITH() != nullptr, varying = type->VARYING() != nullptr;
    if (name == "timestamp" || name == "time") return zoned ? name + "tz" : name;
    if (name == "bit") return varying ? "varbit" : "bit";
    if (name == "varchar" || varying) return "varchar";
    if (name == "char" || name == "nchar" || name == "national") return "bpchar";
    if (name == "int") return "int4";
    if (name == "dec" || name == "decimal") return "numeric";
    return catalog_type_name(name == "double" ? "double precision" : name);
  }

  std::string last_field(const std::vector<P::IndirectionContext*>& indirections) {
    std::string out;
    for (auto* node : indirections) {
      if (node->field != nullptr) out = word(node->field->start);
    }
    return out;
  }

  std::string word(const antlr4::Token* token) {
    return bare_name(
        text_.substr(token->getStartIndex(), token->getStopIndex() + 1 - token->getStartIndex()));
  }

  std::string_view text_;
};

}  // namespace

std::string expression_label(std::string_view expression) {
  BorrowedParsing parsing;
  parsing->open(expression);
  parsing->read_all();
  auto* tree = parsing->expression();
  auto label = tree == nullptr ? Label() : Labeller(expression).of(tree);
  return label.name.empty() ? "expr" : label.name;
}

}  // namespace athanor::postgresql
