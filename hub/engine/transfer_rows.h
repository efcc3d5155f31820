#pragma once
#include <optional>
#include <string>
#include <vector>

#include "engine/site_rows.h"

namespace holdfast::engine {
/// Goods that go from one store of the tenant to another.
struct Transfer {
  Uuid id;
  std::string from_site, to_site;
  std::string state = "requested";  ///< requested, sent, received, cancelled
  struct Line {
    std::string sku;
    std::int64_t requested = 0, sent = 0, received = 0;  ///< millionths
  };
  std::vector<Line> lines;
  std::string note;
  Instant made, changed;
};
/// The rows of transfers, inside one transaction.
class TransferRows {
 public:
  virtual ~TransferRows() = default;
  virtual std::optional<Transfer> lock(const std::string& tenant, const Uuid& id) = 0;
  virtual void put(const std::string& tenant, const Transfer& transfer) = 0;
  /// Of which the site is one end; the latest change first.
  virtual std::vector<Transfer> of_site(const SiteKey& key, int most) = 0;
};
}  // namespace holdfast::engine
