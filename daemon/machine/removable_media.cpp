#include "machine/removable_media.h"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace holdfast::machine {
namespace {
namespace fs = std::filesystem;

std::string whole(const fs::path& file) {
  std::ifstream in{file, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

/// Up to the next space, which is taken off, too.
std::string_view take_word(std::string_view& line) {
  const std::size_t end = std::min(line.find(' '), line.size());
  const std::string_view word = line.substr(0, end);
  line.remove_prefix(std::min(end + 1, line.size()));
  return word;
}

/// Spaces and the like are written in octal: `\040`.
std::string unescaped(std::string_view text) {
  constexpr std::string_view digits = "01234567";
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view code = text.substr(i + 1, 3);
    if (text[i] != '\\' || code.size() < 3 || code.find_first_not_of(digits) != std::string_view::npos) {
      out += text[i];
      continue;
    }
    out += static_cast<char>((code[0] - '0') * 64 + (code[1] - '0') * 8 + (code[2] - '0'));
    i += 3;
  }
  return out;
}
}  // namespace

std::vector<Mount> parse_mounts(std::string_view mountinfo) {
  std::vector<Mount> out;
  while (!mountinfo.empty()) {
    const std::size_t end = std::min(mountinfo.find('\n'), mountinfo.size());
    std::string_view line = mountinfo.substr(0, end);
    mountinfo.remove_prefix(std::min(end + 1, mountinfo.size()));
    take_word(line);  // its number, and its parent's
    take_word(line);
    Mount mount;
    mount.device = take_word(line);
    take_word(line);  // which part of that file system
    mount.at = unescaped(take_word(line));
    const std::string options = "," + std::string{take_word(line)} + ",";
    // Then any number of optional fields, up to a hyphen.
    const std::size_t hyphen = line.starts_with("- ") ? 0 : line.find(" - ");
    if (hyphen == std::string_view::npos || !mount.at.is_absolute()) continue;
    line.remove_prefix(hyphen == 0 ? 2 : hyphen + 3);
    mount.kind = unescaped(take_word(line));
    mount.source = unescaped(take_word(line));
    mount.read_only = options.find(",ro,") != std::string::npos ||
                      ("," + std::string{take_word(line)} + ",").find(",ro,") != std::string::npos;
    out.push_back(std::move(mount));
  }
  return out;
}

bool is_removable(std::string_view sys_path, std::string_view removable_flag) {
  return removable_flag.starts_with('1') || sys_path.find("/usb") != std::string_view::npos;
}

std::vector<Mount> removable_mounts(std::string_view mountinfo,
                                    const std::function<bool(const std::string& device)>& removable) {
  std::vector<Mount> out;
  for (Mount& mount : parse_mounts(mountinfo))
    if (!mount.device.starts_with("0:") && mount.at != "/" && removable(mount.device)) out.push_back(std::move(mount));
  return out;
}

std::vector<Mount> removable_mounts() {
  return removable_mounts(whole("/proc/self/mountinfo"), [](const std::string& device) {
    std::error_code missing;
    const fs::path at = fs::canonical(fs::path{"/sys/dev/block"} / device, missing);
    if (missing) return false;
    // A partition's disk is the folder around it.
    const fs::path disk = fs::exists(at / "partition", missing) ? at.parent_path() : at;
    return is_removable(disk.string(), whole(disk / "removable"));
  });
}
}  // namespace holdfast::machine
