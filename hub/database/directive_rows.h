#pragma once
#include "engine/directive_rows.h"
#include "sql/statement.h"

namespace holdfast::database {
class Directives final : public engine::DirectiveRows {
 public:
  explicit Directives(sql::Session& session) : db_{session} {}
  void put(const engine::SiteKey& key, const engine::SiteDirective& directive) override;
  std::optional<engine::SiteDirective> lock(const engine::SiteKey& key, const Uuid& id) override;
  std::vector<engine::SiteDirective> in_state(const engine::SiteKey& key, const std::string& state, int most) override;
  std::vector<engine::SiteDirective> of_site(const engine::SiteKey& key, int most) override;
  std::int64_t forget(Instant before) override;

 private:
  sql::Session& db_;
};
}  // namespace holdfast::database
