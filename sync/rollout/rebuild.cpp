#include "rollout/rebuild.h"

#include <set>

#include "rollout/bundle_archive.h"

namespace holdfast::rollout {
namespace {
using Kind = Member::Kind;
constexpr const char* manifest_name = "manifest.json";

/// Folders come before what lies in them.
std::set<std::string> folders_of(const Manifest& manifest) {
  std::set<std::string> folders;
  for (const BundleFile& file : manifest.files)
    for (std::size_t at = file.path.find('/'); at != std::string::npos; at = file.path.find('/', at + 1))
      folders.insert(file.path.substr(0, at));
  return folders;
}
}  // namespace

Trust<std::string> bundle_of(const Manifest& manifest,
                             const std::function<std::optional<std::string>(const std::string& path)>& bytes) {
  ArchiveWriter writer;
  const std::string text = manifest_text(manifest);
  if (auto added = writer.add({Kind::file, manifest_name, "", 0644, text.size()}, text); !added)
    return tl::unexpected(std::move(added).error());
  for (const std::string& folder : folders_of(manifest))
    if (auto added = writer.add({Kind::folder, folder, "", 0755, 0}); !added)
      return tl::unexpected(std::move(added).error());
  for (const BundleFile& file : manifest.files) {
    const auto content = bytes(file.path);
    if (!content) return distrust(Distrust::Why::missing, file.path + " is not there");
    if (auto wrong = wrong_bytes(*content, file.size, {{"sha256", file.sha256}}))
      return distrust(wrong->why, file.path + ": " + wrong->detail);
    if (auto added = writer.add({Kind::file, file.path, "", file.mode, content->size()}, *content); !added)
      return tl::unexpected(std::move(added).error());
  }
  return writer.end();
}

Trust<std::string> bundle_of_slot(Disk& disk, Slot slot) {
  const std::string folder = folder_of_slot(slot) + "/";
  const auto text = disk.read(folder + manifest_name);
  if (!text) return distrust(Distrust::Why::missing, "the slot has no manifest");
  const Result<Manifest> manifest = parse_manifest(*text);
  if (!manifest) return distrust(Distrust::Why::malformed, manifest.error().detail);
  return bundle_of(*manifest, [&](const std::string& path) { return disk.read(folder + path); });
}
}  // namespace holdfast::rollout
