#pragma once
#include "rollout/metadata.h"

namespace holdfast::rollout {
/// Whether what is out of date may still be used. `carried`: a stick that a manager put in, on a store that has been
/// off line for long; the caller takes it for a higher release only. Root and targets are never used out of date.
enum class Expiry { enforced, carried };

/// What this appliance believes of the release metadata, and the checks by which it comes to believe more. Loading
/// begins at a root that was trusted before and goes roots, timestamp, snapshot, targets: each step needs the one
/// before. Source: The Update Framework specification 1.0, sections 5.3 to 5.6.
class TrustedSet {
 public:
  /// `root`: the newest that was trusted, or the one the package brought; it has to be signed by itself.
  static Trust<TrustedSet> begin(std::string_view root, Instant now, Expiry expiry);

  /// The next root, signed by the one before and by itself.
  Trust<void> take_root(std::string_view bytes);
  /// No more roots: from here the newest one counts, and must not be out of date.
  Trust<void> end_roots() const;
  /// False for the version that is trusted already; nothing has changed then.
  Trust<bool> take_timestamp(std::string_view bytes);
  /// `from_disk`: trusted when it was stored, so its digest is not looked at. Even one that may not be used keeps an
  /// older one out.
  enum class Origin { fetched, from_disk };
  Trust<void> take_snapshot(std::string_view bytes, Origin origin);
  /// `role` as delegated to by `parent`, whose targets are here; `targets` itself by `root`.
  Trust<void> take_targets(std::string_view bytes, std::string_view role, std::string_view parent);

  const Root& root() const { return root_.document; }
  const FileMeta& snapshot_meta() const { return timestamp_->snapshot; }
  const std::optional<Timestamp>& timestamp() const { return timestamp_; }
  const std::optional<Snapshot>& snapshot() const { return snapshot_; }
  /// Of `ROLE.json` as the snapshot names it; null when it does not.
  const FileMeta* targets_meta(std::string_view role) const;
  const Targets* targets(std::string_view role) const;

 private:
  TrustedSet(Signed<Root> root, Instant now, Expiry expiry);
  Trust<void> usable_timestamp() const;
  Trust<void> usable_snapshot() const;
  Trust<void> signed_by_root(const Signatures& signatures, std::string_view role) const;
  bool over(Instant expires) const { return now_ >= expires; }

  Signed<Root> root_;
  Instant now_;
  Expiry expiry_;
  std::optional<Timestamp> timestamp_;
  std::optional<Snapshot> snapshot_;
  std::map<std::string, Targets, std::less<>> targets_;
};
}  // namespace holdfast::rollout
