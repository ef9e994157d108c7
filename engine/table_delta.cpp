#include "engine/table_delta.hpp"

#include <optional>
#include <string>

namespace athanor {
namespace {

template <class T>
std::optional<std::string> name_of(const T& part) {
  return part.named ? part.name : std::nullopt;
}
std::optional<std::string> name_of(const Column& column) {
  return column.name;
}
std::optional<std::string> name_of(const Trigger& trigger) {
  return trigger.name;
}
std::optional<std::string> name_of(const Policy& policy) {
  return policy.name;
}
std::optional<std::string> name_of(const Index& index) {
  if (!index.named) return std::nullopt;
  return index.name;
}

/// Matches the parts of two lists and keeps the pairs that differ, in the order of `before`,
/// then what is new.
template <class T>
class Matching {
 public:
  Matching(const std::vector<T>& before, const std::vector<T>& after, const Equality& equality)
      : before_(before),
        after_(after),
        equality_(equality),
        partner_(before.size(), kNone),
        taken_(after.size(), false) {}

  std::vector<Changed<T>> run() {
    match([this](const T& a, const T& b) { return named_alike(a, b); });
    match([this](const T& a, const T& b) {
      return (!name_of(a) || !name_of(b)) && equality_.same(a, b);
    });
    return differing();
  }

 private:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  bool named_alike(const T& a, const T& b) const {
    auto left = name_of(a), right = name_of(b);
    return left && right && equality_.same_name(*left, *right);
  }

  /// Lists mostly run in step, so the search for a partner begins at the same place.
  template <class Alike>
  void match(Alike alike) {
    for (std::size_t i = 0; i < before_.size(); ++i) {
      if (partner_[i] != kNone) continue;
      for (std::size_t k = 0; k < after_.size(); ++k) {
        std::size_t j = (i + k) % after_.size();
        if (taken_[j] || !alike(before_[i], after_[j])) continue;
        partner_[i] = j;
        taken_[j] = true;
        break;
      }
    }
  }

  std::vector<Changed<T>> differing() const {
    std::vector<Changed<T>> out;
    for (std::size_t i = 0; i < before_.size(); ++i) {
      if (partner_[i] == kNone) {
        out.push_back({before_[i], std::nullopt});
      } else if (const T& other = after_[partner_[i]]; !equality_.same(before_[i], other)) {
        out.push_back({before_[i], other});
      }
    }
    for (std::size_t j = 0; j < after_.size(); ++j) {
      if (!taken_[j]) out.push_back({std::nullopt, after_[j]});
    }
    return out;
  }

  const std::vector<T>& before_;
  const std::vector<T>& after_;
  const Equality& equality_;
  std::vector<std::size_t> partner_;
  std::vector<bool> taken_;
};

template <class T>
std::vector<Changed<T>> match(const std::vector<T>& before, const std::vector<T>& after,
                              const Equality& equality) {
  if (before == after) return {};
  return Matching<T>(before, after, equality).run();
}

}  // namespace

bool TableDelta::empty() const {
  return only_columns_and_satellites() && columns.empty() && indexes.empty() && triggers.empty();
}

bool TableDelta::only_columns_and_satellites() const {
  return primary_key.empty() && uniques.empty() && foreign_keys.empty() && checks.empty() &&
         exclusions.empty() && policies.empty() && !attributes;
}

Table shell(const Table& table, const Dialect& dialect) {
  Table out;
  out.name = table.name;
  out.partitions = table.partitions;
  out.partition_by = table.partition_by;
  out.inherits = table.inherits;
  out.unlogged = table.unlogged;
  out.strict = table.strict;
  out.without_rowid = table.without_rowid;
  out.row_security = table.row_security;
  out.force_row_security = table.force_row_security;
  out.with = table.with;
  out.tablespace = table.tablespace;
  out.access_method = table.access_method;
  out.owner = table.owner;
  if (dialect.comments() == Dialect::Comments::Properties) out.comment = table.comment;
  return out;
}

TableDelta compare(const Table& before, const Table& after, const Equality& outside) {
  Equality equality = outside.within(after);
  TableDelta delta;
  delta.columns = match(before.columns, after.columns, equality);
  if (before.primary_key || after.primary_key) {
    if (!before.primary_key || !after.primary_key ||
        !equality.same(*before.primary_key, *after.primary_key)) {
      delta.primary_key.push_back({before.primary_key, after.primary_key});
    }
  }
  delta.uniques = match(before.uniques, after.uniques, equality);
  delta.foreign_keys = match(before.foreign_keys, after.foreign_keys, equality);
  delta.checks = match(before.checks, after.checks, equality);
  delta.exclusions = match(before.exclusions, after.exclusions, equality);
  delta.indexes = match(before.indexes, after.indexes, equality);
  delta.triggers = match(before.triggers, after.triggers, equality);
  delta.policies = match(before.policies, after.policies, equality);
  Table attributes = shell(after, equality.dialect());
  attributes.name = before.name;
  delta.attributes = shell(before, equality.dialect()) != attributes;
  return delta;
}

std::vector<Changed<Check>> compare_checks(const std::vector<Check>& before,
                                           const std::vector<Check>& after,
                                           const Equality& equality) {
  return match(before, after, equality);
}

std::vector<Changed<Trigger>> compare_triggers(const std::vector<Trigger>& before,
                                               const std::vector<Trigger>& after,
                                               const Equality& equality) {
  return match(before, after, equality);
}

}  // namespace athanor
