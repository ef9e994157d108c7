#include "migrations/config/verify_settings.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/dialects/registry.hpp"

namespace athanor {
namespace {

/// A query is run at most so often, and may be given at most so long: an hour.
constexpr long long kMostRuns = 10'000, kLongestLimit = 3'600'000;

class VerifyReader {
 public:
  VerifyReader(VerifySettings& settings, Diagnostics& diagnostics)
      : settings_(settings), diagnostics_(diagnostics) {}

  void read(const model::Fields& fields) {
    for (const auto& entry : fields) {
      if (entry.key == "runs") {
        settings_.runs = static_cast<std::size_t>(number(entry.value, kMostRuns).value_or(20));
      } else if (entry.key == "queries") {
        read_queries(entry.value);
      } else {
        unknown(entry, {"runs", "queries"});
      }
    }
  }

 private:
  void wrong(const model::Value& value, std::string_view expected) {
    diagnostics_.error(value.place,
                       fmt::format("expected {}, found {}", expected, model::describe(value)));
  }

  void unknown(const model::Entry& entry, const std::vector<std::string>& known) {
    diagnostics_.error(entry.place, fmt::format("unknown key \"{}\"", entry.key),
                       did_you_mean(entry.key, known));
  }

  std::optional<long long> number(const model::Value& value, long long most) {
    const auto* found = value.integer();
    if (found && *found >= 1 && *found <= most) return *found;
    auto expected = fmt::format("a whole number from 1 to {}", most);
    if (!found) {
      wrong(value, expected);
    } else {
      diagnostics_.error(value.place, fmt::format("expected {}, found {}", expected, *found));
    }
    return std::nullopt;
  }

  void read_queries(const model::Value& value) {
    const auto* array = value.array();
    if (!array) return wrong(value, "tables, each begun by [[verify.queries]]");
    for (const auto& item : *array) {
      if (const auto* fields = item.fields()) {
        read_query(*fields, item.place);
      } else {
        wrong(item, "a table with name, sql and limit_ms");
      }
    }
  }

  void read_query(const model::Fields& fields, const Place& place) {
    const std::vector<std::string> keys = {"name", "sql", "limit_ms", "dialects"};
    VerifyQuery query;
    for (const auto& entry : fields) {
      if (entry.key == "name") read_name(entry.value, query);
      if (entry.key == "sql") read_sql(entry.value, query);
      if (entry.key == "limit_ms") {
        query.limit = std::chrono::milliseconds(number(entry.value, kLongestLimit).value_or(0));
      }
      if (entry.key == "dialects") read_dialects(entry.value, query);
      if (std::find(keys.begin(), keys.end(), entry.key) == keys.end()) unknown(entry, keys);
    }
    for (const char* key : {"name", "sql", "limit_ms"}) {
      if (!find(fields, key)) {
        diagnostics_.error(place, fmt::format("a query of [verify] has no {}", key));
      }
    }
    settings_.queries.push_back(std::move(query));
  }

  void read_name(const model::Value& value, VerifyQuery& query) {
    const auto* text = value.text();
    if (!text || text->empty()) return wrong(value, "a name");
    bool known = std::any_of(settings_.queries.begin(), settings_.queries.end(),
                             [&](const auto& other) { return other.name == *text; });
    if (known) {
      diagnostics_.error(value.place, fmt::format("there is another query \"{}\"", *text));
    }
    query.name = *text;
  }

  void read_sql(const model::Value& value, VerifyQuery& query) {
    if (!value.text()) return wrong(value, "an SQL query, as a string");
    query.sql = *value.text();
    query.place = value.place;
  }

  void read_dialects(const model::Value& value, VerifyQuery& query) {
    if (!value.array()) return wrong(value, "an array of dialects");
    for (const auto& item : *value.array()) {
      if (!item.text()) {
        wrong(item, "a dialect");
      } else if (!find_dialect(*item.text())) {
        diagnostics_.error(item.place, fmt::format("unknown dialect \"{}\"", *item.text()),
                           did_you_mean(*item.text(), dialect_names()));
      } else {
        query.dialects.push_back(*item.text());
      }
    }
  }

  VerifySettings& settings_;
  Diagnostics& diagnostics_;
};

}  // namespace

void read_verify_settings(const model::Fields& fields, VerifySettings& settings,
                          Diagnostics& diagnostics) {
  VerifyReader(settings, diagnostics).read(fields);
}

}  // namespace athanor
