#pragma once
#include "backup/store_copy.h"
#include "base/instant.h"
#include "setup/make_store.h"

namespace holdfast::setup {
/// Restores a backup beside the store of a data folder, with every check of `holdfast restore`: it takes its place when
/// the daemon begins anew (adopt_next_store()). With `console` that code pairs a browser there. Refuses not_found,
/// invalid_argument (no backup), conflict (violations, or it does not open). Takes as long as the copy does.
Result<> restore_beside(const std::filesystem::path& folder, const std::filesystem::path& file,
                        const backup::Lock& lock, Instant now, const backup::Restorer& who,
                        const std::optional<FirstConsole>& console = std::nullopt);
}  // namespace holdfast::setup
