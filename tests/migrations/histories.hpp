#pragma once
/// What the tests of this folder share: histories from one line a revision.

#include <doctest/doctest.h>

#include <sstream>
#include <string>
#include <vector>

#include "migrations/history.hpp"

namespace athanor {

/// A script named `<id>.py`. `down` and `rest` are Python: `"'a'"`, `"('a', 'b')"`, `"None"`;
/// `rest` is more header lines.
struct Made {
  std::string id;
  std::string down;
  std::string rest = {};
  std::string doc = {};
};

inline Script make_script(const Made& made) {
  auto text = "\"\"\"" + made.doc + "\"\"\"\nrevision = '" + made.id +
              "'\ndown_revision = " + made.down + "\n" + made.rest + "\n";
  Diagnostics found;
  auto source = std::make_shared<SourceText>(SourceText{made.id + ".py", text});
  auto parsed = alembic::read_migration(source, found);
  REQUIRE_MESSAGE(parsed, render(found));
  return {"/versions/" + made.id + ".py", *parsed};
}

inline std::optional<History> try_history(const std::vector<Made>& all, Diagnostics& found) {
  std::vector<Script> scripts;
  for (const auto& made : all) scripts.push_back(make_script(made));
  return History::build(std::move(scripts), found);
}

inline History history_of(const std::vector<Made>& all) {
  Diagnostics found;
  auto history = try_history(all, found);
  REQUIRE_MESSAGE(history, render(found));
  return std::move(*history);
}

inline std::string ids_of(const History& history, const std::vector<RevisionNumber>& revisions) {
  std::string out;
  for (auto revision : revisions) out += (out.empty() ? "" : " ") + history.id(revision);
  return out;
}

inline std::vector<std::string> words(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> out;
  for (std::string word; in >> word;) out.push_back(word);
  return out;
}

/// What `action` gives, or the message of the error that it throws.
template <class Action>
std::string or_error(Action action) {
  try {
    return action();
  } catch (const Error& error) {
    return error.what();
  }
}

/// aaaa <- bbbb (left) <- dddd, aaaa <- cccc (right); merged by mmmm; zzzz depends on dddd.
inline History branched() {
  return history_of({{"aaaa1", "None", "", "first"},
                     {"bbbb2", "'aaaa1'", "branch_labels = 'left'", "on the left"},
                     {"cccc3", "'aaaa1'", "branch_labels = ('right',)", "on the right"},
                     {"dddd4", "'bbbb2'", "", "further left\nsecond line\n\nmore"},
                     {"zzzz5", "None", "branch_labels = 'apart'\ndepends_on = 'dddd4'", ""}});
}

inline History linear() {
  return history_of({{"aaaa1", "None", "", "one"},
                     {"aabb2", "'aaaa1'", "", "two"},
                     {"cccc3", "'aabb2'", "", "three"},
                     {"dddd4", "'cccc3'", "", "four"}});
}

}  // namespace athanor
