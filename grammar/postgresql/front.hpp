#pragma once
/// The words at the front of a statement, for those that are told by them alone. Private to this
/// folder.

#include <string>
#include <string_view>
#include <vector>

#include "grammar/postgresql/written.hpp"

namespace athanor::postgresql {

/// Goes through the tokens of a statement, one after another.
class Front {
 public:
  explicit Front(const Written& written)
      : written_(&written), tokens_(&written.parsing().tokens()) {}

  const antlr4::Token* token() const { return tokens_->get(at_); }
  std::size_t type() const { return token()->getType(); }
  bool at_end() const { return type() == antlr4::Token::EOF; }
  void next() {
    if (!at_end()) ++at_;
  }
  /// The token here in lower case where it is a word without quotes, else "".
  std::string word() const;
  /// Goes past these words if they stand here, all of them.
  bool take(std::string_view words);
  bool take(std::size_t token_type) {
    if (type() != token_type) return false;
    next();
    return true;
  }
  /// A name with its schema, gone past. Precondition: a word or a quoted name stands here.
  std::vector<std::string> take_name();
  QualifiedName take_qualified();
  /// Whether these words stand anywhere from here on, side by side.
  bool has_ahead(std::string_view words) const;
  /// What is written from here to the end.
  std::string rest() const;

 private:
  const Written* written_;
  TokenList* tokens_;
  std::size_t at_ = 0;
};

}  // namespace athanor::postgresql
