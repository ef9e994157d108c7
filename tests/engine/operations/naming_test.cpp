/// The naming convention of a project's MetaData: expected values are what Alembic 1.20 sends.

#include <doctest/doctest.h>

#include "engine/dialects/registry.hpp"
#include "engine/operations/renderer.hpp"
#include "say.hpp"
#include "schema/diagnostics.hpp"

namespace athanor::testing {
namespace {

const NamingConvention convention = {
    {"ix", "IDX_%(table_name)s_%(column_0_name)s"},
    {"uq", "uq_%(table_name)s_%(column_0_name)s"},
    {"ck", "ck_%(table_name)s_%(constraint_name)s"},
    {"fk", "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s"},
    {"pk", "pk_%(table_name)s"}};

alembic::ItemName marked(const char* text) {
  return {text, true, {}};
}

alembic::SaCheck check_of(const char* condition, std::optional<alembic::ItemName> name) {
  alembic::SaCheck check{text(condition), std::move(name), {}, {}, {}, {}};
  return check;
}

std::string sent(const alembic::Operation& operation) {
  auto renderer = find_dialect("postgresql")->operations(nullptr);
  renderer->name_by(convention);
  std::string out;
  try {
    for (const auto& statement : renderer->render(operation, {})) {
      for (char c : statement.sql) {
        bool space = c == '\n' || c == '\t' || c == ' ';
        if (!space || (!out.empty() && out.back() != ' ')) out += space ? ' ' : c;
      }
      out += "; ";
    }
  } catch (const Error& e) {
    return e.what();
  }
  return out;
}

alembic::Operation a_table() {
  auto a = column("a", sa("Integer"));
  a.unique = true;
  auto b = column("b", sa("Integer"));
  b.foreign_keys = {key("o.id")};
  b.index = true;
  b.place = Place{nullptr, 7, 3};
  alembic::SaUniqueConstraint mine{named("mine"), {"a", "b"}, {}, {}, {}, {}};
  return create_table("t", {key_column("id", sa("Integer")), a, b, check_of("a>0", named("pos")),
                            check_of("a>1", marked("kept")), mine});
}

alembic::Operation drop(const char* name, std::optional<alembic::ConstraintKind> kind) {
  return alembic::DropConstraint{named(name), table("t"), kind, {}, {}};
}

TEST_CASE("what a script leaves unnamed goes by the naming convention of the MetaData") {
  alembic::CreateForeignKey foreign;
  foreign.source = table("t");
  foreign.referent = table("o");
  foreign.local_columns = {"a"};
  foreign.remote_columns = {"id"};
  alembic::CreatePrimaryKey primary{table("t"), {{}, {"a"}, {}, {}, {}, {}}, {}};
  alembic::CreateUniqueConstraint unique{table("t"), {{}, {"a", "b"}, {}, {}, {}, {}}, {}};
  struct {
    alembic::Operation operation;
    std::string sql;
  } const cases[] = {
      {a_table(),
       "CREATE TABLE t ( id SERIAL NOT NULL, a INTEGER, b INTEGER, CONSTRAINT pk_t PRIMARY KEY "
       "(id), CONSTRAINT ck_t_pos CHECK (a>0), CONSTRAINT kept CHECK (a>1), CONSTRAINT mine UNIQUE "
       "(a, b), CONSTRAINT uq_t_a UNIQUE (a), CONSTRAINT fk_t_b_o FOREIGN KEY(b) REFERENCES o "
       "(id) ); CREATE INDEX \"IDX_t_b\" ON t (b); "},
      {create_table("t", {column("id", sa("Integer")), check_of("id>0", std::nullopt)}),
       "Naming convention including %(constraint_name)s token requires that constraint is "
       "explicitly named."},
      {unique, "ALTER TABLE t ADD CONSTRAINT uq_t_a UNIQUE (a, b); "},
      {alembic::CreateCheckConstraint{table("t"), check_of("a>0", named("pos")), {}},
       "ALTER TABLE t ADD CONSTRAINT ck_t_pos CHECK (a>0); "},
      {drop("pos", alembic::ConstraintKind::Check), "ALTER TABLE t DROP CONSTRAINT ck_t_pos; "},
      {drop("pos", alembic::ConstraintKind::Unique), "ALTER TABLE t DROP CONSTRAINT pos; "},
      {drop("pos", std::nullopt), "ALTER TABLE t DROP CONSTRAINT pos; "},
      {foreign, "ALTER TABLE t ADD CONSTRAINT fk_t_a_o FOREIGN KEY(a) REFERENCES o (id); "},
      {primary, "ALTER TABLE t ADD CONSTRAINT pk_t PRIMARY KEY (a); "},
  };
  for (const auto& [operation, sql] : cases) CHECK(sent(operation) == sql);
}

}  // namespace
}  // namespace athanor::testing
