#include "tests/protection/operations.hpp"

namespace athanor::testing {
namespace {

const std::vector<std::string> kReaching = {
    "op.drop_table(\"{t}\")",
    "op.drop_table('{t}')",
    "op.drop_table(table_name=\"{t}\")",
    "op.drop_table(\"{t}\", schema=\"{s}\")",
    "op.drop_table(\"\" \"{t}\")",
    "op.drop_table(f\"{t}\")",
    "op.rename_table(\"{t}\", \"gone\")",
    "op.rename_table(\"notes\", \"{t}\")",
    "op.rename_table(old_table_name=\"{t}\", new_table_name=\"gone\")",
    "op.rename_table(\"{t}\", \"gone\")\n    op.drop_table(\"gone\")",
    "op.add_column(\"{t}\", sa.Column(\"more\", sa.Integer()))",
    "op.add_column(\"{t}\", sa.Column(\"more\", sa.Integer(), nullable=True), schema=\"{s}\")",
    "op.drop_column(\"{t}\", \"id\")",
    "op.create_index(\"ix_more\", \"{t}\", [\"id\"])",
    "op.create_index(\"ix_more\", \"{t}\", [\"id\"], unique=True, if_not_exists=True)",
    "op.create_index(op.f(\"ix_more\"), \"{t}\", [sa.text(\"id DESC\")])",
    "op.bulk_insert(sa.table(\"{t}\", sa.column(\"id\", sa.Integer())), [{\"id\": 9}])",
    "op.create_table(\"{t}\", sa.Column(\"id\", sa.Integer(), primary_key=True))",
    "with op.batch_alter_table(\"{t}\") as batch:\n"
    "        batch.add_column(sa.Column(\"more\", sa.Integer()))",
    "with op.batch_alter_table(\"{t}\", schema=None) as batch:\n        batch.drop_column(\"id\")",
    "with op.batch_alter_table(\"{t}\") as batch:\n"
    "        batch.create_index(\"ix_more\", [\"id\"])",
    "for name in [\"notes\", \"{t}\"]:\n        op.drop_table(name)",
    "for name in (\"{t}\",):\n        op.execute(f\"DELETE FROM {name}\")",
    "for name in [\"notes\", \"{t}\"]:\n        op.execute(\"DROP TABLE \" + name)",
    "for name in [\"{t}\"]:\n        op.execute(\"DROP TABLE {}\".format(name))",
    "for name in [\"{t}\"]:\n        op.execute(\"DROP TABLE %s\" % name)",
    "for name, column in [(\"{t}\", \"id\")]:\n        op.drop_column(name, column)",
    "for name in {\"a\": \"{t}\"}.values():\n        op.drop_table(name)",
    "name = \"{t}\"\n    op.drop_table(name)",
    "name = \"{t}\"[0:4] + \"{t}\"[4:]\n    op.execute(\"DELETE FROM \" + name)",
    "op.execute(sa.table(\"{t}\", sa.column(\"id\")).delete())",
    "op.execute(sa.delete(sa.table(\"{t}\")))",
    "op.execute(sa.table(\"{t}\", sa.column(\"id\")).update().values(id=1))",
    "op.execute(sa.table(\"{t}\", sa.column(\"id\")).insert().values(id=9))",
    "drop = op.drop_table\n    drop(\"{t}\")",
    "getattr(op, \"drop_\" + \"table\")(\"{t}\")",
    "op.get_bind().execute(sa.text(\"DROP TABLE \" + \"{t}\"))",
    "if op.get_bind():\n        op.drop_table(\"{t}\")",
    "if True:\n        op.drop_table(\"{t}\")",
    "while True:\n        op.drop_table(\"{t}\")\n        break",
    "try:\n        op.drop_table(\"{t}\")\n    finally:\n        pass",
    "def inner():\n        op.drop_table(\"{t}\")\n\n    inner()",
    "(lambda: op.drop_table(\"{t}\"))()",
    "op.invoke(op.ops.DropTableOp(\"{t}\"))",
    "exec(\"op.drop_table('{t}')\")",
};

/// Of `results` and `users` alone, whose parts have names.
const std::vector<std::string> kParts = {
    "op.drop_index(\"ix_results\", table_name=\"results\")",
    "op.drop_index(\"ix_results\")",
    "op.drop_index(\"ix_results\", \"results\", if_exists=True)",
    "with op.batch_alter_table(\"results\") as batch:\n        batch.drop_index(\"ix_results\")",
    "with op.batch_alter_table(\"results\", recreate=\"always\") as batch:\n"
    "        batch.alter_column(\"points\", new_column_name=\"score\")",
    "with op.batch_alter_table(\"results\") as batch:\n"
    "        batch.alter_column(\"points\", nullable=False)",
    "op.alter_column(\"results\", \"points\", new_column_name=\"score\")",
    "op.drop_table(\"users\")",
    "op.drop_column(\"users\", \"email\")",
    "op.rename_table(\"users\", \"people\")",
    "with op.batch_alter_table(\"users\") as batch:\n        batch.drop_column(\"email\")",
    "with op.batch_alter_table(\"users\", recreate=\"always\") as batch:\n"
    "        batch.drop_column(\"email\")",
    "op.drop_table(\"rooms\")",
};

const std::vector<std::string> kInnocent = {
    "op.drop_table(\"notes\")",
    "op.drop_table(\"results_archive\")",
    "op.rename_table(\"results_archive\", \"old_results\")",
    "op.add_column(\"notes\", sa.Column(\"statistics\", sa.Integer()))",
    "op.drop_column(\"notes\", \"results\")",
    "op.create_index(\"results\" \"_ix\", \"notes\", [\"results\"])",
    "op.create_table(\"my_results\", sa.Column(\"id\", sa.Integer(), primary_key=True))",
    "op.create_table(\"marks\", sa.Column(\"id\", sa.Integer(), primary_key=True),\n"
    "                    sa.Column(\"result\", sa.Integer(), sa.ForeignKey(\"results.id\")))",
    "op.bulk_insert(sa.table(\"notes\", sa.column(\"id\", sa.Integer()),\n"
    "                            sa.column(\"body\", sa.String())),\n"
    "                   [{\"id\": 9, \"body\": \"results\"}])",
    "with op.batch_alter_table(\"notes\") as batch:\n"
    "        batch.add_column(sa.Column(\"results_at\", sa.Integer()))",
    "with op.batch_alter_table(\"notes\") as batch:\n        batch.drop_column(\"results\")",
    "for name in [\"notes\", \"results_archive\"]:\n        op.drop_table(name)",
    "op.execute(\"UPDATE notes SET body = 'results'\")",
    "op.execute(\"INSERT INTO notes (id, body) VALUES (9, 'DROP TABLE results')\")",
    "# op.drop_table(\"results\")\n    op.execute(\"SELECT 1\")",
    "\"\"\"op.drop_table('results')\"\"\"\n    op.execute(\"SELECT * FROM results\")",
    "op.add_column(\"users\", sa.Column(\"age\", sa.Integer()))",
    "with op.batch_alter_table(\"rooms\") as batch:\n"
    "        batch.add_column(sa.Column(\"size\", sa.Integer()))",
};

std::string filled(std::string text, const std::string& mark, const std::string& with) {
  for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at)) {
    text.replace(at, mark.size(), with);
  }
  return text;
}

}  // namespace

std::vector<std::string> reaching_bodies(const std::string& schema) {
  std::vector<std::string> out;
  for (const char* table : {"results", "statistics"}) {
    for (const auto& body : kReaching) {
      out.push_back("    " + filled(filled(body, "{t}", table), "{s}", schema));
    }
  }
  for (const auto& body : kParts) out.push_back("    " + body);
  return out;
}

std::vector<std::string> innocent_bodies() {
  std::vector<std::string> out;
  for (const auto& body : kInnocent) out.push_back("    " + body);
  return out;
}

}  // namespace athanor::testing
