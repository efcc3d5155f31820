#include "release/pack.h"

#include <algorithm>
#include <map>

#include "base/digest.h"
#include "rollout/bundle_archive.h"
#include "rollout/rebuild.h"

namespace holdfast::release {
namespace {
constexpr std::string_view manifest_path = "manifest.json";

Error as_error(const rollout::Distrust& distrust) { return Error{ErrorCode::invalid_body, distrust.detail, {}}; }
}  // namespace

Result<std::string> pack(rollout::Manifest manifest, std::vector<PackedFile> files) {
  std::ranges::sort(files, {}, &PackedFile::path);
  manifest.files.clear();
  for (const PackedFile& file : files)
    manifest.files.push_back({file.path, file.bytes.size(), to_hex(sha256(file.bytes)), file.mode});
  const std::string text = rollout::manifest_text(manifest);
  TRY(rollout::parse_manifest(text));
  const auto bytes = [&files](const std::string& path) -> std::optional<std::string> {
    const auto found = std::ranges::lower_bound(files, path, {}, &PackedFile::path);
    return found != files.end() && found->path == path ? std::optional{found->bytes} : std::nullopt;
  };
  auto bundle = rollout::bundle_of(manifest, bytes);
  if (!bundle) return tl::unexpected(as_error(bundle.error()));
  return std::move(*bundle);
}

rollout::Target target_of(std::string_view bundle, const rollout::Manifest& manifest,
                          const std::vector<rollout::Form>& forms) {
  return {bundle.size(), {{"sha256", to_hex(sha256(bundle))}}, rollout::offer_text(manifest, forms)};
}

rollout::Trust<Inspected> inspect(std::string_view bundle) {
  std::map<std::string, std::pair<std::uint64_t, std::string>> seen;  // size and digest, by path
  std::string first, manifest_bytes, path, bytes;
  const auto close = [&] {
    if (path == manifest_path)
      manifest_bytes = bytes;
    else if (!path.empty())
      seen[path] = {bytes.size(), to_hex(sha256(bytes))};
    path.clear();
    bytes.clear();
  };
  rollout::ArchiveReader reader{{.begin =
                                     [&](const rollout::Member& member) {
                                       close();
                                       if (first.empty()) first = member.path;
                                       if (member.kind == rollout::Member::Kind::file) path = member.path;
                                     },
                                 .data = [&](std::string_view piece) { bytes += piece; }}};
  if (auto taken = reader.take(bundle); !taken) return tl::unexpected(taken.error());
  if (auto ended = reader.end(); !ended) return tl::unexpected(ended.error());
  close();
  if (first != manifest_path)
    return rollout::distrust(rollout::Distrust::Why::malformed, "the bundle does not begin with its manifest");
  const auto manifest = rollout::parse_manifest(manifest_bytes);
  if (!manifest) return rollout::distrust(rollout::Distrust::Why::malformed, manifest.error().detail);
  Inspected out{*manifest, {}};
  for (const rollout::BundleFile& file : manifest->files) {
    const auto found = seen.find(file.path);
    if (found == seen.end()) {
      out.wrong.push_back(file.path + " is missing");
      continue;
    }
    if (found->second != std::pair{file.size, file.sha256})
      out.wrong.push_back(file.path + " is not what the manifest says");
    seen.erase(found);
  }
  for (const auto& [extra, what] : seen) out.wrong.push_back(extra + " is not in the manifest");
  return out;
}
}  // namespace holdfast::release
