#include "engine/announce.h"

#include <algorithm>

#include "base/json_writer.h"

namespace holdfast::engine {
namespace {
struct Name {
  std::string_view event, type;
};
/// Of schema/events.yaml, those that another system can act on.
constexpr Name names[] = {{"OrderPaid", "order.paid"},
                          {"OrderCreated", "order.created"},
                          {"OrderUpdated", "order.updated"},
                          {"OrderCancelled", "order.cancelled"},
                          {"OrderShipped", "order.shipped"},
                          {"OrderDelivered", "order.delivered"},
                          {"PaymentRequested", "payment.requested"},
                          {"CardPaymentChanged", "card_payment.changed"},
                          {"OfflineCardChanged", "offline_card.changed"},
                          {"ReceiptIssued", "receipt.issued"},
                          {"ShiftOpened", "shift.opened"},
                          {"ShiftClosed", "shift.closed"},
                          {"CashMoved", "cash.moved"},
                          {"StockMoved", "stock.moved"},
                          {"SoftwareChanged", "software.changed"},
                          {"CustomerCreated", "customer.created"},
                          {"CustomerUpdated", "customer.updated"},
                          {"CustomerErased", "customer.erased"},
                          {"SubscriptionCreated", "subscription.created"},
                          {"SubscriptionRenewed", "subscription.renewed"},
                          {"SubscriptionCancelled", "subscription.cancelled"}};
constexpr std::string_view own_types[] = {"order.refunded",     "payment.captured",  "payment.refunded",
                                          "dead_letter.raised", "exception.raised",  "site.away",
                                          "site.back",          "endpoint.disabled", "signal.*"};

bool gives_back(const Json& payload) {
  const Json* kind = payload.find("kind");
  if (kind != nullptr && kind->is_string()) return kind->text() == "return" || kind->text() == "void";
  const Json* total = payload.find("total");
  return total != nullptr && total->integer().value_or(0) < 0;
}
}  // namespace

std::vector<OutboundEvent> announcements(const LogRow& row, std::string_view type, const std::string& subject,
                                         const Json& payload) {
  const auto* name = std::find_if(std::begin(names), std::end(names), [&](const Name& it) { return it.event == type; });
  if (name == std::end(names)) return {};
  const std::string id = to_string(row.event_id);
  const bool paid = type == "OrderPaid", refund = paid && gives_back(payload);
  OutboundEvent event;
  event.type = refund ? "order.refunded" : std::string{name->type};
  event.id = id;
  event.place = row.place;
  event.subject = subject;
  std::vector<OutboundEvent> made{event};
  const Json* payments = paid ? payload.find("payments") : nullptr;
  if (payments == nullptr || !payments->is_array()) return made;
  for (const Json& payment : payments->items()) {
    const Json* amount = payment.find("amount");
    const bool back = amount != nullptr && amount->integer().value_or(0) < 0;
    event.type = back ? "payment.refunded" : "payment.captured";
    event.part = static_cast<int>(made.size());
    event.id = id + "-p" + std::to_string(event.part);
    made.push_back(event);
  }
  return made;
}

OutboundEvent announce(std::string type, std::string id, std::string subject, std::string data) {
  OutboundEvent event;
  event.place = {0, 0};
  event.type = std::move(type);
  event.id = std::move(id);
  event.subject = std::move(subject);
  event.body = std::move(data);
  return event;
}

OutboundEvent announce_trouble(const SiteKey& key, const wire::Place& place, const std::string& code,
                               const std::string& error_class, const std::string& detail, const std::string& aggregate,
                               bool held) {
  const std::string id = std::to_string(place.epoch) + "-" + std::to_string(place.seq) + "-" + code;
  std::string data;
  JsonWriter{data}
      .begin_object()
      .member("id", id)
      .member("epoch", place.epoch)
      .member("seq", place.seq)
      .member("code", code)
      .member("errorClass", error_class)
      .member("detail", detail)
      .member("aggregateId", aggregate)
      .member("held", held)
      .end_object();
  return announce(held ? "dead_letter.raised" : "exception.raised", "review-" + key.site + "-" + id, aggregate,
                  std::move(data));
}

std::vector<std::string_view> announced_types() {
  std::vector<std::string_view> all(std::begin(own_types), std::end(own_types));
  for (const Name& name : names) all.push_back(name.type);
  std::sort(all.begin(), all.end());
  return all;
}

bool matches(std::string_view patterns, std::string_view type) {
  while (!patterns.empty()) {
    const std::size_t end = patterns.find(' ');
    const std::string_view pattern = patterns.substr(0, end);
    if (pattern == type) return true;
    if (pattern.ends_with('*') && type.starts_with(pattern.substr(0, pattern.size() - 1))) return true;
    if (end == std::string_view::npos) return false;
    patterns.remove_prefix(end + 1);
  }
  return false;
}
}  // namespace holdfast::engine
