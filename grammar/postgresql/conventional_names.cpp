#include "grammar/postgresql/conventional_names.hpp"

#include <algorithm>

#include "grammar/postgresql/expression_label.hpp"
#include "grammar/postgresql/names.hpp"

namespace athanor::postgresql {

std::string joined_name(std::string_view first, std::string_view second, std::string_view label) {
  auto overhead = (second.empty() ? 0 : 1) + (label.empty() ? 0 : label.size() + 1);
  auto room = kLongestName - overhead;
  auto first_size = first.size(), second_size = second.size();
  while (first_size + second_size > room) {
    if (first_size > second_size) {
      --first_size;
    } else {
      --second_size;
    }
  }
  auto out = clipped(first, first_size);
  if (!second.empty()) out += '_' + clipped(second, second_size);
  if (!label.empty()) out += '_' + std::string(label);
  return out;
}

std::string free_name(std::string_view first, std::string_view second, std::string_view label,
                      const std::function<bool(const std::string&)>& taken) {
  auto name = joined_name(first, second, label);
  for (int pass = 1; taken(name); ++pass) {
    name = joined_name(first, second, std::string(label) + std::to_string(pass));
  }
  return name;
}

std::string joined_columns(const std::vector<std::string>& columns) {
  std::string out;
  for (const auto& column : columns) {
    if (!out.empty()) out += '_';
    out += column;
    if (out.size() > kLongestName) break;
  }
  return out;
}

std::vector<std::string> column_labels(const std::vector<IndexElement>& elements,
                                       const std::vector<std::string>& include) {
  std::vector<std::string> out;
  auto add = [&](const std::string& label) {
    auto name = label;
    for (int number = 1; std::find(out.begin(), out.end(), name) != out.end(); ++number) {
      auto suffix = std::to_string(number);
      name = clipped(label, kLongestName - suffix.size()) + suffix;
    }
    out.push_back(std::move(name));
  };
  for (const auto& element : elements) {
    const auto* column = std::get_if<std::string>(&element.what);
    add(column != nullptr ? *column : expression_label(std::get<Expression>(element.what).text));
  }
  for (const auto& column : include) add(column);
  return out;
}

}  // namespace athanor::postgresql
