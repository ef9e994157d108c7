#pragma once
/// The values of literals as the output functions of their types print them, which is how
/// PostgreSQL's catalogue shows them. Private to this folder.

#include <optional>
#include <string>
#include <string_view>

namespace athanor::postgresql {

/// The value of a literal of a type (ValueType::name). What the type would refuse, and a type whose
/// output is not known here, leave the text as it is.
std::string canonical_value(std::string_view value, std::string_view type);

/// A number as numeric prints it: `1e3` is 1000, `.50` is 0.50. Absent where it is none.
std::optional<std::string> canonical_numeric(std::string_view text);

/// A whole number of any base without zeros before it. Absent where it is none.
std::optional<std::string> canonical_integer(std::string_view text);

/// A JSON document as jsonb prints it (manual, 8.14): keys by length, then bytes, the last of equal
/// ones. Absent where it is none.
std::optional<std::string> canonical_jsonb(std::string_view text);

/// A date, time or timestamp written with digits, as DateStyle ISO prints it. One with a time zone
/// is put in UTC, and taken to be in UTC where no zone is written. Absent where it is written in
/// words or another way.
std::optional<std::string> canonical_date(std::string_view text);
std::optional<std::string> canonical_time(std::string_view text);
std::optional<std::string> canonical_timestamp(std::string_view text);
std::optional<std::string> canonical_timestamptz(std::string_view text);

/// An interval as IntervalStyle postgres prints it: `1 hour` is 01:00:00, `2 weeks` is 14 days.
/// Absent where it is written as ISO 8601 or not at all.
std::optional<std::string> canonical_interval(std::string_view text);

/// Whether an interval in canonical form has nothing smaller than the last of its fields (`day`,
/// `hour to minute`), so that a type with these fields keeps it as it is.
bool keeps_interval(std::string_view value, std::string_view fields);

/// A range literal (manual, 8.17.5) of a built-in range type, its bounds in canonical form; one of
/// whole numbers or dates includes its lower bound and not its upper one (8.17.7).
std::optional<std::string> canonical_range(std::string_view text, std::string_view bound_type);

}  // namespace athanor::postgresql
