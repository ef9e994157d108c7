#include "migrations/risk.hpp"

#include <algorithm>

#include "schema/sql_text.hpp"

namespace athanor {
namespace {

using risk::Finding;
using risk::Sentence;
using Mode = alembic::SqlItem::Mode;

/// The lines of a text from that of a place on, backwards, without the blanks around them.
class LinesBackwards {
 public:
  explicit LinesBackwards(const Place& place) {
    if (!place.source || place.line == 0 || place.source->text.empty()) return;
    text_ = place.source->text;
    std::size_t begin = 0;
    for (auto line = place.line; line > 1; --line) {
      begin = std::min(text_.find('\n', begin), text_.size() - 1) + 1;
    }
    end_ = std::min(text_.find('\n', begin), text_.size());
    left_ = true;
  }

  /// Nothing behind the first.
  std::optional<std::string_view> next() {
    if (!left_) return std::nullopt;
    auto before = end_ == 0 ? std::string_view::npos : text_.rfind('\n', end_ - 1);
    auto begin = before == std::string_view::npos ? 0 : before + 1;
    auto line = trim(text_.substr(begin, end_ - begin));
    left_ = before != std::string_view::npos;
    if (left_) end_ = before;
    return line;
  }

 private:
  std::string_view text_;
  std::size_t end_ = 0;  ///< of the next line
  bool left_ = false;
};

bool begins_call(std::string_view line) {
  return line.find("execute(") != std::string_view::npos ||
         line.find("op.") != std::string_view::npos;
}

/// The Python comments right above the call that sends something.
std::vector<Remark> remarks_above(const Place& place) {
  LinesBackwards lines(place);
  auto line = lines.next();
  while (line && !begins_call(*line)) line = lines.next();
  std::vector<Remark> out;
  for (line = lines.next(); line && line->starts_with("#"); line = lines.next()) {
    if (auto remark = parse_remark(line->substr(1))) out.push_back(std::move(*remark));
  }
  return out;
}

/// A revision's statements, as they are judged.
class RevisionUnit {
 public:
  RevisionUnit(const Script& script, const RevisionBody& body, const risk::Bench& bench)
      : bench_(bench) {
    unit_.kind = risk::Kind::Revision;
    unit_.name = script.id();
    for (const auto& item : body.items) add(item);
    share_remarks();
  }

  const risk::Unit& unit() const { return unit_; }
  std::vector<Finding> take_findings() { return std::move(findings_); }

 private:
  void add(const alembic::SqlItem& item) {
    auto name = item.place.source ? item.place.source->name : unit_.name;
    auto source = std::make_shared<SourceText>(SourceText{name, item.sql});
    auto above = remarks_above(item.place);
    auto known = findings_.size();
    for (auto& sentence : risk::read_sentences(bench_, source, findings_)) {
      sentence.sending =
          item.mode == Mode::Autocommit ? risk::Sending::Alone : risk::Sending::Together;
      sentence.statement.place = item.place;
      sentence.remarks.insert(sentence.remarks.end(), above.begin(), above.end());
      unit_.sentences.push_back(std::move(sentence));
    }
    for (auto i = known; i < findings_.size(); ++i) {
      findings_[i].place = item.place;
      findings_[i].unit = unit_.name;
    }
  }

  /// A remark that names its object holds for all of the revision: a change may take several
  /// statements.
  void share_remarks() {
    std::vector<Remark> shared;
    for (const auto& sentence : unit_.sentences) {
      for (const auto& remark : sentence.remarks) {
        if (!remark.allowance.object.empty()) shared.push_back(remark);
      }
    }
    for (auto& sentence : unit_.sentences) {
      sentence.remarks.insert(sentence.remarks.end(), shared.begin(), shared.end());
    }
  }

  const risk::Bench& bench_;
  risk::Unit unit_;
  std::vector<Finding> findings_;
};

/// Judges the history itself.
class HistoryJudge {
 public:
  HistoryJudge(const History& history, const Applied& applied, const risk::Bench& bench)
      : history_(history),
        applied_(applied),
        run_(history.ancestors(history.current(applied.database.value_or(VersionRows{})))),
        bench_(bench) {}

  std::vector<Finding> run(const Rehearsal& rehearsal) {
    heads();
    for (const auto& one : rehearsal.all) {
      if (one.role != Rehearsal::Role::Judged) continue;
      name(one.revision);
      way_back(one);
      way_up(one);
      order(one.revision);
    }
    return std::move(findings_);
  }

 private:
  void tell(const char* code, std::string object, std::string detail, const Place& place = {},
            risk::Severity most = risk::Severity::Refuse) {
    const auto* rule = risk::find_rule(bench_.dialect, code);
    auto unit = object;
    auto found = risk::finding_of(bench_, *rule, {std::move(object), std::move(detail)}, place);
    if (!found) return;
    found->severity = std::min(found->severity, most);
    found->unit = std::move(unit);
    findings_.push_back(std::move(*found));
  }

  void heads() {
    auto heads = history_.heads();
    if (heads.size() < 2) return;
    std::string names;
    for (auto head : heads) names += (names.empty() ? "" : ", ") + history_.id(head);
    tell("HIS102", "", names);
  }

  void name(RevisionNumber revision) {
    static constexpr std::size_t kMost = 32;  // of the column that Alembic makes
    if (history_.id(revision).size() <= kMost) return;
    tell("HIS104", history_.id(revision), std::to_string(history_.id(revision).size()),
         header(revision).revision_place);
  }

  /// A revision that does nothing needs no way back.
  void way_back(const Rehearsal::One& one) {
    if (one.up.items.empty() && one.up.needs.empty()) return;
    if (!one.down.items.empty()) return;
    std::string how = one.down.needs.empty() ? "it is empty" : "";
    for (const auto& python : one.down.needs) {
      if (python.construct.starts_with("raise")) how = "it raises";
      if (python.construct == "missing function downgrade") how = "it is missing";
    }
    if (how.empty()) return;
    tell("HIS105", history_.id(one.revision), how, header(one.revision).revision_place);
  }

  /// One finding a revision, at the first thing that only Python knows.
  void way_up(const Rehearsal::One& one) {
    const auto& needs = one.up.needs;
    if (needs.empty()) return;
    auto more = needs.size() > 1 ? ", and " + std::to_string(needs.size() - 1) + " more" : "";
    tell("HIS106", history_.id(one.revision), needs.front().construct + more, needs.front().place);
  }

  /// What a ref has was there before what it does not have. A version table tells only where a
  /// database is, and a history alone nothing at all: there the dates of the scripts tell what came
  /// later. With nothing but dates it is a note: a branch that was moved on top of another looks
  /// the same, and may have run nowhere.
  void order(RevisionNumber revision) {
    const auto& place = header(revision).revision_place;
    if (auto above = published_above(revision)) {
      tell("HIS103", history_.id(revision),
           "below " + history_.id(*above) + ", by what the ref has", place);
    } else if (auto above = older_child(revision)) {
      bool known = applied_.database.has_value();
      auto by = known ? ", which the database has run, by Create Date" : ", by Create Date alone";
      tell("HIS103", history_.id(revision), "below " + history_.id(*above) + by, place,
           known ? risk::Severity::Refuse : risk::Severity::Note);
    }
  }

  /// The nearest descendant that the ref has, of a revision that it does not have.
  std::optional<RevisionNumber> published_above(RevisionNumber revision) const {
    const auto& published = applied_.published;
    if (!published || published->contains(history_.id(revision))) return std::nullopt;
    auto above = history_.children(revision);
    RevisionSet seen(history_.size());
    for (std::size_t i = 0; i < above.size(); ++i) {
      if (published->contains(history_.id(above[i]))) return above[i];
      for (auto child : history_.children(above[i])) {
        if (!seen[child]) above.push_back(child);
        seen[child] = true;
      }
    }
    return std::nullopt;
  }

  /// A child that says it was made before its parent; with a database, one that has run there.
  std::optional<RevisionNumber> older_child(RevisionNumber revision) const {
    bool nobody_asked = !applied_.database && !applied_.published;
    auto date = create_date(revision);
    for (auto child : history_.children(revision)) {
      auto of_child = create_date(child);
      bool older = !date.empty() && !of_child.empty() && of_child < date;
      if (older && (run_[child] || nobody_asked)) return child;
    }
    return std::nullopt;
  }

  std::string create_date(RevisionNumber revision) const {
    static constexpr std::string_view kLabel = "Create Date:";
    std::string_view doc = header(revision).doc;
    auto at = doc.find(kLabel);
    if (at == std::string_view::npos) return "";
    auto rest = doc.substr(at + kLabel.size());
    return std::string(trim(rest.substr(0, rest.find('\n'))));
  }

  const alembic::ScriptHeader& header(RevisionNumber revision) const {
    return history_.script(revision).header();
  }

  const History& history_;
  const Applied& applied_;
  RevisionSet run_;  ///< of the database; none without one
  const risk::Bench& bench_;
  std::vector<Finding> findings_;
};

}  // namespace

std::vector<Finding> risks_of(const History& history, const Rehearsal& rehearsal,
                              const risk::Bench& bench) {
  risk::Court court(bench, rehearsal.base, rehearsal.unmodelled);
  std::vector<Finding> out;
  for (const auto& one : rehearsal.all) {
    RevisionUnit made(history.script(one.revision), one.up, bench);
    if (one.role == Rehearsal::Role::Before) {
      court.pass_over(made.unit());
      continue;
    }
    for (auto& finding : made.take_findings()) out.push_back(std::move(finding));
    for (auto& finding : court.judge(made.unit())) out.push_back(std::move(finding));
  }
  return out;
}

std::vector<Finding> risks_of_history(const History& history, const Rehearsal& rehearsal,
                                      const Applied& applied, const risk::Bench& bench) {
  return HistoryJudge(history, applied, bench).run(rehearsal);
}

std::vector<Finding> risks_of_edits(const History& history,
                                    const std::vector<RevisionNumber>& edited,
                                    const risk::Bench& bench) {
  std::vector<Finding> out;
  for (auto revision : edited) {
    const auto& id = history.id(revision);
    auto found = risk::finding_of(bench, *risk::find_rule(bench.dialect, "HIS101"), {id, ""},
                                  history.script(revision).header().revision_place);
    if (!found) continue;
    found->unit = id;
    out.push_back(std::move(*found));
  }
  return out;
}

}  // namespace athanor
