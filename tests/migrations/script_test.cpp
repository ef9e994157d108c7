#include "migrations/script.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "tests/migrations/folder.hpp"

using namespace athanor;

TEST_CASE("a revision file is told by its name as Alembic tells it") {
  struct Case {
    const char* name;
    bool expected;
  };
  for (auto [name, expected] :
       {Case{"a.py", true}, Case{"2026_x y.py", true}, Case{"__init__.py", false},
        Case{"__init__2.py", false}, Case{".#a.py", false}, Case{".a.py", true},
        Case{"a.pyc", false}, Case{"a.py.txt", false}, Case{"README", false}}) {
    CAPTURE(name);
    CHECK(is_script_name(name) == expected);
  }
}

TEST_CASE("scripts are loaded folder by folder, by file name") {
  Folder one, two;
  one.write("b.py", "revision = 'r1'\ndown_revision = None\n");
  one.write("a.py", "revision = 'r2'\ndown_revision = 'r1'\n");
  one.write("__init__.py", "");
  one.write("notes.txt", "(");
  two.write("A.py", "revision = 'r3'\ndown_revision = 'r2'\n");
  Diagnostics found;
  auto scripts = load_scripts({{one.path(), two.path()}}, found);
  CHECK(render(found) == "");
  REQUIRE(scripts.size() == 3);
  CHECK(scripts[0].id() == "r2");
  CHECK(scripts[1].id() == "r1");
  CHECK(scripts[2].id() == "r3");
  CHECK(scripts[2].path == two.path() + "/A.py");
}

TEST_CASE("what is no script, and ids that cannot be used, are all reported") {
  Folder folder;
  auto in = [&](const char* file) { return folder.path() + "/" + file; };
  folder.write("a.py", "revision = 'r1'\ndown_revision = None\n");
  folder.write("b.py", "revision = 'r1'\ndown_revision = None\n");
  folder.write("c.py", "revision = 'a-b'\ndown_revision = None\n");
  folder.write("d.py", "x = (\n");
  folder.write("e.py", "down_revision = None\n");
  folder.write("e_x.py", "down_revision = None\n");
  Diagnostics found;
  auto scripts = load_scripts({{folder.path(), in("nowhere")}}, found);
  CHECK(scripts.size() == 2);
  CHECK(
      render(found) ==
      "error: cannot read version folder " + in("nowhere") + ": No such file or directory\n" +
          in("b.py") +
          ":1:12: error: revision id \"r1\" is taken\n  revision = 'r1'\n"
          "             ^~~~\nnote: " +
          in("a.py") + ":1 has it\n" + in("c.py") +
          ":1:12: error: revision id \"a-b\" holds \"-\"\n  revision = 'a-b'\n"
          "             ^~~~~\n"
          "note: an id is free of @ - + and :, which have a meaning in commands\n" +
          in("d.py") + ":1:5: error: \"(\" is never closed\n  x = (\n      ^\n" + in("e_x.py") +
          ":1:1: error: this migration script has no variable \"revision\", and its file's name is "
          "no revision id\n  down_revision = None\n  ^\n");
}
