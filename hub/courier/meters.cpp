#include "courier/meters.h"

#include <string>

namespace holdfast::courier {
namespace {
using webhooks::Verdict;

std::string system_of(const engine::Endpoint& endpoint) {
  return endpoint.kind == engine::EndpointKind::webhook ? "webhook" : endpoint.key.id;
}
std::string_view status_word(Verdict verdict) {
  switch (verdict) {
    case Verdict::delivered:
      return "success";
    case Verdict::skipped:
      return "skipped";
    case Verdict::not_ready:
      return "pending";
    case Verdict::failed:
    case Verdict::refused:
    case Verdict::gone:
      break;
  }
  return "failed";
}
}  // namespace

std::string_view entity_of(std::string_view event_type) { return event_type.substr(0, event_type.find('.')); }

std::string_view error_class_of(const Outcome& outcome) {
  const Verdict verdict = outcome.attempt.verdict;
  if (verdict != Verdict::failed && verdict != Verdict::refused && verdict != Verdict::gone) return {};
  switch (outcome.status) {
    case 0:
      if (verdict == Verdict::refused) return "SchemaValidationError";  // by its program, before any call
      return outcome.detail.find("in time") != std::string::npos ? "TimeoutError" : "NetworkError";
    case 401:
    case 403:
      return "AuthenticationError";
    case 402:
      return "PaymentDeclinedError";
    case 408:
    case 504:
      return "TimeoutError";
    case 409:
      return "DataConflictError";
    case 422:
      return "SchemaValidationError";
    case 429:
      return "RateLimitError";
    case 503:
      return "ServiceUnavailableError";
    default:
      return outcome.status >= 400 && outcome.status < 500 ? "InvalidArgumentError" : "ExternalAPIError";
  }
}

void count_operation(metrics::Registry& registry, const engine::Endpoint& endpoint, const Tried& tried,
                     const Outcome& outcome) {
  const std::string kind = endpoint.kind == engine::EndpointKind::webhook ? "webhook" : "connector";
  registry
      .counter("hub_deliveries_total", "Tries of webhooks and connectors.",
               {{"kind", kind}, {"outcome", std::string{word_of(outcome.attempt.verdict)}}})
      .add();
  registry
      .histogram("hub_delivery_seconds", "Time a target takes.", metrics::duration_bounds_us, 1'000'000,
                 {{"kind", kind}})
      .observe(outcome.duration_us);
  const std::string system = system_of(endpoint), entity{tried.entity_type};
  const bool inbound = tried.direction == Direction::inbound;
  registry
      .counter("sync_operation_total", "Exchanges with other systems.",
               {{"system", system},
                {"entity_type", entity},
                {"direction", inbound ? "inbound" : "outbound"},
                {"status", std::string{status_word(outcome.attempt.verdict)}}})
      .add();
  registry
      .histogram("sync_duration_seconds", "Time another system takes.", metrics::duration_bounds_us, 1'000'000,
                 {{"system", system}, {"entity_type", entity}})
      .observe(outcome.duration_us);
  if (tried.attempt > 1)
    registry
        .counter("sync_retry_total", "Exchanges after one that failed.", {{"system", system}, {"entity_type", entity}})
        .add();
  if (const std::string_view error = error_class_of(outcome); !error.empty())
    registry
        .counter("sync_failure_total", "Exchanges that failed, by the seeds' classes of errors.",
                 {{"system", system}, {"entity_type", entity}, {"error_type", std::string{error}}})
        .add();
  if (inbound)
    registry
        .histogram("webhook_processing_duration_seconds", "Time until what came in was acted on.",
                   metrics::duration_bounds_us, 1'000'000, {{"system", system}})
        .observe(outcome.duration_us);
}

void tell_health(metrics::Registry& registry, const engine::Endpoint& endpoint, bool breaker_open) {
  const bool well = endpoint.state == engine::EndpointState::enabled && !breaker_open;
  registry
      .gauge("integration_health_status", "1 while the other system answers.",
             {{"system", endpoint.kind == engine::EndpointKind::webhook ? "webhook" : endpoint.key.id},
              {"name", endpoint.key.id}})
      .set(well ? 1 : 0);
}
}  // namespace holdfast::courier
