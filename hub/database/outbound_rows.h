#pragma once
#include "engine/outbound_rows.h"
#include "sql/statement.h"

namespace holdfast::database {
class Outbound final : public engine::OutboundRows {
 public:
  explicit Outbound(sql::Session& session) : db_{session} {}
  bool wanted(const std::string& tenant) override;
  void append(const engine::SiteKey& key, std::span<const engine::OutboundEvent> events, Instant now) override;
  std::vector<engine::OutboundEvent> events_after(const engine::SiteKey& key, std::int64_t after, int most) override;
  std::int64_t count(const std::string& tenant) override;
  void prune(const std::string& tenant, Instant before) override;
  void put(const engine::Endpoint& endpoint) override;
  std::optional<engine::Endpoint> endpoint(const engine::EndpointKey& key) override;
  std::vector<engine::Endpoint> endpoints(const std::string& tenant) override;
  void remove(const engine::EndpointKey& key) override;
  engine::Lease lock(const engine::EndpointKey& key) override;
  engine::Lease lease(const engine::EndpointKey& key) override;
  void put(const engine::EndpointKey& key, const engine::Lease& lease) override;
  std::vector<engine::Lane> lanes(const engine::EndpointKey& key) override;
  std::optional<engine::Lane> lane(const engine::EndpointKey& key, const std::string& site) override;
  void put(const engine::EndpointKey& key, const engine::Lane& lane) override;
  void put(const engine::EndpointKey& key, const engine::DeadDelivery& dead) override;
  std::vector<engine::DeadDelivery> dead(const engine::EndpointKey& key, engine::DeadStatus status, int most) override;
  std::optional<engine::DeadDelivery> dead(const engine::EndpointKey& key, const std::string& site,
                                           std::int64_t event_no) override;
  std::int64_t count_dead(const engine::EndpointKey& key) override;
  void add(const engine::EndpointKey& key, const engine::TrailEntry& entry) override;
  std::vector<engine::TrailEntry> trail(const engine::EndpointKey& key, int most) override;
  void put_secret(const std::string& tenant, const std::string& name, const std::string& sealed, Instant now) override;
  std::optional<std::string> secret(const std::string& tenant, const std::string& name) override;
  std::vector<std::string> secret_names(const std::string& tenant) override;
  void remove_secret(const std::string& tenant, const std::string& name) override;
  std::optional<engine::InboundEvent> inbound(const engine::EndpointKey& key, const std::string& event_id) override;
  std::vector<engine::InboundEvent> inbound(const engine::EndpointKey& key, engine::InboundStatus status,
                                            int most) override;
  std::int64_t count_inbound(const engine::EndpointKey& key, engine::InboundStatus status) override;
  void put(const engine::EndpointKey& key, const engine::InboundEvent& event) override;
  void forget_inbound(const engine::EndpointKey& key, Instant before) override;
  std::vector<std::string> away(const std::string& tenant) override;
  std::optional<engine::Presence> presence(const engine::SiteKey& key) override;
  void put(const engine::SiteKey& key, const engine::Presence& presence) override;

 private:
  sql::Session& db_;
};
}  // namespace holdfast::database
