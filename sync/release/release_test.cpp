#include <catch2/catch.hpp>
#include <map>

#include "base/digest.h"
#include "release/documents.h"
#include "release/pack.h"
#include "rollout/faulty_disk.h"
#include "rollout/install.h"
#include "rollout/slots.h"
#include "rollout/update_session.h"

using namespace holdfast;
using namespace holdfast::release;

namespace {
const Instant now = *parse_rfc3339("2026-11-21T12:00:00Z"), later = *parse_rfc3339("2027-01-01T00:00:00Z");

rollout::Manifest described(std::int64_t counter) {
  rollout::Manifest manifest;
  manifest.release = "0.2." + std::to_string(counter);
  manifest.counter = counter;
  manifest.architecture = "amd64";
  manifest.components = {{"holdfastd", manifest.release}};
  manifest.compatibility = {{1, 1}, {1, 1}, 1, 0};
  manifest.schema_writes = 20;
  manifest.schema_reads = 1;
  return manifest;
}
const std::vector<PackedFile> files{{"bin/holdfastd", 0755, "the program"}, {"share/notes.txt", 0644, "what changed"}};

/// A repository as it lies on a server or a stick, and the keys behind it.
struct Publisher {
  FileKey first = FileKey::make(), second = FileKey::make(), targets = FileKey::make(), online = FileKey::make();
  std::map<std::string, std::string, std::less<>> folder;
  std::map<std::string, rollout::Target> released;

  KeyHolders holders() const {
    return {{{first.public_key(), second.public_key()}, 2},
            {{targets.public_key()}, 1},
            {{online.public_key()}, 1},
            {{online.public_key()}, 1}};
  }
  static std::string sign(std::string document, std::initializer_list<const FileKey*> keys) {
    for (const FileKey* key : keys) document = add_signature(document, *key).value();
    return document;
  }
  std::string root() const { return sign(root_document({1, later}, holders()), {&first, &second}); }
  void release(const std::string& name, const std::string& bundle, const rollout::Manifest& manifest,
               std::int64_t version) {
    released[name] = target_of(bundle, manifest);
    const std::string targets_file = sign(targets_document({version, later}, released), {&targets});
    const std::string snapshot = sign(snapshot_document({version, later}, version, targets_file), {&online});
    folder["metadata/" + std::to_string(version) + ".targets.json"] = targets_file;
    folder["metadata/" + std::to_string(version) + ".snapshot.json"] = snapshot;
    folder["metadata/timestamp.json"] = sign(timestamp_document({version, later}, version, snapshot), {&online});
    folder["targets/" + to_hex(sha256(bundle)) + "." + name] = bundle;
  }
};

struct Outcome {
  std::optional<rollout::Distrust> failure;
  std::optional<rollout::UpdateSession::Found> found;
};
Outcome refresh(const Publisher& publisher, rollout::TrustedFiles& trusted, const std::string& target,
                Instant at = now) {
  rollout::UpdateSession session{trusted, at, rollout::Expiry::enforced, target};
  while (session.want()) {
    const auto file = publisher.folder.find(session.want()->path);
    session.give(file == publisher.folder.end() ? std::nullopt : std::optional{file->second});
  }
  return {session.failure(), session.found()};
}
}  // namespace

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
