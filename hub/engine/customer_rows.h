#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/site_rows.h"

namespace holdfast::engine {
enum class CustomerState {
  confirmed,
  review,  ///< made by a store that was alone, and it may be somebody who was known
  merged,  ///< is another one now
  erased,
};
std::string_view name_of(CustomerState state);

/// A customer of the tenant, whichever store knows them. Texts may be empty.
struct Customer {
  Uuid id;
  CustomerState state = CustomerState::confirmed;
  std::string name, email, phone, note;
  std::int64_t account_limit = 0;  ///< minor units
  std::optional<Uuid> merged_into;
  std::string site;  ///< that said it last; empty: the operators
  Instant changed;
};
/// How names, addresses and numbers are compared: small letters without blanks around; digits alone.
std::string words_key(std::string_view text);
std::string phone_key(std::string_view text);

/// Something a store did to a customer while it was alone that does not go with what the hub knows.
struct CustomerReview {
  Uuid id, person;
  std::optional<Uuid> other;  ///< whom it may be
  std::string site;
  std::string code;     ///< `customer_duplicate`, `customer_conflict`
  std::string offered;  ///< JSON object: the members as the store has them
  std::string state = "pending";
  std::string reviewed_by, notes;
  Instant at;
  std::optional<Instant> decided;
};

/// The rows of customers, inside one transaction.
class CustomerRows {
 public:
  virtual ~CustomerRows() = default;
  virtual std::optional<Customer> lock(const std::string& tenant, const Uuid& person) = 0;
  virtual void put(const std::string& tenant, const Customer& customer) = 0;
  /// Live ones with this address or number; keys that are empty find nobody.
  virtual std::vector<Customer> with_contact(const std::string& tenant, const std::string& email,
                                             const std::string& phone, int most) = 0;
  /// Live ones whose name has the words, or whose address or number begins so.
  virtual std::vector<Customer> search(const std::string& tenant, const std::string& words, int most) = 0;
  virtual void put(const std::string& tenant, const CustomerReview& review) = 0;
  virtual std::optional<CustomerReview> review(const std::string& tenant, const Uuid& id) = 0;
  /// Oldest first.
  virtual std::vector<CustomerReview> reviews(const std::string& tenant, const std::string& state, int most) = 0;
};
}  // namespace holdfast::engine
