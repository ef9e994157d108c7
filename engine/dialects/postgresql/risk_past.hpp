#pragma once
/// What else is done with an object that no graph holds: its CREATE may stand in the same revision,
/// or in one that ran long before. Private to this folder.

#include <functional>
#include <string>
#include <vector>

#include "engine/dialects/postgresql/risk_routines.hpp"
#include "engine/dialects/postgresql/risk_words.hpp"
#include "engine/risk/scene.hpp"

namespace athanor::postgresql {

bool is_routine(const Heading& heading);
bool is_view(const Heading& heading);

/// A statement of the unit, or of one before it, about the object.
struct Deed {
  Heading heading;
  std::string text;
  bool here;       ///< in the unit that is judged
  std::size_t at;  ///< its place in its unit
};

/// What was done with the object that `heading` is about before the statement that is judged, the
/// latest first.
std::vector<Deed> past_of(const risk::Scene& scene, const Heading& heading);

/// What the unit does with it later, in order.
std::vector<Deed> future_of(const risk::Scene& scene, const Heading& heading);

/// The text of the CREATE by which the object was there before this unit, as far as the statements
/// tell: the latest that `fits`. Absent where the unit itself made it, or where it went or was
/// renamed since.
std::optional<std::string> definition_before(
    const risk::Scene& scene, const Heading& heading,
    const std::function<bool(const std::string&)>& fits = [](const std::string&) { return true; });

/// Whether the table was made as a partition before, or attached or detached as one.
bool was_partition(const risk::Scene& scene, const QualifiedName& table);

/// All that a DROP names, those of routines with their arguments.
std::vector<RoutineHead> dropped_by(const Heading& heading, std::string_view statement);

}  // namespace athanor::postgresql
