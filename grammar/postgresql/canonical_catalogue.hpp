#pragma once
/// The operators and functions of pg_catalog as lines of text. Private to this folder.
///
/// `name left,right>result left,right>result ;`, with the catalogue's names of types. An argument
/// with a default ends in `=`, a variadic one in `*`.

#include <string_view>

namespace athanor::postgresql {

std::string_view operator_lines();
std::string_view function_lines();

}  // namespace athanor::postgresql
