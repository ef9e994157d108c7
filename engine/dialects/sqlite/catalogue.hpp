#pragma once
/// SQLite's schema table and pragmas as far as a graph tells (sqlite.org, schematab.html and
/// pragma.html).

#include <memory>

#include "engine/catalogue/catalogue.hpp"

namespace athanor::sqlite {

/// Keeps a reference to `schema`.
std::unique_ptr<Catalogue> catalogue_of(const Schema& schema);

}  // namespace athanor::sqlite
