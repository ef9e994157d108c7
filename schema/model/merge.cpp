#include "schema/model/merge.hpp"

#include <algorithm>
#include <set>

namespace athanor::model {
namespace {

using Kind = Block::Kind;

/// The object that a section is about: the first two parts of its header.
std::string object_of(const std::string& header) {
  char quote = 0;
  int dots = 0;
  for (std::size_t i = 0; i < header.size(); ++i) {
    char c = header[i];
    if (quote != 0) {
      if (c == '\\' && quote == '"') ++i;
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '.' && ++dots == 2) {
      return header.substr(0, i);
    }
  }
  return header;
}

class Merger {
 public:
  Merger(const PageOf& first, const PageOf& second) : first_(first), second_(second) {}

  Page merge() {
    for (const auto& object : objects()) {
      auto a = blocks_of(first_, object), b = blocks_of(second_, object);
      if (a.empty() || b.empty()) {
        only_one(object, a.empty() ? b : a, a.empty() ? second_ : first_);
      } else {
        both(a, b);
      }
    }
    return std::move(out_);
  }

 private:
  using Blocks = std::vector<const Block*>;

  /// Those of the first page, then those that only the second has.
  std::vector<std::string> objects() const {
    std::vector<std::string> out;
    std::set<std::string> seen;
    for (const auto* side : {&first_, &second_}) {
      for (const auto& block : side->page.blocks()) {
        auto object = object_of(block.header);
        if (seen.insert(object).second) out.push_back(object);
      }
    }
    return out;
  }

  static Blocks blocks_of(const PageOf& side, const std::string& object) {
    Blocks out;
    for (const auto& block : side.page.blocks()) {
      if (object_of(block.header) == object) out.push_back(&block);
    }
    return out;
  }

  static InlineTable only_for(InlineTable keys, const std::string& dialect) {
    keys.add("dialects", toml_strings({dialect}));
    return keys;
  }

  static std::string prefix(const PageOf& side) { return toml_key(side.dialect) + "."; }

  /// What stands for a key in one dialect alone.
  static bool is_override(const std::string& key, const PageOf& side) {
    return key.starts_with(prefix(side));
  }

  void only_one(const std::string& object, const Blocks& blocks, const PageOf& side) {
    bool headed = blocks.front()->header == object && blocks.front()->kind == Kind::Section;
    if (!headed) out_.section(object, only_for({}, side.dialect));
    for (const auto* block : blocks) {
      Block copy = *block;
      if (headed && block == blocks.front()) copy.keys = only_for(copy.keys, side.dialect);
      out_.add(std::move(copy));
    }
  }

  void both(const Blocks& a, const Blocks& b) {
    std::vector<std::string> headers;
    for (const auto* blocks : {&a, &b}) {
      for (const auto* block : *blocks) {
        bool known = std::find(headers.begin(), headers.end(), block->header) != headers.end();
        if (!known) headers.push_back(block->header);
      }
    }
    // The object's own keys come first, wherever they were found.
    auto object = object_of(headers.front());
    std::stable_partition(headers.begin(), headers.end(),
                          [&](const std::string& header) { return header == object; });
    for (const auto& header : headers) section(header, under(a, header), under(b, header));
  }

  static Blocks under(const Blocks& blocks, const std::string& header) {
    Blocks out;
    std::copy_if(blocks.begin(), blocks.end(), std::back_inserter(out),
                 [&](const Block* block) { return block->header == header; });
    return out;
  }

  void section(const std::string& header, const Blocks& a, const Blocks& b) {
    auto kind = (a.empty() ? b : a).front()->kind;
    if (kind == Kind::Element) {
      elements(header, a, b);
      return;
    }
    static const Block kNone{Kind::Section, "", {}};
    const Block& one = a.empty() ? kNone : *a.front();
    const Block& other = b.empty() ? kNone : *b.front();
    out_.add({kind, header, merged_keys(one.keys, other.keys), merged_rows(one.rows, other.rows)});
  }

  void elements(const std::string& header, const Blocks& a, const Blocks& b) {
    std::set<const Block*> taken;
    for (const auto* element : a) {
      auto found = std::find_if(b.begin(), b.end(), [&](const Block* other) {
        return !taken.contains(other) && are_one(element->keys, other->keys);
      });
      if (found == b.end()) {
        out_.element(header, only_for(element->keys, first_.dialect));
      } else {
        taken.insert(*found);
        out_.element(header, merged_keys(element->keys, (*found)->keys));
      }
    }
    for (const auto* element : b) {
      if (!taken.contains(element)) out_.element(header, only_for(element->keys, second_.dialect));
    }
  }

  /// Elements with names are one where these are, others where all is.
  static bool are_one(const InlineTable& a, const InlineTable& b) {
    const auto* name = a.find("name");
    const auto* other = b.find("name");
    if (name && other) return *name == *other;
    return !name && !other && a.entries() == b.entries();
  }

  Rows merged_rows(const Rows& a, const Rows& b) const {
    Rows out;
    for (const auto& [name, keys] : a) {
      const auto* other = row(b, name);
      out.emplace_back(name, other ? merged_keys(keys, *other) : only_for(keys, first_.dialect));
    }
    for (const auto& [name, keys] : b) {
      if (!row(a, name)) out.emplace_back(name, only_for(keys, second_.dialect));
    }
    return out;
  }

  static const InlineTable* row(const Rows& rows, const std::string& name) {
    auto found =
        std::find_if(rows.begin(), rows.end(), [&](const auto& row) { return row.first == name; });
    return found == rows.end() ? nullptr : &found->second;
  }

  InlineTable merged_keys(const InlineTable& a, const InlineTable& b) const {
    InlineTable out, of_first, of_second;
    for (const auto& [key, value] : a.entries()) {
      const auto* other = b.find(key);
      bool overridden = b.find(prefix(second_) + key) != nullptr;
      if (is_override(key, first_)) {
        of_first.add(key, value);
      } else if (!other && !overridden) {
        of_first.add(prefix(first_) + key, value);
      } else if (other && a.find(prefix(first_) + key)) {
        out.add(key, *other);  // the first has a value of its own already
      } else {
        out.add(key, value);
        if (other && *other != value && !overridden) of_second.add(prefix(second_) + key, *other);
      }
    }
    for (const auto& [key, value] : b.entries()) {
      if (is_override(key, second_)) {
        of_second.add(key, value);
      } else if (!a.find(key)) {
        bool own = a.find(prefix(first_) + key) != nullptr;
        (own ? out : of_second).add(own ? key : prefix(second_) + key, value);
      }
    }
    for (const auto* overrides : {&of_first, &of_second}) {
      for (const auto& [key, value] : overrides->entries()) out.add(key, value);
    }
    return out;
  }

  const PageOf& first_;
  const PageOf& second_;
  Page out_;
};

}  // namespace

Page merged(const PageOf& first, const PageOf& second) {
  return Merger(first, second).merge();
}

}  // namespace athanor::model
