#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <cstdint>
#include <map>
#include <vector>

#include "grammar/postgresql/canonical_value.hpp"
#include "schema/names.hpp"

namespace athanor::postgresql {
namespace {

constexpr std::int64_t kSecond = 1'000'000, kMinute = 60 * kSecond, kHour = 60 * kMinute,
                       kDay = 24 * kHour;

/// What an interval is made of, each with its own sign (manual, 8.5.4).
struct Span {
  std::int64_t months = 0, days = 0, microseconds = 0;
};

/// What one of a unit is worth.
const Span* unit(std::string_view word) {
  static const std::map<std::string_view, Span> units = {
      {"year", {12, 0, 0}},      {"yr", {12, 0, 0}},     {"y", {12, 0, 0}},
      {"month", {1, 0, 0}},      {"mon", {1, 0, 0}},     {"decade", {120, 0, 0}},
      {"century", {1200, 0, 0}}, {"week", {0, 7, 0}},    {"w", {0, 7, 0}},
      {"day", {0, 1, 0}},        {"d", {0, 1, 0}},       {"hour", {0, 0, kHour}},
      {"hr", {0, 0, kHour}},     {"h", {0, 0, kHour}},   {"minute", {0, 0, kMinute}},
      {"min", {0, 0, kMinute}},  {"m", {0, 0, kMinute}}, {"second", {0, 0, kSecond}},
      {"sec", {0, 0, kSecond}},  {"s", {0, 0, kSecond}}, {"millisecond", {0, 0, 1000}},
      {"msec", {0, 0, 1000}},    {"ms", {0, 0, 1000}},   {"microsecond", {0, 0, 1}},
      {"usec", {0, 0, 1}},       {"us", {0, 0, 1}},
  };
  auto found = units.find(word);
  if (found == units.end() && word.size() > 2 && word.ends_with('s')) {
    found = units.find(word.substr(0, word.size() - 1));
  }
  return found == units.end() ? nullptr : &found->second;
}

/// `1day` and `1 day` are two words each.
std::vector<std::string> words_of(std::string_view text) {
  auto letter = [](char c) { return c >= 'a' && c <= 'z'; };
  std::vector<std::string> words;
  bool apart = true;
  for (char c : ascii_lower(text)) {
    bool space = c == ' ' || c == '\t' || c == '\n' || c == '@';
    bool turns = !words.empty() && !apart && letter(c) != letter(words.back().back());
    if (space) {
      apart = true;
      continue;
    }
    if (apart || turns) words.emplace_back();
    words.back() += c;
    apart = false;
  }
  return words;
}

std::optional<double> number(std::string_view word) {
  if (word.starts_with('+')) word.remove_prefix(1);
  double value = 0;
  auto result = std::from_chars(word.data(), word.data() + word.size(), value);
  bool whole = result.ec == std::errc() && result.ptr == word.data() + word.size();
  return whole ? std::optional(value) : std::nullopt;
}

/// `[-]h:m[:s]`, which is a time and not, as in SQL's own forms, minutes and seconds.
bool add_clock(Span& span, std::string_view word) {
  double sign = word.starts_with('-') ? -1 : 1;
  if (word.starts_with('-') || word.starts_with('+')) word.remove_prefix(1);
  double unit_size = kHour, total = 0;
  while (!word.empty()) {
    auto colon = word.find(':');
    auto part = number(word.substr(0, colon));
    if (!part || unit_size < kSecond) return false;
    total += *part * unit_size;
    unit_size /= 60;
    word.remove_prefix(colon == std::string_view::npos ? word.size() : colon + 1);
  }
  span.microseconds += std::llround(sign * total);
  return true;
}

/// Parts of a day go to the time; of a month and a year, only what makes whole months is read.
bool add_units(Span& span, double count, const Span& one) {
  double months = count * static_cast<double>(one.months);
  double days = count * static_cast<double>(one.days);
  if (months != std::floor(months)) return false;
  double whole_days = std::trunc(days);
  span.months += std::llround(months);
  span.days += std::llround(whole_days);
  span.microseconds += std::llround((days - whole_days) * static_cast<double>(kDay) +
                                    count * static_cast<double>(one.microseconds));
  return true;
}

std::optional<Span> read(const std::vector<std::string>& words) {
  Span span;
  std::size_t at = 0;
  for (; at < words.size() && words[at] != "ago"; ++at) {
    if (words[at].find(':') != std::string::npos) {
      if (!add_clock(span, words[at])) return std::nullopt;
      continue;
    }
    auto count = number(words[at]);
    const Span second{0, 0, kSecond};
    bool last = at + 1 == words.size();
    const auto* one = last ? &second : unit(words[at + 1]);
    if (!count || one == nullptr || !add_units(span, *count, *one)) return std::nullopt;
    ++at;
  }
  bool ago = at < words.size() && words[at] == "ago";
  if (ago && at + 1 != words.size()) return std::nullopt;
  return ago ? Span{-span.months, -span.days, -span.microseconds} : span;
}

/// One part after another; once one was negative, the next positive ones have a plus sign.
class SpanText {
 public:
  std::string of(const Span& span) {
    add(span.months / 12, "year");
    add(span.months % 12, "mon");
    add(span.days, "day");
    if (span.microseconds != 0 || out_.empty()) add_clock(span.microseconds);
    return std::move(out_);
  }

 private:
  void add(std::int64_t count, std::string_view name) {
    if (count == 0) return;
    begin_part(count);
    out_ += fmt::format("{} {}{}", count, name, count == 1 ? "" : "s");
    negative_before_ = count < 0;
  }

  void add_clock(std::int64_t microseconds) {
    begin_part(microseconds);
    if (microseconds < 0) out_ += '-';
    auto count = std::abs(microseconds);
    out_ +=
        fmt::format("{:02}:{:02}:{:02}", count / kHour, count / kMinute % 60, count / kSecond % 60);
    if (count % kSecond == 0) return;
    out_ += fmt::format(".{:06}", count % kSecond);
    out_.erase(out_.find_last_not_of('0') + 1);
  }

  void begin_part(std::int64_t value) {
    if (!out_.empty()) out_ += ' ';
    if (negative_before_ && value > 0) out_ += '+';
  }

  std::string out_;
  bool negative_before_ = false;
};

}  // namespace

std::optional<std::string> canonical_interval(std::string_view text) {
  auto words = words_of(text);
  if (words.empty()) return std::nullopt;
  auto span = read(words);
  if (!span) return std::nullopt;
  return SpanText().of(*span);
}

bool keeps_interval(std::string_view value, std::string_view fields) {
  auto last = fields.substr(fields.rfind(' ') + 1);
  auto ends_in_unit = [&](std::string_view unit) {
    return value.ends_with(unit) || value.ends_with(std::string(unit) + 's');
  };
  bool years = ends_in_unit("year"), months = years || ends_in_unit("mon"),
       days = months || ends_in_unit("day");
  if (last == "year") return years;
  if (last == "month") return months;
  if (last == "day") return days;
  if (last == "hour") return days || value.ends_with(":00:00");
  if (last == "minute") return days || value.ends_with(":00");
  return last == "second";
}

}  // namespace athanor::postgresql
