#include "cli/moment.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <filesystem>

#include "schema/diagnostics.hpp"

namespace athanor::cli {
namespace {

bool is_zone(const std::string& name) {
  if (name == "UTC" || name == "GMT") return true;
  auto file = std::filesystem::path("/usr/share/zoneinfo") / name;
  return name.find("..") == std::string::npos && std::filesystem::is_regular_file(file);
}

std::string find_zone(const std::string& name) {
  if (is_zone(name)) return name;
  auto upper = name;
  std::transform(upper.begin(), upper.end(), upper.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 0x20) : c; });
  if (is_zone(upper)) return upper;
  throw Error("Can't locate timezone: " + name);
}

/// `+02:00`.
std::string offset_text(long seconds) {
  auto minutes = std::abs(seconds) / 60;
  return fmt::format("{}{:02}:{:02}", seconds < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

}  // namespace

Moment now(const std::optional<std::string>& timezone) {
  if (timezone) {
    ::setenv("TZ", find_zone(*timezone).c_str(), 1);
    ::tzset();
  }
  auto point = std::chrono::system_clock::now();
  auto seconds = std::chrono::system_clock::to_time_t(point);
  auto micros = std::chrono::duration_cast<std::chrono::microseconds>(point.time_since_epoch()) %
                std::chrono::seconds(1);
  std::tm parts{};
  ::localtime_r(&seconds, &parts);
  Moment moment;
  moment.time = {seconds,       parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday,
                 parts.tm_hour, parts.tm_min,         parts.tm_sec};
  const auto& t = moment.time;
  moment.text = fmt::format("{:04}-{:02}-{:02} {:02}:{:02}:{:02}.{:06}", t.year, t.month, t.day,
                            t.hour, t.minute, t.second, micros.count());
  if (timezone) moment.text += offset_text(parts.tm_gmtoff);
  return moment;
}

}  // namespace athanor::cli
