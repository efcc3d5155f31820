#pragma once
#include "rollout/manifest.h"
#include "rollout/metadata.h"
#include "rollout/slots.h"

namespace holdfast::rollout {
/// Puts a bundle (its tar) into the slot that does not run, and makes it the candidate for the next start. `target` is
/// what the trusted metadata say of it: nothing is unpacked before its length and digest hold. Until the last step
/// nothing that runs is touched; cut off anywhere, it is begun anew.
struct Installed {
  Manifest manifest;
  Slot slot;
};
Trust<Installed> install(Disk& disk, std::string_view bundle, const Target& target, const SiteFacts& site,
                         int tries = 3);

/// Whether a slot holds exactly the files its manifest names, read back from the disk.
Trust<Manifest> verify_slot(Disk& disk, Slot slot);
}  // namespace holdfast::rollout
