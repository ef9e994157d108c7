#include <utility>

#include "grammar/alembic/bind_text.hpp"
#include "grammar/alembic/constant.hpp"
#include "schema/overloaded.hpp"

namespace athanor::alembic {
namespace {

enum class Level { Module, Function };
enum class Flow { GoesOn, Ends };

/// Follows statements in their order, for one dialect.
class Follower {
 public:
  explicit Follower(std::string_view dialect_name) : evaluator_(dialect_name) {}

  Flow follow(const Block& block) {
    for (const auto& statement : block) {
      if (follow(statement) == Flow::Ends) return Flow::Ends;
    }
    return Flow::GoesOn;
  }

  void enter_function(const std::string& name, const SourcePtr& source) {
    level_ = Level::Function;
    auto found = functions_.find(name);
    if (found == functions_.end()) {
      needs("missing function " + name, place_at(source, 0, 1));
      return;
    }
    const auto& function = *found->second;
    for (const auto& decorator : function.decorators) needs("a decorator", decorator->place);
    if (!function.parameters.empty()) {
      needs("parameter " + function.parameters.front().name, function_places_[name]);
    }
    follow(function.body);
  }

  std::vector<BodyItem> take_items() { return std::move(items_); }

 private:
  void needs(std::string construct, const Place& place) {
    items_.push_back(NeedsPython{std::move(construct), place});
  }

  /// What a skipped statement assigns is not known, so that no name is certain after it.
  Flow skip(std::string construct, const Place& place) {
    needs(std::move(construct), place);
    evaluator_.forget_names();
    return Flow::GoesOn;
  }

  Flow follow(const Statement& statement) {
    const Place& place = statement.place;
    return std::visit(
        overloaded{[&](const ExpressionStatement& it) { return expression(it.value); },
                   [&](const Assign& it) { return assign(it.targets, it.value); },
                   [&](const AnnotatedAssign& it) {
                     return it.value ? assign({it.target}, it.value) : Flow::GoesOn;
                   },
                   [&](const AugmentedAssign& it) { return augment(it, place); },
                   [&](const Import& it) { return import(it, place); },
                   [&](const ImportFrom& it) { return import(it, place); },
                   [&](const Return& it) { return finish(it); },
                   [&](const Raise& it) { return raise(it, place); },
                   [&](const Pass&) { return Flow::GoesOn; },
                   [&](const Break&) { return skip("break statement", place); },
                   [&](const Continue&) { return skip("continue statement", place); },
                   [&](const Assert&) { return skip("assert statement", place); },
                   [&](const Delete&) { return skip("del statement", place); },
                   [&](const Global&) { return skip("global statement", place); },
                   [&](const If& it) { return branch(it); },
                   [&](const While&) { return skip("while loop", place); },
                   [&](const For&) { return skip("for loop", place); },
                   [&](const Try&) { return skip("try statement", place); },
                   [&](const With& it) { return with(it, place); },
                   [&](const FunctionDefinition& it) { return define(it, place); },
                   [&](const Unread& it) { return skip(it.construct, place); }},
        statement.kind);
  }

  Flow expression(const Expression& expression) {
    const auto* call = std::get_if<Call>(&expression->kind);
    if (call && evaluator_.imported_name(call->callee) == "alembic.op.execute") {
      execute(*call, expression->place);
      return Flow::GoesOn;
    }
    auto value = evaluator_.evaluate(expression);
    if (const auto* why = unknown(value)) needs(why->construct, why->place);
    return Flow::GoesOn;
  }

  void execute(const Call& call, const Place& place) {
    bool plain =
        call.arguments.size() == 1 && (call.arguments.front().kind == Argument::Kind::Positional ||
                                       (call.arguments.front().kind == Argument::Kind::Keyword &&
                                        call.arguments.front().name == "sqltext"));
    if (!plain) return needs("arguments of op.execute", place);
    const Expression& argument = call.arguments.front().value;
    auto value = evaluator_.evaluate(argument);
    if (const auto* why = unknown(value)) return needs(why->construct, why->place);
    if (const auto* text = std::get_if<TextValue>(&value.kind)) return send(text->text, argument);
    if (const auto* text = std::get_if<SqlText>(&value.kind)) return send(text->text, argument);
    needs("op.execute of something that is not a string", argument->place);
  }

  void send(const std::string& text, const Expression& argument) {
    std::visit(overloaded{[&](std::string&& sql) {
                            items_.push_back(SqlItem{std::move(sql), mode_, argument->place});
                          },
                          [&](const BindParameter& bind) {
                            needs("bind parameter :" + bind.name,
                                  place_in_string(argument, bind.offset, bind.name.size() + 1));
                          },
                          [&](const DisputedColon& colon) {
                            needs("a colon next to a dollar sign",
                                  place_in_string(argument, colon.offset, 1));
                          }},
               sql_of_text(text));
  }

  static Place place_in_string(const Expression& argument, std::size_t offset, std::size_t length) {
    const auto* literal = std::get_if<StringLiteral>(&argument->kind);
    if (literal == nullptr) return argument->place;
    Place place = place_in(*literal, offset, argument->place.source);
    place.length = static_cast<std::uint32_t>(length);
    return place;
  }

  Flow assign(const std::vector<Expression>& targets, const Expression& given) {
    auto value = evaluator_.evaluate(given);
    if (unknown(value)) {
      if (auto effect = evaluator_.effect(given)) needs(effect->construct, effect->place);
    }
    for (const auto& target : targets) bind(target, value);
    return Flow::GoesOn;
  }

  void bind(const Expression& target, const Value& value) {
    if (const auto* name = std::get_if<Name>(&target->kind)) {
      evaluator_.bind(name->text, value);
    } else {
      needs("assignment to something that is not a name", target->place);
      evaluator_.forget_names();
    }
  }

  Flow augment(const AugmentedAssign& it, const Place& place) {
    auto sum =
        std::make_shared<ExpressionNode>(ExpressionNode{Binary{it.op, it.target, it.value}, place});
    return assign({it.target}, sum);
  }

  template <class AnyImport>
  Flow import(const AnyImport& it, const Place& place) {
    report_import(it, place);
    evaluator_.bind_import(it, place);
    return Flow::GoesOn;
  }

  void report_import(const Import& it, const Place& place) {
    for (const auto& one : it.modules) {
      if (!is_inert_module(one.module)) needs("import of " + one.module, place);
    }
  }

  void report_import(const ImportFrom& it, const Place& place) {
    std::string module = std::string(it.level, '.') + it.module;
    if (!is_inert_module(module)) needs("import of " + module, place);
  }

  Flow finish(const Return& it) {
    if (it.value) expression(it.value);
    return Flow::Ends;
  }

  Flow raise(const Raise& it, const Place& place) {
    std::string what;
    if (it.raised) {
      const auto* call = std::get_if<Call>(&it.raised->kind);
      what = " " + dotted_name(call ? call->callee : it.raised);
    }
    needs("raise" + what, place);
    return Flow::Ends;
  }

  Flow branch(const If& it) {
    for (const auto& branch : it.branches) {
      auto condition = evaluator_.evaluate(branch.condition);
      auto known = truth(condition);
      if (!known) {
        const auto* why = unknown(condition);
        return skip("condition on " + (why ? why->construct : "a truth value"),
                    branch.condition->place);
      }
      if (*known) return follow(branch.body);
    }
    return follow(it.otherwise);
  }

  Flow with(const With& it, const Place& place) {
    if (it.items.size() != 1) return skip("with statement", place);
    auto context = evaluator_.evaluate(it.items.front().context);
    const auto* handle = std::get_if<Handle>(&context.kind);
    if (!handle || *handle != Handle::AutocommitBlock || it.items.front().target) {
      const auto* why = unknown(context);
      return why ? skip(why->construct, why->place) : skip("with statement", place);
    }
    auto outer = std::exchange(mode_, SqlItem::Mode::Autocommit);
    auto flow = follow(it.body);
    mode_ = outer;
    return flow;
  }

  Flow define(const FunctionDefinition& it, const Place& place) {
    evaluator_.bind(it.name, {NeedsPython{"function " + it.name, place}});
    if (level_ == Level::Module) {
      functions_[it.name] = &it;
      function_places_[it.name] = place;
    }
    return Flow::GoesOn;
  }

  Evaluator evaluator_;
  std::vector<BodyItem> items_;
  std::map<std::string, const FunctionDefinition*> functions_;
  std::map<std::string, Place> function_places_;
  SqlItem::Mode mode_ = SqlItem::Mode::Transactional;
  Level level_ = Level::Module;
};

}  // namespace

std::vector<BodyItem> body_for(const ParsedScript& script, Direction direction,
                               std::string_view dialect_name) {
  Follower follower(dialect_name);
  follower.follow(script.module->body);
  follower.enter_function(direction == Direction::Upgrade ? "upgrade" : "downgrade",
                          script.module->source);
  return follower.take_items();
}

}  // namespace athanor::alembic
