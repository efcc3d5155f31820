#include "rollout/compatibility.h"

#include <catch2/catch.hpp>

#include "rollout/manifest.h"

using namespace holdfast;
using namespace holdfast::rollout;

namespace {
const std::string digest(64, 'a');

Manifest manifest() {
  Manifest out;
  out.release = "0.8.0";
  out.counter = 8;
  out.architecture = "amd64";
  out.components = {{"holdfastd", "0.8.0"}};
  out.compatibility = {{2, 3}, {2, 3}, 2, 5, {{"holdfast-hub", "0.7.0"}, {"holdfastd", "0.5", "0.9"}}};
  out.schema_writes = 30;
  out.schema_reads = 20;
  return out;
}
SiteFacts site() {
  return {.committed_counter = 7,
          .least_safe_counter = 6,
          .architecture = "amd64",
          .schema = 25,
          .launcher = 2,
          .hub_protocol = {1, 2},
          .bad_digests = {},
          .api = {1, 2},
          .components = {{"holdfastd", "0.7.0"}, {"holdfast-hub", "0.7.0"}}};
}
std::string first_objection(const SiteFacts& facts) {
  const auto why = objections(manifest(), digest, facts);
  return why.empty() ? "" : why.front();
}
}  // namespace

TEST_CASE("versions are compared number by number", "[rollout]") {
  struct Case {
    std::string_view older, newer;
  };
  for (const Case& each : {Case{"0.2.0", "0.10.0"},
                           {"0.2", "0.2.1"},
                           {"0.9.9-3", "1.0"},
                           {"1.2.3", "1.2.4~rc1"},
                           {"0.099", "0.100"},
                           {"1", "123456789012345678901234567890"}}) {
    INFO(each.older << " and " << each.newer);
    CHECK(is_older(each.older, each.newer));
    CHECK_FALSE(is_older(each.newer, each.older));
  }
  CHECK_FALSE(is_older("0.2", "0.2.0"));
  CHECK_FALSE(is_older("0.2.0-1", "0.2.0"));
  CHECK_FALSE(is_older("0.02", "0.2"));
  for (const char* none : {"", "v1", "-1", ".5"}) CHECK_FALSE(is_version(none));
}

TEST_CASE("each column of the matrix keeps a release from a site that does not fit", "[rollout]") {
  CHECK(first_objection(site()).empty());
  struct Case {
    void (*change)(SiteFacts&);
    const char* says;
  };
  const Case cases[] = {
      {[](SiteFacts& of) { of.committed_counter = 8; }, "is not newer than 8"},
      {[](SiteFacts& of) { of.least_safe_counter = 9; }, "below 9 are not safe"},
      {[](SiteFacts& of) { of.committed_counter = 4; }, "one in between comes first"},
      {[](SiteFacts& of) { of.architecture = "arm64"; }, "It is for amd64"},
      {[](SiteFacts& of) { of.schema = 31; }, "it knows 30"},
      {[](SiteFacts& of) { of.schema = 19; }, "brings forward from 20"},
      {[](SiteFacts& of) { of.launcher = 1; }, "needs launcher 2"},
      {[](SiteFacts& of) { of.hub_protocol = {1, 1}; }, "the hub is updated first"},
      {[](SiteFacts& of) { of.hub_protocol = {4, 5}; }, "does not speak its protocol"},
      {[](SiteFacts& of) { of.api = {1, 1}; }, "Tills here speak API 1, it serves 2 to 3"},
      {[](SiteFacts& of) { of.components[0].version = "0.4.9"; }, "holdfastd 0.5 and newer, 0.4.9 is there"},
      {[](SiteFacts& of) { of.components[0].version = "0.9.0"; }, "holdfastd below 0.9, 0.9.0 is there"},
      {[](SiteFacts& of) { of.components[1].version = "0.6.12"; }, "0.6.12 is there: the hub is updated first"},
      {[](SiteFacts& of) { of.bad_digests = {digest}; }, "failed here before"},
  };
  for (const Case& each : cases) {
    SiteFacts facts = site();
    each.change(facts);
    INFO(each.says);
    CHECK(first_objection(facts).find(each.says) != std::string::npos);
  }
  // A store without a hub, or one that does not say what it is, has nothing to get along with.
  SiteFacts alone = site();
  alone.hub_protocol = {};
  alone.api = {};
  alone.components.clear();
  CHECK(first_objection(alone).empty());
  alone.components = {{"holdfastd", "unknown"}};
  CHECK(first_objection(alone).empty());
}

TEST_CASE("the matrix is read as it was written, and complained of by place", "[rollout]") {
  const std::string text = manifest_text(manifest());
  CHECK(parse_manifest(text).value() == manifest());
  Manifest plain = manifest();
  plain.compatibility.beside.clear();
  CHECK(manifest_text(plain).find("beside") == std::string::npos);
  const auto complains = [&](std::vector<Beside> beside, const std::string& pointer) {
    Manifest wrong = manifest();
    wrong.compatibility.beside = std::move(beside);
    const auto parsed = parse_manifest(manifest_text(wrong));
    INFO(pointer);
    REQUIRE_FALSE(parsed.has_value());
    CHECK(parsed.error().fields.front().pointer == pointer);
  };
  complains({{"a", "new"}}, "/compatibility/beside/0/least");
  complains({{"a", "1", "old"}}, "/compatibility/beside/0/below");
  complains({{"a", "1", "1.0"}}, "/compatibility/beside/0/below");
  complains({{"b", "1"}, {"a", "1"}}, "/compatibility/beside/1/name");
  complains({{"a", "1"}, {"a", "1"}}, "/compatibility/beside/1/name");
}

TEST_CASE("data of a newer schema are no objection where they say that the release can read them", "[rollout]") {
  struct Case {
    std::int64_t schema, readable_by;
    bool fits;
  };
  for (const Case& each : {Case{30, 30, true},  // its own
                           {31, 30, true},      // what came in between only added something
                           {40, 30, true},      // however much that was
                           {40, 12, true},      // older ones, too
                           {31, 31, false},     // what came took something away
                           {40, 31, false},     // or something in between did
                           {31, 0, false},      // nobody says so
                           {25, 99, true}}) {   // data older than the release are brought forward, whatever they say
    CAPTURE(each.schema, each.readable_by);
    SiteFacts facts = site();
    facts.schema = each.schema;
    facts.schema_readable_by = each.readable_by;
    CHECK(gets_along_with_data(manifest(), facts) == each.fits);
    CHECK(first_objection(facts) ==
          (each.fits ? "" : "The store's data are of schema " + std::to_string(each.schema) + ", it knows 30."));
  }
}

TEST_CASE("a manifest says down to which schema what it writes can be read, where that is more than nothing",
          "[rollout]") {
  Manifest of = manifest();
  CHECK(manifest_text(of).find("schemaReadableBy") == std::string::npos);
  of.schema_readable_by = 28;
  const std::string text = manifest_text(of);
  CHECK(parse_manifest(text).value() == of);
  const auto with = [&](const std::string& value) {
    std::string changed = text;
    const std::string was = R"("schemaReadableBy":28)";
    return changed.replace(changed.find(was), was.size(), R"("schemaReadableBy":)" + value);
  };
  for (const char* wrong : {"0", "-1", "31", "\"28\"", "2.5"}) {
    INFO(wrong);
    CHECK_FALSE(parse_manifest(with(wrong)));
  }
}
