#include "grammar/alembic/evaluation/given.hpp"

#include <algorithm>

namespace athanor::alembic {

bool is_none(const Value& value) {
  return std::holds_alternative<NoneValue>(value.kind);
}

void Given::refuse(std::string_view argument) const {
  throw NotKnown("argument " + std::string(argument) + " of " + callee_, arguments_.place);
}

const Value* Given::next(const char* name) {
  if (position_ < arguments_.positional.size()) return &arguments_.positional[position_++];
  return keyword(name);
}

const Value& Given::required(const char* name) {
  const auto* value = next(name);
  if (!value) refuse(name);
  return *value;
}

Values Given::rest() {
  auto begin = arguments_.positional.begin() + static_cast<std::ptrdiff_t>(position_);
  position_ = arguments_.positional.size();
  return Values(begin, arguments_.positional.end());
}

const Value* Given::keyword(const char* name) {
  taken_.emplace_back(name);
  return arguments_.keyword(name);
}

void Given::ignore(std::initializer_list<const char*> names) {
  taken_.insert(taken_.end(), names.begin(), names.end());
}

Keywords Given::others() {
  Keywords out;
  for (const auto& [name, value] : arguments_.keywords) {
    if (std::find(taken_.begin(), taken_.end(), name) != taken_.end()) continue;
    taken_.push_back(name);
    try {
      out.push_back({name, argument(value, interpreter_, arguments_.place)});
    } catch (const NotKnown&) {
      refuse(name);
    }
  }
  return out;
}

void Given::finish() {
  if (position_ < arguments_.positional.size()) {
    refuse("number " + std::to_string(position_ + 1));
  }
  for (const auto& [name, value] : arguments_.keywords) {
    if (std::find(taken_.begin(), taken_.end(), name) == taken_.end()) refuse(name);
  }
}

std::string Given::text(const Value& value, const char* name) const {
  if (const auto* known = text_of(value)) return *known;
  refuse(name);
}

std::optional<std::string> Given::optional_text(const Value* value, const char* name) const {
  if (!value || is_none(*value)) return std::nullopt;
  return text(*value, name);
}

std::optional<bool> Given::flag(const Value* value, const char* name) const {
  if (!value || is_none(*value)) return std::nullopt;
  if (const auto* known = std::get_if<bool>(&value->kind)) return *known;
  refuse(name);
}

std::vector<std::string> Given::texts(const Value& value, const char* name) const {
  const auto* items = std::holds_alternative<SetValue>(value.kind) ? nullptr : items_of(value);
  if (!items) refuse(name);
  std::vector<std::string> out;
  for (const auto& item : *items) out.push_back(text(item, name));
  return out;
}

std::optional<ItemName> Given::item_name(const Value* value) const {
  if (!value || is_none(*value)) return std::nullopt;
  const auto* known = std::get_if<TextValue>(&value->kind);
  if (!known) refuse("name");
  return ItemName{known->text, known->naming == TextValue::Naming::Final, arguments_.place};
}

}  // namespace athanor::alembic
