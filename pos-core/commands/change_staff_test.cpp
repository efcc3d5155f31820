#include "commands/change_staff.h"

#include <catch2/catch.hpp>

#include "support/test_store.h"

namespace holdfast::commands {
namespace {
using test::TestStore;
struct Office : TestStore {
  Office() { acting = &manager; }
  auto change(const ChangeStaff& command) {
    return run([&](db::Transaction& tx, Context& ctx) { return change_staff(tx, command, ctx); });
  }
  auto put(const PutRole& command) {
    return run([&](db::Transaction& tx, Context& ctx) { return put_role(tx, command, ctx); });
  }
};
ChangeStaff of(const Uuid& id) {
  ChangeStaff command;
  command.id = id;
  return command;
}
}  // namespace

TEST_CASE("a new person has a code of their own and a role that exists", "[commands]") {
  Office office;
  const auto create = [&](CreateStaff command) {
    return office.run([&](db::Transaction& tx, Context& ctx) { return create_staff(tx, command, ctx); });
  };
  const auto made = create({"2001", "New", "cashier", "hash", true});
  REQUIRE(made);
  CHECK(made->role == "cashier");
  CHECK(create({"2001", "Twin", "cashier", "hash", true}).error().code == ErrorCode::duplicate);
  CHECK(create({"2002", "New", "pirate", "hash", true}).error().code == ErrorCode::not_found);
  office.acting = &office.cashier;
  CHECK(create({"2003", "New", "cashier", "hash", true}).error().code == ErrorCode::approval_required);
  const std::string body = office.event_bodies();
  CHECK(body.find("\"New\"") == std::string::npos);
  CHECK(body.find("hash\"") == std::string::npos);
}

TEST_CASE("the last person who may administer the staff cannot be locked out", "[commands]") {
  Office office;
  ChangeStaff leave = of(office.manager.staff);
  leave.active = false;
  CHECK(office.change(leave).error().code == ErrorCode::conflict);
  ChangeStaff demote = of(office.manager.staff);
  demote.role = "cashier";
  CHECK(office.change(demote).error().code == ErrorCode::conflict);
  CHECK(office.put({"manager", "Manager", {}, {}, {}}).error().code == ErrorCode::conflict);
  ChangeStaff promote = of(office.cashier.staff);
  promote.role = "manager";
  REQUIRE(office.change(promote));
  CHECK(office.change(leave));
}

TEST_CASE("whoever leaves is signed off everywhere", "[commands]") {
  Office office;
  ChangeStaff leave = of(office.cashier.staff);
  leave.active = false;
  REQUIRE(office.change(leave));
  CHECK(office.number("SELECT count(*) FROM session WHERE ended_us IS NULL") == 2);
}

TEST_CASE("a new PIN ends what was begun with the old one, but not where it is set", "[commands]") {
  Office office;
  const auto signed_on = [&](const Actor& actor) {
    return office.number("SELECT count(*) FROM session WHERE ended_us IS NULL AND staff_id = " +
                         std::to_string(actor.staff_id));
  };
  const auto cashier = signed_on(office.cashier), manager = signed_on(office.manager);
  REQUIRE((cashier >= 1 && manager >= 1));
  ChangeStaff reset = of(office.cashier.staff);
  reset.pin_hash = "another hash";
  REQUIRE(office.change(reset));
  CHECK(signed_on(office.cashier) == 0);
  CHECK(signed_on(office.manager) == manager);
  ChangeStaff own = of(office.manager.staff);
  own.pin_hash = "another hash";
  REQUIRE(office.change(own));
  CHECK(signed_on(office.manager) == 1);
  REQUIRE(office.change(own));  // as a hub says it again
  CHECK(signed_on(office.manager) == 1);
}

TEST_CASE("a role has limits and loses them again", "[commands]") {
  Office office;
  staff::Permissions some;
  some.set(static_cast<std::size_t>(Permission::sell));
  const auto put = office.put({"trainee", "Trainee", some, Percent::whole(5), 1000});
  REQUIRE(put);
  auto role = staff::find_role(office.db, "trainee");
  REQUIRE(role);
  CHECK(role->max_discount == Percent::whole(5));
  CHECK(role->max_open_price == 1000);
  CHECK(role->permissions == some);
  REQUIRE(office.put({"trainee", "Trainee", {}, std::nullopt, std::nullopt}));
  role = staff::find_role(office.db, "trainee");
  CHECK(role->row == put->row);
  CHECK_FALSE(role->max_discount);
  CHECK(role->permissions.none());
}
}  // namespace holdfast::commands
