#include "release/pack.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/digest.h"
#include "rollout/bundle_archive.h"
#include "rollout/rebuild.h"

namespace holdfast::release {
namespace {
constexpr std::string_view manifest_path = "manifest.json";

/// SPDX 2 in JSON; what is larger than any is not read for it.
bool is_parts_list(std::string_view bytes) {
  constexpr std::size_t most = 16 << 20;
  if (!bytes.starts_with('{') || bytes.size() > most) return false;
  const auto document = parse_json(bytes);
  const Json* version = document ? document->find("spdxVersion") : nullptr;
  return version != nullptr && version->text().starts_with("SPDX-2.");
}

Error as_error(const rollout::Distrust& distrust) { return Error{ErrorCode::invalid_body, distrust.detail, {}}; }
}  // namespace

Result<std::string> pack(rollout::Manifest manifest, std::vector<PackedFile> files) {
  std::ranges::sort(files, {}, &PackedFile::path);
  manifest.files.clear();
  for (const PackedFile& file : files)
    manifest.files.push_back({file.path, file.bytes.size(), to_hex(sha256(file.bytes)), file.mode});
  if (manifest.sbom)
    for (const rollout::BundleFile& file : manifest.files)
      if (file.path == manifest.sbom->path) manifest.sbom->sha256 = file.sha256;
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
  std::set<std::string> parts_lists;                                  // files that are SPDX documents
  std::string first, manifest_bytes, path, bytes;
  const auto close = [&] {
    if (is_parts_list(bytes)) parts_lists.insert(path);
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
  if (manifest->sbom && !parts_lists.contains(manifest->sbom->path))
    out.wrong.push_back(manifest->sbom->path + " is no SPDX document");
  for (const auto& [extra, what] : seen) out.wrong.push_back(extra + " is not in the manifest");
  return out;
}
}  // namespace holdfast::release
