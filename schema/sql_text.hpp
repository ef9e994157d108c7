#pragma once
/// A look at SQL text by its tokens alone, which is all that a layer without a grammar may take.
/// It knows what every SQL has in common: words, quoted names, strings, numbers, comments. The
/// grammars in grammar/ know the rest.

#include <string>
#include <string_view>
#include <vector>

namespace athanor {

struct SqlToken {
  enum class Kind {
    Word,        ///< a keyword or a name that is not quoted
    QuotedName,  ///< "name" or `name`; `text` is the bare name
    String,      ///< 'text' with its quotes, or $tag$text$tag$
    Number,
    Symbol,  ///< an operator or punctuation; ( ) , . ; [ ] are one each
  };
  Kind kind;
  std::string text;
  std::size_t offset = 0;  ///< of the first byte, in the text that was scanned
  std::size_t length = 0;
};

/// The tokens of `text`, comments and white space left out. An unclosed quote runs to the end.
std::vector<SqlToken> scan_sql(std::string_view text);

/// `text` without comments, white space outside quotes folded to one space, trimmed.
std::string fold_space(std::string_view text);

/// `text` without white space around it.
std::string_view trim(std::string_view text);

/// Whether two texts have the same tokens: case of words, white space and comments aside, and a
/// quoted name equal to the word it spells. A final semicolon is ignored.
bool same_tokens(std::string_view a, std::string_view b);

/// Whether `name` occurs in `text` as a word or a quoted name, ASCII case ignored.
bool mentions(std::string_view text, std::string_view name);

}  // namespace athanor
