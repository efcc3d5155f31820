#include "engine/projection.h"

#include <algorithm>

#include "engine/announce.h"
#include "engine/check_price.h"
#include "engine/paid_order.h"
#include "engine/site_facts.h"
#include "engine/split_accounts.h"
#include "engine/tenant_facts.h"
#include "engine/value_ledger.h"
#include "engine/vouchers.h"

namespace holdfast::engine {
namespace {
constexpr std::int64_t days_ahead = 2;
constexpr std::int64_t clock_days = 2;  ///< between the clocks of hubs beside each other: far more than they differ
constexpr std::int64_t newest_payload = 1;  // of each event type

struct Envelope {
  std::string type;
  std::string aggregate_id;
  const Json* payload = nullptr;
};
struct Trouble {
  std::string code;
  std::string error_class;
  std::string detail;
};

std::string text_of(const Json& json, std::string_view name) {
  const Json* member = json.find(name);
  return member != nullptr && member->is_string() ? member->text() : std::string{};
}
std::optional<Envelope> read_envelope(const Json& body) {
  Envelope envelope{text_of(body, "type"), text_of(body, "aggregateId"), body.find("payload")};
  const bool whole = !envelope.type.empty() && envelope.payload != nullptr && envelope.payload->is_object();
  return whole ? std::optional{envelope} : std::nullopt;
}

void put(HubTransaction& tx, const SiteKey& key, const LogRow& row, const std::string& aggregate,
         const Trouble& trouble, bool held, Instant now) {
  Quarantined item;
  item.place = row.place;
  item.code = trouble.code;
  item.error_class = trouble.error_class;
  item.detail = trouble.detail;
  item.held = held;
  item.aggregate_id = aggregate;
  tx.books.quarantine(key, item, now);
  if (!tx.outbound.wanted(key.tenant)) return;
  const OutboundEvent told =
      announce_trouble(key, row.place, trouble.code, trouble.error_class, trouble.detail, aggregate, held);
  tx.outbound.append(key, {&told, 1}, now);
}

/// In the transaction that books it, so that others are told of all that was booked and of nothing else.
void tell(HubTransaction& tx, const SiteKey& key, const LogRow& row, const std::string& text, const Envelope& envelope,
          Instant now) {
  std::vector<OutboundEvent> events = announcements(row, envelope.type, envelope.aggregate_id, *envelope.payload);
  if (events.empty() || !tx.outbound.wanted(key.tenant)) return;
  // A corrected copy stands for what the log has in this place.
  if (row.body != text)
    for (OutboundEvent& event : events) event.body = text;
  tx.outbound.append(key, events, now);
}

/// Books a sale; what is odd about it is noted beside it. Trouble: it could not be booked.
std::optional<Trouble> book(HubTransaction& tx, const SiteKey& key, const LogRow& row, const Envelope& envelope,
                            Instant now) {
  const Result<PaidOrder> order = read_paid_order(*envelope.payload);
  if (!order) {
    const Error& error = order.error();
    return Trouble{"payload", "SchemaValidationError",
                   error.fields.empty() ? error.detail : error.fields[0].pointer + " " + error.fields[0].detail};
  }
  if (tx.books.is_booked(key, order->order_id))
    return Trouble{"order_repeated", "DataConflictError", "this order was paid by another event"};
  const auto note = [&](std::string code, std::string detail) {
    put(tx, key, row, envelope.aggregate_id, {std::move(code), "DataIntegrityError", std::move(detail)}, false, now);
  };
  if (const auto owner = tx.books.receipt_owner(key, order->receipt_number); owner && *owner != order->order_id)
    note("receipt_reused", "receipt " + order->receipt_number + " is also that of order " + to_string(*owner));
  if (!tenders_add_up(*order)) note("tender_sum", "the payments do not add up to the total");
  if (*parse_date(order->business_date) > now.plus_seconds(days_ahead * seconds_per_day))
    note("date_ahead", "business date " + order->business_date + " is to come");
  if (auto finding = check_price(tx, key, *envelope.payload)) note(std::move(finding->code), std::move(finding->detail));
  tx.books.book(key, row.place, *order);
  return std::nullopt;
}

std::optional<Trouble> book_event(HubTransaction& tx, const SiteKey& key, const LogRow& row, const Envelope& envelope,
                                  const Json& body, Instant now) {
  if (envelope.type == "OrderPaid") return book(tx, key, row, envelope, now);
  if (envelope.type == "StockMoved") {
    note_stock(tx, key, *envelope.payload, parse_rfc3339(text_of(body, "occurredAt")).value_or(now));
    for (Oddity& odd : note_transfer(tx, key, *envelope.payload, now))
      put(tx, key, row, envelope.aggregate_id, {std::move(odd.code), "DataIntegrityError", std::move(odd.detail)}, false, now);
  }
  if (envelope.type == "VoucherMoved") move_voucher(tx, key, *envelope.payload, now);
  if (envelope.type == "CustomerErased") note_erased(tx, key, *envelope.payload, now);
  if (envelope.type == "GiftCardActivated" || envelope.type == "GiftCardMoved" || envelope.type == "PointsMoved")
    for (Oddity& odd : note_value(tx, key, *envelope.payload, now))
      put(tx, key, row, envelope.aggregate_id, {std::move(odd.code), "DataIntegrityError", std::move(odd.detail)}, false, now);
  if (envelope.type == "OrderCreated") note_splits(tx, key, *envelope.payload);
  if (envelope.type == "OrderCreated")
    for (Oddity& odd : note_order(tx, key, *envelope.payload, now))
      put(tx, key, row, envelope.aggregate_id, {std::move(odd.code), "DataIntegrityError", std::move(odd.detail)}, false, now);
  return std::nullopt;
}

std::optional<Trouble> apply(HubTransaction& tx, const SiteKey& key, const LogRow& row, const std::string& text,
                             const Result<Json>& body, std::string& aggregate, Instant now) {
  const auto envelope = body ? read_envelope(*body) : std::nullopt;
  if (!envelope) return Trouble{"envelope", "SchemaValidationError", "no type or no payload"};
  aggregate = envelope->aggregate_id;
  const std::span<const std::string_view> types = known_types();
  if (std::find(types.begin(), types.end(), envelope->type) == types.end())
    return Trouble{"unknown_type", "SchemaValidationError", "no rule for " + envelope->type.substr(0, 100)};
  // A payload of a later release than this one reads is booked by the release that does, once a person tries again.
  const Json* metadata = body->find("metadata");
  const Json* version = metadata != nullptr ? metadata->find("version") : nullptr;
  if (const auto number = version != nullptr ? version->integer() : std::nullopt; number && *number > newest_payload)
    return Trouble{"unknown_version", "SchemaValidationError",
                   envelope->type.substr(0, 100) + " in version " + std::to_string(*number) + " is of a later release"};
  auto trouble = book_event(tx, key, row, *envelope, *body, now);
  if (!trouble) tell(tx, key, row, text, *envelope, now);
  return trouble;
}
}  // namespace

void project_row(HubTransaction& tx, const SiteKey& key, const LogRow& row, Instant now) {
  if (!row.body) return;  // a hole: projected when its body comes
  std::string aggregate;
  if (const auto seen = tx.books.seen(key, row.event_id)) {
    if (seen->body_sha == row.body_sha) return;  // the same event in another place: a new epoch carried it over
    return put(tx, key, row, aggregate,
               {"id_reused", "DataIntegrityError", "this event id came with another body before"}, true, now);
  }
  tx.books.put_seen(key, row.event_id, {row.place, row.body_sha});
  // Asked first for the aggregate alone: a held event must not be overtaken by one that could be booked.
  const Result<Json> body = parse_json(*row.body);
  if (body && body->is_object()) aggregate = text_of(*body, "aggregateId");
  if (!aggregate.empty() && tx.books.is_held(key, aggregate))
    return put(tx, key, row, aggregate, {"behind", "DataConflictError", "an earlier event of this aggregate is held"},
               true, now);
  if (const auto trouble = apply(tx, key, row, *row.body, body, aggregate, now))
    put(tx, key, row, aggregate, *trouble, true, now);
}

namespace {
/// What comes after the watermark was received after it, but for what the hubs' clocks differ by; where that is not so,
/// all of the log is looked at.
std::vector<LogRow> next_rows(HubTransaction& tx, const SiteKey& key, const Epoch& epoch, int most) {
  const wire::Place after{epoch.epoch, epoch.applied_seq};
  if (epoch.applied_seq == 0 || epoch.applied_received == Instant{}) return tx.sites.read(key, after, most);
  std::vector<LogRow> rows =
      tx.sites.read(key, after, most, epoch.applied_received.plus_seconds(-clock_days * seconds_per_day));
  const bool gapless = !rows.empty() && rows.back().place.seq - after.seq == static_cast<std::int64_t>(rows.size());
  return gapless ? rows : tx.sites.read(key, after, most);
}
}  // namespace

bool project_some(HubDatabase& database, const SiteKey& key, int most, Instant now) {
  bool any = false;
  database.write([&](HubTransaction& tx) {
    any = false;
    if (!tx.sites.lock(key)) return;
    std::optional<Epoch> epoch = tx.sites.unprojected(key);
    if (!epoch) return;
    for (const LogRow& row : next_rows(tx, key, *epoch, most)) {
      project_row(tx, key, row, now);
      epoch->applied_seq = row.place.seq;
      epoch->applied_received = row.received;
      any = true;
    }
    if (any) tx.sites.put(key, *epoch, now);
  });
  return any;
}

namespace {
/// True when it is booked now.
bool try_again(HubTransaction& tx, const SiteKey& key, Quarantined item, const Reviewer& reviewer, Instant now) {
  const auto row = tx.sites.row(key, item.place);
  const std::optional<std::string> text = item.corrected ? item.corrected : row ? row->body : std::nullopt;
  ++item.attempts;
  item.reviewed_by = reviewer.name;
  item.notes = reviewer.notes;
  std::string aggregate;
  const std::optional<Trouble> trouble =
      text ? apply(tx, key, *row, *text, parse_json(*text), aggregate, now) : Trouble{item.code, item.error_class, "its body is not here"};
  item.review = trouble ? Review::pending : Review::replayed;
  if (trouble) item.detail = trouble->detail;
  tx.books.quarantine(key, item, now);
  return !trouble;
}
}  // namespace

Outcome replay(HubDatabase& database, const SiteKey& key, const wire::Place& place, const Reviewer& reviewer,
               const std::optional<std::string>& corrected, Instant now) {
  Outcome outcome = Outcome::unknown;
  database.write([&](HubTransaction& tx) {
    outcome = Outcome::unknown;
    if (!tx.sites.lock(key)) return;
    auto item = tx.books.held_at(key, place);
    if (!item) return;
    if (corrected) item->corrected = corrected;
    outcome = try_again(tx, key, *item, reviewer, now) ? Outcome::done : Outcome::still_held;
    if (outcome != Outcome::done) return;
    for (const Quarantined& follower : tx.books.waiting_behind(key, item->aggregate_id))
      if (!try_again(tx, key, follower, reviewer, now)) break;
  });
  return outcome;
}

Outcome take_review(HubDatabase& database, const SiteKey& key, const wire::Place& place, const std::string& code,
                    const Reviewer& reviewer) {
  Outcome outcome = Outcome::unknown;
  database.write([&](HubTransaction& tx) {
    outcome = Outcome::unknown;
    if (!tx.sites.lock(key) || reviewer.name.empty()) return;
    auto item = tx.books.item(key, place, code);
    if (!item || item->review == Review::replayed || item->review == Review::discarded) return;
    item->review = Review::in_review;
    item->reviewed_by = reviewer.name;
    item->notes = reviewer.notes;
    tx.books.quarantine(key, *item, item->last);
    outcome = Outcome::done;
  });
  return outcome;
}

Outcome settle(HubDatabase& database, const SiteKey& key, const wire::Place& place, const std::string& code,
               const Reviewer& reviewer, Instant now) {
  Outcome outcome = Outcome::unknown;
  database.write([&](HubTransaction& tx) {
    outcome = Outcome::unknown;
    if (!tx.sites.lock(key) || reviewer.name.empty()) return;
    auto item = tx.books.item(key, place, code);
    if (!item || item->held || item->review == Review::replayed || item->review == Review::discarded) return;
    item->review = Review::replayed;
    item->reviewed_by = reviewer.name;
    item->notes = reviewer.notes;
    tx.books.quarantine(key, *item, now);
    outcome = Outcome::done;
  });
  return outcome;
}

Outcome discard(HubDatabase& database, const SiteKey& key, const wire::Place& place, const Reviewer& reviewer,
                Instant now) {
  Outcome outcome = Outcome::unknown;
  database.write([&](HubTransaction& tx) {
    outcome = Outcome::unknown;
    if (!tx.sites.lock(key) || reviewer.name.empty() || reviewer.notes.empty()) return;
    auto item = tx.books.held_at(key, place);
    if (!item) return;
    item->review = Review::discarded;
    item->reviewed_by = reviewer.name;
    item->notes = reviewer.notes;
    tx.books.quarantine(key, *item, now);
    for (const Quarantined& follower : tx.books.waiting_behind(key, item->aggregate_id))
      if (!try_again(tx, key, follower, reviewer, now)) break;
    outcome = Outcome::done;
  });
  return outcome;
}

Outcome decide_withheld(HubDatabase& database, const SiteKey& key, const wire::Place& place,
                        const Correction& correction, std::string& why, Instant now) {
  Outcome outcome = Outcome::unknown;
  database.write([&](HubTransaction& tx) {
    outcome = Outcome::unknown;
    if (!tx.sites.lock(key)) return;
    const auto hole = tx.sites.hole(key, place);
    const auto row = hole ? tx.sites.row(key, place) : std::nullopt;
    if (!row) {  // the same again, as the first answer was lost
      const auto known = tx.books.item(key, place, "withheld");
      if (known && known->corrected == correction.corrected) outcome = Outcome::done;
      return;
    }
    Quarantined item;
    item.place = place;
    item.code = "withheld";
    item.error_class = *hole;
    item.detail = "its body did not come";
    item.held = true;
    item.review = correction.corrected ? Review::replayed : Review::discarded;
    item.reviewed_by = correction.reviewer.name;
    item.notes = correction.reviewer.notes;
    item.corrected = correction.corrected;
    if (correction.corrected && !tx.books.seen(key, row->event_id)) {
      const Result<Json> body = parse_json(*correction.corrected);
      const bool own = body && body->is_object() && parse_uuid(text_of(*body, "id")) == row->event_id;
      const auto trouble = own ? apply(tx, key, *row, *correction.corrected, body, item.aggregate_id, now)
                               : std::optional{Trouble{"envelope", "", "its id is not that of the event"}};
      if (trouble) {
        why = trouble->detail;
        return void(outcome = Outcome::still_held);
      }
      tx.books.put_seen(key, row->event_id, {place, row->body_sha});
    }
    tx.books.quarantine(key, item, now);
    tx.sites.close_hole(key, place);
    outcome = Outcome::done;
  });
  return outcome;
}
}  // namespace holdfast::engine
