#include "simulation/assortment.h"

#include "base/json.h"
#include "base/json_writer.h"
#include "catalogue/price_rows.h"
#include "catalogue/variant_rows.h"
#include "money/money.h"
#include "site/site.h"

namespace holdfast::simulation {
namespace {
constexpr std::int64_t articles = 24;  ///< at most
constexpr std::int64_t steady = 12;    ///< of them, which never go: a price in a book needs its article
constexpr std::int64_t rules = 5;

std::string sku_of(std::int64_t number) { return "A" + std::to_string(number); }

engine::MasterRow article(sim::Chance& chance, std::int64_t number) {
  engine::MasterRow row{"article", sku_of(number), wire::Op::put, {}};
  const std::string cents = std::to_string(100 + chance.below(100)).substr(1);
  JsonWriter json{row.body};
  json.begin_object().member("sku", row.key).member("name", "Ware " + std::to_string(number));
  json.member("price", std::to_string(chance.below(60)) + "." + cents);
  json.member("taxCategory", number % 3 == 0 ? "reduced" : "standard").end_object();
  return row;
}

std::string some_skus(sim::Chance& chance) {
  std::string out = "[";
  for (std::int64_t number = chance.below(4); number < articles; number += chance.between(1, 5))
    out += (out.size() > 1 ? ",\"" : "\"") + sku_of(number) + '"';
  return out + "]";
}

/// A different kind for each; what it gives changes.
engine::MasterRow rule(sim::Chance& chance, std::int64_t number) {
  engine::MasterRow row{"promotion_rule", "R" + std::to_string(number), wire::Op::put, {}};
  const std::string percent = std::to_string(chance.between(1, 60));
  const std::string skus = R"({"skus":)" + some_skus(chance) + "}";
  std::string action;
  switch (number) {
    case 0:
      action = R"({"type":"percent","value":")" + percent + R"(","select":)" + skus + "}";
      break;
    case 1:
      action = R"({"type":"cheapest","value":")" + percent + R"(","per_group_of":")" +
               std::to_string(chance.between(2, 4)) + R"("})";
      break;
    case 2:
      action = R"({"type":"percent","target":"order","value":")" + percent + R"("})";
      break;
    case 3:
      action = R"({"type":"buy_get","buy":{"quantity":"1","select":)" + skus +
               R"(},"get":{"quantity":"1","percent":")" + percent + R"(","select":)" + skus + "}}";
      break;
    default:
      action = R"({"type":"amount","value":")" + std::to_string(chance.between(1, 3)) +
               R"(.35","allocation":"across","select":)" + skus + "}";
  }
  row.body =
      R"({"id":")" + row.key + R"(","priority":)" + std::to_string(chance.below(3)) + R"(,"actions":[)" + action + "]}";
  return row;
}

engine::MasterRow some_change(sim::Chance& chance) {
  const std::int64_t what = chance.below(10);
  if (what < 3) {
    engine::MasterRow row = rule(chance, chance.below(rules));
    if (chance.in(200)) row.op = wire::Op::del;
    return row;
  }
  if (what == 3) {
    const std::string sku = sku_of(chance.below(steady));
    const std::string body =
        R"({"book":"week","sku":")" + sku + R"(","price":)" + std::to_string(chance.between(1, 5'000)) + "}";
    return {"price", "week/" + sku, chance.in(300) ? wire::Op::del : wire::Op::put, body};
  }
  const std::int64_t number = chance.below(articles);
  engine::MasterRow row = article(chance, number);
  if (number >= steady && chance.in(250)) row.op = wire::Op::del;
  return row;
}

Sha256 digest(const std::map<std::string, std::int64_t>& prices) {
  std::string all;
  for (const auto& [sku, amount] : prices) all += sku + '=' + std::to_string(amount) + '\n';
  return sha256(all);
}
}  // namespace

std::vector<engine::MasterRow> publication(sim::Chance& chance, bool first) {
  std::vector<engine::MasterRow> rows;
  if (!first) {
    for (std::int64_t i = chance.between(1, 12); i > 0; --i) rows.push_back(some_change(chance));
    return rows;
  }
  const auto tax = [&](const char* code, const char* name, const char* rate) {
    rows.push_back({"tax_category", code, wire::Op::put,
                    std::string{R"({"name":")"} + code + R"(","rates":[{"code":")" + name + R"(","name":")" + name +
                        R"(","rate":")" + rate + R"("}]})"});
  };
  tax("standard", "VAT23", "23");
  tax("reduced", "VAT13.5", "13.5");
  rows.push_back({"price_book", "week", wire::Op::put, R"({"currency":"EUR","priority":5})"});
  for (std::int64_t i = 0; i < articles - 4; ++i) rows.push_back(article(chance, i));
  for (std::int64_t i = 0; i < rules - 1; ++i) rows.push_back(rule(chance, i));
  return rows;
}

Sha256 view_of(const sim::Masters::Rows& rows) {
  std::map<std::string, std::int64_t> prices;
  for (const auto& [key, row] : rows) {
    if (key.first != "article" && key.first != "price") continue;
    const auto body = parse_json(row.body);
    if (!body) continue;
    if (key.first == "price")
      prices[body->find("sku")->text()] = body->find("price")->integer().value_or(0);
    else if (const auto price = parse_money(body->find("price")->text(), Currency{"EUR", 2}))
      prices[key.second] = price->minor();  // `article` sorts before `price`, whose book has the last word
  }
  return digest(prices);
}

Sha256 view_of(db::Connection& connection) {
  std::vector<std::string> skus;
  db::Statement& rows = connection.prepare("SELECT sku FROM product_variant");
  while (rows.step()) skus.push_back(rows.string(0));
  const auto site = site::load(connection);
  std::map<std::string, std::int64_t> prices;
  for (const std::string& sku : skus) {
    const auto variant = catalogue::find_variant_by_sku(connection, sku);
    if (!variant || !variant->active) continue;
    if (const auto price = catalogue::price_of(connection, *variant, Quantity::pieces(1), Instant{}, *site))
      prices[sku] = price->amount;
  }
  return digest(prices);
}
}  // namespace holdfast::simulation
