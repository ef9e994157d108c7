#include "grammar/postgresql/canonical_value.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <functional>
#include <map>
#include <vector>

#include "grammar/postgresql/canonical_types.hpp"
#include "grammar/postgresql/names.hpp"
#include "schema/names.hpp"
#include "schema/sql_text.hpp"

namespace athanor::postgresql {
namespace {

using Canonical = std::function<std::optional<std::string>(std::string_view)>;

std::optional<std::string> boolean(std::string_view text) {
  auto word = ascii_lower(trim(text));
  auto begins = [&](std::string_view whole, std::size_t least) {
    return word.size() >= least && whole.starts_with(word);
  };
  if (word == "1" || begins("true", 1) || begins("yes", 1) || word == "on") return "true";
  if (word == "0" || begins("false", 1) || begins("no", 1) || begins("off", 2)) return "false";
  return std::nullopt;
}

template <class Float>
std::optional<std::string> floating(std::string_view text) {
  text = trim(text);
  if (text.starts_with('+')) text.remove_prefix(1);
  Float value = 0;
  auto result = std::from_chars(text.data(), text.data() + text.size(), value);
  bool whole = result.ec == std::errc() && result.ptr == text.data() + text.size();
  if (!whole) return std::nullopt;
  return fmt::format("{}", value);
}

/// `{...}`, upper case and missing dashes are allowed (manual, 8.12).
std::optional<std::string> uuid(std::string_view text) {
  std::string digits, out;
  for (char c : ascii_lower(trim(text))) {
    if (c != '-' && c != '{' && c != '}') digits += c;
  }
  bool valid =
      digits.size() == 32 && digits.find_first_not_of("0123456789abcdef") == std::string::npos;
  if (!valid) return std::nullopt;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i == 8 || i == 12 || i == 16 || i == 20) out += '-';
    out += digits[i];
  }
  return out;
}

/// The hex format is printed, and read whatever its case; the escape format is left alone, but for
/// text that has nothing to escape.
std::optional<std::string> bytes(std::string_view text) {
  if (text.starts_with("\\x")) return ascii_lower(text);
  if (text.find('\\') != std::string_view::npos) return std::nullopt;
  std::string out = "\\x";
  for (char c : text) out += fmt::format("{:02x}", static_cast<unsigned char>(c));
  return out;
}

/// The name of a relation, a type, ...: without the schema where that need not be said.
std::optional<std::string> object_name(std::string_view text) {
  std::string out;
  for (const auto& token : scan_sql(text)) {
    if (token.kind == SqlToken::Kind::Word) {
      out += quoted_name(bare_name(token.text));
    } else if (token.kind == SqlToken::Kind::QuotedName) {
      out += quoted_name(token.text);
    } else {
      out += token.text;
    }
  }
  for (std::string_view known : {"public.", "pg_catalog."}) {
    if (out.starts_with(known)) out.erase(0, known.size());
  }
  return out;
}

/// As lc_monetary C and many others print it, but without marks between thousands; cents are
/// rounded.
std::optional<std::string> money(std::string_view text) {
  std::string digits;
  for (char c : text) {
    if (c != '$' && c != ',' && c != ' ') digits += c;
  }
  double value = 0;
  auto result = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  bool whole = result.ec == std::errc() && result.ptr == digits.data() + digits.size();
  bool exact = whole && std::abs(value) < 1e12;
  if (!exact) return std::nullopt;
  auto cents = std::llround(std::abs(value) * 100);
  return fmt::format("{}${}.{:02}", value < 0 ? "-" : "", cents / 100, cents % 100);
}

const Canonical* form_of(std::string_view type) {
  static const std::map<std::string_view, Canonical> forms = {
      {"boolean", boolean},
      {"smallint", canonical_integer},
      {"integer", canonical_integer},
      {"bigint", canonical_integer},
      {"oid", canonical_integer},
      {"numeric", canonical_numeric},
      {"real", floating<float>},
      {"double precision", floating<double>},
      {"money", money},
      {"uuid", uuid},
      {"bytea", bytes},
      {"jsonb", canonical_jsonb},
      {"date", canonical_date},
      {"time without time zone", canonical_time},
      {"timestamp without time zone", canonical_timestamp},
      {"timestamp with time zone", canonical_timestamptz},
      {"interval", canonical_interval},
      {"regclass", object_name},
      {"regtype", object_name},
      {"regconfig", object_name},
  };
  auto found = forms.find(type);
  return found == forms.end() ? nullptr : &found->second;
}

/// An array literal (manual, 8.15.2, 8.15.6), element by element.
class ArrayForm {
 public:
  ArrayForm(std::string_view text, std::string element)
      : text_(text), element_(std::move(element)) {}

  std::optional<std::string> read() {
    std::string out;
    skip_space();
    if (!array(out)) return std::nullopt;
    skip_space();
    if (at_ != text_.size()) return std::nullopt;
    return out;
  }

 private:
  bool array(std::string& out) {
    if (!take('{')) return false;
    out += '{';
    skip_space();
    if (take('}')) {
      out += '}';
      return true;
    }
    for (;;) {
      if (!element(out)) return false;
      skip_space();
      if (take('}')) break;
      if (!take(',')) return false;
      out += ',';
    }
    out += '}';
    return true;
  }

  bool element(std::string& out) {
    skip_space();
    if (at_ < text_.size() && text_[at_] == '{') return array(out);
    if (at_ < text_.size() && text_[at_] == '"') return quoted(out);
    auto begin = at_;
    std::string value;
    while (at_ < text_.size() && text_[at_] != ',' && text_[at_] != '}') {
      if (text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
      value += text_[at_++];
    }
    if (at_ == begin) return false;
    auto bare = trim(value);
    out += ascii_iequals(bare, "null") ? "NULL" : printed(bare);
    return true;
  }

  bool quoted(std::string& out) {
    std::string value;
    for (++at_; at_ < text_.size() && text_[at_] != '"'; ++at_) {
      if (text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
      value += text_[at_];
    }
    if (!take('"')) return false;
    out += printed(value);
    return true;
  }

  std::string printed(std::string_view written) const {
    auto value = canonical_value(written, element_);
    if (element_ == "boolean") value = value.substr(0, 1);
    bool quotes = value.empty() || ascii_iequals(value, "null") ||
                  value.find_first_of("{}\",\\ \t\n\r\v\f") != std::string::npos;
    if (!quotes) return value;
    std::string out = "\"";
    for (char c : value) {
      if (c == '"' || c == '\\') out += '\\';
      out += c;
    }
    return out + '"';
  }

  void skip_space() {
    while (at_ < text_.size() && trim(text_.substr(at_, 1)).empty()) ++at_;
  }
  bool take(char c) {
    bool found = at_ < text_.size() && text_[at_] == c;
    if (found) ++at_;
    return found;
  }

  std::string_view text_;
  std::string element_;
  std::size_t at_ = 0;
};

}  // namespace

std::string canonical_value(std::string_view value, std::string_view type) {
  std::optional<std::string> out;
  if (is_array(type)) {
    out = ArrayForm(value, element_of(type)).read();
  } else if (auto bound = bound_of(type); !bound.empty()) {
    out = canonical_range(value, bound);
  } else if (const auto* form = form_of(type)) {
    out = (*form)(value);
  }
  return out ? *out : std::string(value);
}

}  // namespace athanor::postgresql
