#pragma once
#include <sys/types.h>

#include <cstdint>
#include <vector>

namespace holdfast::cli {
/// From /proc/PID/stat and status.
struct ProcessFigures {
  std::int64_t cpu_us = 0;  ///< user and system, all threads
  std::int64_t rss_kb = 0;
};
ProcessFigures process_figures(pid_t pid);
/// Percent of both processors' time that went to anything, over one second.
int busy_percent();

/// Endless loops in processes of their own, ended with the object.
class BusyLoops {
 public:
  explicit BusyLoops(int count);
  ~BusyLoops();
  BusyLoops(const BusyLoops&) = delete;
  BusyLoops& operator=(const BusyLoops&) = delete;

 private:
  std::vector<pid_t> children_;
};
}  // namespace holdfast::cli
