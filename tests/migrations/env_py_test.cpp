#include "migrations/config/env_py.hpp"

#include <doctest/doctest.h>

#include "folder.hpp"

namespace athanor {
namespace {

std::string names(const std::vector<ExcludedInEnv>& tables) {
  std::string out;
  for (const auto& table : tables) out += (out.empty() ? "" : " ") + table.table;
  return out;
}

std::string with_hook(const std::string& before, const std::string& body) {
  return "from alembic import context\n" + before +
         "\ndef include_object(object, name, type_, reflected, compare_to):\n" + body +
         "\ncontext.configure(include_object=include_object)\n";
}

TEST_CASE("the tables that env.py leaves out are found by asking its own hook") {
  const std::string legacy = "LEGACY = {'results', \"statistics\"}\n";
  struct {
    std::string text, left_out;
  } const cases[] = {
      {with_hook(legacy,
                 "  if type_ == 'table' and name in LEGACY:\n    return False\n"
                 "  return True\n"),
       "results statistics"},
      {with_hook("", "  return not (type_ == 'table' and name == 'results')\n"), "results"},
      {with_hook("", "  return name not in ['results', 'user_stats']\n"), "results user_stats"},
      {with_hook("", "  return not name.startswith('legacy_') or name == 'legacy_new'\n"),
       "legacy_"},
      {with_hook("import app\n", "  return name not in app.LEGACY and name != 'results'\n"), ""},
      {with_hook("", "  return name in {'users', 'exercises'}\n"), ""},
      {"def mine(name, type_, parent_names):\n  return name != 'results'\n"
       "context.configure(include_name=mine)\n",
       "results"},
      {"context.configure(include_object=lambda *a: True, version_table='v')\n", ""},
  };
  for (const auto& [text, left_out] : cases) {
    INFO(text);
    Folder folder;
    folder.write("env.py", text);
    CHECK(names(tables_left_out(folder.path(), {})) == left_out);
  }
}

TEST_CASE("of tables that are there, env.py is asked about each") {
  Folder folder;
  folder.write("env.py", with_hook("", "  return not name.startswith('legacy_')\n"));
  auto found = tables_left_out(folder.path(), {"legacy_results", "users"});
  CHECK(names(found) == "legacy_results");
  CHECK(found.at(0).place.line == 0);
}

TEST_CASE("the address that env.py sets is a constant or an environment variable") {
  struct {
    std::string value, url;
  } const cases[] = {
      {"os.environ['DATABASE_URL']", "${DATABASE_URL}"},
      {"os.getenv(\"DB\", 'sqlite:///x.db')", "${DB}"},
      {"os.environ.get('DB')", "${DB}"},
      {"'sqlite:///y.db'", "sqlite:///y.db"},
      {"settings.database_url", ""},
      {"os.environ[name]", ""},
  };
  for (const auto& [value, url] : cases) {
    INFO(value);
    Folder folder;
    folder.write("env.py", "config.set_main_option('sqlalchemy.url', " + value + ")\n");
    auto env = read_env_py(folder.path());
    CHECK(env.url == url);
    CHECK(env.url_place.column == 42);
  }
}

TEST_CASE("a naming convention is read where env.py itself makes the MetaData") {
  struct {
    std::string text, uq;
    std::uint32_t unknown;
  } const cases[] = {
      {"target_metadata = MetaData(naming_convention={'uq': 'u_%(table_name)s'})\n",
       "u_%(table_name)s", 0},
      {"names = {'uq': 'u'}\ntarget_metadata = sa.MetaData(naming_convention=names)\n", "u", 0},
      {"target_metadata = None\n", "", 0},
      {"target_metadata = sa.MetaData()\n", "", 0},
      {"from app import Base\ntarget_metadata = Base.metadata\n", "", 2},
      {"target_metadata = MetaData(naming_convention=app.names)\n", "", 1},
  };
  for (const auto& [text, uq, unknown] : cases) {
    INFO(text);
    Folder folder;
    folder.write("env.py", text);
    auto env = read_env_py(folder.path());
    CHECK((env.naming_convention.empty() ? "" : env.naming_convention.at(0).second) == uq);
    CHECK(env.unknown_metadata.line == unknown);
  }
}

}  // namespace
}  // namespace athanor
