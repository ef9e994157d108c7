/// What a glance tells of a header is what the grammar reads, or nothing.

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <filesystem>

#include "tests/grammar/alembic/text.hpp"

using namespace athanor;
using namespace athanor::alembic;

namespace {

std::string spot(const Place& place) {
  return fmt::format("{}:{}+{}", place.line, place.column, place.length);
}

std::string all_of(const ScriptHeader& header) {
  return fmt::format("{} {} <- [{}] {} labels [{}] {} needs [{}] {} doc {}", header.revision,
                     spot(header.revision_place), fmt::join(header.down_revisions, "|"),
                     spot(header.down_revision_place), fmt::join(header.branch_labels, "|"),
                     spot(header.branch_labels_place), fmt::join(header.depends_on, "|"),
                     spot(header.depends_on_place), header.doc);
}

std::string by_grammar(const SourcePtr& source) {
  Diagnostics found;
  auto script = read_migration(source, found);
  return script ? all_of(script->header) : render(found);
}

constexpr const char* usual = R"PY("""add users: été

Revision ID: nothing of it counts
"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision: str = 'a1'  # its id
down_revision: Union[str, Sequence[str], None] = ('b', "c")
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = [
    'd',  # for its table
]
TABLES = ("x", "y")


def upgrade() -> None:
    """Upgrade schema."""
    op.execute("""
revision = 'not this one'
""")
    if x == 1: y = f"{z['k']}"


def downgrade(
    a=1,
) -> None:
    pass
)PY";

}  // namespace

TEST_CASE("a header as the template writes it is seen at a glance") {
  auto source = script_source(usual);
  auto header = glance_at_header(source);
  REQUIRE(header);
  CHECK(all_of(*header) == by_grammar(source));
}

TEST_CASE("whatever a glance tells, the grammar tells too") {
  for (const char* text : {
           "revision = 'a'\ndown_revision = None\n",
           "revision = 'a'\ndown_revision = None",
           "revision = ('a')\ndown_revision = ('b',)\n",
           "revision = 'a'\ndown_revision = ()\nbranch_labels = []\n",
           "revision = \"a\"\ndown_revision = [\n 'b',\n 'c' ]\ndepends_on = ( 'x' , 'y' )\n",
           "revision = r'a\\d'\ndown_revision = u'\\x62'\n",
           "'''doc\n'''\nrevision = 'a'\nrevision = 'b'\ndown_revision = '''c'''\n",
           "\n# first\n  # second\n\"doc\"  # third\nrevision='a'\ndown_revision='b'\n",
           "'one'\n'two'\nrevision='a'\ndown_revision='b'\n",
           "def upgrade(): pass\nrevision='a'\ndown_revision='b'\n",
       }) {
    CAPTURE(text);
    auto source = script_source(text);
    auto header = glance_at_header(source);
    REQUIRE(header);
    CHECK(all_of(*header) == by_grammar(source));
  }
}

TEST_CASE("a glance leaves to the grammar what it cannot be certain of") {
  for (const char* text : {
           "x = 1\n",
           "revision = 'a'\n",
           "revision = 'a'; down_revision = None\n",
           "revision = 'a' 'b'\ndown_revision = None\n",
           "revision = 'a' + 'b'\ndown_revision = None\n",
           "revision = make()\ndown_revision = None\n",
           "revision = ['a', 7]\ndown_revision = None\n",
           "revision = down_revision = 'a'\n",
           "revision, down_revision = 'a', None\n",
           "revision = 'a'\ndown_revision = None\nif x:\n    revision = 'b'\n",
           "revision = 'a'\ndown_revision = None\nclass X:\n    pass\n",
           "revision = 'a'\ndown_revision = None\n@decorated\ndef upgrade():\n    pass\n",
           "revision = 'a'\ndown_revision = None\nx = (\n",
           "revision = 'a'\ndown_revision = None\nx = 'open\n",
           "revision = 'a'\ndown_revision = None\n    indented = 1\n",
           "revision = 'a'\r\ndown_revision = None\r\n",
           "revision = f'{x}'\ndown_revision = None\n",
           "revision = '\\N{BULLET}'\ndown_revision = None\n",
           "revision = '\\x'\ndown_revision = None\n",
           "revision = 'a\xFF'\ndown_revision = None\n",
           "<<<<<<< HEAD\nrevision = 'a'\ndown_revision = None\n",
           "def f():\n    x = f\"{y[\"z\"]}\"\nrevision = 'a'\ndown_revision = None\n",
           "",
       }) {
    CAPTURE(text);
    CHECK(!glance_at_header(script_source(text)));
  }
}

TEST_CASE("every script of the tree is read alike") {
  std::size_t read = 0;
  for (const char* folder : {"/examples", "/tests"}) {
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(std::string(ATHANOR_TREE) + folder)) {
      if (entry.path().extension() != ".py") continue;
      auto source = read_source(entry.path().string());
      auto header = glance_at_header(source);
      if (!header) continue;
      CAPTURE(entry.path().string());
      CHECK(all_of(*header) == by_grammar(source));
      ++read;
    }
  }
  CHECK(read > 2);
}

TEST_CASE("an error in a body comes to light when the body is asked for") {
  Diagnostics found;
  auto source =
      script_source("revision = 'a'\ndown_revision = None\ndef upgrade():\n    x = = 1\n");
  auto script = read_header_first(source, found);
  REQUIRE(script);
  CHECK(render(found) == "");
  CHECK_THROWS_WITH_AS(body_for(*script, Direction::Upgrade, "sqlite"),
                       "versions/a.py:4:9: error: unexpected \"=\"\n      x = = 1\n          ^\n",
                       InputError);
}
