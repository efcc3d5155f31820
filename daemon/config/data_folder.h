#pragma once
#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/instant.h"

namespace holdfast::config {
/// `DIR/store.db`, `DIR/tls/…`, `DIR/pepper`, `DIR/field-keys`, `DIR/lock`. Opening it takes the lock, so that two daemons, or a daemon
/// and an offline command, never have one folder; the kernel gives it back when the process ends, however that happens.
class DataFolder {
 public:
  /// Makes the folder (mode 0700) when it is not there. Throws std::runtime_error, also when somebody else has it.
  explicit DataFolder(std::filesystem::path folder);
  ~DataFolder();
  DataFolder(const DataFolder&) = delete;
  DataFolder& operator=(const DataFolder&) = delete;

  std::filesystem::path store_file() const { return folder_ / "store.db"; }
  /// 32 random bytes, made on first use: what PINs are hashed with besides their own salt.
  std::string pepper() const;

 private:
  std::filesystem::path folder_;
  int lock_ = -1;
};

/// Makes `DIR/field-keys` (vault/keys_of.h) when there is neither one nor a credential of systemd's: whoever opens a store
/// to write calls it first. DataFolder does.
void ensure_field_keys(const std::filesystem::path& folder);
/// Puts a new key in front of those in `DIR/field-keys`: it seals from now on. Nobody may have the store open.
void add_field_key(const std::filesystem::path& folder);
/// Leaves the newest alone there, once everything is sealed by it. The old ones go to a file beside it, whose path is
/// returned: backups in clear from before cannot be read without them.
std::filesystem::path set_old_field_keys_aside(const std::filesystem::path& folder, Instant now);

/// Whole text of a file; throws std::runtime_error.
std::string read_file(const std::filesystem::path& file);
enum class Secrecy { open, secret };  ///< mode 0644 or 0600
/// Writes beside it, syncs and renames, so that a crash leaves the old file or the new.
void write_file(const std::filesystem::path& file, std::string_view text, Secrecy secrecy);
}  // namespace holdfast::config
