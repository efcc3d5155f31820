#pragma once
#include <filesystem>

#include "base/json_writer.h"
#include "launcher/folder_disk.h"
#include "rollout/install.h"
#include "rollout/moment.h"
#include "rollout/update_session.h"

/// What a store keeps of releases, beside its data: a folder of its own ($HOLDFAST_RELEASES, from the launcher), so
/// that going back with the data takes nothing of it along.
namespace holdfast::update {
/// One release on its way in: `journey.json`.
struct Journey {
  std::string target, digest, release, source;  ///< name in the metadata; `hub`, `peer`, `stick`, `back`
  std::int64_t counter = 0, bytes = 0;          ///< so many came over a line or from a stick
  Instant begun;
  bool forced = false;     ///< a person does not want to wait for the window
  bool switching = false;  ///< armed: the next start tries it
  friend bool operator==(const Journey&, const Journey&) = default;
};
enum class Outcome { committed, went_back, refused, failed };
std::string_view name_of(Outcome outcome);  ///< `committed`, `wentBack`, `refused`, `failed`
/// A word for which pages have a sentence in their own language, and ours, with its figures and names.
struct Cause {
  std::string code = {}, text = {};
  bool empty() const { return text.empty(); }
  friend bool operator==(const Cause&, const Cause&) = default;
};
struct Past {
  Journey journey;
  Outcome outcome = Outcome::committed;
  Cause cause;  ///< empty: it is in place
  Instant ended;
};

struct Running {
  std::string release;
  std::int64_t counter = 0;  ///< 0: nobody installed it from a bundle
  std::string digest;
  std::vector<rollout::Component> components = {};  ///< what it brought along, as its manifest says
  friend bool operator==(const Running&, const Running&) = default;
};

class Releases {
 public:
  /// `root` empty: not under the launcher; then nothing is kept and nothing can be put in place.
  Releases(const std::filesystem::path& root, const std::filesystem::path& data, std::string version);
  bool managed() const { return !root_.empty(); }
  const std::filesystem::path& root() const { return root_; }
  launcher::FolderDisk& disk() { return disk_; }
  Running running();
  std::optional<rollout::Before> before();
  std::vector<std::string> bad();
  void clear_bad(const std::string& digest);

  /// The metadata that are believed, `root` among them; empty when nobody said whom to trust (`root.json`).
  rollout::TrustedFiles trusted();
  void keep_trusted(const rollout::TrustedFiles& files);

  /// The latest time that is proven (rollout/time_floor.h); the beginning of time where none is.
  Instant proven_time();
  void keep_proven_time(Instant at);

  std::optional<Journey> journey();
  void keep_journey(const Journey& journey);
  /// It is over: into the history, of which the newest hundred stay.
  void end_journey(const Journey& journey, Outcome outcome, const Cause& cause, Instant now);
  std::vector<Past> history();  ///< the newest first

  rollout::UpdatePolicy policy();
  void keep_policy(const rollout::UpdatePolicy& policy);

 private:
  std::filesystem::path root_;
  std::string version_;
  launcher::FolderDisk disk_;
};
/// Of signed things that are not what they should be.
Cause believed_not(const rollout::Distrust& distrust);
void append_past(JsonWriter& json, const Past& past, int utc_offset_min);
}  // namespace holdfast::update
