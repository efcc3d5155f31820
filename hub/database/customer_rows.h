#pragma once
#include "database/customer_seal.h"
#include "engine/customer_rows.h"
#include "sql/statement.h"

namespace holdfast::database {
class Customers final : public engine::CustomerRows {
 public:
  explicit Customers(sql::Session& session) : db_{session} {}
  /// From now on; a database that is shared has one secret.
  void use_secret(std::string_view secret) { seal_ = CustomerSeal{secret}; }
  /// Seals what an older release left in clear, so many at a time; how many there were.
  int seal_plain(int at_most);
  std::optional<engine::Customer> lock(const std::string& tenant, const Uuid& person) override;
  void put(const std::string& tenant, const engine::Customer& customer) override;
  std::vector<engine::Customer> with_contact(const std::string& tenant, const std::string& email,
                                             const std::string& phone, int most) override;
  std::vector<engine::Customer> search(const std::string& tenant, const std::string& words, int most) override;
  void put(const std::string& tenant, const engine::CustomerReview& review) override;
  std::optional<engine::CustomerReview> review(const std::string& tenant, const Uuid& id) override;
  std::vector<engine::CustomerReview> reviews(const std::string& tenant, const std::string& state, int most) override;

 private:
  std::vector<engine::Customer> all(sql::Statement& rows) const;
  std::vector<engine::CustomerReview> all_reviews(sql::Statement& rows) const;
  sql::Session& db_;
  CustomerSeal seal_;
};
}  // namespace holdfast::database
