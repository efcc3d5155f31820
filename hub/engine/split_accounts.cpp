#include "engine/split_accounts.h"

#include <map>
#include <utility>

namespace holdfast::engine {
namespace {
std::string text_of(const Json& json, std::string_view name) {
  const Json* member = json.find(name);
  return member != nullptr && member->is_string() ? member->text() : std::string{};
}
std::int64_t integer_of(const Json& json, std::string_view name) {
  const Json* member = json.find(name);
  return member != nullptr ? member->integer().value_or(0) : 0;
}
}  // namespace

void note_splits(HubTransaction& tx, const SiteKey& key, const Json& payload) {
  const auto order_id = parse_uuid(text_of(payload, "orderId"));
  const Json* items = payload.find("items");
  if (!order_id || items == nullptr || !items->is_array()) return;
  SplitLine line;
  line.order_id = *order_id;
  line.business_date = text_of(payload, "businessDate");
  line.receipt_number = text_of(payload, "receiptNumber");
  line.currency = text_of(payload, "currency");
  for (const Json& item : items->items()) {
    const Json* splits = item.find("splits");
    const auto id = parse_uuid(text_of(item, "orderItemId"));
    if (splits == nullptr || !splits->is_array() || !id) continue;
    std::map<std::pair<std::string, std::string>, std::int64_t> amounts;  // a party may be named twice
    for (const Json& split : splits->items())
      amounts[{text_of(split, "kind"), text_of(split, "party")}] += integer_of(split, "amount");
    line.position = part_of(*id);
    line.sku = text_of(item, "sku");
    line.net = integer_of(item, "net");
    for (const auto& [whose, amount] : amounts) {
      if (whose.second.empty()) continue;
      line.kind = whose.first;
      line.party = whose.second;
      line.amount = amount;
      tx.books.put_split(key, line);
    }
  }
}
}  // namespace holdfast::engine
