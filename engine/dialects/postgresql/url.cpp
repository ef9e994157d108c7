#include "engine/dialects/postgresql/url.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <set>

#include "engine/dialects/postgresql/url_parameters.hpp"
#include "schema/diagnostics.hpp"

namespace athanor::postgresql {
namespace {

/// Shorter ones would be found in every other word of a message, and libpq prints none.
constexpr std::size_t kShortestSecret = 3;

/// The parts of a URL as they stand in it, still encoded.
struct Parts {
  std::string_view scheme;
  std::string_view user, password;
  bool has_password = false;
  std::string_view hosts;  ///< `a:1,b:2`
  std::string_view database;
  std::string_view query;
};

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// A percent sign that begins no encoded byte stands for itself, as SQLAlchemy has it.
std::string decode(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    bool encoded = text[i] == '%' && i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 &&
                   hex_digit(text[i + 2]) >= 0;
    if (encoded) {
      out += static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2]));
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

/// Cuts `text` at the first `mark` and returns what stands after it, "" where there is none.
std::string_view take_after(std::string_view& text, char mark) {
  auto at = text.find(mark);
  if (at == std::string_view::npos) return {};
  auto rest = text.substr(at + 1);
  text = text.substr(0, at);
  return rest;
}

Parts split(std::string_view url) {
  Parts parts;
  auto scheme_end = url.find("://");
  if (scheme_end == std::string_view::npos) return parts;
  parts.scheme = url.substr(0, scheme_end);
  auto rest = url.substr(scheme_end + 3);
  auto authority = rest.substr(0, rest.find_first_of("/?"));
  rest = rest.substr(authority.size());
  parts.query = take_after(rest, '?');
  parts.database = rest.starts_with('/') ? rest.substr(1) : rest;
  auto at = authority.rfind('@');
  if (at != std::string_view::npos) {
    parts.user = authority.substr(0, at);
    parts.has_password = parts.user.find(':') != std::string_view::npos;
    parts.password = take_after(parts.user, ':');
    authority = authority.substr(at + 1);
  }
  parts.hosts = authority;
  return parts;
}

struct Host {
  std::string name, port;
};

/// `host`, `host:port`, `[::1]:port`.
Host split_host(std::string_view text) {
  std::string_view port;
  auto close = text.starts_with('[') ? text.find(']') : std::string_view::npos;
  if (close != std::string_view::npos) {
    auto after = text.substr(close + 1);
    if (after.starts_with(':')) port = after.substr(1);
    text = text.substr(1, close - 1);
  } else {
    port = take_after(text, ':');
  }
  return {decode(text), std::string(port)};
}

std::vector<Host> split_hosts(std::string_view text) {
  std::vector<Host> out;
  while (!text.empty()) {
    auto rest = take_after(text, ',');
    out.push_back(split_host(text));
    text = rest;
  }
  return out;
}

bool is_number(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Whether a password may begin or go on outside its place, because a `/`, `?`, `@` or `:` in it
/// was not encoded: a port is no number, or an `@` stands behind the hosts. Nothing of such a text
/// may be shown.
bool is_ambiguous(const Parts& parts) {
  auto hosts = split_hosts(parts.hosts);
  bool odd_port = std::any_of(hosts.begin(), hosts.end(),
                              [](const Host& host) { return !is_number(host.port); });
  auto first_key = parts.query.substr(0, parts.query.find('='));
  return odd_port || parts.database.find('@') != std::string_view::npos ||
         first_key.find('@') != std::string_view::npos;
}

std::string joined(const std::vector<Host>& hosts, std::string Host::*part) {
  std::string out;
  for (const auto& host : hosts) out += (&host == &hosts.front() ? "" : ",") + host.*part;
  return out;
}

void put_hosts(const std::vector<Host>& hosts, Parameters& out) {
  if (hosts.empty()) return;
  auto names = joined(hosts, &Host::name), ports = joined(hosts, &Host::port);
  if (names.find_first_not_of(',') != std::string::npos) out["host"] = names;
  if (ports.find_first_not_of(',') != std::string::npos) out["port"] = ports;
}

/// `key=value&key=value`; SQLAlchemy's URLs have `+` for a space there, libpq's have not.
std::vector<std::pair<std::string, std::string>> split_query(const Parts& parts) {
  std::vector<std::pair<std::string, std::string>> out;
  bool plus_is_space = parts.scheme.find('+') != std::string_view::npos;
  for (auto text = parts.query; !text.empty();) {
    auto rest = take_after(text, '&');
    auto value = std::string(take_after(text, '='));
    if (plus_is_space) std::replace(value.begin(), value.end(), '+', ' ');
    if (!text.empty()) out.emplace_back(decode(text), decode(value));
    text = rest;
  }
  return out;
}

Parameters parameters_of(const Parts& parts) {
  Parameters out;
  put_hosts(split_hosts(parts.hosts), out);
  if (!parts.user.empty()) out["user"] = decode(parts.user);
  if (parts.has_password && !parts.password.empty()) out["password"] = decode(parts.password);
  if (!parts.database.empty()) out["dbname"] = decode(parts.database);
  std::set<std::string> again;
  for (const auto& [key, value] : split_query(parts)) {
    // A host in the query takes the place of the one before it, as libpq and SQLAlchemy have it.
    if (key == "host" && again.insert(key).second) out.erase("host");
    put_parameter(key, value, out);
  }
  return out;
}

/// Fills `key` from the first of `variables` that is set, where neither the URL nor libpq's own
/// variable says it.
void fill(Parameters& out, const std::string& key, const char* own,
          std::initializer_list<const char*> variables, const Environment& environment) {
  if (out.contains(key) || environment(own)) return;
  for (const char* variable : variables) {
    auto value = environment(variable);
    if (!value || value->empty()) continue;
    out[key] = *value;
    return;
  }
}

void fill_from(const Environment& environment, Parameters& out) {
  if (out.contains("service") || environment("PGSERVICE")) return;
  fill(out, "user", "PGUSER", {"POSTGRES_USER"}, environment);
  fill(out, "dbname", "PGDATABASE", {"POSTGRES_DB"}, environment);
  fill(out, "host", "PGHOST", {"POSTGRES_HOST", "POSTGRES_SERVER"}, environment);
  fill(out, "port", "PGPORT", {"POSTGRES_PORT"}, environment);
  auto owner = environment("POSTGRES_USER").value_or("postgres");
  auto user = out.find("user");
  bool same_user = user != out.end() && user->second == owner;
  if (same_user) fill(out, "password", "PGPASSWORD", {"POSTGRES_PASSWORD"}, environment);
}

std::string quoted_value(std::string_view value) {
  std::string out = "'";
  for (char c : value) {
    if (c == '\'' || c == '\\') out += '\\';
    out += c;
  }
  return out + "'";
}

void require_whole(const Parts& parts, std::string_view url) {
  if (is_ambiguous(parts)) {
    throw Error(
        fmt::format("{}: the user, the host and the port of this database address cannot be told "
                    "apart; in a password write %2F for /, %3F for ?, %40 for @ and %3A for :",
                    address(url)));
  }
  if (decode(url).find('\0') != std::string::npos) {
    throw Error(fmt::format("{}: the database address holds a zero byte", address(url)));
  }
}

bool is_secret(std::string_view key) {
  return key == "password" || key == "sslpassword" || key == "oauth_client_secret" ||
         key == "scram_client_key" || key == "scram_server_key";
}

}  // namespace

Environment process_environment() {
  return [](const std::string& name) -> std::optional<std::string> {
    const char* value = std::getenv(name.c_str());
    return value ? std::optional<std::string>(value) : std::nullopt;
  };
}

bool speaks(std::string_view url) {
  auto end = url.find("://");
  if (end == std::string_view::npos) return false;
  auto scheme = url.substr(0, std::min(end, url.find('+')));
  return scheme == "postgresql" || scheme == "postgres";
}

std::string conninfo(std::string_view url, const Environment& environment) {
  auto parts = split(url);
  require_whole(parts, url);
  try {
    auto parameters = parameters_of(parts);
    fill_from(environment, parameters);
    parameters.try_emplace("fallback_application_name", "athanor");
    if (!environment("PGCONNECT_TIMEOUT")) parameters.try_emplace("connect_timeout", "10");
    std::string out;
    for (const auto& [key, value] : parameters) {
      out += fmt::format("{}{}={}", out.empty() ? "" : " ", key, quoted_value(value));
    }
    return out;
  } catch (const ParameterProblem& problem) {
    throw Error(fmt::format("{}: {}", address(url), problem.text));
  }
}

std::string address(std::string_view url) {
  auto parts = split(url);
  std::string out = fmt::format("{}://", parts.scheme.empty() ? "postgresql" : parts.scheme);
  if (is_ambiguous(parts)) return out + "...";
  if (!parts.user.empty()) out += fmt::format("{}@", parts.user);
  out += parts.hosts;
  if (!parts.database.empty()) out += fmt::format("/{}", parts.database);
  const char* separator = "?";
  for (const auto& [key, value] : split_query(parts)) {
    if (key != "host" && key != "port" && key != "dbname" && key != "user" && key != "service") {
      continue;
    }
    out += fmt::format("{}{}={}", separator, key, value);
    separator = "&";
  }
  return out;
}

std::vector<std::string> secrets(std::string_view url, const Environment& environment) {
  std::set<std::string> found;
  auto parts = split(url);
  auto add = [&](std::string_view text) {
    if (text.size() >= kShortestSecret) found.emplace(text);
  };
  add(parts.password);
  add(decode(parts.password));
  for (const auto& [key, value] : split_query(parts)) {
    if (is_secret(key)) add(value);
  }
  for (const char* variable : {"PGPASSWORD", "POSTGRES_PASSWORD", "PGSSLPASSWORD"}) {
    if (auto value = environment(variable)) add(*value);
  }
  std::vector<std::string> out(found.begin(), found.end());
  std::stable_sort(out.begin(), out.end(),
                   [](const auto& a, const auto& b) { return a.size() > b.size(); });
  return out;
}

std::string without_secrets(std::string text, const std::vector<std::string>& secrets) {
  for (const auto& secret : secrets) {
    for (auto at = text.find(secret); at != std::string::npos; at = text.find(secret, at + 3)) {
      text.replace(at, secret.size(), "***");
    }
  }
  return text;
}

}  // namespace athanor::postgresql
