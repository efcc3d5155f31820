#include "commands/fiscal_receipt.h"

#include <catch2/catch.hpp>

#include "commands/change_device.h"
#include "commands/place_order.h"
#include "commands/print.h"
#include "commands/reprint_receipt.h"
#include "commands/sell.h"
#include "commands/work_shift.h"
#include "daybook/checks.h"
#include "queries/printed.h"
#include "queries/show_fiscal.h"
#include "support/test_store.h"

using namespace holdfast;
using fiscal::Event;
using fiscal::OnFailure;
using fiscal::State;
using fiscal::Step;

namespace {
constexpr std::string_view pem = R"(-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg4yPiqoD3dXjg1dv1
V8PkOwEMH5yQRXzD0EsfWtBrD32hRANCAARK1jBukdJVHLzs2EZvxPT/z6gHQIIi
tVTyJV3tDxRo+2epgg/58dTZ8R09BFcAEqbU95elazAfUeKtIm+bDO1c
-----END PRIVATE KEY-----
)";

struct Vienna : test::TestStore {
  Vienna() {
    site.card_key = "secret of the appliance";
    add_variant("BREAD", 240);
    acting = &manager;
    REQUIRE(run([&](auto& tx, auto& ctx) { return commands::open_shift(tx, {register_id, 10'000}, ctx); }));
  }
  Result<> choose(OnFailure policy,
                  std::map<std::string, fiscal::rksv::Rate> rates = {{"R", fiscal::rksv::reduced_1}}) {
    for (const auto& code : {text("SELECT code FROM tax_rate WHERE rate_micro = 5000000")})
      rates.emplace(code, fiscal::rksv::reduced_1);
    commands::SetFiscal command;
    command.settings = fiscal::Settings{"rksv", policy, "TEST", rates};
    command.unit = commands::SetFiscal::NewUnit{"1a2b", std::string{pem}};
    return run([&](auto& tx, auto& ctx) { return commands::set_fiscal(tx, command, ctx); });
  }
  Result<orders::Order> sell(std::int64_t pieces = 1) {
    commands::Sell command;
    command.cart.register_id = register_id;
    commands::AddItem item;
    item.article.sku = "BREAD";
    item.quantity = Quantity::pieces(pieces);
    command.lines.push_back({item, std::nullopt});
    command.checkout.payments.push_back(
        {.tender = "cash", .amount = {}, .foreign_amount = {}, .reference = {}, .person = {}});
    return run([&](auto& tx, auto& ctx) { return commands::sell(tx, command, ctx); });
  }
  void unit(const std::string& out_reason) {
    REQUIRE(run([&](auto& tx, auto& ctx) { return commands::set_unit_out(tx, out_reason, ctx); }));
  }
  Result<daybook::FiscalReceipt> decide(std::int64_t row, Event choice, const std::string& reason = "") {
    return run([&](auto& tx, auto& ctx) { return commands::decide_receipt(tx, {row, choice, reason}, ctx); });
  }
  std::string states() {
    std::string out;
    auto all = daybook::list_receipts(db, {});
    for (auto receipt = all.rbegin(); receipt != all.rend(); ++receipt)
      out += receipt->kind + ':' + std::string{name_of(receipt->state)} + ' ';
    return out;
  }
  bool sound() {
    const auto check = daybook::check_fiscal_chains(db);
    INFO(check.finding);
    return check.finding.empty();
  }
};
}  // namespace

TEST_CASE("a receipt's way through its unit follows one table", "[commands][fiscal]") {
  using Do = Step::Do;
  CHECK(*fiscal::step(State::undecided, OnFailure::ask, Event::unit_signed) ==
        Step{State::registered, Do::chain_signed});
  CHECK(*fiscal::step(State::undecided, OnFailure::ask, Event::unit_failed) == Step{State::undecided, Do::nothing});
  CHECK(*fiscal::step(State::undecided, OnFailure::postpone, Event::unit_failed) ==
        Step{State::postponed, Do::chain_unsigned});
  CHECK(*fiscal::step(State::undecided, OnFailure::ask, Event::retry) == Step{State::undecided, Do::ask_unit});
  CHECK(*fiscal::step(State::postponed, OnFailure::ask, Event::collected) == Step{State::registered, Do::nothing});
  for (const State done : {State::registered, State::skipped, State::marked})
    for (const Event event : {Event::unit_signed, Event::unit_failed, Event::retry, Event::postpone, Event::skip,
                              Event::mark_registered, Event::collected})
      CHECK_FALSE(fiscal::step(done, OnFailure::ask, event));
}

TEST_CASE("without a profile nothing is signed; with one every receipt is, from the start receipt on",
          "[commands][fiscal]") {
  Vienna shop;
  REQUIRE(shop.sell());
  CHECK(shop.states().empty());
  REQUIRE(shop.choose(OnFailure::postpone));
  const auto order = shop.sell(2);
  REQUIRE(order);
  CHECK(shop.states() == "start:registered sale:registered ");
  CHECK(shop.sound());
  const auto receipt = daybook::receipt_of_order(shop.db, order->row);
  REQUIRE(receipt);
  CHECK(receipt->number == "1-000002");
  CHECK(receipt->facts.amounts == fiscal::rksv::Amounts{480, 0, 0, 0, 0});
  const auto printed = queries::receipt_of(shop.db, *order, shop.site, {});
  CHECK(printed.rows.back().kind == receipts::Row::Kind::qr);
  CHECK(printed.rows.back().left.starts_with("_R1-AT1_TEST-1_1-000002_"));
  CHECK(shop.text("SELECT private_key FROM fiscal_unit").size() > 100);
  CHECK(shop.number("SELECT turnover FROM fiscal_box") == 480);
}

TEST_CASE("while the unit is out receipts say so, and a collective receipt tells them once it is back",
          "[commands][fiscal]") {
  Vienna shop;
  REQUIRE(shop.choose(OnFailure::postpone));
  shop.unit("card reader unplugged");
  const auto order = shop.sell();
  REQUIRE(order);
  REQUIRE(shop.sell());
  CHECK(shop.states() == "start:registered sale:postponed sale:postponed ");
  CHECK(queries::receipt_of(shop.db, *order, shop.site, {}).rows.back().left == "Sicherheitseinrichtung ausgefallen");
  CHECK(shop.sound());
  shop.unit("");
  CHECK(shop.states() == "start:registered sale:registered sale:registered collective:registered ");
  REQUIRE(shop.sell());
  CHECK(shop.sound());
  CHECK(shop.number("SELECT turnover FROM fiscal_box") == 720);
}

TEST_CASE("what a person has to decide about prints once it is decided, and opens the drawer at once",
          "[commands][fiscal]") {
  Vienna shop;
  commands::PutDevice put;
  put.name = "Printer";
  put.address = "tcp://127.0.0.1:9100";
  put.registers = std::vector{shop.register_id};
  REQUIRE(shop.run([&](auto& tx, auto& ctx) { return commands::put_device(tx, put, ctx); }));
  REQUIRE(shop.choose(OnFailure::ask));
  shop.unit("no answer");
  const auto order = shop.sell();
  REQUIRE(order);
  using What = commands::PrintCause::What;
  const auto printed = [&](What what) {
    const std::vector<commands::PrintCause> causes{{what, order->id, shop.now}};
    const auto jobs = shop.run([&](auto& tx, auto& ctx) -> Result<std::vector<devices::PrintJob>> {
      return commands::queue_prints_after(tx, causes, shop.log.head().seq, ctx);
    });
    std::string kinds;
    for (const devices::PrintJob& job : *jobs) kinds += std::string{devices::name_of(job.kind)} + ' ';
    return kinds;
  };
  CHECK(printed(What::order) == "drawer_kick ");
  CHECK(printed(What::decided).empty());  // asked again, and still nobody knows
  const auto asked_for = [&](devices::JobKind kind) {
    commands::QueuePrint wish;
    wish.kind = kind;
    wish.order = order->id;
    return shop.run([&](auto& tx, auto& ctx) { return commands::queue_print(tx, wish, ctx); });
  };
  const auto copy = [&] {
    return shop.run([&](auto& tx, auto& ctx) { return commands::reprint_receipt(tx, order->id, ctx); });
  };
  CHECK(asked_for(devices::JobKind::receipt).error().code == ErrorCode::conflict);
  CHECK(asked_for(devices::JobKind::copy).error().code == ErrorCode::conflict);
  CHECK(copy().error().code == ErrorCode::conflict);
  REQUIRE(shop.decide(daybook::list_receipts(shop.db, {}).front().row, Event::postpone, "customer waits"));
  CHECK(printed(What::decided) == "receipt ");
  CHECK(printed(What::decided).empty());
  CHECK(asked_for(devices::JobKind::copy));
  CHECK(copy());
}

TEST_CASE("a closing receipt ends a cash box for good, and not before all is told and the shift is closed",
          "[commands][fiscal]") {
  Vienna shop;
  const auto close = [&] {
    return shop.run([&](auto& tx, auto& ctx) { return commands::close_cash_box(tx, shop.register_id, ctx); });
  };
  CHECK(close().error().code == ErrorCode::not_found);  // no profile, no box
  REQUIRE(shop.choose(OnFailure::postpone));
  REQUIRE(shop.sell());
  CHECK(close().error().code == ErrorCode::shift_open);
  const auto shift = shifts::find_open(shop.db, shop.register_1);
  REQUIRE(shift);
  commands::CloseShift counted;
  counted.shift_id = shift->id;
  counted.counted_cash = shift->expected_cash;
  REQUIRE(shop.run([&](auto& tx, auto& ctx) { return commands::close_shift(tx, counted, ctx); }));
  shop.unit("unplugged");
  CHECK(close().error().code == ErrorCode::conflict);
  shop.unit("");
  REQUIRE(close());
  CHECK(shop.states() == "start:registered sale:registered end:registered ");
  CHECK(shop.sound());
  CHECK(close().error().code == ErrorCode::conflict);
  const auto again =
      shop.run([&](auto& tx, auto& ctx) { return commands::open_shift(tx, {shop.register_id, 0}, ctx); });
  REQUIRE_FALSE(again);
  CHECK(again.error().code == ErrorCode::conflict);
}

TEST_CASE("a person decides about a receipt whose unit failed, and until then the register waits",
          "[commands][fiscal]") {
  Vienna shop;
  REQUIRE(shop.choose(OnFailure::ask));
  shop.unit("no answer");
  REQUIRE(shop.sell());
  CHECK(shop.states() == "start:registered sale:undecided ");
  const auto waits = shop.sell();
  REQUIRE_FALSE(waits);
  CHECK(waits.error().code == ErrorCode::conflict);
  const std::int64_t row = daybook::list_receipts(shop.db, {}).front().row;
  const auto again = shop.decide(row, Event::retry);
  REQUIRE(again);
  CHECK(again->state == State::undecided);
  CHECK(again->problem == "the signing unit is out of order: no answer");
  const auto [choice, state] = GENERATE(table<Event, State>(
      {{Event::postpone, State::postponed}, {Event::skip, State::skipped}, {Event::mark_registered, State::marked}}));
  CHECK_FALSE(shop.decide(row, choice));  // no reason
  shop.acting = &shop.cashier;
  CHECK(shop.decide(row, choice, "customer waits").error().code == ErrorCode::approval_required);
  shop.acting = &shop.manager;
  const auto decided = shop.decide(row, choice, "customer waits");
  REQUIRE(decided);
  CHECK(decided->state == state);
  CHECK_FALSE(shop.decide(row, choice, "twice"));
  CHECK(shop.number("SELECT count(*) FROM audit_entry WHERE action = 'fiscal_decided'") == 2);
  shop.unit("");
  REQUIRE(shop.sell());
  CHECK(shop.sound());
}

TEST_CASE("the first receipt of a month closes the one before, and the first of a year the year",
          "[commands][fiscal]") {
  Vienna shop;
  REQUIRE(shop.choose(OnFailure::postpone));
  shop.advance(20 * seconds_per_day);  // into December
  REQUIRE(shop.sell());
  shop.advance(40 * seconds_per_day);  // into January
  REQUIRE(shop.sell());
  REQUIRE(shop.sell());
  CHECK(shop.states() ==
        "start:registered month:registered sale:registered year:registered sale:registered sale:registered ");
  CHECK(shop.sound());
}

TEST_CASE("a void is a reversal that the counter counts, and a changed chain is found", "[commands][fiscal]") {
  Vienna shop;
  REQUIRE(shop.choose(OnFailure::postpone));
  const auto order = shop.sell(3);
  REQUIRE(order);
  REQUIRE(shop.run([&](auto& tx, auto& ctx) { return commands::void_order(tx, {order->id, "wrong"}, ctx); }));
  CHECK(shop.number("SELECT turnover FROM fiscal_box") == 0);
  CHECK(shop.sound());
  CHECK_THROWS(
      shop.change([](auto& tx) { tx.prepare("UPDATE fiscal_receipt SET jws = 'x' WHERE position = 2").exec(); }));
  shop.db.execute(
      "DROP TRIGGER fiscal_receipt_signed; UPDATE fiscal_receipt SET jws = replace(jws, 'A', 'B') WHERE position = 2");
  CHECK_FALSE(shop.sound());
}
