#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "cli/report/diff_report.hpp"
#include "cli/report/html/findings.hpp"
#include "cli/report/html/page.hpp"
#include "cli/report/html/pictures.hpp"
#include "cli/report/markup.hpp"
#include "cli/workspace.hpp"
#include "engine/protection.hpp"

namespace athanor::cli {
namespace {

using html::Tone;

std::string statements_text(const std::vector<SqlStatement>& statements) {
  std::string out;
  for (const auto& statement : statements) {
    if (!out.empty()) out += '\n';
    out += statement.sql + ";\n";
  }
  return out;
}

/// A sentence, and a link to each step that it is about.
std::string order_of(const PlannedStep& planned) {
  std::string out;
  for (const auto& reason : planned.after) {
    out += fmt::format("<li>after <a href=\"#step-{0}\">step {0}</a>: {1}</li>", reason.before + 1,
                       escape_markup(reason.because));
  }
  return out.empty() ? out : "<ul>" + out + "</ul>\n";
}

/// Writes the page of one difference.
class Review {
 public:
  explicit Review(const DiffReport& report) : report_(report), steps_(report.plan.steps.size()) {}

  std::string page() const {
    auto title = steps_ == 0 ? std::string("No difference") : count(steps_, "step");
    auto body = fmt::format("<header>\n<h1>Schema change: {}</h1>\n{}{}</header>\n",
                            escape_markup(title), verdict(), facts());
    body += "<main id=\"content\">\n";
    if (steps_ > 0) {
      body += overview() + html::change_pictures(report_) + steps() + scripts();
    }
    return html::page("athanor: " + title, body + "</main>\n");
  }

 private:
  std::string verdict() const {
    if (report_.difference.empty()) {
      return html::verdict(Tone::Good, "Nothing to do: both sides are equal.", {});
    }
    if (!report_.refused.empty()) {
      std::vector<std::string> reasons;
      for (const auto& refusal : report_.refused) {
        reasons.push_back(
            fmt::format("{} (allow it with --allow {})", refusal.message, refusal.allowance()));
      }
      return html::verdict(Tone::Bad, "Refused: this touches what is protected.", reasons);
    }
    auto dangers = std::count_if(report_.risks.begin(), report_.risks.end(), risk::stops);
    if (dangers > 0) {
      return html::verdict(
          Tone::Bad, fmt::format("Dangerous: {} that nobody allowed.", count(dangers, "finding")),
          {"Each step below says what can go wrong, and what to do instead."});
    }
    if (auto lost = losses(); !lost.empty()) {
      return html::verdict(Tone::Caution, "Loses data, as allowed.", lost);
    }
    return html::verdict(Tone::Good, "Nothing stops this.",
                         {"No step loses data, and no rule of risk speaks against it."});
  }

  std::vector<std::string> losses() const {
    std::vector<std::string> out;
    for (const auto& planned : report_.plan.steps) {
      auto lost = report_.dialect->effect(planned.step).data_lost;
      if (!lost.empty()) out.push_back(lost);
    }
    return out;
  }

  std::string facts() const {
    auto out =
        fmt::format("<dl><dt>from</dt><dd>{}</dd><dt>to</dt><dd>{}</dd><dt>dialect</dt><dd>{}</dd>",
                    escape_markup(report_.from), escape_markup(report_.to),
                    escape_markup(report_.dialect->name()));
    if (!report_.legacy.empty()) {
      out += fmt::format("<dt>legacy, left alone</dt><dd>{}</dd>",
                         escape_markup(fmt::format("{}", fmt::join(report_.legacy, ", "))));
    }
    return out + "</dl>\n";
  }

  std::string badges(std::size_t number) const {
    std::string out;
    for (const auto& finding : report_.risks) {
      if (finding.item != number || html::tone_of(finding) == Tone::Note) continue;
      out += html::finding_badge(finding) + " ";
    }
    return out;
  }

  std::string overview() const {
    std::string rows;
    for (std::size_t i = 0; i < steps_; ++i) {
      const auto& step = report_.plan.steps[i].step;
      auto effect = report_.dialect->effect(step);
      auto lost =
          effect.data_lost.empty() ? "" : html::badge(Tone::Caution, "loses " + effect.data_lost);
      rows += fmt::format(
          "<tr><td class=\"number\" data-name=\"step\"><a href=\"#step-{0}\">{0}</a></td>"
          "<td>{1}</td><td data-name=\"lock\">{2}</td><td data-name=\"effect\">{3}</td>"
          "<td>{4}</td></tr>\n",
          i + 1, escape_markup(describe(step)), escape_markup(effect.lock),
          escape_markup(effect.work) + (lost.empty() || effect.work.empty() ? "" : " ") + lost,
          badges(i + 1));
    }
    return "<section aria-labelledby=\"overview\">\n<h2 id=\"overview\">At a glance</h2>\n"
           "<div class=\"wide\"><table class=\"steps\"><thead><tr><th>#</th><th>step</th>"
           "<th>lock</th><th>effect</th><th>risks</th></tr></thead><tbody>\n" +
           rows + "</tbody></table></div>\n</section>\n";
  }

  std::string risks(std::size_t number) const {
    std::string out;
    for (const auto& finding : report_.risks) {
      if (finding.item == number) out += html::finding_item(finding);
    }
    return out.empty() ? out : "<ul>" + out + "</ul>\n";
  }

  std::string step(std::size_t at) const {
    const auto& planned = report_.plan.steps[at];
    auto effect = report_.dialect->effect(planned.step);
    std::string facts;
    auto fact = [&](const char* name, const std::string& value) {
      if (value.empty()) return;
      facts += fmt::format("<dt>{}</dt><dd>{}</dd>", name, escape_markup(value));
    };
    fact("lock", effect.lock);
    fact("effect", effect.work);
    fact("loses", effect.data_lost);
    auto rows = report_.rows.find(target(planned.step));
    if (rows != report_.rows.end()) fact("rows", rows->second);
    auto undone = effect.data_lost.empty() ? "undone by" : "undone by (without the data)";
    return fmt::format(
        "<article id=\"step-{}\" tabindex=\"-1\">\n<header><h3>{}. {}</h3> {}</header>\n{}{}{}{}{}"
        "</article>\n",
        at + 1, at + 1, escape_markup(describe(planned.step)), badges(at + 1),
        facts.empty() ? facts : "<dl>" + facts + "</dl>\n", order_of(planned), risks(at + 1),
        html::folded(html::Fold::Open, "SQL",
                     html::code_block(statements_text(report_.dialect->render(planned.step)))),
        html::folded(
            html::Fold::Closed, undone,
            html::code_block(statements_text(report_.dialect->render(reverse(planned.step))))));
  }

  std::string steps() const {
    std::string out =
        "<section aria-labelledby=\"steps\">\n<h2 id=\"steps\">The steps, in their order</h2>\n";
    for (std::size_t i = 0; i < steps_; ++i) out += step(i);
    return out + "</section>\n";
  }

  std::string whole(const char* summary, const Plan& plan) const {
    return html::folded(html::Fold::Closed, summary,
                        html::code_block(report_.dialect->script(render(plan, *report_.dialect))));
  }

  std::string scripts() const {
    return "<section aria-labelledby=\"scripts\">\n<h2 id=\"scripts\">As scripts</h2>\n" +
           whole("the whole plan", report_.plan) + whole("the way back", report_.reverse) +
           "</section>\n";
  }

  const DiffReport& report_;
  std::size_t steps_;
};

}  // namespace

std::string html_report(const DiffReport& report) {
  return Review(report).page();
}

}  // namespace athanor::cli
