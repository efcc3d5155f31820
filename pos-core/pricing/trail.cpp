#include "pricing/trail.h"

#include <array>
#include <string_view>

#include "base/json_writer.h"
#include "pricing/basket.h"
#include "pricing/rules.h"

namespace holdfast::pricing {
namespace {
constexpr std::array<std::string_view, 10> stages{"list_amount",  "agreed_price",      "label_price", "line_discount",
                                                  "coupon",       "document_discount", "tax",         "included_tax",
                                                  "tax_rounding", "promotion"};

void write_person(JsonWriter& json, const ManualDiscount& discount) {
  if (!discount.reason.empty()) json.member("reason", discount.reason);
  if (!discount.actor.empty()) json.member("actor", discount.actor);
}

/// Who or what changed the amount, in words the basket and the rules already hold.
void write_cause(JsonWriter& json, const TrailEntry& entry, const Basket& basket, const Rules& rules) {
  switch (entry.stage) {
    case Stage::list_amount:
    case Stage::agreed_price:
    case Stage::label_price:
    case Stage::tax_rounding:
      return;
    case Stage::line_discount:
      return write_person(json, basket.lines[entry.line].discounts[entry.rule]);
    case Stage::coupon:
      json.member("rule", basket.coupons[entry.rule].code);
      return;
    case Stage::promotion: {
      const promotions::Rule& rule = rules.promotions->rules()[entry.rule];
      json.member("rule", rule.id).member("version", rule.version);
      if (!rule.name.empty()) json.member("name", rule.name);
      return;
    }
    case Stage::document_discount:
      return write_person(json, basket.discounts[entry.rule]);
    case Stage::tax:
    case Stage::included_tax:
      json.member("rule", rules.taxes.rates[entry.rule].code);
      return;
  }
}
}  // namespace

void append_trail_json(std::string& out, const Trail& trail, const Basket& basket, const Rules& rules) {
  JsonWriter json{out};
  json.begin_array();
  std::int64_t seq = 0;
  for (const TrailEntry& entry : trail) {
    json.begin_object().member("seq", ++seq).member("stage", stages[static_cast<std::size_t>(entry.stage)]);
    json.member("line", std::int64_t{basket.lines[entry.line].key});
    write_cause(json, entry, basket, rules);
    json.member("basis", entry.basis).member("amount", entry.amount).member("rounding", name_of(entry.rounding));
    if (entry.allocation != Allocation::none)
      json.member("allocation", name_of(rules.allocation))
          .member("oddUnit", entry.allocation == Allocation::share_odd_unit);
    json.end_object();
  }
  json.end_array();
}
}  // namespace holdfast::pricing
