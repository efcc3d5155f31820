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

namespace {
constexpr std::string_view charges = R"({"currency":"EUR","charges":[
  {"id":"bag","kind":"fee","name":"Bag","amount":"0.10","tax_category":"low"},
  {"id":"bottle","kind":"deposit","name":"Bottle","amount":"0.25","goods":{"categories":["drinks"]}},
  {"id":"nights","kind":"service","name":"After ten","amount":"1","schedule":[{"from":"22:00","to":"06:00"}]},
  {"id":"served","kind":"service","name":"Service","percent":"12.5","services":["eatIn"],"min_guests":6}]})";
/// Three beers at 3.33 and a soup at 5.01, 21 and 6 % on top; `more` are the sale's other members.
std::string party(std::string_view more, std::string_view at = "2026-11-21T12:00:00Z") {
  return R"({"basket":{"currency":"EUR","at":")" + std::string{at} +
         R"(","taxes":{"H":{"rate":"21"},"L":{"rate":"6"}},"lines":[
      {"id":"a","sku":"BEER","quantity":"3","unit_price":"3.33","categories":["drinks"],"taxes":["H"]},
      {"id":"b","sku":"SOUP","quantity":"1","unit_price":"5.01","taxes":["L"]}]},
      "taxCategories":[["L"],["H"]],"lines":[1,0],"own":{"bag":0})" +
         std::string{more} + "}";
}
std::string lines_of(const std::string& answer) {
  std::string out;
  const Json whole = parsed(answer);
  for (const Json& line : whole.find("lines")->items())
    out += line.find("id")->text() + " " + line.find("net")->text() + "+" + line.find("tax")->text() + "; ";
  return out;
}
}  // namespace

TEST_CASE("a sale has the lines of its charges, with taxes and service after the goods were priced", "[wasm]") {
  Boundary boundary;
  CHECK(boundary.keep_charges(charges) == R"({"charges":4})");
  CHECK(lines_of(boundary.price_sale(party(""))) == "a 999+210; b 501+30; charge-1 75+16; ");
  // 12.5 % of 15.00 is 1.88, of which the soup has 0.63.
  CHECK(lines_of(
            boundary.price_sale(party(R"(,"asked":[{"charge":"bag","quantity":"2"}],"service":"eatIn","guests":6)"))) ==
        "a 999+210; b 501+30; charge-1 75+16; charge-2 20+1; charge-3 63+4; charge-4 125+26; ");
  CHECK(lines_of(boundary.price_sale(party("", "2026-11-21T23:00:00Z"))) ==
        "a 999+210; b 501+30; charge-1 75+16; charge-2 33+2; charge-3 67+14; ");
}

TEST_CASE("a tax that is not taken goes out of the prices of a sale and of its charges", "[wasm]") {
  Boundary boundary;
  boundary.keep_charges(R"({"currency":"EUR","charges":[
    {"id":"bag","kind":"fee","name":"Bag","amount":"0.25","tax_category":"high"},
    {"id":"served","kind":"service","name":"Service","percent":"10","services":["eatIn"]}]})");
  const auto sold = [&](std::string_view lifted) {
    return boundary.price_sale(
        R"({"basket":{"currency":"EUR","at":"2026-11-21T12:00:00Z","taxes":{
        "H":{"rate":"21","included":true},"E":{"rate":"2","included":true}},"lines":[
        {"id":"lamp","quantity":"3","unit_price":"49.99","taxes":["H","E"]},
        {"id":"label","quantity":"0.2","unit_price":"12.10","label_amount":"2.43","taxes":["H"]}]},
        "taxCategories":[["H","E"],["H"]],"lines":[0,1],"own":{"bag":1},"service":"eatIn",
        "asked":[{"charge":"bag","quantity":"2"}],"lifted":)" +
        std::string{lifted} + "}");
  };
  const auto lines = [&](std::string_view lifted) { return lines_of(sold(lifted)); };
  CHECK(lines("{}") == "lamp 12193+2804; label 201+42; charge-1 41+9; charge-2 1220+280; charge-3 20+4; ");
  // 49.99 / 1.23 x 0.21 goes out of a lamp: 41.455122, three are 124.37, of which 2.44 are the other tax.
  CHECK(lines(R"({"H":"exempt"})") == "lamp 12193+244; label 201+0; charge-1 41+0; charge-2 1220+24; charge-3 20+0; ");
  CHECK(lines(R"({"H":"reverse_charge","E":"exempt"})") ==
        "lamp 12193+0; label 201+0; charge-1 41+0; charge-2 1219+0; charge-3 20+0; ");
  for (const char* wrong : {R"({"X":"exempt"})", R"({"H":"taxed"})", R"({"H":1})", "[]"}) {
    INFO(wrong);
    CHECK(parsed(sold(wrong)).find("refused") != nullptr);
  }
}

TEST_CASE("a charge that is not known, or has no category where the goods go, is not guessed", "[wasm]") {
  Boundary boundary;
  boundary.keep_charges(charges);
  const auto refused = [&](const std::string& sale) {
    const Json answer = parsed(boundary.price_sale(sale));
    const Json* why = answer.find("refused");
    return why == nullptr ? std::string{} : why->find("type")->text();
  };
  CHECK(refused(party(R"(,"asked":[{"charge":"crate","quantity":"1"}])")) == "urn:holdfast:problem:invalid-argument");
  std::string without = party(R"(,"asked":[{"charge":"bag","quantity":"1"}])");
  without.replace(without.find(R"("own":{"bag":0})"), 15, R"("own":{})");
  CHECK(refused(without) == "urn:holdfast:problem:invalid-argument");
  CHECK(refused(party(R"(,"asked":[{"charge":"bag","quantity":"0"}])")) == "urn:holdfast:problem:invalid-body");
  CHECK(refused(party(R"(,"odd":1)")) == "urn:holdfast:problem:invalid-body");
  CHECK(refused("{}") == "urn:holdfast:problem:invalid-body");
  CHECK(parsed(boundary.keep_charges(R"({"currency":"EUR"})")).find("refused") != nullptr);
  CHECK(boundary.keep_charges(R"({"currency":"EUR","charges":[{"id":"x"}]})") == R"({"charges":0})");
}

TEST_CASE("a refusal across the boundary is the problem that the API would answer", "[wasm]") {
  const Json answer = parsed(Boundary{}.price(R"({"currency":"EUR","lines":[{"unit_price":"x"}]})"));
  const Json& refused = *answer.find("refused");
  CHECK(refused.find("type")->text() == "urn:holdfast:problem:invalid-body");
  CHECK(refused.find("errors")->items().at(0).find("pointer")->text() == "/lines/0/unit_price");
}
}  // namespace holdfast::wasm
