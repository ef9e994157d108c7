#include "migrations/mako/template.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "migrations/mako/expression.hpp"
#include "schema/sql_text.hpp"

namespace athanor::mako {
namespace {

/// Goes through a template, line by line, and writes what it gives.
class Renderer {
 public:
  Renderer(const SourcePtr& source, const Variables& variables)
      : source_(source), text_(source->text), variables_(variables) {}

  std::string run() {
    block(Writing::Yes);
    if (at_ < text_.size()) fail(at_, "this % line ends no block that was begun");
    return std::move(out_);
  }

 private:
  enum class Writing { Yes, No };

  [[noreturn]] void fail(std::size_t offset, const std::string& message) const {
    Diagnostics found;
    found.error(place_at(source_, offset, 1), message);
    throw InputError(found);
  }

  std::string_view line() const {
    auto end = std::min(text_.find('\n', at_), text_.size());
    return text_.substr(at_, end - at_);
  }

  void next_line() { at_ = std::min(text_.find('\n', at_), text_.size() - 1) + 1; }

  /// The words behind the % of a control line, or nothing.
  static std::optional<std::string> control(std::string_view line) {
    auto bare = trim(line);
    if (!bare.starts_with("%") || bare.starts_with("%%")) return std::nullopt;
    return std::string(trim(bare.substr(1)));
  }

  static bool begins(const std::string& words, std::string_view word) {
    return words.starts_with(word) && (words.size() == word.size() || words[word.size()] == ' ' ||
                                       words[word.size()] == ':' || words[word.size()] == '(');
  }

  /// To the end, or to the control line that ends this block or begins its next part.
  void block(Writing writing) {
    while (at_ < text_.size()) {
      auto words = control(line());
      if (!words) {
        plain(writing);
      } else if (begins(*words, "if")) {
        choice(writing);
      } else if (begins(*words, "for")) {
        repetition(writing);
      } else if (begins(*words, "endif") || begins(*words, "endfor") || begins(*words, "else") ||
                 begins(*words, "elif")) {
        return;
      } else {
        fail(at_, fmt::format("\"% {}\" in a template needs Python", *words));
      }
    }
  }

  /// The expression of `% if expression:`.
  std::string condition(const std::string& words, std::size_t keyword) const {
    if (!words.ends_with(":")) fail(at_, "this % line does not end in a colon");
    return words.substr(keyword, words.size() - keyword - 1);
  }

  Value value(const std::string& expression, std::size_t offset) const {
    try {
      return evaluate(expression, variables_);
    } catch (const Unreadable& problem) {
      fail(offset, problem.what());
    }
  }

  void choice(Writing writing) {
    bool chosen = false;
    std::size_t begin = at_;
    while (at_ < text_.size()) {
      auto words = *control(line());
      if (begins(words, "endif")) return next_line();
      std::size_t keyword = begins(words, "if") ? 2 : 4;
      bool otherwise = begins(words, "else");
      if (!otherwise && !begins(words, "if") && !begins(words, "elif")) break;
      bool take = writing == Writing::Yes && !chosen &&
                  (otherwise || is_true(value(condition(words, keyword), at_)));
      chosen = chosen || take;
      next_line();
      block(take ? Writing::Yes : Writing::No);
    }
    fail(begin, "this % if has no % endif");
  }

  void repetition(Writing writing) {
    std::size_t begin = at_;
    auto words = condition(*control(line()), 3);
    auto in = words.find(" in ");
    if (in == std::string::npos) fail(at_, "this % for has no \"in\"");
    auto name = std::string(trim(std::string_view(words).substr(0, in)));
    auto items = writing == Writing::Yes ? value(words.substr(in + 4), at_) : Value(None{});
    next_line();
    std::size_t body = at_;
    const auto* sequence = std::get_if<Sequence>(&items);
    for (const auto& item : sequence ? sequence->items : std::vector<std::string>()) {
      at_ = body;
      variables_[name] = item;
      block(Writing::Yes);
    }
    at_ = body;
    block(Writing::No);
    if (at_ >= text_.size() || !begins(*control(line()), "endfor")) {
      fail(begin, "this % for has no % endfor");
    }
    next_line();
  }

  void plain(Writing writing) {
    if (trim(line()).starts_with("##")) return next_line();
    auto percent = line().find_first_not_of(" \t");
    if (percent != std::string_view::npos && line().substr(percent).starts_with("%%")) {
      put(line().substr(0, percent), writing);
      at_ += percent + 1;
    }
    while (at_ < text_.size()) {
      if (text_.substr(at_).starts_with("${")) {
        expression(writing);
      } else if (text_.substr(at_).starts_with("\\\n")) {
        at_ += 2;
        return;
      } else if (is_tag()) {
        fail(at_, "a <% tag in a template needs Python");
      } else {
        put(text_.substr(at_, 1), writing);
        if (text_[at_++] == '\n') return;
      }
    }
  }

  bool is_tag() const {
    auto rest = text_.substr(at_);
    return rest.starts_with("<%") || rest.starts_with("</%");
  }

  void put(std::string_view text, Writing writing) {
    if (writing == Writing::Yes) out_ += text;
  }

  /// `${expression | filter, filter}`.
  void expression(Writing writing) {
    std::size_t begin = at_;
    at_ += 2;
    std::string code = up_to("|}");
    std::vector<std::string> filters;
    while (at_ < text_.size() && text_[at_] != '}') {
      ++at_;
      filters.emplace_back(trim(up_to(",}")));
    }
    if (at_ >= text_.size()) fail(begin, "this ${ is never closed");
    ++at_;
    if (writing == Writing::Yes) out_ += filtered(value(code, begin), filters, begin);
  }

  /// The text before one of `ends` that stands outside strings and brackets.
  std::string up_to(std::string_view ends) {
    std::size_t begin = at_, depth = 0;
    char quote = '\0';
    for (; at_ < text_.size(); ++at_) {
      char c = text_[at_];
      if (quote != '\0') {
        if (c == '\\') ++at_;
        if (c == quote) quote = '\0';
      } else if (depth == 0 && ends.find(c) != std::string_view::npos) {
        break;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '(' || c == '[' || c == '{') {
        ++depth;
      } else if ((c == ')' || c == ']' || c == '}') && depth > 0) {
        --depth;
      }
    }
    at_ = std::min(at_, text_.size());
    return std::string(text_.substr(begin, at_ - begin));
  }

  std::string filtered(Value value, const std::vector<std::string>& filters,
                       std::size_t offset) const {
    try {
      for (const auto& filter : filters) {
        if (filter == "comma") {
          value = joined_by_commas(value);
        } else if (filter == "repr") {
          value = repr_of(value);
        } else if (filter == "trim") {
          value = std::string(trim(text_of(value)));
        } else if (filter != "n" && filter != "str" && filter != "unicode") {
          fail(offset, fmt::format("the filter \"{}\" in a template needs Python", filter));
        }
      }
      return text_of(value);
    } catch (const Unreadable& problem) {
      fail(offset, problem.what());
    }
  }

  const SourcePtr& source_;
  std::string_view text_;
  Variables variables_;
  std::size_t at_ = 0;
  std::string out_;
};

}  // namespace

std::string render(const SourcePtr& source, const Variables& variables) {
  return Renderer(source, variables).run();
}

}  // namespace athanor::mako
