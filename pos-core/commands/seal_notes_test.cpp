#include "commands/seal_notes.h"

#include <catch2/catch.hpp>
#include <fstream>

#include "checks/course_rows.h"
#include "events/event_log.h"
#include "events/stored_body.h"
#include "support/test_store.h"
#include "vault/keys_of.h"
#include "vault/notes.h"

namespace holdfast::commands {
namespace {
constexpr std::string_view words = "for Ada Lovelace";

/// A store that sold with notes while nobody had a key, as releases before this one left them.
struct Older : test::TestStore {
  int run(db::Connection& writer) {
    int steps = 0;
    for (bool more = true; more; ++steps) {
      REQUIRE(steps < 30);
      db::Transaction tx{writer};
      more = seal_notes(tx, now);
      tx.commit();
    }
    return steps;
  }
  void keys(const std::string& text) const { std::ofstream{folder.path() / "field-keys"} << text << "\n"; }
  /// Columns and bodies in which the words stand as they are.
  std::int64_t in_clear(db::Connection& connection) {
    db::Statement& row = connection.prepare(
        "SELECT (SELECT count(*) FROM cart WHERE instr(note, ?1) > 0) + (SELECT count(*) FROM ztracking_cart WHERE "
        "instr(note, ?1) > 0) + "
        "(SELECT count(*) FROM kitchen_ticket WHERE instr(document, ?1) > 0) + (SELECT count(*) FROM event_log WHERE "
        "instr(body, CAST(?1 AS BLOB)) > 0)");
    REQUIRE(row.all(words).step());
    const std::int64_t count = row.integer(0);
    row.reset();
    return count;
  }
};
}  // namespace

TEST_CASE("notes and events of an older release are sealed, and again by a new key", "[commands]") {
  Older store;
  const std::string body = R"({"payload":{"note":")" + std::string{words} + R"("}})";
  store.change([&](db::Transaction& tx) {
    tx.prepare(
          "INSERT INTO cart(uuid, status, register_id, staff_id, note, created_us, updated_us) SELECT randomblob(16), "
          "'ACTIVE', (SELECT id FROM "
          "register LIMIT 1), (SELECT id FROM staff LIMIT 1), ?, 1, 1")
        .exec(words);
    tx.prepare("UPDATE cart SET note = note || '!'").run();
    tx.prepare(
          "INSERT INTO kitchen_ticket(uuid, cart_id, register_id, kind, document, created_us) SELECT randomblob(16), "
          "id, "
          "register_id, 'fire', json_object('note', ?), 1 FROM cart")
        .exec(words);
    tx.prepare(
          "INSERT INTO event_log(seq, epoch, event_id, type, aggregate_type, aggregate_id, body, body_coding, "
          "body_sha, hash, recorded_us) "
          "SELECT coalesce(max(seq), 0) + 1, 1, randomblob(16), 'OrderPaid', 'order', randomblob(16), CAST(? AS BLOB), "
          "0, zeroblob(32), zeroblob(32), "
          "1 FROM event_log")
        .exec(body);
  });
  CHECK(store.in_clear(store.db) == 4);
  for (const std::string& file : {std::string(64, 'a'), std::string(64, 'b') + "\n" + std::string(64, 'a')}) {
    store.keys(file);
    db::Connection writer{store.db.file(), db::Access::writer};
    writer.set_history_source(&store.ids, store.now);
    CHECK_FALSE(are_notes_sealed(writer));
    CHECK(store.run(writer) > 1);
    CHECK(are_notes_sealed(writer));
    CHECK(store.in_clear(writer) == 0);
  }
  // The old key may go: nothing needs it.
  store.keys(std::string(64, 'b'));
  db::Connection reader{store.db.file(), db::Access::reader};
  db::Statement& cart = reader.prepare("SELECT note, uuid FROM cart");
  REQUIRE(cart.step());
  CHECK(vault::open_note(reader, cart.text(0), "cart", cart.uuid(1)) == std::string{words} + "!");
  cart.reset();
  db::Statement& ticket = reader.prepare("SELECT uuid FROM kitchen_ticket");
  REQUIRE(ticket.step());
  const auto opened = checks::load_ticket(reader, ticket.uuid(0));
  ticket.reset();
  REQUIRE(opened);
  CHECK(opened->note == words);
  std::string last;
  events::read_after(reader, 0, 10'000, [&](const events::Stored& event) { last = event.body; });
  CHECK(last == body);
}

TEST_CASE("a line that was sold stays as it is but for the seal of its note", "[commands]") {
  test::TestStore store;
  CHECK_THROWS_WITH(store.change([](db::Transaction& tx) {
    tx.prepare("PRAGMA defer_foreign_keys=ON").run();  // nobody sold it
    tx.prepare(
          "INSERT INTO order_item(order_id, position, sku, name, unit, quantity_micro, unit_price, subtotal, discount, "
          "amount, net, tax, total, "
          "tax_code, detail) VALUES (1, 1, 'A', 'A', 'piece', 1, 1, 1, 0, 1, 1, 0, 1, 'none', "
          "'{\"priceReason\":\"x\",\"note\":\"n\"}')")
        .run();
    tx.prepare("UPDATE order_item SET detail = json_set(detail, '$.note', 'sealed')").run();
    tx.prepare("UPDATE order_item SET detail = json_set(detail, '$.priceReason', 'another')").run();
  }),
                    Catch::Contains("immutable"));
  CHECK_THROWS_WITH(store.change([](db::Transaction& tx) {
    tx.prepare("PRAGMA defer_foreign_keys=ON").run();  // nobody sold it
    tx.prepare(
          "INSERT INTO order_item(order_id, position, sku, name, unit, quantity_micro, unit_price, subtotal, discount, "
          "amount, net, tax, total, "
          "tax_code) VALUES (1, 1, 'A', 'A', 'piece', 1, 1, 1, 0, 1, 1, 0, 1, 'none')")
        .run();
    tx.prepare("UPDATE order_item SET name = 'B'").run();
  }),
                    Catch::Contains("immutable"));
}
}  // namespace holdfast::commands
