#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "schema/model/check_schema.hpp"
#include "schema/sql_text.hpp"

namespace athanor::model {
namespace {

bool is_word(const SqlToken& token, std::string_view word) {
  return token.kind == SqlToken::Kind::Word && ascii_iequals(token.text, word);
}

bool is_name(const SqlToken& token) {
  return token.kind == SqlToken::Kind::Word || token.kind == SqlToken::Kind::QuotedName;
}

bool is_symbol(const SqlToken& token, std::string_view text) {
  return token.kind == SqlToken::Kind::Symbol && token.text == text;
}

/// Finds the names that stand where a query takes a table: after FROM and JOIN, and after a comma
/// of the FROM clause. A name elsewhere may be a column or an alias and means nothing.
class TableNames {
 public:
  explicit TableNames(std::string_view query) : tokens_(scan_sql(query)) {}

  std::set<QualifiedName> find() {
    for (std::size_t i = 0; i < tokens_.size(); ++i) look_at(i);
    for (const auto& name : common_tables()) names_.erase({"", name});
    return std::move(names_);
  }

 private:
  /// What is open between two parentheses.
  struct Level {
    bool select = false;  ///< a query, and not the arguments of extract(x FROM y)
    bool from = false;    ///< in its FROM clause
  };

  void look_at(std::size_t at) {
    const SqlToken& token = tokens_[at];
    bool expected = std::exchange(expects_table_, false);
    if (is_symbol(token, "(")) {
      bool tables = expected && levels_.back().from;
      levels_.push_back({false, tables});
      expects_table_ = tables;
    } else if (is_symbol(token, ")")) {
      if (levels_.size() > 1) levels_.pop_back();
    } else if (is_symbol(token, ",")) {
      expects_table_ = levels_.back().from;
    } else if (begins_from(at)) {
      levels_.back().from = expects_table_ = true;
    } else if (ends_from(token)) {
      levels_.back() = {levels_.back().select || is_word(token, "select"), false};
    } else if (expected && (is_word(token, "only") || is_word(token, "lateral"))) {
      expects_table_ = true;
    } else if (expected && is_name(token)) {
      take(at);
    }
  }

  /// `a IS DISTINCT FROM b` begins nothing.
  bool begins_from(std::size_t at) const {
    if (is_word(tokens_[at], "join")) return true;
    return is_word(tokens_[at], "from") && levels_.back().select &&
           !(at > 0 && is_word(tokens_[at - 1], "distinct"));
  }

  static bool ends_from(const SqlToken& token) {
    static constexpr std::string_view kEnds[] = {"where",  "group",  "having",    "order",
                                                 "limit",  "union",  "intersect", "except",
                                                 "window", "select", "on",        "using"};
    return std::any_of(std::begin(kEnds), std::end(kEnds),
                       [&](std::string_view word) { return is_word(token, word); });
  }

  void take(std::size_t at) {
    QualifiedName name{"", ascii_lower(tokens_[at].text)};
    if (at + 2 < tokens_.size() && is_symbol(tokens_[at + 1], ".") && is_name(tokens_[at + 2])) {
      name = {name.name, ascii_lower(tokens_[at + 2].text)};
    }
    names_.insert(std::move(name));
  }

  /// The names that `WITH name (columns) AS (` gives: they hide tables of the same name.
  std::set<std::string> common_tables() const {
    std::set<std::string> names;
    for (std::size_t i = 1; i + 1 < tokens_.size(); ++i) {
      bool query = is_symbol(tokens_[i + 1], "(") || is_word(tokens_[i + 1], "materialized") ||
                   is_word(tokens_[i + 1], "not");
      if (!query || !is_word(tokens_[i], "as")) continue;
      std::size_t name = i - 1;
      if (is_symbol(tokens_[name], ")")) {
        while (name > 0 && !is_symbol(tokens_[name], "(")) --name;
        if (name > 0) --name;
      }
      if (is_name(tokens_[name])) names.insert(ascii_lower(tokens_[name].text));
    }
    return names;
  }

  std::vector<SqlToken> tokens_;
  std::vector<Level> levels_{Level{}};
  std::set<QualifiedName> names_;
  bool expects_table_ = false;
};

struct Node {
  QualifiedName name;  ///< as the model writes it
  Place place;
  std::set<QualifiedName> uses;
};

using Graph = std::map<QualifiedName, Node>;

QualifiedName folded(const QualifiedName& name) {
  return {ascii_lower(name.schema), ascii_lower(name.name)};
}

template <class View>
void add(Graph& graph, const View& view) {
  Node node{view.name, view.place, TableNames(view.query.text).find()};
  for (const auto& name : view.depends_on) node.uses.insert(folded(name));
  graph.emplace(folded(view.name), std::move(node));
}

/// Walks depth first; a view that is met while it is open closes a circle.
class CircleFinder {
 public:
  CircleFinder(const Graph& graph, Diagnostics& out) : graph_(graph), out_(out) {}

  void visit(const QualifiedName& name) {
    auto found = graph_.find(name);
    if (found == graph_.end() || done_.count(name) > 0) return;
    auto open = std::find(path_.begin(), path_.end(), &found->second);
    if (open != path_.end()) return report(open);
    path_.push_back(&found->second);
    for (const auto& used : found->second.uses) visit(used);
    path_.pop_back();
    done_.insert(name);
  }

 private:
  using Path = std::vector<const Node*>;

  void report(Path::iterator open) {
    std::string circle;
    for (auto node = open; node != path_.end(); ++node) circle += display((*node)->name) + " -> ";
    out_.error((*open)->place, "views depend on each other: " + circle + display((*open)->name));
  }

  const Graph& graph_;
  Diagnostics& out_;
  Path path_;
  std::set<QualifiedName> done_;
};

}  // namespace

void check_view_circles(const Schema& schema, Diagnostics& out) {
  Graph graph;
  for (const auto& [name, view] : schema.views) add(graph, view);
  for (const auto& [name, view] : schema.materialized_views) add(graph, view);
  CircleFinder finder(graph, out);
  for (const auto& [name, node] : graph) finder.visit(name);
}

}  // namespace athanor::model
