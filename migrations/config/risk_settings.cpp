#include "migrations/config/risk_settings.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/dialects/registry.hpp"
#include "engine/risk/rule.hpp"

namespace athanor {
namespace {

/// Every code, every family, and the keys beside them.
std::vector<std::string> known_keys() {
  std::vector<std::string> out = {"allow", "rows", "bytes"};
  for (const auto* dialect : all_dialects()) {
    for (const auto* rule : risk::rules_for(*dialect)) {
      out.emplace_back(rule->code);
      out.emplace_back(rule->code.substr(0, 3));
    }
  }
  return out;
}

class RiskReader {
 public:
  RiskReader(risk::Settings& settings, Diagnostics& diagnostics)
      : settings_(settings), diagnostics_(diagnostics), known_(known_keys()) {}

  void read(const std::string& key, const Place& place, const model::Value& value) {
    if (key == "allow") return read_allow(value);
    if (key == "rows") return read_number(value, settings_.small_rows);
    if (key == "bytes") return read_number(value, settings_.small_bytes);
    if (std::find(known_.begin(), known_.end(), key) == known_.end()) {
      return diagnostics_.error(place, fmt::format("unknown rule or key \"{}\"", key),
                                did_you_mean(key, known_));
    }
    read_severity(key, value);
  }

 private:
  void wrong(const model::Value& value, std::string_view expected) {
    diagnostics_.error(value.place,
                       fmt::format("expected {}, found {}", expected, model::describe(value)));
  }

  void read_allow(const model::Value& value) {
    const auto* array = value.array();
    if (!array) return wrong(value, "an array of strings");
    for (const auto& item : *array) {
      const auto* text = item.text();
      if (!text) {
        wrong(item, "a string such as \"DAT103:users.email\"");
        continue;
      }
      auto allowance = parse_allowance(*text);
      bool known = allowance.code == "legacy" ||
                   std::find(known_.begin(), known_.end(), allowance.code) != known_.end();
      if (!known) {
        diagnostics_.error(item.place, fmt::format("unknown rule \"{}\"", allowance.code),
                           did_you_mean(allowance.code, known_));
      }
      settings_.allow.push_back(std::move(allowance));
    }
  }

  void read_number(const model::Value& value, long long& out) {
    const auto* literal = value.integer();
    if (!literal || *literal < 0) return wrong(value, "a whole number of at least 0");
    out = *literal;
  }

  void read_severity(const std::string& key, const model::Value& value) {
    using risk::Severity;
    const auto* text = value.text();
    if (!text) return wrong(value, "a severity");
    if (*text == "off") {
      settings_.severities[key] = std::nullopt;
      return;
    }
    for (auto severity : {Severity::Note, Severity::Warn, Severity::Danger, Severity::Refuse}) {
      if (*text != risk::name_of(severity)) continue;
      settings_.severities[key] = severity;
      return;
    }
    diagnostics_.error(value.place, fmt::format("\"{}\" is no severity", *text),
                       {"\"refuse\", \"danger\", \"warn\", \"note\" and \"off\" are"});
  }

  risk::Settings& settings_;
  Diagnostics& diagnostics_;
  std::vector<std::string> known_;
};

}  // namespace

void read_risk_settings(const model::Fields& fields, risk::Settings& settings,
                        Diagnostics& diagnostics) {
  RiskReader reader(settings, diagnostics);
  for (const auto& entry : fields) reader.read(entry.key, entry.place, entry.value);
}

}  // namespace athanor
