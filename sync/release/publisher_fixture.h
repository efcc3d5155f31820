#pragma once
// Somebody who releases, and a store that looks: for the tests of this folder.
#include <map>
#include <optional>

#include "base/digest.h"
#include "release/documents.h"
#include "release/pack.h"
#include "rollout/update_session.h"

namespace holdfast::release::fixture {
inline const Instant now = *parse_rfc3339("2026-11-21T12:00:00Z"), later = *parse_rfc3339("2027-01-01T00:00:00Z");

inline rollout::Manifest described(std::int64_t counter) {
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
inline const std::vector<PackedFile> files{{"bin/holdfastd", 0755, "the program"},
                                           {"share/notes.txt", 0644, "what changed"}};

/// A repository as it lies on a server or a stick, and the keys behind it.
struct Publisher {
  FileKey first = FileKey::make(), second = FileKey::make(), targets = FileKey::make(), online = FileKey::make();
  std::map<std::string, std::string, std::less<>> folder;
  std::map<std::string, rollout::Target> released;
  std::optional<Instant> issued = {}, ends = {};  ///< of what is released next; otherwise nothing is said, and `later`

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
  Heading heading(std::int64_t version) const { return {version, ends.value_or(later), issued}; }
  void release(const std::string& name, const std::string& bundle, const rollout::Manifest& manifest,
               std::int64_t version) {
    released[name] = target_of(bundle, manifest);
    const std::string targets_file = sign(targets_document(heading(version), released), {&targets});
    const std::string snapshot = sign(snapshot_document(heading(version), version, targets_file), {&online});
    folder["metadata/" + std::to_string(version) + ".targets.json"] = targets_file;
    folder["metadata/" + std::to_string(version) + ".snapshot.json"] = snapshot;
    folder["metadata/timestamp.json"] = sign(timestamp_document(heading(version), version, snapshot), {&online});
    folder["targets/" + to_hex(sha256(bundle)) + "." + name] = bundle;
  }
};

struct Outcome {
  std::optional<rollout::Distrust> failure;
  std::optional<rollout::UpdateSession::Found> found;
};
inline Outcome refresh(const Publisher& publisher, rollout::TrustedFiles& trusted, const std::string& target,
                       Instant at = now) {
  rollout::UpdateSession session{trusted, at, rollout::Expiry::enforced, target};
  while (session.want()) {
    const auto file = publisher.folder.find(session.want()->path);
    session.give(file == publisher.folder.end() ? std::nullopt : std::optional{file->second});
  }
  return {session.failure(), session.found()};
}
}  // namespace holdfast::release::fixture
