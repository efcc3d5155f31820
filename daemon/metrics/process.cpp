#include <sys/resource.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>

#include "metrics/metrics.h"

namespace holdfast::metrics {
namespace {
std::int64_t resident_bytes() {
  long long size = 0;
  long long resident = 0;
  if (std::FILE* file = std::fopen("/proc/self/statm", "re")) {
    if (std::fscanf(file, "%lld %lld", &size, &resident) != 2) resident = 0;
    std::fclose(file);
  }
  return static_cast<std::int64_t>(resident) * sysconf(_SC_PAGESIZE);
}
std::int64_t open_files() {
  std::error_code error;
  std::int64_t count = 0;
  for (std::filesystem::directory_iterator it{"/proc/self/fd", error}, end; !error && it != end; it.increment(error))
    ++count;
  return count;
}
std::int64_t processor_ms() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000 +
         (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1000;
}
}  // namespace

void add_process_metrics(Registry& registry) {
  Gauge& resident = registry.gauge("process_resident_memory_bytes", "Resident memory of the daemon.");
  Gauge& cpu = registry.gauge("process_cpu_milliseconds", "Processor time used, user and system.");
  Gauge& files = registry.gauge("process_open_fds", "Open file descriptors.");
  registry.before_text([&resident, &cpu, &files] {
    resident.set(resident_bytes());
    cpu.set(processor_ms());
    files.set(open_files());
  });
}
}  // namespace holdfast::metrics
