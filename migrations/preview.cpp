#include "migrations/preview.hpp"

namespace athanor {

Preview preview_upgrade(const History& history, const Dialect& dialect,
                        const Protection& protection, Session* session, const VersionRows& rows,
                        const std::string& target) {
  auto path = history.upgrade_path(rows, target);
  Preview out;
  Diagnostics unread, diagnostics;
  if (session) out.rehearsal.base = session->introspect(unread);
  std::vector<Statement> settings;
  RevisionReader reader(history, dialect, protection, settings, out.rehearsal.base, unread);
  if (session) reader.ask(*session);
  for (auto revision : path) {
    if (!reader.is_certain()) {
      out.beyond.push_back(revision);
      continue;
    }
    auto read = reader.read({revision, alembic::Direction::Upgrade}, diagnostics);
    out.rehearsal.all.push_back(
        {revision, Rehearsal::Role::Judged, std::move(read.body), true, {}});
    out.refused.push_back(std::move(read.refused));
    out.misfits.push_back(std::move(read.misfits));
  }
  require_no_errors(diagnostics);
  return out;
}

}  // namespace athanor
