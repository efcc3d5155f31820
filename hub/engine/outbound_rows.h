#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/site_rows.h"

namespace holdfast::engine {
/// One thing that others may be told, in the order of its site; `site` of its key is empty when it is of the tenant.
struct OutboundEvent {
  std::int64_t number = 0;
  std::string type;                 ///< `order.paid` (hub/README.md)
  std::string id;                   ///< what receivers know it by; the same whenever it is sent
  wire::Place place{0, 0};          ///< in the site's log; 0/0: the hub says it itself
  int part = 0;                     ///< which payment of the order, from 1
  std::string subject;              ///< the id of what it is about
  std::optional<std::string> body;  ///< JSON, of what the hub says itself
  Instant made;
};
enum class EndpointKind { webhook, connector };
enum class EndpointState { enabled, paused, disabled };
struct EndpointKey {
  std::string tenant;
  std::string id;
  friend auto operator<=>(const EndpointKey&, const EndpointKey&) = default;
};
struct Endpoint {
  EndpointKey key;
  EndpointKind kind = EndpointKind::webhook;
  std::string name;
  std::string url;
  std::string types;     ///< patterns, separated by spaces: `order.*`
  std::string document;  ///< JSON: a webhook's settings, or the connector
  EndpointState state = EndpointState::enabled;
  std::string state_reason;
  std::optional<std::string> secret, previous_secret;  ///< sealed
  std::optional<Instant> previous_until;               ///< both sign until then
  Instant created, changed;
};
/// Who delivers to an endpoint, and how it has gone lately.
struct Lease {
  std::string holder;
  Instant until;
  std::optional<Instant> failing_since;
  int failures = 0;  ///< within the breaker's window
  Instant window;    ///< when that began
  Instant open_until;
  int trials = 0;  ///< that have to succeed before the breaker counts as closed
  std::int64_t deliveries = 0;
  Instant pulled;
  std::string state;  ///< what a pulling connector keeps for its next turn, JSON
};
/// One site's stream to one endpoint: everything up to `event_no` is done.
struct Lane {
  std::string site;
  std::int64_t event_no = 0;
  int attempts = 0;  ///< of the next one
  Instant first, next;
  std::int64_t last_no = 0;  ///< the newest there is
};
enum class DeadStatus { pending, queued, replayed, discarded };
struct DeadDelivery {
  std::string site;
  std::int64_t event_no = 0;
  std::string event_id, type;
  std::string body;  ///< as it would be sent
  int attempts = 0;
  std::string trouble;
  Instant first, last;
  DeadStatus status = DeadStatus::pending;
  std::string reviewed_by, notes;
};
struct TrailEntry {
  std::int64_t delivery = 0;
  Instant at;
  std::string site, event_id, type;
  int attempt = 1;
  std::string outcome;  ///< delivered, failed, refused, skipped
  int status = 0;       ///< of HTTP; 0: no answer
  std::int64_t duration_us = 0;
  std::string request, response;  ///< excerpts without credentials
  std::string detail;
};
enum class InboundStatus {
  pending,
  done,
  refused,   ///< it waits for a person
  discarded  ///< by one
};
/// What a sender told us: stored before it is answered, acted on after.
struct InboundEvent {
  std::string id;  ///< the sender's
  Instant received;
  Sha256 body_sha{};
  std::string body;
  InboundStatus status = InboundStatus::pending;
  int attempts = 0;
  Instant next;
  std::string detail;
  std::string reviewed_by = {}, notes = {};  ///< who decided after it was refused, and why
  Instant reviewed = {};
};
struct Presence {
  bool away = false;
  Instant since;
};
constexpr std::int64_t trail_size = 200;

/// The rows of what leaves the hub, inside one transaction.
class OutboundRows {
 public:
  virtual ~OutboundRows() = default;
  /// Whether anybody is told of this tenant's events; without, none are kept.
  virtual bool wanted(const std::string& tenant) = 0;
  /// Numbers them; a site's numbers have no gap and rise in the order of commit.
  virtual void append(const SiteKey& key, std::span<const OutboundEvent> events, Instant now) = 0;
  virtual std::vector<OutboundEvent> events_after(const SiteKey& key, std::int64_t after, int most) = 0;
  /// How many there have been in all: changes whenever there is something new.
  virtual std::int64_t count(const std::string& tenant) = 0;
  /// Forgets what every endpoint has behind it, and what is older than `before` in any case.
  virtual void prune(const std::string& tenant, Instant before) = 0;

  /// Makes or changes it; a new one begins with what happens from now on.
  virtual void put(const Endpoint& endpoint) = 0;
  virtual std::optional<Endpoint> endpoint(const EndpointKey& key) = 0;
  virtual std::vector<Endpoint> endpoints(const std::string& tenant) = 0;
  virtual void remove(const EndpointKey& key) = 0;
  virtual Lease lock(const EndpointKey& key) = 0;
  virtual Lease lease(const EndpointKey& key) = 0;
  virtual void put(const EndpointKey& key, const Lease& lease) = 0;
  virtual std::vector<Lane> lanes(const EndpointKey& key) = 0;
  virtual std::optional<Lane> lane(const EndpointKey& key, const std::string& site) = 0;
  virtual void put(const EndpointKey& key, const Lane& lane) = 0;

  virtual void put(const EndpointKey& key, const DeadDelivery& dead) = 0;
  virtual std::vector<DeadDelivery> dead(const EndpointKey& key, DeadStatus status, int most) = 0;
  virtual std::optional<DeadDelivery> dead(const EndpointKey& key, const std::string& site, std::int64_t event_no) = 0;
  virtual std::int64_t count_dead(const EndpointKey& key) = 0;  ///< that wait for a person
  virtual void add(const EndpointKey& key, const TrailEntry& entry) = 0;
  virtual std::vector<TrailEntry> trail(const EndpointKey& key, int most) = 0;

  virtual void put_secret(const std::string& tenant, const std::string& name, const std::string& sealed,
                          Instant now) = 0;
  virtual std::optional<std::string> secret(const std::string& tenant, const std::string& name) = 0;
  virtual std::vector<std::string> secret_names(const std::string& tenant) = 0;
  virtual void remove_secret(const std::string& tenant, const std::string& name) = 0;

  virtual std::optional<InboundEvent> inbound(const EndpointKey& key, const std::string& event_id) = 0;
  /// In the order they came.
  virtual std::vector<InboundEvent> inbound(const EndpointKey& key, InboundStatus status, int most) = 0;
  virtual std::int64_t count_inbound(const EndpointKey& key, InboundStatus status) = 0;
  virtual void put(const EndpointKey& key, const InboundEvent& event) = 0;
  /// Those that are done or discarded.
  virtual void forget_inbound(const EndpointKey& key, Instant before) = 0;

  virtual std::optional<Presence> presence(const SiteKey& key) = 0;
  /// Those that were said to be away, by id.
  virtual std::vector<std::string> away(const std::string& tenant) = 0;
  virtual void put(const SiteKey& key, const Presence& presence) = 0;
};
}  // namespace holdfast::engine
