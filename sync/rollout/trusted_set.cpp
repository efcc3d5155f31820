#include "rollout/trusted_set.h"

namespace holdfast::rollout {
namespace {
using Why = Distrust::Why;

std::string versions(std::int64_t have, std::int64_t got) {
  return "version " + std::to_string(got) + " after " + std::to_string(have);
}
}  // namespace

TrustedSet::TrustedSet(Signed<Root> root, Instant now, Expiry expiry)
    : root_{std::move(root)}, now_{now}, expiry_{expiry} {}

Trust<TrustedSet> TrustedSet::begin(std::string_view root, Instant now, Expiry expiry) {
  auto read = read_root(root);
  if (!read) return tl::unexpected(std::move(read).error());
  TrustedSet set{std::move(*read), now, expiry};
  if (auto by_itself = set.signed_by_root(set.root_.signatures, "root"); !by_itself)
    return tl::unexpected(std::move(by_itself).error());
  return set;
}

Trust<void> TrustedSet::signed_by_root(const Signatures& signatures, std::string_view role) const {
  const Root& root = root_.document;
  if (signatures.meet(root.roles.find(role)->second, root.keys)) return {};
  return distrust(Why::unsigned_, std::string{role} + " is signed by too few of its keys");
}

Trust<void> TrustedSet::take_root(std::string_view bytes) {
  auto next = read_root(bytes);
  if (!next) return tl::unexpected(std::move(next).error());
  if (auto by_old = signed_by_root(next->signatures, "root"); !by_old) return by_old;
  if (next->document.version != root().version + 1)
    return distrust(Why::rollback, "root: " + versions(root().version, next->document.version));
  if (!next->signatures.meet(next->document.roles.find("root")->second, next->document.keys))
    return distrust(Why::unsigned_, "the new root is not signed by its own keys");
  root_ = std::move(*next);
  return {};
}

Trust<void> TrustedSet::end_roots() const {
  if (over(root().expires)) return distrust(Why::expired, "root is out of date since " + to_rfc3339(root().expires));
  return {};
}

Trust<bool> TrustedSet::take_timestamp(std::string_view bytes) {
  auto next = read_timestamp(bytes);
  if (!next) return tl::unexpected(std::move(next).error());
  if (auto by_root = signed_by_root(next->signatures, "timestamp"); !by_root)
    return tl::unexpected(std::move(by_root).error());
  if (timestamp_) {
    const Timestamp& have = *timestamp_;
    if (next->document.version == have.version) return false;
    if (next->document.version < have.version)
      return distrust(Why::rollback, "timestamp: " + versions(have.version, next->document.version));
    if (next->document.snapshot.version < have.snapshot.version)
      return distrust(Why::rollback, "snapshot: " + versions(have.snapshot.version, next->document.snapshot.version));
  }
  timestamp_ = std::move(next->document);
  // Out of date, it still keeps an older one out; it may not lead any further.
  if (auto usable = usable_timestamp(); !usable) return tl::unexpected(std::move(usable).error());
  return true;
}

Trust<void> TrustedSet::usable_timestamp() const {
  if (!timestamp_) return distrust(Why::missing, "there is no timestamp");
  if (over(timestamp_->expires) && expiry_ == Expiry::enforced)
    return distrust(Why::expired, "timestamp is out of date since " + to_rfc3339(timestamp_->expires));
  return {};
}

Trust<void> TrustedSet::take_snapshot(std::string_view bytes, Origin origin) {
  if (auto usable = usable_timestamp(); !usable) return usable;
  if (origin == Origin::fetched)
    if (auto wrong = wrong_bytes(bytes, snapshot_meta().length, snapshot_meta().hashes))
      return distrust(wrong->why, "snapshot: " + wrong->detail);
  auto next = read_snapshot(bytes);
  if (!next) return tl::unexpected(std::move(next).error());
  if (auto by_root = signed_by_root(next->signatures, "snapshot"); !by_root) return by_root;
  if (snapshot_)
    for (const auto& [name, have] : snapshot_->files) {
      const auto now = next->document.files.find(name);
      if (now == next->document.files.end()) return distrust(Why::rollback, name + " is no longer in the snapshot");
      if (now->second.version < have.version)
        return distrust(Why::rollback, name + ": " + versions(have.version, now->second.version));
    }
  snapshot_ = std::move(next->document);
  return usable_snapshot();
}

Trust<void> TrustedSet::usable_snapshot() const {
  if (!snapshot_) return distrust(Why::missing, "there is no snapshot");
  if (over(snapshot_->expires) && expiry_ == Expiry::enforced)
    return distrust(Why::expired, "snapshot is out of date since " + to_rfc3339(snapshot_->expires));
  if (snapshot_->version != snapshot_meta().version)
    return distrust(Why::mismatch, "the snapshot is of version " + std::to_string(snapshot_->version) +
                                       ", the timestamp names " + std::to_string(snapshot_meta().version));
  return {};
}

const FileMeta* TrustedSet::targets_meta(std::string_view role) const {
  const auto found = snapshot_->files.find(std::string{role} + ".json");
  return found == snapshot_->files.end() ? nullptr : &found->second;
}

const Targets* TrustedSet::targets(std::string_view role) const {
  const auto found = targets_.find(role);
  return found == targets_.end() ? nullptr : &found->second;
}

Trust<void> TrustedSet::take_targets(std::string_view bytes, std::string_view role, std::string_view parent) {
  if (auto usable = usable_snapshot(); !usable) return usable;
  const std::string name{role};
  const FileMeta* meta = targets_meta(role);
  if (!meta) return distrust(Why::missing, name + " is not in the snapshot");
  if (auto wrong = wrong_bytes(bytes, meta->length, meta->hashes))
    return distrust(wrong->why, name + ": " + wrong->detail);
  auto next = read_targets(bytes);
  if (!next) return tl::unexpected(std::move(next).error());
  if (parent == "root") {
    if (auto by_root = signed_by_root(next->signatures, role); !by_root) return by_root;
  } else {
    const Targets* from = targets(parent);
    bool agreed = false;
    if (from)
      for (const Delegation& delegation : from->delegations)
        agreed = agreed || (delegation.name == role && next->signatures.meet(delegation.role, from->keys));
    if (!agreed)
      return distrust(Why::unsigned_,
                      name + " is signed by too few of the keys that " + std::string{parent} + " names");
  }
  if (next->document.version != meta->version)
    return distrust(Why::mismatch, name + " is of version " + std::to_string(next->document.version) +
                                       ", the snapshot names " + std::to_string(meta->version));
  if (over(next->document.expires))
    return distrust(Why::expired, name + " is out of date since " + to_rfc3339(next->document.expires));
  targets_.insert_or_assign(name, std::move(next->document));
  return {};
}
}  // namespace holdfast::rollout
