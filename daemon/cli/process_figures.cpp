#include "cli/process_figures.h"

#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <sstream>
#include <string>
#include <thread>

namespace holdfast::cli {
ProcessFigures process_figures(pid_t pid) {
  ProcessFigures figures;
  const std::string folder = "/proc/" + std::to_string(pid);
  std::ifstream stat{folder + "/stat"};
  std::string line;
  std::getline(stat, line);
  std::istringstream fields{line.substr(line.rfind(')') + 1)};
  std::string skipped;
  for (int i = 0; i < 11; ++i) fields >> skipped;  // state … cmajflt
  std::int64_t user = 0, system = 0;
  fields >> user >> system;
  figures.cpu_us = (user + system) * (1'000'000 / ::sysconf(_SC_CLK_TCK));
  std::ifstream status{folder + "/status"};
  while (std::getline(status, line))
    if (line.starts_with("VmRSS:")) figures.rss_kb = std::stoll(line.substr(6));
  return figures;
}

int busy_percent() {
  const auto read = [] {
    std::ifstream stat{"/proc/stat"};
    std::string cpu;
    std::int64_t sum = 0, idle = 0, value = 0;
    stat >> cpu;
    for (int i = 0; i < 8; ++i) {
      stat >> value;
      sum += value;
      if (i == 3 || i == 4) idle += value;
    }
    return std::pair{sum, idle};
  };
  const auto before = read();
  std::this_thread::sleep_for(std::chrono::seconds{1});
  const auto after = read();
  const std::int64_t whole = std::max<std::int64_t>(after.first - before.first, 1);
  return static_cast<int>(100 - 100 * (after.second - before.second) / whole);
}

BusyLoops::BusyLoops(int count) {
  for (int i = 0; i < count; ++i) {
    const pid_t child = ::fork();
    if (child == 0) {
      ::prctl(PR_SET_PDEATHSIG, SIGKILL);
      for (volatile unsigned n = 0;;) n = n + 1;
    }
    if (child > 0) children_.push_back(child);
  }
}
BusyLoops::~BusyLoops() {
  for (const pid_t child : children_) {
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
  }
}
}  // namespace holdfast::cli
