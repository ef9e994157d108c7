#include "migrations/config/alembic_config.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "migrations/project.hpp"
#include "tests/migrations/folder.hpp"
#include "tests/migrations/histories.hpp"

using namespace athanor;

namespace {

AlembicConfig config_of(const Folder& folder, const AlembicFiles& files = {}) {
  Diagnostics found;
  auto config = AlembicConfig::read(folder.path(), files, found);
  CHECK(render(found) == "");
  return config;
}

std::string text_of(const AlembicConfig& config, const char* key) {
  return or_error([&] { return config.text(key).value_or("(none)"); });
}

}  // namespace

TEST_CASE("an ini file is read with its interpolation") {
  Folder folder;
  folder.write("alembic.ini",
               "[DEFAULT]\nroot = %(here)s/db\n[alembic]\nscript_location = %(root)s/m\n"
               "file_template = %%(year)d-%%(rev)s\nloop = %(loop)s\nlost = %(nowhere)s\n"
               "bad = 100%\nlong = a\n  b\n");
  auto config = config_of(folder);
  auto ini = folder.path() + "/alembic.ini";
  CHECK(text_of(config, "script_location") == folder.path() + "/db/m");
  CHECK(text_of(config, "SCRIPT_LOCATION") == folder.path() + "/db/m");
  CHECK(text_of(config, "file_template") == "%(year)d-%(rev)s");
  CHECK(text_of(config, "long") == "a\nb");
  CHECK(text_of(config, "timezone") == "(none)");
  CHECK(text_of(config, "loop") ==
        ini + ":6:1: error: this value is made of itself\n  loop = %(loop)s\n  ^~~~~~~~~~~~~~~\n");
  CHECK(text_of(config, "lost") ==
        ini +
            ":7:1: error: there is no key \"nowhere\"\n  lost = %(nowhere)s\n"
            "  ^~~~~~~~~~~~~~~~~~\n");
  CHECK(text_of(config, "bad") ==
        ini +
            ":8:1: error: a % in a value begins %(name)s, or is written %%\n  bad = 100%\n"
            "  ^~~~~~~~~~\n");
}

TEST_CASE("pyproject.toml says what the ini file leaves out") {
  Folder folder;
  folder.write("alembic.ini", "[alembic]\ntimezone = UTC\n[other]\ntimezone = GMT\n");
  folder.write("pyproject.toml",
               "[tool.alembic]\nscript_location = \"%(here)s/m\"\ntimezone = \"CET\"\n"
               "truncate_slug_length = 12\nrecursive_version_locations = true\n"
               "version_locations = [\"%(here)s/a\", \"b\"]\nfile_template = \"%%(rev)s\"\n");
  auto config = config_of(folder);
  CHECK(text_of(config, "timezone") == "UTC");
  CHECK(text_of(config, "script_location") == folder.path() + "/m");
  CHECK(text_of(config, "file_template") == "%(rev)s");
  CHECK(text_of(config, "truncate_slug_length") == "12");
  CHECK(config.is_true("recursive_version_locations"));
  CHECK(config.version_locations() == std::vector<std::string>{folder.path() + "/a", "b"});
  CHECK(text_of(config_of(folder, {{}, "other"}), "timezone") == "GMT");
}

TEST_CASE("version locations are split as the separator says") {
  struct Case {
    const char *lines, *expected;
  };
  for (auto [lines, expected] : {
           Case{"version_locations = a b, c\n", "a|b|c"},
           Case{"version_locations = a: b\npath_separator = os\n", "a|b"},
           Case{"version_locations = a;b\nversion_path_separator = ;\n", "a|b"},
           Case{"version_locations = a b:c\npath_separator = space\n", "a|b:c"},
           Case{"version_locations =\n  a x\n  b\npath_separator = newline\n", "a x|b"},
           Case{"version_locations = a\npath_separator = comma\n",
                "'comma' is not a valid value for path_separator; expected 'space', 'newline', "
                "'os', ':', ';'"},
       }) {
    CAPTURE(lines);
    Folder folder;
    folder.write("alembic.ini", std::string("[alembic]\nscript_location = m\n") + lines);
    CHECK(or_error([&] {
            return fmt::format("{}", fmt::join(config_of(folder).version_locations(), "|"));
          }) == expected);
  }
}

TEST_CASE("files that are named must configure something, and be one of a kind") {
  Folder folder;
  folder.write("other.ini", "[alembic]\nscript_location = m\n");
  auto read = [&](const AlembicFiles& files) {
    return or_error([&] { return text_of(config_of(folder, files), "script_location"); });
  };
  CHECK(read({{"other.ini"}}) == "m");
  CHECK(read({{"missing.ini"}}) == "No 'script_location' key found in configuration.");
  CHECK(read({{"other.ini"}, "x"}) == "No 'script_location' key found in configuration.");
  CHECK(read({{"other.ini", "b.ini"}}) == "only one ini file may be indicated");
  CHECK(read({{"pyproject.toml", "a/pyproject.toml"}}) ==
        "pyproject.toml indicated more than once");
}

TEST_CASE("what env.py says in so many words is taken, and athanor.toml has the last word") {
  Folder folder;
  std::filesystem::create_directories(folder.path() + "/m");
  folder.write("alembic.ini", "[alembic]\nscript_location = m\n");
  folder.write("m/env.py",
               "from alembic import context\ndef offline():\n"
               "    context.configure(url=url, version_table='vt', version_table_schema='s',\n"
               "                      version_table_pk=False)\n"
               "def online():\n    with engine.connect() as c:\n"
               "        context.configure(connection=c, version_table='vt',\n"
               "            version_table_schema='t', transaction_per_migration=True)\n");
  Diagnostics found;
  auto read = [&] { return load_project(folder.path(), found); };
  auto project = read();
  CHECK(project.version_table.name.name == "vt");
  CHECK(project.version_table.name.schema == "");
  CHECK(project.version_table.key == VersionTable::Key::None);
  CHECK(project.transactions == TransactionScope::PerRevision);
  folder.write("athanor.toml",
               "[project]\nversion_table = \"own\"\nversion_table_schema = \"x\"\n");
  CHECK(read().version_table.name.name == "own");
  CHECK(read().version_table.name.schema == "x");
  CHECK(render(found) == "");
}
