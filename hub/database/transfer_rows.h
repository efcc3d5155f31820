#pragma once
#include "engine/transfer_rows.h"
#include "sql/statement.h"

namespace holdfast::database {
class Transfers final : public engine::TransferRows {
 public:
  explicit Transfers(sql::Session& session) : db_{session} {}
  std::optional<engine::Transfer> lock(const std::string& tenant, const Uuid& id) override;
  void put(const std::string& tenant, const engine::Transfer& transfer) override;
  std::vector<engine::Transfer> of_site(const engine::SiteKey& key, int most) override;

 private:
  sql::Session& db_;
};
}  // namespace holdfast::database
