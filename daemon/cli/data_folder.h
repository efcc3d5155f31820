#pragma once
#include <filesystem>
#include <optional>
#include <string>

namespace holdfast::cli {
/// Held while a process works on a data folder: `DIR/lock`, taken with flock, so that it falls away with the process.
/// The daemon holds it while it runs. SQLite 3.40 bears one writer or checkpointer only: nobody opens the database for
/// writing without it.
class DataLock {
 public:
  /// Nothing when another process holds it; throws Stop when the folder cannot be used.
  static std::optional<DataLock> try_take(const std::filesystem::path& data);
  DataLock(DataLock&& other) noexcept : fd_{other.fd_} { other.fd_ = -1; }
  DataLock& operator=(DataLock&& other) noexcept;
  ~DataLock();

 private:
  explicit DataLock(int fd) : fd_{fd} {}
  int fd_;
};

inline std::filesystem::path database_of(const std::filesystem::path& data) { return data / "store.db"; }

/// `DIR/runtime.json`, which a running daemon writes for the commands of its own machine (mode 0600).
struct Runtime {
  std::string url;    ///< on the loopback interface
  std::string token;  ///< of a session that may do everything
};
std::optional<Runtime> read_runtime(const std::filesystem::path& data);

std::string read_text(const std::filesystem::path& file);  ///< throws Stop
}  // namespace holdfast::cli
