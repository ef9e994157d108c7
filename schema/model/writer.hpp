#pragma once
/// Model files out: a schema graph as a person would have written it.

#include <string>
#include <vector>

#include "schema/schema.hpp"

namespace athanor {

/// One model file to be.
struct ModelText {
  std::string file;  ///< its name, without a folder: `users.toml`
  std::string text;
};

struct WriteOptions {
  enum class Layout {
    FilePerTable,  ///< each table in a file of its own, the other kinds in one file each
    Single,        ///< all in `schema.toml`
  };
  /// The dialect that overrides are written for. Precondition: not empty where the graph has
  /// native types or nullable primary-key columns.
  std::string dialect;
  Layout layout = Layout::FilePerTable;
};

/// The model files of a *raised* graph: neutral types in `Column::type`, and `native_type` only
/// where the dialect spells a type in a way that lowering would not. Reading them back and
/// resolving for the dialect gives the graph again, in the order of sort_unordered(); the same
/// graph gives the same bytes. Throws Error naming what a model file cannot hold.
std::vector<ModelText> write_models(const Schema& schema, const WriteOptions& options);

/// A raised graph, and the dialect that it was raised from.
struct RaisedSchema {
  std::string dialect;
  Schema schema;
};

/// The model files of one schema as two dialects have it: what they say alike stands once; where
/// they differ the second overrides the first, and what only one has is for its dialect. Reading
/// them back, resolving for either and lowering gives what its graph gives lowered.
std::vector<ModelText> write_models(const RaisedSchema& first, const RaisedSchema& second,
                                    WriteOptions::Layout layout);

}  // namespace athanor
