#pragma once
#include <map>
#include <sstream>
#include <stdexcept>
#include <utility>

#include "base/digest.h"
#include "rollout/bundle_archive.h"
#include "rollout/faulty_disk.h"
#include "rollout/fetch.h"
#include "rollout/install.h"
#include "rollout/lives.h"
#include "rollout/rebuild.h"

/// A store's appliance as an update sees it, for tests: fetching, slots, what the launcher decides and what it notes of
/// lives are the real ones, over a disk that loses power; what a release does when it is started is said by its nature.
namespace holdfast::rollout {
/// How a release turns out once it runs.
enum class Nature {
  good,
  crashes_at_start,
  crashes_after_migrating,
  fails_its_proof,
  fails_once,
  crashes_at_work,
  crashes_at_work_readably,  ///< after it migrated to what the release before can read
  good_readably,
};
/// Those that migrate to what the release before can read.
inline bool is_readable(Nature nature) {
  return nature == Nature::crashes_at_work_readably || nature == Nature::good_readably;
}
inline bool stays(Nature nature) { return nature == Nature::good || nature == Nature::good_readably; }

/// How it comes: whole from a stick, or piece by piece from the hub, packed or as what differs from the one that runs.
enum class Way { stick, packed, delta };
constexpr std::uint64_t small_piece = 1024;

struct Release {
  Manifest manifest;
  std::string bundle;
  Nature nature = Nature::good;
  Form form = {};           ///< packed,
  std::string packed = {};  ///< and what that is
  Target target() const { return {bundle.size(), {{"sha256", to_hex(sha256(bundle))}}, ""}; }
};
using Shelf = std::map<std::int64_t, Release>;  ///< by counter

/// `noise`: 32 bytes each that no packing makes smaller, the same in every release.
inline Release make_release(std::int64_t counter, Nature nature, std::int64_t schema_writes, int noise = 120) {
  Release release{.manifest = {}, .bundle = {}, .nature = nature};
  std::string program = "program of release " + std::to_string(counter);
  for (int i = 0; i < noise; ++i) program += bytes_of(sha256(std::to_string(i)));
  const std::vector<std::pair<std::string, std::string>> files{{"bin/holdfastd", program},
                                                               {"pages/pos.html", "page " + std::to_string(counter)}};
  Manifest& manifest = release.manifest;
  manifest = {.release = "0." + std::to_string(counter),
              .counter = counter,
              .architecture = "amd64",
              .components = {{"holdfastd", "1"}},
              .compatibility = {.protocol = {1, 1}, .api = {1, 1}},
              .schema_writes = schema_writes,
              .schema_reads = 1,
              .schema_readable_by = is_readable(nature) ? 1 : 0,
              .notes = "",
              .files = {}};
  for (const auto& [path, bytes] : files) manifest.files.push_back({path, bytes.size(), to_hex(sha256(bytes)), 0755});
  release.bundle = bundle_of(manifest, [&](const std::string& path) -> std::optional<std::string> {
                     for (const auto& [name, bytes] : files)
                       if (name == path) return bytes;
                     return std::nullopt;
                   }).value();
  release.packed = squeeze(release.bundle, "", 1);
  release.form = form_of(Form::Kind::packed, release.packed, "", small_piece);
  return release;
}

/// What no appliance may come to: said by who finds it.
struct Broken : std::runtime_error {
  using std::runtime_error::runtime_error;
};
inline void hold(bool held, const char* what) {
  if (!held) throw Broken{what};
}

/// One appliance: its disk, and what a release does when it is started. The store's data are `SCHEMA READABLE-BY
/// SALES`, and later sales are in a log beside them, as SQLite's are, until somebody closes the store in order.
class Appliance {
 public:
  Appliance(const Shelf& shelf, const Release& first, std::uint64_t seed) : shelf_{&shelf}, disk{seed} {
    disk.make_folder("data");
    disk.sync_folder("");
    replace_file(disk, std::string{data_file}, data_of(first.manifest, acknowledged));
    store_slots(disk, {.active = Slot::b, .committed_counter = 0, .candidate = {}, .bad_digests = {}});
    hold(install(disk, first.bundle, first.target(), facts()).has_value(), "the first release is not taken");
    hold(begin_start(disk).proving, "the first release is not proved");
    commit(disk);
  }
  /// Another one of the same kind, with a disk of its own.
  Appliance(const Appliance& other, std::uint64_t seed)
      : running{other.running}, now{other.now}, shelf_{other.shelf_}, disk{other.disk.copy(seed)} {}

  SiteFacts facts() {
    const Slots slots = load_slots(disk);
    return {.committed_counter = slots.committed_counter,
            .least_safe_counter = 0,
            .architecture = "amd64",
            .schema = schema(),
            .launcher = 1,
            .hub_protocol = {1, 1},
            .bad_digests = slots.bad_digests,
            .schema_readable_by = data().readable_by};
  }
  struct Data {
    std::int64_t schema = 0, readable_by = 0, sales = 0;
  };
  Data data() {
    Data out;
    std::istringstream{*disk.read(data_file)} >> out.schema >> out.readable_by >> out.sales;
    if (const auto log = disk.read(data_log)) out.sales = std::stoll(*log);
    return out;
  }
  std::int64_t schema() { return data().schema; }
  std::int64_t sales() { return data().sales; }

  /// Asks for a release where an older one runs, as the daemon does after each start.
  void want(const Release& next, Way way = Way::stick) {
    if (const Slots slots = load_slots(disk); slots.candidate || slots.committed_counter >= next.manifest.counter)
      return;
    const auto waiting = staged(disk);
    if (!waiting || waiting->counter != next.manifest.counter)
      if (const auto ready = stage(disk, fetched(next, way), next.target(), facts()); !ready) {
        refusal = ready.error().detail;
        return;
      }
    if (const auto made = make_candidate(disk, facts()); !made) refusal = made.error().detail;
  }
  /// Orders the release before `last`, as a hub or a manager does until it is done or known to be impossible.
  void want_back(const Release& last) {
    const Slots slots = load_slots(disk);
    if (slots.candidate || slots.committed_counter != last.manifest.counter) return;
    if (const auto closed = no_way_back(disk, facts())) {
      refusal = closed->detail;
      return;
    }
    hold(make_before_candidate(disk, facts()).has_value(), "the way back is open and not taken");
  }
  /// The bundle, as it came; each piece may be the last before the power goes.
  std::string fetched(const Release& next, Way way) {
    if (way == Way::stick) return next.bundle;
    if (way == Way::packed) {
      Fetch fetch{disk, next.form};
      while (fetch_some(fetch, next.packed)) {
      }
      return expand(fetch.bytes().value(), "", next.bundle.size()).value();
    }
    const std::string& from = shelf_->at(load_slots(disk).committed_counter).bundle;
    const std::string frame = squeeze(next.bundle, from, 1);
    Fetch fetch{disk, form_of(Form::Kind::delta, frame, to_hex(sha256(from)), small_piece)};
    while (fetch_some(fetch, frame)) {
    }
    const std::string prefix = bundle_of_slot(disk, load_slots(disk).active).value();
    return expand(fetch.bytes().value(), prefix, next.bundle.size()).value();
  }
  /// Two pieces more; false when there are none.
  bool fetch_some(Fetch& fetch, std::string_view frame) {
    const auto run = fetch.next(2 * small_piece);
    if (run) hold(fetch.take(*run, frame.substr(run->offset, run->bytes)).has_value(), "a good piece is not taken");
    return run.has_value();
  }

  /// What a release does here: its nature, unless this machine has a fault of its own.
  virtual Nature nature_of(const Release& release) const { return release.nature; }

  /// One start of the machine: the launcher, then the release in the slot. True when it serves.
  bool start() {
    const Start begun = begin_start(disk);
    const auto manifest = verify_slot(disk, begun.slot);
    hold(manifest.has_value(), "what is started is not whole");
    const auto found = shelf_->find(manifest->counter);
    hold(found != shelf_->end() && *manifest == found->second.manifest, "what is started was never published");
    const Release& release = found->second;
    const Nature nature = nature_of(release);
    if (begun.proving && nature == Nature::crashes_at_start) return false;
    hold(data().readable_by <= release.manifest.schema_writes, "a release cannot read what a newer one migrated");
    if (schema() < release.manifest.schema_writes) migrate_to(release.manifest);
    if (begun.proving && nature == Nature::crashes_after_migrating) return false;
    if (begun.proving && nature == Nature::fails_its_proof) return roll_back(disk), false;
    if (begun.proving && nature == Nature::fails_once && !std::exchange(failed_once, true))
      return roll_back(disk), false;
    if (begun.proving) {
      commit(disk);
      return start();
    }
    if (begin_life(disk, {std::to_string(boot), now, up}).going_back) return start();
    running = release.manifest.counter;
    if (nature == Nature::crashes_at_work || nature == Nature::crashes_at_work_readably) {
      sell();  // it proved itself; what it sells before it ends by itself is sold
      end_life(disk, Ending::by_itself, 60);
      return false;
    }
    return true;
  }
  void sell() {
    replace_file(disk, std::string{data_log}, std::to_string(sales() + 1));
    ++acknowledged;
  }
  virtual ~Appliance() = default;

  std::int64_t running = 0, acknowledged = 100, boot = 1, now = 1'795'255'200, up = 1000;
  std::string refusal;
  bool failed_once = false;  ///< then it would pass: its way back must not be taken for a new try

 private:
  /// What a release writes into the data: its schema, down to which they can be read, what was sold.
  static std::string data_of(const Manifest& manifest, std::int64_t sales) {
    const std::int64_t down_to = manifest.schema_readable_by > 0 ? manifest.schema_readable_by : manifest.schema_writes;
    return std::to_string(manifest.schema_writes) + " " + std::to_string(down_to) + " " + std::to_string(sales);
  }
  void migrate_to(const Manifest& manifest) {
    replace_file(disk, std::string{data_file}, data_of(manifest, sales()));
    disk.remove(data_log);
    disk.sync_folder("data");
  }
  const Shelf* shelf_;

 public:
  FaultyDisk disk;
};
}  // namespace holdfast::rollout
