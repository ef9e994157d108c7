#pragma once
/// Parts of an expression in canonical form, and the casts between them. Private to this folder.

#include <string>
#include <string_view>
#include <vector>

#include "grammar/postgresql/canonical_types.hpp"

namespace athanor::postgresql {

/// A part of an expression: its canonical text, or what that will be made of once the place where
/// it stands has said its type.
struct Term {
  enum class Form {
    Atom,       ///< needs no parentheses anywhere
    Operation,  ///< needs them as an operand
    Literal,    ///< `text` is the value, not in quotes
    Null,
    Array,  ///< ARRAY[parts]
    Row,    ///< ROW(parts)
    And,    ///< the parts, none of them an AND
    Or,     ///< the parts, none of them an OR
  };
  Form form = Form::Atom;
  std::string text;
  ValueType type;
  std::vector<Term> parts;
};

Term atom(std::string text, std::string type);
Term operation(std::string text, std::string type);
Term literal(std::string value, std::string type);
Term null();
/// A number as PostgreSQL types it by its size and spelling (manual, 4.1.2.6).
Term number_literal(std::string_view written);
Term array(std::vector<Term> elements);
Term row(std::vector<Term> parts);
/// AND or OR of two terms; chains of one kind are one, since both are associative.
Term chain(Term::Form form, Term left, Term right);

/// The whole text of a term. Literals of type text, and those whose type is still open, stand
/// without a cast: `text` is what PostgreSQL takes such a literal for where nothing says more.
std::string text_of(const Term& term);
/// The same as an operand: in parentheses where it is more than one thing.
std::string operand_text(const Term& term);

/// The term where a value of `type` is wanted, as PostgreSQL casts it with nothing written. Casts
/// that keep the value as it is (varchar to text, a literal to a wider type of number) only change
/// the type of the term. Nothing happens where `type` is empty or a pseudo-type.
Term coerced(Term term, const std::string& type);

/// The term under a cast that is written.
Term cast(Term term, const ValueType& type);

/// Whether a literal or array stays what it is, but for its spelling, as one of `type`.
bool keeps_value(const Term& term, std::string_view type);

/// Whether the term is a number that is written, of any type of number.
bool is_plain_number(const Term& term);
/// Such a number with the other sign.
Term opposite(Term number);

bool is_open_literal(const Term& term);

}  // namespace athanor::postgresql
