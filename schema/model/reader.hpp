#pragma once
/// Model files in: the schema that a team wrote down, in TOML.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "schema/diagnostics.hpp"
#include "schema/schema.hpp"

namespace athanor {

/// All model files of a project: parsed and checked once, resolved for one dialect at a time.
class Model {
 public:
  /// Parses the files and checks keys, shapes and choices. Everything wrong goes to `out`; what is
  /// right is still there, so that resolve() can find more. `known_dialects` are those that may
  /// stand in `dialects` and before an overriding key. Foreign keys may point at a table of
  /// `outside`: one that is there though no model describes it, as a legacy table is.
  static Model read(const std::vector<SourcePtr>& files,
                    const std::vector<std::string>& known_dialects, Diagnostics& out,
                    const std::vector<std::string>& outside = {});

  /// The dialect-neutral graph as `dialect` has it: its overrides in place of what they override
  /// (a column's type stays neutral, and the override is `native_type`), objects of other dialects
  /// left out, everything without an order of its own sorted (see order.hpp). Names and references
  /// that do not hold go to `out`.
  Schema resolve(std::string_view dialect, Diagnostics& out) const;

  Model(Model&&) noexcept;
  Model& operator=(Model&&) noexcept;
  ~Model();

 private:
  struct Files;
  explicit Model(std::unique_ptr<Files> files);
  std::unique_ptr<Files> files_;
};

/// The `*.toml` files below a folder, sorted by path; or one file. Throws Error where there is no
/// such folder or file, or one cannot be read.
std::vector<SourcePtr> read_model_sources(const std::string& path);

}  // namespace athanor
