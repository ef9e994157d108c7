#include <fmt/format.h>

#include <filesystem>
#include <mutex>

#include "grammar/alembic/evaluation/blind_host.hpp"
#include "grammar/alembic/evaluation/interpreter.hpp"
#include "schema/overloaded.hpp"

namespace athanor::alembic {
namespace {

struct Given {
  Value value;
  Place place;
};

/// The values that the module's own names have in the end, as far as plain assignments tell.
class Names {
 public:
  explicit Names(const Module& module) : host_(""), interpreter_(host_) {
    for (const auto& statement : module.body) {
      if (const auto* plain = std::get_if<Assign>(&statement.kind)) {
        for (const auto& target : plain->targets) assign(target, plain->value);
      }
      if (const auto* annotated = std::get_if<AnnotatedAssign>(&statement.kind)) {
        if (annotated->value) assign(annotated->target, annotated->value);
      }
    }
  }

  const Given* find(const std::string& name) const {
    auto found = given_.find(name);
    return found == given_.end() ? nullptr : &found->second;
  }

 private:
  void assign(const Expression& target, const Expression& value) {
    const auto* targets = std::get_if<TupleDisplay>(&target->kind);
    const auto* values = std::get_if<TupleDisplay>(&value->kind);
    if (targets && values && targets->elements.size() == values->elements.size()) {
      for (std::size_t i = 0; i < values->elements.size(); ++i) {
        assign(targets->elements[i], values->elements[i]);
      }
    }
    const auto* name = std::get_if<Name>(&target->kind);
    if (name == nullptr) return;
    auto known = interpreter_.value_or_reason(value);
    interpreter_.bind(name->text, known);
    given_[name->text] = {std::move(known), value->place};
  }

  BlindHost host_;
  Interpreter interpreter_;
  std::map<std::string, Given> given_;
};

class HeaderReader {
 public:
  HeaderReader(const Module& module, Diagnostics& diagnostics)
      : module_(module), names_(module), diagnostics_(diagnostics) {}

  ScriptHeader read() {
    ScriptHeader header;
    header.doc = docstring(module_.body);
    auto ids = list("revision", header.revision_place);
    require("down_revision");
    if (ids.size() == 1) header.revision = ids.front();
    if (!names_.find("revision")) header.revision = id_of_file(header.revision_place);
    if (names_.find("revision") && ids.size() != 1 && !wrong_) {
      diagnostics_.error(header.revision_place, "variable \"revision\" is not a string");
    }
    header.down_revisions = list("down_revision", header.down_revision_place);
    header.branch_labels = list("branch_labels", header.branch_labels_place);
    header.depends_on = list("depends_on", header.depends_on_place);
    return header;
  }

 private:
  void require(const std::string& name) {
    if (names_.find(name)) return;
    diagnostics_.error(place_at(module_.source, 0, 1),
                       fmt::format("this migration script has no variable \"{}\"", name));
  }

  /// Scripts of the first versions of Alembic are called by their id and do not say it.
  std::string id_of_file(Place& place) {
    auto file = std::filesystem::path(module_.source->name).filename();
    auto id = file.stem().string();
    place = place_at(module_.source, 0, 1);
    bool hexadecimal = id.find_first_not_of("0123456789abcdef") == std::string::npos;
    if (!id.empty() && hexadecimal && file.extension() == ".py") return id;
    diagnostics_.error(place,
                       "this migration script has no variable \"revision\", and its file's name is "
                       "no revision id");
    return {};
  }

  void refuse(const std::string& name, const Place& place, std::vector<std::string> notes = {}) {
    wrong_ = true;
    diagnostics_.error(
        place, fmt::format("variable \"{}\" is not a string, a list of strings or None", name),
        std::move(notes));
  }

  std::vector<std::string> list(const std::string& name, Place& place) {
    const auto* given = names_.find(name);
    if (given == nullptr) return {};
    place = given->place;
    if (const auto* why = std::get_if<NeedsPython>(&given->value.kind)) {
      refuse(name, place, {fmt::format("its value needs Python: {}", why->construct)});
      return {};
    }
    if (std::holds_alternative<NoneValue>(given->value.kind)) return {};
    if (const auto* text = std::get_if<TextValue>(&given->value.kind)) return {text->text};
    const auto* sequence = items_of(given->value);
    if (sequence == nullptr) {
      refuse(name, place);
      return {};
    }
    return texts(*sequence, name, place);
  }

  std::vector<std::string> texts(const Values& sequence, const std::string& name,
                                 const Place& place) {
    std::vector<std::string> out;
    for (const auto& item : sequence) {
      if (const auto* text = std::get_if<TextValue>(&item.kind)) {
        out.push_back(text->text);
      } else {
        refuse(name, place);
        return {};
      }
    }
    return out;
  }

  const Module& module_;
  Names names_;
  Diagnostics& diagnostics_;
  bool wrong_ = false;
};

}  // namespace

std::optional<ParsedScript> read_migration(const SourcePtr& source, Diagnostics& diagnostics) {
  auto module = parse_module(source, diagnostics);
  if (!module) return std::nullopt;
  Diagnostics found;
  auto header = HeaderReader(*module, found).read();
  diagnostics.append(found);
  if (found.has_errors()) return std::nullopt;
  return ParsedScript{std::move(header), SyntaxTree(std::move(*module))};
}

std::optional<ParsedScript> read_header_first(const SourcePtr& source, Diagnostics& diagnostics) {
  auto header = glance_at_header(source);
  if (!header) return read_migration(source, diagnostics);
  return ParsedScript{std::move(*header), SyntaxTree(source)};
}

struct SyntaxTree::State {
  SourcePtr source;
  std::optional<Module> module;
  std::once_flag read = {};  ///< several dialects may want it at once
};

SyntaxTree::SyntaxTree(Module module) : state_(std::make_shared<State>()) {
  state_->source = module.source;
  state_->module = std::move(module);
}

SyntaxTree::SyntaxTree(SourcePtr source) : state_(std::make_shared<State>()) {
  state_->source = std::move(source);
}

const Module& SyntaxTree::operator*() const {
  std::call_once(state_->read, [this] {
    if (state_->module) return;
    Diagnostics diagnostics;
    state_->module = parse_module(state_->source, diagnostics);
    require_no_errors(diagnostics);
  });
  return *state_->module;
}

}  // namespace athanor::alembic
