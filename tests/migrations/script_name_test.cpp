#include <doctest/doctest.h>

#include <set>

#include "migrations/script_writer.hpp"
#include "schema/diagnostics.hpp"

using namespace athanor;

TEST_CASE("a slug is the words of a message, cut between words after 40 characters") {
  struct Case {
    const char *message, *slug;
  };
  for (auto [message, slug] : {
           Case{"add avatar to users", "add_avatar_to_users"},
           Case{"  Fix: users.email -> TEXT!  ", "fix_users_email_text"},
           Case{"Création d'ÉTÉ", "création_d_été"},
           Case{"a very long message that goes on for more than forty characters",
                "a_very_long_message_that_goes_on_for_"},
           Case{"oneverylongwordthatgoesonformorethanfortycharacters",
                "oneverylongwordthatgoesonformorethanfort_"},
           Case{"", ""},
       }) {
    CAPTURE(message);
    CHECK(slug_of(message) == slug);
  }
}

TEST_CASE("a file template is filled as Python's percent operator fills it") {
  RevisionTime time{1795275000, 2026, 11, 2, 15, 3, 9};
  struct Case {
    std::string_view file_template;
    const char* expected;
  };
  for (auto [file_template, expected] : {
           Case{default_file_template, "abc_add_x.py"},
           Case{"%%(rev)s_%%(slug)s", "abc_add_x.py"},
           Case{"%(year)d_%(month).2d_%(day).2d_%(hour).2d%(minute).2d%(second)02d-%(rev)s",
                "2026_11_02_150309-abc.py"},
           Case{"%(epoch)s", "1795275000.py"},
           Case{"100%%-%(month)d", "100%-11.py"},
       }) {
    CAPTURE(file_template);
    CHECK(script_file_name(file_template, "abc", "add x", time) == expected);
  }
  CHECK_THROWS_WITH_AS(script_file_name("%(nope)s", "a", "b", time),
                       "file_template has no token nope", Error);
}

TEST_CASE("new ids are twelve hexadecimal digits and differ") {
  std::set<std::string> seen;
  for (int i = 0; i < 100; ++i) {
    auto id = new_revision_id();
    CHECK(id.size() == 12);
    CHECK(id.find_first_not_of("0123456789abcdef") == std::string::npos);
    seen.insert(id);
  }
  CHECK(seen.size() == 100);
}
