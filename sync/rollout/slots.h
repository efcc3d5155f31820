#pragma once
#include "base/result.h"
#include "rollout/disk.h"

/// Which of the two installed releases runs. `slots.json` is the only truth, replaced as a whole; everything else on
/// the disk is judged by it. Source: the update design, section 4, "Slots".
namespace holdfast::rollout {
enum class Slot { a, b };
inline Slot other(Slot slot) { return slot == Slot::a ? Slot::b : Slot::a; }
std::string folder_of_slot(Slot slot);  ///< `slots/a`

struct Candidate {
  std::int64_t counter = 0;
  std::string digest;  ///< of its bundle
  int tries_left = 0;
  bool data_kept = false;  ///< since it was first started: what there is to go back to
  friend bool operator==(const Candidate&, const Candidate&) = default;
};
/// What is in a slot that does not run and may be gone back to.
struct Before {
  std::int64_t counter = 0;
  std::string digest;
  friend bool operator==(const Before&, const Before&) = default;
};
struct Slots {
  Slot active = Slot::a;
  std::int64_t committed_counter = 0;
  std::optional<Candidate> candidate;    ///< in the other slot, being proved
  std::vector<std::string> bad_digests;  ///< failed here; a person may clear them
  std::string active_digest = {};        ///< of the bundle that runs; empty: nobody knows
  std::optional<Before> before = {};     ///< in the other slot, until something else is put there
  friend bool operator==(const Slots&, const Slots&) = default;
};
Result<Slots> parse_slots(std::string_view text);
std::string slots_text(const Slots& slots);

/// The disk's slots; throws std::runtime_error when the file is gone or damaged, which replace_file() does not let
/// happen.
Slots load_slots(Disk& disk);
void store_slots(Disk& disk, const Slots& slots);

/// What the launcher starts; nothing runs meanwhile. Before a candidate is started first, the data are kept as they are
/// then: what was sold since it was unpacked is among them. A candidate loses a try before it is started, durably, so
/// that one that takes the machine down cannot do so for ever; without tries it is rolled back here.
struct Start {
  Slot slot;
  bool proving;  ///< it has to commit() before it serves anybody, or the next start goes back
};
Start begin_start(Disk& disk);

/// The candidate proved itself: from here it is what runs.
void commit(Disk& disk);
/// Back to the release that ran before, with the data it left; the bundle is not taken again. Repeatable at any point.
void roll_back(Disk& disk);

/// Where the store's data lie while a candidate is proved, as they were before it ran.
constexpr std::string_view data_file = "data/store.db", restore_file = "data/restore.db";
/// SQLite's log beside it holds sales too, when the last daemon did not end by itself; its index is made anew.
constexpr std::string_view data_log = "data/store.db-wal", restore_log = "data/restore.db-wal",
                           data_index = "data/store.db-shm";
}  // namespace holdfast::rollout
