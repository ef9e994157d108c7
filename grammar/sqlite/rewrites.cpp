#include "grammar/sqlite/rewrites.hpp"

#include <fmt/format.h>

namespace athanor::sqlite {

bool Rewrites::can_follow(std::string_view text, const Mention& mention, std::string_view what) {
  auto token = text.substr(mention.offset, mention.length);
  switch (mention.kind) {
    case Mention::Kind::Itself:
      return true;
    case Mention::Kind::Derived:
      change_.error(
          fmt::format("{} uses {} of a view or subquery that has the name from the "
                      "renamed column, and would no longer find it",
                      what, token));
      return false;
    case Mention::Kind::Ambiguous:
      change_.error(
          fmt::format("{} uses {}, which more than one of its tables has: which one is "
                      "meant cannot be told",
                      what, token));
      return false;
    case Mention::Kind::Joined:
      change_.error(
          fmt::format("{} joins USING {}, and both tables must have that column", what, token));
      return false;
  }
  return false;
}

void Rewrites::add(std::string& text, const std::vector<Mention>& mentions, std::string_view what) {
  if (mentions.empty()) return;
  bool all = true;
  for (const auto& mention : mentions) all = can_follow(text, mention, what) && all;
  possible_ = possible_ && all;
  if (all) pending_.emplace_back(&text, replace_mentions(text, mentions, new_name_));
}

void Rewrites::apply() {
  for (auto& [text, rewritten] : pending_) *text = std::move(rewritten);
}

void add_views_and_triggers(Rewrites& rewrites, Catalog& catalog, const MentionFinder& finder) {
  for (auto& [name, view] : catalog.schema().views) {
    rewrites.add(view.query.text, finder.in_query(view.query.text),
                 fmt::format("view \"{}\"", display(name)));
  }
  for_each_trigger(catalog.schema(), [&](const QualifiedName& owner, Trigger& trigger) {
    auto what = fmt::format("trigger \"{}\"", trigger.name);
    if (trigger.condition) {
      auto& text = trigger.condition->text;
      rewrites.add(text, finder.in_condition(text, owner), what);
    }
    if (trigger.body) {
      rewrites.add(trigger.body->text, finder.in_body(trigger.body->text, owner), what);
    }
  });
}

}  // namespace athanor::sqlite
