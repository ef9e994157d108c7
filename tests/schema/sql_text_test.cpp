#include "schema/sql_text.hpp"

#include <doctest/doctest.h>

using namespace athanor;

TEST_CASE("white space and comments fold, quoted text stays") {
  struct Case {
    const char *text, *folded;
  };
  for (auto [text, folded] :
       {Case{"  a\n +\tb ", "a + b"}, Case{"a--x\n,b /* y */ c", "a ,b c"},
        Case{"'a  b' || \"c  d\"", "'a  b' || \"c  d\""}, Case{"$$ x  y $$", "$$ x  y $$"},
        Case{"'it''s  so'", "'it''s  so'"}, Case{"", ""}}) {
    CAPTURE(text);
    CHECK(fold_space(text) == folded);
  }
}

TEST_CASE("texts are the same when only case, space, comments and name quotes differ") {
  CHECK(same_tokens("SELECT a FROM t", "select  \"a\" from t -- all\n;"));
  CHECK(same_tokens("a=-1", "a = -1"));
  CHECK_FALSE(same_tokens("'A'", "'a'"));
  CHECK_FALSE(same_tokens("\"A\"", "\"a\""));
  CHECK_FALSE(same_tokens("a b", "ab"));
}

TEST_CASE("a name is mentioned as a word or quoted, not inside a string") {
  CHECK(mentions("old.Name <> new.name", "name"));
  CHECK(mentions("\"name\"", "NAME"));
  CHECK_FALSE(mentions("'name' || surname", "name"));
}
