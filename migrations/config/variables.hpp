#pragma once
/// `${NAME}` in configuration: from the process's environment, then from the project's `.env`.

#include <map>
#include <optional>
#include <string>

namespace athanor {

class Variables {
 public:
  /// With the `.env` file of `folder`, where there is one: lines `NAME=value`, `export` before them
  /// and quotes around values allowed, `#` begins a comment.
  static Variables of_folder(const std::string& folder);

  std::optional<std::string> get(const std::string& name) const;

  /// `text` with every `${NAME}` put in. Throws Error naming a variable that is not set.
  std::string expand(const std::string& text) const;

 private:
  std::map<std::string, std::string> file_;
};

}  // namespace athanor
