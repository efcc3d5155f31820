#pragma once
#include <functional>

#include "rollout/disk.h"
#include "rollout/manifest.h"
#include "rollout/metadata.h"
#include "rollout/slots.h"

namespace holdfast::rollout {
/// The one bundle of a manifest and its files: manifest, folders, files by path. `bytes` of a path; nothing ends it.
Trust<std::string> bundle_of(const Manifest& manifest,
                             const std::function<std::optional<std::string>(const std::string& path)>& bytes);
/// The bundle that a slot was unpacked from, byte for byte, for a delta against it. Distrusts a slot whose files are
/// not those of its manifest: what follows from it is then something else.
Trust<std::string> bundle_of_slot(Disk& disk, Slot slot);
}  // namespace holdfast::rollout
