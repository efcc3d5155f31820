#include "cli/bundle.h"

#include <algorithm>
#include <filesystem>
#include <iostream>

#include "base/digest.h"
#include "base/json_writer.h"
#include "cli/data_folder.h"
#include "cli/release_keys.h"
#include "cli/stop.h"
#include "db/migrate.h"
#include "release/pack.h"
#include "rollout/bundle_archive.h"
#include "wire/hello.h"

namespace holdfast::cli {
namespace {
namespace fs = std::filesystem;
constexpr std::int64_t launcher = 1;
constexpr std::uint32_t program_mode = 0755, file_mode = 0644;

std::vector<release::PackedFile> files_of(const BundleBuild& wish) {
  std::vector<release::PackedFile> files;
  for (const auto& entry : fs::directory_iterator{wish.programs}) {
    const bool runs =
        entry.is_regular_file() && (entry.status().permissions() & fs::perms::owner_exec) != fs::perms::none;
    if (runs && entry.path().filename().string().starts_with("holdfast"))
      files.push_back({"bin/" + entry.path().filename().string(), program_mode, read_text(entry.path().string())});
  }
  if (files.empty())
    throw Stop{"there are no programs in " + wish.programs, "`./run --build-only` puts them into build/bin"};
  for (const std::string& each : wish.extra) {
    const std::size_t equals = each.find('=');
    if (equals == std::string::npos) throw Stop{"`" + each + "` names no file", "--add PATH=FILE"};
    files.push_back({each.substr(0, equals), file_mode, read_text(each.substr(equals + 1))});
  }
  return files;
}

std::vector<rollout::Beside> beside_of(const BundleBuild& wish) {
  std::vector<rollout::Beside> out;
  for (const std::string& each : wish.beside) {
    const std::size_t first = each.find(':'), second = each.find(':', first + 1);
    if (first == std::string::npos || first == 0)
      throw Stop{"`" + each + "` names no version", "--beside NAME:LEAST, or NAME:LEAST:BELOW"};
    const std::string least = each.substr(first + 1, second == std::string::npos ? second : second - first - 1);
    out.push_back({each.substr(0, first), least, second == std::string::npos ? "" : each.substr(second + 1)});
  }
  std::ranges::sort(out, {}, &rollout::Beside::name);
  return out;
}

void print_manifest(const rollout::Manifest& manifest, std::uint64_t size, const std::string& digest) {
  std::cout << "Release " << manifest.release << " (" << manifest.counter << ") for " << manifest.architecture << ", "
            << size << " bytes, " << manifest.files.size() << " files of " << rollout::size_of(manifest)
            << " bytes\nSHA-256 " << digest << "\nreplaces releases from " << manifest.compatibility.from_counter
            << (manifest.compatibility.to_counter > 0 ? " to " + std::to_string(manifest.compatibility.to_counter)
                                                      : std::string{})
            << "; data of schema " << manifest.schema_reads << " to " << manifest.schema_writes
            << (manifest.schema_readable_by > 0
                    ? ", then readable from " + std::to_string(manifest.schema_readable_by) + " on"
                    : std::string{})
            << "; protocol " << manifest.compatibility.protocol.least << " to " << manifest.compatibility.protocol.most
            << "; API " << manifest.compatibility.api.least << " to " << manifest.compatibility.api.most << "\n";
  for (const rollout::Beside& each : manifest.compatibility.beside)
    std::cout << "beside " << each.name << " from " << each.least
              << (each.below.empty() ? std::string{} : " to below " + each.below) << "\n";
  if (manifest.sbom) std::cout << "made of " << manifest.sbom->path << ", SHA-256 " << manifest.sbom->sha256 << "\n";
  if (!manifest.notes.empty()) std::cout << manifest.notes << "\n";
}

}  // namespace

int build_bundle(const BundleBuild& wish) {
  rollout::Manifest manifest;
  manifest.release = wish.release;
  manifest.counter = wish.counter;
  manifest.architecture = wish.architecture;
  manifest.compatibility = {{wire::protocol_oldest, wire::protocol_newest},
                            rollout::served_api,
                            launcher,
                            wish.from_counter,
                            beside_of(wish),
                            wish.to_counter};
  manifest.schema_writes = static_cast<std::int64_t>(db::edge_migrations().size());
  manifest.schema_reads = 1;
  if (const std::int64_t down_to = db::readable_by(db::edge_migrations()); down_to < manifest.schema_writes)
    manifest.schema_readable_by = down_to;
  manifest.proving_seconds = wish.proving_seconds;
  manifest.notes = wish.notes_file.empty() ? wish.notes : read_text(wish.notes_file);
  std::vector<release::PackedFile> files = files_of(wish);
  if (!wish.sbom.empty()) {
    manifest.sbom = rollout::Sbom{"share/sbom.spdx.json", ""};
    files.push_back({manifest.sbom->path, file_mode, read_text(wish.sbom)});
  }
  for (const release::PackedFile& file : files)
    if (file.mode == program_mode)
      manifest.components.push_back({file.path.substr(file.path.rfind('/') + 1), wish.release});
  std::ranges::sort(manifest.components, {}, &rollout::Component::name);
  const std::string bundle = value_of(release::pack(manifest, std::move(files)), wish.out, "see the lines above");
  write_release_file(wish.out, bundle);
  return inspect_bundle(wish.out, wish.json);
}

int inspect_bundle(const std::string& file, bool json) {
  const std::string bundle = read_text(file), digest = to_hex(sha256(bundle));
  const auto inspected = release::inspect(bundle);
  if (!inspected) throw Stop{file + ": " + inspected.error().detail, "fetch it again, or build it again"};
  if (json) {
    std::string text;
    JsonWriter writer{text};
    writer.begin_object().member("sha256", digest).member("size", static_cast<std::int64_t>(bundle.size()));
    writer.key("manifest").raw(rollout::manifest_text(inspected->manifest)).key("wrong").begin_array();
    for (const std::string& each : inspected->wrong) writer.value(each);
    writer.end_array().end_object();
    std::cout << text << "\n";
  } else {
    print_manifest(inspected->manifest, bundle.size(), digest);
    for (const std::string& each : inspected->wrong) std::cout << "WRONG: " << each << "\n";
  }
  return inspected->wrong.empty() ? 0 : 1;
}

int unpack_bundle(const std::string& file, const std::string& folder) {
  const std::string bundle = read_text(file);
  const auto inspected = release::inspect(bundle);
  if (!inspected || !inspected->wrong.empty())
    throw Stop{file + ": " + (inspected ? inspected->wrong.front() : inspected.error().detail), "build it again"};
  std::string path, bytes;
  std::uint32_t mode = 0;
  const auto close = [&] {
    if (path.empty()) return;
    const fs::path at = fs::path{folder} / path;
    write_release_file(at, bytes);
    fs::permissions(at, static_cast<fs::perms>(mode & 0777));
    path.clear();
    bytes.clear();
  };
  rollout::ArchiveReader reader{{.begin =
                                     [&](const rollout::Member& member) {
                                       close();
                                       if (member.kind != rollout::Member::Kind::file) return;
                                       path = member.path;
                                       mode = member.mode;
                                     },
                                 .data = [&](std::string_view piece) { bytes += piece; }}};
  if (const auto taken = reader.take(bundle); !taken) throw Stop{file + ": " + taken.error().detail, "build it again"};
  close();
  return 0;
}

}  // namespace holdfast::cli
