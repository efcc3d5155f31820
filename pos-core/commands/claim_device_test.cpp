#include "commands/claim_device.h"

#include <catch2/catch.hpp>

#include "commands/change_device.h"
#include "commands/pair_terminal.h"
#include "commands/sign_on.h"
#include "devices/taker.h"
#include "support/test_store.h"

using namespace holdfast;
using namespace holdfast::commands;

namespace {
/// A scale that two terminals may use.
struct Counter : test::TestStore {
  Counter() {
    acting = &manager;
    PutDevice wish;
    wish.kind = devices::Kind::scale;
    wish.name = "Scale";
    wish.address = "tcp://127.0.0.1:1";
    wish.registers = std::vector<Uuid>{register_id};
    device = run([&](auto& tx, auto& ctx) { return put_device(tx, wish, ctx); })->id;
    other_id = ids.next(now);
    change([&](db::Transaction& tx) {
      tx.prepare(
            "INSERT INTO terminal(id, uuid, name, token_hash, paired_us) VALUES (77, ?, 'Till 2', randomblob(32), 0)")
          .exec(other_id);
    });
    other = other_cashier;
    other.terminal_id = 77;
    other.terminal = other_id;
    acting = &cashier;
  }
  auto claim(const Actor& who, std::int64_t seconds = 120) {
    acting = &who;
    return run([&](auto& tx, auto& ctx) { return claim_device(tx, {device, seconds}, ctx); });
  }
  auto release(const Actor& who, Release how = Release::own) {
    acting = &who;
    return run([&](auto& tx, auto& ctx) { return release_device(tx, device, how, ctx); });
  }
  std::int64_t audited(const std::string& action) {
    return number("SELECT count(*) FROM audit_entry WHERE action = '" + action + "'");
  }
  Uuid device, other_id;
  Actor other;
};
}  // namespace

TEST_CASE("a claim keeps the others off, and says who holds the device", "[commands]") {
  Counter counter;
  REQUIRE(counter.claim(counter.cashier));
  const auto refused = counter.claim(counter.other);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::in_use_elsewhere);
  CHECK(refused.error().detail.find(counter.cashier.staff_code) != std::string::npos);
  CHECK(counter.release(counter.other).error().code == ErrorCode::in_use_elsewhere);
  REQUIRE(counter.release(counter.cashier));
  CHECK(counter.claim(counter.other));
  CHECK(counter.audited("device_claim_claimed") == 2);
  CHECK(counter.audited("device_claim_released") == 1);
}

TEST_CASE("claiming again renews, without another word in the log", "[commands]") {
  Counter counter;
  const auto first = counter.claim(counter.cashier);
  counter.advance(100);
  const auto again = counter.claim(counter.cashier);
  REQUIRE(again);
  CHECK(again->since == first->since);
  CHECK(again->expires == counter.now.plus_seconds(120));
  CHECK(counter.audited("device_claim_claimed") == 1);
}

TEST_CASE("a claim that has run out is free for the next, and its end is told", "[commands]") {
  Counter counter;
  REQUIRE(counter.claim(counter.cashier, 10));
  counter.advance(10);
  REQUIRE(counter.claim(counter.other));
  CHECK(counter.audited("device_claim_expired") == 1);
  counter.advance(3600);
  counter.run([&](auto& tx, auto& ctx) -> Result<> {
    expire_claims(tx, ctx);
    return {};
  });
  CHECK(counter.audited("device_claim_expired") == 2);
  CHECK(counter.number("SELECT count(*) FROM device_claim") == 0);
}

TEST_CASE("what a terminal holds that has left is the next one's at once, and its end is told", "[commands]") {
  Counter counter;
  REQUIRE(counter.claim(counter.cashier));
  const auto claim_after = [&](std::vector<Uuid> left) {
    counter.acting = &counter.other;
    return counter.run(
        [&](auto& tx, auto& ctx) { return claim_device(tx, {.device = counter.device, .left = left}, ctx); });
  };
  CHECK(claim_after({counter.other_id}).error().code == ErrorCode::in_use_elsewhere);
  const auto mine = claim_after({counter.other_id, counter.terminal_id});
  REQUIRE(mine);
  CHECK((mine->terminal == counter.other_id && mine->since == counter.now));
  CHECK(counter.audited("device_claim_left") == 1);
  CHECK(counter.audited("device_claim_claimed") == 2);
  CHECK(counter.number("SELECT count(*) FROM device_claim") == 1);
}

TEST_CASE("a till takes a device over from one that is there by take_over alone, and that is audited", "[commands]") {
  Counter counter;
  REQUIRE(counter.claim(counter.cashier));
  const auto take_over = [&](const Actor& who) {
    counter.acting = &who;
    return counter.run(
        [&](auto& tx, auto& ctx) { return claim_device(tx, {.device = counter.device, .take_over = true}, ctx); });
  };
  counter.other.permissions.reset(static_cast<std::size_t>(Permission::take_over));
  CHECK(take_over(counter.other).error().code == ErrorCode::approval_required);
  counter.other.permissions.set(static_cast<std::size_t>(Permission::take_over));
  REQUIRE(take_over(counter.other));
  CHECK(counter.audited("device_claim_taken_over") == 1);
  CHECK(take_over(counter.other)->since == counter.now);  // of its own: only longer
  CHECK(counter.audited("device_claim_taken_over") == 1);
}

TEST_CASE("force takes device_admin and is audited with who did it", "[commands]") {
  Counter counter;
  REQUIRE(counter.claim(counter.other));
  CHECK(counter.release(counter.cashier, Release::forced).error().code == ErrorCode::approval_required);
  REQUIRE(counter.release(counter.manager, Release::forced));
  CHECK(counter.number("SELECT staff_id FROM audit_entry WHERE action = 'device_claim_forced'") ==
        counter.manager.staff_id);
  CHECK(counter.number("SELECT count(*) FROM device_claim") == 0);
}

TEST_CASE("claims go with sign-off and with a revoked terminal", "[commands]") {
  Counter counter;
  REQUIRE(counter.claim(counter.cashier));
  REQUIRE(counter.run([&](auto& tx, auto& ctx) { return sign_off(tx, ctx); }));
  CHECK(counter.audited("device_claim_signed_off") == 1);
  REQUIRE(counter.claim(counter.other));
  counter.acting = &counter.manager;
  REQUIRE(counter.run([&](auto& tx, auto& ctx) { return revoke_terminal(tx, counter.other_id, ctx); }));
  CHECK(counter.audited("device_claim_terminal_revoked") == 1);
  CHECK(counter.number("SELECT count(*) FROM device_claim") == 0);
}

TEST_CASE("what is out of bounds is refused", "[commands]") {
  Counter counter;
  CHECK(counter.claim(counter.cashier, 0).error().code == ErrorCode::invalid_argument);
  CHECK(counter.claim(counter.cashier, 3601).error().code == ErrorCode::invalid_argument);
  Actor nobody;
  nobody.permissions.set();
  CHECK(counter.claim(nobody).error().code == ErrorCode::conflict);
}

TEST_CASE("what a device reads is for the claiming terminal, else for the till that works its register", "[devices]") {
  Counter counter;
  const auto taker = [&] {
    return devices::taker_of(counter.db, counter.number("SELECT id FROM device"), counter.now);
  };
  REQUIRE(taker());
  CHECK(taker()->terminal == counter.terminal_id);  // paired for the register
  counter.change([&](db::Transaction& tx) { tx.prepare("UPDATE terminal SET register_id = NULL").exec(); });
  CHECK_FALSE(taker());
  counter.change([&](db::Transaction& tx) {
    tx.prepare(
          "INSERT INTO session(uuid, token_hash, terminal_id, staff_id, created_us, expires_us) VALUES (?, "
          "randomblob(32), 77, ?, ?, ?)")
        .exec(counter.ids.next(counter.now), counter.cashier.staff_id, counter.now, counter.now.plus_seconds(3600));
  });
  CHECK_FALSE(taker());  // signed on, but not at the register
  counter.change([&](db::Transaction& tx) {
    tx.prepare("UPDATE terminal SET register_id = ? WHERE id = 77").exec(counter.register_1);
  });
  REQUIRE(taker());
  CHECK(taker()->terminal == counter.other_id);
  CHECK(taker()->register_id == counter.register_id);
  REQUIRE(counter.claim(counter.cashier));
  CHECK(taker()->terminal == counter.cashier.terminal);
  counter.advance(121);
  CHECK(taker()->terminal == counter.other_id);
  counter.advance(24 * 3600);  // nobody is signed on any more
  CHECK_FALSE(taker());
}
