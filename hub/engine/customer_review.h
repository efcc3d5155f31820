#pragma once
#include <string_view>

#include "engine/hub_database.h"

namespace holdfast::engine {
/// A person looks at what a store did to a customer while it was alone (customer_rows.h).
enum class ReviewDecision {
  keep,   ///< what the hub has stays: two customers are two, the hub's members count
  take,   ///< of a conflict: the store's members count
  merge,  ///< of a duplicate: the new customer is the known one, points and all
};
std::optional<ReviewDecision> parse_decision(std::string_view word);
/// Refuses not_found, conflict (decided already; some of their points are set aside just now) and invalid_argument (no
/// such decision about that). The customer as they are now.
Result<Customer> decide_review(HubTransaction& tx, const std::string& tenant, const Uuid& review,
                               ReviewDecision decision, const std::string& reviewed_by, const std::string& notes,
                               Instant now);
/// Whoever this customer is by now.
Uuid current_person(HubTransaction& tx, const std::string& tenant, const Uuid& person);
}  // namespace holdfast::engine
