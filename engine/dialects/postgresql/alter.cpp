#include "engine/dialects/postgresql/alter.hpp"

#include <algorithm>

#include "engine/dialects/postgresql/serial.hpp"
#include "engine/equality.hpp"
#include "engine/table_delta.hpp"

namespace athanor::postgresql {
namespace {

/// What of a constraint or an index ALTER can change, made the same, so that all else can be
/// compared.
ForeignKey settled(ForeignKey key, const ForeignKey& like) {
  key.deferrable = like.deferrable;
  key.comment = like.comment;
  if (!like.validated) key.validated = false;
  return key;
}
Check settled(Check check, const Check& like) {
  check.comment = like.comment;
  if (!like.validated) check.validated = false;
  return check;
}
template <class Key>
Key settled(Key key, const Key& like) {
  key.comment = like.comment;
  return key;
}
Index settled(Index index, const Index& like) {
  index.with = like.with;
  index.tablespace = like.tablespace;
  index.comment = like.comment;
  return index;
}

class Alteration {
 public:
  Alteration(const Table& before, const Table& after, const AlterationContext& context,
             const Dialect& dialect)
      : before_(before),
        after_(after),
        context_(context),
        dialect_(dialect),
        outside_(dialect, context.before, context.after),
        equality_(outside_.within(after)),
        delta_(compare(before, after, outside_)) {}

  std::vector<Step> run() {
    for (const auto& column : delta_.columns) change(column);
    constraints(delta_.primary_key);
    constraints(delta_.uniques);
    constraints(delta_.foreign_keys);
    constraints(delta_.checks);
    constraints(delta_.exclusions);
    for (const auto& index : delta_.indexes) change(index);
    if (delta_.attributes) {
      steps_.push_back(step::AlterTable{shell(before_, dialect_), shell(after_, dialect_)});
    }
    return std::move(steps_);
  }

 private:
  void change(const Changed<Column>& column) {
    if (!column.before) {
      steps_.push_back(step::AddColumn{after_.name, *column.after, {}});
    } else if (!column.after) {
      steps_.push_back(step::DropColumn{before_.name, *column.before, {}});
    } else if (must_be_made_anew(*column.before, *column.after)) {
      steps_.push_back(step::DropColumn{before_.name, *column.before, {}});
      steps_.push_back(step::AddColumn{after_.name, *column.after, {}});
    } else if (const Sequence* sequence = counted_before_and_after(*column.before, *column.after)) {
      steps_.push_back(step::ConvertSerial{after_.name, *column.before, *column.after, *sequence});
    } else {
      steps_.push_back(step::AlterColumn{after_.name, *column.before, levelled(column)});
    }
  }

  /// A generated column holds nothing of its own, and the server changes neither its expression nor
  /// the type under it.
  bool must_be_made_anew(const Column& before, const Column& after) const {
    if (!after.generated) return false;
    Column same = after;
    same.generated = before.generated;
    return !before.generated || !equality_.same(after, same) ||
           !dialect_.same_type(before.type, after.type);
  }

  /// Of a column that is serial on one side and an identity on the other, the sequence of the
  /// serial side.
  const Sequence* counted_before_and_after(const Column& before, const Column& after) const {
    if (after.identity && !before.identity) {
      return counting_sequence(before, before_.name, context_.before.sequences);
    }
    if (before.identity && !after.identity) {
      return counting_sequence(after, after_.name, context_.after.sequences);
    }
    return nullptr;
  }

  /// What only differs in spelling is not part of the change.
  Column levelled(const Changed<Column>& column) const {
    Column after = *column.after;
    const Column& before = *column.before;
    if (dialect_.same_type(before.type, after.type)) after.type = before.type;
    Column same = after;
    same.default_value = before.default_value;
    if (before.default_value && after.default_value && equality_.same(after, same)) {
      after.default_value = before.default_value;
    }
    return after;
  }

  template <class T>
  void constraints(const std::vector<Changed<T>>& changes) {
    for (const auto& change : changes) {
      if (change.before && change.after &&
          equality_.same(*change.before, settled(*change.after, *change.before))) {
        steps_.push_back(step::AlterConstraint{after_.name, *change.before, named(change)});
        continue;
      }
      if (change.before) steps_.push_back(step::DropConstraint{before_.name, *change.before});
      if (change.after) steps_.push_back(step::AddConstraint{after_.name, *change.after});
    }
  }

  /// One whose name nobody chose keeps the name it has.
  template <class T>
  static T named(const Changed<T>& change) {
    T after = *change.after;
    if (!after.named || !change.before->named) after.name = change.before->name;
    return after;
  }

  void change(const Changed<Index>& index) {
    if (index.before && index.after &&
        equality_.same(*index.before, settled(*index.after, *index.before))) {
      Index after = *index.after;
      after.name = index.before->name;
      steps_.push_back(step::AlterIndex{after_.name, *index.before, after});
      return;
    }
    if (index.before) steps_.push_back(step::DropIndex{before_.name, *index.before});
    if (index.after) steps_.push_back(step::CreateIndex{after_.name, *index.after});
  }

  const Table& before_;
  const Table& after_;
  const AlterationContext& context_;
  const Dialect& dialect_;
  Equality outside_;
  Equality equality_;
  TableDelta delta_;
  std::vector<Step> steps_;
};

}  // namespace

std::vector<Step> alter(const Changed<Table>& table, const AlterationContext& context,
                        const Dialect& dialect) {
  return Alteration(*table.before, *table.after, context, dialect).run();
}

}  // namespace athanor::postgresql
