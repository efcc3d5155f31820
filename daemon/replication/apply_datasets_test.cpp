#include <catch2/catch.hpp>

#include "capabilities/policy.h"
#include "commands/change_staff.h"
#include "customers/person_rows.h"
#include "devices/device_rows.h"
#include "payments/offline_card.h"
#include "promotions/rule_rows.h"
#include "staff/pin.h"
#include "staff/staff_rows.h"
#include "support/feed_shop.h"

namespace holdfast::replication {
namespace {
constexpr const char* customer = "01890000-0000-7000-8000-0000000000c1";
std::string trouble_of(FeedShop& shop, std::string_view dataset) {
  db::Statement& row = shop.db.prepare("SELECT coalesce(max(trouble), '') FROM feed_row WHERE dataset = ?");
  std::string why = row.all(dataset).step() ? row.string(0) : std::string{};
  row.reset();
  return why;
}
std::string hub_hash(std::string_view pin, const staff::Pepper& hub) {
  staff::Pepper as_hub;
  as_hub.bytes = hub.hub;
  return std::string{staff::hub_mark} + staff::hash_pin(pin, as_hub, staff::Salt{});
}
}  // namespace

TEST_CASE("a device comes with its registers, changes, and goes", "[replication]") {
  FeedShop shop;
  shop.stage("device", "till-1-printer", 1,
             R"({"kind":"receipt_printer","name":"Till 1","address":"tcp://10.0.0.9:9100","profile":"epson-tm-t88vi",)"
             R"("registers":[1],"settings":{"columns":48}})");
  shop.apply();
  CHECK(trouble_of(shop, "device").empty());
  REQUIRE(devices::list(shop.db).size() == 1);
  const devices::Device first = devices::list(shop.db).front();
  CHECK(first.name == "Till 1");
  CHECK(first.printer().columns == 48);
  CHECK(first.registers == std::vector<Uuid>{shop.register_id});
  shop.stage("device", "till-1-printer", 2,
             R"({"kind":"receipt_printer","name":"Till One","address":"tcp://10.0.0.10:9100","registers":[]})");
  shop.apply();
  REQUIRE(devices::list(shop.db).size() == 1);
  CHECK(devices::list(shop.db).front().id == first.id);
  CHECK(devices::list(shop.db).front().address == "tcp://10.0.0.10:9100");
  CHECK(devices::list(shop.db).front().registers.empty());
  shop.stage("device", "till-1-printer", 3, "");
  shop.apply();
  CHECK(devices::list(shop.db).empty());
}

TEST_CASE("a device that cannot be is a dead letter that says why", "[replication]") {
  FeedShop shop;
  const auto [body, why] = GENERATE(table<std::string, std::string>({
      {R"({"kind":"toaster","name":"T","address":"tcp://h:1"})", "kind"},
      {R"({"kind":"scale","name":"S","address":"carrier-pigeon:1"})", "address"},
      {R"({"kind":"scale","name":"S","address":"tcp://h:1","registers":[77]})", "there is no register 77"},
      {R"({"kind":"scale","address":"tcp://h:1"})", "name"},
  }));
  shop.stage("device", "d", 1, body);
  shop.apply();
  INFO(trouble_of(shop, "device"));
  CHECK(trouble_of(shop, "device").find(why) != std::string::npos);
  CHECK(devices::list(shop.db).empty());
  CHECK(shop.number("SELECT count(*) FROM dead_letter WHERE status = 'pending' AND dataset = 'device'") == 1);
}

TEST_CASE("a customer comes with the least that a sale needs, and is erased when the hub lets go of them",
          "[replication]") {
  FeedShop shop;
  shop.stage("customer", customer, 1, R"({"name":"Ada","email":"ada@example.org","accountLimit":5000})");
  shop.stage("customer", "not-a-uuid", 1, R"({"name":"X"})");
  shop.apply();
  const Uuid id = *parse_uuid(customer);
  REQUIRE(customers::find(shop.db, id));
  CHECK(customers::find(shop.db, id)->name == "Ada");
  CHECK(customers::find(shop.db, id)->account_limit == 5000);
  CHECK(trouble_of(shop, "customer").find("UUID") != std::string::npos);
  shop.stage("customer", customer, 2, R"({"name":"Ada B.","phone":"+43 1 5"})");
  shop.apply();
  CHECK(customers::find(shop.db, id)->name == "Ada B.");
  CHECK_FALSE(customers::find(shop.db, id)->email);
  shop.stage("customer", customer, 3, "");
  shop.apply();
  CHECK(customers::find(shop.db, id)->erased);
  shop.stage("customer", customer, 4, R"({"name":"Ada again"})");
  shop.apply();
  CHECK(customers::find(shop.db, id)->name != "Ada again");
}

TEST_CASE("a PIN that the hub set lets somebody in, and one changed here stays until the hub's changes",
          "[replication]") {
  FeedShop shop;
  staff::Pepper pepper;
  pepper.bytes.fill(1);
  pepper.hub.fill(2);
  const std::string first = hub_hash("4711", pepper), second = hub_hash("0815", pepper);
  const auto person = [&] { return *staff::find_person(shop.db, "7001"); };
  const auto row = [](const std::string& name, const std::string& hash) {
    return R"({"name":")" + name + R"(","role":"cashier","pinHash":")" + hash + "\"}";
  };
  shop.stage("staff", "7001", 1, row("New", first));
  shop.apply();
  CHECK(trouble_of(shop, "staff").empty());
  CHECK(staff::verify_pin(person().pin_hash, "4711", pepper));
  CHECK_FALSE(staff::verify_pin(person().pin_hash, "4712", pepper));
  staff::Pepper stolen = pepper;
  stolen.hub.fill(3);
  CHECK_FALSE(staff::verify_pin(person().pin_hash, "4711", stolen));
  const std::string own = staff::hash_pin("9999", pepper, staff::Salt{});
  shop.run([&](db::Transaction& tx, commands::Context& context) -> Result<> {
    commands::ChangeStaff change;
    change.id = person().id;
    change.pin_hash = own;
    TRY(commands::change_staff(tx, change, context));
    return {};
  });
  shop.stage("staff", "7001", 2, row("Newer", first));
  shop.apply();
  CHECK(person().name == "Newer");
  CHECK(staff::verify_pin(person().pin_hash, "9999", pepper));
  shop.stage("staff", "7001", 3, row("Newer", second));
  shop.apply();
  CHECK(staff::verify_pin(person().pin_hash, "0815", pepper));
  shop.stage("staff", "7001", 4, row("Newer", "$argon2id$v=19$m=99999999,t=9,p=1$c2FsdA$aGFzaA"));
  shop.apply();
  CHECK(trouble_of(shop, "staff").find("pinHash") != std::string::npos);
  CHECK(staff::verify_pin(person().pin_hash, "0815", pepper));
}

TEST_CASE("the hub's capability policy is in force with its version, and can allow nothing that the table does not",
          "[replication]") {
  FeedShop shop;
  shop.stage("policy", "capabilities", 1,
             R"({"version":"2026-4","operations":{"customer.create":{"state":"denied"}}})");
  shop.apply();
  CHECK(trouble_of(shop, "policy").empty());
  CHECK(capabilities::load_policy(shop.db).version == "2026-4");
  CHECK(capabilities::load_policy(shop.db).rules.size() == 1);
  shop.stage("policy", "capabilities", 2, R"({"version":"2026-5","operations":{"no.such":{"state":"denied"}}})");
  shop.apply();
  CHECK(trouble_of(shop, "policy").find("is no operation") != std::string::npos);
  CHECK(capabilities::load_policy(shop.db).version == "2026-4");
  shop.stage("policy", "capabilities", 3, "");
  shop.apply();
  CHECK(capabilities::load_policy(shop.db).version == "0");
}

TEST_CASE("a hub's limits of a store are bounded as its own manager's are", "[replication]") {
  FeedShop shop;
  shop.stage("policy", "site", 1, R"({"sessionHours":8,"cartDays":7})");
  shop.apply();
  CHECK(trouble_of(shop, "policy").empty());
  CHECK(site::load(shop.db)->policy.session_hours == 8);
  for (const auto& [body, name] : {std::pair{R"({"sessionHours":0})", "sessionHours"},
                                   std::pair{R"({"sessionHours":745})", "sessionHours"},
                                   std::pair{R"({"maxLines":0})", "maxLines"},
                                   std::pair{R"({"layawayMinPercent":101})", "layawayMinPercent"}}) {
    CAPTURE(body);
    shop.stage("policy", "site", 2, body);
    shop.apply();
    CHECK(trouble_of(shop, "policy").find(name) != std::string::npos);
  }
  CHECK(site::load(shop.db)->policy.session_hours == 8);
}

TEST_CASE("the hub's policy for cards without a host replaces the store's", "[replication]") {
  FeedShop shop;
  shop.stage("policy", "offlineCards", 1,
             R"({"maxPerSale":5000,"maxPerTill":50000,"maxStore":90000,"maxHours":24,"terminals":["zvt"]})");
  shop.apply();
  CHECK(trouble_of(shop, "policy").empty());
  REQUIRE(payments::offline_card_policy(shop.db));
  CHECK(payments::offline_card_policy(shop.db)->max_store == 90000);
  shop.stage("policy", "offlineCards", 2, "");
  shop.apply();
  CHECK_FALSE(payments::offline_card_policy(shop.db));
}

TEST_CASE("a promotion rule comes as a document, each change is its next version, and going ends it", "[replication]") {
  FeedShop shop;
  const auto rule = [](const std::string& percent) {
    return R"({"id":"spring","actions":[{"type":"percent","value":")" + percent + R"("}]})";
  };
  shop.stage("promotion_rule", "spring", 1, rule("10"));
  shop.apply();
  INFO(trouble_of(shop, "promotion_rule"));
  REQUIRE(promotions::list_rules(shop.db, 0, 10).size() == 1);
  shop.stage("promotion_rule", "spring", 2, rule("15"));
  shop.apply();
  CHECK(promotions::list_rules(shop.db, 0, 10).front().version == 2);
  shop.stage("promotion_rule", "spring", 3, "");
  shop.apply();
  CHECK(promotions::list_rules(shop.db, 0, 10).front().document.find("\"ends\"") != std::string::npos);
  shop.stage("promotion_rule", "odd", 4, R"({"id":"other","actions":[]})");
  shop.apply();
  CHECK(trouble_of(shop, "promotion_rule").find("/id") != std::string::npos);
}
}  // namespace holdfast::replication
