#include "cli/report/key_reference.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>
#include <set>
#include <vector>

#include "schema/model/keys.hpp"

namespace athanor::cli {
namespace {

using model::Group;
using model::Key;

constexpr const char* kIntroduction = R"(# Keys of model files

What `athanor schema --format markdown` prints, from the table of keys that the reader itself uses;
[model-files.md](model-files.md) explains the ones that one writes most. A key that is not here is an
error.

`DIALECT.KEY` may stand for a key, for that dialect alone, but not for the keys that are *alike on every
dialect*. Everything that is not *required* may be left out.
)";

bool is_of_one_column(Group group) {
  return group == Group::ColumnPrimaryKey || group == Group::ColumnUnique ||
         group == Group::ColumnReference || group == Group::ColumnIndex;
}

std::string heading_of(Group group) {
  std::string noun(model::keys_of(group).noun);
  return is_of_one_column(group) ? noun + " of one column" : noun;
}

/// The link that Markdown's readers make of a heading.
std::string link_to(Group group) {
  auto anchor = heading_of(group);
  std::replace(anchor.begin(), anchor.end(), ' ', '-');
  return fmt::format("[{}](#{})", heading_of(group), anchor);
}

/// Text in a cell of a table.
std::string cell_text(std::string_view text) {
  std::string out;
  for (char c : text) {
    if (c == '|' || c == '<' || c == '*' || c == '_') out += '\\';
    out += c;
  }
  return out;
}

std::string form_text(const Key& key, const model::Form& form) {
  using model::Shape;
  bool chosen = form.shape == Shape::Text || form.shape == Shape::ChoiceOfColumns;
  if (chosen && !key.choices.empty()) {
    return fmt::format("`\"{}\"`", fmt::join(key.choices, "\"` `\""));
  }
  bool by_name = form.shape == Shape::ObjectMap || form.shape == Shape::MixedMap;
  auto what = by_name ? "tables by name" : std::string(model::describe(form));
  return form.group == Group::None ? what : what + ": " + link_to(form.group);
}

std::string forms_text(const Key& key) {
  std::vector<std::string> forms;
  for (const auto& form : key.forms) forms.push_back(form_text(key, form));
  return fmt::format("{}", fmt::join(forms, ", or "));
}

std::string row_of_key(const Key& key) {
  auto out = fmt::format("| `{}` | {} | {}", key.name, forms_text(key), cell_text(key.doc));
  if (key.presence == model::Presence::Required) out += " *Required.*";
  if (key.override_by == model::Override::Forbidden) out += " *Alike on every dialect.*";
  return out + " |\n";
}

std::string section_of(Group group) {
  const auto& keys = model::keys_of(group);
  auto title = heading_of(group);
  title.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(title.front())));
  auto out = fmt::format("\n## {}\n\n{}\n\n| key | value | |\n|---|---|---|\n", title, keys.doc);
  for (const auto& key : keys.keys) out += row_of_key(key);
  return out;
}

/// Those that a file leads to, in the order in which it does.
std::vector<Group> groups_in_order() {
  std::vector<Group> out = {Group::Root};
  std::set<Group> seen = {Group::None, Group::Root};
  for (std::size_t at = 0; at < out.size(); ++at) {
    for (const auto& key : model::keys_of(out[at]).keys) {
      for (const auto& form : key.forms) {
        if (seen.insert(form.group).second) out.push_back(form.group);
      }
    }
  }
  return out;
}

}  // namespace

std::string key_reference() {
  std::string out = kIntroduction;
  for (Group group : groups_in_order()) out += section_of(group);
  return out;
}

}  // namespace athanor::cli
