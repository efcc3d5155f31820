#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "rollout/compatibility.h"

/// What a bundle is and what it may replace: its first member, `manifest.json`. Source: the update design, section 4.
namespace holdfast::rollout {
struct BundleFile {
  std::string path;
  std::uint64_t size = 0;
  std::string sha256;  ///< hex
  std::uint32_t mode = 0;
  friend bool operator==(const BundleFile&, const BundleFile&) = default;
};
/// What the bundle is made of, an SPDX document that is one of its files.
struct Sbom {
  std::string path, sha256;
  friend bool operator==(const Sbom&, const Sbom&) = default;
};
struct Manifest {
  std::string release;       ///< for people: `0.2.0`
  std::int64_t counter = 0;  ///< rises with every release; what is compared
  std::string architecture;  ///< `amd64`, as Debian says it
  std::vector<Component> components;
  Compatibility compatibility;
  std::int64_t schema_writes = 0;  ///< of the store's database, once it runs
  std::int64_t schema_reads = 0;   ///< the oldest that it brings forward
  std::int64_t schema_readable_by = 0;  ///< what it writes is read down to this one; 0: by its own and newer alone
  std::int64_t proving_seconds = 120;
  std::string notes;
  std::optional<Sbom> sbom = {};
  std::vector<BundleFile> files;  ///< all of them but the manifest, sorted by path
  friend bool operator==(const Manifest&, const Manifest&) = default;
};
/// What its files come to, unpacked: the manifest's `size`.
std::uint64_t size_of(const Manifest& manifest);
/// Its `sbom` member, where it has one, as manifests and offers say it.
void write_sbom(JsonWriter& json, const Manifest& manifest);
/// Complains by JSON Pointer. A file's path obeys the same rules as a member of the archive.
Result<Manifest> parse_manifest(std::string_view text);
/// Canonical (RFC 8785): the same manifest is the same bytes.
std::string manifest_text(const Manifest& manifest);

/// What a site is, and what its hub says that it speaks.
struct SiteFacts {
  std::int64_t committed_counter = 0, least_safe_counter = 0;
  std::string architecture;
  std::int64_t schema = 0, launcher = 0;
  Span hub_protocol;  ///< nothing is known of the hub when both are 0
  std::vector<std::string> bad_digests;
  Span api = {};                           ///< majors that its tills speak; both 0: not said
  std::vector<Component> components = {};  ///< what runs there, and the hub; those that are known
  std::int64_t schema_readable_by = 0;     ///< the data, as they say themselves; 0: from `schema` on
};
/// Why this bundle may not run there, in sentences; empty: it may. Judged before the download and again before the
/// switch.
std::vector<std::string> objections(const Manifest& manifest, std::string_view digest, const SiteFacts& site);
/// Whether the release can read and write the site's data as they are: they may be of a newer schema and say that they
/// are readable down to the release's.
bool gets_along_with_data(const Manifest& manifest, const SiteFacts& site);
}  // namespace holdfast::rollout
