#include <catch2/catch.hpp>

#include "capabilities/table.h"
#include "routes/all_routes.h"
#include "routes/capability_routes.h"
#include "routes/card_routes.h"
#include "routes/device_routes.h"
#include "routes/discovery_routes.h"
#include "routes/display_routes.h"
#include "routes/customer_desk.h"
#include "routes/gift_card_desk.h"
#include "routes/system_routes.h"
#include "routes/weighing_routes.h"
#include "store/store_fixture.h"

using namespace holdfast;

TEST_CASE("every route names its operation in the capability table", "[capabilities]") {
  store::StoreFixture fixture;
  routes::Api api;
  routes::add_resource_routes(api);
  routes::add_system_routes(api, fixture.store(), fixture.registry());
  routes::add_capability_routes(api, fixture.store(), nullptr);
  routes::add_device_routes(api, {});
  routes::add_weighing_routes(api, {});
  routes::add_display_routes(api, nullptr);
  routes::add_discovery_routes(api, {});
  routes::add_card_routes(api, {});
  routes::add_gift_card_desk(api, nullptr);
  routes::add_customer_desk(api, nullptr);
  std::size_t named = 0;
  for (const auto& route : api.routes()) {
    INFO(to_string(route.method) << " " << route.path << " belongs into schema/capabilities.yaml");
    const bool known = capabilities::operation_of(to_string(route.method), route.path).has_value();
    CHECK(known);
    named += known ? 1 : 0;
  }
  CHECK(named > 100);
}
