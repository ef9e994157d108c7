#include "engine/dialects/postgresql/scratch.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <random>

#include "engine/dialects/postgresql/names.hpp"
#include "engine/dialects/postgresql/session.hpp"
#include "engine/dialects/postgresql/url.hpp"

namespace athanor::postgresql {
namespace {

/// `url` with another database in its path. A `dbname` among its parameters would win, and goes.
std::string with_database(const std::string& url, const std::string& name) {
  auto query = url.find('?');
  auto parameters = query == std::string::npos ? "" : url.substr(query + 1);
  auto head = url.substr(0, query);
  auto authority = head.find("://") + 3;
  auto path = head.find('/', authority);
  std::string kept;
  while (!parameters.empty()) {
    auto end = std::min(parameters.find('&'), parameters.size());
    auto one = parameters.substr(0, end);
    if (!one.starts_with("dbname=")) kept += (kept.empty() ? "?" : "&") + one;
    parameters.erase(0, std::min(end + 1, parameters.size()));
  }
  return head.substr(0, path) + "/" + name + kept;
}

class ServerScratch final : public ScratchDatabase {
 public:
  ServerScratch(const std::string& url, std::string name)
      : name_(std::move(name)), server_(open(url, Access::ReadWrite)) {
    server_->execute(fmt::format("CREATE DATABASE {} TEMPLATE template0", quote_name(name_)));
    try {
      session_ = open(with_database(url, name_), Access::ReadWrite);
    } catch (const Error&) {
      drop();
      throw;
    }
  }
  ~ServerScratch() override {
    session_.reset();
    drop();
  }
  ServerScratch(const ServerScratch&) = delete;
  ServerScratch& operator=(const ServerScratch&) = delete;

  Session& session() override { return *session_; }

 private:
  void drop() {
    try {
      server_->execute("DROP DATABASE IF EXISTS " + quote_name(name_));
    } catch (const Error&) {  // the server is gone; nobody is left to tell
    }
  }

  std::string name_;
  std::unique_ptr<Session> server_, session_;
};

}  // namespace

std::unique_ptr<ScratchDatabase> make_scratch(const std::string& url) {
  return std::make_unique<ServerScratch>(
      url, fmt::format("athanor_scratch_{:08x}", std::random_device{}()));
}

}  // namespace athanor::postgresql
