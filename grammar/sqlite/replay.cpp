#include "grammar/sqlite/replay.hpp"

#include <fmt/format.h>

#include "grammar/sqlite/change.hpp"
#include "grammar/sqlite/written.hpp"
#include "schema/overloaded.hpp"

namespace athanor::sqlite {

bool Change::is_temporary(const QualifiedName& name) const {
  if (name.schema == "temp") return true;
  return name.schema.empty() && session.temporary.contains(ascii_lower(name.name));
}

bool Change::is_elsewhere(const QualifiedName& name) const {
  if (name.schema.empty() || name.schema == "temp") return false;
  error(fmt::format("\"{}\" is in the attached database \"{}\", which a schema graph does not hold",
                    display(name), name.schema));
  return true;
}

void Change::note_temporary(std::string_view name, std::string_view table) const {
  session.temporary.insert_or_assign(ascii_lower(name), ascii_lower(table));
}

namespace {

/// As sqlite3GetBoolean reads it.
bool is_true(std::string_view value) {
  auto word = ascii_lower(unquoted(value));
  return word == "on" || word == "yes" || word == "true" ||
         (!word.empty() && word.find_first_not_of("0123456789") == std::string::npos &&
          word.find_first_not_of('0') != std::string::npos);
}

void set(Session& session, const Setting& setting) {
  if (!setting.value) return;
  if (setting.name == "legacy_alter_table") session.legacy_alter_table = is_true(*setting.value);
  // Within a transaction this one does nothing (pragma.html#pragma_foreign_keys).
  bool foreign_keys = setting.name == "foreign_keys" && !session.in_transaction;
  if (foreign_keys) session.foreign_keys = is_true(*setting.value);
}

void control(Change& change, const TransactionControl& control) {
  using Verb = TransactionControl::Verb;
  auto& session = change.session;
  switch (control.verb) {
    case Verb::Begin:
    case Verb::Savepoint:
      if (!session.in_transaction) session.schema_changed = false;
      session.in_transaction = true;
      break;
    case Verb::Rollback:
      if (session.in_transaction && session.schema_changed) {
        change.error("ROLLBACK takes back changes of the schema, which cannot be replayed");
      }
      session.in_transaction = false;
      break;
    case Verb::Commit:
    case Verb::Release:
      session.in_transaction = false;
      break;
  }
}

/// Statements that SQLite's grammar has not, so that its reader makes none.
template <class T>
concept NotOfSQLite =
    OneOf<T, Create<Namespace>, Create<Extension>, Create<Collation>, CopyCollation,
          Create<EnumType>, Create<CompositeType>, Create<RangeType>, Create<Domain>,
          Create<Sequence>, AlterIndex, AlterSequence, AlterType, AlterDomain, AlterExtension,
          AlterObject, CommentOn>;

template <class Action>
void change_schema(Change& change, const Action& action) {
  change.session.schema_changed = true;
  apply(change, action);
}

}  // namespace

struct Replay::State {
  Catalog catalog;
  Session session;
};

Replay::Replay(Schema base)
    : state_(std::make_unique<State>(State{Catalog(std::move(base)), Session()})) {}
Replay::~Replay() = default;
Replay::Replay(Replay&&) noexcept = default;
Replay& Replay::operator=(Replay&&) noexcept = default;

void Replay::apply(const Statement& statement, Diagnostics& diagnostics) {
  Change change{state_->catalog, state_->session, statement, diagnostics};
  std::visit(overloaded{
                 [&](const Create<Table>& create) { change_schema(change, create); },
                 [&](const Create<VirtualTable>& create) { change_schema(change, create); },
                 [&](const Create<View>& create) { change_schema(change, create); },
                 [&](const CreateIndex& create) { change_schema(change, create); },
                 [&](const CreateTrigger& create) { change_schema(change, create); },
                 [&](const Drop& drop) { change_schema(change, drop); },
                 [&](const AlterTable& alter) { change_schema(change, alter); },
                 [&](const Setting& setting) { set(state_->session, setting); },
                 [&](const TransactionControl& verb) { control(change, verb); },
                 [](const ChangeRows&) {},
                 [](const Attach&) {},
                 [](const Inert&) {},
                 [](const Unread&) {},
                 []<NotOfSQLite T>(const T&) {},
             },
             statement.action);
}

const Schema& Replay::schema() const {
  return state_->catalog.schema();
}

Schema Replay::take() {
  return state_->catalog.take();
}

}  // namespace athanor::sqlite
