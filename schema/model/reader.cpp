#include "schema/model/reader.hpp"

#include <algorithm>
#include <filesystem>

#include "schema/model/resolver.hpp"
#include "schema/model/validate.hpp"

namespace athanor {

struct Model::Files {
  model::Documents documents;
};

Model::Model(std::unique_ptr<Files> files) : files_(std::move(files)) {}
Model::Model(Model&&) noexcept = default;
Model& Model::operator=(Model&&) noexcept = default;
Model::~Model() = default;

Model Model::read(const std::vector<SourcePtr>& files,
                  const std::vector<std::string>& known_dialects, Diagnostics& out,
                  const std::vector<std::string>& outside) {
  auto read = std::make_unique<Files>();
  read->documents.outside = outside;
  for (const auto& source : files) {
    auto document = model::parse_document(source, out);
    if (!document) {
      read->documents.all_parsed = false;
      continue;
    }
    model::validate(*document, known_dialects, out);
    read->documents.values.push_back(std::move(*document));
  }
  return Model(std::move(read));
}

Schema Model::resolve(std::string_view dialect, Diagnostics& out) const {
  return model::resolve(files_->documents, dialect, out);
}

std::vector<SourcePtr> read_model_sources(const std::string& path) {
  namespace fs = std::filesystem;
  std::error_code problem;
  if (!fs::is_directory(path, problem)) return {read_source(path)};
  std::vector<std::string> names;
  try {
    for (const auto& entry : fs::recursive_directory_iterator(path)) {
      if (entry.path().extension() == ".toml" && entry.is_regular_file())
        names.push_back(entry.path().string());
    }
  } catch (const fs::filesystem_error& error) {
    throw Error("cannot read " + path + ": " + error.code().message());
  }
  std::sort(names.begin(), names.end());
  std::vector<SourcePtr> sources;
  for (const auto& name : names) sources.push_back(read_source(name));
  return sources;
}

}  // namespace athanor
