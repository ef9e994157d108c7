#pragma once
/// The words that model files write for each choice: SQL's own, in lower case.

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "schema/schema.hpp"

namespace athanor::model {

template <class E>
struct Word {
  E value;
  std::string_view text;
};

inline constexpr Word<ConflictAction> kConflictWords[] = {{ConflictAction::Rollback, "rollback"},
                                                          {ConflictAction::Abort, "abort"},
                                                          {ConflictAction::Fail, "fail"},
                                                          {ConflictAction::Ignore, "ignore"},
                                                          {ConflictAction::Replace, "replace"}};
inline constexpr Word<Identity::Generation> kGenerationWords[] = {
    {Identity::Generation::Always, "always"}, {Identity::Generation::ByDefault, "by default"}};
inline constexpr Word<SortOrder> kOrderWords[] = {{SortOrder::Ascending, "asc"},
                                                  {SortOrder::Descending, "desc"}};
inline constexpr Word<NullsOrder> kNullsWords[] = {{NullsOrder::First, "first"},
                                                   {NullsOrder::Last, "last"}};
inline constexpr Word<Deferrable> kDeferrableWords[] = {
    {Deferrable::InitiallyImmediate, "initially immediate"},
    {Deferrable::InitiallyDeferred, "initially deferred"}};
inline constexpr Word<ReferenceAction> kActionWords[] = {
    {ReferenceAction::NoAction, "no action"},
    {ReferenceAction::Restrict, "restrict"},
    {ReferenceAction::Cascade, "cascade"},
    {ReferenceAction::SetNull, "set null"},
    {ReferenceAction::SetDefault, "set default"}};
inline constexpr Word<MatchType> kMatchWords[] = {
    {MatchType::Simple, "simple"}, {MatchType::Full, "full"}, {MatchType::Partial, "partial"}};
inline constexpr Word<Trigger::Timing> kTimingWords[] = {
    {Trigger::Timing::Before, "before"},
    {Trigger::Timing::After, "after"},
    {Trigger::Timing::InsteadOf, "instead of"}};
inline constexpr Word<Trigger::Event> kEventWords[] = {{Trigger::Event::Insert, "insert"},
                                                       {Trigger::Event::Update, "update"},
                                                       {Trigger::Event::Delete, "delete"},
                                                       {Trigger::Event::Truncate, "truncate"}};
inline constexpr Word<Trigger::Level> kLevelWords[] = {{Trigger::Level::Row, "row"},
                                                       {Trigger::Level::Statement, "statement"}};
inline constexpr Word<Routine::Kind> kRoutineWords[] = {{Routine::Kind::Function, "function"},
                                                        {Routine::Kind::Procedure, "procedure"},
                                                        {Routine::Kind::Aggregate, "aggregate"}};

/// The value that `text` is the word of.
template <class E, std::size_t N>
std::optional<E> value_of(const Word<E> (&words)[N], std::string_view text) {
  for (const auto& word : words) {
    if (word.text == text) return word.value;
  }
  return std::nullopt;
}

/// The word of `value`; every enumerator has one.
template <class E, std::size_t N>
std::string_view word_of(const Word<E> (&words)[N], E value) {
  for (const auto& word : words) {
    if (word.value == value) return word.text;
  }
  return {};
}

/// All words of a choice.
template <class E, std::size_t N>
std::vector<std::string_view> all_words(const Word<E> (&words)[N]) {
  std::vector<std::string_view> texts;
  for (const auto& word : words) texts.push_back(word.text);
  return texts;
}

}  // namespace athanor::model
