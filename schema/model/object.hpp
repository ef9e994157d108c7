#pragma once
/// A table of a model file as one dialect sees it: `<dialect>.key` stands for `key`.
///
/// Shapes were judged once by validate(); a value of a wrong shape reads as absent here, without a
/// second message.

#include <optional>
#include <string>
#include <vector>

#include "schema/expression.hpp"
#include "schema/model/document.hpp"
#include "schema/model/keys.hpp"
#include "schema/model/words.hpp"
#include "schema/options.hpp"
#include "schema/type.hpp"

namespace athanor::model {

/// What one resolving knows.
struct Scope {
  std::string_view dialect;
  Diagnostics& out;
};

class Object {
 public:
  /// `value` is a table. Precondition: it outlives this.
  Object(const Value& value, const Scope& scope);
  Object(const Value& value, Place place, const Scope& scope);

  /// What stands for the key in this dialect, or null.
  const Value* get(std::string_view key) const;
  /// What stands for the key where no dialect overrides it, or null.
  const Value* neutral(std::string_view key) const;
  /// What this dialect says instead, or null.
  const Value* overriding(std::string_view key) const;

  /// Whether it exists in this dialect, by its `dialects`.
  bool applies() const;
  /// Whether every key that must be there is; else says which is missing.
  bool complete(Group group) const;

  std::optional<std::string> text(std::string_view key) const;
  std::optional<std::int64_t> integer(std::string_view key) const;
  std::optional<bool> boolean(std::string_view key) const;
  /// A string that is SQL: empty text is an error.
  std::optional<Expression> expression(std::string_view key) const;
  std::optional<Body> body(std::string_view key) const;
  std::optional<DataType> type(std::string_view key) const;
  std::optional<QualifiedName> name(std::string_view key) const;
  std::vector<std::string> texts(std::string_view key) const;
  std::vector<QualifiedName> names(std::string_view key) const;
  Options scalars(std::string_view key) const;
  /// `true` is "initially immediate".
  std::optional<Deferrable> deferrable() const;

  template <class E, std::size_t N>
  std::optional<E> choice(std::string_view key, const Word<E> (&words)[N]) const {
    auto word = text(key);
    return word ? value_of(words, *word) : std::nullopt;
  }

  const Scope& scope() const { return scope_; }
  const Place& place() const { return place_; }
  /// The place of the key's value, or the object's where it has none.
  Place place_of(std::string_view key) const;

 private:
  const Fields& fields_;
  const Fields* overrides_ = nullptr;
  Place place_;
  const Scope& scope_;
};

/// A scalar as the text that options are held in.
std::optional<std::string> scalar_text(const Value& value);

/// A type, where its parentheses close; else an error.
std::optional<DataType> read_type(const Value& value, const Scope& scope);

/// An expression, where it is not empty; else an error.
std::optional<Expression> read_expression(const Value& value, const Scope& scope);

}  // namespace athanor::model
