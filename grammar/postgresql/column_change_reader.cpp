#include "grammar/postgresql/column_change_reader.hpp"

#include "grammar/postgresql/column_reader.hpp"
#include "grammar/postgresql/option_reader.hpp"
#include "grammar/postgresql/type_reader.hpp"

namespace athanor::postgresql {
namespace {

using P = PostgreSQLParser;

ColumnChange read_default(const Written& written, P::ExprContext* expr) {
  auto change = read_default_change(written, expr);
  if (auto* set = std::get_if<SetDefault>(&change)) return std::move(*set);
  return DropDefault{};
}

SetType read_type_change(const Written& written, P::Column_alterationContext* node) {
  SetType out{read_type(written, node->type_name()), std::nullopt, std::nullopt};
  if (node->any_name() != nullptr) out.collation = written.dotted(node->any_name());
  if (node->conversion != nullptr) out.conversion = written.expression(node->conversion);
  return out;
}

SetStatistics read_statistics(const Written& written, P::Column_alterationContext* node) {
  if (node->signed_number() == nullptr) return {};
  auto target = written.number(node->signed_number());
  return target < 0 ? SetStatistics{} : SetStatistics{target};
}

ColumnChange read_set(const Written& written, P::Column_alterationContext* node) {
  if (node->STATISTICS() != nullptr) return read_statistics(written, node);
  if (node->expr() != nullptr && node->EXPRESSION() != nullptr) {
    return SetGenerated{written.expression(node->expr())};
  }
  if (node->DEFAULT() != nullptr) return read_default(written, node->expr());
  if (node->NOT() != nullptr) return SetNotNull{};
  if (node->STORAGE() != nullptr) return SetStorage{read_storage(written, node->storage_word())};
  if (node->COMPRESSION() != nullptr) {
    return SetCompression{read_storage(written, node->storage_word())};
  }
  return SetOptions{read_options(written, node->definitions())};
}

ColumnChange read_drop(P::Column_alterationContext* node) {
  bool if_exists = node->if_exists() != nullptr;
  if (node->DEFAULT() != nullptr) return DropDefault{};
  if (node->NOT() != nullptr) return DropNotNull{};
  if (node->IDENTITY() != nullptr) return DropIdentity{if_exists};
  return DropGenerated{if_exists};
}

AlterIdentity read_identity_changes(const Written& written, P::Column_alterationContext* node) {
  AlterIdentity out;
  std::vector<P::Sequence_optionContext*> options;
  for (auto* change : node->identity_alteration()) {
    if (change->GENERATED() != nullptr) {
      out.generation = change->ALWAYS() != nullptr ? Identity::Generation::Always
                                                   : Identity::Generation::ByDefault;
    }
    if (change->sequence_option() != nullptr) options.push_back(change->sequence_option());
  }
  out.sequence = read_sequence_options(written, options);
  return out;
}

}  // namespace

std::variant<SetDefault, DropDefault> read_default_change(const Written& written,
                                                          P::ExprContext* expr) {
  auto value = written.expression(expr);
  if (ascii_iequals(value.text, "null")) return DropDefault{};
  return SetDefault{std::move(value)};
}

ColumnChange read_column_change(const Written& written, P::Column_alterationContext* node) {
  if (!node->identity_alteration().empty()) return read_identity_changes(written, node);
  if (node->TYPE() != nullptr) return read_type_change(written, node);
  switch (node->start->getType()) {
    case P::ADD:
      return read_identity(written, node->generated());
    case P::DROP:
      return read_drop(node);
    case P::RESET:
      return ResetOptions{read_option_names(written, node->definitions())};
    default:
      return read_set(written, node);
  }
}

}  // namespace athanor::postgresql
