#pragma once
/// PostgreSQL's catalogue and information_schema as far as a graph tells (manual, chapters 37 and
/// 53). An oid is shown as the name of its object, which is all that joins need of it.

#include <memory>

#include "engine/catalogue/catalogue.hpp"

namespace athanor::postgresql {

/// Keeps a reference to `schema`.
std::unique_ptr<athanor::Catalogue> catalogue_of(const Schema& schema);

}  // namespace athanor::postgresql
