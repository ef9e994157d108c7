#include "schema/diagnostics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <tuple>

namespace athanor {
namespace {

std::string_view severity_word(Severity severity) {
  switch (severity) {
    case Severity::Error:
      return "error";
    case Severity::Warning:
      return "warning";
    case Severity::Note:
      return "note";
  }
  return "error";
}

std::string_view line_of(const std::string& text, std::uint32_t line) {
  std::size_t begin = 0;
  for (std::uint32_t at = 1; at < line; ++at) {
    begin = text.find('\n', begin);
    if (begin == std::string::npos) return {};
    ++begin;
  }
  auto end = text.find('\n', begin);
  std::string_view found(text.data() + begin,
                         (end == std::string::npos ? text.size() : end) - begin);
  if (found.ends_with('\r')) found.remove_suffix(1);
  return found;
}

/// Tabs keep their place above the caret, and a multi-byte character counts as one.
std::string caret_under(std::string_view line, const Place& place) {
  std::string caret;
  auto shown = [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; };
  std::size_t column = place.column - 1;
  for (std::size_t i = 0; i < column && i < line.size(); ++i) {
    if (line[i] == '\t') {
      caret += '\t';
    } else if (shown(line[i])) {
      caret += ' ';
    }
  }
  caret += '^';
  std::size_t end = std::min<std::size_t>(column + place.length, line.size());
  for (std::size_t i = column + 1; i < end; ++i) {
    if (shown(line[i])) caret += '~';
  }
  return caret;
}

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Optimal string alignment distance (Damerau-Levenshtein without overlapping transpositions).
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      bool same = lower(a[i - 1]) == lower(b[j - 1]);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1)});
      if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) &&
          lower(a[i - 2]) == lower(b[j - 1])) {
        row[j] = std::min(row[j], before[j - 2] + 1);
      }
    }
    std::swap(before, last);
    std::swap(last, row);
  }
  return last[b.size()];
}

auto order_of(const Diagnostic& diagnostic) {
  const Place& place = diagnostic.place;
  return std::tuple(place.source ? place.source->name : std::string(), place.line, place.column);
}

}  // namespace

Place place_at(const SourcePtr& source, std::size_t offset, std::size_t length) {
  Place place;
  place.source = source;
  if (!source) return place;
  const std::string& text = source->text;
  offset = std::min(offset, text.size());
  auto head = std::string_view(text).substr(0, offset);
  auto last_break = head.rfind('\n');
  place.line = static_cast<std::uint32_t>(std::count(head.begin(), head.end(), '\n')) + 1;
  place.column = static_cast<std::uint32_t>(
      offset - (last_break == std::string_view::npos ? 0 : last_break + 1) + 1);
  place.length = static_cast<std::uint32_t>(std::max<std::size_t>(length, 1));
  return place;
}

std::string render(const Diagnostic& diagnostic) {
  std::string out;
  const Place& place = diagnostic.place;
  if (place.source) {
    out += place.source->name + ":";
    if (place.line > 0) out += fmt::format("{}:{}:", place.line, place.column);
    out += ' ';
  }
  out += fmt::format("{}: {}\n", severity_word(diagnostic.severity), diagnostic.message);
  if (place.source && place.line > 0) {
    auto line = line_of(place.source->text, place.line);
    out += fmt::format("  {}\n  {}\n", line, caret_under(line, place));
  }
  for (const auto& note : diagnostic.notes) out += fmt::format("note: {}\n", note);
  return out;
}

void Diagnostics::error(Place place, std::string message, std::vector<std::string> notes) {
  add({Severity::Error, std::move(message), std::move(place), std::move(notes)});
}

void Diagnostics::warn(Place place, std::string message, std::vector<std::string> notes) {
  add({Severity::Warning, std::move(message), std::move(place), std::move(notes)});
}

void Diagnostics::add(Diagnostic diagnostic) {
  for (const auto& known : all_) {
    if (known.severity == diagnostic.severity && known.message == diagnostic.message &&
        order_of(known) == order_of(diagnostic)) {
      return;
    }
  }
  if (diagnostic.severity == Severity::Error) ++errors_;
  all_.push_back(std::move(diagnostic));
}

void Diagnostics::append(const Diagnostics& other) {
  for (const auto& diagnostic : other.all()) add(diagnostic);
}

std::string render(const Diagnostics& diagnostics) {
  auto sorted = diagnostics.all();
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& a, const auto& b) { return order_of(a) < order_of(b); });
  std::string out;
  for (const auto& diagnostic : sorted) out += render(diagnostic);
  return out;
}

InputError::InputError(Diagnostics diagnostics)
    : Error(render(diagnostics)), diagnostics_(std::move(diagnostics)) {}

void require_no_errors(const Diagnostics& diagnostics) {
  if (diagnostics.has_errors()) throw InputError(diagnostics);
}

std::string nearest(std::string_view word, const std::vector<std::string>& known) {
  std::string best;
  std::size_t best_distance = 0;
  for (const auto& candidate : known) {
    std::size_t allowed = std::max<std::size_t>(1, std::max(word.size(), candidate.size()) / 3);
    std::size_t found = distance(word, candidate);
    if (found > allowed || candidate == word) continue;
    if (best.empty() || found < best_distance || (found == best_distance && candidate < best)) {
      best = candidate;
      best_distance = found;
    }
  }
  return best;
}

std::vector<std::string> did_you_mean(std::string_view word,
                                      const std::vector<std::string>& known) {
  auto found = nearest(word, known);
  if (found.empty()) return {};
  return {fmt::format("did you mean \"{}\"?", found)};
}

std::string name_from_here(const std::string& path) {
  std::filesystem::path whole(path);
  if (!whole.is_absolute()) return path;
  auto near = whole.lexically_relative(std::filesystem::current_path());
  return near.empty() || *near.begin() == ".." ? path : near.string();
}

SourcePtr read_source(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw Error(fmt::format("cannot read {}: {}", path, std::strerror(errno)));
  std::string text;
  std::array<char, 1 << 14> piece;
  while (file.read(piece.data(), piece.size()) || file.gcount() > 0) {
    text.append(piece.data(), static_cast<std::size_t>(file.gcount()));
  }
  if (file.bad()) throw Error(fmt::format("cannot read {}: {}", path, std::strerror(errno)));
  return std::make_shared<SourceText>(SourceText{name_from_here(path), std::move(text)});
}

}  // namespace athanor
