#include <algorithm>

#include "schema/model/spelling.hpp"
#include "schema/model/words.hpp"
#include "schema/sql_text.hpp"

namespace athanor::model {
namespace {

/// Reads `before update of a, b or delete`, left to right.
class FiringReader {
 public:
  explicit FiringReader(std::string_view text) : tokens_(scan_sql(text)) {}

  std::optional<Firing> read() {
    read_timing();
    do {
      if (!read_event()) return std::nullopt;
    } while (take("or"));
    if (at_ < tokens_.size()) return std::nullopt;
    return std::move(firing_);
  }

 private:
  bool take(std::string_view word) {
    if (at_ >= tokens_.size() || tokens_[at_].kind == SqlToken::Kind::QuotedName ||
        !ascii_iequals(tokens_[at_].text, word)) {
      return false;
    }
    ++at_;
    return true;
  }

  void read_timing() {
    if (take("before")) {
      firing_.timing = Trigger::Timing::Before;
    } else if (take("after")) {
      firing_.timing = Trigger::Timing::After;
    } else if (take("instead")) {
      if (take("of")) firing_.timing = Trigger::Timing::InsteadOf;
    }
  }

  bool read_event() {
    for (const auto& [event, word] : kEventWords) {
      if (!take(word)) continue;
      firing_.events.push_back(event);
      return event != Trigger::Event::Update || !take("of") || read_columns();
    }
    return false;
  }

  bool read_columns() {
    do {
      if (at_ >= tokens_.size()) return false;
      const SqlToken& token = tokens_[at_];
      if (token.kind != SqlToken::Kind::Word && token.kind != SqlToken::Kind::QuotedName)
        return false;
      firing_.update_columns.push_back(token.text);
      ++at_;
    } while (take(","));
    return true;
  }

  std::vector<SqlToken> tokens_;
  std::size_t at_ = 0;
  Firing firing_;
};

std::string spelled_column(const std::string& name) {
  auto tokens = scan_sql(name);
  bool plain =
      tokens.size() == 1 && tokens[0].kind == SqlToken::Kind::Word && tokens[0].text == name;
  if (plain) return name;
  std::string out = "\"";
  for (char c : name) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

std::string spelled_event(const Firing& firing, Trigger::Event event) {
  std::string text(word_of(kEventWords, event));
  if (event != Trigger::Event::Update) return text;
  for (std::size_t i = 0; i < firing.update_columns.size(); ++i) {
    text += (i == 0 ? " of " : ", ") + spelled_column(firing.update_columns[i]);
  }
  return text;
}

}  // namespace

std::optional<Firing> parse_firing(std::string_view text) {
  return FiringReader(text).read();
}

std::optional<std::string> spell(const Firing& firing) {
  std::string text;
  if (firing.timing) text = std::string(word_of(kTimingWords, *firing.timing)) + " ";
  for (std::size_t i = 0; i < firing.events.size(); ++i) {
    text += (i == 0 ? "" : " or ") + spelled_event(firing, firing.events[i]);
  }
  if (parse_firing(text) == firing) return text;
  return std::nullopt;
}

}  // namespace athanor::model
