#pragma once
#include "engine/rollout_rows.h"
#include "sql/statement.h"

namespace holdfast::database {
class Rollouts final : public engine::RolloutRows {
 public:
  explicit Rollouts(sql::Session& session) : db_{session} {}
  void put(const std::string& tenant, const engine::Rollout& rollout) override;
  std::optional<engine::Rollout> rollout(const std::string& tenant, const Uuid& id) override;
  std::optional<engine::Rollout> lock(const std::string& tenant, const Uuid& id) override;
  std::vector<engine::Rollout> rollouts(const std::string& tenant, int most) override;
  void add(const std::string& tenant, const Uuid& id, const engine::RolloutEvent& event) override;
  std::vector<engine::RolloutEvent> events(const std::string& tenant, const Uuid& id, int most) override;
  std::optional<engine::SiteRelease> site(const engine::SiteKey& key) override;
  void put(const std::string& tenant, const engine::SiteRelease& site) override;
  std::vector<engine::SiteRelease> sites(const std::string& tenant, const std::string& first,
                                         const std::string& last) override;
  std::int64_t newest_counter(const std::string& tenant) override;
  void add(const engine::SiteKey& key, Instant stretch, std::int64_t counter, const rings::Signals& signals) override;
  std::vector<engine::Counted> counted(const std::string& tenant, const engine::Rollout& rollout,
                                       Instant through) override;
  void sum_up(const std::string& tenant, const engine::Rollout& rollout, Instant before) override;
  void forget_later(const std::string& tenant, const Uuid& id) override;
  void forget_signals(const std::string& tenant, Instant before) override;

 private:
  sql::Session& db_;
};
}  // namespace holdfast::database
