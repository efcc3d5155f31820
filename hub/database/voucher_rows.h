#pragma once
#include "engine/voucher_rows.h"
#include "sql/statement.h"

namespace holdfast::database {
class Vouchers final : public engine::VoucherRows {
 public:
  explicit Vouchers(sql::Session& session) : db_{session} {}
  std::optional<engine::VoucherPlace> lock(const std::string& tenant, const Uuid& id) override;
  std::optional<engine::VoucherPlace> lock_by_code(const std::string& tenant, const Sha256& digest) override;
  std::optional<engine::VoucherPlace> lock_taken(const std::string& tenant, const Uuid& taken_by) override;
  void put(const std::string& tenant, const engine::VoucherPlace& place) override;

 private:
  sql::Session& db_;
};
}  // namespace holdfast::database
