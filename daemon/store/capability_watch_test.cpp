#include "store/capability_watch.h"

#include <catch2/catch.hpp>

#include "store/store_fixture.h"

namespace holdfast::store {
namespace {
struct Shop : StoreFixture {
  Shop() { watch.start(); }
  ~Shop() { watch.stop(); }
  capabilities::State of(std::string_view operation) {
    return store().capabilities()->operations[capabilities::operation_index(operation)].state;
  }
  std::int64_t audited() { return number("SELECT count(*) FROM audit_entry WHERE action = 'outage_drill'"); }
  CapabilityWatch watch{io(), store(), registry()};
};
}  // namespace

TEST_CASE("a drill that nobody ends ends by itself at its minute, with what it refused in the trail", "[store]") {
  constexpr std::int64_t second = 1'000'000, minutes = 15 * 60 * second;
  Shop shop;
  CHECK(shop.of("catalogue.edit") == capabilities::State::allowed);
  const Instant begun{shop.now_us.load()};
  shop.watch.start_drill({capabilities::Mode::edge, begun, Instant{begun.unix_us() + minutes}, "a rehearsal", {}});
  CHECK(shop.of("catalogue.edit") == capabilities::State::denied);
  shop.watch.on_refusal("catalogue.edit");

  shop.now_us += minutes - second;
  shop.watch.look();
  REQUIRE(shop.watch.drill());
  CHECK(shop.of("catalogue.edit") == capabilities::State::denied);
  CHECK(shop.audited() == 0);

  shop.now_us += second;
  shop.watch.look();
  CHECK_FALSE(shop.watch.drill());
  CHECK(shop.of("catalogue.edit") == capabilities::State::allowed);
  REQUIRE(shop.run_until([&] { return shop.audited() == 1; }));
  CHECK(
      shop.number("SELECT count(*) FROM audit_entry WHERE action = 'outage_drill' AND detail LIKE '%a rehearsal%' AND "
                  "detail LIKE '%catalogue.edit%'") == 1);
  // It ended once.
  shop.watch.look();
  CHECK(shop.audited() == 1);
}
}  // namespace holdfast::store
