#pragma once
#include "rollout/trusted_set.h"

namespace holdfast::rollout {
/// Trusted metadata as it was stored, byte for byte: by role, `root` always among them.
using TrustedFiles = std::map<std::string, std::string, std::less<>>;

struct UpdateLimits {
  int roots = 32;        ///< rotations followed in one cycle
  int delegations = 32;  ///< roles asked for one target
  std::uint64_t root_bytes = 512 << 10;
  std::uint64_t metadata_bytes = 4 << 20;
};

/// One refresh of the metadata, and then, if a target is asked for, the search for it. Without I/O: it says what it
/// wants, is given bytes or "not there", and puts into `files` what has become trusted; the caller stores that durably.
class UpdateSession {
 public:
  struct Want {
    std::string
        path;  ///< below the repository: `metadata/2.root.json`; characters of a role's name are percent-encoded
    std::uint64_t most;  ///< bytes; more need not be read
  };
  struct Found {
    Target target;
    std::string path;  ///< below the repository: `targets/DIGEST.NAME`
  };
  UpdateSession(TrustedFiles& files, Instant now, Expiry expiry = Expiry::enforced, std::string target = {},
                UpdateLimits limits = {});

  /// Nothing once it is over: then failure(), or all is well.
  const std::optional<Want>& want() const { return want_; }
  void give(std::optional<std::string> bytes);
  const std::optional<Distrust>& failure() const { return failure_; }
  /// The target that was asked for, once it is over without failure.
  const std::optional<Found>& found() const { return found_; }
  /// The latest time that documents taken in this session were signed at, as they say.
  const std::optional<Instant>& issued() const { return issued_; }
  /// When a new root was signed that sets the time (`Root::resets_time`); nothing when none was taken.
  const std::optional<Instant>& time_reset() const { return time_reset_; }

 private:
  enum class Stage { roots, timestamp, snapshot, targets };
  struct Visit {
    std::string role, parent;
  };
  void begin(Instant now, Expiry expiry);
  void give_root(std::optional<std::string> bytes);
  void give_timestamp(std::optional<std::string> bytes);
  void give_snapshot(std::optional<std::string> bytes);
  void give_targets(std::optional<std::string> bytes);
  void begin_snapshot();
  void walk();
  bool look_into(const Visit& visit);
  void ask(std::string_view role, std::optional<std::int64_t> version, std::uint64_t most);
  void fail(Distrust distrust);
  void note(const std::optional<Instant>& issued);
  const std::string* stored(std::string_view role) const;

  TrustedFiles& files_;
  std::string target_;
  UpdateLimits limits_;
  std::optional<TrustedSet> set_;
  Stage stage_ = Stage::roots;
  int roots_ = 0;
  std::vector<Visit> to_visit_;
  std::set<std::string> visited_;
  std::optional<Want> want_;
  std::optional<Distrust> failure_;
  std::optional<Found> found_;
  std::optional<Instant> issued_, time_reset_;
};
}  // namespace holdfast::rollout
