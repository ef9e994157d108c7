#pragma once
/// Whether two objects of one dialect mean the same. Each comparison makes one side's text and
/// types the other's where the dialect says they are the same, and then compares everything, so
/// that a field added to an object can never be forgotten here.

#include "engine/dialect.hpp"

namespace athanor {

/// Compares objects of two schemas. Keeps references to all three arguments.
class Equality {
 public:
  Equality(const Dialect& dialect, const Schema& before, const Schema& after)
      : dialect_(dialect), before_(before), after_(after) {}

  bool same(const Column& before, const Column& after) const;
  bool same(const PrimaryKey& before, const PrimaryKey& after) const;
  bool same(const Unique& before, const Unique& after) const;
  bool same(const ForeignKey& before, const ForeignKey& after) const;
  bool same(const Check& before, const Check& after) const;
  bool same(const Exclusion& before, const Exclusion& after) const;
  bool same(const Index& before, const Index& after) const;
  bool same(const Trigger& before, const Trigger& after) const;
  bool same(const Policy& before, const Policy& after) const;
  bool same(const Table& before, const Table& after) const;
  bool same(const VirtualTable& before, const VirtualTable& after) const;
  bool same(const View& before, const View& after) const;
  bool same(const MaterializedView& before, const MaterializedView& after) const;
  bool same(const Domain& before, const Domain& after) const;
  bool same(const EnumType& before, const EnumType& after) const;
  bool same(const CompositeType& before, const CompositeType& after) const;
  bool same(const RangeType& before, const RangeType& after) const;
  bool same(const Collation& before, const Collation& after) const;
  bool same(const Sequence& before, const Sequence& after) const;
  bool same(const Extension& before, const Extension& after) const;
  bool same(const Namespace& before, const Namespace& after) const;
  bool same(const Routine& before, const Routine& after) const { return before == after; }

  /// The same comparisons for the parts of `table`, whose columns their expressions name.
  Equality within(const Table& table) const {
    Equality inside = *this;
    inside.table_ = &table;
    return inside;
  }

  /// The same for the checks of a domain over `type`.
  Equality within_domain(const DataType& type) const {
    Equality inside = *this;
    inside.domain_type_ = &type;
    return inside;
  }

  const Dialect& dialect() const { return dialect_; }

  bool same_name(const std::string& a, const std::string& b) const;
  bool same_name(const QualifiedName& a, const QualifiedName& b) const;

 private:
  const Dialect& dialect_;
  const Schema& before_;
  const Schema& after_;
  const Table* table_ = nullptr;
  const DataType* domain_type_ = nullptr;
};

}  // namespace athanor
