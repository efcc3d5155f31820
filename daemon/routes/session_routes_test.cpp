#include <catch2/catch.hpp>

#include "routes/all_routes.h"
#include "routes/secrets.h"
#include "support/test_store.h"

namespace holdfast::routes {
namespace {
using http::Method;
using test::TestStore;

/// The routes on a store of their own, as dispatch would call them, without a socket.
struct Desk : TestStore {
  Desk() {
    api.use_pepper(std::string(32, 'p'));
    add_pairing_routes(api);
    add_session_routes(api);
    add_staff_routes(api);
    add_settings_routes(api);
    const std::string hash = staff::hash_pin("1111", secrets_of(api).pepper, {1});
    change([&](db::Transaction& tx) {
      tx.prepare("UPDATE staff SET pin_hash = ? WHERE code IN ('1001', '9001')").exec(hash);
    });
    nobody.terminal_id = terminal;
    nobody.terminal = terminal_id;
  }
  Result<Answer> call(Method method, std::string_view path, std::string_view body,
                      std::vector<std::string> params = {}) {
    Input input;
    input.http.method = method;
    input.http.params = std::move(params);
    input.http.peer_address = "10.0.0.1";
    if (!body.empty()) input.body = parse_json(body).value();
    for (const Api::Route& route : api.routes()) {
      if (route.method != method || route.path != path) continue;
      const ReadContext read{.site = site, .now = now, .utc_offset_min = 0, .actor = acting};
      if (route.read) return route.read(input, db, read);
      store::Write write = [&](db::Transaction& tx, commands::Context& context) {
        return route.write(input, tx, context);
      };
      if (route.prepare) write = TRY(route.prepare(input, db, read));
      return run(write);
    }
    return refuse(ErrorCode::not_found, "no such route");
  }
  Api api;
  Actor nobody;
};
}  // namespace

TEST_CASE("signing on answers a token once and has it sealed", "[routes]") {
  Desk desk;
  desk.acting = &desk.nobody;
  const auto answer = desk.call(Method::post, "/v1/sessions", R"({"staffCode":"1001","pin":"1111"})");
  REQUIRE(answer);
  CHECK(answer->status == 201);
  CHECK(answer->tokens_changed);
  CHECK(answer->secret);
  const Json body = parse_json(answer->body).value();
  CHECK(body.find("token")->text().size() == 68);
  CHECK(body.find("staff")->find("role")->text() == "cashier");
  CHECK(body.find("maxDiscountPercent")->text() == "10");
  CHECK(body.find("permissions")->items().size() == desk.cashier.permissions.count());
}

TEST_CASE("a wrong PIN is an answer, so that its count stays, and a lock says when to come back", "[routes]") {
  Desk desk;
  desk.acting = &desk.nobody;
  for (int i = 0; i < 5; ++i) {
    const auto answer = desk.call(Method::post, "/v1/sessions", R"({"staffCode":"1001","pin":"9999"})");
    REQUIRE(answer);
    CHECK(answer->status == 401);
    CHECK(answer->content_type == "application/problem+json");
  }
  desk.advance(20);
  const auto locked = desk.call(Method::post, "/v1/sessions", R"({"staffCode":"1001","pin":"1111"})");
  REQUIRE(locked);
  CHECK(locked->status == 429);
  CHECK(locked->headers == std::vector<std::pair<std::string, std::string>>{{"Retry-After", "40"}});
}

TEST_CASE("the fifth wrong pairing code in a minute bars its address", "[routes]") {
  Desk desk;
  desk.acting = nullptr;
  for (int i = 0; i < 5; ++i)
    CHECK(desk.call(Method::post, "/v1/pairings", R"({"code":"WRONG","name":"x"})").error().code ==
          ErrorCode::unauthenticated);
  CHECK(desk.call(Method::post, "/v1/pairings", R"({"code":"WRONG","name":"x"})")->status == 429);
  desk.advance(60);
  CHECK(desk.call(Method::post, "/v1/pairings", R"({"code":"WRONG","name":"x"})").error().code ==
        ErrorCode::unauthenticated);
}

TEST_CASE("a manager makes a code and a terminal pairs with it", "[routes]") {
  Desk desk;
  desk.acting = &desk.manager;
  const auto made = desk.call(Method::post, "/v1/pairing-codes", "");
  REQUIRE(made);
  const std::string code = parse_json(made->body)->find("code")->text();
  desk.acting = nullptr;
  const auto paired = desk.call(Method::post, "/v1/pairings", R"({"code":")" + code + R"(","name":"New till"})");
  REQUIRE(paired);
  CHECK(paired->status == 201);
  CHECK(paired->tokens_changed);
}

TEST_CASE("a new person signs on with the PIN that was given", "[routes]") {
  Desk desk;
  desk.acting = &desk.manager;
  const auto made =
      desk.call(Method::post, "/v1/staff", R"({"code":"7001","name":"New","role":"cashier","pin":"4321"})");
  REQUIRE(made);
  CHECK(made->body.find("argon2") == std::string::npos);
  desk.acting = &desk.nobody;
  CHECK(desk.call(Method::post, "/v1/sessions", R"({"staffCode":"7001","pin":"4321"})")->status == 201);
  CHECK(desk.call(Method::post, "/v1/sessions", R"({"staffCode":"7001","pin":"1234"})")->status == 401);
}

TEST_CASE("bodies are read strictly", "[routes]") {
  Desk desk;
  desk.acting = &desk.manager;
  const auto fields_of = [&](Method method, std::string_view path, std::string_view body,
                             std::vector<std::string> params = {}) {
    const auto answer = desk.call(method, path, body, std::move(params));
    REQUIRE_FALSE(answer);
    CHECK(answer.error().code == ErrorCode::invalid_body);
    return answer.error().fields.front().pointer;
  };
  CHECK(fields_of(Method::post, "/v1/sessions", R"({"staffCode":"1001","pin":"1","more":1})") == "/more");
  CHECK(fields_of(Method::post, "/v1/sessions", R"({"staffCode":"1001"})") == "/pin");
  CHECK(fields_of(Method::post, "/v1/staff", R"({"code":"1","name":"x","role":"cashier","pin":"12"})") == "/pin");
  CHECK(fields_of(Method::post, "/v1/approvals", R"({"staffCode":"1","pin":"1","action":"fly","reason":""})") ==
        "/action");
  CHECK(fields_of(Method::put, "/v1/roles/{code}", R"({"name":"x","permissions":["fly"]})", {"x"}) == "/permissions");
  CHECK(fields_of(Method::put, "/v1/tenders/{code}", R"({"name":"x","kind":"gold","currency":"EUR"})", {"x"}) ==
        "/kind");
}
}  // namespace holdfast::routes
