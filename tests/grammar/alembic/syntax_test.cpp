#include <doctest/doctest.h>

#include "tests/grammar/alembic/text.hpp"

using namespace athanor;
using namespace athanor::alembic;

namespace {

using athanor::alembic::Expression;

std::string errors_of(const std::string& text) {
  Diagnostics found;
  parse_module(script_source(text), found);
  return render(found);
}

Expression expression_of(const std::string& text) {
  Diagnostics found;
  auto module = parse_module(script_source("x = " + text + "\n"), found);
  REQUIRE_MESSAGE(module, render(found));
  return std::get<Assign>(module->body.at(0).kind).value;
}

}  // namespace

TEST_CASE("everything that Python allows in a module is recognised") {
  for (const char* text : {
           "",
           "\n\n",
           "# only a comment",
           "pass",
           "x: int\n",
           "x: int = 1\n",
           "x += 1; y //= 2\n",
           "a = b, *c = d\n",
           "import a.b.c as d, e\n",
           "from . import x\n",
           "from ...a.b import (x as y, z,)\n",
           "from a import *\n",
           "if a:\n  pass\nelif b: pass\nelse:\n\tpass\n",
           "for i, (j, k) in enumerate(x):\n    continue\nelse:\n    pass\n",
           "while x < 3 <= y != z: break\n",
           "try:\n  pass\nexcept (A, B) as e:\n  raise X from e\nexcept:\n  pass\nelse:\n  pass\n"
           "finally:\n  pass\n",
           "with a as b, c as (d, e):\n    pass\n",
           "with (\n  open(x) as f,\n  y,\n):\n  pass\n",
           "with (a):\n  pass\n",
           "@d.e(1)\n@f\ndef g(a, /, b: int = 1, *args, c=2, **kw) -> None:\n    return a, b\n",
           "def f(a, *, b): return\n",
           "class A(B, metaclass=C):\n    x = 1\n    def f(self): ...\n",
           "async def f():\n    await g()\n    async with x: pass\n",
           "del a, b[0]\n",
           "global a, b\nnonlocal c\n",
           "assert a, 'b'\n",
           "x = a if b else c if d else e\n",
           "x = lambda a, *b, c=1, **d: a\n",
           "x = not a and b or c in d and e not in f and g is not h\n",
           "x = -a ** -b * ~c @ d // e % f << 1 >> 2 & 3 ^ 4 | 5\n",
           "x = a[1:2, ::3, ..., :, b]\n",
           "x = f(a, *b, c=d, **e)\n",
           "x = f(y for y in z)\n",
           "x = [a for b in c if d if e for f in g]\n",
           "x = {a: b for c, d in e}\n",
           "x = {**a, 'b': 1, }\n",
           "x = {a, *b}\n",
           "x = (yield)\n",
           "x = ()\n",
           "x = (a,)\n",
           "x = 0xFF + 1_000 + 1.5e-3 + .5 + 3j + 0o17 + 0b1\n",
           "x = '' \"\" r'\\d' + rb'\\x' + b'' + Rb\"\" + u''\n",
           "x = f'{a!r:>{width}} {b=} {{}} {c[\"d\"]} {e:%Y-%m-%d}'\n",
           "x = f\"{d[\"same quotes\"]} {'a' if b else 'c'}\"\n",
           "x = f'{(lambda: 1)()}'\n",
           "x = f'''{\n  a\n}'''\n",
           "if (n := len(a)) > 10: print(n)\n",
           "x = 1 + \\\n    2\n",
           "x = (1 +\n\n  # why\n 2)\n",
           "match x:\n    case {'a': [1, *_]} if y:\n        pass\n    case _: pass\n",
           "match = 1\nmatch.x = 2\nmatch(x)\ncase = match[0]\n",
           "type X[T] = list[T]\n",
           "def f[T: int](x: T) -> T: ...\n",
           "if a:\r\n    b\r\nc\r\n",
           "if a:\n    b\n\n    # c\n\n    d\n",
           "if a:\n    pass\n  # a comment at any column\nb\n",
           "x = [\n]\n\f\ny = 1",
           "print(*a, sep='')\n",
           "x: 'A' = f(\n)(b)[c].d\n",
           "é = 'ñ'\n",
       }) {
    CAPTURE(text);
    CHECK(errors_of(text) == "");
  }
}

TEST_CASE("operators bind as Python's do") {
  auto power = std::get<Unary>(expression_of("-a ** b")->kind);
  CHECK(power.op == UnaryOperator::Minus);
  CHECK(std::get<Binary>(power.operand->kind).op == BinaryOperator::Power);
  auto sum = std::get<Binary>(expression_of("a + b * c - d")->kind);
  CHECK(sum.op == BinaryOperator::Subtract);
  CHECK(std::get<Binary>(sum.left->kind).op == BinaryOperator::Add);
  auto either = std::get<Logical>(expression_of("not a == b or c and d")->kind);
  CHECK(either.op == LogicalOperator::Or);
  CHECK(std::holds_alternative<Comparison>(std::get<Unary>(either.left->kind).operand->kind));
  auto chain = std::get<Comparison>(expression_of("a < b not in c")->kind);
  CHECK(chain.links.size() == 2);
  CHECK(chain.links.at(1).comparator == Comparator::NotIn);
  auto tower = std::get<Binary>(expression_of("a ** b ** c")->kind);
  CHECK(std::holds_alternative<Name>(tower.left->kind));
}

TEST_CASE("strings hold what Python would make of them") {
  struct Case {
    std::string literal, value;
  };
  for (const auto& [literal, value] : std::initializer_list<Case>{
           {R"('a\'b\"c\\d')", "a'b\"c\\d"},
           {R"(r'a\'b\n')", R"(a\'b\n)"},
           {R"('\x41\101\u00e9\U0001F600\0')", std::string("AAé😀\0", 9)},
           {R"('\d\:\ ')", R"(\d\:\ )"},
           {"'''a\r\nb\rc'''", "a\nb\nc"},
           {"'a\\\n  b'", "a  b"},
           {"\"\"\"\"quoted\\\"\"\"\"", "\"quoted\""},
           {"'a' \"b\" '''c'''", "abc"},
       }) {
    CAPTURE(literal);
    CHECK(std::get<StringLiteral>(expression_of(literal)->kind).value == value);
  }
}

TEST_CASE("an f-string is its text and its fields") {
  auto string = std::get<FormattedString>(expression_of("'a' f'{{b}} {c.d!r:>{w}}' 'e'")->kind);
  REQUIRE(string.pieces.size() == 3);
  CHECK(std::get<std::string>(string.pieces[0]) == "a{b} ");
  const auto& field = std::get<FormatField>(string.pieces[1]);
  CHECK(dotted_name(field.value) == "c.d");
  CHECK(field.value->place.column == 18);
  CHECK(field.conversion == "r");
  CHECK(field.format == ">{w}");
  CHECK(std::get<std::string>(string.pieces[2]) == "e");
}

TEST_CASE("a byte of a string's value is found where it was written") {
  Diagnostics found;
  auto source = script_source("x = ('a\\x41b'\n     '''c\n  d''')\n");
  auto module = parse_module(source, found);
  REQUIRE(module);
  auto string = std::get<StringLiteral>(std::get<Assign>(module->body[0].kind).value->kind);
  CHECK(string.value == "aAbc\n  d");
  struct Case {
    std::size_t offset;
    std::uint32_t line, column;
  };
  for (auto [offset, line, column] :
       {Case{0, 1, 7}, Case{1, 1, 8}, Case{2, 1, 12}, Case{3, 2, 9}, Case{7, 3, 3}}) {
    CAPTURE(offset);
    CHECK(place_in(string, offset, source).line == line);
    CHECK(place_in(string, offset, source).column == column);
  }
}
