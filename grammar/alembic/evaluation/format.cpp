#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "grammar/alembic/evaluation/interpreter.hpp"

namespace athanor::alembic {
namespace {

/// `[[fill]align][0][width][,][.precision][type]`, as far as migration scripts use it (Python
/// library reference, "Format Specification Mini-Language").
struct Specification {
  char fill = ' ';
  char align = 0;  ///< '<', '>', '^', or 0: the value's own
  std::size_t width = 0;
  std::optional<std::size_t> precision;
  char type = 0;
};

bool is_align(char c) {
  return c == '<' || c == '>' || c == '^';
}

std::optional<std::size_t> take_number(std::string_view& rest) {
  std::size_t number = 0;
  auto [end, failure] = std::from_chars(rest.data(), rest.data() + rest.size(), number);
  if (failure != std::errc() || number > 1000) return std::nullopt;
  rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
  return number;
}

std::optional<Specification> parse(std::string_view rest) {
  Specification out;
  if (rest.size() > 1 && is_align(rest[1])) {
    out.fill = rest[0];
    rest.remove_prefix(1);
  }
  if (!rest.empty() && is_align(rest[0])) {
    out.align = rest[0];
    rest.remove_prefix(1);
  }
  if (!out.align && rest.starts_with("0") && rest.size() > 1) {
    out.fill = '0';
    out.align = '0';
    rest.remove_prefix(1);
  }
  if (auto width = take_number(rest)) out.width = *width;
  if (rest.starts_with(".")) {
    rest.remove_prefix(1);
    out.precision = take_number(rest);
    if (!out.precision) return std::nullopt;
  }
  if (!rest.empty()) {
    out.type = rest[0];
    rest.remove_prefix(1);
  }
  if (!rest.empty()) return std::nullopt;
  return out;
}

bool is_ascii(const std::string& text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string padded(std::string text, const Specification& how, char own_align) {
  if (text.size() >= how.width) return text;
  auto missing = how.width - text.size();
  char align = how.align ? how.align : own_align;
  if (align == '<') return text + std::string(missing, how.fill);
  if (align == '^') {
    return std::string(missing / 2, how.fill) + text + std::string(missing - missing / 2, how.fill);
  }
  bool signed_zero = align == '0' && !text.empty() && text[0] == '-';
  if (signed_zero) return "-" + std::string(missing, how.fill) + text.substr(1);
  return std::string(missing, how.fill) + text;
}

/// One `%` conversion: `%s`, `%d`, `%03d`, `%(name)s`.
class PercentFormat {
 public:
  PercentFormat(const std::string& text, const Value& value, const Place& place)
      : text_(text), value_(value), place_(place) {}

  std::string run() {
    std::string out;
    for (; at_ < text_.size(); ++at_) {
      if (text_[at_] != '%') {
        out += text_[at_];
      } else {
        ++at_;
        out += conversion();
      }
    }
    const auto* all = std::get_if<TupleValue>(&value_.kind);
    bool mapping = std::holds_alternative<DictValue>(value_.kind);
    if (!mapping && next_ != (all ? all->items->size() : 1)) unsure();
    return out;
  }

 private:
  [[noreturn]] void unsure() const { throw NotKnown("a format string", place_); }

  std::string conversion() {
    if (at_ < text_.size() && text_[at_] == '%') return "%";
    auto value = at_ < text_.size() && text_[at_] == '(' ? named() : next();
    auto end = text_.find_first_not_of("0123456789", at_);
    if (end == std::string::npos) unsure();
    auto width = text_.substr(at_, end - at_);
    at_ = end;
    if (text_[at_] == 's' && width.empty()) return str(value, place_);
    if (text_[at_] == 'r' && width.empty()) return repr(value, place_);
    bool whole = std::holds_alternative<IntegerValue>(value.kind);
    if (text_[at_] == 'd' && whole) return format_value(value, width, place_);
    unsure();
  }

  Value named() {
    auto end = text_.find(')', at_);
    const auto* dict = std::get_if<DictValue>(&value_.kind);
    if (end == std::string::npos || !dict) unsure();
    const auto* found = find(*dict, text(text_.substr(at_ + 1, end - at_ - 1)), place_);
    if (!found) throw Raised("builtins.KeyError", place_);
    at_ = end + 1;
    return *found;
  }

  Value next() {
    const auto* all = std::get_if<TupleValue>(&value_.kind);
    auto position = next_++;
    if (!all && position == 0) return value_;
    if (!all || position >= all->items->size()) unsure();
    return (*all->items)[position];
  }

  const std::string& text_;
  const Value& value_;
  const Place& place_;
  std::size_t at_ = 0, next_ = 0;
};

/// `text.format(...)`
class BraceFormat {
 public:
  BraceFormat(std::string_view text, const Arguments& arguments)
      : text_(text), arguments_(arguments) {}

  std::string run() {
    std::string out;
    for (std::size_t i = 0; i < text_.size(); ++i) {
      auto rest = text_.substr(i);
      if (rest.starts_with("{{") || rest.starts_with("}}")) {
        out += text_[i++];
      } else if (text_[i] == '}') {
        unsure();
      } else if (text_[i] != '{') {
        out += text_[i];
      } else {
        auto end = rest.find('}');
        if (end == std::string_view::npos) unsure();
        out += field(rest.substr(1, end - 1));
        i += end;
      }
    }
    return out;
  }

 private:
  [[noreturn]] void unsure() const { throw NotKnown("call of str.format", arguments_.place); }

  std::string field(std::string_view field) {
    auto colon = field.find(':');
    auto name = field.substr(0, colon);
    auto how = colon == std::string_view::npos ? std::string_view() : field.substr(colon + 1);
    if (name.find_first_of("!.[{") != std::string_view::npos ||
        how.find('{') != std::string_view::npos) {
      unsure();
    }
    return format_value(value(name), how, arguments_.place);
  }

  const Value& value(std::string_view name) {
    if (const auto* known = arguments_.keyword(name)) return *known;
    auto rest = name;
    auto number = name.empty() ? std::optional(next_++) : take_number(rest);
    if (!number || !rest.empty() || *number >= arguments_.positional.size()) unsure();
    return arguments_.positional[*number];
  }

  std::string_view text_;
  const Arguments& arguments_;
  std::size_t next_ = 0;
};

}  // namespace

std::string format_value(const Value& value, std::string_view specification, const Place& place) {
  if (specification.empty()) return str(value, place);
  auto how = parse(specification);
  auto unsure = [&]() -> std::string { throw NotKnown("a format specification", place); };
  if (!how) return unsure();
  if (const auto* known = text_of(value)) {
    if ((how->type && how->type != 's') || how->align == '0' || !is_ascii(*known)) return unsure();
    return padded(how->precision ? known->substr(0, *how->precision) : *known, *how, '<');
  }
  const auto* whole = std::get_if<IntegerValue>(&value.kind);
  const auto* real = std::get_if<FloatValue>(&value.kind);
  if (whole && (!how->type || how->type == 'd') && !how->precision) {
    return padded(std::to_string(whole->number), *how, '>');
  }
  if ((whole || real) && how->type == 'f' && how->precision) {
    double number = whole ? static_cast<double>(whole->number) : real->number;
    return padded(fmt::format("{:.{}f}", number, *how->precision), *how, '>');
  }
  return unsure();
}

std::string percent_format(const std::string& text, const Value& value, const Place& place) {
  return PercentFormat(text, value, place).run();
}

std::string brace_format(const std::string& text, const Arguments& arguments) {
  return BraceFormat(text, arguments).run();
}

}  // namespace athanor::alembic
