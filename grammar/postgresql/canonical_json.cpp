#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "grammar/postgresql/canonical_value.hpp"
#include "grammar/postgresql/names.hpp"

namespace athanor::postgresql {
namespace {

/// Deeper documents are left as they are.
constexpr int kDeepest = 200;

/// Reads a JSON document and writes it as jsonb does, in one go.
class JsonbForm {
 public:
  explicit JsonbForm(std::string_view text) : text_(text) {}

  std::optional<std::string> read() {
    std::string out;
    if (!value(out)) return std::nullopt;
    skip_space();
    if (at_ != text_.size()) return std::nullopt;
    return out;
  }

 private:
  bool value(std::string& out) {
    skip_space();
    if (at_ >= text_.size() || depth_ > kDeepest) return false;
    switch (text_[at_]) {
      case '{':
        return object(out);
      case '[':
        return array(out);
      case '"':
        return string(out);
      default:
        return word_or_number(out);
    }
  }

  bool word_or_number(std::string& out) {
    auto end = std::min(text_.find_first_of(",]} \t\r\n", at_), text_.size());
    auto word = text_.substr(at_, end - at_);
    at_ = end;
    bool known = word == "true" || word == "false" || word == "null";
    if (known) out += word;
    if (known) return true;
    auto number = canonical_numeric(word);
    if (number) out += *number;
    return number.has_value();
  }

  bool array(std::string& out) {
    ++depth_;
    ++at_;
    out += '[';
    if (!take(']')) {
      do {
        if (out.back() != '[') out += ", ";
        if (!value(out)) return false;
      } while (take(','));
      if (!take(']')) return false;
    }
    out += ']';
    --depth_;
    return true;
  }

  bool object(std::string& out) {
    ++depth_;
    ++at_;
    std::vector<std::pair<std::string, std::string>> members;
    if (!take('}')) {
      do {
        std::pair<std::string, std::string> member;
        skip_space();
        bool read = at_ < text_.size() && text_[at_] == '"' && string(member.first) && take(':') &&
                    value(member.second);
        if (!read) return false;
        members.push_back(std::move(member));
      } while (take(','));
      if (!take('}')) return false;
    }
    write(std::move(members), out);
    --depth_;
    return true;
  }

  static void write(std::vector<std::pair<std::string, std::string>> members, std::string& out) {
    auto before = [](const auto& a, const auto& b) {
      return a.first.size() != b.first.size() ? a.first.size() < b.first.size() : a.first < b.first;
    };
    std::stable_sort(members.begin(), members.end(), before);
    std::string text;
    for (std::size_t i = 0; i < members.size(); ++i) {
      bool overridden = i + 1 < members.size() && members[i + 1].first == members[i].first;
      if (overridden) continue;
      if (!text.empty()) text += ", ";
      text += members[i].first + ": " + members[i].second;
    }
    out += '{' + text + '}';
  }

  /// Escapes that need not be are what they stand for; `E''` has those of JSON as well.
  bool string(std::string& out) {
    out += '"';
    for (++at_; at_ < text_.size() && text_[at_] != '"'; ++at_) {
      if (text_[at_] != '\\') {
        out += text_[at_];
      } else if (!escape(out)) {
        return false;
      }
    }
    if (at_ >= text_.size()) return false;
    ++at_;
    out += '"';
    return true;
  }

  bool escape(std::string& out) {
    if (++at_ >= text_.size()) return false;
    char c = text_[at_];
    if (c == '/') {
      out += '/';
    } else if (c == 'u') {
      if (at_ + 4 >= text_.size()) return false;
      auto written = "E'\\u" + std::string(text_.substr(at_ + 1, 4)) + '\'';
      auto character = string_value(written);
      bool plain = character.size() > 1 || (static_cast<unsigned char>(character[0]) >= 0x20 &&
                                            character != "\"" && character != "\\");
      bool surrogate = character.size() == 3 && (character[0] == '\xED') &&
                       static_cast<unsigned char>(character[1]) >= 0xA0;
      if (surrogate) return false;
      out += plain ? character : "\\u" + std::string(text_.substr(at_ + 1, 4));
      at_ += 4;
    } else {
      out += '\\';
      out += c;
    }
    return true;
  }

  void skip_space() {
    while (at_ < text_.size() && std::string_view(" \t\r\n").find(text_[at_]) < 4) ++at_;
  }
  bool take(char c) {
    skip_space();
    bool found = at_ < text_.size() && text_[at_] == c;
    if (found) ++at_;
    return found;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int depth_ = 0;
};

}  // namespace

std::optional<std::string> canonical_jsonb(std::string_view text) {
  return JsonbForm(text).read();
}

}  // namespace athanor::postgresql
