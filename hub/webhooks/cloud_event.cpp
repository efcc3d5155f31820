#include "webhooks/cloud_event.h"

#include "base/json.h"
#include "base/json_text.h"
#include "base/json_writer.h"

namespace holdfast::webhooks {
namespace {
void copy_text(JsonWriter& out, const Json& envelope, std::string_view from, std::string_view to) {
  if (const Json* member = envelope.find(from); member != nullptr && member->is_string() && !member->text().empty())
    out.member(to, member->text());
}

/// `payload`, with a payment of it alone or the order beside it.
std::string data_of(const CloudEventParts& parts, const Json& payload) {
  std::string data = "{";
  const auto add = [&](std::string_view name, const Json& value) {
    if (data.size() > 1) data += ',';
    append_json_string(data, name);
    data += ':';
    data += json_text(value);
  };
  const Json* payments = payload.find("payments");
  const auto part = static_cast<std::size_t>(parts.event.part);
  for (const auto& [name, value] : payload.members())
    if (part == 0 || name != "payments") add(name, value);
  if (part > 0 && payments != nullptr && payments->items().size() >= part) {
    add("payment", payments->items()[part - 1]);
    add("paymentNumber", Json::number(std::to_string(part)));
  }
  const auto order = parts.order.empty() || part > 0 ? Result<Json>{Json{}} : parse_json(parts.order);
  if (const Json* document = order ? order->find("payload") : nullptr; document != nullptr) add("order", *document);
  return data += '}';
}
}  // namespace

std::string cloud_event(const CloudEventParts& parts) {
  const engine::OutboundEvent& event = parts.event;
  const bool own = parts.envelope.empty();
  const auto envelope = own ? Result<Json>{Json{}} : parse_json(parts.envelope);
  const Json* payload = envelope ? envelope->find("payload") : nullptr;
  if (own ? !event.body : payload == nullptr) return {};
  std::string out;
  JsonWriter json{out};
  json.begin_object().member("specversion", "1.0").member("id", event.id).member("type", "holdfast." + event.type);
  std::string source = "/tenants/" + parts.site.tenant;
  if (!parts.site.site.empty()) source += "/sites/" + parts.site.site;
  json.member("source", source);
  if (!event.subject.empty()) json.member("subject", event.subject);
  const Json* occurred = own ? nullptr : envelope->find("occurredAt");
  if (occurred != nullptr && occurred->is_string())
    json.member("time", occurred->text());
  else
    json.key("time").time(event.made, 0);
  json.member("datacontenttype", "application/json").member("tenantid", parts.site.tenant);
  if (!parts.site.site.empty()) json.member("siteid", parts.site.site);
  if (!own) {
    copy_text(json, *envelope, "salesChannelId", "saleschannelid");
    copy_text(json, *envelope, "correlationId", "correlationid");
  }
  json.member("sequence", std::to_string(event.number));
  json.key("data").raw(own ? *event.body : data_of(parts, *payload)).end_object();
  return out;
}
}  // namespace holdfast::webhooks
