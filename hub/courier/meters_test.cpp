#include "courier/meters.h"

#include <catch2/catch.hpp>

using namespace holdfast;
using namespace holdfast::courier;

namespace {
engine::Endpoint connector(std::string id) {
  engine::Endpoint endpoint;
  endpoint.key = {"t", std::move(id)};
  endpoint.kind = engine::EndpointKind::connector;
  return endpoint;
}
Outcome outcome(webhooks::Verdict verdict, int status, std::string detail = {}) {
  Outcome out;
  out.attempt.verdict = verdict;
  out.status = status;
  out.duration_us = 30'000;
  out.detail = std::move(detail);
  return out;
}
bool has(metrics::Registry& registry, const std::string& line) {
  return registry.text().find(line) != std::string::npos;
}
}  // namespace

TEST_CASE("a try with another system is counted by the names that the company's other systems have", "[courier]") {
  metrics::Registry registry;
  const engine::Endpoint erp = connector("erpnext");
  count_operation(registry, erp, {Direction::outbound, entity_of("order.paid"), 1},
                  outcome(webhooks::Verdict::failed, 503));
  count_operation(registry, erp, {Direction::outbound, entity_of("order.paid"), 2},
                  outcome(webhooks::Verdict::delivered, 200));
  INFO(registry.text());
  CHECK(has(registry,
            R"(sync_operation_total{system="erpnext",entity_type="order",direction="outbound",status="failed"} 1)"));
  CHECK(has(registry,
            R"(sync_operation_total{system="erpnext",entity_type="order",direction="outbound",status="success"} 1)"));
  CHECK(has(registry,
            R"(sync_failure_total{system="erpnext",entity_type="order",error_type="ServiceUnavailableError"} 1)"));
  CHECK(has(registry, R"(sync_retry_total{system="erpnext",entity_type="order"} 1)"));
  CHECK(has(registry, R"(sync_duration_seconds_count{system="erpnext",entity_type="order"} 2)"));
  CHECK_FALSE(has(registry, "webhook_processing_duration_seconds"));
}

TEST_CASE("webhooks are one system, whatever their receivers are called", "[courier]") {
  metrics::Registry registry;
  engine::Endpoint hook = connector("0193b2c4");
  hook.kind = engine::EndpointKind::webhook;
  count_operation(registry, hook, {Direction::outbound, "shift", 1}, outcome(webhooks::Verdict::skipped, 0));
  CHECK(has(registry, R"(system="webhook",entity_type="shift",direction="outbound",status="skipped"} 1)"));
}

TEST_CASE("health is of an endpoint that is enabled and whose breaker is closed", "[courier]") {
  metrics::Registry registry;
  engine::Endpoint stripe = connector("stripe");
  tell_health(registry, stripe, false);
  CHECK(has(registry, R"(integration_health_status{system="stripe",name="stripe"} 1)"));
  tell_health(registry, stripe, true);
  CHECK(has(registry, R"(integration_health_status{system="stripe",name="stripe"} 0)"));
  stripe.state = engine::EndpointState::disabled;
  tell_health(registry, stripe, false);
  CHECK(has(registry, R"(integration_health_status{system="stripe",name="stripe"} 0)"));
}

TEST_CASE("a failure has a class of the taxonomy, and what went well has none", "[courier]") {
  using webhooks::Verdict;
  CHECK(error_class_of(outcome(Verdict::delivered, 200)).empty());
  CHECK(error_class_of(outcome(Verdict::not_ready, 0)).empty());
  CHECK(error_class_of(outcome(Verdict::failed, 0, "no answer in time")) == "TimeoutError");
  CHECK(error_class_of(outcome(Verdict::failed, 0, "refused")) == "NetworkError");
  CHECK(error_class_of(outcome(Verdict::refused, 0)) == "SchemaValidationError");
  CHECK(error_class_of(outcome(Verdict::failed, 401)) == "AuthenticationError");
  CHECK(error_class_of(outcome(Verdict::failed, 429)) == "RateLimitError");
  CHECK(error_class_of(outcome(Verdict::refused, 409)) == "DataConflictError");
  CHECK(error_class_of(outcome(Verdict::refused, 404)) == "InvalidArgumentError");
  CHECK(error_class_of(outcome(Verdict::gone, 410)) == "InvalidArgumentError");
  CHECK(error_class_of(outcome(Verdict::failed, 500)) == "ExternalAPIError");
}
