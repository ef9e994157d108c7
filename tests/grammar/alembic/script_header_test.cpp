#include <doctest/doctest.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "tests/grammar/alembic/text.hpp"

using namespace athanor;
using namespace athanor::alembic;

namespace {

std::string header_of(const std::string& text) {
  Diagnostics found;
  auto script = read_migration(script_source(text), found);
  if (!script) return render(found);
  const auto& header = script->header;
  return fmt::format("{} <- [{}] labels [{}] needs [{}]", header.revision,
                     fmt::join(header.down_revisions, " "), fmt::join(header.branch_labels, " "),
                     fmt::join(header.depends_on, " "));
}

}  // namespace

TEST_CASE("a header is read in every form that Python allows") {
  struct Case {
    const char *text, *expected;
  };
  for (auto [text, expected] : {
           Case{"revision = 'a'\ndown_revision = None\n", "a <- [] labels [] needs []"},
           Case{"revision: str = \"a\"\ndown_revision: Union[str, None] = 'b'",
                "a <- [b] labels [] needs []"},
           Case{"revision = ('a'\n  'b')\ndown_revision = ('c', 'd',)\n"
                "branch_labels = ['x', 'y']\ndepends_on = 'z'\n",
                "ab <- [c d] labels [x y] needs [z]"},
           Case{"PREVIOUS = r'b'\nrevision, x = 1, 2\nrevision = 'a' + '1'\n"
                "down_revision = PREVIOUS\nbranch_labels = ()\ndepends_on = []\n",
                "a1 <- [b] labels [] needs []"},
           Case{"\xEF\xBB\xBF# -*- coding: utf-8 -*-\r\nrevision = u'a'; down_revision = None\r\n",
                "a <- [] labels [] needs []"},
           Case{"revision, down_revision = 'a', ('b', 'c')\n", "a <- [b c] labels [] needs []"},
           Case{"revision = down_revision = 'a'\n", "a <- [a] labels [] needs []"},
       }) {
    CAPTURE(text);
    CHECK(header_of(text) == expected);
  }
}

TEST_CASE("a header that does not say what it must is an error at its place") {
  struct Case {
    const char *text, *expected;
  };
  for (auto [text, expected] : {
           Case{"x = 1\n",
                "versions/a.py:1:1: error: this migration script has no variable "
                "\"down_revision\"\n  x = 1\n  ^\n"},
           Case{"down_revision = None\n", "a <- [] labels [] needs []"},
           Case{"revision = make()\ndown_revision = None\n",
                "versions/a.py:1:12: error: variable \"revision\" is not a string, a list of "
                "strings or None\n  revision = make()\n             ^~~~~~\n"
                "note: its value needs Python: call of make\n"},
           Case{"revision = None\ndown_revision = None\n",
                "versions/a.py:1:12: error: variable \"revision\" is not a string\n"
                "  revision = None\n             ^~~~\n"},
           Case{"revision = 'a'\ndown_revision = ['b', 7]\n",
                "versions/a.py:2:17: error: variable \"down_revision\" is not a string, a list of "
                "strings or None\n  down_revision = ['b', 7]\n                  ^~~~~~~~\n"},
       }) {
    CAPTURE(text);
    CHECK(header_of(text) == expected);
  }
}

TEST_CASE("the docstring is kept whole and never read as a header") {
  Diagnostics found;
  auto script = read_migration(script_source("\"\"\"add x\n\nRevision ID: zzz\n\"\"\"\n"
                                             "revision = 'a'\ndown_revision = 'b'\n"),
                               found);
  REQUIRE(script);
  CHECK(script->header.doc == "add x\n\nRevision ID: zzz\n");
  CHECK(script->header.revision == "a");
  CHECK(script->header.down_revision_place.line == 6);
}
