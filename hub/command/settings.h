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
  std::int64_t certificate_life_s = 90 * 86'400;
  int keep_log_days = 0;
  int keep_days = 90;              ///< of changes, snapshots and what else nobody needs any more
  bool private_targets = false;    ///< webhooks and connectors may call any address, by http too
  std::filesystem::path releases;  ///< that are published; empty: `releases` in the data folder
  std::int64_t rollout_look_s = 30, update_ask_s = 60, signal_stretch_s = 3600;
  std::string ring, plan;          ///< of a rollout
  std::int64_t away_after_s = 90;  ///< of silence: a site counts as away
  bool help = false, version = false;

  /// Empty: serve. Else `token create`, `site list`, `site revoke`, `import`, `maintain`, `carry-out take`, `audit`.
  std::string command;
  std::string channel, tenant, site_name, valid_minutes, argument, answer;
  std::string types, signing, url, file, config;  ///< of webhooks and connectors
  std::string direction, directive, reason, by;  ///< of what a store is ordered to do
  bool json = false, verify = false;
  std::int64_t lines = 50;  ///< of the audit log
};
/// Throws Wrong with a sentence for the operator.
Settings settings_of(const std::vector<std::string>& arguments);
std::string_view usage();
}  // namespace holdfast::command
