#pragma once
#include "gateway/gateway.h"
#include "metrics/metrics.h"

namespace holdfast::gateway {
/// `integration_health_status{system="receipt_printer",name="Till 1"}`: 1 unless the device is offline or in trouble.
/// One that was taken away stays at its last value no longer: it is 1, as nobody misses it.
void add_health_metrics(metrics::Registry& registry, const Gateway& gateway);
}  // namespace holdfast::gateway
