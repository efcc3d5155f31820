#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "routes/api.h"

namespace holdfast::routes {
/// /v1/system…: the machine, its certificates and clock, what the doctor says of it, its log, and a
/// bundle for support.
struct MachineDesk {
  std::filesystem::path data;
  std::string version;
  Instant started;
  std::filesystem::path log_file;  ///< empty: the journal of systemd
  /// `https://…`, where other devices reach this one; empty: from this machine alone.
  std::vector<std::string> addresses;
};
void add_machine_routes(Api& api, MachineDesk desk);
}  // namespace holdfast::routes
