#include "engine/risk/chronicle.hpp"

#include <set>

#include "schema/sql_text.hpp"

namespace athanor::risk {

void Chronicle::add_unit(const std::vector<Statement>& statements) {
  ++units_;
  for (std::size_t at = 0; at < statements.size(); ++at) {
    if (!std::holds_alternative<Unread>(statements[at].action)) continue;
    const auto& text = statements[at].text;
    for (const auto& token : scan_sql(text)) {
      bool word = token.kind == SqlToken::Kind::Word || token.kind == SqlToken::Kind::QuotedName;
      if (!word) continue;
      auto& places = places_[ascii_lower(token.text)];
      if (places.empty() || places.back() != entries_.size()) places.push_back(entries_.size());
    }
    entries_.push_back({text, units_, at});
  }
}

std::vector<const Chronicle::Entry*> Chronicle::with_any(
    const std::vector<std::string>& words) const {
  std::set<std::size_t> found;
  for (const auto& word : words) {
    auto places = places_.find(ascii_lower(word));
    if (places != places_.end()) found.insert(places->second.begin(), places->second.end());
  }
  std::vector<const Entry*> out;
  for (auto place : found) out.push_back(&entries_[place]);
  return out;
}

}  // namespace athanor::risk
