#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace holdfast::backup {
/// What a backup is locked with: a passphrase (Argon2id, 64 MiB, 3 passes) or the 64 hex digits of a key file. Neither:
/// it is not sealed at all.
struct Lock {
  std::string passphrase;
  std::string key_hex;
  bool none() const { return passphrase.empty() && key_hex.empty(); }
};
/// Of the first line of a file; refuses invalid_argument when it is empty, or no key. Read errors are refusals, too.
Result<Lock> lock_of_passphrase_file(const std::filesystem::path& file);
Result<Lock> lock_of_key_file(const std::filesystem::path& file);

/// A file of a backup: `store.db`, and with a seal `pepper` and `field-keys`, without which neither PINs nor customers
/// could be read on another machine.
struct Part {
  std::string name;
  std::filesystem::path file;
};
/// Called with the bytes done, of the plain text.
using Seen = std::function<void(std::int64_t)>;

/// `HFBAK1`, a header in JSON that everybody may read (`about` with how the key is derived) and nobody can change, then
/// chunks of 64 KiB under AES-256-GCM: each with its number and whether it is the last (STREAM, Hoang et al. 2015), so
/// that a changed, moved, missing or added byte is refused. Throws std::runtime_error when the disk fails.
void seal_parts(const std::vector<Part>& parts, const std::filesystem::path& to, const Lock& lock,
                std::string_view about_json, const Seen& seen = {});
bool is_sealed(const std::filesystem::path& file);
/// Writes every part into `folder` (mode 0600, by its name). Refuses conflict (another key, or an altered file: nobody
/// can tell which) and invalid_argument (no such file); what was written of it is removed then.
Result<std::vector<Part>> open_parts(const std::filesystem::path& file, const Lock& lock,
                                     const std::filesystem::path& folder, const Seen& seen = {});
/// The header's `about`; refuses invalid_argument. Not to be believed before the file was opened.
Result<std::string> read_about(const std::filesystem::path& file);
}  // namespace holdfast::backup
