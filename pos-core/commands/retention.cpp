#include "commands/retention.h"

#include "carts/cart_rows.h"
#include "commands/fire_course.h"
#include "commands/pay_by_value.h"
#include "commands/retention_terms.h"

namespace holdfast::commands {
namespace {
constexpr std::int64_t archive_days = 90, credential_days = 30;
constexpr int carts_a_run = 50;  // each takes an event and some rows of history

Instant days_before(Instant now, std::int64_t days) { return now.plus_seconds(-days * seconds_per_day); }

std::int64_t expire_carts(db::Transaction& tx, Context& context) {
  std::vector<Uuid> old;
  db::Statement& rows =
      tx.prepare("SELECT uuid FROM cart WHERE status IN ('ACTIVE', 'SUSPENDED') AND updated_us < ? LIMIT ?");
  rows.all(days_before(context.now, context.site.policy.cart_days), carts_a_run);
  while (rows.step()) old.push_back(rows.uuid(0));
  std::int64_t expired = 0;
  for (const Uuid& id : old) {
    auto cart = carts::load(tx.connection(), id);
    if (!cart) continue;
    cart->status = carts::Status::expired;
    carts::update(tx, *cart, context.now, "expired");
    release_cart_holds(tx, cart->row, "the cart expired", context);
    tell_kitchen_of_end(tx, *cart, context);
    std::string payload;
    JsonWriter json{payload};
    json.begin_object()
        .member("cartId", id)
        .member("status", carts::name_of(cart->status))
        .member("version", cart->version);
    json.member("reason", "expired").end_object();
    context.emit(tx, "CartUpdated", "cart", id, std::move(payload));
    ++expired;
  }
  return expired;
}

/// Rows are made in the order of their ids, so whatever may go stands at the front and a few hundred rows tell.
std::vector<std::int64_t> archived_carts(db::Transaction& tx, Instant before) {
  std::vector<std::int64_t> found;
  db::Statement& rows = tx.prepare(
      "SELECT id, status IN ('ACTIVE', 'SUSPENDED'), created_us, updated_us FROM cart ORDER BY id LIMIT 500");
  while (rows.step()) {
    const bool young = rows.instant(2) >= before;
    if (young) break;
    if (!rows.flag(1) && rows.instant(3) < before && found.size() < carts_a_run) found.push_back(rows.integer(0));
  }
  rows.reset();
  return found;
}
std::int64_t delete_carts(db::Transaction& tx, Context& context) {
  const Instant before = days_before(context.now, archive_days);
  const std::vector<std::int64_t> old = archived_carts(tx, before);
  for (const std::int64_t cart : old) {
    tx.prepare("DELETE FROM cart_promotion WHERE cart_id = ?").exec(cart);
    tx.prepare("DELETE FROM cart_discount WHERE cart_id = ?").exec(cart);
    tx.prepare("DELETE FROM cart_item WHERE cart_id = ?").exec(cart);
    tx.prepare("DELETE FROM weighing WHERE cart_id = ?").exec(cart);  // sold ones are in the order
    tx.prepare("DELETE FROM print_job WHERE ticket_id IN (SELECT id FROM kitchen_ticket WHERE cart_id = ?)").exec(cart);
    tx.prepare("DELETE FROM kitchen_ticket WHERE cart_id = ?").exec(cart);
    tx.prepare("DELETE FROM age_check WHERE cart_id = ?").exec(cart);
    tx.prepare("DELETE FROM cart WHERE id = ?").exec(cart);
  }
  tx.prepare(
        "DELETE FROM print_job WHERE ticket_id IN (SELECT id FROM kitchen_ticket WHERE order_id IS NOT NULL AND "
        "created_us < ? ORDER BY id LIMIT 500)")
      .exec(before);
  tx.prepare(
        "DELETE FROM kitchen_ticket WHERE id IN (SELECT id FROM kitchen_ticket WHERE order_id IS NOT NULL AND "
        "created_us < ? ORDER BY id LIMIT 500)")
      .exec(before);
  // What these deletions have put into the history goes with the rest of it, when it is as old.
  tx.prepare(
        "DELETE FROM ztracking_cart WHERE ztracking_id IN (SELECT ztracking_id FROM ztracking_cart ORDER BY 1 LIMIT "
        "500) "
        "AND version_date_us < ?")
      .exec(before);
  tx.prepare(
        "DELETE FROM ztracking_cart_item WHERE ztracking_id IN (SELECT ztracking_id FROM ztracking_cart_item ORDER BY "
        "1 LIMIT 500) "
        "AND version_date_us < ?")
      .exec(before);
  tx.prepare(
        "DELETE FROM ztracking_cart_discount WHERE ztracking_id IN (SELECT ztracking_id FROM ztracking_cart_discount "
        "ORDER BY 1 "
        "LIMIT 500) AND version_date_us < ?")
      .exec(before);
  return static_cast<std::int64_t>(old.size());
}

std::int64_t delete_rows(db::Transaction& tx, db::Statement& statement, Instant before) {
  statement.exec(before);
  return tx.connection().changes();
}
std::int64_t delete_uses(db::Transaction& tx, Context& context) {
  const Instant before = days_before(context.now, context.site.policy.history_days);
  std::int64_t deleted = delete_rows(tx,
                                     tx.prepare("DELETE FROM promotion_redemption WHERE id IN (SELECT id FROM "
                                                "promotion_redemption ORDER BY id LIMIT 500) AND redeemed_us < ?"),
                                     before);
  deleted += delete_rows(tx,
                         tx.prepare("DELETE FROM affiliate_click WHERE id IN (SELECT id FROM affiliate_click ORDER BY "
                                    "id LIMIT 500) AND clicked_us < ?"),
                         before);
  const std::int64_t attributions =
      delete_rows(tx,
                  tx.prepare("DELETE FROM order_attribution WHERE order_id IN (SELECT order_id FROM order_attribution "
                             "ORDER BY order_id LIMIT 500) "
                             "AND created_us < ?"),
                  before);
  // Its history would otherwise keep what was just let go of.
  if (attributions > 0) tx.prepare("DELETE FROM ztracking_order_attribution WHERE created_us < ?").exec(before);
  return deleted + attributions;
}
std::int64_t delete_credentials(db::Transaction& tx, Context& context) {
  const Instant before = days_before(context.now, credential_days);
  std::int64_t deleted = delete_rows(
      tx,
      tx.prepare("DELETE FROM approval WHERE id IN (SELECT id FROM approval ORDER BY id LIMIT 500) AND expires_us < ?"),
      before);
  deleted += delete_rows(tx,
                         tx.prepare("DELETE FROM pairing_code WHERE id IN (SELECT id FROM pairing_code ORDER BY id "
                                    "LIMIT 500) AND expires_us < ?"),
                         before);
  deleted += delete_rows(tx,
                         tx.prepare("DELETE FROM session WHERE id IN (SELECT id FROM session ORDER BY id LIMIT 500) "
                                    "AND coalesce(ended_us, expires_us) < ?"),
                         before);
  return deleted;
}
/// Rows are made in the order of their ids: those that may go stand at the front, among the few that are kept longer.
/// What was printed again is let go of before what it was printed for.
std::int64_t delete_print_jobs(db::Transaction& tx, Context& context) {
  constexpr std::size_t jobs_a_run = 500;
  const Instant ended = days_before(context.now, archive_days);
  const Instant disputed = days_before(context.now, std::max(context.site.policy.history_days, archive_days));
  std::vector<std::int64_t> old;
  db::Statement& rows = tx.prepare(
      "SELECT id, created_us, changed_us, state = 'unknown' OR retry_of IS NOT NULL, state IN ('queued', 'printing') OR "
      "EXISTS (SELECT 1 FROM print_job r WHERE r.retry_of = j.id) FROM print_job j ORDER BY id");
  while (old.size() < jobs_a_run && rows.step() && rows.instant(1) < ended)
    if (!rows.flag(4) && rows.instant(2) < (rows.flag(3) ? disputed : ended)) old.push_back(rows.integer(0));
  rows.reset();
  for (const std::int64_t row : old) tx.prepare("DELETE FROM print_job WHERE id = ?").exec(row);
  return static_cast<std::int64_t>(old.size());
}
/// `log_cursor` remembers how far it came: what is behind it is not looked at again.
std::int64_t delete_bodies(db::Transaction& tx, Context& context) {
  constexpr std::int64_t least_days = 30, bodies_a_run = 500;
  const std::int64_t days = context.site.policy.event_days;
  if (days == 0) return 0;
  const Instant before = days_before(context.now, std::max(days, least_days));
  db::Statement& limits = tx.prepare(
      "SELECT (SELECT coalesce((SELECT base_seq FROM event_epoch WHERE epoch = u.epoch), 0) + min(u.whole_seq, "
      "u.applied_seq) FROM upsync_state u), (SELECT min(seq) FROM log_cursor WHERE name <> 'bodies'), (SELECT seq FROM "
      "log_cursor WHERE name = 'bodies')");
  std::int64_t last = 0, from = 0;
  if (limits.step() && !limits.is_null(0)) {
    last = limits.integer(0);
    if (const auto reader = limits.maybe_integer(1)) last = std::min(last, *reader);
    from = limits.maybe_integer(2).value_or(0);
  }
  limits.reset();
  const std::int64_t to = std::min(last, from + bodies_a_run);
  if (to <= from) return 0;
  db::Statement& young = tx.prepare("SELECT min(seq) FROM event_log WHERE seq > ? AND seq <= ? AND recorded_us >= ?");
  std::int64_t until = to;
  if (young.all(from, to, before).step() && !young.is_null(0)) until = young.integer(0) - 1;
  young.reset();
  if (until <= from) return 0;
  // A body that a person has still to decide about is one that the hub does not have.
  tx.prepare(
        "UPDATE event_log SET body = NULL WHERE seq > ?1 AND seq <= ?2 AND body IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "
        "fiscal_record f WHERE f.event_seq = event_log.seq) AND NOT EXISTS (SELECT 1 FROM dead_letter d WHERE d.direction "
        "= 'up' AND d.status <> 'replayed' AND coalesce((SELECT base_seq FROM event_epoch b WHERE b.epoch = "
        "d.epoch), 0) + d.epoch_seq = event_log.seq)")
      .exec(from, until);
  const std::int64_t gone = tx.connection().changes();
  tx.prepare("INSERT INTO log_cursor(name, seq) VALUES ('bodies', ?) ON CONFLICT(name) DO UPDATE SET seq = excluded.seq")
      .exec(until);
  return std::max<std::int64_t>(gone, 1);  // there may be more behind it
}
}  // namespace

RetentionCounts run_retention(db::Transaction& tx, Context& context) {
  return {expire_carts(tx, context), delete_carts(tx, context), delete_uses(tx, context),
          delete_credentials(tx, context), delete_print_jobs(tx, context), delete_bodies(tx, context),
          detach_old_orders(tx, context), delete_traces(tx, context)};
}
}  // namespace holdfast::commands
