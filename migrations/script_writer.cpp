#include "migrations/script_writer.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "grammar/alembic/bind_text.hpp"

namespace athanor {
namespace {

using Item = DialectSql::Item;
using Items = std::vector<Item>;

enum class Quotes { Single, Triple };

std::string escape_control(char c) {
  switch (c) {
    case '\n':
      return "\\n";
    case '\r':
      return "\\r";
    case '\t':
      return "\\t";
    default:
      return fmt::format("\\x{:02x}", static_cast<unsigned>(static_cast<unsigned char>(c)));
  }
}

/// A quote ends a triple-quoted string where two more follow, or the closing ones do.
bool must_escape_quote(std::string_view text, std::size_t at, Quotes quotes) {
  return quotes == Quotes::Single || at + 1 == text.size() || text.substr(at, 3) == "\"\"\"";
}

std::string escape(std::string_view text, Quotes quotes) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    bool readable = quotes == Quotes::Triple && (c == '\n' || c == '\t');
    if (c == '\\') {
      out += "\\\\";
    } else if (c == '"') {
      out += must_escape_quote(text, i, quotes) ? "\\\"" : "\"";
    } else if ((static_cast<unsigned char>(c) < 0x20 || c == 0x7F) && !readable) {
      out += escape_control(c);
    } else {
      out += c;
    }
  }
  return out;
}

std::string quoted(const std::string& text) {
  return fmt::format("\"{}\"", escape(text, Quotes::Single));
}

/// None, a string, or a tuple of several.
std::string python_names(const std::vector<std::string>& names) {
  if (names.empty()) return "None";
  if (names.size() == 1) return quoted(names.front());
  std::vector<std::string> all;
  for (const auto& name : names) all.push_back(quoted(name));
  return fmt::format("({})", fmt::join(all, ", "));
}

std::string docstring_of(const NewRevision& revision) {
  auto text =
      fmt::format("{}\n\nRevision ID: {}\nRevises: {}\nCreate Date: {}\n\n", revision.message,
                  revision.id, fmt::join(revision.down_revisions, ", "), revision.create_date);
  return fmt::format("\"\"\"{}\"\"\"\n", escape(text, Quotes::Triple));
}

/// Writes the statements of one function.
class BodyWriter {
 public:
  void write(const Items& items, std::size_t indent) {
    auto mode = Item::Mode::Transactional;
    for (const auto& item : items) {
      if (item.mode != mode && item.mode == Item::Mode::Autocommit) {
        line(indent, "with op.get_context().autocommit_block():");
      }
      mode = item.mode;
      write(item, mode == Item::Mode::Autocommit ? indent + 1 : indent);
    }
  }

  void line(std::size_t indent, std::string_view text) {
    out_ += std::string(indent * 4, ' ');
    out_ += text;
    out_ += '\n';
  }

  std::string take() { return std::move(out_); }

 private:
  void write(const Item& item, std::size_t indent) {
    comment(item.comment, indent);
    line(indent, fmt::format("op.execute(\"\"\"{}\"\"\")",
                             escape(alembic::text_of_sql(item.sql), Quotes::Triple)));
  }

  void comment(std::string_view text, std::size_t indent) {
    while (!text.empty()) {
      auto end = std::min(text.find_first_of("\r\n"), text.size());
      if (end > 0) line(indent, fmt::format("# {}", escape_comment(text.substr(0, end))));
      text.remove_prefix(std::min(end + 1, text.size()));
    }
  }

  /// Python refuses a NUL even in a comment.
  static std::string escape_comment(std::string_view text) {
    std::string out;
    for (char c : text) out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    return out;
  }

  std::string out_;
};

std::string function(std::string_view name, const std::vector<DialectSql>& dialects,
                     Items DialectSql::*items) {
  BodyWriter body;
  body.line(0, fmt::format("def {}() -> None:", name));
  bool empty = true;
  for (const auto& one : dialects) {
    if ((one.*items).empty()) continue;
    if (dialects.size() > 1) {
      body.line(1, fmt::format("{} op.get_context().dialect.name == {}:", empty ? "if" : "elif",
                               quoted(one.dialect)));
    }
    body.write(one.*items, dialects.size() > 1 ? 2 : 1);
    empty = false;
  }
  if (empty) body.line(1, "pass");
  return body.take();
}

}  // namespace

std::string write_script(const NewRevision& revision) {
  return docstring_of(revision) +
         fmt::format(
             "from alembic import op\n\nrevision = {}\ndown_revision = {}\n"
             "branch_labels = {}\ndepends_on = {}\n\n\n{}\n\n{}",
             quoted(revision.id), python_names(revision.down_revisions),
             python_names(revision.branch_labels), python_names(revision.depends_on),
             function("upgrade", revision.dialects, &DialectSql::upgrade),
             function("downgrade", revision.dialects, &DialectSql::downgrade));
}

}  // namespace athanor
