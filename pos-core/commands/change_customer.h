#pragma once
#include "commands/context.h"
#include "customers/buyer_rows.h"
#include "customers/person_rows.h"

namespace holdfast::commands {
struct CreateCustomer {
  std::string name;
  std::optional<std::string> email;
  std::optional<std::string> phone;
  std::string note;
  std::int64_t account_limit = 0;
  customers::Buyer buyer = {};
  std::optional<Uuid> id = {};  ///< as the hub was told; none: a new one
};
Result<customers::Person> create_customer(db::Transaction& tx, const CreateCustomer& command, Context& context);

/// What is not set stays; an e-mail or phone set to nothing is taken away.
struct ChangeCustomer {
  Uuid id;
  std::optional<std::string> name;
  std::optional<std::optional<std::string>> email;
  std::optional<std::optional<std::string>> phone;
  std::optional<std::string> note;
  std::optional<std::int64_t> account_limit;
  std::optional<customers::Buyer> buyer = {};  ///< groups, net terms, certificate
};
/// Refuses conflict for a customer who was erased.
Result<customers::Person> change_customer(db::Transaction& tx, const ChangeCustomer& command, Context& context);

/// Refuses conflict while money is owed either way or a subscription runs. Erasing twice changes nothing.
Result<customers::Person> erase_customer(db::Transaction& tx, const Uuid& id, Context& context);
}  // namespace holdfast::commands
