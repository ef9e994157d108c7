#include <algorithm>

#include <doctest/doctest.h>

#include "tests/grammar/alembic/text.hpp"

using namespace athanor;
using namespace athanor::alembic;

namespace {

std::string body_of(const std::string& text) {
  Diagnostics found;
  auto script = read_migration(script_source(text), found);
  return script ? shown(body_for(*script, Direction::Upgrade, "postgresql")) : render(found);
}

struct Case {
  const char *statements, *expected;
};

/// Runs statements, each line indented for the body of `upgrade`.
std::string run(const std::string& statements) {
  std::string body;
  std::size_t at = 0;
  while (at < statements.size()) {
    auto end = std::min(statements.find('\n', at), statements.size());
    body += "    " + statements.substr(at, end - at) + "\n";
    at = end + 1;
  }
  return body_of(script_with(body));
}

/// What `expression` is to Python, as `str` shows it.
std::string value_of(const std::string& expression) {
  auto out = run("op.execute(str((" + expression + ")))");
  return out.starts_with("sql ") ? out.substr(4, out.size() - 5) : out;
}

}  // namespace

TEST_CASE("expressions have the value that Python gives them") {
  for (auto [expression, expected] : std::initializer_list<Case>{
           {"1 + 2 * 3 - -4", "11"},
           {"7 // 2, -7 // 2, 7 % 3, -7 % 3, 2 ** 10", "(3, -4, 1, 2, 1024)"},
           {"1 / 2, 1.5 * 2, 0x10, 1_000", "(0.5, 3.0, 16, 1000)"},
           {"'a' + 'b' * 3", "abbb"},
           {"[1, 'it', None, True][1:3]", "['it', None]"},
           {"'abcdef'[::2], 'abcdef'[-2:], 'abcdef'[4:1:-1]", "('ace', 'ef', 'edc')"},
           {"{'a': 1, **{'b': [2]}}", "{'a': 1, 'b': [2]}"},
           {"{'a': 1}['a'], {'a': 1}.get('b', 7), (1,)", "(1, 7, (1,))"},
           {"f'{1:03d}|{\"x\":>4}|{\"a\"!r}|{2.5:.2f}'", "001|   x|'a'|2.50"},
           {"'%s-%03d %%' % ('a', 7)", "a-007 %"},
           {"'%(a)s' % {'a': 'b'}", "b"},
           {"'{} {1} {x:>3}'.format('a', 'b', x='c')", "a b   c"},
           {"', '.join(sorted({'b', 'a'}))", "a, b"},
           {"[x * 2 for x in range(5) if x % 2]", "[2, 6]"},
           {"{k: v for k, v in zip('ab', [1, 2])}", "{'a': 1, 'b': 2}"},
           {"sorted([3, 1, 2], key=lambda x: -x)", "[3, 2, 1]"},
           {"any(x > 2 for x in [1, 2]), all([])", "(False, True)"},
           {"len({1, 1, 2}), {1, 2} - {2}, {1} | {1}", "(2, {1}, {1})"},
           {"list(enumerate(['a'], start=1))", "[(1, 'a')]"},
           {"' A b '.strip().lower().replace(' ', '_').split('_')", "['a', 'b']"},
           {"'a' in 'cat' and 'x' not in ['y'] or None", "True"},
           {"1 < 2 <= 2 != 3", "True"},
           {"'yes' if not [] else 'no'", "yes"},
           {"isinstance('a', (int, str)), int('7'), max(1, 3)", "(True, 7, 3)"},
           {"next((x for x in [1, 2] if x > 1), None)", "2"},
           {"'x'.startswith(('a', 'x')), 'ab'.partition('b')", "(True, ('a', 'b', ''))"},
       }) {
    CAPTURE(expression);
    CHECK(value_of(expression) == expected);
  }
}

TEST_CASE("statements are followed as Python runs them") {
  for (auto [statements, expected] : std::initializer_list<Case>{
           {"for t in ('a', 'b'):\n    op.execute(f'drop {t}')", "sql drop a\nsql drop b\n"},
           {"for t, c in [('a', 1), ('b', 2)]:\n    if c == 2:\n        break\n    op.execute(t)\n"
            "else:\n    op.execute('never')",
            "sql a\n"},
           {"for t in []:\n    pass\nelse:\n    op.execute('else')", "sql else\n"},
           {"d = {}\nd['a'] = ['x']\nd['a'].append('y')\ne = d\ne.update(b=1)\nop.execute(str(d))",
            "sql {'a': ['x', 'y'], 'b': 1}\n"},
           {"n = 0\nwhile n < 3:\n    n += 1\nop.execute(str(n))", "sql 3\n"},
           {"a, (b, c) = 1, (2, 3)\nop.execute(f'{a}{b}{c}')", "sql 123\n"},
           {"def f(a, b=2, *rest, c, **more):\n    return [a, b, rest, c, more]\n"
            "op.execute(str(f(1, c=3, d=4)))\nop.execute(str(f(1, 5, 6, c=3)))",
            "sql [1, 2, (), 3, {'d': 4}]\nsql [1, 5, (6,), 3, {}]\n"},
           {"def f(n):\n    return 1 if n == 0 else n * f(n - 1)\nop.execute(str(f(5)))",
            "sql 120\n"},
           {"def f():\n    return x\nx = 'late'\nop.execute(f())", "sql late\n"},
           {"try:\n    x = {}['a']\nexcept KeyError as e:\n    x = 'b'\nfinally:\n    "
            "op.execute(x)",
            "sql b\n"},
           {"try:\n    x = 1\nexcept Exception:\n    x = 2\nelse:\n    x = 3\nop.execute(str(x))",
            "sql 3\n"},
           {"assert 1 == 1\nif (n := 3) > 2:\n    op.execute(str(n))", "sql 3\n"},
           {"import logging\nlogging.getLogger(__name__).info('%s', compute)\nprint('x')", ""},
           {"x = sa.func.random()\nprint(x)\nimport os\ny = os.getenv('A')\nop.execute('a')",
            "sql a\n"},
           {"from textwrap import dedent\nop.execute(dedent('''\\\n      a\n        b'''))",
            "sql a\n  b\n"},
       }) {
    CAPTURE(statements);
    CHECK(run(statements) == expected);
  }
}

TEST_CASE("a loop that never ends, or grows for ever, ends the reading") {
  CHECK(run("x = 'a'\nfor i in range(100):\n    x = x + x") ==
        "8:17 needs more steps than any migration takes\n");
  CHECK(run("for i in range(10 ** 8):\n    pass") ==
        "6:26 needs more steps than any migration takes\n");
  CHECK(run("def f():\n    return f()\nf()").find("nested too deeply") != std::string::npos);
  CHECK(run("x = []\nx.append(x)\nop.execute(str(x))") ==
        "8:16 needs a list that is nested too deeply\n");
  CHECK(run("x = 'a' * 10 ** 12") == "");
}

TEST_CASE("what Python sees otherwise than plain copies would is left to it") {
  CHECK(run("l = [1]\nfor x in l:\n    l.append(2)\n    op.execute('a')") ==
        "sql a\n7:14 needs a loop over what it changes\n");
  CHECK(run("def f():\n    x = 1\n    def g():\n        nonlocal x\n        x = 2\n    g()\n"
            "    return x\nop.execute(str(f()))")
            .find("needs global statement") != std::string::npos);
}

TEST_CASE("what is not known spoils what comes of it, and nothing else") {
  CHECK(run("import os\nx = os.getenv('A')\nif x:\n    op.execute('a')\nop.execute('b')") ==
        "sql b\n8:8 needs condition on call of os.getenv\n");
  CHECK(run("import os\nl = ['a']\nl.append(os.getenv('A'))\nop.execute(l[0])") ==
        "9:16 needs name l after a statement that needs Python\n");
  CHECK(run("def f(x):\n    compute(x)\n    return 1\nif f(2) == 1:\n    op.execute('a')") ==
        "7:9 needs call of compute\n9:8 needs condition on result of f\n");
}
