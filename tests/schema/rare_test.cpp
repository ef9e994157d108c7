#include "schema/rare.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace athanor;

TEST_CASE("a rare value is a pointer's size, whatever it holds") {
  CHECK(sizeof(Rare<std::string>) == sizeof(void*));
}

TEST_CASE("a copy of a rare value is another value, and equal") {
  Rare<std::string> one = "first";
  Rare<std::string> two = one;
  CHECK(one == two);
  *two = "second";
  CHECK(*one == "first");
  one = two;
  CHECK(*one == "second");
  auto& itself = one;
  one = itself;
  CHECK(*one == "second");
  Rare<std::string> moved = std::move(one);
  CHECK(moved == "second");
  two = std::nullopt;
  CHECK_FALSE(two);
  moved = {};
  CHECK_FALSE(moved.has_value());
}

TEST_CASE(
    "rare values are equal to what is equal to their values, and absent ones to absent ones") {
  const Rare<std::string> absent, text = "text", other = "other";
  const std::optional<std::string> nothing, same = "text";
  CHECK(absent == Rare<std::string>());
  CHECK(absent == nothing);
  CHECK(nothing == absent);
  CHECK(absent == std::nullopt);
  CHECK(absent != text);
  CHECK(absent != same);
  CHECK(same != absent);
  CHECK(absent != "");
  CHECK(text == same);
  CHECK(same == text);
  CHECK(text == "text");
  CHECK(text == std::string("text"));
  CHECK(text != other);
  CHECK(text != nothing);
  CHECK(text != std::nullopt);
}

TEST_CASE("a rare value is made of an optional one and becomes one") {
  CHECK(Rare<std::string>(std::optional<std::string>("text")) == "text");
  CHECK_FALSE(Rare<std::string>(std::optional<std::string>()).has_value());
  std::optional<std::string> back = Rare<std::string>("text");
  CHECK(back == "text");
  back = Rare<std::string>();
  CHECK_FALSE(back.has_value());
  CHECK(Rare<std::string>().value_or("else") == "else");
  CHECK(Rare<std::string>("text").value_or("else") == "text");
}
