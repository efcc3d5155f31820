#include "database/customer_seal.h"

#include <catch2/catch.hpp>

#include "database/sqlite_hub.h"
#include "support/test_store.h"

namespace holdfast::database {
namespace {
engine::Customer customer(std::uint8_t number, std::string name, std::string email, std::string phone) {
  engine::Customer made;
  made.id.bytes[15] = number;
  made.name = std::move(name);
  made.email = std::move(email);
  made.phone = std::move(phone);
  made.note = "likes the window";
  made.site = "1";
  return made;
}
std::vector<std::string> names(SqliteHub& hub, const std::string& words) {
  std::vector<std::string> found;
  hub.write([&](engine::HubTransaction& tx) {
    found.clear();
    for (const engine::Customer& each : tx.customers.search("t", words, 10)) found.push_back(each.name);
  });
  return found;
}
}  // namespace

TEST_CASE("customers lie sealed at the hub and are found by what their words begin with", "[hub]") {
  const test::TempFolder folder;
  SqliteHub hub{folder.path() / "hub.db"};
  hub.use_secret("an authority's key");
  hub.write([](engine::HubTransaction& tx) {
    tx.customers.put("t", customer(1, "Ada Lovelace", "ada@example.test", "+43 660 1234567"));
    tx.customers.put("t", customer(2, "Adele Byron", "", ""));
  });
  CHECK(names(hub, "ad") == std::vector<std::string>{"Ada Lovelace", "Adele Byron"});
  CHECK(names(hub, "love ada") == std::vector<std::string>{"Ada Lovelace"});
  CHECK(names(hub, "ADA@example") == std::vector<std::string>{"Ada Lovelace"});
  CHECK(names(hub, "0043 660 123") == std::vector<std::string>{"Ada Lovelace"});
  CHECK(names(hub, "") == std::vector<std::string>{"Ada Lovelace", "Adele Byron"});
  CHECK(names(hub, "lace").empty());
  hub.write([](engine::HubTransaction& tx) {
    CHECK(tx.customers.with_contact("t", "ADA@example.test ", "", 5).size() == 1);
    CHECK(tx.customers.with_contact("t", "", "43-660-1234567", 5).size() == 1);
    CHECK(tx.customers.with_contact("t", "ada@example", "", 5).empty());
    Uuid id;
    id.bytes[15] = 1;
    CHECK(tx.customers.lock("t", id)->note == "likes the window");
  });
  db::Statement& rows = hub.connection().prepare(
      "SELECT (SELECT group_concat(name || email || phone || note || name_key || email_key || phone_key) FROM "
      "customer), "
      "(SELECT group_concat(word) FROM customer_word)");
  REQUIRE(rows.step());
  for (const char* plain : {"Ada", "ada", "Byron", "example", "660", "window"}) {
    CHECK(rows.string(0).find(plain) == std::string::npos);
    CHECK(rows.string(1).find(plain) == std::string::npos);
  }
  rows.reset();
}

TEST_CASE("answers that are kept for repeated calls lie sealed, those of an older hub as well", "[hub]") {
  const test::TempFolder folder;
  SqliteHub hub{folder.path() / "hub.db"};
  hub.connection()
      .prepare(
          "INSERT INTO realtime_answer(tenant_id, site_id, operation_id, operation, request_sha, status, body, "
          "answered_us) VALUES "
          "('t', '1', zeroblob(16), 'look', zeroblob(32), 200, '{\"name\":\"Grace Hopper\"}', 1)")
      .exec();
  hub.use_secret("an authority's key");
  Uuid fresh;
  fresh.bytes[15] = 9;
  const engine::SiteKey site{"t", "1"};
  hub.write([&](engine::HubTransaction& tx) {
    tx.realtime.begin_answer(site, fresh, "look", Sha256{}, Instant{1});
    tx.realtime.put_answer(site, fresh, 200, R"({"name":"Ada Lovelace"})");
  });
  db::Statement& rows = hub.connection().prepare("SELECT body FROM realtime_answer");
  int count = 0;
  for (; rows.step(); ++count) CHECK(rows.text(0).starts_with("hf1."));
  CHECK(count == 2);
  rows.reset();
  hub.write([&](engine::HubTransaction& tx) {
    CHECK(tx.realtime.begin_answer(site, fresh, "look", Sha256{}, Instant{2}).body == R"({"name":"Ada Lovelace"})");
    CHECK(tx.realtime.begin_answer(site, Uuid{}, "look", Sha256{}, Instant{2}).body == R"({"name":"Grace Hopper"})");
  });
}

TEST_CASE("what an older hub left in clear is sealed, and another secret opens nothing", "[hub]") {
  const test::TempFolder folder;
  SqliteHub hub{folder.path() / "hub.db"};
  hub.connection()
      .prepare(
          "INSERT INTO customer(tenant_id, person_id, state, name, email, phone, note, account_limit, name_key, "
          "email_key, "
          "phone_key, site_id, changed_us) VALUES ('t', zeroblob(16), 'confirmed', 'Grace Hopper', 'g@example.test', "
          "'', '', 0, "
          "'grace hopper', 'g@example.test', '', '1', 1)")
      .exec();
  hub.use_secret("an authority's key");
  CHECK(names(hub, "hopp") == std::vector<std::string>{"Grace Hopper"});
  db::Statement& row = hub.connection().prepare("SELECT name, name_key FROM customer");
  REQUIRE(row.step());
  CHECK(row.string(0).starts_with("hf1."));
  CHECK(row.string(1).empty());
  row.reset();
  hub.use_secret("another");
  CHECK(names(hub, "hopp").empty());
  CHECK_THROWS(names(hub, ""));
}
}  // namespace holdfast::database
