#include "engine/check_price.h"

namespace holdfast::engine {
namespace {
class PublishedRules final : public repricing::Documents {
 public:
  PublishedRules(FeedRows& rows, ChannelKey channel) : rows_{rows}, channel_{std::move(channel)} {}
  std::vector<repricing::Published> rule(const std::string& id) override {
    return rows_.documents(channel_, "promotion_rule", id);
  }
  std::vector<repricing::Published> tax_categories() override { return rows_.documents(channel_, "tax_category", ""); }

 private:
  FeedRows& rows_;
  ChannelKey channel_;
};
}  // namespace

std::optional<repricing::Finding> check_price(HubTransaction& tx, const SiteKey& key, const Json& payload) {
  if (payload.find("pricing") == nullptr) return std::nullopt;
  const auto site = tx.sites.lock(key);
  if (!site) return std::nullopt;
  const ChannelKey channel{key.tenant, site->channel};
  PublishedRules documents{tx.feed, channel};
  return tx.feed.repricer(channel).check(payload, documents);
}
}  // namespace holdfast::engine
