#pragma once
/// Pictures of a change: the tables that it is about, as they are and as they should be.

#include "cli/report/diff_report.hpp"
#include "cli/report/picture.hpp"

namespace athanor::cli {

struct ChangePictures {
  Picture before, after;
};

/// The tables that differ, and those that their foreign keys reference or that reference them. What
/// goes stands out before, what comes after, and what changes on both sides; a legacy table is a
/// box without columns.
ChangePictures pictures_of(const DiffReport& report);

}  // namespace athanor::cli
