#pragma once
/// Texts to be rewritten together, or not at all. Private to this folder.

#include <string>
#include <utility>
#include <vector>

#include "grammar/sqlite/change.hpp"
#include "grammar/sqlite/mentions.hpp"

namespace athanor::sqlite {

/// Collects the rewriting of texts that mention a renamed thing.
class Rewrites {
 public:
  Rewrites(const Change& change, std::string_view new_name)
      : change_(change), new_name_(new_name) {}

  /// `what` names the object that the text is of, for an error: `view "v"`. A mention that cannot
  /// be followed is such an error.
  void add(std::string& text, const std::vector<Mention>& mentions, std::string_view what);

  /// Whether every mention can be followed.
  bool possible() const { return possible_; }
  void apply();

 private:
  bool can_follow(std::string_view text, const Mention& mention, std::string_view what);

  const Change& change_;
  std::string_view new_name_;
  std::vector<std::pair<std::string*, std::string>> pending_;
  bool possible_ = true;
};

/// Adds all views' queries and all triggers' conditions and bodies.
void add_views_and_triggers(Rewrites& rewrites, Catalog& catalog, const MentionFinder& finder);

}  // namespace athanor::sqlite
