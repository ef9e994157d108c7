#include "grammar/alembic/glance.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "grammar/alembic/script_reader.hpp"
#include "grammar/alembic/string_literal.hpp"
#include "grammar/alembic/text_map.hpp"
#include "grammar/alembic/utf8.hpp"

namespace athanor::alembic {
namespace {

constexpr std::array<std::string_view, 4> header_names = {"revision", "down_revision",
                                                          "branch_labels", "depends_on"};

/// Words that may stand before a `:` or a `=` without being a variable's name, and those that
/// begin a statement which may hold others.
constexpr std::array<std::string_view, 24> not_variables = {
    "and", "as",     "assert", "async", "class",  "del",  "elif", "else",
    "for", "except", "False",  "if",    "global", "is",   "in",   "finally",
    "not", "lambda", "match",  "None",  "raise",  "True", "try",  "while"};

bool is_plain(std::string_view text) {
  while (!text.empty()) {
    auto c = static_cast<unsigned char>(text.front());
    bool control = c < 0x20 && c != '\n' && c != '\t' && c != '\f';
    std::size_t length = c < 0x80 ? 1 : utf8_length(text);
    if (control || c == 0x7F || length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

class Glance {
 public:
  explicit Glance(const SourcePtr& source) : source_(source), scanner_(source->text) {}

  std::optional<ScriptHeader> header() {
    if (!is_plain(source_->text) || !statements()) return std::nullopt;
    const auto* id = find("revision");
    if (id == nullptr || id->kind != Kind::Text || !find("down_revision")) return std::nullopt;
    ScriptHeader out;
    out.doc = doc_;
    out.revision = id->texts.front();
    out.revision_place = id->place;
    take("down_revision", out.down_revisions, out.down_revision_place);
    take("branch_labels", out.branch_labels, out.branch_labels_place);
    take("depends_on", out.depends_on, out.depends_on_place);
    return out;
  }

 private:
  enum class Kind { None, Text, Sequence };
  struct Given {
    Kind kind = Kind::None;
    std::vector<std::string> texts;
    Place place;
  };

  const Given* find(std::string_view name) const {
    auto found = given_.find(name);
    return found == given_.end() ? nullptr : &found->second;
  }

  void take(std::string_view name, std::vector<std::string>& texts, Place& place) const {
    const auto* given = find(name);
    if (given == nullptr) return;
    texts = given->texts;
    place = given->place;
  }

  bool statements() {
    bool in_function = false, first = true;
    while (true) {
      std::size_t indentation = scanner_.next_statement();
      if (scanner_.at_end()) return true;
      if (indentation > 0) {
        if (!in_function || !scanner_.rest_of_line(GlanceScanner::Assignments::Free)) return false;
        continue;
      }
      in_function = false;
      if (scanner_.at_string()) {
        if (!string_statement(first)) return false;
      } else if (!statement(in_function)) {
        return false;
      }
      first = false;
    }
  }

  bool string_statement(bool first) {
    std::string text;
    Stretch where;
    if (!scanner_.string(where) || !decode(where, text) || !scanner_.end_of_line()) return false;
    if (first) doc_ = text;
    return true;
  }

  bool statement(bool& in_function) {
    auto word = scanner_.word();
    if (!word) return false;
    auto name = scanner_.text(*word);
    if (name == "import" || name == "from") {
      return scanner_.rest_of_line(GlanceScanner::Assignments::None);
    }
    if (name == "def") {
      in_function = true;
      return scanner_.rest_of_line(GlanceScanner::Assignments::Free);
    }
    bool variable =
        std::find(not_variables.begin(), not_variables.end(), name) == not_variables.end();
    return variable && assignment(name);
  }

  bool assignment(std::string_view name) {
    scanner_.skip_blanks();
    if (scanner_.peek() != ':' && scanner_.peek() != '=') return false;
    if (!scanner_.to_assignment()) return false;
    if (std::find(header_names.begin(), header_names.end(), name) == header_names.end()) {
      return scanner_.rest_of_line(GlanceScanner::Assignments::None);
    }
    Given given;
    scanner_.skip_blanks();
    if (!value(given) || !scanner_.end_of_line()) return false;
    given_[std::string(name)] = std::move(given);
    return true;
  }

  bool value(Given& given) {
    Stretch where{scanner_.at(), 0};
    bool known = scanner_.at_string()     ? text(given, where)
                 : scanner_.peek() == '(' ? group(given, where)
                 : scanner_.peek() == '[' ? list(given, where)
                                          : none(where);
    if (!known) return false;
    given.place = place_at_first_line(where);
    return true;
  }

  bool none(Stretch& where) {
    auto word = scanner_.word();
    if (!word || scanner_.text(*word) != "None") return false;
    where = *word;
    return true;
  }

  bool text(Given& given, Stretch& where) {
    given.kind = Kind::Text;
    return scanner_.string(where) && decode(where, given.texts.emplace_back());
  }

  bool list(Given& given, Stretch& where) {
    scanner_.advance();
    Stretch inner;
    bool comma = false;
    given.kind = Kind::Sequence;
    if (!items(given, inner, comma) || scanner_.peek() != ']') return false;
    scanner_.advance();
    where.end = scanner_.at();
    return true;
  }

  /// The place of a tuple is that of its elements, as the grammar has it, unless it is empty.
  bool group(Given& given, Stretch& where) {
    scanner_.advance();
    Stretch inner;
    bool comma = false;
    if (!items(given, inner, comma) || scanner_.peek() != ')') return false;
    scanner_.advance();
    where.end = scanner_.at();
    if (!given.texts.empty()) where = inner;
    given.kind = given.texts.size() == 1 && !comma ? Kind::Text : Kind::Sequence;
    return true;
  }

  bool items(Given& given, Stretch& inner, bool& comma) {
    scanner_.skip_space();
    inner.begin = scanner_.at();
    while (scanner_.at_string()) {
      Stretch item;
      if (!scanner_.string(item) || !decode(item, given.texts.emplace_back())) return false;
      inner.end = item.end;
      scanner_.skip_space();
      if (scanner_.peek() != ',') return true;
      comma = true;
      scanner_.advance();
      inner.end = scanner_.at();
      scanner_.skip_space();
    }
    return true;
  }

  bool decode(Stretch where, std::string& out) const {
    try {
      auto part = read_string_token(scanner_.text(where), where.begin);
      if (part.kind != StringPart::Kind::Text || !part.unread.empty()) return false;
      out = std::get<StringLiteral>(part.pieces.front()).value;
      return true;
    } catch (const SyntaxProblem&) {
      return false;
    }
  }

  Place place_at_first_line(Stretch where) const {
    auto line_end = std::min(source_->text.find('\n', where.begin), where.end);
    return place_at(source_, where.begin, line_end - where.begin);
  }

  const SourcePtr& source_;
  GlanceScanner scanner_;
  std::string doc_;
  std::map<std::string, Given, std::less<>> given_;
};

}  // namespace

std::optional<ScriptHeader> glance_at_header(const SourcePtr& source) {
  return Glance(source).header();
}

}  // namespace athanor::alembic
