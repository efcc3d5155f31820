#include "commands/seal_notes.h"

#include <algorithm>
#include <optional>
#include <span>
#include <vector>

#include "events/stored_body.h"
#include "vault/keys_of.h"
#include "vault/notes.h"

namespace holdfast::commands {
namespace {
/// Rows of (stretch key, note, uuid or row, part), in the order of the stretch.
struct Column {
  std::string_view subject;  ///< as the table `sealing` names it
  std::string_view table;    ///< of the place: a history's rows are sealed to the place of what they were
  bool by_uuid;
  std::string_view last;    ///< the highest stretch key
  std::string_view rows;    ///< ?1 < stretch key <= ?2
  std::string_view update;  ///< note, then the keys that `rows` gives from the third column on
};
constexpr std::int64_t stretch = 5000, events_at_once = 500;
constexpr Column columns[] = {
    {"cart.note", "cart", true, "SELECT coalesce(max(id), 0) FROM cart",
     "SELECT id, note, uuid FROM cart WHERE id > ?1 AND id <= ?2 AND note <> ''",
     "UPDATE cart SET note = ?1 WHERE id = ?2"},
    {"cart_item.note", "cart_item", false, "SELECT coalesce(max(cart_id), 0) FROM cart_item",
     "SELECT cart_id, note, cart_id, item FROM cart_item WHERE cart_id > ?1 AND cart_id <= ?2 AND note <> ''",
     "UPDATE cart_item SET note = ?1 WHERE cart_id = ?2 AND item = ?3"},
    {"orders.note", "orders", true, "SELECT coalesce(max(id), 0) FROM orders",
     "SELECT id, note, uuid FROM orders WHERE id > ?1 AND id <= ?2 AND note <> ''",
     "UPDATE orders SET note = ?1 WHERE id = ?2"},
    {"order_item.detail", "order_item", false, "SELECT coalesce(max(order_id), 0) FROM order_item",
     "SELECT order_id, detail ->> '$.note', order_id, position FROM order_item WHERE order_id > ?1 AND order_id <= ?2 "
     "AND "
     "detail LIKE '%\"note\":%' AND detail ->> '$.note' IS NOT NULL",
     "UPDATE order_item SET detail = json_set(detail, '$.note', ?1) WHERE order_id = ?2 AND position = ?3"},
    {"layaway.note", "layaway", true, "SELECT coalesce(max(id), 0) FROM layaway",
     "SELECT id, note, uuid FROM layaway WHERE id > ?1 AND id <= ?2 AND note <> ''",
     "UPDATE layaway SET note = ?1 WHERE id = ?2"},
    {"kitchen_ticket.document", "kitchen_ticket", true, "SELECT coalesce(max(id), 0) FROM kitchen_ticket",
     "SELECT id, document ->> '$', uuid FROM kitchen_ticket WHERE id > ?1 AND id <= ?2",
     "UPDATE kitchen_ticket SET document = json_quote(?1) WHERE id = ?2"},
    // After the tables: sealing those writes history.
    {"ztracking_cart.note", "cart", true, "SELECT coalesce(max(ztracking_id), 0) FROM ztracking_cart",
     "SELECT ztracking_id, note, uuid FROM ztracking_cart WHERE ztracking_id > ?1 AND ztracking_id <= ?2 AND note <> "
     "''",
     "UPDATE ztracking_cart SET note = ?1 WHERE ztracking_id = ?2"},
    {"ztracking_cart_item.note", "cart_item", false, "SELECT coalesce(max(ztracking_id), 0) FROM ztracking_cart_item",
     "SELECT ztracking_id, note, cart_id, item FROM ztracking_cart_item WHERE ztracking_id > ?1 AND ztracking_id <= ?2 "
     "AND note <> ''",
     "UPDATE ztracking_cart_item SET note = ?1 WHERE ztracking_id = ?2"},
    {"ztracking_orders.note", "orders", true, "SELECT coalesce(max(ztracking_id), 0) FROM ztracking_orders",
     "SELECT ztracking_id, note, uuid FROM ztracking_orders WHERE ztracking_id > ?1 AND ztracking_id <= ?2 AND note <> "
     "''",
     "UPDATE ztracking_orders SET note = ?1 WHERE ztracking_id = ?2"},
};
constexpr std::string_view of_events = "event_log.body";

struct Progress {
  std::string key;
  std::int64_t last = 0;
  bool done = false;
};
Progress progress_of(db::Connection& connection, std::string_view subject, std::string_view key) {
  Progress progress{std::string{key}, 0, false};
  db::Statement& row = connection.prepare("SELECT last_row, done_us FROM sealing WHERE subject = ? AND key_id = ?");
  if (row.all(subject, key).step()) progress = {std::string{key}, row.integer(0), !row.is_null(1)};
  row.reset();
  return progress;
}
void remember(db::Transaction& tx, std::string_view subject, const Progress& progress, Instant now) {
  tx.prepare(
        "INSERT INTO sealing(subject, key_id, last_row, done_us) VALUES (?, ?, ?, ?) ON CONFLICT(subject) DO UPDATE "
        "SET "
        "key_id = excluded.key_id, last_row = excluded.last_row, done_us = excluded.done_us")
      .exec(subject, progress.key, progress.last, progress.done ? std::optional{now} : std::nullopt);
}
std::int64_t number(db::Transaction& tx, std::string_view sql) {
  db::Statement& row = tx.prepare_text(sql);
  const std::int64_t value = row.step() ? row.integer(0) : 0;
  row.reset();
  return value;
}

/// A note that is to be written anew.
struct Found {
  std::int64_t stretch_key = 0;
  std::string note;
  std::string place;
  std::int64_t row = 0;
  int part = 0;
};
std::vector<Found> stale_notes(db::Transaction& tx, const Column& column, std::int64_t after, std::int64_t up_to,
                               std::string_view newest) {
  std::vector<Found> found;
  db::Statement& rows = tx.prepare_text(column.rows);
  rows.all(after, up_to);
  while (rows.step()) {
    if (rows.text(1).starts_with(newest)) continue;
    Found each{rows.integer(0), rows.string(1), {}, 0, 0};
    if (column.by_uuid) {
      each.place = vault::note_place(column.table, rows.uuid(2));
    } else {
      each.row = rows.integer(2);
      each.part = rows.small(3);
      each.place = vault::note_place(column.table, each.row, each.part);
    }
    found.push_back(std::move(each));
  }
  rows.reset();
  return found;
}
void write_notes(db::Transaction& tx, const Column& column, const std::vector<Found>& found) {
  const vault::FieldKeys& keys = vault::keys_of(tx.connection());
  const bool by_part = column.update.find("?3") != std::string_view::npos;
  for (const Found& each : found) {
    const std::string sealed = keys.seal(vault::open(tx.connection(), each.note, each.place), each.place);
    db::Statement& update = tx.prepare_text(column.update);
    if (by_part)
      update.exec(sealed, each.row, each.part);
    else
      update.exec(sealed, each.stretch_key);
  }
}

void step_events(db::Transaction& tx, std::int64_t after, std::int64_t up_to, std::string_view newest) {
  struct Body {
    std::int64_t seq;
    std::string stored;
    int coding;
  };
  std::vector<Body> bodies;
  db::Statement& rows =
      tx.prepare("SELECT seq, body, body_coding FROM event_log WHERE seq > ? AND seq <= ? AND body IS NOT NULL");
  rows.all(after, up_to);
  while (rows.step())
    if (!rows.blob(1).starts_with(newest))
      bodies.push_back({rows.integer(0), std::string{rows.blob(1)}, rows.small(2)});
  rows.reset();
  events::EventCodec& codec = tx.connection().attached<events::EventCodec>();
  for (const Body& body : bodies) {
    const std::string plain = events::open_body(tx.connection(), body.stored, body.coding, body.seq);
    if (!vault::holds_note(plain)) continue;
    const events::EventCodec::Encoded encoded = codec.encode(plain);
    const std::string sealed = events::seal_body(tx.connection(), plain, encoded, body.seq);
    tx.prepare("UPDATE event_log SET body = ?, body_coding = ? WHERE seq = ?")
        .exec(std::span{reinterpret_cast<const std::uint8_t*>(sealed.data()), sealed.size()},
              static_cast<int>(encoded.coding), body.seq);
  }
}
}  // namespace

bool seal_notes(db::Transaction& tx, Instant now) {
  const std::string key = vault::keys_of(tx.connection()).newest_prefix();
  if (key.empty()) return false;
  const auto take = [&](std::string_view subject, std::int64_t highest, std::int64_t most, const auto& work) {
    Progress progress = progress_of(tx.connection(), subject, key);
    if (progress.done) return false;
    const std::int64_t up_to = std::min(progress.last + most, highest);
    if (up_to > progress.last) {
      tx.prepare("PRAGMA secure_delete=ON").run();
      work(progress.last, up_to);
      tx.prepare("PRAGMA secure_delete=OFF").run();
      progress.last = up_to;
    }
    progress.done = progress.last >= highest;  // what comes after is written under this key
    remember(tx, subject, progress, now);
    return true;
  };
  for (const Column& column : columns)
    if (!progress_of(tx.connection(), column.subject, key).done &&
        take(column.subject, number(tx, column.last), stretch, [&](std::int64_t after, std::int64_t up_to) {
          write_notes(tx, column, stale_notes(tx, column, after, up_to, key));
        }))
      return true;
  return take(of_events, number(tx, "SELECT coalesce(max(seq), 0) FROM event_log"), events_at_once,
              [&](std::int64_t after, std::int64_t up_to) { step_events(tx, after, up_to, key); });
}

bool are_notes_sealed(db::Connection& connection) {
  const std::string key = vault::keys_of(connection).newest_prefix();
  if (key.empty()) return false;
  for (const Column& column : columns)
    if (!progress_of(connection, column.subject, key).done) return false;
  return progress_of(connection, of_events, key).done;
}
}  // namespace holdfast::commands
