#pragma once
/// Table and column constraints, from parse tree to graph. Private to this folder.

#include <optional>
#include <string>
#include <vector>

#include "grammar/postgresql/written.hpp"
#include "grammar/statement.hpp"

namespace athanor::postgresql {

using ConstraintName = std::optional<std::string>;

/// REFERENCES with its arguments, without the columns that refer.
ForeignKey read_reference(const Written& written, PostgreSQLParser::ReferenceContext* reference);

/// Gives a key what stands after its columns: INCLUDE, WITH, USING INDEX TABLESPACE.
void read_index_parameters(const Written& written, PostgreSQLParser::Index_parametersContext* node,
                           PrimaryKey& key);
void read_index_parameters(const Written& written, PostgreSQLParser::Index_parametersContext* node,
                           Unique& key);
void read_index_parameters(const Written& written, PostgreSQLParser::Index_parametersContext* node,
                           Exclusion& key);

/// A table constraint with its name and its attributes.
AddConstraint read_table_constraint(const Written& written,
                                    PostgreSQLParser::Table_constraintContext* node);

/// DEFERRABLE and INITIALLY as attributes of a constraint, one after another.
class DeferrableReader {
 public:
  void deferrable() { deferrable_ = true; }
  void not_deferrable() { deferrable_ = false; }
  void initially(bool deferred) { deferred_ = deferred; }
  /// Absent: NOT DEFERRABLE. INITIALLY DEFERRED alone means DEFERRABLE as well.
  std::optional<Deferrable> get() const;

 private:
  std::optional<bool> deferrable_;
  bool deferred_ = false;
};

/// The deferrability that attributes of a constraint say.
std::optional<Deferrable> read_deferrable(
    const std::vector<PostgreSQLParser::Constraint_attributeContext*>& attributes);

}  // namespace athanor::postgresql
