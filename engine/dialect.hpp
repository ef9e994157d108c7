#pragma once
/// What a database dialect must be able to do, and nothing more.
///
/// engine/ turns two schema graphs into a plan. It knows dialects only through this interface and
/// the registry; everything that is particular to one lives in its folder under dialects/.

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/catalogue/catalogue.hpp"
#include "engine/change.hpp"
#include "engine/operations/renderer.hpp"
#include "engine/session.hpp"
#include "engine/sql_statement.hpp"
#include "engine/step.hpp"
#include "grammar/statement.hpp"
#include "schema/diagnostics.hpp"
#include "schema/schema.hpp"

namespace athanor {

namespace risk {
struct Rule;
}
namespace health {
class Health;
}

/// How much a table holds, as far as the database knows without reading all of it.
struct TableSize {
  long long rows = 0;
  std::optional<long long> bytes;  ///< with its indexes
};

/// What a step does to a running database, in words for a person; empty where there is none.
struct Effect {
  std::string lock;       ///< the lock it takes, in the dialect's terms
  std::string work;       ///< "rewrites the table", "scans the table"
  std::string data_lost;  ///< what is lost for good: "the rows of users"
};

/// Applies statements to a schema graph as the database would, with no database.
class Replayer {
 public:
  virtual ~Replayer() = default;
  virtual void apply(const Statement& statement, Diagnostics& diagnostics) = 0;
  virtual const Schema& schema() const = 0;
};

/// The state around a table that must change, for the dialect that turns the change into steps.
struct AlterationContext {
  const Schema& before;  ///< with the difference's renames already applied
  const Schema& after;
};

/// Where an expression stands, for dialects that must know the types around it to tell what it
/// means. Pointers may be null: not known, or none.
struct Surroundings {
  const Schema* schema = nullptr;  ///< whose types the expression may use
  const Table* table = nullptr;    ///< whose columns the expression names
  const DataType* type = nullptr;  ///< what the expression's value is stored as
};

/// What one transaction of a run of revisions holds. Alembic's `transaction_per_migration` is
/// PerRevision.
enum class TransactionScope { PerRun, PerRevision };

/// What stands in a script for somebody else to run besides its statements, as SQLAlchemy has it
/// for a dialect.
struct OfflineForm {
  std::string begin, commit;  ///< of a transaction; "" where DDL is not put in one
  std::string returning;      ///< behind an INSERT: `RETURNING {qualified}`, or `{column}` alone
};

class Dialect {
 public:
  virtual ~Dialect() = default;

  /// `postgresql`, `sqlite`: as in SQLAlchemy's URLs, model overrides and revisions.
  virtual std::string_view name() const = 0;
  /// The form of a name under which two that are one to the database are equal.
  virtual std::string fold(std::string_view name) const = 0;
  virtual std::string quote_name(std::string_view name) const = 0;
  /// Whether a person who writes it as a table's or a column's name must quote it.
  virtual bool needs_quotes(std::string_view name) const { return quote_name(name) != name; }
  virtual std::string quote_text(std::string_view text) const = 0;

  /// SQL text -> statements; every problem to `diagnostics`, reading goes on after it.
  virtual std::vector<Statement> read_script(const SourcePtr& source,
                                             Diagnostics& diagnostics) const = 0;
  virtual std::unique_ptr<Replayer> replay(Schema base) const = 0;
  /// What renders the operations of one run of Alembic's revisions. `session` is the database that
  /// they are for, as far as its version makes a difference; null: none, as in Alembic's `--sql`.
  virtual std::unique_ptr<OperationRenderer> operations(Session* session) const = 0;

  /// How SQLAlchemy's inspector shows what is there.
  virtual alembic::InspectorHabits inspector_habits() const = 0;
  /// The database's own catalogue, as it would be over `schema`, which it keeps a reference to.
  virtual std::unique_ptr<Catalogue> catalogue(const Schema& schema) const = 0;

  /// Whether the dialect is the one of `url`'s scheme.
  virtual bool speaks(std::string_view url) const = 0;
  /// Whether there is a database to open: false only where opening would have to make one.
  virtual bool is_there(const std::string& url) const = 0;
  /// Opens the database at `url`. Throws Error.
  virtual std::unique_ptr<Session> open(const std::string& url, Access access) const = 0;

  /// Makes an empty database: for a server, on the one that `url` leads to. Throws Error.
  virtual std::unique_ptr<ScratchDatabase> scratch(const std::string& url) const = 0;

  /// A dialect-neutral schema as this dialect would hold it: its types, defaults as SQL, names of
  /// what a model leaves unnamed. What it cannot hold is an error at its place. A column whose
  /// `nullable` stays absent may be either: the database makes no difference there.
  virtual Schema lower(Schema model, Diagnostics& diagnostics) const = 0;
  /// The inverse, for writing model files: neutral types, literals, `native_type` where lowering
  /// the neutral type would give another. `lower(raise(s))` equals `s`.
  virtual Schema raise(const Schema& schema) const = 0;

  /// Columns of a live database that a person would call boolean though the database does not: by
  /// their name, and by what every row of theirs holds.
  virtual std::vector<std::pair<QualifiedName, std::string>> boolean_columns(
      Session& session, const Schema& schema) const = 0;

  /// The query whose one row holds the number of rows of `table`.
  virtual std::string count_rows(const QualifiedName& table) const = 0;

  /// What the database knows of the size of `table`; absent where it has no such table.
  virtual std::optional<TableSize> table_size(Session& session,
                                              const QualifiedName& table) const = 0;
  /// The rules of risk that are this dialect's own.
  virtual std::span<const risk::Rule> risks() const = 0;
  /// What it knows of a live database's state beside its shape.
  virtual const health::Health& health() const = 0;

  virtual bool same_type(const DataType& a, const DataType& b) const = 0;
  virtual bool same_expression(const Expression& a, const Expression& b,
                               const Surroundings& around) const = 0;
  virtual bool same_default(const Expression& a, const Expression& b,
                            const Surroundings& around) const = 0;
  virtual bool same_body(const Body& a, const Body& b) const = 0;
  /// Where comments live: as properties of objects that can be changed alone, or only in the text
  /// of an object's DDL, where they are kept but make no difference.
  enum class Comments { Properties, InText };
  virtual Comments comments() const = 0;
  /// The trigger with the defaults that its text left out written out.
  virtual Trigger completed(Trigger trigger) const = 0;

  /// What `statement` does by which it could change tables that it does not name, as a phrase
  /// ("writes to the catalogue"); "" where it does nothing of the kind.
  virtual std::string reach_beyond_names(const Statement& statement) const = 0;
  /// The sequences that `statement` moves by a function that is given their names as text, or the
  /// tables that they feed.
  virtual std::vector<QualifiedName> sequences_set(const Statement&) const { return {}; }

  /// Whether views are in the graph. Where they are not, a name that is no table's may be one.
  virtual bool reads_views() const = 0;
  /// Whether foreign keys act from `statement` on; absent where it does not decide that.
  enum class Keys { Enforced, Ignored };
  virtual std::optional<Keys> keys_after(const Statement& statement) const = 0;

  /// What a project means that does not say.
  virtual TransactionScope transaction_scope() const = 0;
  virtual OfflineForm offline_form() const = 0;

  /// Whether constraints, indexes and enum values can be renamed where they stand.
  virtual bool renames_parts() const = 0;
  /// Whether a foreign key may be declared before, and outlive, what it references.
  virtual bool keys_may_dangle() const = 0;

  /// What a view or a trigger holds of the objects it uses: their names, as text that a rename must
  /// be told of, or the objects themselves.
  enum class Binding { ByName, ByObject };
  virtual Binding binding() const = 0;
  /// Names of the tables and views that a query or a trigger's body reads or writes.
  virtual std::vector<QualifiedName> referenced_tables(const Body& body) const = 0;

  /// The steps that turn one table into another of the same name.
  virtual std::vector<Step> alter(const Changed<Table>& table,
                                  const AlterationContext& context) const = 0;
  /// What must be done besides, once all changes of a plan have become `steps`: dependents that
  /// have to go for a while and come back. May replace steps.
  virtual void complete(std::vector<Step>& steps, const AlterationContext& context) const = 0;
  /// The same steps in forms that hold up readers and writers of tables that are there for as short
  /// as can be, at the price of more statements and of some outside a transaction.
  virtual void go_online(std::vector<Step>& steps, const AlterationContext& context) const = 0;
  /// Checks that every expression and body of `step` can be read by this dialect.
  virtual void check(const Step& step, Diagnostics& diagnostics) const = 0;
  virtual std::vector<SqlStatement> render(const Step& step) const = 0;
  /// The statements around those of a whole plan from `from` to `to`: `before` run ahead of it,
  /// `after` at its end, inside the transaction unless they are Autocommit.
  struct Frame {
    std::vector<SqlStatement> before, after;
  };
  virtual Frame frame(const std::vector<Step>& steps, const Schema& from,
                      const Schema& to) const = 0;
  /// A whole script for the dialect's own shell, from framed statements: its transaction, its
  /// semicolons.
  virtual std::string script(const std::vector<SqlStatement>& statements) const = 0;
  virtual Effect effect(const Step& step) const = 0;
};

}  // namespace athanor
