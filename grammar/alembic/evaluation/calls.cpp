#include <algorithm>

#include "grammar/alembic/evaluation/interpreter.hpp"
#include "schema/overloaded.hpp"

namespace athanor::alembic {
namespace {

Value made(std::string name, std::shared_ptr<const Made> object, Arguments arguments) {
  auto out = std::make_shared<Made>();
  out->name = std::move(name);
  out->object = std::move(object);
  out->arguments = std::move(arguments);
  return {MadeValue{std::move(out)}};
}

Value context_method(const std::string& name, const Arguments& arguments) {
  bool plain = arguments.positional.empty() && arguments.keywords.empty();
  if (name == "autocommit_block" && plain) return {Handle::AutocommitBlock};
  throw NotKnown("call of " + name + " of the migration context", arguments.place);
}

bool is_inspect(std::string_view name) {
  return name == "sqlalchemy.inspect" || name == "sqlalchemy.inspection.inspect" ||
         (name.starts_with("sqlalchemy.") && name.ends_with("Inspector.from_engine")) ||
         name == "sqlalchemy.engine.reflection.Inspector" || name == "sqlalchemy.Inspector";
}

bool is_handle(const Arguments& arguments, Handle wanted) {
  if (arguments.positional.size() != 1 || !arguments.keywords.empty()) return false;
  const auto* handle = std::get_if<Handle>(&arguments.positional.front().kind);
  return handle && *handle == wanted;
}

/// `textwrap.dedent`, of lines that are indented by spaces alone.
std::string dedent(const std::string& text, const Place& place) {
  if (text.find('\t') != std::string::npos) throw NotKnown("call of textwrap.dedent", place);
  std::size_t margin = std::string::npos;
  std::vector<std::string> lines;
  for (std::size_t at = 0; at <= text.size();) {
    auto end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    auto first = lines.back().find_first_not_of(' ');
    if (first == std::string::npos) lines.back().clear();
    margin = std::min(margin, first);
    at = end + 1;
  }
  std::string out;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i) out += '\n';
    if (!lines[i].empty()) out += lines[i].substr(std::min(margin, lines[i].size()));
  }
  return out;
}

Value sqlalchemy_call(const std::string& name, const Arguments& arguments) {
  if (is_inspect(name) && is_handle(arguments, Handle::Bind)) {
    return {InspectorValue{std::make_shared<InspectorCache>()}};
  }
  auto is_below = [&](std::string_view module) { return name.starts_with(module); };
  if (is_below("sqlalchemy.orm") || is_below("sqlalchemy.ext") ||
      is_below("sqlalchemy.create_engine") || is_below("sqlalchemy.event") || is_inspect(name)) {
    throw NotKnown(call_of(name), arguments.place);
  }
  return made(name, nullptr, arguments);
}

}  // namespace

std::string call_of(std::string_view name) {
  if (name.starts_with("builtins.")) name.remove_prefix(9);
  if (name.starts_with("alembic.op.")) name.remove_prefix(8);
  return "call of " + std::string(name);
}

std::string call_of(const Call& call) {
  auto name = dotted_name(call.callee);
  if (name.empty()) {
    const auto* attribute = std::get_if<Attribute>(&call.callee->kind);
    name = attribute ? "method " + attribute->name : "a computed function";
  }
  return "call of " + name;
}

Value Interpreter::call(const Call& call, const Place& place) {
  const auto* attribute = std::get_if<Attribute>(&call.callee->kind);
  if (!attribute) {
    const auto* name = std::get_if<Name>(&call.callee->kind);
    if (name && !binding(name->text) && !is_builtin(name->text)) {
      throw NotKnown(call_of(call), place);
    }
    auto function = evaluate(call.callee);
    auto given = arguments(call, place);
    bool callable = std::holds_alternative<Imported>(function.kind) ||
                    std::holds_alternative<FunctionValue>(function.kind);
    if (!callable) throw NotKnown(call_of(call), place);
    return this->call(function, given);
  }
  auto object = evaluate(attribute->object);
  auto given = arguments(call, place);
  heap_.at(place);
  return method(object, attribute->name, given, call);
}

Arguments Interpreter::arguments(const Call& call, const Place& place) {
  Arguments out{{}, {}, place};
  if (!call.arguments.empty()) out.first = call.arguments.front().value;
  for (const auto& one : call.arguments) {
    auto value = evaluate(one.value);
    switch (one.kind) {
      case CallArgument::Kind::Positional:
        out.positional.push_back(std::move(value));
        break;
      case CallArgument::Kind::Keyword:
        out.keywords.emplace_back(one.name, std::move(value));
        break;
      case CallArgument::Kind::Unpacked:
        for (auto& item : iterate(value, heap_, one.place)) out.positional.push_back(item);
        break;
      case CallArgument::Kind::UnpackedMapping: {
        const auto* dict = std::get_if<DictValue>(&value.kind);
        if (!dict) throw NotKnown("an unpacked mapping", one.place);
        for (const auto& [key, item] : *dict->entries) {
          const auto* name = text_of(key);
          if (!name) throw NotKnown("an unpacked mapping", one.place);
          out.keywords.emplace_back(*name, item);
        }
        break;
      }
    }
  }
  return out;
}

Value Interpreter::call(const Value& function, const Arguments& arguments) {
  if (const auto* known = std::get_if<Imported>(&function.kind)) {
    return imported(known->name, arguments);
  }
  const auto* own = std::get_if<FunctionValue>(&function.kind);
  if (!own) throw NotKnown("call of " + kind_of(function), arguments.place);
  return user_function(*own->function, arguments);
}

Value Interpreter::method(const Value& object, const std::string& name, const Arguments& arguments,
                          const Call& call) {
  auto needs = [&]() -> Value { throw NotKnown(call_of(call), arguments.place); };
  return std::visit(
      overloaded{
          [&](const NeedsPython&) { return needs(); }, [&](const NoneValue&) { return needs(); },
          [&](bool) { return needs(); }, [&](const IntegerValue&) { return needs(); },
          [&](const FloatValue&) { return needs(); },
          [&](const TextValue& it) { return text_method(it.text, name, arguments, heap_); },
          [&](const SomeText&) { return needs(); },
          [&](const ListValue& it) { return list_method(it, name, arguments, *this); },
          [&](const TupleValue& it) { return tuple_method(it, name, arguments, heap_); },
          [&](const SetValue& it) { return set_method(it, name, arguments, heap_); },
          [&](const DictValue& it) { return dict_method(it, name, arguments, heap_); },
          [&](const Imported& it) { return imported(it.name + "." + name, arguments); },
          [&](Handle it) {
            if (it == Handle::Bind) return connection_method(name, arguments, *this);
            if (it == Handle::Context) return context_method(name, arguments);
            if (it == Handle::Logger) return Value{};
            return needs();
          },
          [&](const MadeValue& it) { return made_method(it, name, arguments, *this); },
          [&](const FunctionValue&) { return needs(); },
          [&](const BatchValue& it) {
            if (name == "f") return operation(name, arguments, *this);
            batch_operation(it, name, arguments, *this);
            return Value{};
          },
          [&](const InspectorValue& it) { return inspector_method(it, name, arguments, *this); },
          [&](const ResultValue& it) { return result_method(it, name, arguments, heap_); },
          [&](const TypeValue&) { return needs(); }},
      object.kind);
}

Value Interpreter::imported(const std::string& name, const Arguments& arguments) {
  std::string_view rest = name;
  if (rest.starts_with("builtins.")) return builtin(rest.substr(9), arguments, *this);
  if (rest.starts_with("alembic.op.")) return operation(name.substr(11), arguments, *this);
  if (name == "alembic.context.get_bind") return {Handle::Bind};
  if (name == "alembic.context.get_context") return {Handle::Context};
  if (name == "alembic.context.is_offline_mode") return {host_.is_offline()};
  if (name == "logging.getLogger") return {Handle::Logger};
  if (rest.starts_with("logging.") || name == "warnings.warn") return {};
  if (name == "textwrap.dedent" && arguments.positional.size() == 1) {
    if (const auto* known = text_of(arguments.positional[0])) {
      return text(dedent(*known, arguments.place));
    }
  }
  if (name == "collections.OrderedDict") return builtin("dict", arguments, *this);
  if (name == "typing.cast" && arguments.positional.size() == 2) return arguments.positional[1];
  if (rest.starts_with("sqlalchemy.")) return sqlalchemy_call(name, arguments);
  if (rest.starts_with("sqlmodel.") || rest.starts_with("decimal.Decimal") ||
      rest.starts_with("uuid.UUID") || rest.starts_with("datetime.")) {
    return made(name, nullptr, arguments);
  }
  throw NotKnown(call_of(name), arguments.place);
}

Function Interpreter::function_of(std::string name, const std::vector<Parameter>& parameters) {
  Function function{std::move(name), &parameters, {}, nullptr, nullptr, scope_, std::nullopt};
  for (const auto& parameter : parameters) {
    if (!parameter.default_value) continue;
    function.defaults[parameter.name] = evaluate(parameter.default_value);
  }
  return function;
}

namespace {

/// Gives each parameter of a function its argument, as Python does it.
class ParameterBinder {
 public:
  ParameterBinder(const Function& function, const Arguments& arguments, Heap& heap)
      : function_(function), arguments_(arguments), heap_(heap), keywords_(arguments.keywords) {}

  std::map<std::string, Value> bound() {
    bool keyword_only = false;
    for (const auto& parameter : *function_.parameters) {
      switch (parameter.kind) {
        case Parameter::Kind::Normal:
          give(parameter.name, keyword_only);
          break;
        case Parameter::Kind::Star:
          out_[parameter.name] = rest();
          keyword_only = true;
          break;
        case Parameter::Kind::BareStar:
          keyword_only = true;
          break;
        case Parameter::Kind::Slash:
          break;
        case Parameter::Kind::DoubleStar:
          out_[parameter.name] = remaining();
          break;
      }
    }
    if (next_ < arguments_.positional.size() || !keywords_.empty()) wrong();
    return std::move(out_);
  }

 private:
  [[noreturn]] void wrong() const {
    throw NotKnown("arguments of " + function_.name, arguments_.place);
  }

  void give(const std::string& name, bool keyword_only) {
    auto named = std::find_if(keywords_.begin(), keywords_.end(),
                              [&](const auto& keyword) { return keyword.first == name; });
    if (!keyword_only && next_ < arguments_.positional.size()) {
      if (named != keywords_.end()) wrong();
      out_[name] = arguments_.positional[next_++];
    } else if (named != keywords_.end()) {
      out_[name] = named->second;
      keywords_.erase(named);
    } else if (auto found = function_.defaults.find(name); found != function_.defaults.end()) {
      out_[name] = found->second;
    } else {
      throw NotKnown("parameter " + name + " of " + function_.name, arguments_.place);
    }
  }

  Value rest() {
    auto begin = arguments_.positional.begin() + static_cast<std::ptrdiff_t>(next_);
    next_ = arguments_.positional.size();
    return tuple(Values(begin, arguments_.positional.end()));
  }

  Value remaining() {
    Pairs entries;
    for (auto& [name, value] : keywords_) entries.emplace_back(text(name), value);
    keywords_.clear();
    return heap_.dict(std::move(entries));
  }

  const Function& function_;
  const Arguments& arguments_;
  Heap& heap_;
  std::vector<std::pair<std::string, Value>> keywords_;
  std::size_t next_ = 0;
  std::map<std::string, Value> out_;
};

}  // namespace

void Interpreter::bind_parameters(const Function& function, const Arguments& arguments,
                                  Scope& scope) {
  for (auto& [name, value] : ParameterBinder(function, arguments, heap_).bound()) {
    scope.names[name] = {std::move(value), epoch_};
  }
}

Value Interpreter::user_function(const Function& function, const Arguments& arguments) {
  Deeper deeper(*this, arguments.place);
  if (function.why_not) throw NotKnown(function.why_not->construct, function.why_not->place);
  scopes_.push_back({Scope::Kind::Function, function.scope, {}, {}});
  Scope& scope = scopes_.back();
  bind_parameters(function, arguments, scope);
  Within within(*this, &scope);
  if (function.value) return evaluate(*function.value);
  auto epoch = epoch_;
  returned_ = {};
  auto flow = follow(*function.body);
  auto value = flow == Flow::Returns ? std::move(returned_) : Value{};
  returned_ = {};
  if (epoch != epoch_) throw NotKnown("result of " + function.name, arguments.place);
  return value;
}

}  // namespace athanor::alembic
