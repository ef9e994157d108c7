#include "grammar/postgresql/replay.hpp"

#include <fmt/format.h>

#include "grammar/postgresql/change.hpp"
#include "grammar/postgresql/search_path.hpp"
#include "schema/overloaded.hpp"

namespace athanor::postgresql {

bool Change::error(std::string message) const {
  return error(statement.place, std::move(message));
}

bool Change::error(const Place& place, std::string message) const {
  diagnostics.error(place.source ? place : statement.place, std::move(message));
  return false;
}

bool Change::is_temporary(const QualifiedName& name) const {
  if (name.schema == "pg_temp") return true;
  return name.schema.empty() && session.temporary.contains(name.name);
}

bool Change::has_schema(const QualifiedName& name, const Place& place) const {
  if (catalog.has_schema(name.schema)) return true;
  return error(place, fmt::format("schema \"{}\" does not exist", name.schema));
}

bool Change::is_free(const QualifiedName& name, const Place& place) const {
  if (catalog.find_relation(name) == nullptr) return true;
  return error(place, fmt::format("relation \"{}\" already exists", display(name)));
}

Table* Change::table(const QualifiedName& name) const {
  auto* found = catalog.find_table(catalog.relation_name(name));
  if (found == nullptr) error(fmt::format("table \"{}\" does not exist", display(name)));
  return found;
}

namespace {

/// The bare value of a setting: `''` and `heap` may be quoted either way.
std::string bare_value(const std::string& value) {
  auto names = read_search_path(value);
  return names.empty() ? std::string() : names.front();
}

void set(Change& change, const Setting& setting) {
  if (!setting.value) return;
  auto& session = change.session;
  if (setting.name == "search_path") change.catalog.set_path(read_search_path(*setting.value));
  if (setting.name == "default_tablespace") {
    auto name = bare_value(*setting.value);
    session.default_tablespace.reset();
    if (!name.empty() && name != "public") session.default_tablespace = name;
  }
  if (setting.name == "default_table_access_method") {
    auto name = bare_value(*setting.value);
    session.default_access_method.reset();
    if (!name.empty() && name != "heap" && name != "public") session.default_access_method = name;
  }
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
      session.in_transaction = false;
      break;
    case Verb::Release:
      break;
  }
}

template <class T>
concept ChangesSchema =
    OneOf<T, Create<Namespace>, Create<Extension>, Create<Collation>, CopyCollation,
          Create<EnumType>, Create<CompositeType>, Create<RangeType>, Create<Domain>,
          Create<Sequence>, Create<Table>, CreateIndex, Drop, AlterTable, AlterIndex, AlterSequence,
          AlterType, AlterDomain, AlterExtension, AlterObject, CommentOn>;

/// Statements that PostgreSQL's reader makes none of.
template <class T>
concept NotRead = OneOf<T, Create<VirtualTable>, Create<View>, CreateTrigger, Attach>;

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
                 [&]<ChangesSchema T>(const T& action) {
                   change.session.schema_changed = true;
                   postgresql::apply(change, action);
                 },
                 [&](const Setting& setting) { set(change, setting); },
                 [&](const TransactionControl& verb) { control(change, verb); },
                 [](const ChangeRows&) {},
                 [](const Inert&) {},
                 [](const Unread&) {},
                 []<NotRead T>(const T&) {},
             },
             statement.action);
}

const Schema& Replay::schema() const {
  return state_->catalog.schema();
}

Schema Replay::take() {
  return state_->catalog.take();
}

}  // namespace athanor::postgresql
