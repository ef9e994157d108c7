#include <doctest/doctest.h>

#include <random>

#include "tests/grammar/alembic/text.hpp"

using namespace athanor;
using namespace athanor::alembic;

namespace {

std::string errors_of(const std::string& text) {
  Diagnostics found;
  parse_module(script_source(text), found);
  return found.empty()
             ? ""
             : std::to_string(found.all()[0].place.line) + ":" +
                   std::to_string(found.all()[0].place.column) + " " + found.all()[0].message;
}

std::string repeated(const std::string& piece, std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += piece;
  return out;
}

}  // namespace

TEST_CASE("text that is not Python is an error at its place") {
  struct Case {
    std::string text, expected;
  };
  for (const auto& [text, expected] : std::initializer_list<Case>{
           {"x = = 1\n", "1:5 unexpected \"=\""},
           {"def f(:\n    pass\n", "1:6 \"(\" is never closed"},
           {"def f(::)\n    pass\n", "1:7 unexpected \":\""},
           {"x = )\n", "1:5 unexpected \")\""},
           {"if x:\npass\n", "2:1 unexpected \"pass\""},
           {"x = 1\n    y = 2\n", "2:5 unexpected indentation"},
           {"if x:\n    a\n  b\n", "3:3 this indentation matches no outer block"},
           {"if x:\n        a\n\tb\n", "3:2 this indentation matches no outer block"},
           {"x = 'abc\n", "1:5 this string is never closed"},
           {"x = '''abc\n", "1:5 this string is never closed"},
           {"x = (1,\n", "1:5 \"(\" is never closed"},
           {"x = f'{a'\n", "1:8 this field is never closed"},
           {"x = f'{a b}'\n", "1:10 unexpected \"b\""},
           {"x = '\\xZ'\n", "1:6 this escape names no character"},
           {"x = 'a' b'c'\n", "1:5 bytes and text cannot be one string"},
           {"x = {'a': 1, 'b'}\n", "1:14 this entry of a dict has no value"},
           {"x = 1 $ 2\n", "1:7 unexpected \"$\""},
           {"x = '\xFF'\n", "1:6 this byte is not UTF-8"},
           {"print 'x'\n", "1:7 unexpected \"'x'\""},
           {"x =", "1:4 unexpected end of line"},
           {"def f():", "1:9 unexpected end of file"},
           {std::string("x = \0", 5), "1:5 unexpected \"\\x00\""},
       }) {
    CAPTURE(text);
    CHECK(errors_of(text) == expected);
  }
}

TEST_CASE("nesting without end is an error, not the end of the stack") {
  struct Case {
    std::string text, expected;
  };
  const std::size_t many = 20000;
  std::string deep_blocks;
  for (std::size_t i = 0; i < 200; ++i) deep_blocks += std::string(i, ' ') + "if x:\n";
  for (const auto& [text, expected] : std::initializer_list<Case>{
           {"x = " + repeated("(", many), "1:105 brackets are nested too deeply"},
           {"x = " + repeated("[", many) + repeated("]", many),
            "1:105 brackets are nested too deeply"},
           {"x = " + repeated("not ", many) + "y\n", "1:5965 expressions are nested too deeply"},
           {"x = " + repeated("-", many) + "y\n", "1:1494 expressions are nested too deeply"},
           {"x = a" + repeated(".b", many) + "\n", "1:5 expressions are nested too deeply"},
           {"x = 1" + repeated("+1", many) + "\n", "1:5 expressions are nested too deeply"},
           {"x = " + repeated("lambda: ", many) + "y\n",
            "1:11933 expressions are nested too deeply"},
           {deep_blocks, "101:101 blocks are nested too deeply"},
       }) {
    CAPTURE(text.substr(0, 20));
    auto found = errors_of(text);
    CHECK(found == expected);
  }
}

TEST_CASE("no text at all makes the reader crash") {
  const std::vector<std::string> pieces = {"def upgrade():",
                                           "\n",
                                           "\n    ",
                                           "\n\t",
                                           "  ",
                                           "op.execute(",
                                           "'",
                                           "\"",
                                           "'''",
                                           "f'",
                                           "{",
                                           "}",
                                           "(",
                                           ")",
                                           "[",
                                           "]",
                                           ":",
                                           "::",
                                           "=",
                                           ",",
                                           "x",
                                           "lambda",
                                           "if ",
                                           "else",
                                           "for ",
                                           "in ",
                                           "import ",
                                           "from ",
                                           "\\",
                                           "#",
                                           "1",
                                           "1.5e",
                                           "**",
                                           "*",
                                           "@",
                                           "match ",
                                           "case ",
                                           "not ",
                                           "\r",
                                           "\xC3",
                                           "\xA9",
                                           "revision = 'a'",
                                           "down_revision = None",
                                           "with ",
                                           "as ",
                                           "return ",
                                           "!r"};
  std::mt19937 random(11);
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (auto count = random() % 14; count > 0; --count) text += pieces[random() % pieces.size()];
    Diagnostics found;
    auto script = read_migration(script_source(text), found);
    if (script) body_for(*script, Direction::Upgrade, "postgresql");
    CHECK((script.has_value() || found.has_errors()));
  }
}
