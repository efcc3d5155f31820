#include "engine/customer_review.h"

#include "base/json.h"
#include "engine/value_ledger.h"

namespace holdfast::engine {
namespace {
using stored_value::Account;
using stored_value::EntryKind;

void take_offered(Customer& customer, const std::string& offered) {
  const auto json = parse_json(offered);
  if (!json) return;
  const auto take = [&](std::string& member, std::string_view name) {
    if (const Json* text = json->find(name); text != nullptr && text->is_string()) member = text->text();
  };
  take(customer.name, "name");
  take(customer.email, "email");
  take(customer.phone, "phone");
  take(customer.note, "note");
  if (const Json* limit = json->find("accountLimit"))
    customer.account_limit = limit->integer().value_or(customer.account_limit);
}

/// All points of one become the other's. Nothing of them may be with a store: it is asked back.
Result<> move_points(HubTransaction& tx, const std::string& tenant, const CustomerReview& review, Instant now) {
  const std::vector<Account> accounts = tx.values.points_of(tenant, review.person);
  for (const Account& account : accounts)
    if (account.held > 0) {
      tx.leases.mark_due(tenant, account.id, now, "-");
      return refuse(ErrorCode::conflict, "some of their points are with a store and were asked back: try again later");
    }
  const SiteKey by{tenant, review.site};
  for (const Account& account : accounts) {
    if (account.balance == 0) continue;
    auto other = tx.values.lock_points(tenant, *review.other, account.programme);
    if (!other) {
      other = account;
      other->id = review.id;  // of one programme; a second one takes its own account's
      if (tx.values.lock(tenant, other->id)) other->id = *review.other;
      other->person = review.other;
      other->balance = other->held = 0;
      other->created = now;
      tx.values.insert(tenant, *other, std::nullopt);
    }
    TRY(post_value(tx, by, account, {.kind = EntryKind::adjust, .amount = -account.balance, .operation = review.id},
                   std::nullopt, now));
    TRY(post_value(tx, by, *other, {.kind = EntryKind::adjust, .amount = account.balance, .operation = review.id},
                   std::nullopt, now));
  }
  return {};
}
}  // namespace

std::optional<ReviewDecision> parse_decision(std::string_view word) {
  if (word == "keep") return ReviewDecision::keep;
  if (word == "take") return ReviewDecision::take;
  if (word == "merge") return ReviewDecision::merge;
  return std::nullopt;
}

Result<Customer> decide_review(HubTransaction& tx, const std::string& tenant, const Uuid& id, ReviewDecision decision,
                               const std::string& reviewed_by, const std::string& notes, Instant now) {
  auto review = tx.customers.review(tenant, id);
  if (!review) return refuse(ErrorCode::not_found, "no such review");
  if (review->state != "pending") return refuse(ErrorCode::conflict, "it was decided already");
  auto customer = tx.customers.lock(tenant, review->person);
  if (!customer) return refuse(ErrorCode::not_found, "that customer is not known any more");
  const bool duplicate = review->code == "customer_duplicate";
  if ((decision == ReviewDecision::merge) != duplicate && decision != ReviewDecision::keep)
    return refuse(ErrorCode::invalid_argument, "a duplicate is kept or merged, a conflict is kept or taken");
  if (decision == ReviewDecision::merge) {
    TRY(move_points(tx, tenant, *review, now));
    customer->state = CustomerState::merged;
    customer->merged_into = review->other;
  } else {
    if (decision == ReviewDecision::take) take_offered(*customer, review->offered);
    if (customer->state == CustomerState::review) customer->state = CustomerState::confirmed;
  }
  customer->changed = now;
  tx.customers.put(tenant, *customer);
  review->state = decision == ReviewDecision::keep ? "kept" : decision == ReviewDecision::take ? "taken" : "merged";
  review->offered = "{}";  // who somebody is is not kept twice
  review->reviewed_by = reviewed_by;
  review->notes = notes;
  review->decided = now;
  tx.customers.put(tenant, *review);
  return *std::move(customer);
}

Uuid current_person(HubTransaction& tx, const std::string& tenant, const Uuid& person) {
  const auto customer = tx.customers.lock(tenant, person);
  return customer && customer->merged_into ? *customer->merged_into : person;
}
}  // namespace holdfast::engine
