#include "engine/dialects/postgresql/server_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "engine/dialects/postgresql/cells.hpp"
#include "engine/dialects/postgresql/names.hpp"
#include "engine/dialects/postgresql/printing.hpp"
#include "engine/dialects/postgresql/sameness.hpp"
#include "engine/dialects/postgresql/types.hpp"

namespace athanor::postgresql {
namespace {

/// How the answer to a question is read back: the text that introspection would read. Each takes
/// the scratch object as a text literal.
constexpr const char* kReadDefault =
    "SELECT pg_get_expr(adbin, adrelid, true) FROM pg_attrdef WHERE adrelid = {}::regclass";
constexpr const char* kReadCheck =
    "SELECT pg_get_expr(conbin, conrelid, true) FROM pg_constraint "
    "WHERE conrelid = {}::regclass AND contype = 'c'";
constexpr const char* kReadElement =
    "SELECT pg_get_indexdef(indexrelid, 1, true) FROM pg_index WHERE indrelid = {}::regclass";
constexpr const char* kReadWhere =
    "SELECT pg_get_expr(indpred, indrelid, true) FROM pg_index WHERE indrelid = {}::regclass";
constexpr const char* kReadDomainDefault =
    "SELECT pg_get_expr(typdefaultbin, 0, true) FROM pg_type WHERE oid = {}::regtype";
constexpr const char* kReadDomainCheck =
    "SELECT pg_get_expr(conbin, 0, true) FROM pg_constraint "
    "WHERE contypid = {}::regtype AND contype = 'c'";

/// A scratch object has the name of the real one, which expressions may mention.
std::string scratch_of(const QualifiedName& name) {
  return "pg_temp." + quote_name(name.name);
}

std::string reading_of(const char* query, const std::string& scratch) {
  return fmt::format(fmt::runtime(query), quote_text(scratch));
}

/// A real table, which the scratch table of that name must not hide.
std::string real_table(const QualifiedName& name) {
  return quote_name(QualifiedName{name.schema.empty() ? "public" : name.schema, name.name});
}

std::string collate(const std::optional<std::string>& collation) {
  return collation ? " COLLATE " + quote_name(*collation) : "";
}

/// The columns alone, of the types they are to have.
std::string columns_of(const Table& table) {
  std::string out;
  for (const auto& column : table.columns) {
    out += fmt::format("{}{} {}{}", out.empty() ? "" : ", ", quote_name(column.name),
                       type_text(column.type), collate(column.collation));
  }
  return out;
}

/// Whether questions about one may be asked of a table with the columns of the other.
bool same_types(const Table& a, const Table& b) {
  return std::all_of(a.columns.begin(), a.columns.end(), [&](const Column& column) {
    const Column* other = find_column(b, column.name);
    return other && other->type == column.type && other->collation == column.collation;
  });
}

/// Puts questions to the server, one at a time, each undone before the next.
class Scratch {
 public:
  explicit Scratch(Connection& connection) : connection_(connection) {}

  /// Makes the table that questions are about from here on. False where the server refuses.
  bool use_table(const Table& desired, const Table& actual) {
    if (!table_.empty()) connection_.run("DROP TABLE " + table_);
    table_ = scratch_of(desired.name);
    auto own = fmt::format("CREATE TEMP TABLE {} ({})", table_, columns_of(desired));
    auto like = fmt::format("CREATE TEMP TABLE {} (LIKE {})", table_, real_table(actual.name));
    bool made =
        (desired.inherits.empty() && tries(own)) || (same_types(desired, actual) && tries(like));
    if (!made) table_.clear();
    return made;
  }

  /// What `reading` gives after `change`, and the change undone; nothing where either is refused.
  std::optional<std::string> ask(const std::string& change, const std::string& reading) {
    std::optional<std::string> answer;
    try {
      auto rows =
          connection_.run(fmt::format("SAVEPOINT athanor_question; {}; {}", change, reading));
      if (!rows.empty() && !rows[0][0].is_null()) answer = rows[0][0].c_str();
    } catch (const StatementError&) {  // then the text stays as it was written
    }
    connection_.run("ROLLBACK TO athanor_question; RELEASE athanor_question");
    return answer;
  }

 private:
  bool tries(const std::string& change) {
    try {
      connection_.run("SAVEPOINT athanor_question; " + change + "; RELEASE athanor_question");
      return true;
    } catch (const StatementError&) {
      connection_.run("ROLLBACK TO athanor_question; RELEASE athanor_question");
      return false;
    }
  }

  Connection& connection_;
  std::string table_;  ///< that questions are about; empty before the first
};

/// An expression of the desired graph that differs from what is there, and how to ask about it.
struct Question {
  Expression* expression;
  std::string change, reading;
  /// Parentheses around the whole are part of a default's text and of no other's.
  std::string (*clean)(std::string_view);
};

Expression* expression_of(std::optional<DefaultValue>& value) {
  return value ? std::get_if<Expression>(&*value) : nullptr;
}
const Expression* expression_of(const std::optional<DefaultValue>& value) {
  return value ? std::get_if<Expression>(&*value) : nullptr;
}

/// The part of that name, or null.
template <class T>
const T* named(const std::vector<T>& parts, const T& wanted) {
  auto found = std::find_if(parts.begin(), parts.end(),
                            [&](const T& part) { return part.name == wanted.name; });
  return found == parts.end() ? nullptr : &*found;
}

/// Collects the questions about one table.
class TableQuestions {
 public:
  TableQuestions(Table& desired, const Table& actual, const Schema& schema)
      : desired_(desired), actual_(actual), schema_(schema), table_(scratch_of(desired.name)) {}

  std::vector<Question> collect() {
    for (auto& column : desired_.columns) about(column);
    for (auto& check : desired_.checks) about(check);
    for (auto& index : desired_.indexes) about(index);
    for (auto& exclusion : desired_.exclusions) about(exclusion);
    return std::move(questions_);
  }

 private:
  void add(Expression& wanted, std::string change, const char* reading,
           std::string (*clean)(std::string_view) = bare_expression) {
    questions_.push_back({&wanted, std::move(change), reading_of(reading, table_), clean});
  }

  bool settled(const Expression& wanted, const Expression* there,
               const DataType* type = nullptr) const {
    return there && (there->text == wanted.text ||
                     same_expression(wanted, *there, {&schema_, &desired_, type}));
  }
  bool settled_default(const Expression& wanted, const Expression& there,
                       const DataType& type) const {
    return there.text == wanted.text || same_default(wanted, there, {&schema_, &desired_, &type});
  }

  void about(Column& column) {
    const auto* there = find_column(actual_, column.name);
    if (!there) return;
    auto* value = expression_of(column.default_value);
    const auto* old_value = expression_of(there->default_value);
    if (value && old_value && !settled_default(*value, *old_value, column.type)) {
      add(*value,
          fmt::format("ALTER TABLE {} ALTER {} SET DEFAULT {}", table_, quote_name(column.name),
                      value->text),
          kReadDefault, one_line);
    }
    if (!column.generated || !there->generated) return;
    auto& expression = column.generated->expression;
    if (settled(expression, &there->generated->expression, &column.type)) return;
    add(expression,
        fmt::format("ALTER TABLE {} ADD athanor_question {}{} GENERATED ALWAYS AS ({}) STORED",
                    table_, type_text(column.type), collate(column.collation), expression.text),
        kReadDefault);
  }

  /// A check whose name is only a convention may equal any other.
  void about(Check& check) {
    bool known = std::any_of(actual_.checks.begin(), actual_.checks.end(), [&](const Check& other) {
      bool comparable = other.name == check.name || !check.named || !other.named;
      return comparable && settled(check.expression, &other.expression);
    });
    if (known || actual_.checks.empty()) return;
    add(check.expression,
        fmt::format("ALTER TABLE {} ADD CHECK ({})", table_, check.expression.text), kReadCheck);
  }

  void about_where(Rare<Expression>& where, const Rare<Expression>& there) {
    if (!where || !there || settled(*where, &*there)) return;
    add(*where, fmt::format("CREATE INDEX ON {} ((1)) WHERE {}", table_, where->text), kReadWhere);
  }

  void about(Index& index) {
    const auto* there = named(actual_.indexes, index);
    if (!there) return;
    about_where(index.where, there->where);
    for (std::size_t at = 0; at < index.elements.size(); ++at) {
      auto* wanted = std::get_if<Expression>(&index.elements[at].what);
      const auto* old = at < there->elements.size()
                            ? std::get_if<Expression>(&there->elements[at].what)
                            : nullptr;
      if (!wanted || settled(*wanted, old)) continue;
      add(*wanted,
          fmt::format("CREATE INDEX ON {} USING {} (({}) {})", table_,
                      index.method.value_or("btree"), wanted->text,
                      index.elements[at].operator_class.value_or("")),
          kReadElement);
    }
  }

  void about(Exclusion& exclusion) {
    const auto* there = named(actual_.exclusions, exclusion);
    if (!there) return;
    about_where(exclusion.where, there->where);
    for (std::size_t at = 0; at < exclusion.elements.size(); ++at) {
      auto& wanted = exclusion.elements[at].element;
      const auto* old = at < there->elements.size() ? &there->elements[at].element : nullptr;
      if (settled(wanted, old)) continue;
      add(wanted,
          fmt::format("CREATE INDEX ON {} USING {} (({}))", table_, exclusion.method, wanted.text),
          kReadElement);
    }
  }

  Table& desired_;
  const Table& actual_;
  const Schema& schema_;
  std::string table_;
  std::vector<Question> questions_;
};

void ask(Scratch& scratch, const std::vector<Question>& questions) {
  for (const auto& question : questions) {
    // Nothing that could end the statement and the transaction with it is put to a server.
    if (question.expression->text.find(';') != std::string::npos) continue;
    auto answer = scratch.ask(question.change, question.reading);
    if (answer) question.expression->text = question.clean(*answer);
  }
}

std::vector<Question> questions_about(Domain& desired, const Domain& held, const Schema& schema) {
  Surroundings around{&schema, nullptr, &desired.type};
  auto name = scratch_of(desired.name);
  auto domain = fmt::format("CREATE DOMAIN {} AS {}{}", name, type_text(desired.type),
                            collate(desired.collation));
  std::vector<Question> questions;
  auto* value = expression_of(desired.default_value);
  const auto* old_value = expression_of(held.default_value);
  if (value && old_value && !same_default(*value, *old_value, around)) {
    questions.push_back({value, fmt::format("{} DEFAULT ({})", domain, value->text),
                         reading_of(kReadDomainDefault, name), one_line});
  }
  for (auto& check : desired.checks) {
    auto& wanted = check.expression;
    const auto* old = named(held.checks, check);
    if (old && same_expression(wanted, old->expression, around)) continue;
    questions.push_back({&wanted, fmt::format("{} CHECK ({})", domain, wanted.text),
                         reading_of(kReadDomainCheck, name), bare_expression});
  }
  return questions;
}

/// What there is to ask about one object; `table` and `held` are null for a domain.
struct Inquiry {
  const Table* table;
  const Table* held;
  std::vector<Question> questions;
};

std::vector<Inquiry> inquiries(Schema& desired, const Schema& held) {
  std::vector<Inquiry> all;
  for (auto& [name, domain] : desired.domains) {
    auto found = held.domains.find(name);
    if (found == held.domains.end()) continue;
    all.push_back({nullptr, nullptr, questions_about(domain, found->second, desired)});
  }
  for (auto& [name, table] : desired.tables) {
    auto found = held.tables.find(name);
    if (found == held.tables.end()) continue;
    auto questions = TableQuestions(table, found->second, desired).collect();
    all.push_back({&table, &found->second, std::move(questions)});
  }
  std::erase_if(all, [](const Inquiry& inquiry) { return inquiry.questions.empty(); });
  return all;
}

/// Absent where the session may not write: on a standby, for one.
std::unique_ptr<PrintingTransaction> transaction_for_writing(Connection& connection,
                                                             Transaction around) {
  try {
    return std::make_unique<PrintingTransaction>(connection, around, Access::ReadWrite);
  } catch (const StatementError&) {
    return nullptr;
  }
}

}  // namespace

Schema as_server_writes(Connection& connection, Transaction around, Schema desired,
                        const Schema& held) {
  auto all = inquiries(desired, held);
  if (all.empty()) return desired;
  auto open = transaction_for_writing(connection, around);
  if (!open) return desired;
  Scratch scratch(connection);
  for (const auto& [table, held_table, questions] : all) {
    if (!table || scratch.use_table(*table, *held_table)) ask(scratch, questions);
  }
  return desired;
}

}  // namespace athanor::postgresql
