#include "http/router.h"

#include <catch2/catch.hpp>

namespace holdfast::http {
namespace {
Router<std::string> shop_routes() {
  Router<std::string> router;
  router.add(Method::get, "/", "root");
  router.add(Method::get, "/v1/carts/{id}", "cart");
  router.add(Method::delete_, "/v1/carts/{id}", "drop cart");
  router.add(Method::get, "/v1/carts/current", "current");
  router.add(Method::post, "/v1/carts", "open");
  router.add(Method::patch, "/v1/carts/{id}/items/{itemId}", "change item");
  router.add(Method::get, "/v1/lookup/{code}", "lookup");
  return router;
}
}  // namespace

TEST_CASE("a route is found by its segments and gives its parameters decoded and in order", "[http]") {
  const auto router = shop_routes();
  const auto match = router.match(Method::patch, "/v1/carts/c%201/items/%2F2");
  REQUIRE(match);
  CHECK(*match.route == "change item");
  CHECK(match.params == std::vector<std::string>{"c 1", "/2"});
  CHECK(*router.match(Method::get, "/").route == "root");
  CHECK(*router.match(Method::get, "/v1/carts/current").route == "current");
  CHECK(*router.match(Method::get, "/v1/carts/currents").route == "cart");
}

TEST_CASE("a literal that lacks the method falls back to the parameter", "[http]") {
  const auto router = shop_routes();
  const auto match = router.match(Method::delete_, "/v1/carts/current");
  REQUIRE(match);
  CHECK(*match.route == "drop cart");
  CHECK(match.params == std::vector<std::string>{"current"});
}

TEST_CASE("an unknown path is not found, a known one with another method says what is allowed", "[http]") {
  const auto router = shop_routes();
  using enum RouteTree::Outcome;
  for (const char* path :
       {"/v1", "/v1/carts/", "/v1/carts//items/2", "/v1/carts/1/items", "/v1/carts/1/2", "//", "*", ""})
    CHECK(router.match(Method::get, path).outcome == not_found);
  const auto post = router.match(Method::post, "/v1/carts/1");
  CHECK(post.outcome == method_not_allowed);
  CHECK(post.allow == "GET, HEAD, DELETE");
  CHECK(router.match(Method::get, "/v1/carts").allow == "POST");
}

TEST_CASE("HEAD takes the route of GET and a broken parameter is a bad request", "[http]") {
  const auto router = shop_routes();
  CHECK(*router.match(Method::head, "/v1/lookup/400").route == "lookup");
  CHECK(router.match(Method::get, "/v1/lookup/%4").outcome == RouteTree::Outcome::bad_encoding);
  CHECK(router.match(Method::get, "/v1/lookup/%00").outcome == RouteTree::Outcome::bad_encoding);
}
}  // namespace holdfast::http
