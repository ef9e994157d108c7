#include "cli/templates.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace athanor::cli {

const std::string_view kProjectToml = R"TOML([project]
models = "models"
migrations = "migrations"
dialects = ["sqlite"]

[protect]
legacy = []        # tables that nothing here may ever touch
critical = []      # tables that lose nothing without --allow

[policy]
drops = "refuse"   # or "allow"

[environments.dev]
url = "sqlite:///app.db"
)TOML";

const std::string_view kAlembicIni = R"INI([alembic]
script_location = migrations
sqlalchemy.url = sqlite:///app.db

[loggers]
keys = root,alembic

[handlers]
keys = console

[formatters]
keys = generic

[logger_root]
level = WARNING
handlers = console

[logger_alembic]
level = INFO
handlers =
qualname = alembic

[handler_console]
class = StreamHandler
args = (sys.stderr,)
level = NOTSET
formatter = generic

[formatter_generic]
format = %(levelname)-5.5s [%(name)s] %(message)s
)INI";

const std::string_view kEnvPy =
    R"PY("""How `alembic` runs these revisions. athanor itself does not read this file."""
from logging.config import fileConfig

from alembic import context
from sqlalchemy import engine_from_config, pool

config = context.config
if config.config_file_name is not None:
    fileConfig(config.config_file_name)


def run_offline() -> None:
    context.configure(url=config.get_main_option("sqlalchemy.url"), literal_binds=True)
    with context.begin_transaction():
        context.run_migrations()


def run_online() -> None:
    section = config.get_section(config.config_ini_section) or {}
    engine = engine_from_config(section, prefix="sqlalchemy.", poolclass=pool.NullPool)
    with engine.connect() as connection:
        context.configure(connection=connection)
        with context.begin_transaction():
            context.run_migrations()


if context.is_offline_mode():
    run_offline()
else:
    run_online()
)PY";

const std::string_view kScriptMako = R"MAKO("""${message}

Revision ID: ${up_revision}
Revises: ${down_revision | comma,n}
Create Date: ${create_date}

"""
from alembic import op
${imports if imports else ""}
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = ${repr(branch_labels)}
depends_on = ${repr(depends_on)}


def upgrade() -> None:
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    ${downgrades if downgrades else "pass"}
)MAKO";

namespace {

std::string quoted_list(const std::vector<std::string>& words) {
  std::string out;
  for (const auto& word : words) out += (out.empty() ? "" : ", ") + fmt::format("\"{}\"", word);
  return "[" + out + "]";
}

}  // namespace

std::string adopted_project_toml(const Adoption& adoption) {
  auto dialects = adoption.dialects.empty() ? std::string("# dialects = [\"sqlite\"]")
                                            : "dialects = " + quoted_list(adoption.dialects);
  auto environment = adoption.url.empty()
                         ? std::string()
                         : fmt::format("\n[environments.dev]\nurl = \"{}\"\n", adoption.url);
  return fmt::format(
      "# Revisions, and the database where no environment is named here, come from Alembic's\n"
      "# configuration.\n"
      "[project]\n"
      "models = \"models\"\n"
      "{}\n\n"
      "# Tables that nothing here may ever touch: those that env.py leaves out of autogeneration.\n"
      "[protect]\n"
      "legacy = {}\n"
      "critical = []      # tables that lose nothing without --allow\n\n"
      "[policy]\n"
      "drops = \"refuse\"   # or \"allow\"\n"
      "{}",
      dialects, quoted_list(adoption.legacy), environment);
}

}  // namespace athanor::cli
