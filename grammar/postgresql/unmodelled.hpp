#pragma once
/// Kinds of objects that a graph does not hold yet. Private to this folder.

#include <optional>
#include <string>

#include "grammar/postgresql/front.hpp"

namespace athanor::postgresql {

/// What a statement is about that begins with CREATE, ALTER, DROP or COMMENT ON.
struct UnmodelledKind {
  enum class Effect {
    Schema,   ///< it would change the schema, in a way that no graph holds
    Cluster,  ///< it is about what is outside any database: roles, databases, tablespaces
    None      ///< it is of the session only, or has no effect on a schema
  };
  std::string singular;  ///< "view"
  std::string plural;    ///< "views of PostgreSQL"
  Effect effect = Effect::Schema;
};

/// The kind that stands where `front` is, gone past it; absent where it is one that is modelled.
std::optional<UnmodelledKind> take_unmodelled_kind(Front& front);

}  // namespace athanor::postgresql
