#include "commands/print.h"

#include <catch2/catch.hpp>

#include "commands/change_device.h"
#include "commands/sell.h"
#include "commands/work_shift.h"
#include "devices/device_rows.h"
#include "devices/kitchen_route.h"
#include "devices/print_job_rows.h"
#include "support/test_store.h"

using namespace holdfast;
using commands::PrintCause;
using devices::JobKind;
using devices::JobState;

namespace {
struct Shop : test::TestStore {
  Shop() {
    add_variant("BREAD", 249);
    acting = &manager;
    shift = run([&](auto& tx, auto& ctx) { return commands::open_shift(tx, {register_id, 10'000}, ctx); })->id;
  }
  devices::Device add_printer(std::string name = "Printer") {
    commands::PutDevice put;
    put.name = std::move(name);
    put.address = "tcp://127.0.0.1:9100";
    put.registers = std::vector{register_id};
    return *run([&](auto& tx, auto& ctx) { return commands::put_device(tx, put, ctx); });
  }
  orders::Order sell(std::string tender = "cash") {
    commands::Sell command;
    command.cart.register_id = register_id;
    commands::AddItem item;
    item.article.sku = "BREAD";
    item.quantity = Quantity::pieces(1);
    command.lines.push_back({item, std::nullopt});
    command.checkout.payments.push_back(
        {.tender = std::move(tender), .amount = {}, .foreign_amount = {}, .reference = "1", .person = {}});
    return *run([&](auto& tx, auto& ctx) { return commands::sell(tx, command, ctx); });
  }
  std::vector<devices::PrintJob> follow(std::vector<PrintCause> causes, std::int64_t seq = 1) {
    return *run([&](auto& tx, auto& ctx) -> Result<std::vector<devices::PrintJob>> {
      return commands::queue_prints_after(tx, causes, seq, ctx);
    });
  }
  devices::PrintJob after_sale(std::string tender = "cash") {
    return follow({{PrintCause::What::order, sell(std::move(tender)).id, now}}).at(0);
  }
  Result<devices::PrintJob> ends(std::int64_t row, JobState state) {
    return run([&](auto& tx, auto& ctx) { return commands::record_print_outcome(tx, {row, state, "test", {}}, ctx); });
  }
  Uuid shift;
};
}  // namespace

TEST_CASE("a sale on a register with a printer is queued once, with the drawer when cash moves", "[commands]") {
  Shop shop;
  shop.add_printer();
  const orders::Order cash = shop.sell(), card = shop.sell("card");
  const std::vector<PrintCause> causes{{PrintCause::What::order, cash.id, shop.now},
                                       {PrintCause::What::order, card.id, shop.now}};
  const auto jobs = shop.follow(causes, 7);
  REQUIRE(jobs.size() == 2);
  CHECK((jobs[0].kind == JobKind::receipt && jobs[0].opens_drawer && jobs[0].order == cash.id));
  CHECK_FALSE(jobs[1].opens_drawer);
  CHECK(jobs[0].expires_at == shop.now.plus_seconds(devices::lifetime_seconds(JobKind::receipt)));
  CHECK(shop.follow(causes, 7).empty());  // the same stretch of the log, after a crash
  CHECK(shop.number("SELECT seq FROM log_cursor WHERE name = 'print'") == 7);
}

TEST_CASE("nothing is printed that was sold before the printer came, too long ago, or without one", "[commands]") {
  Shop shop;
  const orders::Order early = shop.sell();
  CHECK(shop.follow({{PrintCause::What::order, early.id, shop.now}}).empty());
  shop.advance(5);
  shop.add_printer();
  CHECK(shop.follow({{PrintCause::What::order, early.id, shop.now.plus_seconds(-5)}}).empty());
  const orders::Order late = shop.sell();
  const Instant sold = shop.now;
  shop.advance(devices::lifetime_seconds(JobKind::receipt));
  CHECK(shop.follow({{PrintCause::What::order, late.id, sold}}).empty());
}

TEST_CASE("cash that moves opens the drawer by a job of its own, which lives for seconds", "[commands]") {
  Shop shop;
  shop.add_printer();
  const auto jobs = shop.follow({{PrintCause::What::cash, shop.shift, shop.now}});
  REQUIRE(jobs.size() == 1);
  CHECK((jobs[0].kind == JobKind::drawer_kick && jobs[0].opens_drawer));
  CHECK(shop.follow({{PrintCause::What::cash, shop.shift, shop.now.plus_seconds(-devices::kick_seconds)}}).empty());
}

TEST_CASE("what was printing at a crash is unknown, what was queued stays so, and the printer may still confirm",
          "[commands]") {
  Shop shop;
  const devices::Device printer = shop.add_printer();
  const auto first = shop.after_sale(), second = shop.after_sale();
  REQUIRE(shop.ends(first.row, JobState::printing));
  const auto broken = *shop.run([&](auto& tx, auto& ctx) -> Result<std::vector<std::int64_t>> {
    return commands::settle_prints_after_restart(tx, ctx);
  });
  CHECK(broken == std::vector{printer.row});
  CHECK(devices::load_job(shop.db, first.row)->state == JobState::unknown);
  CHECK(devices::load_job(shop.db, first.row)->why == "restart");
  CHECK(devices::load_job(shop.db, second.row)->state == JobState::queued);
  const auto late = *shop.run([&](auto& tx, auto& ctx) -> Result<std::optional<devices::PrintJob>> {
    return commands::confirm_late(tx, printer.row, static_cast<int>(first.row % 10'000), ctx);
  });
  REQUIRE(late.has_value());
  CHECK(late->state == JobState::confirmed);
}

TEST_CASE("a retry of an unknown receipt is a journaled copy, of a failed one the same job again", "[commands]") {
  Shop shop;
  shop.add_printer();
  const auto unknown = shop.after_sale(), failed = shop.after_sale();
  REQUIRE(shop.ends(unknown.row, JobState::printing));
  REQUIRE(shop.ends(unknown.row, JobState::unknown));
  REQUIRE(shop.ends(failed.row, JobState::failed));
  const auto retry = [&](const Uuid& id) {
    return shop.run([&](auto& tx, auto& ctx) { return commands::retry_print(tx, id, ctx); });
  };
  const auto copy = retry(unknown.id);
  REQUIRE(copy);
  CHECK((copy->kind == JobKind::copy && copy->copy == 1 && copy->retry_of == unknown.id && copy->row != unknown.row));
  CHECK_FALSE(copy->opens_drawer);
  CHECK(shop.number("SELECT count(*) FROM receipt_copy") == 1);
  const auto again = retry(failed.id);
  REQUIRE(again);
  CHECK((again->row == failed.row && again->state == JobState::queued));
  CHECK(retry(failed.id).error().code == ErrorCode::conflict);
  CHECK_FALSE(shop.ends(failed.row, JobState::confirmed).has_value());  // it has to be begun first
}

TEST_CASE("ends and settings of devices are told, and a device that goes takes its waiting jobs along", "[commands]") {
  Shop shop;
  const devices::Device printer = shop.add_printer();
  const auto job = shop.after_sale();
  REQUIRE(shop.run([&](auto& tx, auto& ctx) { return commands::remove_device(tx, printer.id, ctx); }));
  CHECK(devices::load_job(shop.db, job.row)->state == JobState::failed);
  CHECK(devices::load_job(shop.db, job.row)->why == "device_removed");
  CHECK(shop.event_types().ends_with("PrintJobChanged PrintJobChanged DeviceChanged"));
  CHECK(shop.run([&](auto& tx, auto& ctx) { return commands::retry_print(tx, job.id, ctx); }).error().code ==
        ErrorCode::conflict);
}

TEST_CASE("only who may administer devices sets them up", "[commands]") {
  Shop shop;
  shop.acting = &shop.cashier;
  commands::PutDevice put;
  put.name = "Printer";
  put.address = "tcp://127.0.0.1:9100";
  CHECK(shop.run([&](auto& tx, auto& ctx) { return commands::put_device(tx, put, ctx); }).error().code ==
        ErrorCode::approval_required);
}

namespace {
/// A drink in `drinks`, below `food`; `BREAD` is in no category.
struct Kitchen : Shop {
  Kitchen() {
    const test::Variant tea = add_variant("TEA", 300);
    change([&](db::Transaction& tx) {
      tx.prepare("INSERT INTO category(uuid, name, slug, created_us, updated_us) VALUES (?, 'Food', 'food', 0, 0)")
          .exec(food);
      const std::int64_t parent = tx.last_rowid();
      tx.prepare(
            "INSERT INTO category(uuid, name, slug, parent_id, created_us, updated_us) VALUES (?, 'Drinks', 'drinks', "
            "?, 0, 0)")
          .exec(ids.next(now), parent);
      tx.prepare("INSERT INTO product_category(product_id, category_id, created_us) VALUES (?, ?, 0)")
          .exec(tea.product_row, tx.last_rowid());
    });
  }
  devices::Device add_kitchen(std::vector<std::string> categories, std::vector<Uuid> registers = {}) {
    commands::PutDevice put;
    put.name = "Kitchen";
    put.address = "tcp://127.0.0.1:9101";
    devices::PrinterSettings settings;
    settings.prints_receipts = false;
    settings.kitchen_categories = std::move(categories);
    put.settings = settings;
    put.registers = std::move(registers);
    return *run([&](auto& tx, auto& ctx) { return commands::put_device(tx, put, ctx); });
  }
  orders::Order sell_tea_and_bread() {
    commands::Sell command;
    command.cart.register_id = register_id;
    for (const char* sku : {"BREAD", "TEA"}) {
      commands::AddItem item;
      item.article.sku = sku;
      item.quantity = Quantity::pieces(2);
      command.lines.push_back({item, std::nullopt});
    }
    command.checkout.payments.push_back(
        {.tender = "card", .amount = {}, .foreign_amount = {}, .reference = "1", .person = {}});
    return *run([&](auto& tx, auto& ctx) { return commands::sell(tx, command, ctx); });
  }
  std::vector<devices::PrintJob> tickets_of(const orders::Order& order) {
    auto jobs = follow({{PrintCause::What::order, order.id, now}});
    std::erase_if(jobs, [](const devices::PrintJob& job) { return job.kind != JobKind::kitchen; });
    return jobs;
  }
  Uuid food = ids.next(now);
};
}  // namespace

TEST_CASE("an order's lines go as a ticket to each printer of their categories, once", "[commands]") {
  Kitchen shop;
  shop.add_printer();
  const devices::Device bar = shop.add_kitchen({"drinks"}), above = shop.add_kitchen({to_string(shop.food)});
  (void)shop.add_kitchen({"bakery"});
  const orders::Order order = shop.sell_tea_and_bread();
  const std::vector<PrintCause> causes{{PrintCause::What::order, order.id, shop.now}};
  const auto jobs = shop.follow(causes);
  REQUIRE(jobs.size() == 3);
  CHECK((jobs[0].kind == JobKind::receipt && jobs[1].kind == JobKind::kitchen && jobs[2].kind == JobKind::kitchen));
  CHECK((jobs[1].device == bar.id && jobs[2].device == above.id && jobs[1].order == order.id));
  CHECK_FALSE(jobs[1].opens_drawer);
  CHECK(devices::lines_for_kitchen(shop.db, order.row, {"drinks"}) == std::vector{2});
  CHECK(shop.follow(causes).empty());  // the same stretch of the log, after a crash
  CHECK(shop.tickets_of(shop.sell()).empty());
}

TEST_CASE("a ticket that may have been printed comes again marked, one that surely was not as itself", "[commands]") {
  Kitchen shop;
  (void)shop.add_kitchen({"food"});
  const auto retry = [&](const Uuid& id) {
    return shop.run([&](auto& tx, auto& ctx) { return commands::retry_print(tx, id, ctx); });
  };
  const auto doubted = shop.tickets_of(shop.sell_tea_and_bread()).at(0);
  REQUIRE(shop.ends(doubted.row, JobState::printing));
  REQUIRE(shop.ends(doubted.row, JobState::unknown));
  const auto again = retry(doubted.id);
  REQUIRE(again);
  CHECK((again->kind == JobKind::kitchen && again->retry_of == doubted.id && again->row != doubted.row));
  const auto failed = shop.tickets_of(shop.sell_tea_and_bread()).at(0);
  REQUIRE(shop.ends(failed.row, JobState::failed));
  CHECK(retry(failed.id)->row == failed.row);
}

TEST_CASE("a printer of tickets alone is no till's printer, and one that names registers takes theirs alone",
          "[commands]") {
  Kitchen shop;
  const devices::Device kitchen = shop.add_kitchen({"food"}, {shop.register_id});
  CHECK_FALSE(devices::printer_of(shop.db, shop.register_1).has_value());
  CHECK_FALSE(devices::kitchen_serves_all(shop.db));
  CHECK(shop.tickets_of(shop.sell_tea_and_bread()).size() == 1);
  CHECK(devices::kitchen_routes(shop.db, shop.register_1 + 1).empty());
  (void)shop.add_kitchen({"drinks"});
  CHECK(devices::kitchen_serves_all(shop.db));
  CHECK(devices::kitchen_routes(shop.db, shop.register_1 + 1).size() == 1);
}
