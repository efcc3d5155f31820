#pragma once
#include <filesystem>

namespace holdfast::training {
/// Receipts of the practice store are numbered from here, so that none is ever taken for a real one.
constexpr std::int64_t first_receipt = 9'000'001;

/// Makes the database to practise in: the live store's masters (site, people, registers, terminals, tenders, taxes,
/// articles, prices, promotions, layout, levels of stock) and nothing that happened. Replaces `file`. Reads one
/// snapshot of the live file and neither writes nor checkpoints it. Takes up to a few seconds for a large catalogue:
/// not on the I/O thread. Throws db::Failure.
void make_practice_store(const std::filesystem::path& live, const std::filesystem::path& file);
}  // namespace holdfast::training
