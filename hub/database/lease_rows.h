#pragma once
#include "engine/lease_rows.h"
#include "sql/statement.h"

namespace holdfast::database {
class Leases final : public engine::LeaseRows {
 public:
  explicit Leases(sql::Session& session) : db_{session} {}
  void mark_due(const std::string& tenant, const Uuid& account, Instant due, const std::string& wanted_by) override;
  std::vector<engine::DueLease> due(const std::string& tenant, Instant now, int most) override;
  void done(const std::string& tenant, const engine::DueLease& looked_at, std::optional<Instant> next) override;
  std::vector<engine::ValueLease> of(const std::string& tenant, const Uuid& account) override;
  void put(const std::string& tenant, const Uuid& account, const engine::ValueLease& lease) override;
  void remove(const std::string& tenant, const Uuid& account, const std::string& site) override;
  std::vector<std::string> sites_of(const std::string& tenant, const Uuid& account, Instant since, int most) override;

 private:
  sql::Session& db_;
};
}  // namespace holdfast::database
