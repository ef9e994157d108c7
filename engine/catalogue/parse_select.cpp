#include <algorithm>
#include <array>
#include <stdexcept>

#include "engine/catalogue/select.hpp"
#include "schema/names.hpp"
#include "schema/sql_text.hpp"

namespace athanor::catalogue {
namespace {

/// What is not read here. Never leaves this file.
class NotRead : public std::runtime_error {
 public:
  NotRead() : std::runtime_error("not read") {}
};

/// Words that end an alias's place.
constexpr std::array keywords = {"where", "order", "limit", "group", "having", "join", "inner",
                                 "left",  "right", "full",  "cross", "on",     "and",  "or",
                                 "union", "from",  "as",    "asc",   "desc",   "not",  "in",
                                 "is",    "like",  "ilike", "null",  "offset", "for"};

class SelectParser {
 public:
  explicit SelectParser(std::string_view text) : tokens_(scan_sql(text)) {}

  Select whole() {
    auto out = select();
    take_symbol(";");
    if (at_ != tokens_.size()) throw NotRead();
    return out;
  }

 private:
  using Kind = SqlToken::Kind;

  const SqlToken* peek(std::size_t ahead = 0) const {
    return at_ + ahead < tokens_.size() ? &tokens_[at_ + ahead] : nullptr;
  }
  bool is_word(std::string_view word, std::size_t ahead = 0) const {
    const auto* token = peek(ahead);
    return token && token->kind == Kind::Word && ascii_iequals(token->text, word);
  }
  bool is_symbol(std::string_view symbol, std::size_t ahead = 0) const {
    const auto* token = peek(ahead);
    return token && token->kind == Kind::Symbol && token->text == symbol;
  }
  bool take_word(std::string_view word) {
    bool found = is_word(word);
    if (found) ++at_;
    return found;
  }
  bool take_symbol(std::string_view symbol) {
    bool found = is_symbol(symbol);
    if (found) ++at_;
    return found;
  }
  void expect_word(std::string_view word) {
    if (!take_word(word)) throw NotRead();
  }
  void expect_symbol(std::string_view symbol) {
    if (!take_symbol(symbol)) throw NotRead();
  }

  bool is_name() const {
    const auto* token = peek();
    if (!token) return false;
    if (token->kind == Kind::QuotedName) return true;
    auto word = ascii_lower(token->text);
    return token->kind == Kind::Word &&
           std::find(keywords.begin(), keywords.end(), word) == keywords.end();
  }

  std::string name() {
    if (!is_name()) throw NotRead();
    const auto& token = tokens_[at_++];
    return token.kind == Kind::Word ? ascii_lower(token.text) : token.text;
  }

  /// The text of a string that is written with quotes.
  std::string string() {
    const auto* token = peek();
    if (!token || token->kind != Kind::String || token->text.front() != '\'') throw NotRead();
    ++at_;
    std::string out;
    auto inside = std::string_view(token->text).substr(1, token->text.size() - 2);
    for (std::size_t i = 0; i < inside.size(); ++i) {
      out += inside[i];
      if (inside[i] == '\'') ++i;
    }
    return out;
  }

  Select select() {
    if (++depth_ > 8) throw NotRead();
    expect_word("select");
    Select out;
    out.distinct = take_word("distinct");
    do {
      out.items.push_back(item());
    } while (take_symbol(","));
    if (take_word("from")) from(out);
    if (take_word("where")) require(out, condition());
    if (take_word("order")) {
      expect_word("by");
      out.order_by = column();
      take_word("asc");
    }
    if (take_word("limit")) {
      const auto* token = peek();
      if (!token || token->kind != Kind::Number || token->text.size() > 6) throw NotRead();
      out.limit = std::stoul(token->text);
      ++at_;
    }
    --depth_;
    return out;
  }

  SelectItem item() {
    if (take_symbol("*")) return {std::nullopt, "*"};
    SelectItem out{term(), ""};
    if (const auto* column = std::get_if<ColumnName>(&out.term->kind)) out.name = column->name;
    if (std::holds_alternative<CountRows>(out.term->kind)) out.name = "count";
    if (std::holds_alternative<ExistsSelect>(out.term->kind)) out.name = "exists";
    if (take_word("as") || is_name()) out.name = name();
    return out;
  }

  static void require(Select& select, Condition condition) {
    if (!select.where) {
      select.where = std::move(condition);
      return;
    }
    Combined both{Combined::Op::And, {}};
    both.parts.push_back(std::move(*select.where));
    both.parts.push_back(std::move(condition));
    select.where = Condition{std::move(both)};
  }

  void from(Select& out) {
    out.from.push_back(reference());
    for (;;) {
      if (take_symbol(",")) {
        out.from.push_back(reference());
      } else if (is_word("join") || is_word("inner")) {
        take_word("inner");
        expect_word("join");
        out.from.push_back(reference());
        expect_word("on");
        require(out, condition());
      } else {
        return;
      }
    }
  }

  TableReference reference() {
    TableReference out;
    out.name = name();
    while (take_symbol(".")) out.name += "." + name();
    if (take_symbol("(")) {
      out.argument = string();
      expect_symbol(")");
    }
    auto dot = out.name.rfind('.');
    out.alias = dot == std::string::npos ? out.name : out.name.substr(dot + 1);
    if (take_word("as") || is_name()) out.alias = name();
    return out;
  }

  ColumnName column() {
    ColumnName out{"", name()};
    if (take_symbol(".")) {
      out.table = std::move(out.name);
      out.name = name();
    }
    return out;
  }

  Term term() {
    auto out = operand();
    // A cast changes nothing of what is compared here: names are texts.
    while (take_symbol("::")) {
      auto type = name();
      if (type != "text" && type != "regclass" && type != "name" && type != "varchar") {
        throw NotRead();
      }
    }
    return out;
  }

  Term operand() {
    const auto* token = peek();
    if (!token) throw NotRead();
    if (token->kind == Kind::String) return {TextLiteral{string()}};
    if (token->kind == Kind::Number) {
      ++at_;
      return {NumberLiteral{token->text}};
    }
    if (take_word("null")) return {NullLiteral{}};
    if (is_word("true") || is_word("false"))
      return {TruthLiteral{ascii_lower(tokens_[at_++].text) == "true"}};
    if (is_word("exists") && is_symbol("(", 1)) {
      at_ += 2;
      auto inner = std::make_shared<const Select>(select());
      expect_symbol(")");
      return {ExistsSelect{std::move(inner)}};
    }
    if (is_symbol("(", 1)) return call();
    return {column()};
  }

  Term call() {
    auto function = name();
    expect_symbol("(");
    if (function == "count") {
      if (!take_symbol("*") && !(peek() && peek()->kind == Kind::Number && ++at_)) throw NotRead();
      expect_symbol(")");
      return {CountRows{}};
    }
    FunctionCall out{function, {}};
    if (!is_symbol(")")) out.arguments.push_back(term());
    expect_symbol(")");
    return {std::move(out)};
  }

  Condition condition() {
    if (++depth_ > 40) throw NotRead();
    auto out = combination(Combined::Op::Or, "or");
    --depth_;
    return out;
  }

  Condition combination(Combined::Op op, const char* word) {
    auto part = [&] {
      return op == Combined::Op::Or ? combination(Combined::Op::And, "and") : negation();
    };
    Combined out{op, {}};
    out.parts.push_back(part());
    while (take_word(word)) out.parts.push_back(part());
    if (out.parts.size() == 1) return std::move(out.parts.front());
    return {std::move(out)};
  }

  Condition negated(Condition condition) {
    Combined out{Combined::Op::Not, {}};
    out.parts.push_back(std::move(condition));
    return {std::move(out)};
  }

  Condition negation() {
    if (++depth_ > 40) throw NotRead();
    auto out = take_word("not") ? negated(negation()) : predicate();
    --depth_;
    return out;
  }

  Condition predicate() {
    if (take_symbol("(")) {
      auto out = condition();
      expect_symbol(")");
      return out;
    }
    auto left = term();
    if (take_word("is")) {
      bool negative = take_word("not");
      expect_word("null");
      Condition out{IsNull{std::move(left)}};
      return negative ? negated(std::move(out)) : out;
    }
    bool negative = take_word("not");
    if (take_word("in")) {
      Condition out{Membership{std::move(left), list()}};
      return negative ? negated(std::move(out)) : out;
    }
    if (auto op = comparison_operator()) {
      Condition out{Comparison{*op, std::move(left), term()}};
      return negative ? negated(std::move(out)) : out;
    }
    if (negative) throw NotRead();
    return {Truth{std::move(left)}};
  }

  std::optional<Comparison::Op> comparison_operator() {
    if (take_word("like")) return Comparison::Op::Like;
    if (take_word("ilike")) return Comparison::Op::ILike;
    static constexpr std::array known = {
        std::pair{"=", Comparison::Op::Equal},      std::pair{"==", Comparison::Op::Equal},
        std::pair{"<>", Comparison::Op::Different}, std::pair{"!=", Comparison::Op::Different},
        std::pair{"<", Comparison::Op::Less},       std::pair{"<=", Comparison::Op::LessEqual},
        std::pair{">", Comparison::Op::Greater},    std::pair{">=", Comparison::Op::GreaterEqual}};
    for (const auto& [symbol, op] : known) {
      if (take_symbol(symbol)) return op;
    }
    return std::nullopt;
  }

  std::vector<Term> list() {
    expect_symbol("(");
    std::vector<Term> out;
    do {
      out.push_back(term());
    } while (take_symbol(","));
    expect_symbol(")");
    return out;
  }

  std::vector<SqlToken> tokens_;
  std::size_t at_ = 0;
  int depth_ = 0;
};

}  // namespace

std::optional<Select> parse_select(std::string_view text) {
  try {
    return SelectParser(text).whole();
  } catch (const NotRead&) {
    return std::nullopt;
  }
}

}  // namespace athanor::catalogue
