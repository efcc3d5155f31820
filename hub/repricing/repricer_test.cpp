#include "repricing/repricer.h"

#include <catch2/catch.hpp>

#include "pricing/price_request.h"
#include "promotions/rule_document.h"

namespace holdfast::repricing {
namespace {
const Currency eur{"EUR", 2};

class Shelf final : public Documents {
 public:
  std::map<std::string, std::vector<Published>> rules;
  std::vector<Published> taxes;
  int reads = 0;
  std::vector<Published> rule(const std::string& id) override {
    ++reads;
    const auto found = rules.find(id);
    return found != rules.end() ? found->second : std::vector<Published>{};
  }
  std::vector<Published> tax_categories() override { return taxes; }
};

std::string ten_percent_off(const std::string& percent = "10") {
  return R"({"id":"ten-off","actions":[{"type":"percent","value":")" + percent + R"("}]})";
}

pricing::Rules rules_of(const std::vector<std::string>& documents) {
  pricing::Rules rules;
  taxes::TaxRate rate;
  rate.code = "VAT21";
  rate.rate = Percent::whole(21);
  rate.included = true;
  rules.taxes.rates = {rate};
  rules.taxes.categories = {{0}};
  std::vector<promotions::Rule> made;
  std::vector<FieldError> errors;
  for (const std::string& document : documents)
    made.push_back(promotions::read_rule(*parse_json(document), Rational{100}, errors));
  REQUIRE(errors.empty());
  rules.promotions = std::make_shared<const promotions::RuleSet>(std::move(made));
  return rules;
}

/// The payload of a sale of a tea and a cake under these rules, and these taxes instead of the everyday one.
std::string sale(const std::vector<std::string>& documents, const std::vector<taxes::TaxRate>& rates = {}) {
  pricing::Basket basket{eur, {}, {}, {}};
  for (const std::int64_t price : {300, 500}) {
    const Money money{price, eur};
    basket.lines.push_back({.key = 1,
                            .sku = "S" + std::to_string(price),
                            .unit_price = money,
                            .list_price = money,
                            .label_amount = {},
                            .min_unit_price = {},
                            .categories = {},
                            .discounts = {}});
  }
  pricing::Rules rules = rules_of(documents);
  if (!rates.empty()) {
    rules.taxes.rates = rates;
    rules.taxes.categories = {{}};
    for (std::uint32_t i = 0; i < rates.size(); ++i) rules.taxes.categories[0].push_back(i);
  }
  const auto priced = pricing::price(basket, rules);
  REQUIRE(priced.has_value());
  std::string out = R"({"kind":"sale","total":)" + std::to_string(priced->total.minor()) + R"(,"net":)" +
                    std::to_string(priced->net.minor()) + R"(,"tax":)" + std::to_string(priced->tax.minor()) +
                    R"(,"pricing":)";
  REQUIRE(pricing::append_derivation(out, basket, rules, *priced, pricing::digest_of(*priced)));
  return out + "}";
}
std::string changed(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}
std::string code_of(const std::string& payload, Documents& documents) {
  const auto finding = Repricer{}.check(*parse_json(payload), documents);
  return finding ? finding->code : "";
}
}  // namespace

TEST_CASE("an honest order agrees with the rules as they were published", "[repricing]") {
  Shelf shelf;
  shelf.rules["ten-off"] = {{7, ten_percent_off()}};
  CHECK(code_of(sale({}), shelf).empty());
  CHECK(code_of(sale({ten_percent_off()}), shelf).empty());
  CHECK(code_of(R"({"kind":"sale","total":1})", shelf).empty());  // an earlier release
}

TEST_CASE("an order that was priced by an older version of a rule still agrees", "[repricing]") {
  Shelf shelf;
  shelf.rules["ten-off"] = {{9, std::nullopt}, {8, ten_percent_off("20")}, {7, ten_percent_off()}};
  CHECK(code_of(sale({ten_percent_off()}), shelf).empty());
}

TEST_CASE("a price that no rule gives is found, with both figures", "[repricing]") {
  Shelf shelf;
  shelf.rules["ten-off"] = {{7, ten_percent_off()}};
  const std::string honest = sale({ten_percent_off()});
  const auto finding = Repricer{}.check(*parse_json(changed(honest, R"("total":720)", R"("total":700)")), shelf);
  REQUIRE(finding);
  CHECK(finding->code == "price_differs");
  CHECK(finding->detail == "the store charged 7.00 EUR, by the published rules it is 7.20 EUR");
  CHECK(code_of(changed(honest, R"("unitPrice":300)", R"("unitPrice":299)"), shelf) == "price_differs");
  CHECK(code_of(changed(honest, R"("rateMicro":21000000)", R"("rateMicro":9000000)"), shelf) == "price_differs");
  CHECK(code_of(sale({ten_percent_off("90")}), shelf) == "price_differs");  // a rule that the store has made up
}

TEST_CASE("what cannot be derived is no difference", "[repricing]") {
  Shelf shelf;
  const std::string honest = sale({ten_percent_off()});
  CHECK(code_of(honest, shelf) == "price_rule_unknown");
  CHECK(code_of(changed(honest, R"("engine":"1.)", R"("engine":"9.)"), shelf) == "price_engine_unknown");
  CHECK(code_of(changed(honest, R"("taxCategories":[[0]])", R"("taxCategories":[[4]])"), shelf) == "price_unread");
  CHECK(code_of(changed(honest, R"("lines":)", R"("novelty":1,"lines":)"), shelf) == "price_unread");
}

TEST_CASE("a tax has to be one that was published, where taxes are", "[repricing]") {
  Shelf shelf;
  const std::string honest = sale({});
  CHECK(code_of(honest, shelf).empty());
  shelf.taxes = {{1, R"({"name":"Standard","rates":[{"code":"VAT21","name":"VAT","rate":"20","included":true}]})"}};
  CHECK(code_of(honest, shelf) == "price_tax_unknown");
  shelf.taxes.push_back(
      {2, R"({"name":"Standard","rates":[{"code":"VAT21","name":"VAT","rate":"21","included":true}]})"});
  CHECK(code_of(honest, shelf).empty());
}

TEST_CASE("a tax is priced again by its order, band and treatment as they were published", "[repricing]") {
  Shelf shelf;
  shelf.taxes = {
      {1, R"({"name":"Standard","rates":[)"
          R"({"code":"GST","name":"GST","rate":"5","included":false,"affectsBase":true,"reverseCharge":"elsewhere"},)"
          R"({"code":"QST","name":"QST","rate":"9.5","included":false,"band":{"of":"unit","from":400}}]})"}};
  taxes::TaxRate gst;
  gst.code = "GST";
  gst.rate = Percent::whole(5);
  gst.affects_base = true;
  taxes::TaxRate qst;
  qst.code = "QST";
  qst.rate = parse_percent("9.5").value();
  qst.band = {taxes::BandOf::unit, 400, std::nullopt, false};
  const std::string honest = sale({}, {gst, qst});
  CHECK(honest.find(R"("tax":90)") != std::string::npos);  // 0.15 and 0.25, and 9.5 % of 5.25
  CHECK(code_of(honest, shelf).empty());
  taxes::TaxRate alone = gst;
  alone.affects_base = false;
  CHECK(code_of(sale({}, {alone, qst}), shelf) == "price_tax_unknown");
  taxes::TaxRate lower = qst;
  lower.band.from = 300;
  CHECK(code_of(sale({}, {gst, lower}), shelf) == "price_tax_unknown");
  CHECK(code_of(changed(honest, R"("from":400)", R"("from":300)"), shelf) == "price_tax_unknown");
  taxes::TaxRate left = gst;
  left.code = "GST-RC";
  left.rate = Percent{};
  left.affects_base = false;
  left.exempt = true;
  CHECK(code_of(sale({}, {left, qst}), shelf).empty());
  left.code = "OTHER-RC";
  CHECK(code_of(sale({}, {left, qst}), shelf) == "price_tax_unknown");
}

TEST_CASE("documents are read once, and again only when an order does not fit what is known", "[repricing]") {
  Shelf shelf;
  shelf.rules["ten-off"] = {{7, ten_percent_off()}};
  Repricer repricer;
  const auto order = parse_json(sale({ten_percent_off()}));
  for (int i = 0; i < 50; ++i) CHECK_FALSE(repricer.check(*order, shelf));
  CHECK(shelf.reads == 1);
  shelf.rules["ten-off"].insert(shelf.rules["ten-off"].begin(), {8, ten_percent_off("15")});
  CHECK_FALSE(repricer.check(*parse_json(sale({ten_percent_off("15")})), shelf));
  CHECK(shelf.reads == 2);
}

TEST_CASE("what was priced by two rules is right whichever of them was read anew first", "[repricing]") {
  const auto rule = [](const std::string& id, const std::string& percent) {
    return R"({"id":")" + id + R"(","actions":[{"type":"percent","value":")" + percent + R"("}]})";
  };
  Shelf shelf;
  shelf.rules["a"] = {{1, rule("a", "10")}};
  shelf.rules["b"] = {{1, rule("b", "20")}};
  Repricer repricer;
  const auto agrees = [&](const std::vector<std::string>& documents) {
    return !repricer.check(*parse_json(sale(documents)), shelf);
  };
  const std::vector<std::string> before{rule("a", "10"), rule("b", "20")}, after{rule("a", "15"), rule("b", "25")};
  CHECK(agrees(before));
  shelf.rules["a"] = {{3, rule("a", "15")}, {1, rule("a", "10")}};
  shelf.rules["b"] = {{3, rule("b", "25")}, {1, rule("b", "20")}};
  CHECK(agrees({rule("b", "25")}));
  CHECK(agrees(before));  // by an old document of one and a new one of the other there is no price
  CHECK(agrees(after));
}

TEST_CASE("a store that was away while a rule changed many times was right", "[repricing]") {
  Shelf shelf;
  for (int version = 60; version > 0; --version)
    shelf.rules["ten-off"].push_back({version, ten_percent_off(std::to_string(version))});
  CHECK(code_of(sale({ten_percent_off("2")}), shelf).empty());
}
}  // namespace holdfast::repricing
