#pragma once
#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "config/settings.h"

namespace holdfast::command {
using config::ListenAddress;
using config::Wrong;

/// What a command line of holdfast-hub says.
struct Settings {
  std::filesystem::path data;
  std::string database;  ///< `postgresql://…`; empty: SQLite in the data folder
  ListenAddress listen{"0.0.0.0", 18443};
  ListenAddress operator_listen{"127.0.0.1", 18080};
  std::vector<std::string> hosts;  ///< names that stores reach the hub by, besides its own
  std::filesystem::path port_file;
  std::filesystem::path log_file;
  log::Level log_level = log::Level::info;
  int connections = 4;  ///< to PostgreSQL
  bool help = false, version = false;

  /// Empty: serve. Else `token create`, `site list`, `site revoke`, `import`.
  std::string command;
  std::string channel, tenant, site_name, valid_minutes, argument;
  bool json = false;
};
/// Throws Wrong with a sentence for the operator.
Settings settings_of(const std::vector<std::string>& arguments);
std::string_view usage();
}  // namespace holdfast::command
