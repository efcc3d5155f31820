#include <catch2/catch.hpp>

#include "base/digest.h"
#include "release/documents.h"
#include "release/pack.h"
#include "release/publisher_fixture.h"
#include "rollout/faulty_disk.h"
#include "rollout/install.h"
#include "rollout/slots.h"

using namespace holdfast;
using namespace holdfast::release;
using namespace holdfast::release::fixture;

TEST_CASE("a bundle that was packed, signed and published is found, believed and installed", "[release]") {
  Publisher publisher;
  const std::string bundle = pack(described(2), files).value();
  publisher.release("holdfast-2.bundle", bundle, described(2), 1);
  rollout::TrustedFiles trusted{{"root", publisher.root()}};
  const Outcome outcome = refresh(publisher, trusted, "holdfast-2.bundle");
  REQUIRE_FALSE(outcome.failure);
  REQUIRE(outcome.found);
  CHECK(publisher.folder.at(outcome.found->path) == bundle);
  CHECK(parse_json(outcome.found->target.custom).value().find("releaseCounter")->integer() == 2);

  rollout::FaultyDisk disk{1};
  rollout::store_slots(disk, {.active = rollout::Slot::a, .committed_counter = 1, .candidate = {}, .bad_digests = {}});
  const rollout::SiteFacts site{1, 0, "amd64", 19, 1, {1, 1}, {}};
  const auto installed = rollout::install(disk, bundle, outcome.found->target, site);
  REQUIRE(installed);
  CHECK(disk.read(rollout::folder_of_slot(installed->slot) + "/bin/holdfastd") == "the program");
}

TEST_CASE("the same files make the same bundle, in whatever order they come", "[release]") {
  std::vector<PackedFile> turned{files.rbegin(), files.rend()};
  CHECK(pack(described(2), files).value() == pack(described(2), turned).value());
  CHECK(pack(described(3), files).value() != pack(described(2), files).value());
}

TEST_CASE("a bundle is inspected file by file", "[release]") {
  std::string bundle = pack(described(2), files).value();
  auto whole = inspect(bundle);
  REQUIRE(whole);
  CHECK(whole->wrong.empty());
  CHECK(whole->manifest.release == "0.2.2");
  bundle[bundle.find("the program")] = 'T';
  auto changed = inspect(bundle);
  REQUIRE(changed);
  CHECK(changed->wrong == std::vector<std::string>{"bin/holdfastd is not what the manifest says"});
  CHECK_FALSE(inspect(bundle.substr(0, bundle.size() / 2)));
  CHECK_FALSE(inspect("not a bundle"));
}

TEST_CASE("what a bundle is made of is looked at when it is inspected and when it is installed", "[release]") {
  rollout::Manifest manifest = described(2);
  manifest.sbom = rollout::Sbom{"share/sbom.spdx.json", ""};
  std::vector<PackedFile> with = files;
  CHECK_FALSE(pack(manifest, with));  // named, and not there
  with.push_back({"share/sbom.spdx.json", 0644, R"({"spdxVersion": "SPDX-2.3"})"});
  const std::string bundle = pack(manifest, with).value();
  REQUIRE(inspect(bundle));
  CHECK(inspect(bundle)->wrong.empty());
  CHECK(inspect(bundle)->manifest.sbom->sha256 == to_hex(sha256(with.back().bytes)));
  const rollout::SiteFacts site{1, 0, "amd64", 19, 1, {1, 1}, {}};
  rollout::FaultyDisk disk{1};
  rollout::store_slots(disk, {.active = rollout::Slot::a, .committed_counter = 1, .candidate = {}, .bad_digests = {}});
  CHECK(rollout::stage(disk, bundle, target_of(bundle, manifest), site));
  std::string changed = bundle;
  changed.replace(changed.find("SPDX-2.3"), 8, "SPDX-2.2");
  CHECK(inspect(changed)->wrong == std::vector<std::string>{"share/sbom.spdx.json is not what the manifest says"});
  CHECK_FALSE(rollout::stage(disk, changed, target_of(changed, manifest), site));
  with.back().bytes = "what it is made of";
  CHECK(inspect(pack(manifest, with).value())->wrong ==
        std::vector<std::string>{"share/sbom.spdx.json is no SPDX document"});
}

TEST_CASE("paths that a store would refuse are not packed", "[release]") {
  for (const char* path : {"../etc/passwd", "/etc/passwd", "bin//x", ""})
    CHECK_FALSE(pack(described(2), {{path, 0644, "x"}}));
  CHECK_FALSE(pack(described(0), files));
}

TEST_CASE("a threshold needs that many different keys", "[release]") {
  Publisher publisher;
  publisher.release("b", pack(described(2), files).value(), described(2), 1);
  const std::string unsigned_root = root_document({1, later}, publisher.holders());
  const std::string once = add_signature(unsigned_root, publisher.first).value();
  rollout::TrustedFiles one{{"root", once}};
  CHECK(refresh(publisher, one, "b").failure);
  rollout::TrustedFiles twice_the_same{{"root", add_signature(once, publisher.first).value()}};
  CHECK(refresh(publisher, twice_the_same, "b").failure);
  rollout::TrustedFiles both{{"root", add_signature(once, publisher.second).value()}};
  CHECK_FALSE(refresh(publisher, both, "b").failure);
}

TEST_CASE("keys are exchanged by a root that the old ones sign too", "[release]") {
  Publisher publisher;
  rollout::TrustedFiles trusted{{"root", publisher.root()}};
  const FileKey old_first = publisher.first, old_second = publisher.second;
  publisher.first = FileKey::make();
  publisher.targets = FileKey::make();
  const std::string next = root_document({2, later}, publisher.holders());
  publisher.release("b", pack(described(2), files).value(), described(2), 1);
  publisher.folder["metadata/2.root.json"] = Publisher::sign(next, {&publisher.first, &publisher.second});
  CHECK(refresh(publisher, trusted, "b").failure);  // the second alone is of both
  publisher.folder["metadata/2.root.json"] = Publisher::sign(next, {&old_first, &old_second, &publisher.first});
  CHECK_FALSE(refresh(publisher, trusted, "b").failure);
}

TEST_CASE("what is out of date, or goes back, is not believed", "[release]") {
  Publisher publisher;
  publisher.release("b", pack(described(2), files).value(), described(2), 1);
  const auto old = publisher.folder;
  rollout::TrustedFiles trusted{{"root", publisher.root()}};
  CHECK(refresh(publisher, trusted, "b", later).failure);
  publisher.release("c", pack(described(3), files).value(), described(3), 2);
  CHECK_FALSE(refresh(publisher, trusted, "c").failure);
  publisher.folder = old;
  CHECK(refresh(publisher, trusted, "b").failure);
}

TEST_CASE("a key in a file comes back, and a sealed one only with its passphrase", "[release]") {
  const FileKey key = FileKey::make();
  CHECK(FileKey::from_pem(key.pem()).value().public_key() == key.public_key());
  const std::string sealed = key.pem("open sesame");
  CHECK(sealed.find("ENCRYPTED") != std::string::npos);
  CHECK(FileKey::from_pem(sealed, "open sesame").value().public_key() == key.public_key());
  CHECK_FALSE(FileKey::from_pem(sealed, "guess"));
  CHECK_FALSE(FileKey::from_pem(sealed));
  CHECK_FALSE(FileKey::from_pem("-----BEGIN NOTHING-----"));
  CHECK(rollout::verifies(key.public_key(), "text", key.sign("text")));
  CHECK_FALSE(rollout::verifies(key.public_key(), "Text", key.sign("text")));
}
