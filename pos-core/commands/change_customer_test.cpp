#include "commands/change_customer.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>

#include "payments/account.h"
#include "support/test_store.h"

namespace holdfast::commands {
namespace {
using test::TestStore;
struct Office : TestStore {
  Office() { acting = &manager; }
  customers::Person create(CreateCustomer command) {
    return run([&](db::Transaction& tx, Context& ctx) { return create_customer(tx, command, ctx); }).value();
  }
  auto erase(const Uuid& id) {
    return run([&](db::Transaction& tx, Context& ctx) { return erase_customer(tx, id, ctx); });
  }
  auto charge(std::int64_t person, std::int64_t amount) {
    return run([&](db::Transaction& tx, Context&) { return payments::charge_account(tx, person, amount, now); });
  }
  std::size_t found(std::string_view prefix) { return customers::search(db, prefix, 0, 10).size(); }
};
}  // namespace

TEST_CASE("customers are found by the beginning of a word, an address or a number", "[commands]") {
  Office office;
  office.create({"Dora Quill", "dora@example.com", "+353 1 000", "", 0});
  office.create({"Other Person", std::nullopt, std::nullopt, "", 0});
  for (const char* words : {"dora", "Quill", "dora q", "dora@ex", "+353 1", "+3531", "+353-10"})
    CHECK(office.found(words) == 1);
  for (const char* words : {"ora", "example", "1 000", "%", "_ora", "nobody"}) CHECK(office.found(words) == 0);
  CHECK(office.found("") == 2);
}

TEST_CASE("a change touches what it names and its event says only which", "[commands]") {
  Office office;
  const Uuid id = office.create({"Dora Quill", "dora@example.com", "+353 1 000", "", 0}).id;
  ChangeCustomer command;
  command.id = id;
  command.email = std::optional<std::string>{};
  command.note = "Likes mangoes";
  const auto changed = office.run([&](db::Transaction& tx, Context& ctx) { return change_customer(tx, command, ctx); });
  REQUIRE(changed);
  CHECK(changed->email == std::nullopt);
  CHECK(changed->phone == "+353 1 000");
  CHECK(changed->note == "Likes mangoes");
  CHECK(office.event_types() == "CustomerCreated CustomerUpdated");
  for (const char* secret : {"Dora", "example.com", "mangoes", "353"}) {
    CHECK(office.event_bodies().find(secret) == std::string::npos);
    CHECK(office.number("SELECT count(*) FROM audit_entry WHERE instr(detail, '" + std::string{secret} + "')") == 0);
  }
  CHECK(office.text("SELECT detail FROM audit_entry WHERE action = 'customer_changed'")
            .find(R"("changed":["email","note"])") != std::string::npos);
}

TEST_CASE("erasing leaves nothing that identifies, in the row or its history", "[commands]") {
  Office office;
  const customers::Person person = office.create({"Erasmus Vanish", "vanish@example.com", "0999", "tall", 500});
  ChangeCustomer rename;
  rename.id = person.id;
  rename.name = "Erasmus V. Vanish";
  REQUIRE(office.run([&](db::Transaction& tx, Context& ctx) { return change_customer(tx, rename, ctx); }));
  const auto erased = office.erase(person.id);
  REQUIRE(erased);
  CHECK(erased->erased == office.now);
  CHECK(erased->name == "erased");
  CHECK(erased->row == person.row);
  CHECK(office.number("SELECT count(*) FROM ztracking_person") == 2);
  for (const char* table : {"person", "ztracking_person"})
    CHECK(office.number("SELECT count(*) FROM " + std::string{table} +
                        " WHERE name <> 'erased' OR email IS NOT NULL OR phone IS NOT NULL OR note <> ''") == 0);
  CHECK(office.found("erased") == 0);
  CHECK(office.erase(person.id));
  CHECK(office.event_types() == "CustomerCreated CustomerUpdated CustomerErased");
  CHECK(office.run([&](db::Transaction& tx, Context& ctx) { return change_customer(tx, rename, ctx); }).error().code ==
        ErrorCode::conflict);
}

TEST_CASE("addresses of orders go with their customer, and nothing stays in the file", "[commands]") {
  Office office;
  const customers::Person person = office.create({"Erasmus Vanish", "vanish@example.com", "0999", "tall", 500});
  office.db.execute("PRAGMA foreign_keys=OFF");  // an order without register and shift will do
  office.change([&](db::Transaction& tx) {
    tx.prepare(
          "INSERT INTO orders(uuid, kind, status, register_id, shift_id, receipt, staff_id, person_id, currency, "
          "subtotal, discount, net, "
          "tax, total, paid, business_date, utc_offset_min, created_us, updated_us) "
          "VALUES (?, 'sale', 'PAID', 1, 1, 1, 1, ?, 'EUR', 0, 0, 0, 0, 0, 0, '2026-11-21', 0, 0, 0)")
        .exec(office.ids.next_whole(office.now), person.row);
    tx.prepare(
          "INSERT INTO order_address(order_id, name, line1, city, postal_code, country, created_us, updated_us) "
          "VALUES (?, 'Erasmus Vanish', '9 Hidden Lane', 'Cork', 'T1', 'IE', 0, 0)")
        .exec(tx.last_rowid());
    tx.prepare("UPDATE order_address SET line2 = 'Hidden Floor'").run();
  });
  REQUIRE(office.erase(person.id));
  CHECK(office.number("SELECT count(*) FROM order_address") +
            office.number("SELECT count(*) FROM ztracking_order_address") ==
        0);
  CHECK(office.number("SELECT person_id FROM orders") == person.row);
  CHECK(office.db.checkpoint(true) == 0);
  std::ifstream file{office.db.file(), std::ios::binary};
  const std::string bytes{std::istreambuf_iterator<char>{file}, {}};
  CHECK(bytes.size() > 100'000);
  for (const char* secret : {"Vanish", "vanish@example", "Hidden"}) CHECK(bytes.find(secret) == std::string::npos);
}

TEST_CASE("somebody who owes money is not erased", "[commands]") {
  Office office;
  const customers::Person person = office.create({"Owing", {}, {}, "", 1000});
  REQUIRE(office.charge(person.row, 300));
  CHECK(office.erase(person.id).error().code == ErrorCode::conflict);
  REQUIRE(office.charge(person.row, -300));
  CHECK(office.erase(person.id));
  CHECK(office.charge(person.row, 1).error().code == ErrorCode::not_found);
}

TEST_CASE("an account is charged up to its limit and paid back", "[payments]") {
  Office office;
  const std::int64_t person = office.add_person("Account", 1000);
  CHECK(office.charge(person, 1000));
  CHECK(office.charge(person, 1).error().code == ErrorCode::insufficient_balance);
  CHECK(office.charge(person, -400));
  CHECK(office.charge(person, 400));
  CHECK(office.number("SELECT account_balance FROM person") == 1000);
  CHECK(office.charge(office.add_person("None"), 1).error().code == ErrorCode::tender_refused);
}
}  // namespace holdfast::commands
