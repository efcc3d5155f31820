#include "wasm/boundary.h"

#include <catch2/catch.hpp>

#include "base/json.h"

namespace holdfast::wasm {
namespace {
constexpr std::string_view tea = R"({"currency":"EUR","lines":[{"sku":"TEA","unit_price":"3.00"}]})";

Json parsed(const std::string& text) { return parse_json(text).value(); }
std::int64_t total(const std::string& answer) { return parsed(answer).find("total")->integer().value(); }
}  // namespace

TEST_CASE("a basket that brings no rules is priced by those that are kept", "[wasm]") {
  Boundary boundary;
  CHECK(total(boundary.price(tea)) == 300);
  CHECK(boundary.keep_rules(
            R"({"currency":"EUR","promotions":[{"id":"half","actions":[{"type":"percent","value":"50"}]}]})") ==
        R"({"rules":1})");
  CHECK(total(boundary.price(tea)) == 150);
  const std::string own = R"({"currency":"EUR","promotions":[],"lines":[{"sku":"TEA","unit_price":"3.00"}]})";
  CHECK(total(boundary.price(own)) == 300);
}

TEST_CASE("rules that do not read are refused as a whole and the former ones stay", "[wasm]") {
  Boundary boundary;
  boundary.keep_rules(R"({"currency":"EUR","promotions":[{"id":"half","actions":[{"type":"percent","value":"50"}]}]})");
  for (const char* wrong :
       {"", "[]", R"({"promotions":[]})", R"({"currency":"EUR"})",
        R"({"currency":"EUR","promotions":[{"id":"x","actions":[{"type":"percent","value":"120"}]}]})"}) {
    const Json answer = parsed(boundary.keep_rules(wrong));
    CHECK(answer.find("refused") != nullptr);
  }
  CHECK(total(boundary.price(tea)) == 150);
}

TEST_CASE("a refusal across the boundary is the problem that the API would answer", "[wasm]") {
  const Json answer = parsed(Boundary{}.price(R"({"currency":"EUR","lines":[{"unit_price":"x"}]})"));
  const Json& refused = *answer.find("refused");
  CHECK(refused.find("type")->text() == "urn:holdfast:problem:invalid-body");
  CHECK(refused.find("errors")->items().at(0).find("pointer")->text() == "/lines/0/unit_price");
}
}  // namespace holdfast::wasm
