#include "engine/session.hpp"

namespace athanor {
namespace {

std::string told(const std::string& message, const std::string& statement,
                 const StatementFault& fault) {
  std::string out = message;
  if (!fault.sqlstate.empty()) out += " (SQLSTATE " + fault.sqlstate + ")";
  auto add = [&](const char* what, const std::string& text) {
    if (!text.empty()) out += std::string("\n  ") + what + ": " + text;
  };
  add("detail", fault.detail);
  add("hint", fault.hint);
  add("context", fault.context);
  bool several_lines = statement.find('\n') != std::string::npos;
  if (fault.line > 0 && several_lines) out += "\n  at line " + std::to_string(fault.line);
  return out + "\n  in: " + statement;
}

}  // namespace

StatementError::StatementError(std::string message, const std::string& statement,
                               StatementFault fault)
    : Error(told(message, statement, fault)),
      message_(std::move(message)),
      fault_(std::move(fault)) {}

Schema Session::as_written(Schema desired, const Schema&, const SameExpression&) {
  return desired;
}

}  // namespace athanor
