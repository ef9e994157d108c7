#include "engine/dialects/postgresql/complete.hpp"

#include <algorithm>
#include <set>

#include "engine/dialects/postgresql/change_type.hpp"
#include "engine/dialects/postgresql/conversion.hpp"
#include "engine/dialects/postgresql/heirs.hpp"
#include "engine/dialects/postgresql/names.hpp"
#include "engine/dialects/postgresql/sameness.hpp"
#include "engine/dialects/postgresql/serial.hpp"
#include "engine/dialects/postgresql/used_values.hpp"
#include "schema/sql_text.hpp"

namespace athanor::postgresql {
namespace {

/// Columns by table.
using ColumnNames = std::map<QualifiedName, std::set<std::string>>;

std::string name_of(const Constraint& constraint) {
  return std::visit([](const auto& part) { return part.name.value_or(""); }, constraint);
}

class Completion {
 public:
  Completion(std::vector<Step>& steps, const AlterationContext& context)
      : steps_(steps), context_(context) {}

  void run() {
    forget_converted_sequences();
    fold_serials();
    fold_heirs(steps_, context_);
    collect();
    note_replaced_types();
    renew_generated();
    renew_over_columns_made_anew();
    renew_over_replaced_types();
    renew_what_would_be_read_otherwise();
    renew_references();
    note_used_values(steps_);
  }

 private:
  // --- sequences

  void erase_sequence_steps(const QualifiedName& name) {
    std::erase_if(steps_, [&](const Step& step) {
      const auto* create = std::get_if<step::Create<Sequence>>(&step);
      const auto* drop = std::get_if<step::Drop<Sequence>>(&step);
      const auto* owner = std::get_if<step::SetSequenceOwner>(&step);
      return (create && create->object.name == name) || (drop && drop->object.name == name) ||
             (owner && owner->after.name == name);
    });
  }

  void forget_converted_sequences() {
    std::vector<QualifiedName> converted;
    for (const auto& step : steps_) {
      if (const auto* s = std::get_if<step::ConvertSerial>(&step)) {
        converted.push_back(s->sequence.name);
      }
    }
    for (const auto& name : converted) erase_sequence_steps(name);
  }

  bool is_created(const QualifiedName& sequence) const {
    return std::any_of(steps_.begin(), steps_.end(), [&](const Step& step) {
      const auto* create = std::get_if<step::Create<Sequence>>(&step);
      return create && create->object.name == sequence && !create->object.comment;
    });
  }

  void fold_serial(Column& column, const QualifiedName& table) {
    const auto* sequence = serial_sequence(column, table, context_.after.sequences);
    if (!sequence || !is_created(sequence->name)) return;
    folded_.push_back(sequence->name);
    column.type = {{"", serial_of_integer(column.type)}, {}, 0};
    column.default_value.reset();
  }

  void fold_serials() {
    for (auto& step : steps_) {
      if (auto* create = std::get_if<step::Create<Table>>(&step)) {
        for (auto& column : create->object.columns) fold_serial(column, create->object.name);
      }
      if (auto* add = std::get_if<step::AddColumn>(&step)) fold_serial(add->column, add->table);
    }
    for (const auto& name : folded_) erase_sequence_steps(name);
  }

  // --- what the steps do already

  void collect() {
    for (const auto& step : steps_) {
      if (const auto* s = std::get_if<step::AlterColumn>(&step)) {
        if (s->before.type != s->after.type) {
          retyped_[s->table].insert(s->after.name);
          if (!stays_comparable(s->before.type, s->after.type)) {
            incomparable_[s->table].insert(s->after.name);
          }
        }
      }
      if (const auto* s = std::get_if<step::DropConstraint>(&step)) {
        dropped_.insert({s->table, name_of(s->constraint)});
      }
      if (const auto* s = std::get_if<step::DropIndex>(&step)) {
        dropped_.insert({s->table, s->index.name});
      }
      if (const auto* s = std::get_if<step::DropColumn>(&step)) {
        gone_[s->table].insert(s->column.name);
      }
      if (const auto* s = std::get_if<step::AddColumn>(&step)) {
        for (const auto& heir : s->heirs.with) gone_[heir].insert(s->column.name);
      }
    }
  }

  static bool has(const ColumnNames& columns, const QualifiedName& table,
                  const std::string& column) {
    auto found = columns.find(table);
    return found != columns.end() && found->second.contains(column);
  }

  static bool mentions_any(std::string_view text, const std::set<std::string>& columns) {
    return std::any_of(columns.begin(), columns.end(),
                       [&](const std::string& column) { return mentions(text, column); });
  }

  const Table* after_of(const QualifiedName& name) const {
    auto found = context_.after.tables.find(name);
    return found == context_.after.tables.end() ? nullptr : &found->second;
  }

  // --- dependents that go and come back

  template <class T>
  void renew_constraint(const QualifiedName& table, const T& before, const std::vector<T>& after) {
    if (!dropped_.insert({table, before.name.value_or("")}).second) return;
    steps_.push_back(step::DropConstraint{table, before});
    for (const auto& part : after) {
      if (part.name != before.name && part.named && before.named) continue;
      if (!part.named && !same_but_name(part, before)) continue;
      forget_alteration(table, before.name.value_or(""));
      steps_.push_back(step::AddConstraint{table, part});
      return;
    }
  }

  template <class T>
  static bool same_but_name(T a, const T& b) {
    a.name = b.name;
    a.named = b.named;
    a.renamed_from = b.renamed_from;
    return a == b;
  }

  void forget_alteration(const QualifiedName& table, const std::string& name) {
    std::erase_if(steps_, [&](const Step& step) {
      const auto* alter = std::get_if<step::AlterConstraint>(&step);
      return alter && alter->table == table && name_of(alter->after) == name;
    });
  }

  void renew_index(const QualifiedName& table, const Index& before, const Table& after) {
    if (!dropped_.insert({table, before.name}).second) return;
    steps_.push_back(step::DropIndex{table, before});
    for (const auto& index : after.indexes) {
      if (index.name == before.name) steps_.push_back(step::CreateIndex{table, index});
    }
  }

  void renew_column(const QualifiedName& table, const Column& before, const Table& after) {
    if (!gone_[table].insert(before.name).second) return;
    std::erase_if(steps_, [&](const Step& step) {
      const auto* alter = std::get_if<step::AlterColumn>(&step);
      return alter && alter->table == table && alter->after.name == before.name;
    });
    steps_.push_back(step::DropColumn{table, before, {}});
    if (const Column* column = find_column(after, before.name)) {
      steps_.push_back(step::AddColumn{table, *column, {}});
    }
  }

  /// sql-altertable.html: a column that a generated column uses keeps its type. One that becomes a
  /// plain column does so first, and keeps its values.
  void renew_generated_over(const QualifiedName& name, const std::set<std::string>& columns) {
    auto before = context_.before.tables.find(name);
    const Table* after = after_of(name);
    if (before == context_.before.tables.end() || !after) return;
    for (const auto& column : before->second.columns) {
      const Column* later = find_column(*after, column.name);
      bool stays = later && !later->generated;
      if (column.generated && !stays && mentions_any(column.generated->expression.text, columns)) {
        renew_column(name, column, *after);
      }
    }
  }

  void renew_generated() {
    for (const auto& [name, columns] : retyped_) renew_generated_over(name, columns);
    for (const auto& [name, columns] : replaced_) renew_generated_over(name, columns);
    const auto gone = gone_;  // which grows meanwhile
    for (const auto& [name, columns] : gone) renew_generated_over(name, columns);
  }

  /// What stands on a column goes with it, and must come back with it.
  void renew_over_columns_made_anew() {
    ColumnNames anew;
    for (const auto& step : steps_) {
      const auto* add = std::get_if<step::AddColumn>(&step);
      if (!add) continue;
      if (has(gone_, add->table, add->column.name)) anew[add->table].insert(add->column.name);
      for (const auto& heir : add->heirs.with) anew[heir].insert(add->column.name);
    }
    for (const auto& [name, columns] : anew) {
      auto before = context_.before.tables.find(name);
      const Table* after = after_of(name);
      if (before == context_.before.tables.end() || !after) continue;
      renew_over(before->second, *after, columns);
      renew_named(before->second, *after, columns);
    }
  }

  static bool names_any(const std::vector<KeyColumn>& key, const std::set<std::string>& columns) {
    return std::any_of(key.begin(), key.end(),
                       [&](const KeyColumn& column) { return columns.contains(column.name); });
  }

  /// Keys and indexes that name columns.
  void renew_named(const Table& before, const Table& after, const std::set<std::string>& columns) {
    for (const auto& unique : before.uniques) {
      if (names_any(unique.columns, columns)) renew_constraint(before.name, unique, after.uniques);
    }
    for (const auto& key : before.foreign_keys) {
      bool named = std::any_of(key.columns.begin(), key.columns.end(),
                               [&](const auto& column) { return columns.contains(column); });
      if (named) renew_constraint(before.name, key, after.foreign_keys);
    }
    for (const auto& index : before.indexes) {
      bool named = false;
      for (const auto& element : index.elements) {
        const auto* column = std::get_if<std::string>(&element.what);
        named = named || (column && columns.contains(*column));
      }
      for (const auto& column : index.include) named = named || columns.contains(column);
      if (named) renew_index(before.name, index, after);
    }
  }

  /// The columns of a type that is replaced; a key over one cannot stand while only one side has
  /// the new type.
  template <class T>
  void note(const step::ChangeType<T>& s, ColumnNames& columns) {
    if (changes_in_place(s)) return;
    for (const auto& use : s.columns) {
      columns[use.table].insert(use.column.name);
      incomparable_[use.table].insert(use.column.name);
    }
  }

  void note_replaced_types() {
    for (const auto& step : steps_) {
      if (const auto* s = std::get_if<step::ChangeType<EnumType>>(&step)) note(*s, replaced_);
      if (const auto* s = std::get_if<step::ChangeType<CompositeType>>(&step)) note(*s, replaced_);
      if (const auto* s = std::get_if<step::ChangeType<Domain>>(&step)) note(*s, replaced_);
      if (const auto* s = std::get_if<step::ChangeType<RangeType>>(&step)) {
        note(*s, replaced_);
        note(*s, texts_);
      }
    }
  }

  void renew_over_replaced_types() {
    for (const auto& [name, touched] : replaced_) {
      auto before = context_.before.tables.find(name);
      const Table* after = after_of(name);
      if (before == context_.before.tables.end() || !after) continue;
      renew_over(before->second, *after, touched);
      // Its columns are text meanwhile, which not every index takes.
      if (texts_.contains(name)) renew_named(before->second, *after, texts_.at(name));
    }
  }

  void renew_over(const Table& before, const Table& after, const std::set<std::string>& columns) {
    renew_generated_over(before.name, columns);
    for (const auto& check : before.checks) {
      if (mentions_any(check.expression.text, columns)) {
        renew_constraint(before.name, check, after.checks);
      }
    }
    for (const auto& exclusion : before.exclusions) {
      bool touched = exclusion.where && mentions_any(exclusion.where->text, columns);
      for (const auto& element : exclusion.elements) {
        touched = touched || mentions_any(element.element.text, columns);
      }
      if (touched) renew_constraint(before.name, exclusion, after.exclusions);
    }
    for (const auto& index : before.indexes) {
      bool touched = index.where && mentions_any(index.where->text, columns);
      for (const auto& element : index.elements) {
        const auto* text = std::get_if<Expression>(&element.what);
        touched = touched || (text && mentions_any(text->text, columns));
      }
      if (touched) renew_index(before.name, index, after);
    }
  }

  // --- expressions over columns that change their types

  /// Compares what the server makes of a table's expressions with what they are to be.
  class Reading {
   public:
    Reading(const AlterationContext& context, const Table& before, const Table& after,
            const std::set<std::string>& retyped)
        : then_{&context.before, &before, nullptr},
          now_{&context.after, &after, nullptr},
          retyped_(retyped) {}

    bool survives(const Expression& before, const Expression& after) const {
      return !mentions_any(before.text, retyped_) ||
             postgresql::survives(before, then_, after, now_);
    }
    bool survives(const Rare<Expression>& before, const Rare<Expression>& after) const {
      return !before || !after || survives(*before, *after);
    }
    bool survives(const Index& before, const Index& after) const {
      if (before.elements.size() != after.elements.size()) return true;  // it goes as it is
      for (std::size_t i = 0; i < before.elements.size(); ++i) {
        const auto* was = std::get_if<Expression>(&before.elements[i].what);
        const auto* is = std::get_if<Expression>(&after.elements[i].what);
        if (was && is && !survives(*was, *is)) return false;
      }
      return survives(before.where, after.where);
    }
    bool survives(const Exclusion& before, const Exclusion& after) const {
      if (before.elements.size() != after.elements.size()) return true;
      for (std::size_t i = 0; i < before.elements.size(); ++i) {
        if (!survives(before.elements[i].element, after.elements[i].element)) return false;
      }
      return survives(before.where, after.where);
    }

   private:
    Surroundings then_, now_;
    const std::set<std::string>& retyped_;
  };

  void renew_what_would_be_read_otherwise() {
    for (const auto& [name, columns] : retyped_) {
      auto found = context_.before.tables.find(name);
      const Table* after = after_of(name);
      if (found == context_.before.tables.end() || !after) continue;
      const Table& before = found->second;
      Reading reading(context_, before, *after, columns);
      for (const auto& was : before.checks) {
        for (const auto& is : after->checks) {
          bool stays = is.name == was.name && !reading.survives(was.expression, is.expression);
          if (stays) renew_constraint(name, was, after->checks);
        }
      }
      for (const auto& was : before.exclusions) {
        for (const auto& is : after->exclusions) {
          bool stays = is.name == was.name && !reading.survives(was, is);
          if (stays) renew_constraint(name, was, after->exclusions);
        }
      }
      for (const auto& was : before.indexes) {
        for (const auto& is : after->indexes) {
          if (is.name == was.name && !reading.survives(was, is)) renew_index(name, was, *after);
        }
      }
    }
  }

  // --- foreign keys

  static bool same_columns(const std::vector<KeyColumn>& key, std::vector<std::string> columns) {
    std::vector<std::string> own;
    for (const auto& column : key) own.push_back(column.name);
    std::sort(own.begin(), own.end());
    std::sort(columns.begin(), columns.end());
    return own == columns;
  }

  /// The keys that go: by table, the columns each covers.
  std::map<QualifiedName, std::vector<std::vector<KeyColumn>>> dropped_keys() const {
    std::map<QualifiedName, std::vector<std::vector<KeyColumn>>> out;
    for (const auto& step : steps_) {
      if (const auto* s = std::get_if<step::DropConstraint>(&step)) {
        if (const auto* key = std::get_if<PrimaryKey>(&s->constraint)) {
          out[s->table].push_back(key->columns);
        }
        if (const auto* key = std::get_if<Unique>(&s->constraint)) {
          out[s->table].push_back(key->columns);
        }
      }
      const auto* s = std::get_if<step::DropIndex>(&step);
      if (!s || !s->index.unique || s->index.where) continue;
      std::vector<KeyColumn> columns;
      for (const auto& element : s->index.elements) {
        const auto* name = std::get_if<std::string>(&element.what);
        if (name) columns.push_back({*name, {}, {}});
      }
      if (columns.size() == s->index.elements.size()) out[s->table].push_back(std::move(columns));
    }
    return out;
  }

  bool changes_type(const QualifiedName& table, const std::vector<std::string>& columns) const {
    return std::any_of(columns.begin(), columns.end(), [&](const std::string& column) {
      return has(incomparable_, table, column);
    });
  }

  void renew_references() {
    auto keys = dropped_keys();
    if (keys.empty() && incomparable_.empty()) return;
    for (const auto& [name, table] : context_.before.tables) {
      const Table* after = after_of(name);
      if (!after) continue;
      for (const auto& key : table.foreign_keys) {
        bool loses_key = false;
        auto found = keys.find(key.table);
        if (found != keys.end()) {
          for (const auto& columns : found->second) {
            loses_key = loses_key || same_columns(columns, key.referenced);
          }
        }
        if (loses_key || changes_type(name, key.columns) ||
            changes_type(key.table, key.referenced)) {
          renew_constraint(name, key, after->foreign_keys);
        }
      }
    }
  }

  std::vector<Step>& steps_;
  const AlterationContext& context_;
  std::vector<QualifiedName> folded_;
  ColumnNames retyped_, incomparable_, gone_;
  ColumnNames replaced_;  ///< of types that are replaced
  ColumnNames texts_;     ///< those of them that are text meanwhile
  std::set<std::pair<QualifiedName, std::string>> dropped_;
};

}  // namespace

void complete(std::vector<Step>& steps, const AlterationContext& context, const Dialect&) {
  Completion(steps, context).run();
}

}  // namespace athanor::postgresql
