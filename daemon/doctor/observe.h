#pragma once
#include <filesystem>
#include <functional>

#include "doctor/observed.h"

namespace holdfast::doctor {
/// Each looks at one thing and never throws for what it finds there. Nothing is changed, and no lock is taken.
Machine observe_machine(const std::filesystem::path& data, Instant now);
Folder observe_folder(const std::filesystem::path& data);
enum class Depth {
  quick,  ///< SQLite's quick_check and counts: seconds
  deep,   ///< every rule of the books as well: minutes for a large store
};
/// `seen`: how far the rules of the books are.
Store observe_store(const std::filesystem::path& data, Depth depth,
                    const std::function<void(std::int64_t done, std::int64_t of)>& seen = {});
/// `site_id` as observe_store() found it. Of what was sent elsewhere it sees what the daemon remembers; it asks nobody.
Backups observe_backups(const std::filesystem::path& data, const std::string& site_id);
/// Whether `address:port` can be listened on by somebody.
bool port_is_free(const std::string& address, std::uint16_t port);
}  // namespace holdfast::doctor
