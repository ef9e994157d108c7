#include "grammar/postgresql/canonical_term.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>

#include "grammar/postgresql/canonical_value.hpp"
#include "grammar/postgresql/names.hpp"

namespace athanor::postgresql {
namespace {

using Form = Term::Form;

/// From narrow to wide; 0 for what is no number.
int width(std::string_view type) {
  static constexpr std::array<std::string_view, 6> kNumbers = {
      "smallint", "integer", "bigint", "numeric", "real", "double precision"};
  for (std::size_t i = 0; i < kNumbers.size(); ++i) {
    if (kNumbers[i] == type) return static_cast<int>(i) + 1;
  }
  return 0;
}

bool is_whole_number_type(std::string_view type) {
  return width(type) > 0 && width(type) <= width("bigint");
}

bool is_text(std::string_view type) {
  return type == "text" || type == "character varying";
}

/// The type of a number that is written without quotes and casts.
std::string natural_type(std::string_view value) {
  if (value.find('.') != std::string_view::npos) return "numeric";
  bool minus = value.starts_with('-');
  if (minus) value.remove_prefix(1);
  auto fits = [&](std::string_view most) {
    return value.size() < most.size() || (value.size() == most.size() && value <= most);
  };
  if (fits(minus ? "2147483648" : "2147483647")) return "integer";
  return fits(minus ? "9223372036854775808" : "9223372036854775807") ? "bigint" : "numeric";
}

/// In quotes `bit` is of any length; without, of length 1.
std::string_view spelled(std::string_view type) {
  return type == "bit" ? std::string_view("\"bit\"") : type;
}

std::string literal_text(const Term& term) {
  const auto& type = term.type.name;
  bool bare = (type == "boolean" && (term.text == "true" || term.text == "false")) ||
              (width(type) > 0 && term.text.find_first_not_of("-.0123456789") == term.text.npos &&
               natural_type(term.text) == type);
  if (bare) return term.text;
  auto quoted = quoted_string(term.text);
  if (type.empty() || type == "unknown" || type == "text") return quoted;
  return fmt::format("{}::{}", quoted, spelled(type));
}

std::string null_text(const Term& term) {
  const auto& type = term.type.name;
  bool bare = type.empty() || type == "unknown" || type == "text";
  return bare ? "NULL" : fmt::format("NULL::{}", spelled(type));
}

std::string list(const std::vector<Term>& parts) {
  std::vector<std::string> texts;
  for (const auto& part : parts) texts.push_back(text_of(part));
  return fmt::format("{}", fmt::join(texts, ", "));
}

std::string chain_text(const Term& term) {
  std::vector<std::string> texts;
  for (const auto& part : term.parts) texts.push_back(operand_text(part));
  return fmt::format("{}", fmt::join(texts, term.form == Form::And ? " AND " : " OR "));
}

std::string array_text(const Term& term) {
  if (term.parts.empty()) return fmt::format("ARRAY[]::{}", term.type.name);
  return fmt::format("ARRAY[{}]", list(term.parts));
}

std::string display(const ValueType& type) {
  if (type.modifiers.empty()) return std::string(spelled(type.name));
  auto modifiers = type.modifiers;
  auto name = type.name;
  bool digits = modifiers.find_first_not_of("0123456789,-") == std::string::npos;
  if (name.starts_with("interval")) {
    return fmt::format("{} {}", name, digits ? '(' + modifiers + ')' : modifiers);
  }
  auto element = element_of(name);
  return fmt::format("{}({}){}", element, modifiers, is_array(name) ? "[]" : "");
}

/// An operand of `::`, where a literal that has its type must not be taken for one that has none.
std::string cast_operand(const Term& term) {
  bool typed_text = term.form == Form::Literal && is_text(term.type.name);
  return typed_text ? fmt::format("({}::text)", quoted_string(term.text)) : operand_text(term);
}

Term written_cast(const Term& term, const ValueType& type) {
  Term out = atom(fmt::format("{}::{}", cast_operand(term), display(type)), type.name);
  out.type = type;
  return out;
}

Term retyped(Term term, std::string_view type) {
  if (term.form == Form::Literal) term.text = canonical_value(term.text, type);
  term.type = {std::string(type), ""};
  return term;
}

bool is_plain_literal(const Term& term) {
  bool form = term.form == Form::Literal || term.form == Form::Null;
  return form && term.type.modifiers.empty();
}

/// Whether values of the two types are the same bytes, so that the cast is only a label.
bool is_relabelled(std::string_view from, std::string_view to) {
  if (is_array(from) && is_array(to)) return is_relabelled(element_of(from), element_of(to));
  return is_text(from) && is_text(to);
}

}  // namespace

Term atom(std::string text, std::string type) {
  return {Form::Atom, std::move(text), {std::move(type), ""}, {}};
}

Term operation(std::string text, std::string type) {
  return {Form::Operation, std::move(text), {std::move(type), ""}, {}};
}

Term literal(std::string value, std::string type) {
  return {Form::Literal, std::move(value), {std::move(type), ""}, {}};
}

Term null() {
  return {Form::Null, "", {"unknown", ""}, {}};
}

Term number_literal(std::string_view written) {
  bool whole = written.find_first_of(".eE") == std::string_view::npos ||
               written.starts_with("0x") || written.starts_with("0X");
  auto value = whole ? canonical_integer(written) : canonical_numeric(written);
  auto text = value.value_or(std::string(written));
  return literal(text, whole ? natural_type(text) : "numeric");
}

Term array(std::vector<Term> elements) {
  Term out;
  out.form = Form::Array;
  std::vector<std::string> types;
  for (const auto& element : elements) types.push_back(element.type.name);
  auto common = elements.empty() ? "" : common_type(types);
  for (auto& element : elements) out.parts.push_back(coerced(std::move(element), common));
  out.type.name = is_array(common) ? common : array_of(common);
  return out;
}

Term row(std::vector<Term> parts) {
  Term out{Form::Row, "", {"record", ""}, std::move(parts)};
  return out;
}

Term chain(Form form, Term left, Term right) {
  Term out{form, "", {"boolean", ""}, {}};
  for (auto* side : {&left, &right}) {
    if (side->form == form) {
      for (auto& part : side->parts) out.parts.push_back(std::move(part));
    } else {
      out.parts.push_back(coerced(std::move(*side), "boolean"));
    }
  }
  return out;
}

std::string text_of(const Term& term) {
  switch (term.form) {
    case Form::Atom:
    case Form::Operation:
      return term.text;
    case Form::Literal:
      return literal_text(term);
    case Form::Null:
      return null_text(term);
    case Form::Array:
      return array_text(term);
    case Form::Row:
      return fmt::format("ROW({})", list(term.parts));
    case Form::And:
    case Form::Or:
      return chain_text(term);
  }
  return {};
}

std::string operand_text(const Term& term) {
  bool several = term.form == Form::Operation || term.form == Form::And || term.form == Form::Or;
  return several ? fmt::format("({})", text_of(term)) : text_of(term);
}

bool is_plain_number(const Term& term) {
  return term.form == Form::Literal && width(term.type.name) > 0 && term.type.modifiers.empty() &&
         !term.text.empty();
}

/// One without a cast is typed anew, as its size may fit another type.
Term opposite(Term number) {
  bool natural = natural_type(number.text) == number.type.name;
  number.text = number.text.starts_with('-') ? number.text.substr(1) : '-' + number.text;
  if (natural) number.type.name = natural_type(number.text);
  return number;
}

bool is_open_literal(const Term& term) {
  return term.type.name == "unknown";
}

bool keeps_value(const Term& term, std::string_view type) {
  const auto& from = term.type.name;
  if (term.form == Form::Null || from == "unknown") return true;
  if (is_text(from) && is_text(type)) return true;
  if (width(from) == 0 || width(type) == 0) return false;
  if (is_whole_number_type(type)) {
    return is_whole_number_type(from) && width(natural_type(term.text)) <= width(type) + 1;
  }
  return width(from) <= width(type) || type == "real";
}

Term coerced(Term term, const std::string& type) {
  bool nothing = type.empty() || type == "unknown" || is_polymorphic(type) ||
                 term.type.name.empty() || term.type.name == type;
  if (nothing) return term;
  if (is_plain_literal(term) && keeps_value(term, type)) return retyped(std::move(term), type);
  if (term.form == Form::Array && is_array(type)) {
    for (auto& part : term.parts) part = coerced(std::move(part), element_of(type));
    term.type = {type, ""};
    return term;
  }
  if (is_relabelled(term.type.name, type)) {
    term.type = {type, ""};
    return term;
  }
  return written_cast(term, {type, ""});
}

Term cast(Term term, const ValueType& type) {
  if (term.form == Form::Array && is_array(type.name)) {
    ValueType element{element_of(type.name), type.modifiers};
    bool nested = !term.parts.empty() && term.parts.front().form == Form::Array;
    for (auto& part : term.parts) part = cast(std::move(part), nested ? type : element);
    term.type = {type.name, ""};
    return term;
  }
  bool same_type = term.type.name == type.name;
  bool same_modifiers = type.modifiers.empty() || type.modifiers == term.type.modifiers;
  if (same_type && same_modifiers) return term;
  if (same_type && is_plain_literal(term)) {
    // Only its modifiers are left to say.
  } else if (!same_type && is_plain_literal(term) && keeps_value(term, type.name)) {
    term = retyped(std::move(term), type.name);
  } else if (is_relabelled(term.type.name, type.name) && type.modifiers.empty()) {
    term.type = type;
    return term;
  } else {
    return written_cast(term, type);
  }
  bool kept = type.modifiers.empty() || (type.name == "interval" && term.form == Form::Literal &&
                                         keeps_interval(term.text, type.modifiers));
  return kept ? term : written_cast(term, type);
}

}  // namespace athanor::postgresql
