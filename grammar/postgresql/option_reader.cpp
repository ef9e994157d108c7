#include "grammar/postgresql/option_reader.hpp"

#include "grammar/postgresql/type_reader.hpp"

namespace athanor::postgresql {
namespace {

using P = PostgreSQLParser;

std::string option_name(const Written& written, P::DefinitionContext* node) {
  auto name = written.name(node->first);
  return node->second == nullptr ? name : name + '.' + written.name(node->second);
}

std::string option_value(const Written& written, P::Definition_valueContext* node) {
  if (node == nullptr) return "true";
  if (node->string() != nullptr) return written.string(node->string());
  if (node->type_name() == nullptr) return ascii_lower(written.folded(node));
  auto* generic = node->type_name()->simple_type()->generic_type();
  if (generic == nullptr) return ascii_lower(written.folded(node));
  std::string out = written.name(generic->type_word());
  for (auto* label : generic->label()) out += '.' + written.name(label);
  return out;
}

/// OWNED BY table.column, or NONE.
std::optional<OwnedBy> read_owner(const Written& written, P::Any_nameContext* node) {
  auto parts = written.parts(node);
  if (parts.size() == 1) {
    if (parts[0] != "none") {
      written.error(node->start, "OWNED BY must name a column: table.column, or NONE");
    }
    return std::nullopt;
  }
  auto column = std::move(parts.back());
  parts.pop_back();
  return OwnedBy{written.qualified(std::move(parts), node->start), std::move(column)};
}

/// Reads the options of a sequence, each into its place.
class SequenceOptionReader {
 public:
  explicit SequenceOptionReader(const Written& written) : written_(written) {}

  void read(P::Sequence_optionContext* node) {
    switch (node->start->getType()) {
      case P::AS:
        out.type = read_type(written_, node->type_name());
        return;
      case P::OWNED:
        out.owner = read_owner(written_, node->any_name());
        return;
      case P::SEQUENCE:
        out.name = written_.qualified(node->any_name());
        return;
      case P::LOGGED:
      case P::UNLOGGED:
        out.unlogged = node->UNLOGGED() != nullptr;
        return;
      case P::NO:
        read_none(node);
        return;
      case P::CYCLE:
        out.cycle = true;
        return;
      case P::RESTART:  // moves the position, which is no part of the schema
        return;
      default:
        read_number(node);
    }
  }

  SequenceChange out;

 private:
  void read_none(P::Sequence_optionContext* node) {
    if (node->CYCLE() != nullptr) out.cycle = false;
    if (node->MAXVALUE() != nullptr) out.maximum = SequenceLimit{};
    if (node->MINVALUE() != nullptr) out.minimum = SequenceLimit{};
  }

  void read_number(P::Sequence_optionContext* node) {
    auto value = written_.number(node->signed_number());
    switch (node->start->getType()) {
      case P::CACHE:
        out.cache = value;
        return;
      case P::INCREMENT:
        out.increment = value;
        return;
      case P::MAXVALUE:
        out.maximum = SequenceLimit{value};
        return;
      case P::MINVALUE:
        out.minimum = SequenceLimit{value};
        return;
      default:
        out.start = value;
    }
  }

  const Written& written_;
};

}  // namespace

Options read_options(const Written& written, P::DefinitionsContext* node) {
  Options out;
  if (node == nullptr) return out;
  for (auto* definition : node->definition()) {
    out.insert_or_assign(option_name(written, definition),
                         option_value(written, definition->definition_value()));
  }
  return out;
}

std::vector<std::string> read_option_names(const Written& written, P::DefinitionsContext* node) {
  std::vector<std::string> out;
  for (auto* definition : node->definition()) out.push_back(option_name(written, definition));
  return out;
}

SequenceChange read_sequence_options(const Written& written,
                                     const std::vector<P::Sequence_optionContext*>& nodes) {
  SequenceOptionReader reader(written);
  for (auto* node : nodes) reader.read(node);
  return std::move(reader.out);
}

}  // namespace athanor::postgresql
