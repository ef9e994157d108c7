#include "schema/model/document.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <exception>
#include <string_view>

namespace athanor::model {
namespace {

bool continues_character(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

/// Where each line of a text begins, and whether its characters are its bytes.
class Lines {
 public:
  explicit Lines(SourcePtr source) : source_(std::move(source)) {
    const std::string& text = source_->text;
    for (std::size_t begin = 0; begin <= text.size();) {
      auto end = std::min(text.find('\n', begin), text.size());
      auto line = std::string_view(text).substr(begin, end - begin);
      bool ascii = std::all_of(line.begin(), line.end(),
                               [](char c) { return static_cast<signed char>(c) >= 0; });
      lines_.push_back({begin, end, ascii});
      begin = end + 1;
    }
  }

  /// toml++ counts characters; the offset of the byte where one begins.
  std::size_t offset(const toml::source_position& position) const {
    if (position.line == 0 || position.line > lines_.size()) return source_->text.size();
    const Line& line = lines_[position.line - 1];
    std::size_t characters = position.column > 0 ? position.column - 1 : 0;
    if (line.ascii) return std::min(line.begin + characters, line.end);
    std::size_t at = line.begin;
    for (; at < line.end && characters > 0; --characters) {
      ++at;
      while (at < line.end && continues_character(source_->text[at])) ++at;
    }
    return at;
  }

  Place place(const toml::source_region& region) const {
    Place place;
    place.source = source_;
    std::size_t last = std::max<std::size_t>(lines_.size(), 1);
    place.line = static_cast<std::uint32_t>(std::clamp<std::size_t>(region.begin.line, 1, last));
    const Line& line = lines_[place.line - 1];
    std::size_t begin = std::clamp(offset(region.begin), line.begin, line.end);
    std::size_t end = std::min(offset(region.end), line.end);
    place.column = static_cast<std::uint32_t>(begin - line.begin + 1);
    place.length = end > begin ? static_cast<std::uint32_t>(end - begin) : 1;
    return place;
  }

  /// The text of a scalar, as written.
  std::string written(const toml::source_region& region) const {
    auto begin = offset(region.begin), end = offset(region.end);
    return end > begin ? source_->text.substr(begin, end - begin) : std::string();
  }

 private:
  struct Line {
    std::size_t begin, end;
    bool ascii;
  };
  SourcePtr source_;
  std::vector<Line> lines_;
};

std::string without_decoration(std::string number) {
  std::erase(number, '_');
  if (number.starts_with('+')) number.erase(0, 1);
  return number;
}

class Converter {
 public:
  explicit Converter(const SourcePtr& source) : lines_(source) {}

  Place place(const toml::source_region& region) const { return lines_.place(region); }

  Value convert(const toml::node& node) const {
    Value value{false, lines_.place(node.source())};
    if (const auto* table = node.as_table()) {
      value.data = fields(*table);
    } else if (const auto* array = node.as_array()) {
      value.data = elements(*array);
    } else if (const auto* text = node.as_string()) {
      value.data = text->get();
    } else if (const auto* boolean = node.as_boolean()) {
      value.data = boolean->get();
    } else if (const auto* integer = node.as_integer()) {
      value.data = integer->get();
    } else if (node.is_floating_point()) {
      value.data = Real{without_decoration(lines_.written(node.source()))};
    } else {
      value.data = Moment{lines_.written(node.source())};
    }
    return value;
  }

 private:
  Array elements(const toml::array& array) const {
    Array values;
    values.reserve(array.size());
    for (const auto& element : array) values.push_back(convert(element));
    return values;
  }

  Fields fields(const toml::table& table) const {
    Fields entries;
    entries.reserve(table.size());
    for (auto&& [key, node] : table) {
      entries.push_back({std::string(key.str()), lines_.place(key.source()), convert(node)});
    }
    std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
      return std::pair(a.place.line, a.place.column) < std::pair(b.place.line, b.place.column);
    });
    return entries;
  }

  Lines lines_;
};

/// toml++ starts its sentences with "Error while parsing x: ".
std::string reason(std::string_view description) {
  static constexpr std::string_view kPrefix = "Error while parsing ";
  if (description.starts_with(kPrefix)) description.remove_prefix(kPrefix.size());
  std::string text(description);
  if (!text.empty() && text[0] >= 'A' && text[0] <= 'Z') text[0] += 'a' - 'A';
  return text;
}

}  // namespace

std::string_view describe(const Value& value) {
  static constexpr std::string_view kNames[] = {
      "a string", "a boolean", "an integer", "a number", "a date or time", "an array", "a table"};
  return kNames[value.data.index()];
}

const Entry* find(const Fields& fields, std::string_view key) {
  for (const auto& entry : fields) {
    if (entry.key == key) return &entry;
  }
  return nullptr;
}

std::optional<Value> parse_document(const SourcePtr& source, Diagnostics& out) {
  Converter converter(source);
  try {
    return converter.convert(toml::parse(std::string_view(source->text)));
  } catch (const toml::parse_error& error) {
    out.error(converter.place(error.source()), "TOML syntax: " + reason(error.description()));
    return std::nullopt;
  }
}

}  // namespace athanor::model
