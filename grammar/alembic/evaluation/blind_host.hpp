#pragma once
/// Private to alembic/: a host that knows its dialect's name and nothing else.

#include <variant>

#include "grammar/alembic/script_reader.hpp"

namespace athanor::alembic {

class BlindHost : public Host {
 public:
  explicit BlindHost(std::string_view dialect_name) : dialect_name_(dialect_name) {}

  std::string_view dialect_name() const override { return dialect_name_; }
  InspectorHabits habits() const override { return {}; }
  const Schema* schema() override { return nullptr; }
  bool may_hide(std::string_view) override { return true; }
  std::optional<Answer> query(const std::string&) override { return std::nullopt; }
  void take(SqlItem item) override { items_.emplace_back(std::move(item)); }
  void take(OperationItem item) override { items_.emplace_back(std::move(item)); }

  std::vector<BodyItem> take_items() { return std::move(items_); }

 private:
  std::string dialect_name_;
  std::vector<BodyItem> items_;
};

}  // namespace athanor::alembic
