#pragma once
#include <optional>
#include <string>
#include <vector>

#include "connectors/document.h"
#include "courier/tools.h"
#include "engine/hub_database.h"

namespace holdfast::courier {
/// One event to be sent now.
struct Job {
  engine::SiteKey site;
  std::int64_t from = 0;  ///< where the lane stands before; what lies between is of types not subscribed to
  std::int64_t number = 0;
  std::string id, type;
  std::string body;    ///< the CloudEvent; empty: the store has erased it
  bool ready = true;   ///< false: what it needs has not come yet
  bool again = false;  ///< a dead letter that somebody wants tried again
  int attempt = 1;
};
/// What one endpoint is to do now.
struct Turn {
  bool mine = false;  ///< the lease is ours
  engine::Endpoint endpoint;
  std::vector<Job> jobs;
  std::vector<engine::InboundEvent> inbound;  ///< what has come in and is not acted on yet
  bool pull = false;
  std::string state;                            ///< of a pull
  Instant look_again{INT64_MAX};                ///< when there is something to do that has to wait
  std::vector<std::string> signing_secrets;     ///< in clear: the present one, and the one before while it still signs
  std::vector<engine::DeadDelivery> dead_jobs;  ///< behind those jobs that are `again`
};
constexpr std::int64_t lease_s = 60;

/// Takes or renews the lease and reads what is due, at most a few dozen events. Everything in the one transaction.
Turn claim(engine::HubTransaction& tx, const engine::EndpointKey& key, const Tools& tools, Instant now);
/// Renews the lease. False: another hub has it.
bool renew(engine::HubTransaction& tx, const engine::EndpointKey& key, const Tools& tools, Instant now);

struct Outcome {
  webhooks::Attempt attempt;
  int status = 0;
  std::int64_t duration_us = 0;
  std::string request, response, detail;
  std::vector<engine::OutboundEvent> signals;
};
enum class Next { go_on, leave_lane, stop };
/// Writes down what came of a job, in one transaction with where the lane now stands.
Next record(engine::HubTransaction& tx, const Turn& turn, const Job& job, const Outcome& outcome,
            const webhooks::DeliveryRules& rules, const Tools& tools, Instant now);
/// What came of an event that came in.
void record_inbound(engine::HubTransaction& tx, const Turn& turn, engine::InboundEvent event, const Outcome& outcome,
                    const webhooks::DeliveryRules& rules, const Tools& tools, Instant now);
/// The same of a pull. `state` only when it went well.
void record_pull(engine::HubTransaction& tx, const Turn& turn, const Outcome& outcome,
                 const std::optional<std::string>& state, const connectors::Document& document, const Tools& tools,
                 Instant now);
std::string_view word_of(webhooks::Verdict verdict);
}  // namespace holdfast::courier
