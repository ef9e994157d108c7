#include "schema/type.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "schema/sql_text.hpp"

namespace athanor {
namespace {

/// Reads one type from its tokens, left to right.
class TypeReader {
 public:
  explicit TypeReader(std::string_view text) : text_(text), tokens_(scan_sql(text)) {}

  DataType read() {
    while (at_ < tokens_.size()) {
      const SqlToken& token = tokens_[at_];
      if (token.text == "(") {
        read_modifiers();
      } else if (token.text == "[") {
        read_dimension();
      } else if (token.text == "." && type_.name.schema.empty()) {
        type_.name.schema = std::move(type_.name.name);
        type_.name.name.clear();
        ++at_;
      } else {
        add_word(token.text);
        ++at_;
      }
    }
    return std::move(type_);
  }

 private:
  void add_word(const std::string& word) {
    if (!type_.name.name.empty()) type_.name.name += ' ';
    type_.name.name += word;
  }

  void read_modifiers() {
    std::size_t depth = 0, begin = tokens_[at_].offset + 1;
    auto take = [&](std::size_t end) {
      type_.modifiers.push_back(fold_space(text_.substr(begin, end - begin)));
      begin = end + 1;
    };
    for (; at_ < tokens_.size(); ++at_) {
      const SqlToken& token = tokens_[at_];
      if (token.text == "(") ++depth;
      if (token.text == ")" && --depth == 0) {
        take(token.offset);
        ++at_;
        return;
      }
      if (token.text == "," && depth == 1) take(token.offset);
    }
    take(text_.size());
  }

  void read_dimension() {
    while (at_ < tokens_.size() && tokens_[at_].text != "]") ++at_;
    if (at_ < tokens_.size()) ++at_;
    ++type_.dimensions;
  }

  std::string_view text_;
  std::vector<SqlToken> tokens_;
  std::size_t at_ = 0;
  DataType type_;
};

}  // namespace

DataType parse_type(std::string_view text) {
  return TypeReader(text).read();
}

std::string display(const DataType& type) {
  static constexpr std::string_view kWith = " with", kWithout = " without";
  std::string name = display(type.name);
  std::string out = name;
  if (!type.modifiers.empty()) {
    auto modifiers = fmt::format("({})", fmt::join(type.modifiers, ","));
    auto at = std::min(name.find(kWithout), name.find(kWith));
    out = at == std::string::npos ? name + modifiers
                                  : name.substr(0, at) + modifiers + name.substr(at);
  }
  for (int i = 0; i < type.dimensions; ++i) out += "[]";
  return out;
}

}  // namespace athanor
