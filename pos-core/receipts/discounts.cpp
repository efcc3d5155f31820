#include "receipts/discounts.h"

#include <algorithm>

#include "base/json.h"

namespace holdfast::receipts {
namespace {
/// The trail of pricing/trail.cpp: `stage`, `rule` of a coupon, `reason` of a person's discount, signed `amount`.
std::optional<Deduction> deduction_of(const Json& entry) {
  const Json* stage = entry.find("stage");
  const Json* amount = entry.find("amount");
  if (stage == nullptr || amount == nullptr) return std::nullopt;
  Deduction out;
  const char* name = "reason";
  if (stage->text() == "coupon") {
    out.cause = Deduction::Cause::coupon;
    name = "rule";
  } else if (stage->text() == "document_discount") {
    out.cause = Deduction::Cause::document;
  } else if (stage->text() == "promotion") {
    name = entry.find("name") != nullptr ? "name" : "rule";
  } else if (stage->text() != "line_discount") {
    return std::nullopt;
  }
  out.amount = -amount->integer().value_or(0);
  if (const Json* given = entry.find(name)) out.name = given->text();
  if (out.amount == 0) return std::nullopt;
  return out;
}
}  // namespace

std::vector<Deduction> deductions_of(const orders::Item& item) {
  std::vector<Deduction> out;
  std::int64_t explained = 0;
  if (!item.trail.empty())
    if (const auto trail = parse_json(item.trail); trail && trail->is_array())
      for (const Json& entry : trail->items())
        if (auto deduction = deduction_of(entry)) {
          explained += deduction->amount;
          out.push_back(*std::move(deduction));
        }
  if (explained != item.discount) out.push_back({Deduction::Cause::line, {}, item.discount - explained});
  return out;
}

std::vector<Deduction> shared_deductions(const orders::Order& order) {
  std::vector<Deduction> out;
  for (const orders::Item& item : order.items)
    for (Deduction& one : deductions_of(item)) {
      if (one.cause == Deduction::Cause::line) continue;
      const auto same = std::find_if(out.begin(), out.end(), [&](const Deduction& known) {
        return known.cause == one.cause && known.name == one.name;
      });
      if (same == out.end())
        out.push_back(std::move(one));
      else
        same->amount += one.amount;
    }
  return out;
}
}  // namespace holdfast::receipts
