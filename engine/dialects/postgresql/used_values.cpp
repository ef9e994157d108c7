#include "engine/dialects/postgresql/used_values.hpp"

#include <algorithm>

#include "engine/dialects/postgresql/names.hpp"

namespace athanor::postgresql {
namespace {

/// Every expression that the plan gives to the server.
std::vector<std::string> written_texts(const std::vector<Step>& steps) {
  std::vector<std::string> out;
  auto expression = [&](const Expression& text) { out.push_back(text.text); };
  auto column = [&](const Column& c) {
    if (c.default_value) expression(std::get<Expression>(*c.default_value));
    if (c.generated) expression(c.generated->expression);
  };
  auto index = [&](const Index& i) {
    if (i.where) expression(*i.where);
    for (const auto& element : i.elements) {
      if (const auto* text = std::get_if<Expression>(&element.what)) expression(*text);
    }
  };
  for (const auto& step : steps) {
    if (const auto* s = std::get_if<step::Create<Table>>(&step)) {
      for (const auto& c : s->object.columns) column(c);
      for (const auto& check : s->object.checks) expression(check.expression);
    }
    if (const auto* s = std::get_if<step::AddColumn>(&step)) column(s->column);
    if (const auto* s = std::get_if<step::AlterColumn>(&step)) column(s->after);
    if (const auto* s = std::get_if<step::CreateIndex>(&step)) index(s->index);
    if (const auto* s = std::get_if<step::AddConstraint>(&step)) {
      if (const auto* check = std::get_if<Check>(&s->constraint)) expression(check->expression);
    }
  }
  return out;
}

/// Also within a longer string, where an array holds it: `'{new}'`.
bool writes(const std::vector<std::string>& texts, const std::string& value) {
  auto quoted = quote_text(value);
  auto inner = quoted.substr(1, quoted.size() - 2);
  return std::any_of(texts.begin(), texts.end(), [&](const std::string& text) {
    return text.find(inner) != std::string::npos;
  });
}

}  // namespace

void note_used_values(std::vector<Step>& steps) {
  bool any = std::any_of(steps.begin(), steps.end(), [](const Step& step) {
    return std::holds_alternative<step::ChangeType<EnumType>>(step);
  });
  if (!any) return;
  auto texts = written_texts(steps);
  for (auto& step : steps) {
    auto* s = std::get_if<step::ChangeType<EnumType>>(&step);
    if (!s) continue;
    for (const auto& value : s->after.values) {
      const auto& old = s->before.values;
      bool added = std::find(old.begin(), old.end(), value) == old.end();
      s->used = s->used || (added && writes(texts, value));
    }
  }
}

}  // namespace athanor::postgresql
