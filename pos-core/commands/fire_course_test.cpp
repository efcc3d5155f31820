#include "commands/fire_course.h"

#include <catch2/catch.hpp>

#include "carts/cart_rows.h"
#include "checks/course_rows.h"
#include "commands/age_check.h"
#include "commands/change_device.h"
#include "commands/print.h"
#include "commands/split_check.h"
#include "commands/substitute_item.h"
#include "commands/work_shift.h"
#include "devices/print_job_rows.h"
#include "support/test_store.h"

using namespace holdfast;
using checks::TicketKind;

namespace {
struct Floor : test::TestStore {
  Floor() {
    soup = add_variant("SOUP", 700);
    steak = add_variant("STEAK", 2400);
    acting = &manager;
    add_category("food", {soup, steak});
  }
  void add_category(const std::string& slug, const std::vector<test::Variant>& articles) {
    db::Transaction tx{db};
    tx.prepare("INSERT INTO category(uuid, name, slug, created_us, updated_us) VALUES (?, ?, ?, ?, ?)")
        .exec(ids.next(now), slug, slug, now, now);
    const std::int64_t category = tx.last_rowid();
    for (const test::Variant& each : articles)
      tx.prepare("INSERT INTO product_category(product_id, category_id, created_us) VALUES (?, ?, ?)")
          .exec(each.product_row, category, now);
    tx.commit();
  }
  void add_printer(const std::string& category) {
    commands::PutDevice put;
    put.name = "Kitchen";
    put.address = "tcp://127.0.0.1:9100";
    devices::PrinterSettings settings;
    settings.prints_receipts = false;
    settings.kitchen_categories = {category};
    put.settings = settings;
    REQUIRE(run([&](auto& tx, auto& ctx) { return commands::put_device(tx, put, ctx); }));
  }
  Uuid begin(const std::string& table) {
    auto view = run([&](auto& tx, auto& ctx) { return commands::create_cart(tx, {register_id, {}, {}, ""}, ctx); });
    REQUIRE(view);
    commands::ChangeCart change;
    change.terms.table = table;
    REQUIRE(run([&](auto& tx, auto& ctx) { return commands::change_cart(tx, {view->cart.id, {}}, change, ctx); }));
    return view->cart.id;
  }
  Uuid add(const Uuid& cart, const std::string& sku, std::int64_t pieces, int course = 0) {
    commands::AddItem item;
    item.article.sku = sku;
    item.quantity = Quantity::pieces(pieces);
    item.terms.course = course;
    auto view = run([&](auto& tx, auto& ctx) { return commands::add_cart_item(tx, {cart, {}}, item, ctx); });
    REQUIRE(view);
    return part_id(cart, static_cast<std::uint16_t>(view->cart.items.back().item));
  }
  Result<commands::FiredCourses> fire(const Uuid& cart, std::optional<int> course = {}) {
    return run([&](auto& tx, auto& ctx) { return commands::fire_course(tx, {cart, {}}, course, ctx); });
  }
  std::vector<checks::CourseTicket> tickets() { return checks::list_tickets(db, {}); }
  std::vector<devices::PrintJob> jobs() { return devices::list_jobs(db, {}); }
  test::Variant soup, steak;
};
}  // namespace

TEST_CASE("a course goes to the printers that make it, in the commit that marks it as told", "[commands]") {
  Floor floor;
  floor.add_printer("food");
  floor.add_printer("drinks");
  const Uuid cart = floor.begin("4");
  floor.add(cart, "SOUP", 2, 1);
  floor.add(cart, "STEAK", 1, 2);
  const auto fired = floor.fire(cart, 1);
  REQUIRE(fired);
  REQUIRE(fired->tickets.size() == 1);
  REQUIRE(floor.jobs().size() == 1);
  CHECK(floor.jobs()[0].kind == devices::JobKind::kitchen);
  CHECK(floor.jobs()[0].ticket == fired->tickets[0].id);
  CHECK(floor.fire(cart, 1).error().code == ErrorCode::conflict);
  CHECK(floor.jobs().size() == 1);
  REQUIRE(floor.fire(cart));
  CHECK(floor.jobs().size() == 2);
  const auto copies =
      floor.run([&](auto& tx, auto& ctx) { return commands::repeat_ticket(tx, fired->tickets[0].id, ctx); });
  REQUIRE(copies);
  CHECK(copies->at(0).retry_of == floor.jobs()[2].id);
}

TEST_CASE("what changes after a course was told is told too, and what a kitchen never knew is not", "[commands]") {
  Floor floor;
  const Uuid cart = floor.begin("4");
  const Uuid soup = floor.add(cart, "SOUP", 3, 1);
  const Uuid steak = floor.add(cart, "STEAK", 1, 2);
  REQUIRE(floor.fire(cart, 1));
  const auto change = [&](commands::ChangeItem command) {
    REQUIRE(floor.run([&](auto& tx, auto& ctx) { return commands::change_cart_item(tx, {cart, {}}, command, ctx); }));
  };
  change({.item_id = soup, .quantity = Quantity::pieces(1), .unit_price = {}, .reason = "", .note = {}});
  REQUIRE(floor.tickets().size() == 2);
  CHECK(floor.tickets()[0].kind == TicketKind::change);
  CHECK(floor.tickets()[0].lines[0].quantity == Quantity::pieces(-2));
  change({.item_id = steak, .quantity = Quantity::pieces(2), .unit_price = {}, .reason = "", .note = {}});
  CHECK(floor.tickets().size() == 2);
  commands::ChangeCart move;
  move.terms.table = "5";
  REQUIRE(floor.run([&](auto& tx, auto& ctx) { return commands::change_cart(tx, {cart, {}}, move, ctx); }));
  CHECK(floor.tickets()[0].kind == TicketKind::move);
  CHECK(floor.tickets()[0].from_table == "4");
  CHECK(floor.tickets()[0].lines.size() == 1);
  REQUIRE(floor.run([&](auto& tx, auto& ctx) { return commands::void_cart(tx, {cart, {}}, "left", ctx); }));
  CHECK(floor.tickets()[0].kind == TicketKind::cancel);
  CHECK(floor.tickets()[0].lines[0].quantity == Quantity::pieces(-1));
}

TEST_CASE("tables that are put together keep their guests and what the kitchen knows", "[commands]") {
  Floor floor;
  const Uuid one = floor.begin("1");
  const Uuid two = floor.begin("2");
  floor.add(one, "SOUP", 2);
  REQUIRE(floor.fire(one));
  commands::ChangeCart guests;
  guests.terms.guests = 2;
  for (const Uuid& cart : {one, two})
    REQUIRE(floor.run([&](auto& tx, auto& ctx) { return commands::change_cart(tx, {cart, {}}, guests, ctx); }));
  const auto merged =
      floor.run([&](auto& tx, auto& ctx) { return commands::transfer_items(tx, {one, {}}, {two, {}}, ctx); });
  REQUIRE(merged);
  CHECK(merged->cart.terms.guests == 4);
  CHECK(merged->cart.items[0].terms.fired == Quantity::pieces(2));
  CHECK(floor.fire(two).error().code == ErrorCode::conflict);
  CHECK(floor.tickets()[0].kind == TicketKind::move);
}

TEST_CASE("what is given instead has the price that the policy says, and the line stays the line", "[commands]") {
  struct Case {
    commands::ArticleTerms::SubstitutePrice policy;
    const char* sku;
    std::int64_t price;
  };
  using Price = commands::ArticleTerms::SubstitutePrice;
  for (const Case& each :
       {Case{Price::own, "DEAR", 900}, Case{Price::original, "DEAR", 700}, Case{Price::cheaper, "DEAR", 700},
        Case{Price::own, "CHEAP", 500}, Case{Price::original, "CHEAP", 700}, Case{Price::cheaper, "CHEAP", 500}}) {
    INFO(each.sku << ' ' << commands::name_of(each.policy));
    Floor floor;
    floor.add_variant("DEAR", 900);
    floor.add_variant("CHEAP", 500);
    const Uuid cart = floor.begin("1");
    const Uuid line = floor.add(cart, "SOUP", 2, 1);
    REQUIRE(floor.fire(cart));
    commands::ArticleTerms terms;
    terms.substitutes = {{each.sku, each.policy}};
    REQUIRE(floor.run([&](auto& tx, auto& ctx) { return commands::put_article_terms(tx, floor.soup.id, terms, ctx); }));
    const auto give = [&](const std::string& sku) {
      commands::SubstituteItem command{line, {}};
      command.article.sku = sku;
      return floor.run([&](auto& tx, auto& ctx) { return commands::substitute_item(tx, {cart, {}}, command, ctx); });
    };
    CHECK(give("STEAK").error().code == ErrorCode::conflict);
    const auto offers = commands::substitutes_of(floor.db, line, floor.site, floor.now, 0);
    REQUIRE(offers);
    REQUIRE(offers->size() == 1);
    CHECK(offers->at(0).unit_price == each.price);
    const auto view = give(each.sku);
    REQUIRE(view);
    CHECK(view->priced.total == 2 * each.price);
    const carts::Item& item = view->cart.items[0];
    CHECK(part_id(cart, static_cast<std::uint16_t>(item.item)) == line);
    CHECK(item.terms.course == 1);
    CHECK(item.terms.instead_sku == "SOUP");
    CHECK(item.terms.fired.is_zero());  // the kitchen takes back the one and is not told of the other yet
    CHECK(floor.tickets()[0].lines[0].quantity == Quantity::pieces(-2));
  }
}

TEST_CASE("a proof of age is kept with the cart and goes with nothing else", "[commands]") {
  Floor floor;
  floor.db.execute("UPDATE product SET min_age = 18 WHERE id = " + std::to_string(floor.soup.product_row));
  const Uuid cart = floor.begin("");
  floor.add(cart, "SOUP", 1);
  CHECK(commands::age_asked_for(floor.db, *carts::load(floor.db, cart)) == 18);
  const auto start = [&] {
    const Uuid id = floor.ids.next(floor.now);
    REQUIRE(floor.run([&](auto& tx, auto& ctx) { return commands::begin_age_check(tx, id, cart, 18, ctx); }));
    return id;
  };
  const auto hear = [&](const Uuid& id, std::string_view answer) {
    auto check = floor.run([&](auto& tx, auto& ctx) { return commands::note_age_answer(tx, id, answer, ctx); });
    REQUIRE(check);
    return *check;
  };
  using State = commands::AgeCheck::State;
  const Uuid first = start();
  const Uuid second = start();
  CHECK(hear(first, R"({"state": "proved"})").state == State::cancelled);
  CHECK(commands::age_asked_for(floor.db, *carts::load(floor.db, cart)) == 18);
  CHECK(hear(second, R"({"state": "ready", "url": "openid4vp://x"})").url == "openid4vp://x");
  const auto proved = hear(second, R"({"state": "proved", "birthDate": "1980-02-03"})");
  CHECK(proved.state == State::proved);
  CHECK(proved.url.empty());
  CHECK(commands::age_asked_for(floor.db, *carts::load(floor.db, cart)) == 0);
  CHECK(carts::load(floor.db, cart)->terms.age_proof == to_string(second));
  const Uuid third = start();
  floor.now = floor.now.plus_seconds(commands::age_check_seconds);
  CHECK(hear(third, "{}").state == State::expired);
}
