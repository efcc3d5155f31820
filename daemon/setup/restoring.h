#pragma once
#include <functional>
#include <mutex>
#include <string>
#include <thread>

#include "setup/box.h"

namespace holdfast::setup {
/// An empty box while a backup is put into it: on a thread of its own, since the copy takes as long as it takes and the
/// page that waits for it has to be answered meanwhile. One at a time; the end waits for what is under way.
class Restoring {
 public:
  /// `box` outlives it.
  explicit Restoring(const Box& box) : box_{box} {}
  ~Restoring();
  Restoring(const Restoring&) = delete;
  Restoring& operator=(const Restoring&) = delete;

  /// `done` is called on that thread once the store is ready beside. Refuses not_found, and conflict while one runs.
  Result<> start(const std::filesystem::path& file, const backup::Lock& lock, std::function<void()> done);
  struct State {
    bool running = false;
    std::string problem;  ///< why the latest failed; empty: it did not, or none was tried
  };
  State state() const;

 private:
  void run(const std::filesystem::path& file, const backup::Lock& lock, const std::function<void()>& done);
  const Box& box_;
  mutable std::mutex mutex_;
  State state_;
  std::thread thread_;
};
}  // namespace holdfast::setup
