#pragma once
#include <string>
#include <string_view>

#include "engine/outbound_rows.h"

namespace holdfast::webhooks {
struct CloudEventParts {
  const engine::OutboundEvent& event;
  const engine::SiteKey& site;
  const std::string& envelope;  ///< the store's event as it was logged; empty when the hub says it itself
  const std::string& order;     ///< the envelope of the order's document; empty when there is none
};
/// CloudEvents 1.0.2, structured JSON. `type` is `holdfast.` and the announced type, `source` the tenant's site,
/// `subject` the id of what it is about; `data` is the payload as the store logged it, with the whole order as `order`
/// beside what says that it was paid. Extensions: `tenantid`, `siteid`, `saleschannelid`, `correlationid`, `sequence`
/// (the number in the site's order, which has no gaps). Empty when the envelope cannot be read.
std::string cloud_event(const CloudEventParts& parts);
constexpr std::string_view cloud_event_media_type = "application/cloudevents+json; charset=utf-8";
}  // namespace holdfast::webhooks
