#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "carry/carried.h"
#include "db/transaction.h"
#include "replication/identity.h"

/// The store's end of files that somebody carries to the hub and back while there is no line (sync/carry).
namespace holdfast::replication {
/// The hub's key that files are sealed to, `DIR/hub-carry-key`, as hello told it; and ours that answers are sealed to,
/// `DIR/carry-key`, made when it is first asked for.
void keep_hub_carry_key(const std::filesystem::path& data, std::string_view hex);
std::optional<carry::Key> hub_carry_key(const std::filesystem::path& data);
carry::KeyPair own_carry_key(const std::filesystem::path& data);

struct CarryWish {
  std::filesystem::path data;
  std::optional<std::int64_t> after;               ///< not before this number; none: after the watermark
  std::size_t most_bytes = std::size_t{32} << 20;  ///< of the batches, packed
};
/// Everything that the hub is not known to hold, in order, up to that size; the watermark stays where it is until an
/// answer comes. Refuses conflict (not enrolled) and not_available_now (this hub's key was never heard of).
Result<std::string> write_carry_out(const std::filesystem::path& database, const CarryWish& wish, Instant now);

/// Checks an answer as far as that needs no row: whose it is, and that it is whole.
Result<carry::Incoming> read_carried(const std::filesystem::path& data, std::string_view file);
/// Moves the watermark by the same proof as online: our own hash there. Refuses conflict for an answer of another
/// epoch, one that is older than what is known, and one that does not agree with this log.
Result<> take_carried_ack(db::Transaction& tx, const carry::Incoming& incoming, Instant now);

/// Feed pages wait in `DIR/carried-feed` for the thread that has the masters.
void keep_carried_pages(const std::filesystem::path& data, const std::vector<std::string>& pages);
bool has_carried_pages(const std::filesystem::path& data);
std::vector<wire::FeedPage> take_carried_pages(const std::filesystem::path& data);
void forget_carried_pages(const std::filesystem::path& data);
}  // namespace holdfast::replication
