#include "commands/sign_on.h"

#include <catch2/catch.hpp>

#include "commands/change_staff.h"
#include "support/test_store.h"

namespace holdfast::commands {
namespace {
using test::TestStore;
constexpr staff::Pepper pepper{};

/// A store whose cashier has the PIN 1111 and whose manager has 909090, seen from a terminal nobody is signed on at.
struct Till : TestStore {
  Till() {
    const std::string cashier_pin = staff::hash_pin("1111", pepper, {1}),
                      manager_pin = staff::hash_pin("909090", pepper, {2});
    change([&](db::Transaction& tx) {
      tx.prepare("UPDATE staff SET pin_hash = ? WHERE id = ?").exec(cashier_pin, cashier.staff_id);
      tx.prepare("UPDATE staff SET pin_hash = ? WHERE id = ?").exec(manager_pin, manager.staff_id);
    });
    nobody.terminal_id = terminal;
    nobody.terminal = terminal_id;
    acting = &nobody;
  }
  auto sign_on(std::string_view code, std::string_view pin) {
    const staff::PinCheck check = staff::check_pin(db, code, pin, terminal, pepper, now);
    return run([&](db::Transaction& tx, Context& ctx) { return commands::sign_on(tx, {check, {9}}, ctx); });
  }
  bool gets_in(std::string_view code, std::string_view pin) {
    return std::holds_alternative<SignedOn>(sign_on(code, pin).value());
  }
  ErrorCode refused(std::string_view code, std::string_view pin) {
    return std::get<PinRejected>(sign_on(code, pin).value()).code;
  }
  Actor nobody;
};
}  // namespace

TEST_CASE("the right PIN begins a session with the role's permissions", "[commands]") {
  Till till;
  const auto outcome = till.sign_on("1001", "1111");
  const auto& signed_on = std::get<SignedOn>(outcome.value());
  CHECK(signed_on.person.code == "1001");
  CHECK(signed_on.role.permissions == till.cashier.permissions);
  CHECK(signed_on.session.expires == till.now.plus_seconds(till.site.policy.session_hours * 3600));
  CHECK(signed_on.token.size() == 68);
  CHECK(till.number("SELECT count(*) FROM session WHERE ended_us IS NULL") == 4);
  CHECK(till.number("SELECT count(*) FROM session WHERE instr(token_hash, 'hfs_')") == 0);
  CHECK(till.event_types() == "StaffSignedOn");
  CHECK(till.event_bodies().find(signed_on.token) == std::string::npos);
}

TEST_CASE("a wrong PIN, an unknown code and somebody who left are told apart by nobody", "[commands]") {
  Till till;
  till.change([&](db::Transaction& tx) { tx.prepare("UPDATE staff SET active = 0 WHERE code = '9001'").run(); });
  const auto wrong = std::get<PinRejected>(till.sign_on("1001", "9999").value());
  const auto unknown = std::get<PinRejected>(till.sign_on("4242", "1111").value());
  const auto left = std::get<PinRejected>(till.sign_on("9001", "909090").value());
  for (const PinRejected& rejected : {wrong, unknown, left}) {
    CHECK(rejected.code == ErrorCode::wrong_pin);
    CHECK(rejected.detail == wrong.detail);
  }
  CHECK(till.number("SELECT failed_attempts FROM staff WHERE code = '1001'") == 1);
  CHECK(till.number("SELECT failed_attempts FROM terminal") == 3);
}

TEST_CASE("five wrong PINs lock person and terminal, and the lock doubles", "[commands]") {
  Till till;
  for (int i = 0; i < 5; ++i) CHECK(till.refused("1001", "0000") == ErrorCode::wrong_pin);
  CHECK(till.refused("1001", "1111") == ErrorCode::locked_out);
  CHECK(till.refused("9001", "909090") == ErrorCode::locked_out);  // the terminal is
  CHECK(till.event_types() == "StaffLockedOut");
  till.advance(61);
  CHECK(till.refused("1001", "0000") == ErrorCode::wrong_pin);
  till.advance(61);
  CHECK(till.refused("1001", "1111") == ErrorCode::locked_out);
  till.advance(60);
  CHECK(till.gets_in("1001", "1111"));
  CHECK(till.number("SELECT failed_attempts FROM staff WHERE code = '1001'") == 0);
  CHECK(till.number("SELECT failed_attempts FROM terminal") == 0);
}

TEST_CASE("unknown codes lock the terminal just as wrong PINs do", "[commands]") {
  Till till;
  for (int i = 0; i < 5; ++i) CHECK(till.refused("7" + std::to_string(i), "0000") == ErrorCode::wrong_pin);
  CHECK(till.refused("75", "0000") == ErrorCode::locked_out);
}

TEST_CASE("checks made at once do not let more guesses through than one after the other", "[commands]") {
  Till till;
  std::vector<staff::PinCheck> checks;
  for (int i = 0; i < 5; ++i)
    checks.push_back(staff::check_pin(till.db, "1001", "0000", till.terminal, pepper, till.now));
  checks.push_back(staff::check_pin(till.db, "1001", "1111", till.terminal, pepper, till.now));
  CHECK(checks.back().right);
  for (const staff::PinCheck& check : checks) {
    const auto outcome = till.run([&](db::Transaction& tx, Context& ctx) { return sign_on(tx, {check, {}}, ctx); });
    CHECK(std::holds_alternative<PinRejected>(outcome.value()));
  }
}

TEST_CASE("a PIN that was changed while it was checked does not count", "[commands]") {
  Till till;
  const staff::PinCheck check = staff::check_pin(till.db, "1001", "1111", till.terminal, pepper, till.now);
  till.change(
      [&](db::Transaction& tx) { tx.prepare("UPDATE staff SET pin_hash = 'other' WHERE code = '1001'").run(); });
  const auto outcome = till.run([&](db::Transaction& tx, Context& ctx) { return sign_on(tx, {check, {}}, ctx); });
  CHECK(std::get<PinRejected>(outcome.value()).code == ErrorCode::wrong_pin);
}

TEST_CASE("a new PIN unlocks its person", "[commands]") {
  Till till;
  for (int i = 0; i < 5; ++i) till.refused("1001", "0000");
  till.acting = &till.manager;
  REQUIRE(till.run([&](db::Transaction& tx, Context& ctx) {
    return change_staff(tx,
                        {.id = till.cashier.staff,
                         .name = {},
                         .role = {},
                         .active = {},
                         .pin_hash = staff::hash_pin("2468", pepper, {3})},
                        ctx);
  }));
  CHECK(till.number("SELECT failed_attempts + locked_until_us FROM staff WHERE code = '1001'") == 0);
}

TEST_CASE("signing off ends the session", "[commands]") {
  TestStore store;
  REQUIRE(store.run([&](db::Transaction& tx, Context& ctx) { return sign_off(tx, ctx); }));
  CHECK(store.number("SELECT ended_us FROM session WHERE id = " + std::to_string(store.cashier.session_id)) ==
        store.now.unix_us());
  CHECK(store.number("SELECT count(*) FROM session WHERE ended_us IS NULL") == 2);
}

namespace {
auto approve_by(Till& till, std::string_view code, std::string_view pin, Permission action) {
  till.acting = &till.cashier;
  const staff::PinCheck check = staff::check_pin(till.db, code, pin, till.terminal, pepper, till.now);
  return till.run(
      [&](db::Transaction& tx, Context& ctx) { return approve(tx, {check, action, "customer left"}, ctx); });
}
}  // namespace

TEST_CASE("another person who may do it consents for two minutes", "[commands]") {
  Till till;
  const auto outcome = approve_by(till, "9001", "909090", Permission::void_cart);
  const auto& approved = std::get<Approved>(outcome.value());
  CHECK(approved.approver.code == "9001");
  CHECK(approved.expires == till.now.plus_seconds(120));
  CHECK(till.text("SELECT action FROM approval") == "void_cart");
  CHECK(till.number("SELECT requester_id FROM approval") == till.cashier.staff_id);
  CHECK(till.number("SELECT count(*) FROM audit_entry WHERE action = 'approval' AND approver_id IS NOT NULL") == 1);
}

TEST_CASE("nobody consents to their own action or to what they may not do", "[commands]") {
  Till till;
  CHECK(approve_by(till, "1001", "1111", Permission::sell).error().code == ErrorCode::conflict);
  till.change([&](db::Transaction& tx) {
    tx.prepare("UPDATE staff SET pin_hash = (SELECT pin_hash FROM staff WHERE code = '1001') WHERE code = '1002'")
        .run();
  });
  CHECK(approve_by(till, "1002", "1111", Permission::sell).error().code == ErrorCode::permission_denied);
  till.change([&](db::Transaction& tx) {
    tx.prepare("DELETE FROM role_permission WHERE role_id = ? AND permission = 'void_cart'").exec(till.manager_role);
  });
  CHECK(approve_by(till, "9001", "909090", Permission::void_cart).error().code == ErrorCode::permission_denied);
  CHECK(till.number("SELECT count(*) FROM approval") == 0);
}

TEST_CASE("a wrong PIN for consent counts as one at sign-on does", "[commands]") {
  Till till;
  for (int i = 0; i < 5; ++i)
    CHECK(std::get<PinRejected>(approve_by(till, "9001", "1", Permission::void_cart).value()).code ==
          ErrorCode::wrong_pin);
  CHECK(std::get<PinRejected>(approve_by(till, "9001", "909090", Permission::void_cart).value()).code ==
        ErrorCode::locked_out);
}
}  // namespace holdfast::commands
