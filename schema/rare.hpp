#pragma once
/// A value that most objects do not have.
///
/// `std::optional` keeps room for its value where there is none. A schema has a hundred thousand
/// columns, each with a dozen such fields, so what is hardly ever there is held apart and costs its
/// owner one pointer.

#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

namespace athanor {

/// Like `std::optional<T>` in use and in value: a copy is a copy of the value, and equality is that
/// of the values. It becomes and is made of an `std::optional<T>` where one is asked for.
template <class T>
class Rare {
 public:
  Rare() = default;
  Rare(std::nullopt_t) {}
  Rare(std::optional<T> value) {
    if (value) emplace(std::move(*value));
  }
  template <class U>
  requires(std::is_convertible_v<U&&, T> && !std::is_same_v<std::remove_cvref_t<U>, Rare>)
      Rare(U&& value)
      : value_(std::make_unique<T>(std::forward<U>(value))) {}

  Rare(const Rare& other) : value_(other.value_ ? std::make_unique<T>(*other.value_) : nullptr) {}
  Rare(Rare&&) noexcept = default;
  Rare& operator=(const Rare& other) {
    if (this != &other) value_ = Rare(other).value_;
    return *this;
  }
  Rare& operator=(Rare&&) noexcept = default;
  ~Rare() = default;

  bool has_value() const { return value_ != nullptr; }
  explicit operator bool() const { return has_value(); }
  operator std::optional<T>() const { return value_ ? std::optional<T>(*value_) : std::nullopt; }

  /// Precondition of these: it has a value.
  T& operator*() { return *value_; }
  const T& operator*() const { return *value_; }
  T* operator->() { return value_.get(); }
  const T* operator->() const { return value_.get(); }

  template <class U>
  T value_or(U&& otherwise) const {
    return value_ ? *value_ : static_cast<T>(std::forward<U>(otherwise));
  }
  template <class... Arguments>
  T& emplace(Arguments&&... arguments) {
    value_ = std::make_unique<T>(std::forward<Arguments>(arguments)...);
    return *value_;
  }
  void reset() { value_.reset(); }

  friend bool operator==(const Rare& a, const Rare& b) {
    return a.has_value() == b.has_value() && (!a.has_value() || *a == *b);
  }
  friend bool operator==(const Rare& a, const std::optional<T>& b) {
    return a.has_value() == b.has_value() && (!a.has_value() || *a == *b);
  }
  friend bool operator==(const Rare& a, std::nullopt_t) { return !a.has_value(); }
  template <class U>
  requires(std::is_convertible_v<const U&, T> && !std::is_same_v<U, Rare>) friend bool operator==(
      const Rare& a, const U& b) {
    return a.has_value() && *a == b;
  }

 private:
  std::unique_ptr<T> value_ = nullptr;
};

}  // namespace athanor
