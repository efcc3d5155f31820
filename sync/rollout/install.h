#pragma once
#include "rollout/manifest.h"
#include "rollout/metadata.h"
#include "rollout/slots.h"

namespace holdfast::rollout {
struct Installed {
  Manifest manifest;
  Slot slot;
};
/// Puts a bundle (its tar) into the slot that does not run, where it waits. `target` is what the trusted metadata say
/// of it: nothing is unpacked before its length and digest hold. Nothing that runs is touched; cut off anywhere, it is
/// begun anew.
Trust<Installed> stage(Disk& disk, std::string_view bundle, const Target& target, const SiteFacts& site);

/// What waits in the slot that does not run: whole, and not known to be bad here.
struct Staged {
  Slot slot = Slot::a;
  std::int64_t counter = 0;
  std::string digest, release;
  friend bool operator==(const Staged&, const Staged&) = default;
};
std::optional<Staged> staged(Disk& disk);

/// What waits is what the next start tries; it is judged and read back once more. The last moment to think better of
/// it.
Trust<void> make_candidate(Disk& disk, const SiteFacts& site, int tries = 3);
/// The release before is what the next start tries, in the slot where it still lies; the one that runs is not taken
/// again until a person clears it. Data go on as they are, so it has to get along with them.
Trust<void> make_before_candidate(Disk& disk, const SiteFacts& site, int tries = 3);
/// Why the release before cannot be gone back to.
struct NoWayBack {
  enum class Why {
    gone,      ///< nothing is there any more to go back to
    migrated,  ///< what runs migrated the data to what the release before cannot read
    unfit,     ///< it is not safe, failed here, or does not fit what it would run beside
  };
  Why why = Why::gone;
  std::string release;                 ///< the one before; empty when it is gone
  std::int64_t schema = 0, reads = 0;  ///< `migrated`: of the data, and the newest that it reads
  std::string detail;                  ///< a sentence
  friend bool operator==(const NoWayBack&, const NoWayBack&) = default;
};
std::string_view name_of(NoWayBack::Why why);  ///< `gone`, `migrated`, `unfit`
/// Judged by its manifest alone, before anybody orders it; nothing: it can be gone back to.
std::optional<NoWayBack> no_way_back(Disk& disk, const SiteFacts& site);

/// The counter below which nothing is safe any more, as a hub said once; it only rises. 0: nobody said so.
std::int64_t least_safe(Disk& disk);
void keep_least_safe(Disk& disk, std::int64_t counter);

/// stage() and make_candidate() in one.
Trust<Installed> install(Disk& disk, std::string_view bundle, const Target& target, const SiteFacts& site,
                         int tries = 3);

/// Whether a slot holds exactly the files its manifest names, read back from the disk.
Trust<Manifest> verify_slot(Disk& disk, Slot slot);
}  // namespace holdfast::rollout
