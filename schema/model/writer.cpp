#include "schema/model/writer.hpp"

#include <algorithm>
#include <set>

#include "schema/model/merge.hpp"
#include "schema/model/order.hpp"
#include "schema/model/write_parts.hpp"

namespace athanor {
namespace {

using model::Page;

/// Names of files that are not to be told apart where case is ignored.
class FileNames {
 public:
  /// A name like `stem` that is still free, with its ending.
  std::string take(const std::string& stem) {
    std::string name = nice(stem), free = name;
    for (int next = 2; !taken_.insert(ascii_lower(free)).second; ++next)
      free = name + "-" + std::to_string(next);
    return free + ".toml";
  }

 private:
  static constexpr std::size_t kLongest = 100;

  static bool is_nice(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || c == '.' || (static_cast<unsigned char>(c) & 0x80U) != 0;
  }

  static std::string nice(const std::string& stem) {
    std::string name;
    for (char c : stem) name += is_nice(c) ? c : '_';
    std::size_t end = std::min(name.size(), kLongest);
    while (end < name.size() && end > 0 && (static_cast<unsigned char>(name[end]) & 0xC0U) == 0x80U)
      --end;
    name.resize(end);
    if (name.empty() || name.front() == '.') name.insert(0, "_");
    return name;
  }

  // The project's own file, which is no model.
  std::set<std::string> taken_{"athanor"};
};

template <class T>
void write_all(Page& page, const std::map<QualifiedName, T>& objects) {
  for (const auto& [name, object] : objects) model::write(page, object);
}

struct File {
  std::string name;
  Page page;
};

class ModelFiles {
 public:
  ModelFiles(const Schema& schema, const WriteOptions& options)
      : schema_(schema), options_(options) {}

  std::vector<File> write() {
    reserve_kinds();
    each_kind([&](const char* kind, auto&& fill) {
      fill(page_);
      if (!single()) finish(kind);
    });
    if (single()) finish("schema");
    return std::move(files_);
  }

 private:
  bool single() const { return options_.layout == WriteOptions::Layout::Single; }

  /// A kind's file has its plain name whatever tables are called.
  void reserve_kinds() {
    if (single()) return;
    each_kind([&](const char* kind, auto&&) { kinds_[kind] = names_.take(kind); });
  }

  template <class Visit>
  void each_kind(Visit visit) {
    visit("schemas", [&](Page& page) { write_all(page, schema_.namespaces); });
    visit("extensions", [&](Page& page) { write_all(page, schema_.extensions); });
    visit("collations", [&](Page& page) { write_all(page, schema_.collations); });
    visit("enums", [&](Page& page) { write_all(page, schema_.enums); });
    visit("types", [&](Page& page) {
      write_all(page, schema_.composites);
      write_all(page, schema_.ranges);
    });
    visit("domains", [&](Page& page) { write_all(page, schema_.domains); });
    visit("sequences", [&](Page& page) { write_all(page, schema_.sequences); });
    visit("tables", [&](Page& page) { write_tables(page); });
    visit("virtual_tables", [&](Page& page) { write_all(page, schema_.virtual_tables); });
    visit("views", [&](Page& page) { write_all(page, schema_.views); });
    visit("materialized_views", [&](Page& page) { write_all(page, schema_.materialized_views); });
    visit("functions", [&](Page& page) { write_all(page, schema_.routines); });
    visit("grants", [&](Page& page) {
      for (const auto& grant : schema_.grants) model::write(page, grant);
    });
  }

  void write_tables(Page& page) {
    for (const auto& [name, table] : schema_.tables) {
      if (single()) {
        model::write_table(page, table, options_.dialect);
        continue;
      }
      Page own;
      model::write_table(own, table, options_.dialect);
      files_.push_back({names_.take(display(name)), std::move(own)});
    }
  }

  void finish(const std::string& kind) {
    if (!page_.empty())
      files_.push_back({single() ? kind + ".toml" : kinds_.at(kind), std::move(page_)});
    page_ = Page();
  }

  const Schema& schema_;
  const WriteOptions& options_;
  FileNames names_;
  std::map<std::string, std::string> kinds_;
  Page page_;
  std::vector<File> files_;
};

std::vector<File> files_of(const Schema& schema, const WriteOptions& options) {
  Schema sorted = schema;
  sort_unordered(sorted);
  return ModelFiles(sorted, options).write();
}

std::vector<ModelText> texts_of(const std::vector<File>& files) {
  std::vector<ModelText> out;
  for (const auto& file : files) out.push_back({file.name, file.page.text()});
  return out;
}

}  // namespace

std::vector<ModelText> write_models(const Schema& schema, const WriteOptions& options) {
  return texts_of(files_of(schema, options));
}

std::vector<ModelText> write_models(const RaisedSchema& first, const RaisedSchema& second,
                                    WriteOptions::Layout layout) {
  auto files = files_of(first.schema, {first.dialect, layout});
  auto others = files_of(second.schema, {second.dialect, layout});
  auto named = [](const std::string& name) {
    return [&name](const File& file) { return file.name == name; };
  };
  for (auto& file : files) {
    auto other = std::find_if(others.begin(), others.end(), named(file.name));
    file.page = model::merged({first.dialect, std::move(file.page)},
                              {second.dialect, other == others.end() ? Page() : other->page});
  }
  for (const auto& other : others) {
    if (std::any_of(files.begin(), files.end(), named(other.name))) continue;
    files.push_back(
        {other.name, model::merged({first.dialect, Page()}, {second.dialect, other.page})});
  }
  return texts_of(files);
}

}  // namespace athanor
