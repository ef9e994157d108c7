/// Addresses of databases.

#include "engine/dialects/postgresql/url.hpp"

#include <doctest/doctest.h>

#include <map>

#include "schema/diagnostics.hpp"

namespace athanor::postgresql {
namespace {

using Variables = std::map<std::string, std::string>;

Environment environment(Variables variables) {
  return [variables](const std::string& name) -> std::optional<std::string> {
    auto found = variables.find(name);
    return found == variables.end() ? std::nullopt : std::optional(found->second);
  };
}

/// The connection string without what every one has.
std::string keywords(const std::string& url, Variables variables = {}) {
  variables.emplace("PGCONNECT_TIMEOUT", "1");
  auto out = conninfo(url, environment(variables));
  static const std::string name = "fallback_application_name='athanor'";
  auto at = out.find(name);
  REQUIRE(at != std::string::npos);
  bool first = at == 0;
  out.erase(first ? at : at - 1, name.size() + 1);
  return out;
}

std::string complaint(const std::string& url) {
  try {
    conninfo(url, environment({}));
  } catch (const Error& e) {
    return e.what();
  }
  return "";
}

}  // namespace

TEST_CASE("PostgreSQL is known by its schemes, with any driver") {
  for (const char* url : {"postgresql://", "postgres://h/db", "postgresql+psycopg2://h",
                          "postgresql+asyncpg://h", "postgres+pg8000://h"}) {
    INFO(url);
    CHECK(speaks(url));
  }
  for (const char* url : {"postgresql", "postgresqlx://", "sqlite:///a+b://", "mysql://h", ""}) {
    INFO(url);
    CHECK_FALSE(speaks(url));
  }
}

TEST_CASE("every form of a URL becomes libpq's keywords") {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"postgresql://u:p@h:5433/db", "dbname='db' host='h' password='p' port='5433' user='u'"},
      {"postgres://u@h/db", "dbname='db' host='h' user='u'"},
      {"postgresql+psycopg2://u:p@/db?host=/var/run/postgresql",
       "dbname='db' host='/var/run/postgresql' password='p' user='u'"},
      {"postgresql+psycopg2://u:p@localhost/db?host=/cloudsql/a:b:c",
       "dbname='db' host='/cloudsql/a:b:c' password='p' user='u'"},
      {"postgresql://u:p%40ss%2Fw%25d@h/db", "dbname='db' host='h' password='p@ss/w%d' user='u'"},
      {"postgresql://u:100%safe@h/db", "dbname='db' host='h' password='100%safe' user='u'"},
      {"postgresql://u:p@ss@h/db", "dbname='db' host='h' password='p@ss' user='u'"},
      {"postgresql://u:it's\\@h/db", "dbname='db' host='h' password='it\\'s\\\\' user='u'"},
      {"postgresql://user%40server:p@h.azure.com/db",
       "dbname='db' host='h.azure.com' password='p' user='user@server'"},
      {"postgresql://u@[::1]:5432/db", "dbname='db' host='::1' port='5432' user='u'"},
      {"postgresql://a:1,b:2/db?target_session_attrs=read-write",
       "dbname='db' host='a,b' port='1,2' target_session_attrs='read-write'"},
      {"postgresql://a,b:2/db", "dbname='db' host='a,b' port=',2'"},
      {"postgresql+psycopg2://u@/db?host=a:1&host=b:2",
       "dbname='db' host='a,b' port='1,2' user='u'"},
      {"postgresql://h/db?sslmode=require&options=-c%20geqo%3Doff",
       "dbname='db' host='h' options='-c geqo=off' sslmode='require'"},
      {"postgresql+psycopg://h/db?options=-c+geqo%3Doff",
       "dbname='db' host='h' options='-c geqo=off'"},
      {"postgresql://ep-x.neon.tech/db?sslmode=require&channel_binding=require",
       "channel_binding='require' dbname='db' host='ep-x.neon.tech' sslmode='require'"},
      {"postgresql+asyncpg://h/db?ssl=require", "dbname='db' host='h' sslmode='require'"},
      {"postgres://h/db?ssl=true", "dbname='db' host='h' sslmode='require'"},
      {"postgresql+asyncpg://h/db?prepared_statement_cache_size=0&async_fallback=true&timeout=5",
       "connect_timeout='5' dbname='db' host='h'"},
      {"postgresql+pg8000://h/db?unix_sock=/tmp/.s.PGSQL.5433",
       "dbname='db' host='/tmp' port='5433'"},
      {"postgres://h/db?schema=public&pgbouncer=true&connection_limit=1", "dbname='db' host='h'"},
      {"postgresql://?service=prod", "service='prod'"},
      {"postgresql:///my%20db", "dbname='my db'"},
  };
  for (const auto& [url, expected] : cases) {
    INFO(url);
    CHECK(keywords(url) == expected);
  }
}

TEST_CASE("a URL waits ten seconds and says who connects, where nobody says otherwise") {
  CHECK(conninfo("postgresql://", environment({})) ==
        "connect_timeout='10' fallback_application_name='athanor'");
  CHECK(conninfo("postgresql://?connect_timeout=2&application_name=x", environment({})) ==
        "application_name='x' connect_timeout='2' fallback_application_name='athanor'");
}

TEST_CASE("POSTGRES_ variables fill what neither the URL nor a PG variable says") {
  const Variables all = {{"POSTGRES_USER", "app"},
                         {"POSTGRES_PASSWORD", "secret"},
                         {"POSTGRES_DB", "shop"},
                         {"POSTGRES_SERVER", "db"},
                         {"POSTGRES_PORT", "5433"}};
  CHECK(keywords("postgresql://", all) ==
        "dbname='shop' host='db' password='secret' port='5433' user='app'");
  CHECK(keywords("postgresql://app@h:1/d", all) ==
        "dbname='d' host='h' password='secret' port='1' user='app'");
  CHECK(keywords("postgresql://other@h:1/d", all) == "dbname='d' host='h' port='1' user='other'");
  CHECK(keywords("postgresql://?service=x", all) == "service='x'");
  auto own = all;
  own.insert({{"PGUSER", "me"}, {"PGHOST", "here"}, {"PGPASSWORD", "x"}});
  CHECK(keywords("postgresql://", own) == "dbname='shop' port='5433'");
}

TEST_CASE("what is wrong with a URL is told, and its password is not") {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"postgresql://u:hush@h/db?foo=hush",
       "postgresql://u@h/db: \"foo\" is no connection parameter of PostgreSQL"},
      {"postgresql://u:hush@h/db?sslmod=require",
       "postgresql://u@h/db: \"sslmod\" is no connection parameter of PostgreSQL; did you mean "
       "\"sslmode\"?"},
      {"postgresql://h/db?ssl=maybe",
       "postgresql://h/db: ssl=maybe is no mode of encryption: write sslmode=, one of disable, "
       "allow, prefer, require, verify-ca, verify-full"},
      {"postgresql://u:hu/sh@h/db",
       "postgresql://...: the user, the host and the port of this database address cannot be told "
       "apart; in a password write %2F for /, %3F for ?, %40 for @ and %3A for :"},
      {"postgresql://h/db%00x", "postgresql://h/db%00x: the database address holds a zero byte"},
  };
  for (const auto& [url, expected] : cases) {
    INFO(url);
    CHECK(complaint(url) == expected);
  }
}

TEST_CASE("no address for people holds a secret, however the URL is mangled") {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"postgresql://u:hush@h:1/db", "postgresql://u@h:1/db"},
      {"postgresql+asyncpg://u:hush@h/db?password=hush&sslpassword=hush&host=/tmp",
       "postgresql+asyncpg://u@h/db?host=/tmp"},
      {"postgresql://u:a@hush@h/db", "postgresql://u@h/db"},
      {"postgresql://u:12/hush@h/db", "postgresql://..."},
      {"postgresql://u:12?hush@h/db", "postgresql://..."},
      {"postgresql://u:a@b/hush@h/db", "postgresql://..."},
      {"postgresql://u:hush", "postgresql://..."},
      {"postgresql://:hush@/db", "postgresql:///db"},
  };
  for (const auto& [url, expected] : cases) {
    INFO(url);
    CHECK(address(url) == expected);
    CHECK(address(url).find("hush") == std::string::npos);
    CHECK(complaint(url).find("hush") == std::string::npos);
  }
}

TEST_CASE("a secret is taken out of a message in each of its spellings") {
  auto found = secrets("postgresql://u:hu%73h@h/db?sslpassword=key",
                       environment({{"PGPASSWORD", "pgpass"}}));
  CHECK(found == std::vector<std::string>{"hu%73h", "pgpass", "hush", "key"});
  CHECK(without_secrets("hush, hu%73h and pgpass: no key", found) == "***, *** and ***: no ***");
}

}  // namespace athanor::postgresql
