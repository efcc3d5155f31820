#include "rollout/manifest.h"

#include <catch2/catch.hpp>

#include "rollout/forms.h"

using namespace holdfast;
using namespace holdfast::rollout;

namespace {
const std::string digest(64, 'a'), parts(64, 'b');

Manifest manifest() {
  Manifest out;
  out.release = "0.8.0";
  out.counter = 8;
  out.architecture = "amd64";
  out.components = {{"holdfastd", "0.8.0"}};
  out.compatibility = {{1, 1}, {1, 1}, 1, 5};
  out.compatibility.to_counter = 7;
  out.schema_writes = 30;
  out.schema_reads = 20;
  out.sbom = Sbom{"share/sbom.spdx.json", parts};
  out.files = {{"bin/holdfastd", 1000, digest, 0755}, {"share/sbom.spdx.json", 234, parts, 0644}};
  return out;
}
SiteFacts site(std::int64_t runs) {
  SiteFacts out;
  out.committed_counter = runs;
  out.architecture = "amd64";
  out.schema = 25;
  out.launcher = 1;
  return out;
}
std::string replaced(std::string text, std::string_view what, std::string_view by) {
  const std::size_t at = text.find(what);
  REQUIRE(at != std::string::npos);
  return text.replace(at, what.size(), by);
}
/// By pointer and what is wrong there.
std::string complaint(const std::string& text) {
  const auto read = parse_manifest(text);
  return read || read.error().fields.empty()
             ? ""
             : read.error().fields.front().pointer + " " + read.error().fields.front().detail;
}
}  // namespace

TEST_CASE("a release says from which to which it may replace, and nothing outside of that takes it", "[rollout]") {
  CHECK(objections(manifest(), digest, site(5)).empty());
  CHECK(objections(manifest(), digest, site(7)).empty());
  CHECK_THAT(objections(manifest(), digest, site(4)).front(), Catch::Contains("replaces release 5 and newer"));
  Manifest older = manifest();
  older.compatibility.to_counter = 6;
  REQUIRE(objections(older, digest, site(7)).size() == 1);
  CHECK(objections(older, digest, site(7)).front() == "It replaces releases up to 6, here runs 7.");
  older.compatibility.to_counter = 0;  // not said
  CHECK(objections(older, digest, site(7)).empty());
  CHECK(complaint(replaced(manifest_text(manifest()), R"("toCounter":7)", R"("toCounter":4)")) ==
        "/compatibility/toCounter is below fromCounter");
}

TEST_CASE("what a release is made of is one of its files, and its size is what they come to", "[rollout]") {
  const std::string text = manifest_text(manifest());
  REQUIRE(parse_manifest(text));
  CHECK(*parse_manifest(text) == manifest());
  CHECK_THAT(text, Catch::Contains(R"("size":1234)"));
  CHECK(complaint(replaced(text, R"("size":1234)", R"("size":1235)")) == "/size is not what its files come to");
  CHECK(parse_manifest(replaced(text, R"(,"size":1234)", "")));  // of a release before the member
  Manifest other = manifest();
  other.sbom->sha256 = digest;
  CHECK(complaint(manifest_text(other)) == "/sbom/path is none of its files");
  other.sbom = Sbom{"share/else.json", parts};
  CHECK(complaint(manifest_text(other)) == "/sbom/path is none of its files");
  other.sbom = Sbom{"share/sbom.spdx.json", "b"};
  CHECK_FALSE(parse_manifest(manifest_text(other)));
  other.sbom.reset();
  CHECK(parse_manifest(manifest_text(other)));
}

TEST_CASE("an offer says what is judged before the bundle is fetched, its parts list and newest ground among it",
          "[rollout]") {
  const Target target{4096, {{"sha256", digest}}, offer_text(manifest(), {})};
  const auto offer = read_offer(target);
  REQUIRE(offer);
  CHECK(offer->manifest.sbom == manifest().sbom);
  CHECK(objections(offer->manifest, digest, site(7)).empty());
  CHECK_FALSE(objections(offer->manifest, digest, site(4)).empty());
}
