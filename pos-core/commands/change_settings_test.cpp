#include "commands/change_settings.h"

#include <catch2/catch.hpp>

#include "support/test_store.h"

namespace holdfast::commands {
namespace {
using payments::Tender;
using payments::TenderKind;
using test::TestStore;
struct Office : TestStore {
  Office() { acting = &manager; }
  auto put(const Tender& tender) {
    return run([&](db::Transaction& tx, Context& ctx) { return put_tender(tx, tender, ctx); });
  }
  const Reference& now_known() { return reference(db, site, now); }
};
Tender tender(const char* code, TenderKind kind, const char* currency) {
  Tender wanted;
  wanted.code = code;
  wanted.name = code;
  wanted.kind = kind;
  wanted.currency = currency;
  return wanted;
}
}  // namespace

TEST_CASE("a new register starts its journal and is known at once", "[commands]") {
  Office office;
  const auto create = [&](int number) {
    return office.run([&](db::Transaction& tx, Context& ctx) { return create_register(tx, {number, "Till 2"}, ctx); });
  };
  CHECK(office.now_known().registers.size() == 1);
  const auto made = create(2);
  REQUIRE(made);
  CHECK(office.now_known().registers.size() == 2);
  CHECK(office.number("SELECT last_record FROM register WHERE number = 2") == 0);
  CHECK(create(2).error().code == ErrorCode::duplicate);
  office.acting = &office.cashier;
  CHECK(create(3).error().code == ErrorCode::approval_required);
}

TEST_CASE("a tender is in the store's currency unless it is foreign cash with a rate", "[commands]") {
  Office office;
  CHECK(office.put(tender("bank", TenderKind::other, "EUR")));
  CHECK(office.put(tender("bank2", TenderKind::other, "USD")).error().code == ErrorCode::invalid_argument);
  Tender pounds = tender("gbp", TenderKind::foreign_cash, "GBP");
  CHECK(office.put(pounds).error().code == ErrorCode::invalid_argument);
  pounds.rate_micro = 1'150'000;
  CHECK(office.put(pounds));
  pounds.currency = "EUR";
  CHECK(office.put(pounds).error().code == ErrorCode::invalid_argument);
  Tender euros = tender("bank", TenderKind::other, "EUR");
  euros.active = false;
  CHECK(office.put(euros));
  CHECK_FALSE(office.now_known().tender("bank")->active);
  CHECK(office.number("SELECT count(*) FROM ztracking_tender") == 1);
}

TEST_CASE("the kind of a tender stays once it was used", "[commands]") {
  Office office;
  const std::int64_t card = office.number("SELECT id FROM tender WHERE code = 'card'");
  office.db.execute("PRAGMA foreign_keys=OFF");  // a payment without its order will do
  office.change([&](db::Transaction& tx) {
    tx.prepare(
          "INSERT INTO payment(order_id, position, tender_id, amount, tendered, currency, at_us) VALUES (1, 1, ?, 1, "
          "1, 'EUR', 0)")
        .exec(card);
  });
  CHECK(office.put(tender("card", TenderKind::other, "EUR")).error().code == ErrorCode::conflict);
  CHECK(office.put(tender("voucher", TenderKind::other, "EUR")));
  Tender renamed = tender("card", TenderKind::card, "EUR");
  renamed.name = "Any card";
  CHECK(office.put(renamed)->name == "Any card");
}

TEST_CASE("new tax rates replace the old ones from now on", "[commands]") {
  Office office;
  PutTaxCategory put;
  put.code = "standard";
  put.name = "Standard";
  taxes::TaxRate vat;
  vat.code = "V21";
  vat.name = "VAT 21 %";
  vat.rate = Percent::whole(21);
  vat.included = true;
  taxes::TaxRate levy;
  levy.code = "BAG";
  levy.name = "Bag levy";
  levy.kind = taxes::TaxKind::fixed_per_unit;
  levy.amount_per_unit = 22;
  levy.included = true;
  put.rates = {{vat, {}, {}}, {levy, {}, {}}};
  const auto run = [&] {
    return office.run([&](db::Transaction& tx, Context& ctx) { return put_tax_category(tx, put, ctx); });
  };
  REQUIRE(run());
  CHECK(office.text("SELECT group_concat(code) FROM tax_rate WHERE tax_category_id = " +
                    std::to_string(office.standard_tax)) == "V21,BAG");
  CHECK(office.number("SELECT count(*) FROM ztracking_tax_rate") == 1);
  put.rates[1].rate.amount_per_unit = 0;
  CHECK(run().error().fields.front().pointer == "/rates/1/amount");
  CHECK(office.number("SELECT count(*) FROM tax_rate") == 3);
}

TEST_CASE("the site keeps what a change does not name", "[commands]") {
  Office office;
  ChangeSite command;
  command.variance_limit = 250;
  command.blind_close = true;
  command.receipt_footer = std::vector<std::string>{"Thank you"};
  REQUIRE(office.run([&](db::Transaction& tx, Context& ctx) { return change_site(tx, command, ctx); }));
  const Site stored = site::load(office.db).value();
  CHECK(stored.policy.variance_limit == 250);
  CHECK(stored.policy.blind_close);
  CHECK(stored.policy.cart_days == 30);
  CHECK(stored.name == "Test store");
  CHECK(stored.receipt_footer == std::vector<std::string>{"Thank you"});
  CHECK(office.event_types() == "SettingsChanged");
}
}  // namespace holdfast::commands
