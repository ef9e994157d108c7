#include "cli/report/picture_change.hpp"

#include <algorithm>

#include "engine/equality.hpp"
#include "engine/table_delta.hpp"

namespace athanor::cli {
namespace {

/// What of each side stands out: boxes by name, and columns by "table.column".
struct Highlights {
  std::map<std::string, Standing> boxes, rows;
};

std::string row_id(const QualifiedName& table, const std::string& column) {
  return display(table) + "." + column;
}

/// One side of a difference, as a picture.
class Side {
 public:
  Side(const DiffReport& report, const Schema& schema) : report_(report), schema_(schema) {}

  Highlights marked;

  Picture picture() const {
    Picture whole = picture_of(schema_, {});
    add_legacy(whole);
    Picture out;
    auto near = neighbourhood(whole);
    for (auto& node : whole.nodes) {
      if (!near.contains(node.id)) continue;
      highlight(node);
      out.nodes.push_back(std::move(node));
    }
    for (auto& edge : whole.edges) {
      if (near.contains(edge.from) && near.contains(edge.to)) out.edges.push_back(std::move(edge));
    }
    return out;
  }

 private:
  /// A diff does not see the columns of legacy tables, but keys may reference them.
  void add_legacy(Picture& picture) const {
    std::set<std::string> drawn;
    for (const auto& [name, table] : schema_.tables) {
      for (const auto& key : table.foreign_keys) {
        auto id = display(key.table);
        if (schema_.tables.contains(key.table) || !is_legacy(id)) continue;
        if (drawn.insert(id).second) picture.nodes.push_back({id, id, {}, Standing::Legacy});
        std::string label;
        for (const auto& column : key.columns) label += (label.empty() ? "" : ", ") + column;
        picture.edges.push_back({display(name), id, label});
      }
    }
  }

  bool is_legacy(const std::string& name) const {
    return std::find(report_.legacy.begin(), report_.legacy.end(), name) != report_.legacy.end();
  }

  std::set<std::string> neighbourhood(const Picture& picture) const {
    std::set<std::string> out;
    for (const auto& [id, standing] : marked.boxes) out.insert(id);
    for (const auto& edge : picture.edges) {
      if (marked.boxes.contains(edge.from)) out.insert(edge.to);
      if (marked.boxes.contains(edge.to)) out.insert(edge.from);
    }
    return out;
  }

  void highlight(PictureNode& node) const {
    if (auto found = marked.boxes.find(node.id); found != marked.boxes.end()) {
      node.standing = found->second;
    }
    for (auto& row : node.rows) {
      auto found = marked.rows.find(node.id + "." + row.name);
      if (found != marked.rows.end()) row.standing = found->second;
    }
  }

  const DiffReport& report_;
  const Schema& schema_;
};

/// Goes through a difference and says what stands out on which side.
class Marking {
 public:
  Marking(const DiffReport& report, Side& before, Side& after)
      : report_(report),
        before_(before),
        after_(after),
        equality_(*report.dialect, report.before, report.after) {}

  void run() {
    for (const auto& rename : report_.difference.table_renames) {
      mark_boxes(rename.from, rename.to, Standing::Changed);
    }
    for (const auto& rename : report_.difference.column_renames) {
      mark_boxes(name_before(rename.table), rename.table, Standing::Changed);
      before_.marked.rows[row_id(name_before(rename.table), rename.from)] = Standing::Changed;
      after_.marked.rows[row_id(rename.table, rename.to)] = Standing::Changed;
    }
    for (const auto& change : report_.difference.changes) {
      if (const auto* table = std::get_if<Changed<Table>>(&change)) mark(*table);
      if (const auto* view = std::get_if<Changed<View>>(&change)) mark(*view);
    }
  }

 private:
  /// Differences carry the new names on both sides.
  QualifiedName name_before(const QualifiedName& name) const {
    for (const auto& rename : report_.difference.table_renames) {
      if (rename.to == name) return rename.from;
    }
    return name;
  }

  std::string column_before(const QualifiedName& table, const std::string& column) const {
    for (const auto& rename : report_.difference.column_renames) {
      if (rename.table == table && rename.to == column) return rename.from;
    }
    return column;
  }

  void mark_boxes(const QualifiedName& before, const QualifiedName& after, Standing standing) {
    before_.marked.boxes[display(before)] = standing;
    after_.marked.boxes[display(after)] = standing;
  }

  template <class T>
  void mark_whole(const Changed<T>& change) {
    if (!change.before) after_.marked.boxes[display(change.after->name)] = Standing::Added;
    if (!change.after) before_.marked.boxes[display(change.before->name)] = Standing::Removed;
  }

  void mark(const Changed<View>& change) {
    mark_whole(change);
    if (!change.before || !change.after) return;
    mark_boxes(change.before->name, change.after->name, Standing::Changed);
  }

  void mark(const Changed<Table>& change) {
    mark_whole(change);
    if (!change.before || !change.after) return;
    auto old_name = name_before(change.before->name);
    mark_boxes(old_name, change.after->name, Standing::Changed);
    for (const auto& column : compare(*change.before, *change.after, equality_).columns) {
      auto standing = !column.before  ? Standing::Added
                      : !column.after ? Standing::Removed
                                      : Standing::Changed;
      if (column.before) {
        auto name = column_before(change.after->name, column.before->name);
        before_.marked.rows[row_id(old_name, name)] = standing;
      }
      if (column.after)
        after_.marked.rows[row_id(change.after->name, column.after->name)] = standing;
    }
  }

  const DiffReport& report_;
  Side& before_;
  Side& after_;
  Equality equality_;
};

}  // namespace

ChangePictures pictures_of(const DiffReport& report) {
  Side before(report, report.before), after(report, report.after);
  Marking(report, before, after).run();
  return {before.picture(), after.picture()};
}

}  // namespace athanor::cli
