#pragma once
#include <atomic>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"

namespace holdfast::signals {
/// A look at the whole of the books (invariants/check_all.h) once a day while the shop is shut, so that damage is heard
/// of before somebody needs what it took. Reads one snapshot and changes nothing; a till that asks for something ends
/// it at once, and it is begun anew later.
class IntegrityLook {
 public:
  static constexpr std::int64_t first_after_s = 600, again_after_s = 86'400, longest_s = 300;
  /// The first one some minutes after `started`: a start is busy with other things.
  explicit IntegrityLook(Instant started) : next_{started.plus_seconds(first_after_s)} {}
  /// What is wrong, in sentences; nothing when it was not time, was broken off, or found nothing new to look at.
  /// Blocks: for as long as the books are large.
  std::optional<std::vector<std::string>> take(const std::filesystem::path& store, Instant now);
  /// Any thread: somebody needs the machine.
  void break_off() { broken_off_ = true; }
  /// Any thread: as break_off(), and no other look takes longer than a moment.
  void leave() { leaving_ = true; }

 private:
  Instant next_;
  std::atomic<bool> broken_off_ = false, leaving_ = false;
};
}  // namespace holdfast::signals
