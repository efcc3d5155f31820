#include "engine/vouchers.h"

#include "engine/directives.h"

namespace holdfast::engine {
namespace {
using State = VoucherPlace::State;
constexpr std::int64_t away_after_us = 90'000'000;
constexpr std::int64_t hand_over_within_s = 120;
constexpr std::int64_t settled_within_us = 30'000'000;

std::string text_of(const Json& json, std::string_view name) {
  const Json* member = json.find(name);
  return member != nullptr && member->is_string() ? member->text() : std::string{};
}
std::string name_of_site(HubTransaction& tx, const std::string& tenant, const std::string& site) {
  const auto card = tx.fleet.card({tenant, site});
  return card && !card->name.empty() ? card->name : site;
}

Result<Fetched> begin(HubTransaction& tx, const SiteKey& asking, VoucherPlace& place, const Uuid& id, Instant now) {
  if (place.site == asking.site) return refuse(ErrorCode::not_found, "this store has it itself, or has used it up");
  const auto card = tx.fleet.card({asking.tenant, place.site});
  const std::string name = name_of_site(tx, asking.tenant, place.site);
  if (!card || card->revoked || now.unix_us() - card->seen.unix_us() > away_after_us)
    return refuse(ErrorCode::conflict, "it is at " + name + ", which cannot be reached now");
  DirectiveWish wish;
  wish.id = id;
  wish.kind = "handOver";
  wish.subject = to_string(place.id);
  wish.by = name_of_site(tx, asking.tenant, asking.site).substr(0, 100);
  wish.valid_s = hand_over_within_s;
  const auto ordered = order_directive(tx, {asking.tenant, place.site}, wish, now);
  if (!ordered) return tl::unexpected<Error>(ordered.error());
  place.state = State::asked;
  place.transfer = id;
  place.to_site = asking.site;
  place.changed = now;
  tx.vouchers.put(asking.tenant, place);
  return Fetched::coming;
}

/// It was asked for: by now the store has said no, has it under way, or is silent.
Result<Fetched> wait(HubTransaction& tx, const SiteKey& asking, VoucherPlace& place, Instant now) {
  const auto order = tx.directives.lock({asking.tenant, place.site}, place.transfer);
  const bool silent = !order || ((order->state == "ordered" || order->state == "given") && order->expires <= now);
  const bool over = silent || order->state == "failed" || order->state == "expired" || order->state == "cancelled";
  if (!over) return Fetched::coming;
  place.state = State::still;
  place.to_site.clear();
  place.changed = now;
  tx.vouchers.put(asking.tenant, place);
  const std::string name = name_of_site(tx, asking.tenant, place.site);
  return refuse(ErrorCode::conflict, order && order->state == "failed"
                                         ? name + " does not hand it over: " + order->detail
                                         : name + " does not answer");
}
}  // namespace

void note_voucher(HubTransaction& tx, const SiteKey& key, const Uuid& id, const Sha256& code_digest,
                  const std::string& currency, Instant now) {
  auto place = tx.vouchers.lock(key.tenant, id);
  if (place && place->code_digest) return;
  if (!place) {
    place = VoucherPlace{};
    place->id = id;
    place->site = key.site;
    place->currency = currency;
    place->changed = now;
  }
  place->code_digest = code_digest;
  tx.vouchers.put(key.tenant, *place);
}

Result<Fetched> fetch_voucher(HubTransaction& tx, const SiteKey& asking, VoucherPlace& place, const Uuid& id,
                              Instant now) {
  switch (place.state) {
    case State::still:
      return begin(tx, asking, place, id, now);
    case State::asked:
      return wait(tx, asking, place, now);
    case State::ready:
      place.state = State::taken;
      place.taken_by = id;
      place.to_site = asking.site;
      place.changed = now;
      tx.vouchers.put(asking.tenant, place);
      return Fetched::here;
    case State::taken:
      break;
  }
  // A call of before is being given up there, or its store is about to tell that it has it.
  if (place.to_site == asking.site || now.unix_us() - place.changed.unix_us() < settled_within_us)
    return Fetched::coming;
  return refuse(ErrorCode::conflict, "it is on its way to " + name_of_site(tx, asking.tenant, place.to_site));
}

std::int64_t release_voucher(HubTransaction& tx, const std::string& tenant, const Uuid& taken_by, Instant now) {
  auto place = tx.vouchers.lock_taken(tenant, taken_by);
  if (!place) return 0;
  place->state = State::ready;
  place->to_site.clear();
  place->taken_by = {};
  place->changed = now;
  tx.vouchers.put(tenant, *place);
  return place->amount;
}

void move_voucher(HubTransaction& tx, const SiteKey& key, const Json& payload, Instant now) {
  const auto id = parse_uuid(text_of(payload, "voucherId")), transfer = parse_uuid(text_of(payload, "transferId"));
  const Json* amount = payload.find("amount");
  if (!id || !transfer || amount == nullptr) return;
  VoucherPlace place = tx.vouchers.lock(key.tenant, *id).value_or(VoucherPlace{});
  place.id = *id;
  place.currency = text_of(payload, "currency");
  place.changed = now;
  if (text_of(payload, "what") == "received") {
    place.site = key.site;
    place.state = State::still;
    place.to_site.clear();
    place.taken_by = {};
    place.amount = 0;
  } else {
    // The other store's log may have been quicker.
    if (place.transfer == *transfer && place.state == State::still && !place.site.empty() && place.site != key.site)
      return;
    if (place.transfer == *transfer && (place.state == State::ready || place.state == State::taken)) return;
    place.site.clear();
    place.state = State::ready;
    place.amount = amount->integer().value_or(0);
    place.expires = parse_rfc3339(text_of(payload, "expiresAt"));
  }
  place.transfer = *transfer;
  tx.vouchers.put(key.tenant, place);
}
}  // namespace holdfast::engine
