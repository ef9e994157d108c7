/// [verify] of athanor.toml.

#include "migrations/config/verify_settings.hpp"

#include <doctest/doctest.h>

#include "migrations/project.hpp"
#include "tests/migrations/folder.hpp"

namespace athanor {
namespace {

/// The findings of reading a project with that text, without the folder's name and the lines shown.
std::string findings(const std::string& text) {
  Folder folder;
  folder.write("athanor.toml", text);
  Diagnostics found;
  load_project(folder.path(), found);
  std::string out;
  for (const auto& one : found.all()) {
    out += std::to_string(one.place.line) + ":" + std::to_string(one.place.column) + ": " +
           one.message;
    for (const auto& note : one.notes) out += "; " + note;
    out += "\n";
  }
  return out;
}

}  // namespace

TEST_CASE("queries are read with their limits") {
  Folder folder;
  folder.write("athanor.toml",
               "[verify]\nruns = 5\n[[verify.queries]]\nname = 'newest'\nsql = 'SELECT 1'\n"
               "limit_ms = 50\ndialects = ['sqlite']\n[[verify.queries]]\nname = 'all'\n"
               "sql = 'SELECT 2'\nlimit_ms = 1\n");
  Diagnostics found;
  auto settings = load_project(folder.path(), found).verify;
  REQUIRE_MESSAGE(!found.has_errors(), render(found));
  using std::chrono::milliseconds;
  CHECK(settings == VerifySettings{5,
                                   {{"newest", "SELECT 1", milliseconds(50), {"sqlite"}, {}},
                                    {"all", "SELECT 2", milliseconds(1), {}, {}}}});
}

TEST_CASE("what [verify] does not know is named with its place") {
  struct {
    const char *text, *expected;
  } cases[] = {
      {"[verify]\nrun = 5\n", "2:1: unknown key \"run\"; did you mean \"runs\"?\n"},
      {"[verify]\nruns = 0\n", "2:8: expected a whole number from 1 to 10000, found 0\n"},
      {"[verify]\nruns = 'many'\n",
       "2:8: expected a whole number from 1 to 10000, found a string\n"},
      {"[verify]\nqueries = 3\n",
       "2:11: expected tables, each begun by [[verify.queries]], found an integer\n"},
      {"[[verify.queries]]\nname = 'a'\nsql = 'SELECT 1'\nlimit = 3\n",
       "4:1: unknown key \"limit\"\n"
       "1:1: a query of [verify] has no limit_ms\n"},
      {"[[verify.queries]]\nname = 'a'\nsql = 4\nlimit_ms = 3\ndialects = ['postgres']\n",
       "3:7: expected an SQL query, as a string, found an integer\n"
       "5:13: unknown dialect \"postgres\"; did you mean \"postgresql\"?\n"},
      {"[[verify.queries]]\nname = 'a'\nsql = 'SELECT 1'\nlimit_ms = 3\n"
       "[[verify.queries]]\nname = 'a'\nsql = 'SELECT 1'\nlimit_ms = 3\n",
       "6:8: there is another query \"a\"\n"},
  };
  for (const auto& [text, expected] : cases) {
    CAPTURE(text);
    CHECK(findings(text) == expected);
  }
}

}  // namespace athanor
