#include "grammar/postgresql/front.hpp"

#include "schema/names.hpp"

namespace athanor::postgresql {
namespace {

using Lexer = PostgreSQLLexer;

bool is_word(std::string_view text) {
  char c = text.empty() ? '"' : text.front();
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (c & 0x80) != 0;
}

std::vector<std::string_view> split(std::string_view words) {
  std::vector<std::string_view> out;
  while (!words.empty()) {
    auto end = words.find(' ');
    out.push_back(words.substr(0, end));
    words = end == std::string_view::npos ? std::string_view() : words.substr(end + 1);
  }
  return out;
}

}  // namespace

std::string Front::word() const {
  if (at_end()) return {};
  auto text = written_->exact(token());
  return is_word(text) ? ascii_lower(text) : std::string();
}

bool Front::take(std::string_view words) {
  auto start = at_;
  for (auto each : split(words)) {
    if (word() != each) {
      at_ = start;
      return false;
    }
    next();
  }
  return true;
}

std::vector<std::string> Front::take_name() {
  std::vector<std::string> parts;
  do {
    if (at_end()) break;
    parts.push_back(written_->name(token()));
    next();
  } while (take(Lexer::DOT));
  return parts;
}

QualifiedName Front::take_qualified() {
  const auto* place = token();
  auto parts = take_name();
  if (parts.empty()) return {};
  return written_->qualified(std::move(parts), place);
}

bool Front::has_ahead(std::string_view words) const {
  for (Front front = *this; !front.at_end(); front.next()) {
    if (Front(front).take(words)) return true;
  }
  return false;
}

std::string Front::rest() const {
  if (at_end()) return {};
  return written_->folded(token(), tokens_->get(tokens_->size() - 2));
}

}  // namespace athanor::postgresql
