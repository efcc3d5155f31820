#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "rollout/manifest.h"

/// Releases at the hub: the folder they lie in, what stores say of theirs, and their way through the fleet.
namespace holdfast::rollouts {
/// A bundle as its signed metadata name it.
struct Offered {
  std::string name, digest;  ///< in the repository; SHA-256 in hex
  std::int64_t size = 0, counter = 0;
  std::string release, architecture;
};

/// The folder that `holdfast bundle publish` writes: `metadata/`, `targets/`. Read anew with each call, so that what is
/// published is there at once; the hub holds no key, and what it gives a store is believed for its signatures alone.
class Repository {
 public:
  explicit Repository(std::filesystem::path folder) : folder_{std::move(folder)} {}
  /// What the newest targets offer, after the checks that a store makes from the first root on. Refuses (`conflict`) a
  /// repository that no store would believe, with why.
  Result<std::vector<Offered>> offered(Instant now) const;
  /// Reads the bundle itself and holds it against what was signed.
  Result<rollout::Manifest> manifest_of(const Offered& bundle) const;
  /// One file of the metadata; nothing when there is none of that name.
  std::optional<std::string> metadata(const std::string& file) const;
  /// Where a bundle, or another form of one, lies that has this digest by its name.
  std::optional<std::filesystem::path> file_of(const std::string& digest) const;

 private:
  std::filesystem::path folder_;
};
}  // namespace holdfast::rollouts
