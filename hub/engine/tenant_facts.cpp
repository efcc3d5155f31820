#include "engine/tenant_facts.h"

#include <algorithm>

#include "base/json_writer.h"
#include "money/quantity.h"

namespace holdfast::engine {
namespace {
std::string text_of(const Json& json, std::string_view name) {
  const Json* member = json.find(name);
  return member != nullptr && member->is_string() ? member->text() : std::string{};
}

struct Moved {
  std::string sku;
  std::int64_t quantity = 0;  ///< millionths, as the store's stock changed
};
std::vector<Moved> moves_of(const Json& payload) {
  std::vector<Moved> out;
  const Json* moves = payload.find("moves");
  if (moves == nullptr || !moves->is_array()) return out;
  for (const Json& move : moves->items())
    if (const auto quantity = parse_quantity(text_of(move, "quantity")))
      out.push_back({text_of(move, "sku"), quantity->micro()});
  return out;
}
Transfer::Line& line_of(Transfer& transfer, const std::string& sku) {
  const auto known = std::find_if(transfer.lines.begin(), transfer.lines.end(),
                                  [&](const Transfer::Line& line) { return line.sku == sku; });
  return known != transfer.lines.end() ? *known : transfer.lines.emplace_back(Transfer::Line{sku, 0, 0, 0});
}

std::vector<Oddity> receive(Transfer& transfer, const std::vector<Moved>& moves) {
  std::vector<Oddity> odd;
  if (transfer.state == "requested")
    odd.push_back(
        {"transfer_unknown", "goods of transfer " + to_string(transfer.id) + " came that nobody has sent yet"});
  for (const Moved& move : moves) line_of(transfer, move.sku).received += move.quantity;
  transfer.state = "received";
  for (const Transfer::Line& line : transfer.lines)
    if (odd.empty() && line.received != line.sent)
      odd.push_back({"transfer_differs", "of `" + line.sku + "` " + format_scaled(line.sent, 6, true) +
                                             " were sent to " + transfer.to_site + " and " +
                                             format_scaled(line.received, 6, true) + " came"});
  return odd;
}

void forget(Customer& customer, Instant now) {
  customer.state = CustomerState::erased;
  customer.name = customer.email = customer.phone = customer.note = {};
  customer.account_limit = 0;
  customer.changed = now;
}
}  // namespace

std::vector<Oddity> note_transfer(HubTransaction& tx, const SiteKey& key, const Json& payload, Instant now) {
  const auto id = parse_uuid(text_of(payload, "transferId"));
  if (!id) return {};
  const bool out = text_of(payload, "kind") == "transferOut";
  const std::string other = text_of(payload, "otherSite");
  auto transfer = tx.transfers.lock(key.tenant, *id);
  if (!transfer) {
    transfer = Transfer{};
    transfer->id = *id;
    transfer->from_site = out ? key.site : other;
    transfer->to_site = out ? other : key.site;
    transfer->made = now;
  }
  std::vector<Oddity> odd;
  const std::vector<Moved> moves = moves_of(payload);
  if (out) {
    for (const Moved& move : moves) line_of(*transfer, move.sku).sent -= move.quantity;
    // The other store's log may have been quicker.
    const bool came = transfer->state == "received";
    if (!came) transfer->state = "sent";
    for (const Transfer::Line& line : transfer->lines)
      if (came && odd.empty() && line.received != line.sent)
        odd.push_back({"transfer_differs", "of `" + line.sku + "` more or less came than was sent"});
  } else {
    odd = receive(*transfer, moves);
  }
  transfer->changed = now;
  tx.transfers.put(key.tenant, *transfer);
  return odd;
}

void note_erased(HubTransaction& tx, const SiteKey& key, const Json& payload, Instant now) {
  const auto id = parse_uuid(text_of(payload, "personId"));
  auto customer = id ? tx.customers.lock(key.tenant, *id) : std::nullopt;
  if (!customer) return;
  forget(*customer, now);
  customer->site = key.site;
  tx.customers.put(key.tenant, *customer);
}

void note_published(HubTransaction& tx, const std::string& tenant, const std::string& row_key,
                    const std::optional<std::string>& body, Instant now) {
  const auto id = parse_uuid(row_key);
  if (!id) return;
  auto known = tx.customers.lock(tenant, *id);
  if (!body) {
    if (!known) return;
    forget(*known, now);
    return tx.customers.put(tenant, *known);
  }
  if (known && known->state == CustomerState::erased) return;  // erasing wins over whatever comes later
  const auto json = parse_json(*body);
  if (!json || !json->is_object()) return;
  Customer customer = known.value_or(Customer{});
  customer.id = *id;
  customer.name = text_of(*json, "name");
  customer.email = text_of(*json, "email");
  customer.phone = text_of(*json, "phone");
  customer.note = text_of(*json, "note");
  const Json* limit = json->find("accountLimit");
  customer.account_limit = limit != nullptr ? limit->integer().value_or(0) : 0;
  customer.changed = now;
  tx.customers.put(tenant, customer);
}

std::string published_body(const Customer& customer) {
  std::string out;
  JsonWriter json{out};
  json.begin_object().member("name", customer.name);
  if (!customer.email.empty()) json.member("email", customer.email);
  if (!customer.phone.empty()) json.member("phone", customer.phone);
  if (!customer.note.empty()) json.member("note", customer.note);
  json.member("accountLimit", customer.account_limit).end_object();
  return out;
}
}  // namespace holdfast::engine
