#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "engine/outbound_rows.h"

namespace holdfast::engine {
/// What others are told of an event that was booked: one for the event itself and, of an order that was paid, one for
/// each of its payments. Empty for what is of no use outside (carts, screens, printers).
std::vector<OutboundEvent> announcements(const LogRow& row, std::string_view type, const std::string& subject,
                                         const Json& payload);
/// A dead letter or an exception came up for a person to look at.
OutboundEvent announce_trouble(const SiteKey& key, const wire::Place& place, const std::string& code,
                               const std::string& error_class, const std::string& detail, const std::string& aggregate,
                               bool held);
/// Something that the hub itself says: `data` is a JSON object.
OutboundEvent announce(std::string type, std::string id, std::string subject, std::string data);
/// Every type that may be subscribed to.
std::vector<std::string_view> announced_types();
/// `order.*`, `*`, or a type as it is; several separated by spaces.
bool matches(std::string_view patterns, std::string_view type);
}  // namespace holdfast::engine
