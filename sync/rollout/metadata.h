#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "base/instant.h"
#include "rollout/public_key.h"

/// The signed documents that say what a release is. Source: The Update Framework specification 1.0, section 4.
namespace holdfast::rollout {
/// Why something signed is not believed.
struct Distrust {
  enum class Why {
    malformed,  ///< not the document it should be
    unsigned_,  ///< too few of the keys that count have signed it
    rollback,   ///< older than what was seen before
    expired,    ///< its time is over
    mismatch,   ///< not the bytes or version that the document above it names
    missing,    ///< named or needed, and not there
    too_large,
  };
  Why why;
  std::string detail;
};
template <class T>
using Trust = tl::expected<T, Distrust>;
inline tl::unexpected<Distrust> distrust(Distrust::Why why, std::string detail) {
  return tl::unexpected(Distrust{why, std::move(detail)});
}

using Hashes = std::vector<std::pair<std::string, std::string>>;  ///< algorithm and hex digest, as listed
using Keys = std::map<std::string, PublicKey, std::less<>>;       ///< by key id
struct Role {
  std::set<std::string> keys;
  int threshold = 0;
};
/// `issued`, in each of the four, is a member of ours beside the specification's: when it was signed, so that a store
/// knows a time that has been. Other publishers do not say it.
struct Root {
  std::int64_t version = 0;
  Instant expires;
  std::optional<Instant> issued = {};
  bool consistent_snapshot = false;
  bool resets_time = false;  ///< ours: a later time that a store took for proven was none (time_floor.h)
  Keys keys;
  std::map<std::string, Role, std::less<>> roles;  ///< root, timestamp, snapshot, targets: all four are there
};
struct FileMeta {
  std::int64_t version = 0;
  std::optional<std::uint64_t> length;
  Hashes hashes;
};
struct Timestamp {
  std::int64_t version = 0;
  Instant expires;
  std::optional<Instant> issued = {};
  FileMeta snapshot;
};
struct Snapshot {
  std::int64_t version = 0;
  Instant expires;
  std::optional<Instant> issued = {};
  std::map<std::string, FileMeta, std::less<>> files;  ///< by file name, `targets.json`
};
struct Target {
  std::uint64_t length = 0;
  Hashes hashes;
  std::string custom;  ///< JSON text, empty for none
};
struct Delegation {
  std::string name;
  Role role;
  bool terminating = false;
  std::vector<std::string> patterns, hash_prefixes;
  /// Whether it may speak of that path: a pattern's `*` does not pass a `/`.
  bool covers(std::string_view path) const;
};
struct Targets {
  std::int64_t version = 0;
  Instant expires;
  std::optional<Instant> issued = {};
  std::map<std::string, Target, std::less<>> targets;  ///< by path
  Keys keys;                                           ///< of the delegations
  std::vector<Delegation> delegations;
};

struct Signatures {
  std::string text;                                        ///< what was signed: the canonical form
  std::map<std::string, std::string, std::less<>> by_key;  ///< bytes by key id
  /// Whether enough of the role's keys have signed. One key under two ids counts once.
  bool meet(const Role& role, const Keys& keys) const;
};
template <class T>
struct Signed {
  T document;
  Signatures signatures;
};
Trust<Signed<Root>> read_root(std::string_view bytes);
Trust<Signed<Timestamp>> read_timestamp(std::string_view bytes);
Trust<Signed<Snapshot>> read_snapshot(std::string_view bytes);
Trust<Signed<Targets>> read_targets(std::string_view bytes);

/// Nothing wrong, or what: length and every hash; an algorithm that is not known is wrong, too.
std::optional<Distrust> wrong_bytes(std::string_view bytes, std::optional<std::uint64_t> length, const Hashes& hashes);
}  // namespace holdfast::rollout
