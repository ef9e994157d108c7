#include "engine/dialects/postgresql/introspect.hpp"

#include "engine/dialects/postgresql/printing.hpp"
#include "engine/dialects/postgresql/reading.hpp"

namespace athanor::postgresql {

Schema introspect(Connection& connection, Transaction transaction, Diagnostics& diagnostics) {
  PrintingTransaction open(connection, transaction, Access::ReadOnly);
  Reading reading(connection, diagnostics);
  read_comments(reading);
  read_names(reading);
  read_collations(reading);
  read_extensions(reading);
  read_relations(reading);
  read_columns(reading);
  read_user_types(reading);
  read_indexes(reading);
  read_constraints(reading);
  read_sequences(reading);
  read_unmodelled(reading);
  finish_tables(reading);
  report_comments_left(reading);
  return std::move(reading.schema);
}

}  // namespace athanor::postgresql
