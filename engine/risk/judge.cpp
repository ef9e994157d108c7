#include "engine/risk/judge.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "schema/sql_text.hpp"

namespace athanor::risk {
namespace {

/// An allowance of a table is one of its parts too.
bool covers(const Allowance& allowance, const Finding& finding) {
  bool legacy = allowance.code == "legacy" &&
                (finding.rule->code == "PRO101" || finding.rule->code == "PRO102");
  if (!legacy && allowance.code != finding.rule->code) return false;
  if (allowance.object.empty()) return !legacy;
  return finding.object == allowance.object || finding.object.starts_with(allowance.object + ".") ||
         finding.object.starts_with(allowance.object + " (");
}

std::string text_of(const Allowance& allowance) {
  return allowance.object.empty() ? allowance.code : allowance.code + ":" + allowance.object;
}

std::optional<Pass> pass_for(const Finding& finding, const Bench& bench,
                             const std::vector<Remark>& remarks) {
  for (const auto& remark : remarks) {
    if (covers(remark.allowance, finding)) return Pass{"a comment", remark.reason};
  }
  for (const auto& allowance : bench.allowances) {
    if (covers(allowance, finding)) return Pass{"--allow " + text_of(allowance), ""};
  }
  for (const auto& allowance : bench.settings.allow) {
    if (covers(allowance, finding)) return Pass{"[risk] allow " + text_of(allowance), ""};
  }
  return std::nullopt;
}

/// Rules whose danger grows with the table.
bool weighs_size(const Rule& rule) {
  return rule.code.starts_with("LCK") || rule.code.starts_with("RWR");
}

/// The size of the table that an object is, or is part of.
const TableSize* size_of(const std::string& object, const Bench& bench) {
  for (const auto& [name, size] : bench.sizes) {
    auto table = display(name);
    bool of_table =
        object == table || object.starts_with(table + ".") || object.starts_with(table + " (");
    if (of_table) return &size;
  }
  return nullptr;
}

std::string told(const TableSize& size) {
  auto rows = fmt::format("about {} {}", size.rows, size.rows == 1 ? "row" : "rows");
  if (!size.bytes) return rows;
  return fmt::format("{}, {:.1f} MB", rows, static_cast<double>(*size.bytes) / (1 << 20));
}

void weigh(Finding& finding, const Bench& bench) {
  const auto* size = weighs_size(*finding.rule) ? size_of(finding.object, bench) : nullptr;
  if (!size) return;
  finding.detail += (finding.detail.empty() ? "" : "; ") + told(*size);
  bool small = size->rows < bench.settings.small_rows &&
               size->bytes.value_or(0) < bench.settings.small_bytes;
  if (small) finding.severity = std::min(finding.severity, Severity::Note);
}

/// Where something cannot be read, as a finding.
std::optional<Finding> unread(const Bench& bench, const Diagnostic& diagnostic) {
  const Rule* rule = find_rule(bench.dialect, "UNR101");
  return rule ? finding_of(bench, *rule, {"", diagnostic.message}, diagnostic.place) : std::nullopt;
}

/// The comments of a text that allow something, for the statements below them.
class Comments {
 public:
  explicit Comments(std::string_view text) {
    if (text.find("athanor: allow") == std::string_view::npos) return;
    for (std::size_t at = 0; at <= text.size();) {
      auto end = std::min(text.find('\n', at), text.size());
      lines_.push_back(trim(text.substr(at, end - at)));
      at = end + 1;
    }
  }

  std::vector<Remark> beside(const Statement& statement) const {
    auto out = remarks_in(statement.text);
    std::size_t line = std::min<std::size_t>(statement.place.line, lines_.size() + 1);
    for (; line > 1; --line) {
      auto above = lines_[line - 2];
      if (!above.empty() && !above.starts_with("--")) break;
      auto remark = parse_remark(above.empty() ? above : above.substr(2));
      if (remark) out.push_back(std::move(*remark));
    }
    return out;
  }

 private:
  std::vector<std::string_view> lines_;
};

bool is_told_by(const std::vector<Sentence>& sentences, const Diagnostic& diagnostic) {
  return std::any_of(sentences.begin(), sentences.end(), [&](const Sentence& sentence) {
    const auto* unread = std::get_if<Unread>(&sentence.statement.action);
    return unread && unread->why == diagnostic.message;
  });
}

std::vector<Statement> statements_of(const Unit& unit) {
  std::vector<Statement> out;
  for (const auto& sentence : unit.sentences) out.push_back(sentence.statement);
  return out;
}

/// Judges the statements of one unit.
class Hearing {
 public:
  Hearing(const Bench& bench, const Unit& unit, const Chronicle& chronicle, const Schema& finish)
      : bench_(bench),
        unit_(unit),
        chronicle_(chronicle),
        finish_(finish),
        rules_(rules_for(bench.dialect)),
        statements_(statements_of(unit)) {
    for (const auto& sentence : unit.sentences) sendings_.push_back(sentence.sending);
  }

  void hear(std::size_t at, const Schema& before) {
    std::vector<SchemaEffect> effects;
    Scene scene{bench_.dialect,
                bench_.protection,
                unit_.kind,
                chronicle_,
                statements_,
                at,
                sendings_,
                before,
                finish_,
                memory_,
                effects,
                bench_.sizes,
                bench_.settings.small_rows};
    effects = effects_of(scene);
    for (const auto* rule : rules_) {
      if (!rule->judge) continue;
      for (auto& hit : rule->judge(scene)) take(*rule, std::move(hit), at);
    }
    remember(memory_, scene);
  }

  std::vector<Finding> take_findings() { return std::move(findings_); }

 private:
  void take(const Rule& rule, Hit hit, std::size_t at) {
    const auto& sentence = unit_.sentences[at];
    memory_.reported.insert(std::string(rule.code));
    auto finding = finding_of(bench_, rule, std::move(hit), sentence.statement.place);
    if (!finding) return;
    finding->sql = sentence.statement.text;
    finding->item = sentence.item;
    finding->unit = unit_.name;
    finding->dialect = bench_.dialect.name();
    if (!finding->pass) finding->pass = pass_for(*finding, bench_, sentence.remarks);
    findings_.push_back(std::move(*finding));
  }

  const Bench& bench_;
  const Unit& unit_;
  const Chronicle& chronicle_;
  const Schema& finish_;
  std::vector<const Rule*> rules_;
  std::vector<Statement> statements_;
  std::vector<Sending> sendings_;
  Memory memory_;
  std::vector<Finding> findings_;
};

}  // namespace

std::optional<Severity> Settings::severity_of(const Rule& rule) const {
  auto found = severities.find(std::string(rule.code));
  if (found == severities.end()) found = severities.find(std::string(rule.code.substr(0, 3)));
  return found == severities.end() ? std::optional(rule.severity) : found->second;
}

std::string Finding::allowance() const {
  std::string code(rule->code);
  if (code == "PRO101" || code == "PRO102") code = "legacy";
  auto end = object.find(" (");
  auto name = object.substr(0, end);
  return name.empty() ? code : code + ":" + name;
}

bool stops(const Finding& finding) {
  return finding.severity >= Severity::Danger && !finding.pass;
}

std::optional<Finding> finding_of(const Bench& bench, const Rule& rule, Hit hit, Place place) {
  auto severity = bench.settings.severity_of(rule);
  if (!severity) return std::nullopt;
  Finding finding;
  finding.rule = &rule;
  finding.severity = *severity;
  finding.object = std::move(hit.object);
  finding.detail = std::move(hit.detail);
  finding.place = std::move(place);
  weigh(finding, bench);
  finding.pass = pass_for(finding, bench, {});
  return finding;
}

/// A replayer of its own goes ahead of the one that is judged on, to know how a unit ends.
Court::Court(const Bench& bench, const Schema& base, const std::vector<Statement>& earlier)
    : bench_(bench), here_(bench.dialect.replay(base)), ahead_(bench.dialect.replay(base)) {
  chronicle_.add_unit(earlier);
}
Court::~Court() = default;

std::vector<Finding> Court::judge(const Unit& unit) {
  Diagnostics ignored;  // who replays a history to read it hears of these
  for (const auto& sentence : unit.sentences) ahead_->apply(sentence.statement, ignored);
  chronicle_.add_unit(statements_of(unit));
  Hearing hearing(bench_, unit, chronicle_, ahead_->schema());
  for (std::size_t at = 0; at < unit.sentences.size(); ++at) {
    hearing.hear(at, here_->schema());
    here_->apply(unit.sentences[at].statement, ignored);
  }
  return hearing.take_findings();
}

void Court::pass_over(const Unit& unit) {
  Diagnostics ignored;
  for (const auto& sentence : unit.sentences) {
    ahead_->apply(sentence.statement, ignored);
    here_->apply(sentence.statement, ignored);
  }
  chronicle_.add_unit(statements_of(unit));
}

std::vector<Sentence> read_sentences(const Bench& bench, const SourcePtr& source,
                                     std::vector<Finding>& findings) {
  Diagnostics found;
  std::vector<Sentence> out;
  Comments comments(source->text);
  for (auto& statement : bench.dialect.read_script(source, found)) {
    auto remarks = comments.beside(statement);
    out.push_back({std::move(statement), Sending::AsWritten, std::move(remarks), 0});
  }
  for (const auto& diagnostic : found.all()) {
    bool counts = diagnostic.severity == athanor::Severity::Error && !is_told_by(out, diagnostic);
    if (auto finding = counts ? unread(bench, diagnostic) : std::nullopt) {
      findings.push_back(std::move(*finding));
    }
  }
  return out;
}

}  // namespace athanor::risk
