#pragma once
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

/// What the machine under the daemon is made of, as the kernel tells it.
namespace holdfast::machine {
/// Something mounted: `8:17` is its device, as /sys/dev/block names it; 0:N of what is no disk.
struct Mount {
  std::filesystem::path at;
  std::string device, kind, source;  ///< `vfat`, `/dev/sdb1`
  bool read_only = false;
  friend bool operator==(const Mount&, const Mount&) = default;
};
/// Of /proc/self/mountinfo (proc(5)), in its order. Lines that are none are passed over.
std::vector<Mount> parse_mounts(std::string_view mountinfo);

/// Whether a disk can be pulled out, by where it hangs in the machine (the target of /sys/dev/block/MAJ:MIN) and what
/// its driver says (`removable`): what is on USB counts, though its driver calls a disk in a case fixed. A memory card
/// does not: many an appliance boots from one, and its driver says so where it can be taken out.
bool is_removable(std::string_view sys_path, std::string_view removable_flag);

/// What is mounted here of disks that can be pulled out. `removable` is asked of a device once for each mount.
std::vector<Mount> removable_mounts(std::string_view mountinfo,
                                    const std::function<bool(const std::string& device)>& removable);
/// The same, of this machine; empty where the kernel does not say.
std::vector<Mount> removable_mounts();
}  // namespace holdfast::machine
