#include "machine/removable_media.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <optional>
#include <sstream>

namespace holdfast::machine {
namespace {
namespace fs = std::filesystem;

std::string text_of(const fs::path& file) {
  std::ifstream in{file};
  std::string text{std::istreambuf_iterator<char>{in}, {}};
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
  return text;
}

/// Blanks and backslashes stand there as three octal digits.
std::string unescaped(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto digit = [&](std::size_t i) {
      return text[at + i] >= '0' && text[at + i] <= '7' ? text[at + i] - '0' : -1;
    };
    if (text[at] == '\\' && at + 3 < text.size() && digit(1) >= 0 && digit(2) >= 0 && digit(3) >= 0) {
      out += static_cast<char>(digit(1) * 64 + digit(2) * 8 + digit(3));
      at += 3;
    } else {
      out += text[at];
    }
  }
  return out;
}

/// The whole disk that a mount lies on, as the kernel has it; a partition's is the folder above its own.
std::optional<fs::path> disk_of(const Mount& mount, const fs::path& sys) {
  std::error_code missing;
  fs::path block = fs::canonical(sys / "dev/block" / mount.device, missing);
  // Some file systems have a number of their own, which no disk has.
  if (missing) block = fs::canonical(sys / "class/block" / fs::path{mount.source}.filename(), missing);
  if (missing || mount.source.empty()) return std::nullopt;
  return fs::exists(block / "partition", missing) ? block.parent_path() : block;
}

bool behind_usb(const fs::path& disk) {
  for (const fs::path& part : disk)
    if (part.string().starts_with("usb")) return true;
  return false;
}

std::string model_of(const fs::path& disk) {
  const std::string vendor = text_of(disk / "device/vendor"), model = text_of(disk / "device/model");
  return vendor.empty() || model.starts_with(vendor) ? model : vendor + (model.empty() ? "" : " " + model);
}
}  // namespace

std::vector<Mount> parse_mounts(std::string_view mountinfo) {
  std::vector<Mount> mounts;
  std::istringstream lines{std::string{mountinfo}};
  for (std::string line; std::getline(lines, line);) {
    // 36 35 8:17 / /media/STICK rw,nosuid shared:1 - vfat /dev/sdb1 rw,uid=0
    std::istringstream words{line};
    std::string id, parent, device, root, folder, options, word, type, source, of_all;
    if (!(words >> id >> parent >> device >> root >> folder >> options)) continue;
    while (words >> word && word != "-") {
    }
    if (!(words >> type >> source)) continue;
    words >> of_all;  // what holds for the whole file system: `ro` where its medium says so
    const auto is_read_only = [](const std::string& text) { return text == "ro" || text.starts_with("ro,"); };
    const bool read_only = is_read_only(options) || is_read_only(of_all);
    mounts.push_back({device, unescaped(root), unescaped(folder), unescaped(source), read_only});
  }
  return mounts;
}

std::vector<Medium> removable_among(const std::vector<Mount>& mounts, const fs::path& sys) {
  const auto own = std::ranges::find(mounts, fs::path{"/"}, &Mount::folder);
  const auto own_disk = own != mounts.end() ? disk_of(*own, sys) : std::nullopt;
  std::vector<Medium> media;
  std::vector<std::string> seen;  // devices: what is mounted twice is offered once
  for (const Mount& mount : mounts) {
    if (mount.root != "/" || std::ranges::find(seen, mount.device) != seen.end()) continue;
    const auto disk = disk_of(mount, sys);
    if (!disk || disk == own_disk) continue;
    if (text_of(*disk / "removable") != "1" && !behind_usb(*disk)) continue;
    seen.push_back(mount.device);
    media.push_back({mount.folder, model_of(*disk), mount.read_only});
  }
  return media;
}

std::vector<Medium> removable_media() {
  const char* root = std::getenv("HOLDFAST_SYSTEM_ROOT");
  const fs::path at = root != nullptr ? root : "/";
  return removable_among(parse_mounts(text_of(at / "proc/self/mountinfo")), at / "sys");
}
}  // namespace holdfast::machine
