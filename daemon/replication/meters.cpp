#include "replication/meters.h"

#include "wire/answer.h"

namespace holdfast::replication {
namespace {
constexpr std::int64_t bounds_us[] = {10'000,    25'000,    50'000,    100'000,    250'000,   500'000,
                                      1'000'000, 2'500'000, 5'000'000, 10'000'000, 30'000'000};
std::string error_type(const HubLine::Answer& answer) {
  if (answer.identity_refused) return "AuthenticationError";
  if (answer.status == 0) return "NetworkError";
  return std::string{wire::row_of(wire::decode_refusal(answer.status, answer.body).reason).error_class};
}
}  // namespace

Meters::Meters(metrics::Registry& registry, std::string entity_type)
    : registry_{registry},
      entity_type_{std::move(entity_type)},
      duration_{registry.histogram("sync_duration_seconds", "Calls to the hub, but those that it holds open.",
                                   bounds_us, 1'000'000, {{"system", "hub"}, {"entity_type", entity_type_}})},
      retries_{registry.counter("sync_retry_total", "Calls to the hub after one that failed.",
                                {{"system", "hub"}, {"entity_type", entity_type_}})} {
  failure("NetworkError");  // there before the first one, so that a rule sees it rise
}

metrics::Counter& Meters::failure(const std::string& error_type) {
  return registry_.counter("sync_failure_total", "Calls to the hub that failed, by the seeds' classes of errors.",
                           {{"system", "hub"}, {"entity_type", entity_type_}, {"error_type", error_type}});
}

void Meters::note(const HubLine::Answer& answer, Kind kind) {
  if (failed_) retries_.add();
  failed_ = answer.status == 0 || answer.status >= 400;
  if (kind == Kind::answered_at_once && answer.status != 0) duration_.observe(answer.took_us);
  if (failed_) failure(error_type(answer)).add();
}
}  // namespace holdfast::replication
