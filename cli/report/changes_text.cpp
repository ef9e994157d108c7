#include "cli/report/changes_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "cli/workspace.hpp"
#include "engine/diff.hpp"
#include "engine/table_delta.hpp"
#include "schema/overloaded.hpp"

namespace athanor::cli {
namespace {

std::string join_names(const std::vector<KeyColumn>& columns) {
  std::vector<std::string> names;
  for (const auto& column : columns) names.push_back(column.name);
  return fmt::format("({})", fmt::join(names, ", "));
}

std::string default_text(const Column& column) {
  if (!column.default_value) return "";
  const auto* expression = std::get_if<Expression>(&*column.default_value);
  return expression ? expression->text : std::get<Literal>(*column.default_value).text;
}

/// What is said of a column besides its name and type.
std::string traits(const Column& column) {
  std::vector<std::string> out;
  if (column.nullable == false) out.emplace_back("not null");
  if (column.default_value) out.push_back("default " + default_text(column));
  if (column.generated) out.push_back("generated as " + column.generated->expression.text);
  if (column.identity) {
    bool always = column.identity->generation == Identity::Generation::Always;
    out.emplace_back(always ? "identity always" : "identity");
  }
  if (column.collation) out.push_back("collate " + *column.collation);
  if (column.storage) out.push_back("storage " + *column.storage);
  if (column.compression) out.push_back("compression " + *column.compression);
  if (column.statistics) out.push_back(fmt::format("statistics {}", *column.statistics));
  for (const auto& [key, value] : column.options) out.push_back(key + " " + value);
  if (column.comment) out.push_back("comment " + *column.comment);
  return fmt::format("{}", fmt::join(out, "  "));
}

std::string describe(const PrimaryKey& key) {
  return "primary key " + join_names(key.columns);
}
std::string describe(const Unique& unique) {
  return "unique " + join_names(unique.columns);
}
std::string describe(const ForeignKey& key) {
  return fmt::format("foreign key ({}) to {}", fmt::join(key.columns, ", "), display(key.table));
}
std::string describe(const Check& check) {
  return "check " + check.expression.text;
}
std::string describe(const Exclusion& exclusion) {
  return "exclude using " + exclusion.method;
}
std::string describe(const Policy& policy) {
  return "policy " + policy.name;
}
std::string describe(const Trigger& trigger) {
  return "trigger " + trigger.name;
}
std::string describe(const Index& index) {
  std::vector<std::string> elements;
  for (const auto& element : index.elements) elements.push_back(display(element));
  return fmt::format("{}index {} ({})", index.unique ? "unique " : "", index.name,
                     fmt::join(elements, ", "));
}

/// The lines of one table, columns in step below each other.
class TableLines {
 public:
  TableLines(const DiffReport& report, const Equality& equality)
      : report_(report), equality_(equality) {}

  std::string changed(const Table& before, const Table& after) {
    auto delta = compare(before, after, equality_);
    renames(after.name);
    for (const auto& column : delta.columns) note(column);
    each(delta.primary_key);
    each(delta.uniques);
    each(delta.foreign_keys);
    each(delta.checks);
    each(delta.exclusions);
    each(delta.indexes);
    each(delta.triggers);
    each(delta.policies);
    if (delta.attributes) attributes(before, after);
    return text();
  }

  std::string only_renamed(const QualifiedName& table) {
    renames(table);
    return text();
  }

 private:
  struct Line {
    char sign;
    std::string name, type, rest;
  };

  void renames(const QualifiedName& table) {
    for (const auto& rename : report_.difference.column_renames) {
      if (rename.table == table) {
        lines_.push_back({'>', rename.to, "renamed from " + rename.from, ""});
      }
    }
    for (const auto& rename : report_.difference.part_renames) {
      if (rename.owner == table && rename.kind != PartRename::Kind::EnumValue) {
        lines_.push_back({'>', fmt::format("{} {}", noun(rename.kind), rename.to),
                          "renamed from " + rename.from, ""});
      }
    }
  }

  void note(const Changed<Column>& column) {
    if (!column.before) {
      lines_.push_back(
          {'+', column.after->name, type_for_people(column.after->type), traits(*column.after)});
    } else if (!column.after) {
      bool lost = !column.before->generated;
      lines_.push_back({'-', column.before->name, type_for_people(column.before->type),
                        lost ? "data is lost" : ""});
    } else {
      modified(*column.before, *column.after);
    }
  }

  void modified(const Column& before, const Column& after) {
    auto was = type_for_people(before.type), is = type_for_people(after.type);
    auto old_traits = traits(before), new_traits = traits(after);
    std::string rest;
    if (old_traits != new_traits) {
      auto said = [](const std::string& text) { return text.empty() ? "nullable" : text; };
      rest = said(old_traits) + " -> " + said(new_traits);
    }
    lines_.push_back({'~', after.name, was == is ? is : was + " -> " + is, rest});
  }

  template <class T>
  void each(const std::vector<Changed<T>>& parts) {
    for (const auto& part : parts) {
      if (part.before && part.after) {
        lines_.push_back({'~', describe(*part.before), "-> " + describe(*part.after), ""});
      } else if (part.after) {
        lines_.push_back({'+', describe(*part.after), "", ""});
      } else {
        lines_.push_back({'-', describe(*part.before), "", ""});
      }
    }
  }

  void attributes(const Table& before, const Table& after) {
    auto flag = [&](bool was, bool is, const char* name) {
      if (was != is) lines_.push_back({is ? '+' : '-', name, "", ""});
    };
    flag(before.strict, after.strict, "strict");
    flag(before.without_rowid, after.without_rowid, "without rowid");
    flag(before.unlogged, after.unlogged, "unlogged");
    auto text = [&](const std::string& was, const std::string& is, const std::string& name) {
      if (was == is) return;
      lines_.push_back(
          {'~', name, (was.empty() ? "none" : was) + " -> " + (is.empty() ? "none" : is), ""});
    };
    text(before.comment.value_or(""), after.comment.value_or(""), "comment");
    text(before.tablespace.value_or(""), after.tablespace.value_or(""), "tablespace");
    text(before.access_method.value_or(""), after.access_method.value_or(""), "access method");
    text(parents(before), parents(after), "inherits");
    auto keys = before.with;
    for (const auto& [key, unused] : after.with) keys[key] = "";
    for (const auto& [key, unused] : keys) {
      text(value_of(before.with, key), value_of(after.with, key), key);
    }
  }

  static std::string parents(const Table& table) {
    std::vector<std::string> names;
    for (const auto& parent : table.inherits) names.push_back(display(parent));
    return fmt::format("{}", fmt::join(names, ", "));
  }

  static std::string value_of(const Options& options, const std::string& key) {
    auto found = options.find(key);
    return found == options.end() ? "" : found->second;
  }

  std::string text() const {
    std::size_t name_width = 0, type_width = 0;
    for (const auto& line : lines_) {
      if (line.type.empty()) continue;
      name_width = std::max(name_width, line.name.size());
      if (!line.rest.empty()) type_width = std::max(type_width, line.type.size());
    }
    std::string out;
    for (const auto& line : lines_) {
      auto row = fmt::format("    {} {:<{}}  {:<{}}  {}", line.sign, line.name, name_width,
                             line.type, type_width, line.rest);
      row.erase(row.find_last_not_of(' ') + 1);
      out += row + "\n";
    }
    return out;
  }

  const DiffReport& report_;
  const Equality& equality_;
  std::vector<Line> lines_;
};

std::string summary(const Table& table) {
  std::vector<std::string> parts = {count(table.columns.size(), "column")};
  for (const auto& key : table.foreign_keys) parts.push_back("key to " + display(key.table));
  if (table.indexes.size() == 1) parts.emplace_back("1 index");
  if (table.indexes.size() > 1) parts.push_back(fmt::format("{} indexes", table.indexes.size()));
  if (!table.triggers.empty()) parts.push_back(count(table.triggers.size(), "trigger"));
  return fmt::format("{}", fmt::join(parts, ", "));
}

/// The lines of a whole report, one object after another.
class ChangeLines {
 public:
  explicit ChangeLines(const DiffReport& report)
      : report_(report), equality_(*report.dialect, report.before, report.after) {}

  std::string run() {
    for (const auto& rename : report_.difference.object_renames) {
      out_ += fmt::format("> {} {}  renamed from {}\n", noun(rename.kind), display(rename.to),
                          display(rename.from));
    }
    for (const auto& rename : report_.difference.part_renames) {
      if (rename.kind != PartRename::Kind::EnumValue) continue;
      out_ += fmt::format("> value {} of {}  renamed from {}\n", rename.to, display(rename.owner),
                          rename.from);
    }
    only_renamed_tables();
    for (const auto& change : report_.difference.changes) {
      std::visit([this](const auto& changed) { note(changed); }, change);
    }
    return std::move(out_);
  }

 private:
  std::string was_called(const QualifiedName& name) const {
    for (const auto& rename : report_.difference.table_renames) {
      if (rename.to == name) return fmt::format("  renamed from {}", display(rename.from));
    }
    return "";
  }

  bool changes_otherwise(const QualifiedName& table) const {
    return std::any_of(report_.difference.changes.begin(), report_.difference.changes.end(),
                       [&](const Change& change) {
                         const auto* changed = std::get_if<Changed<Table>>(&change);
                         return changed && changed->after && changed->after->name == table;
                       });
  }

  void only_renamed_tables() {
    std::vector<QualifiedName> tables;
    auto add = [&](const QualifiedName& name) {
      bool known = std::find(tables.begin(), tables.end(), name) != tables.end();
      if (!known && !changes_otherwise(name)) tables.push_back(name);
    };
    for (const auto& rename : report_.difference.table_renames) add(rename.to);
    for (const auto& rename : report_.difference.column_renames) add(rename.table);
    for (const auto& rename : report_.difference.part_renames) {
      if (rename.kind != PartRename::Kind::EnumValue) add(rename.owner);
    }
    for (const auto& name : tables) {
      out_ += fmt::format("~ {}{}\n{}", display(name), was_called(name),
                          TableLines(report_, equality_).only_renamed(name));
    }
  }

  void note(const Changed<Table>& table) {
    if (!table.before) {
      out_ += fmt::format("+ {:<18}  {}\n", display(table.after->name), summary(*table.after));
    } else if (!table.after) {
      out_ += fmt::format("- {:<18}  data is lost\n", display(table.before->name));
    } else {
      out_ += fmt::format("~ {}{}\n{}", display(table.after->name), was_called(table.after->name),
                          TableLines(report_, equality_).changed(*table.before, *table.after));
    }
  }

  void note(const Changed<EnumType>& type) {
    static const EnumType none;
    const EnumType& was = type.before ? *type.before : none;
    const EnumType& is = type.after ? *type.after : none;
    auto has = [](const EnumType& one, const std::string& value) {
      return std::find(one.values.begin(), one.values.end(), value) != one.values.end();
    };
    char sign = !type.before ? '+' : !type.after ? '-' : '~';
    out_ += fmt::format("{} enum {}\n", sign, display((type.after ? is : was).name));
    if (sign != '~') return;
    for (const auto& value : is.values) {
      if (!has(was, value)) out_ += fmt::format("    + value {}\n", value);
    }
    for (const auto& value : was.values) {
      if (!has(is, value)) out_ += fmt::format("    - value {}\n", value);
    }
  }

  template <class T>
  void note(const Changed<T>& object) {
    const auto& side = object.after ? object.after : object.before;
    char sign = !object.before ? '+' : !object.after ? '-' : '~';
    out_ += fmt::format("{} {} {}\n", sign, kind_name<T>, display(side->name));
  }

  const DiffReport& report_;
  Equality equality_;
  std::string out_;
};

}  // namespace

std::string type_for_people(const DataType& type) {
  auto text = ascii_lower(display(type));
  return text.empty() ? "no type" : text;
}

std::string changes_text(const DiffReport& report) {
  return ChangeLines(report).run();
}

}  // namespace athanor::cli
