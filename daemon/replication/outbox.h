#pragma once
#include <filesystem>

#include "db/connection.h"
#include "edge/outbox_reader.h"
#include "events/epochs.h"

namespace holdfast::replication {
/// The store's event log as the upsync session reads it, on a read-only connection of its own: the writer never waits
/// for it. One epoch's: after another was begun, make another. One thread.
class Outbox final : public edge::OutboxReader {
 public:
  Outbox(const std::filesystem::path& file, std::string site_id, std::int64_t epoch);

  std::string site_id() const override { return site_id_; }
  std::int64_t epoch() const override { return epoch_.epoch; }
  wire::Link head() override;
  std::optional<Sha256> hash_at(std::int64_t seq) override;
  std::vector<edge::OutboxEvent> read(std::int64_t after, int most_events, std::int64_t most_bytes) override;
  std::optional<std::string> body_at(const wire::Place& place) override;

  /// The position of a place among all events of the file (event_log.seq); empty where the epoch is not known.
  std::optional<std::int64_t> local_seq(const wire::Place& place);
  db::Connection& connection() { return connection_; }

 private:
  db::Connection connection_;
  std::string site_id_;
  events::Epoch epoch_;
};
}  // namespace holdfast::replication
