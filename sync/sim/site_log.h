#pragma once
#include <map>
#include <string>
#include <vector>

#include "edge/outbox_reader.h"
#include "wire/epoch.h"

namespace holdfast::sim {
/// A store's event log as a database would keep it: epochs one after the other, each numbered from 1 and chained from
/// its own genesis. A copy of it is a backup.
class SiteLog final : public edge::OutboxReader {
 public:
  explicit SiteLog(std::string site_id) : site_id_{std::move(site_id)} { open(1); }

  void append(const Uuid& id, const std::string& type, const std::string& body);
  /// The new epoch begins with everything after `common`, in order, each event once, ids and bodies unchanged.
  void take_epoch(const wire::EpochGrant& grant);
  std::vector<wire::Landmark> landmarks() const;

  std::string site_id() const override { return site_id_; }
  std::int64_t epoch() const override { return epochs_.rbegin()->first; }
  wire::Link head() override;
  std::optional<Sha256> hash_at(std::int64_t seq) override { return hash_at({epoch(), seq}); }
  std::vector<edge::OutboxEvent> read(std::int64_t after, int most_events, std::int64_t most_bytes) override;
  std::optional<std::string> body_at(const wire::Place& place) override;

  std::optional<Sha256> hash_at(const wire::Place& place) const;
  const std::vector<edge::OutboxEvent>& events(std::int64_t epoch) const { return epochs_.at(epoch).events; }
  const Uuid* id_at(const wire::Place& place) const;

 private:
  struct Life {
    Sha256 genesis{};
    std::vector<edge::OutboxEvent> events;
  };
  void open(std::int64_t epoch);
  std::string site_id_;
  std::map<std::int64_t, Life> epochs_;
};
}  // namespace holdfast::sim
