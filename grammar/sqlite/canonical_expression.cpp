#include <fmt/format.h>
#include <fmt/ranges.h>

#include "grammar/sqlite/canonical.hpp"
#include "grammar/sqlite/canonical_literal.hpp"
#include "grammar/sqlite/written.hpp"
#include "schema/names.hpp"

namespace athanor::sqlite {
namespace {

using P = SQLiteParser;

/// An expression's canonical text and what its outermost operation is.
struct Piece {
  enum class Kind { Atom, Operation, And, Or, IsNull };
  std::string text;
  Kind kind = Kind::Atom;
  std::vector<std::string> parts;  ///< of AND and OR: the operands, in parentheses where needed
};

std::string operand_text(const Piece& piece) {
  return piece.kind == Piece::Kind::Atom ? piece.text : fmt::format("({})", piece.text);
}

Piece atom(std::string text) {
  return {std::move(text), Piece::Kind::Atom, {}};
}

Piece operation(std::string text) {
  return {std::move(text), Piece::Kind::Operation, {}};
}

/// AND and OR are associative, also where null is among the operands.
Piece chain(Piece::Kind kind, const Piece& left, const Piece& right) {
  Piece out;
  out.kind = kind;
  for (const auto* side : {&left, &right}) {
    if (side->kind == kind) {
      out.parts.insert(out.parts.end(), side->parts.begin(), side->parts.end());
    } else {
      out.parts.push_back(operand_text(*side));
    }
  }
  out.text = fmt::format("{}", fmt::join(out.parts, kind == Piece::Kind::And ? " AND " : " OR "));
  return out;
}

/// `NOT x IS NULL` is what `x IS NOT NULL` means.
Piece negated(const Piece& piece) {
  if (piece.kind == Piece::Kind::IsNull) {
    return operation(fmt::format("{}NOT NULL", piece.text.substr(0, piece.text.size() - 4)));
  }
  return operation(fmt::format("NOT {}", operand_text(piece)));
}

class ExpressionForm {
 public:
  explicit ExpressionForm(std::string_view text) : text_(text) {}

  Piece expression(P::ExprContext* node) {
    if (node->value != nullptr) return operand(node->value);
    if (node->op != nullptr) {
      auto kind = node->op->getType() == P::AND ? Piece::Kind::And : Piece::Kind::Or;
      return chain(kind, expression(node->left), expression(node->right));
    }
    if (auto* predicate = node->predicate()) return predicated(expression(node->left), predicate);
    return negated(expression(node->right));
  }

 private:
  std::string written(antlr4::tree::ParseTree* node) { return canonical_text(text_, node); }

  std::string exact(const antlr4::Token* token) {
    auto begin = token->getStartIndex();
    return std::string(text_.substr(begin, token->getStopIndex() + 1 - begin));
  }

  std::string list(const std::vector<P::ExprContext*>& nodes) {
    std::vector<std::string> texts;
    for (auto* node : nodes) texts.push_back(expression(node).text);
    return fmt::format("{}", fmt::join(texts, ", "));
  }

  Piece predicated(const Piece& left, P::PredicateContext* node) {
    auto on_left = operand_text(left);
    if (node->comparison != nullptr) {
      auto type = node->comparison->getType();
      bool equal = type == P::EQ || type == P::EQ2;
      return operation(fmt::format("{} {} {}", on_left, equal ? "=" : "<>",
                                   operand_text(compared(node->compared()))));
    }
    if (node->ISNULL() != nullptr) return {on_left + " IS NULL", Piece::Kind::IsNull, {}};
    if (node->IS() != nullptr) return is(on_left, node);
    bool positive =
        node->matching != nullptr || node->between() != nullptr || node->membership() != nullptr;
    if (!positive) return operation(on_left + " IS NOT NULL");
    auto piece = matched(on_left, node);
    return node->NOT() != nullptr ? negated(piece) : piece;
  }

  Piece is(const std::string& left, P::PredicateContext* node) {
    bool differs = (node->NOT() != nullptr) != (node->DISTINCT() != nullptr);
    auto right = operand_text(compared(node->compared()));
    if (right == "NULL" && !differs) return {left + " IS NULL", Piece::Kind::IsNull, {}};
    return operation(fmt::format("{} {} {}", left, differs ? "IS NOT" : "IS", right));
  }

  Piece matched(const std::string& left, P::PredicateContext* node) {
    if (auto* between = node->between()) {
      return operation(fmt::format("{} BETWEEN {} AND {}", left,
                                   operand_text(compared(between->low)),
                                   operand_text(compared(between->high))));
    }
    if (auto* membership = node->membership()) {
      return operation(fmt::format("{} IN {}", left, members(membership)));
    }
    auto text = fmt::format("{} {} {}", left, ascii_upper(exact(node->matching)),
                            operand_text(compared(node->compared())));
    if (node->operand() != nullptr) {
      text += fmt::format(" ESCAPE {}", operand_text(operand(node->operand())));
    }
    return operation(std::move(text));
  }

  std::string members(P::MembershipContext* node) {
    if (node->name().empty()) {
      return fmt::format("({})",
                         node->query() != nullptr ? written(node->query()) : list(node->expr()));
    }
    auto table = written(node->name().back());
    bool in_main = node->name().size() == 2 && written(node->name(0)) == "main";
    if (node->name().size() == 2 && !in_main)
      table = fmt::format("{}.{}", written(node->name(0)), table);
    return node->LP() == nullptr ? table : fmt::format("{}({})", table, list(node->expr()));
  }

  Piece compared(P::ComparedContext* node) {
    if (node->compared() != nullptr) return negated(compared(node->compared()));
    auto piece = operand(node->operand());
    for (auto* predicate : node->predicate()) piece = predicated(piece, predicate);
    return node->NOT() != nullptr ? negated(piece) : piece;
  }

  Piece operand(P::OperandContext* node) {
    if (node->primary() != nullptr) return primary(node->primary());
    if (node->sign != nullptr) {
      return operation(exact(node->sign) + operand_text(operand(node->right)));
    }
    auto left = operand_text(operand(node->left));
    if (node->collation != nullptr) {
      return operation(fmt::format("{} COLLATE {}", left, written(node->collation)));
    }
    return operation(
        fmt::format("{} {} {}", left, exact(node->op), operand_text(operand(node->right))));
  }

  Piece primary(P::PrimaryContext* node) {
    switch (node->start->getType()) {
      case P::LP:
        return parenthesized(node);
      case P::CASE:
        return atom(case_text(node->case_expression()));
      case P::EXISTS:
        return atom(fmt::format("EXISTS ({})", written(node->query())));
      case P::CAST:
        return atom(cast(node));
      case P::RAISE:
        return atom(raise(node));
      default:
        return atom(reference_or_literal(node));
    }
  }

  Piece parenthesized(P::PrimaryContext* node) {
    if (node->query() != nullptr) return atom(fmt::format("({})", written(node->query())));
    if (node->expr().size() == 1) return expression(node->expr(0));
    return atom(fmt::format("({})", list(node->expr())));
  }

  std::string cast(P::PrimaryContext* node) {
    std::string type = node->type_name() != nullptr ? written(node->type_name()) : "";
    return fmt::format("CAST({} AS {})", expression(node->expr(0)).text, type);
  }

  std::string raise(P::PrimaryContext* node) {
    std::string text;
    for (auto* child : node->children) {
      auto* token = dynamic_cast<antlr4::tree::TerminalNode*>(child);
      auto type = token != nullptr ? token->getSymbol()->getType() : 0;
      bool action = type == P::IGNORE || type == P::ROLLBACK || type == P::ABORT || type == P::FAIL;
      if (action) text += ascii_upper(exact(token->getSymbol()));
    }
    return fmt::format("RAISE({}{}{})", text, node->expr().empty() ? "" : ", ", list(node->expr()));
  }

  /// `true` and `false` are constants only where they stand without quotes and alone.
  std::string reference_or_literal(P::PrimaryContext* node) {
    auto* reference = node->column_reference_name();
    if (reference == nullptr && node->DOT().empty()) return written(node->children.front());
    if (node->start == node->stop) {
      auto text = exact(node->start);
      if (ascii_iequals(text, "true") || ascii_iequals(text, "false")) return ascii_lower(text);
      auto name = unquoted(text);
      bool constant = ascii_iequals(name, "true") || ascii_iequals(name, "false");
      return constant ? fmt::format("\"{}\"", ascii_lower(name)) : canonical_name(name);
    }
    std::string text = canonical_name(unquoted(exact(node->start)));
    for (auto* part : node->name()) text += fmt::format(".{}", written(part));
    bool in_main = node->name().size() == 2 && text.starts_with("main.");
    if (in_main) text.erase(0, 5);
    return node->call() != nullptr ? text + called(node->call()) : text;
  }

  std::string case_text(P::Case_expressionContext* node) {
    std::string text = "CASE";
    if (node->base != nullptr) text += fmt::format(" {}", operand_text(expression(node->base)));
    for (auto* branch : node->when_then()) {
      text += fmt::format(" WHEN {} THEN {}", expression(branch->condition).text,
                          expression(branch->result).text);
    }
    if (node->otherwise != nullptr) {
      auto otherwise = expression(node->otherwise).text;
      if (otherwise != "NULL") text += fmt::format(" ELSE {}", otherwise);
    }
    return text + " END";
  }

  std::string called(P::CallContext* node) {
    std::string text = "(";
    if (node->STAR() != nullptr) text += "*";
    if (node->DISTINCT() != nullptr) text += "DISTINCT ";
    std::vector<P::ExprContext*> arguments = node->expr();
    auto* filter = node->FILTER() != nullptr ? arguments.back() : nullptr;
    if (filter != nullptr) arguments.pop_back();
    text += list(arguments);
    bool within = node->WITHIN() != nullptr;
    auto orders = node->order_by();
    if (orders.size() > (within ? 1U : 0U)) text += fmt::format(" {}", written(orders.front()));
    text += ")";
    if (within) text += fmt::format(" WITHIN GROUP ({})", written(orders.back()));
    if (filter != nullptr) text += fmt::format(" FILTER (WHERE {})", expression(filter).text);
    return text + over(node);
  }

  std::string over(P::CallContext* node) {
    if (node->OVER() == nullptr) return {};
    if (node->name() != nullptr) return fmt::format(" OVER {}", written(node->name()));
    return fmt::format(" OVER ({})", written(node->window()));
  }

  static std::string ascii_upper(std::string text) {
    for (char& c : text) {
      if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
    return text;
  }

  std::string_view text_;
};

}  // namespace

std::string canonical_text(std::string_view text, P::ExprContext* expr) {
  return ExpressionForm(text).expression(expr).text;
}

}  // namespace athanor::sqlite
