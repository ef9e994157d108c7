#include "engine/agreement.hpp"

#include <algorithm>

#include "engine/equality.hpp"

namespace athanor {
namespace {

/// The two sides of one table: the words for it, and what they mean.
struct Sides {
  const Table& words;
  const Table& meaning;
};

class TableWords {
 public:
  TableWords(Table& raised, const Table& held, const Sides& described, const Equality& equality)
      : raised_(raised), held_(held), described_(described), equality_(equality.within(held)) {}

  void take() {
    columns();
    primary_key();
    parts(&Table::uniques);
    parts(&Table::foreign_keys);
    parts(&Table::checks);
    parts(&Table::exclusions);
    parts(&Table::indexes);
  }

 private:
  void columns() {
    for (auto& column : raised_.columns) {
      const auto* is = find_column(held_, column.name);
      const auto* meant = find_column(described_.meaning, column.name);
      const auto* words = find_column(described_.words, column.name);
      if (is && meant && words && equality_.same(*is, *meant)) column = *words;
    }
  }

  void primary_key() {
    const auto& is = held_.primary_key;
    const auto& meant = described_.meaning.primary_key;
    if (is && meant && raised_.primary_key && described_.words.primary_key &&
        equality_.same(*is, *meant)) {
      raised_.primary_key = described_.words.primary_key;
    }
  }

  /// Raising and lowering keep the order of parts; where one of them has another number, nobody
  /// can tell which is which.
  template <class T>
  void parts(std::vector<T> Table::*kind) {
    auto& raised = raised_.*kind;
    const auto& held = held_.*kind;
    const auto& words = described_.words.*kind;
    const auto& meaning = described_.meaning.*kind;
    if (raised.size() != held.size() || words.size() != meaning.size()) return;
    for (std::size_t i = 0; i < held.size(); ++i) {
      auto meant = std::find_if(meaning.begin(), meaning.end(),
                                [&](const T& part) { return equality_.same(held[i], part); });
      if (meant != meaning.end())
        raised[i] = words[static_cast<std::size_t>(meant - meaning.begin())];
    }
  }

  Table& raised_;
  const Table& held_;
  Sides described_;
  Equality equality_;
};

}  // namespace

Schema in_words_of(Schema raised, const Schema& held, const DescribedSchema& described,
                   const Dialect& dialect) {
  Equality equality(dialect, held, described.lowered);
  for (auto& [name, table] : raised.tables) {
    auto is = held.tables.find(name);
    auto words = described.model.tables.find(name);
    auto meaning = described.lowered.tables.find(name);
    if (is == held.tables.end() || words == described.model.tables.end() ||
        meaning == described.lowered.tables.end()) {
      continue;
    }
    if (equality.same(is->second, meaning->second)) {
      table = words->second;
    } else {
      TableWords(table, is->second, {words->second, meaning->second}, equality).take();
    }
  }
  return raised;
}

}  // namespace athanor
