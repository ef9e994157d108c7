#include "migrations/mako/template.hpp"

#include <doctest/doctest.h>

#include "tests/migrations/histories.hpp"

using namespace athanor;

namespace {

std::string rendered(const std::string& text) {
  using Kind = mako::Sequence::Kind;
  mako::Variables variables = {{"message", "it's \"new\""},
                               {"up_revision", "a1"},
                               {"down_revision", mako::Sequence{Kind::Tuple, {"b", "c"}}},
                               {"branch_labels", mako::Sequence{Kind::Tuple, {"x"}}},
                               {"depends_on", mako::None{}}};
  auto source = std::make_shared<SourceText>(SourceText{"script.py.mako", text});
  return or_error([&] { return mako::render(source, variables); });
}

}  // namespace

TEST_CASE("a template gives its text with expressions, filters and blocks put in") {
  struct Case {
    const char *text, *expected;
  };
  for (auto [text, expected] : {
           Case{"plain\n", "plain\n"},
           Case{"", ""},
           Case{"${up_revision}!", "a1!"},
           Case{"${down_revision | comma,n}", "b, c"},
           Case{"${depends_on | comma,n}", ""},
           Case{"${repr(down_revision)} ${repr(branch_labels)}", "('b', 'c') ('x',)"},
           Case{"${repr(depends_on)} ${repr(message)} ${repr(up_revision)}",
                "None 'it\\'s \"new\"' 'a1'"},
           Case{"${imports if imports else \"none\"}", "none"},
           Case{"${upgrades if upgrades else '}'}", "}"},
           Case{"${', '.join(down_revision)}", "b, c"},
           Case{"% if depends_on:\nx\n% elif up_revision == 'a1':\ny\n% else:\nz\n% endif\nw\n",
                "y\nw\n"},
           Case{"% for one in down_revision:\n  ${one}\n% endfor\n", "  b\n  c\n"},
           Case{"## a note\n%% if\nlong\\\nline\n", "% if\nlongline\n"},
       }) {
    CAPTURE(text);
    CHECK(rendered(text) == expected);
  }
}

TEST_CASE("what a template leaves to Python is named at its place") {
  struct Case {
    const char *text, *expected;
  };
  for (auto [text, expected] : {
           Case{"a\n<% x = 1 %>\n",
                "script.py.mako:2:1: error: a <% tag in a template needs Python\n"
                "  <% x = 1 %>\n  ^\n"},
           Case{"${config.get('x')}",
                "script.py.mako:1:1: error: a call of config.get in a template needs Python\n"
                "  ${config.get('x')}\n  ^\n"},
           Case{"${message | h}",
                "script.py.mako:1:1: error: the filter \"h\" in a template needs Python\n"
                "  ${message | h}\n  ^\n"},
           Case{"% if message:\nx\n",
                "script.py.mako:1:1: error: this % if has no % endif\n  % if message:\n  ^\n"},
           Case{"% while x:\n",
                "script.py.mako:1:1: error: \"% while x:\" in a template needs Python\n"
                "  % while x:\n  ^\n"},
           Case{"${nothing}", "script.py.mako:1:1: error: Undefined\n  ${nothing}\n  ^\n"},
           Case{"${message",
                "script.py.mako:1:1: error: this ${ is never closed\n  ${message\n  ^\n"},
       }) {
    CAPTURE(text);
    CHECK(rendered(text) == expected);
  }
}
