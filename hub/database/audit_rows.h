#pragma once
#include "engine/audit_rows.h"
#include "sql/statement.h"

namespace holdfast::database {
class Audit final : public engine::AuditRows {
 public:
  explicit Audit(sql::Session& session) : db_{session} {}
  std::int64_t add(const engine::Actor& by, const std::string& action, const std::string& subject,
                   const std::string& detail, Instant now) override;
  std::vector<engine::AuditEntry> entries(const engine::AuditWish& wish) override;
  engine::AuditVerdict verify() override;
  std::optional<engine::Operator> operator_with(const Sha256& token) override;
  std::vector<engine::Operator> operators() override;
  bool add_operator(const std::string& name, const Sha256& token, const std::string& by, Instant now) override;
  bool remove_operator(const std::string& name, Instant now) override;

 private:
  std::int64_t head(bool stays);
  Sha256 hash_of(std::int64_t id);
  sql::Session& db_;
};
}  // namespace holdfast::database
