#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"
#include "base/json.h"
#include "release/signing_key.h"
#include "rollout/metadata.h"

/// Writes what rollout/metadata.h reads: TUF's four roles (specification 1.0, section 4), and their signatures.
namespace holdfast::release {
struct RoleKeys {
  std::vector<rollout::PublicKey> keys;
  int threshold = 1;
};
struct KeyHolders {
  RoleKeys root, targets, snapshot, timestamp;
  bool resets_time = false;  ///< rollout/time_floor.h
};
struct Heading {
  std::int64_t version = 1;
  Instant expires;
  std::optional<Instant> issued = {};  ///< rollout/metadata.h
};

/// A document without signatures. Who signs it does so one after another, each with the file the one before left.
std::string root_document(const Heading& heading, const KeyHolders& holders);
std::string targets_document(const Heading& heading, const std::map<std::string, rollout::Target>& targets);
std::string snapshot_document(const Heading& heading, std::int64_t targets_version, std::string_view targets_bytes);
std::string timestamp_document(const Heading& heading, std::int64_t snapshot_version, std::string_view snapshot_bytes);

/// The document with this signer's signature, in place of an earlier one of its. Refuses what is no signed document.
Result<std::string> add_signature(std::string_view document, const Signer& signer);
}  // namespace holdfast::release
