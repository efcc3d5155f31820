#include <filesystem>
#include <stdexcept>

#include "base/digest.h"
#include "launcher/folder_disk.h"
#include "launcher/launch.h"
#include "rollout/install.h"
#include "rollout/rebuild.h"

namespace holdfast::launcher {
namespace {
constexpr const char* slots_file = "slots.json";

/// The package manager has looked after where it is from; what is asked here is whether it is newer and whole.
rollout::SiteFacts facts_of(const rollout::Slots& slots, const rollout::Manifest& manifest) {
  return {slots.committed_counter,
          0,
          manifest.architecture,
          manifest.schema_writes,
          manifest.compatibility.launcher,
          {},
          {}};
}

template <class T>
T or_throw(rollout::Trust<T> got, const std::filesystem::path& from) {
  if (!got) throw std::runtime_error{from.string() + ": " + got.error().detail};
  if constexpr (!std::is_void_v<T>) return std::move(*got);
}
}  // namespace

bool adopt(const Launch& wish) {
  FolderDisk disk{wish.root, wish.data.empty() ? wish.root / "data" : wish.data}, from{wish.packaged};
  const auto text = from.read("manifest.json");
  if (!text) throw std::runtime_error{wish.packaged.string() + " has no manifest.json"};
  const Result<rollout::Manifest> manifest = rollout::parse_manifest(*text);
  if (!manifest) throw std::runtime_error{wish.packaged.string() + ": " + manifest.error().detail};
  const bool first = !disk.there(slots_file);
  if (first) {
    std::filesystem::create_directories(wish.root);
    rollout::store_slots(disk,
                         {.active = rollout::Slot::b, .committed_counter = 0, .candidate = {}, .bad_digests = {}});
  }
  rollout::Slots slots = rollout::load_slots(disk);
  const bool nothing_runs = slots.committed_counter == 0;
  if (slots.committed_counter >= manifest->counter) return false;
  if (slots.candidate && slots.candidate->counter >= manifest->counter) return false;
  if (slots.candidate) {
    // What waited is older than what the package brought: it goes first, with what it may have done to the data.
    rollout::roll_back(disk);
    slots = rollout::load_slots(disk);
  }
  const std::string bundle =
      or_throw(rollout::bundle_of(*manifest, [&](const std::string& path) { return from.read(path); }), wish.packaged);
  const rollout::Target target{bundle.size(), {{"sha256", to_hex(sha256(bundle))}}, ""};
  or_throw(rollout::stage(disk, bundle, target, facts_of(slots, *manifest)), wish.packaged);
  or_throw(rollout::make_candidate(disk, facts_of(slots, *manifest)), wish.packaged);
  if (nothing_runs) rollout::commit(disk);  // there is nothing to go back to
  return true;
}
}  // namespace holdfast::launcher
