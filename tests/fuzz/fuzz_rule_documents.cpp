// Documents that a store is run by, from outside: price lists, charges, tax categories, terms of articles, what an
// order says of its pricing, and a till's sale. Whatever reads is put to work on some goods; what it comes to adds up.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "charges/charge_document.h"
#include "commands/article_terms.h"
#include "mutate_json.h"
#include "pricing/derivation.h"
#include "pricing/price_list_document.h"
#include "pricing/price_request.h"
#include "promotions/rule_document.h"
#include "taxes/compute_taxes.h"
#include "taxes/rate_document.h"
#include "taxes/solvable.h"
#include "wasm/boundary.h"

using namespace holdfast;

namespace {
const Rational cents{100};
const Currency eur{"EUR", 2};

void require(bool holds) {
  if (!holds) __builtin_trap();
}
/// A refusal says why.
void require_reason(const Error& error) { require(!error.fields.empty() || !error.detail.empty()); }

void price_lists(const Json& document) {
  auto lists = pricing::read_price_lists(document, cents);
  if (!lists) return require_reason(lists.error());
  const pricing::PriceListIndex index{*std::move(lists)};
  for (const char* quantity : {"1", "0.482", "12", "100000"}) {
    pricing::PriceSources sources{.base_price = Rational{250}, .lists = index.about("TEA", {"drinks"})};
    pricing::PriceQuery query{.sku = "TEA", .categories = {"drinks"}, .channel = "POS", .currency = "EUR"};
    query.quantity = Rational{parse_quantity(quantity)->micro(), Quantity::one_micro};
    query.attributes["customer_group"] = "staff";
    pricing::resolve_price(sources, query, pricing::PriceSelection::priority);
  }
}

void charge_lines(const Json& document) {
  const auto rules = charges::read_charges(document, cents);
  if (!rules) return require_reason(rules.error());
  const std::vector<std::string> categories{"drinks"};
  std::vector<charges::Goods> goods{{"TEA", &categories, Quantity::pieces(3), 750, 0},
                                    {"HAM", &categories, Quantity::from_micro(482'000), 621, 1},
                                    {"TEA", &categories, Quantity::pieces(-1), -250, 0}};
  std::vector<charges::Asked> asked;
  for (const charges::Rule& rule : *rules) asked.push_back({rule.id, Quantity::pieces(2)});
  const charges::Occasion occasion{Instant{}, 60, "POS", "eatIn", 4};
  charges::fixed_lines(*rules, goods, asked, occasion);
  charges::amount_lines(*rules, goods, occasion);
}

/// `{"rates":[…]}` as a store keeps a category, on whole goods, on weighed ones and on a return.
void tax_category(const Json& document) {
  const Json* list = document.find("rates");
  if (list == nullptr || !list->is_array() || list->items().size() > 20) return;
  std::vector<taxes::TaxRate> rates;
  std::vector<std::uint32_t> all;
  for (const Json& each : list->items()) {
    std::vector<FieldError> errors;
    JsonFields fields{each, errors};
    const taxes::DatedRate rate = taxes::read_rate(fields, errors, true);
    if (!errors.empty() || taxes::flaw_of(rate)) return;
    taxes::TaxRate again = rate.rate;
    again.affects_base = again.exempt = false;
    again.affected_by_previous = true;
    again.band = {};
    again.reverse_charge = taxes::ReverseCharge::never;
    again.treatment = taxes::Treatment::taxed;
    taxes::decode_terms(taxes::encode_terms(rate.rate), again);
    require(again == rate.rate);
    all.push_back(static_cast<std::uint32_t>(rates.size()));
    rates.push_back(rate.rate);
  }
  if (taxes::flaw_together(all, rates)) return;
  const std::vector<taxes::TaxableLine> lines{{Rational{12'000}, Quantity::pieces(3), all, Rational{300}},
                                              {Rational{2'999, 7}, Quantity::from_micro(482'000), all, Rational{}},
                                              {Rational{-4'000}, Quantity::pieces(-1), all, Rational{}}};
  for (int level = 0; level < 4; ++level)
    for (int target = 0; target < 2; ++target) {
      taxes::TaxRegime regime;
      regime.level = static_cast<taxes::TaxLevel>(level);
      regime.included_target = static_cast<taxes::IncludedTarget>(target);
      const taxes::TaxedDocument taxed = taxes::compute_taxes(lines, rates, regime, eur);
      Money table = Money::zero(eur);
      for (const taxes::LineTax& row : taxed.table) table += row.amount;
      require(table == taxed.tax && taxed.net + taxed.tax == taxed.gross);
    }
}

void article_terms(const Json& document) {
  const auto terms = commands::read_article_terms(document);
  if (!terms) return require_reason(terms.error());
  std::string text, again;
  commands::append_json(text, *terms);
  const auto read = parse_json(text);
  require(read.has_value());
  const auto same = commands::read_article_terms(*read);
  require(same.has_value());
  commands::append_json(again, *same);
  require(again == text);
}

void derivation(const Json& document) {
  const auto found = pricing::read_derivation(document);
  if (!found) return require_reason(found.error());
  if (found->basket.lines.size() > 50 || found->rules.exact()) return;
  const auto priced = pricing::price(found->basket, found->rules);
  if (!priced) require_reason(priced.error());
}
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text{reinterpret_cast<const char*>(data), size};
  const auto document = parse_json(text);
  if (!document) return 0;
  if (document->is_array()) {
    if (document->items().size() > 50) return 0;
    price_lists(*document);
    charge_lines(*document);
    return 0;
  }
  tax_category(*document);
  article_terms(*document);
  derivation(*document);
  wasm::Boundary boundary;
  boundary.keep_charges(
      R"({"currency":"EUR","charges":[{"id":"bag","kind":"fee","name":"Bag","amount":"0.25","tax_category":"A"},)"
      R"({"id":"served","kind":"service","name":"Service","percent":"12.5"}]})");
  require(parse_json(boundary.price_sale(text)).has_value());
  return 0;
}
