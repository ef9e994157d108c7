#pragma once
/// Forms of steps that let others work on a table meanwhile (sql-createindex.html, "Building
/// Indexes Concurrently"; sql-altertable.html, "Notes").

#include <vector>

#include "engine/dialect.hpp"

namespace athanor::postgresql {

/// Dialect::go_online: marks the steps on tables that are there already.
void go_online(std::vector<Step>& steps, const AlterationContext& context);

/// The statements of a step that goes gently. Each may run again after a run that broke off: what
/// that run left (an invalid index, an unvalidated constraint) is taken away first.
std::vector<SqlStatement> render_gently(const step::CreateIndex& step);
std::vector<SqlStatement> render_gently(const step::DropIndex& step);
std::vector<SqlStatement> render_gently(const step::AddConstraint& step);
std::vector<SqlStatement> render_gently(const step::AlterColumn& step);

}  // namespace athanor::postgresql
