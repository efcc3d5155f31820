#include "signals/integrity.h"

#include <sqlite3.h>

#include <chrono>

#include "db/connection.h"
#include "invariants/check_all.h"

namespace holdfast::signals {
namespace {
constexpr int steps_a_question = 20'000;  // of SQLite's machine: some milliseconds

/// What SQLite asks now and then; anything but 0 ends what it does.
struct Limit {
  const std::atomic<bool>&broken_off, &leaving;
  std::chrono::steady_clock::time_point until;
  bool hit = false;
  static int ask(void* self) {
    auto& limit = *static_cast<Limit*>(self);
    limit.hit = limit.hit || limit.broken_off || limit.leaving || std::chrono::steady_clock::now() > limit.until;
    return limit.hit ? 1 : 0;
  }
};
}  // namespace

std::optional<std::vector<std::string>> IntegrityLook::take(const std::filesystem::path& store, Instant now) {
  if (leaving_ || now < next_) return std::nullopt;
  next_ = now.plus_seconds(first_after_s);
  broken_off_ = false;
  Limit limit{broken_off_, leaving_, std::chrono::steady_clock::now() + std::chrono::seconds{longest_s}};
  std::vector<std::string> wrong;
  {
    db::Connection connection{store, db::Access::reader};
    sqlite3_progress_handler(connection.handle(), steps_a_question, &Limit::ask, &limit);
    for (const invariants::Violation& each : invariants::check_all(connection))
      wrong.push_back(each.rule + ": " + each.subject + ": " + each.detail);
    sqlite3_progress_handler(connection.handle(), 0, nullptr, nullptr);
  }
  if (limit.hit) return std::nullopt;
  next_ = now.plus_seconds(again_after_s);
  return wrong;
}
}  // namespace holdfast::signals
