#include "commands/ask_approval.h"

#include <catch2/catch.hpp>

#include "support/test_store.h"

namespace holdfast::commands {
namespace {
constexpr staff::Pepper pepper{};

/// A cashier at the till, and a manager with the PIN 909090 at a console.
struct Shop : test::TestStore {
  Shop() {
    const std::string hash = staff::hash_pin("909090", pepper, {2});
    change([&](db::Transaction& tx) {
      tx.prepare("UPDATE staff SET pin_hash = ? WHERE id = ?").exec(hash, manager.staff_id);
    });
  }
  Result<ApprovalRequest> ask(std::string path = "/v1/shifts/x/cash-movements") {
    acting = &cashier;
    AskApproval command;
    command.action = Permission::no_sale;
    command.title = "Open the drawer";
    command.call = {"POST", std::move(path), R"({"kind":"noSale"})"};
    return run([&](db::Transaction& tx, Context& ctx) { return ask_approval(tx, command, ctx); });
  }
  auto decide(const Uuid& request, bool approve, std::string_view pin = "909090") {
    acting = &manager;
    DecideApproval command;
    command.request = request;
    command.approve = approve;
    command.check = staff::check_pin(db, "9001", pin, terminal, pepper, now);
    return run([&](db::Transaction& tx, Context& ctx) { return decide_approval(tx, command, ctx); });
  }
};
}  // namespace

TEST_CASE("consent from afar is bound to the bytes of the call that was asked for", "[commands]") {
  Shop shop;
  const ApprovalRequest request = shop.ask().value();
  CHECK(request.state == RequestState::pending);
  const auto decided = shop.decide(request.id, true);
  CHECK(std::get<ApprovalRequest>(decided.value()).state == RequestState::approved);
  CHECK(shop.number(
            "SELECT count(*) FROM approval WHERE request_sha IS NOT NULL AND cart IS NULL AND used_us IS NULL") == 1);
  CHECK(shop.text("SELECT hex(request_sha) FROM approval") ==
        shop.text("SELECT hex(request_sha) FROM approval_request"));
  CHECK(IntendedCall{"POST", "/v1/a", "b"}.digest() != IntendedCall{"POST", "/v1/a", "c"}.digest());
  CHECK(shop.event_types() == "ApprovalRequested ApprovalDecided");
}

TEST_CASE("a request that nobody answers in five minutes is over", "[commands]") {
  Shop shop;
  const ApprovalRequest request = shop.ask().value();
  shop.advance(approval_request_seconds - 1);
  CHECK(waiting_approval_requests(shop.db, shop.now) == 1);
  shop.advance(1);
  CHECK(waiting_approval_requests(shop.db, shop.now) == 0);
  CHECK(load_approval_request(shop.db, request.id, shop.now).value().state == RequestState::expired);
  CHECK(shop.decide(request.id, true).error().code == ErrorCode::conflict);
  CHECK(shop.number("SELECT count(*) FROM approval") == 0);
}

TEST_CASE("a wrong PIN is counted and decides nothing", "[commands]") {
  Shop shop;
  const ApprovalRequest request = shop.ask().value();
  CHECK(std::holds_alternative<PinRejected>(shop.decide(request.id, true, "000000").value()));
  CHECK(shop.number("SELECT failed_attempts FROM staff WHERE code = '9001'") == 1);
  CHECK(load_approval_request(shop.db, request.id, shop.now).value().state == RequestState::pending);
}

TEST_CASE("another's PIN does not answer in somebody's session", "[commands]") {
  Shop shop;
  const ApprovalRequest request = shop.ask().value();
  shop.acting = &shop.manager;
  DecideApproval command;
  command.request = request.id;
  command.check.person = shop.cashier.staff_id;
  command.check.right = true;
  const auto decided = shop.run([&](db::Transaction& tx, Context& ctx) { return decide_approval(tx, command, ctx); });
  CHECK(decided.error().code == ErrorCode::conflict);
}

TEST_CASE("requests that wait are listed before all others", "[commands]") {
  Shop shop;
  const ApprovalRequest first = shop.ask().value();
  (void)shop.decide(first.id, false);
  shop.advance(1);
  const ApprovalRequest second = shop.ask().value();
  shop.advance(1);
  const auto listed = approval_requests(shop.db, shop.now, 10);
  REQUIRE(listed.size() == 2);
  CHECK(listed[0].id == second.id);
  CHECK(listed[1].state == RequestState::denied);
}

TEST_CASE("what was asked three months ago goes", "[commands]") {
  Shop shop;
  (void)shop.ask().value();
  shop.advance(91 * seconds_per_day);
  (void)shop.ask().value();
  CHECK(shop.number("SELECT count(*) FROM approval_request") == 1);
}
}  // namespace holdfast::commands
