#include "grammar/postgresql/collations.hpp"

#include "schema/names.hpp"

namespace athanor::postgresql {

Options collation_options(Options written) {
  if (!written.contains("provider")) written["provider"] = "libc";
  written["provider"] = ascii_lower(written["provider"]);
  bool one_locale = written.contains("lc_collate") && written.contains("lc_ctype") &&
                    written["lc_collate"] == written["lc_ctype"];
  if (one_locale) {
    written["locale"] = written["lc_collate"];
    written.erase("lc_collate");
    written.erase("lc_ctype");
  }
  written.erase("version");
  auto deterministic = written.find("deterministic");
  if (deterministic == written.end()) return written;
  auto value = ascii_lower(deterministic->second);
  bool yes = value == "true" || value == "on" || value == "1" || value == "yes";
  if (yes) {
    written.erase(deterministic);
  } else {
    deterministic->second = "false";
  }
  return written;
}

}  // namespace athanor::postgresql
