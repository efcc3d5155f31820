#include "commands/set_up_store.h"

#include <catch2/catch.hpp>

#include "support/test_store.h"

namespace holdfast::commands {
namespace {
struct Box : test::TestStore {
  Result<> set_up(std::string_view text) {
    const auto document = parse_json(text);
    REQUIRE(document);
    return set_up_store(db, *document, [](std::string_view) { return std::string{"hash"}; }, ids, now);
  }
  std::string text(const std::string& sql) {
    db::Statement& row = db.prepare_text(sql);
    return row.step() ? row.string(0) : std::string{};
  }
};
}  // namespace

TEST_CASE("a store document says what goods are taxed as elsewhere, whatever comes first in it", "[setup]") {
  Box box;
  const auto done = box.set_up(R"({"taxCategories": [
    {"code": "hot-food", "name": "Hot food", "eatIn": "restaurant", "takeAway": "standard", "rates": [],
     "destinations": [{"place": "FR", "taxedAs": "abroad"}]},
    {"code": "restaurant", "name": "Restaurant", "rates": []}, {"code": "abroad", "name": "Abroad", "rates": []}]})");
  INFO((done ? std::string{} : done.error().detail));
  REQUIRE(done);
  const std::string of =
      " FROM tax_category c JOIN {} x ON x.tax_category_id = c.id JOIN tax_category t ON t.id = "
      "x.taxed_as_id WHERE c.code = 'hot-food'";
  const auto from = [&](const std::string& table) { return std::string{of}.replace(of.find("{}"), 2, table); };
  CHECK(box.text("SELECT group_concat(x.service || '=' || t.code)" + from("tax_service")) ==
        "eatIn=restaurant,takeAway=standard");
  CHECK(box.text("SELECT x.place || '=' || t.code" + from("tax_destination")) == "FR=abroad");
}

TEST_CASE("a store document that names no other category is refused by its path", "[setup]") {
  Box box;
  const auto refused = box.set_up(R"({"taxCategories": [{"code": "plain", "name": "Plain", "rates": []},
    {"code": "hot-food", "name": "Hot food", "rates": [], "destinations": [{"place": "FR", "taxedAs": "nowhere"}]}]})");
  REQUIRE_FALSE(refused);
  REQUIRE(refused.error().fields.size() == 1);
  CHECK(refused.error().fields[0].pointer == "/taxCategories/1/destinations/0/taxedAs");
}

TEST_CASE("a store document says what the kitchen is told and which tips a tender takes", "[setup]") {
  Box box;
  REQUIRE(box.set_up(R"({"site": {"name": "Shop", "country": "IE", "currency": "EUR", "timeZone": "Europe/Dublin",
    "policy": {"kitchenCategories": ["drinks", "dishes"]}},
    "tenders": [{"code": "cash", "name": "Cash", "kind": "cash", "tips": {"percents": [10], "amounts": [100]}}]})"));
  const auto site = site::load(box.db);
  REQUIRE(site);
  CHECK(site->policy.kitchen_categories == std::vector<std::string>{"drinks", "dishes"});
  CHECK(box.text("SELECT tips FROM tender WHERE code = 'cash'") ==
        R"({"percents":[10],"amounts":[100],"refunded":false})");
}
}  // namespace holdfast::commands
