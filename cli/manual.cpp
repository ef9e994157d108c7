#include "cli/manual.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace athanor::cli {
namespace {

/// What man(7) would take for a request or an escape is kept from it.
std::string escaped(std::string_view text) {
  std::string out;
  for (char c : text) {
    bool begins_line = out.empty() || out.back() == '\n';
    if (begins_line && (c == '.' || c == '\'')) out += "\\&";
    if (c == '\\') {
      out += "\\e";
    } else if (c == '-') {
      out += "\\-";
    } else {
      out += c;
    }
  }
  return out;
}

std::string placeholder(const ValueSyntax& value) {
  auto text = value.choices.empty() ? value.name : fmt::format("{}", fmt::join(value.choices, "|"));
  return fmt::format("\\fI{}\\fR", escaped(text));
}

std::string option_text(const OptionSyntax& option) {
  std::vector<std::string> names;
  for (const auto& name : option.names) names.push_back("\\fB" + escaped(name) + "\\fR");
  auto out = fmt::format(".TP\n{}", fmt::join(names, ", "));
  for (const auto& value : option.value) out += " " + placeholder(value);
  return fmt::format("{}\n{}\n", out, escaped(option.help));
}

std::string argument_text(const ArgumentSyntax& argument) {
  return fmt::format(".TP\n\\fI{}\\fR\n{}\n", escaped(argument.name), escaped(argument.help));
}

/// Remarks as paragraphs; lines that are indented are examples and stay as they are.
std::string notes_text(const std::string& notes) {
  std::string out, example;
  std::size_t at = 0;
  auto end_example = [&] {
    if (!example.empty()) out += ".PP\n.RS\n.nf\n" + example + ".fi\n.RE\n";
    example.clear();
  };
  while (at < notes.size()) {
    auto end = std::min(notes.find('\n', at), notes.size());
    auto line = notes.substr(at, end - at);
    if (line.starts_with("  ")) {
      example += escaped(line.substr(2)) + "\n";
    } else {
      end_example();
      if (!line.empty()) out += ".PP\n" + escaped(line) + "\n";
    }
    at = end + 1;
  }
  end_example();
  return out;
}

std::string usage(const CommandSyntax& command) {
  auto out = fmt::format("\\fBathanor {}\\fR", escaped(command.name));
  if (!command.options.empty()) out += " [\\fIoptions\\fR]";
  for (const auto& argument : command.arguments) {
    out += fmt::format(" \\fI{}\\fR{}", escaped(argument.name),
                       argument.repetition == Repetition::Many ? " ..." : "");
  }
  return out;
}

std::string command_text(const CommandSyntax& command) {
  auto out = fmt::format(".SS {}\n{}.\n", usage(command), escaped(command.help));
  for (const auto& argument : command.arguments) out += argument_text(argument);
  for (const auto& option : command.options) {
    if (option.names.back() != "--help") out += option_text(option);
  }
  return out + notes_text(command.notes);
}

constexpr const char* kAfterCommands = R"(.SH FILES
.TP
\fIathanor.toml\fR
The project: where models and migrations are, what is protected, the environments' addresses.
.TP
\fImodels/*.toml\fR
The schema that is wanted, read together.
.TP
\fImigrations/versions/*.py\fR
The revisions, in Alembic's format.
.TP
\fIalembic.ini\fR
Read for what athanor.toml leaves out.
.SH EXIT STATUS
.TP
\fB0\fR
Done, or nothing to do.
.TP
\fB1\fR
It failed.
.TP
\fB2\fR
There are differences (\fBcheck\fR, \fBverify\fR, \fBdiff \-\-exit\-code\fR).
.TP
\fB3\fR
Refused: protection or policy forbids it.
.TP
\fB64\fR
Wrong usage.
.SH SEE ALSO
.BR alembic (1),
.BR sqlite3 (1)
)";

}  // namespace

std::string manual_page(const ProgramSyntax& syntax, std::string_view version) {
  const auto& program = syntax.program;
  auto out = fmt::format(
      ".TH ATHANOR 1 \"\" \"athanor {}\" \"User Commands\"\n"
      ".SH NAME\nathanor \\- declarative schema changes, kept as Alembic revisions\n"
      ".SH SYNOPSIS\n\\fBathanor\\fR [\\fIoptions\\fR] \\fIcommand\\fR [\\fIarguments\\fR]\n"
      ".SH DESCRIPTION\n{}\n.SH OPTIONS\n",
      escaped(version), escaped(program.help));
  for (const auto& option : program.options) out += option_text(option);
  out += ".SH COMMANDS\n";
  for (const auto& command : syntax.commands) out += command_text(command);
  return out + kAfterCommands;
}

}  // namespace athanor::cli
