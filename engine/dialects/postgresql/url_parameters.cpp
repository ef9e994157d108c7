#include "engine/dialects/postgresql/url_parameters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "schema/diagnostics.hpp"

namespace athanor::postgresql {
namespace {

/// libpq's keywords (section 34.1.2), of all versions up to 18.
const std::vector<std::string>& keywords() {
  static const std::vector<std::string> words = {
      "host",
      "hostaddr",
      "port",
      "dbname",
      "user",
      "password",
      "passfile",
      "require_auth",
      "channel_binding",
      "connect_timeout",
      "client_encoding",
      "options",
      "application_name",
      "fallback_application_name",
      "keepalives",
      "keepalives_idle",
      "keepalives_interval",
      "keepalives_count",
      "tcp_user_timeout",
      "sslmode",
      "sslnegotiation",
      "sslcompression",
      "sslcert",
      "sslkey",
      "sslpassword",
      "sslcertmode",
      "sslrootcert",
      "sslcrl",
      "sslcrldir",
      "sslsni",
      "requirepeer",
      "ssl_min_protocol_version",
      "ssl_max_protocol_version",
      "min_protocol_version",
      "max_protocol_version",
      "krbsrvname",
      "gsslib",
      "gssencmode",
      "gssdelegation",
      "scram_client_key",
      "scram_server_key",
      "sslkeylogfile",
      "service",
      "servicefile",
      "target_session_attrs",
      "load_balance_hosts",
      "oauth_issuer",
      "oauth_client_id",
      "oauth_client_secret",
      "oauth_scope",
  };
  return words;
}

/// What tunes the pools and statement caches of SQLAlchemy, asyncpg, psycopg, Prisma and others.
constexpr std::array kIgnored = std::to_array<std::string_view>({
    "async_fallback",
    "prepared_statement_cache_size",
    "prepared_statement_name_func",
    "statement_cache_size",
    "max_cached_statement_lifetime",
    "max_cacheable_statement_size",
    "command_timeout",
    "prepare_threshold",
    "prepared_statements",
    "prepareThreshold",
    "pgbouncer",
    "pool",
    "pool_size",
    "pool_timeout",
    "pool_recycle",
    "pool_pre_ping",
    "max_overflow",
    "connection_limit",
    "executemany_mode",
    "use_native_hstore",
    "tcp_keepalive",
});

/// asyncpg's and node's `ssl`, pg8000's and JDBC's truth values.
std::string sslmode_of(const std::string& ssl) {
  static const std::vector<std::string> modes = {"disable", "allow",     "prefer",
                                                 "require", "verify-ca", "verify-full"};
  if (std::find(modes.begin(), modes.end(), ssl) != modes.end()) return ssl;
  if (ssl == "true" || ssl == "True" || ssl == "1") return "require";
  if (ssl == "false" || ssl == "False" || ssl == "0") return "disable";
  if (ssl == "no-verify") return "require";
  throw ParameterProblem{fmt::format("ssl={} is no mode of encryption: write sslmode=, one of {}",
                                     ssl, fmt::join(modes, ", "))};
}

/// pg8000's `unix_sock=/var/run/postgresql/.s.PGSQL.5432`.
void put_socket_file(const std::string& file, Parameters& out) {
  static constexpr std::string_view kName = "/.s.PGSQL.";
  auto at = file.find(kName);
  if (at == std::string::npos) {
    throw ParameterProblem{"unix_sock names no socket of PostgreSQL (.../.s.PGSQL.5432)"};
  }
  out["host"] = file.substr(0, at);
  out["port"] = file.substr(at + kName.size());
}

/// `host` may be written more than once, each with its port (SQLAlchemy, dialect psycopg2).
void put_host(const std::string& value, Parameters& out) {
  auto colon = value.rfind(':');
  bool with_port = !value.starts_with('/') && colon != std::string::npos &&
                   value.find(':') == colon && value.find(',') == std::string::npos;
  auto append = [&](const char* key, const std::string& more) {
    auto [at, first] = out.try_emplace(key, more);
    if (!first) at->second += "," + more;
  };
  append("host", with_port ? value.substr(0, colon) : value);
  if (with_port) append("port", value.substr(colon + 1));
}

}  // namespace

void put_parameter(const std::string& key, const std::string& value, Parameters& out) {
  if (key == "host") return put_host(value, out);
  if (key == "ssl") {
    out["sslmode"] = sslmode_of(value);
  } else if (key == "timeout") {
    out["connect_timeout"] = value;
  } else if (key == "unix_sock") {
    put_socket_file(value, out);
  } else if (key == "database") {
    out["dbname"] = value;
  } else if (key == "schema" && value == "public") {
    return;  // Prisma's, and what is read anyway
  } else if (std::find(keywords().begin(), keywords().end(), key) != keywords().end()) {
    out[key] = value;
  } else if (std::find(kIgnored.begin(), kIgnored.end(), key) == kIgnored.end()) {
    auto near = nearest(key, keywords());
    throw ParameterProblem{
        fmt::format("\"{}\" is no connection parameter of PostgreSQL{}", key,
                    near.empty() ? "" : fmt::format("; did you mean \"{}\"?", near))};
  }
}

}  // namespace athanor::postgresql
