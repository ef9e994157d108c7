#include "migrations/placement.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "tests/migrations/histories.hpp"

using namespace athanor;

namespace {

std::string placed(PlacementRequest request, const std::vector<std::string>& folders) {
  if (request.id.empty()) request.id = "new1";
  return or_error([&] {
    auto place = place_revision(branched(), folders, request);
    return fmt::format("after [{}], needs [{}], in {}", fmt::join(place.parents, " "),
                       fmt::join(place.depends_on, " "), place.folder);
  });
}

PlacementRequest after(std::vector<std::string> heads) {
  PlacementRequest request;
  request.heads = std::move(heads);
  return request;
}

}  // namespace

TEST_CASE("a new revision comes after the heads that it names") {
  const std::vector<std::string> one = {"/versions"}, two = {"/versions", "/more"};
  CHECK(placed(after({"left@head"}), one) == "after [dddd4], needs [], in /versions");
  CHECK(placed(after({"base"}), one) == "after [], needs [], in /versions");
  CHECK(placed(after({"left@head", "cccc"}), two) == "after [dddd4 cccc3], needs [], in /versions");
  CHECK(placed(after({"head"}), one) ==
        "Multiple heads are present; please specify the head revision on which the new revision "
        "should be based, or perform a merge.");
  CHECK(placed(after({"dddd4", "dddd"}), one) == "Duplicate head revisions specified");
  CHECK(placed(after({"base"}), two) ==
        "Multiple version locations present, please specify --version-path");
  CHECK(placed(after({"aaaa1"}), one) ==
        "Revision aaaa1 is not a head revision; please specify --splice to create a new branch "
        "from this revision");
}

TEST_CASE("a new revision keeps the labels that it depends on, and may begin a branch") {
  auto request = after({"aaaa1"});
  request.splice = PlacementRequest::Splice::Allowed;
  request.depends_on = {"right", "bbbb"};
  request.branch_labels = {"fresh"};
  CHECK(placed(request, {"/versions"}) == "after [aaaa1], needs [right bbbb2], in /versions");
  request.branch_labels = {"left"};
  CHECK(placed(request, {"/versions"}) ==
        "Branch name 'left' in revision new1 already used by revision bbbb2");
  request.id = "a-b:c";
  CHECK(placed(request, {"/versions"}) ==
        "Character(s) '-, :' not allowed in revision identifier 'a-b:c'");
  request.id = "aaaa1";
  CHECK(placed(request, {"/versions"}) == "revision aaaa1 is there already");
}

TEST_CASE("a version path is one of the project's") {
  auto request = after({"left@head"});
  request.version_path = "/more/";
  CHECK(placed(request, {"/versions", "/more"}) == "after [dddd4], needs [], in /more");
  request.version_path = "/elsewhere";
  CHECK(placed(request, {"/versions", "/more"}) ==
        "Path /elsewhere is not represented in current version locations");
}
