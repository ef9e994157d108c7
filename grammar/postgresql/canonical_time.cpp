#include <fmt/format.h>

#include <chrono>
#include <cstdint>

#include "grammar/postgresql/canonical_value.hpp"
#include "schema/sql_text.hpp"

namespace athanor::postgresql {
namespace {

using std::chrono::microseconds;
using std::chrono::sys_days;
using std::chrono::year_month_day;

/// Takes numbers and marks off the front of a text; once something is missing it is spoilt.
class Front {
 public:
  explicit Front(std::string_view text) : text_(text) {}

  bool spoilt() const { return spoilt_; }
  bool at_end() const { return at_ == text_.size(); }
  bool whole() const { return !spoilt_ && at_end(); }
  bool next_is(char c) const { return !at_end() && text_[at_] == c; }

  bool take(char c) {
    bool found = next_is(c);
    if (found) ++at_;
    return found;
  }
  void expect(char c) { spoilt_ = !take(c) || spoilt_; }

  std::string_view digits() {
    auto begin = at_;
    while (!at_end() && text_[at_] >= '0' && text_[at_] <= '9') ++at_;
    return text_.substr(begin, at_ - begin);
  }
  int number(std::size_t least, std::size_t most) {
    auto written = digits();
    spoilt_ = spoilt_ || written.size() < least || written.size() > most;
    int value = 0;
    for (char c : written.substr(0, most)) value = value * 10 + (c - '0');
    return value;
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
  bool spoilt_ = false;
};

year_month_day read_date(Front& front) {
  int year = front.number(4, 4);
  front.expect('-');
  auto month = static_cast<unsigned>(front.number(1, 2));
  front.expect('-');
  auto day = static_cast<unsigned>(front.number(1, 2));
  return {std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
}

microseconds read_fraction(Front& front) {
  if (!front.take('.')) return microseconds(0);
  auto digits = std::string(front.digits().substr(0, 6));
  digits.resize(6, '0');
  return microseconds(std::stol(digits));
}

microseconds read_clock(Front& front) {
  microseconds time = std::chrono::hours(front.number(1, 2));
  front.expect(':');
  time += std::chrono::minutes(front.number(2, 2));
  if (front.take(':')) {
    time += std::chrono::seconds(front.number(2, 2));
    time += read_fraction(front);
  }
  return time;
}

/// `+02`, `-05:30`, `Z`; nothing is UTC.
microseconds read_offset(Front& front) {
  front.take(' ');
  if (front.at_end() || front.take('Z') || front.take('z')) return microseconds(0);
  bool west = front.take('-');
  if (!west) front.expect('+');
  microseconds offset = std::chrono::hours(front.number(2, 2));
  if (!front.at_end()) {
    front.take(':');
    offset += std::chrono::minutes(front.number(2, 2));
  }
  return west ? -offset : offset;
}

std::string date_text(const year_month_day& date) {
  return fmt::format("{:04}-{:02}-{:02}", int(date.year()), unsigned(date.month()),
                     unsigned(date.day()));
}

std::string clock_text(microseconds time) {
  auto count = time.count();
  auto seconds = count / 1'000'000, rest = count % 1'000'000;
  auto text = fmt::format("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
  if (rest == 0) return text;
  text += fmt::format(".{:06}", rest);
  text.erase(text.find_last_not_of('0') + 1);
  return text;
}

struct Moment {
  year_month_day date;
  microseconds time{0};
};

Moment read_moment(Front& front) {
  Moment moment{read_date(front)};
  bool time = front.take(' ') || front.take('T');
  if (time) moment.time = read_clock(front);
  return moment;
}

std::string moment_text(std::chrono::sys_time<microseconds> moment) {
  auto day = std::chrono::floor<std::chrono::days>(moment);
  return date_text(year_month_day(day)) + ' ' + clock_text(moment - day);
}

}  // namespace

std::optional<std::string> canonical_date(std::string_view text) {
  Front front(trim(text));
  auto date = read_date(front);
  if (!front.whole() || !date.ok()) return std::nullopt;
  return date_text(date);
}

std::optional<std::string> canonical_time(std::string_view text) {
  Front front(trim(text));
  auto time = read_clock(front);
  if (!front.whole()) return std::nullopt;
  return clock_text(time);
}

std::optional<std::string> canonical_timestamp(std::string_view text) {
  Front front(trim(text));
  auto moment = read_moment(front);
  if (!front.whole() || !moment.date.ok()) return std::nullopt;
  return moment_text(sys_days(moment.date) + moment.time);
}

std::optional<std::string> canonical_timestamptz(std::string_view text) {
  Front front(trim(text));
  auto moment = read_moment(front);
  auto offset = read_offset(front);
  if (!front.whole() || !moment.date.ok()) return std::nullopt;
  return moment_text(sys_days(moment.date) + moment.time - offset) + "+00";
}

}  // namespace athanor::postgresql
