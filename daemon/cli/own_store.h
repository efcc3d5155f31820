#pragma once
#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

#include "cli/backend.h"

namespace holdfast::cli {
/// A store of its own for a replay or a measurement: a temporary data folder, set up from a document, served by
/// `holdfastd` from this program's folder on a free loopback port. Stopped and removed when it goes out of scope.
class OwnStore {
 public:
  struct Plan {
    std::string name = "Replay";
    std::string country = "GB", currency = "GBP", time_zone = "Europe/London";
    int registers = 8;
    std::filesystem::path parent;  ///< folder for the data; empty: the system's temporary one
  };
  explicit OwnStore(const Plan& plan);
  ~OwnStore();
  OwnStore(const OwnStore&) = delete;
  OwnStore& operator=(const OwnStore&) = delete;

  /// Makes articles while the daemon is not running yet: a CSV with the columns of `holdfast catalog import`.
  void import_catalogue(const std::string& csv);
  void start();
  void stop();

  const std::filesystem::path& data() const { return data_; }
  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }
  std::uint16_t port() const { return port_; }
  pid_t pid() const { return pid_; }
  const std::string& terminal_token() const { return terminal_token_; }  ///< once started
  static constexpr const char* staff_code = "9001";
  static constexpr const char* pin = "909090";
  std::string session_token();      ///< signs the manager on
  std::int64_t disk_bytes() const;  ///< of the pages in use

 private:
  std::filesystem::path data_;
  std::string pairing_code_;
  std::string terminal_token_;
  std::uint16_t port_ = 0;
  pid_t pid_ = -1;
};

/// POST /v1/sessions with a terminal's token.
std::string sign_on(const std::string& url, const std::string& terminal_token, const std::string& staff_code,
                    const std::string& pin);
std::filesystem::path own_folder();
}  // namespace holdfast::cli
