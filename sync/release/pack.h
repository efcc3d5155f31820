#pragma once
#include <string>
#include <vector>

#include "rollout/forms.h"
#include "rollout/manifest.h"
#include "rollout/metadata.h"

namespace holdfast::release {
struct PackedFile {
  std::string path;  ///< in the bundle: `bin/holdfastd`
  std::uint32_t mode = 0644;
  std::string bytes;
};
/// A bundle: the tar of its manifest and its files. The manifest's `files` are made here from what is packed, and the
/// digest of its SBOM; the same files make the same bytes. Refuses paths and manifests that a store would refuse.
Result<std::string> pack(rollout::Manifest manifest, std::vector<PackedFile> files);

/// What the metadata say of a bundle: length, SHA-256, and of its manifest what a store or a hub judges before it
/// fetches. `forms`: in which it can be fetched besides as a whole.
rollout::Target target_of(std::string_view bundle, const rollout::Manifest& manifest,
                          const std::vector<rollout::Form>& forms = {});

struct Inspected {
  rollout::Manifest manifest;
  std::vector<std::string>
      wrong;  ///< files that are missing, too many, or not as the manifest says; an SBOM that is none
};
/// Reads a bundle as a store does. Distrusts an archive that is not one.
rollout::Trust<Inspected> inspect(std::string_view bundle);
}  // namespace holdfast::release
