#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

/// Sticks and disks that somebody plugged in and the system mounted.
namespace holdfast::machine {
/// One line of /proc/self/mountinfo (proc(5)).
struct Mount {
  std::string device;  ///< `8:17`
  std::string root;    ///< of the file system, what is seen there; `/` unless it is a part of it
  std::filesystem::path folder;
  std::string source;  ///< `/dev/sdb1`
  bool read_only = false;
  friend bool operator==(const Mount&, const Mount&) = default;
};
/// Lines that are none are passed over.
std::vector<Mount> parse_mounts(std::string_view mountinfo);

struct Medium {
  std::filesystem::path folder;
  std::string model;  ///< as it says of itself; may be empty
  bool read_only = false;
  friend bool operator==(const Medium&, const Medium&) = default;
};
/// Those that can be taken away, by what the kernel says of them below `sys` (`/sys`): marked removable, or behind USB.
/// Never the disk that the machine itself runs from.
std::vector<Medium> removable_among(const std::vector<Mount>& mounts, const std::filesystem::path& sys);

/// Of this machine; of another when `$HOLDFAST_SYSTEM_ROOT` names a folder with its `proc/self/mountinfo` and `sys`.
std::vector<Medium> removable_media();
}  // namespace holdfast::machine
