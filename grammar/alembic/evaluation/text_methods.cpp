#include <algorithm>
#include <array>

#include "grammar/alembic/evaluation/interpreter.hpp"
#include "schema/names.hpp"

namespace athanor::alembic {
namespace {

constexpr std::string_view blanks = " \t\n\r\f\v";

bool is_ascii(const std::string& text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// Whether Python could see white space in the text besides `blanks`.
bool has_odd_blank(const std::string& text) {
  static constexpr std::array odd = {"\x1c",     "\x1d",     "\x1e",         "\x1f",
                                     "\xc2\x85", "\xc2\xa0", "\xe1\x9a\x80", "\xe2\x80",
                                     "\xe2\x81", "\xe3\x80"};
  return std::any_of(odd.begin(), odd.end(),
                     [&](const char* blank) { return text.find(blank) != std::string::npos; });
}

std::string upper(std::string text) {
  for (char& c : text) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return text;
}

std::string capitalized(const std::string& text) {
  auto out = ascii_lower(text);
  return out.empty() ? out : upper(out.substr(0, 1)) + out.substr(1);
}

/// `title()`: a capital at the start of each run of letters.
std::string titled(const std::string& text) {
  auto out = ascii_lower(text);
  bool inside = false;
  for (char& c : out) {
    bool letter = c >= 'a' && c <= 'z';
    if (letter && !inside) c = static_cast<char>(c - 'a' + 'A');
    inside = letter;
  }
  return out;
}

std::string stripped(const std::string& text, std::string_view of, const std::string& name) {
  std::size_t begin = 0, end = text.size();
  if (name != "rstrip") {
    while (begin < end && of.find(text[begin]) != std::string_view::npos) ++begin;
  }
  if (name != "lstrip") {
    while (end > begin && of.find(text[end - 1]) != std::string_view::npos) --end;
  }
  return text.substr(begin, end - begin);
}

Values words(const std::string& whole) {
  Values out;
  for (std::size_t at = 0; (at = whole.find_first_not_of(blanks, at)) != std::string::npos;) {
    auto end = std::min(whole.find_first_of(blanks, at), whole.size());
    out.push_back(text(whole.substr(at, end - at)));
    at = end;
  }
  return out;
}

Values split(const std::string& whole, const std::string& by, std::int64_t most) {
  Values out;
  std::size_t at = 0;
  for (std::int64_t n = 0; most < 0 || n < most; ++n) {
    auto end = whole.find(by, at);
    if (end == std::string::npos) break;
    out.push_back(text(whole.substr(at, end - at)));
    at = end + by.size();
  }
  out.push_back(text(whole.substr(at)));
  return out;
}

Values split_last(const std::string& whole, const std::string& by, std::int64_t most) {
  Values out;
  auto end = whole.size();
  for (std::int64_t n = 0; n < most; ++n) {
    auto at = end < by.size() ? std::string::npos : whole.rfind(by, end - by.size());
    if (at == std::string::npos) break;
    out.insert(out.begin(), text(whole.substr(at + by.size(), end - at - by.size())));
    end = at;
  }
  out.insert(out.begin(), text(whole.substr(0, end)));
  return out;
}

Values lines(const std::string& whole) {
  Values out;
  for (std::size_t at = 0; at < whole.size();) {
    auto end = std::min(whole.find('\n', at), whole.size());
    out.push_back(text(whole.substr(at, end - at)));
    at = end + 1;
  }
  return out;
}

std::string replaced(const std::string& text, const std::string& from, const std::string& to,
                     Heap& heap) {
  std::string out;
  std::size_t at = 0;
  for (auto end = text.find(from); end != std::string::npos; end = text.find(from, at)) {
    out.append(text, at, end - at).append(to);
    at = end + from.size();
    heap.charge(1 + to.size());
  }
  return out.append(text, at);
}

/// A call's arguments as texts, for the methods that take nothing else.
class TextCall {
 public:
  TextCall(const std::string& self, const std::string& name, const Arguments& arguments, Heap& heap)
      : self_(self), name_(name), arguments_(arguments), heap_(heap) {}

  Value value() {
    if (name_ == "format") return text(brace_format(self_, arguments_));
    if (name_ == "split" || name_ == "rsplit") return heap_.list(pieces());
    if (!arguments_.keywords.empty()) unsure();
    if (auto out = without_arguments()) return *out;
    if (auto out = with_arguments()) return *out;
    unsure();
  }

 private:
  [[noreturn]] void unsure() const { throw NotKnown("call of str." + name_, arguments_.place); }

  std::size_t count() const { return arguments_.positional.size(); }
  const std::string& at(std::size_t i) const {
    const auto* known = i < count() ? text_of(arguments_.positional[i]) : nullptr;
    if (!known) unsure();
    return *known;
  }

  Values pieces() const {
    const auto* by = arguments_.at(0, "sep");
    const auto* most = arguments_.at(1, "maxsplit");
    const auto* limit = most ? std::get_if<IntegerValue>(&most->kind) : nullptr;
    if (most && !limit) unsure();
    bool any_blank = !by || std::holds_alternative<NoneValue>(by->kind);
    if (any_blank && (most || has_odd_blank(self_))) unsure();
    if (any_blank) return words(self_);
    const auto* known = text_of(*by);
    if (!known || known->empty()) unsure();
    std::int64_t number = limit ? limit->number : -1;
    bool last = name_ == "rsplit" && number >= 0;
    return last ? split_last(self_, *known, number) : split(self_, *known, number);
  }

  std::optional<Value> without_arguments() const {
    bool strips = name_ == "strip" || name_ == "lstrip" || name_ == "rstrip";
    if (strips && !count() && has_odd_blank(self_)) return std::nullopt;
    if (strips) return text(stripped(self_, count() ? std::string_view(at(0)) : blanks, name_));
    if (count() != 0) return std::nullopt;
    if (name_ == "splitlines" && self_.find_first_of("\r\f\v") == std::string::npos) {
      return heap_.list(lines(self_));
    }
    if (!is_ascii(self_)) return std::nullopt;
    if (name_ == "upper") return text(upper(self_));
    if (name_ == "lower" || name_ == "casefold") return text(ascii_lower(self_));
    if (name_ == "capitalize") return text(capitalized(self_));
    if (name_ == "title") return text(titled(self_));
    bool digits = self_.find_first_not_of("0123456789") == std::string::npos && !self_.empty();
    if (name_ == "isdigit" || name_ == "isnumeric" || name_ == "isdecimal") return Value{digits};
    return std::nullopt;
  }

  bool has_end(const Value& end) const {
    if (const auto* items = items_of(end)) {
      return std::any_of(items->begin(), items->end(),
                         [&](const Value& item) { return has_end(item); });
    }
    const auto* known = text_of(end);
    if (!known) unsure();
    return name_ == "startswith" ? self_.starts_with(*known) : self_.ends_with(*known);
  }

  std::optional<Value> with_arguments() {
    if (name_ == "join" && count() == 1) return text(joined(arguments_.positional[0]));
    if (name_ == "replace" && count() == 2 && !at(0).empty()) {
      return text(replaced(self_, at(0), at(1), heap_));
    }
    if ((name_ == "startswith" || name_ == "endswith") && count() == 1) {
      return Value{has_end(arguments_.positional[0])};
    }
    if (name_ == "removeprefix" && count() == 1) {
      return text(self_.starts_with(at(0)) ? self_.substr(at(0).size()) : self_);
    }
    if (name_ == "removesuffix" && count() == 1) {
      return text(self_.ends_with(at(0)) ? self_.substr(0, self_.size() - at(0).size()) : self_);
    }
    if (name_ == "count" && count() == 1 && !at(0).empty()) {
      return integer(static_cast<std::int64_t>(split(self_, at(0), -1).size()) - 1);
    }
    if (name_ == "find" && count() == 1 && is_ascii(self_)) {
      auto found = self_.find(at(0));
      return integer(found == std::string::npos ? -1 : static_cast<std::int64_t>(found));
    }
    if (name_ == "partition" && count() == 1 && !at(0).empty()) return partition();
    return std::nullopt;
  }

  Value partition() const {
    auto found = self_.find(at(0));
    if (found == std::string::npos) return tuple({text(self_), text(""), text("")});
    return tuple(
        {text(self_.substr(0, found)), text(at(0)), text(self_.substr(found + at(0).size()))});
  }

  std::string joined(const Value& items) const {
    std::string out;
    bool first = true;
    for (const auto& item : iterate(items, heap_, arguments_.place)) {
      const auto* known = text_of(item);
      if (!known) throw NotKnown("call of str.join", arguments_.place);
      heap_.charge((self_.size() + known->size()) / 64);
      if (!first) out += self_;
      out += *known;
      first = false;
    }
    return out;
  }

  const std::string& self_;
  const std::string& name_;
  const Arguments& arguments_;
  Heap& heap_;
};

}  // namespace

Value text_method(const std::string& text, const std::string& name, const Arguments& arguments,
                  Heap& heap) {
  heap.charge(text.size() / 64);
  return TextCall(text, name, arguments, heap).value();
}

}  // namespace athanor::alembic
