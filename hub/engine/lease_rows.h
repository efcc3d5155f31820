#pragma once
#include <optional>
#include <string>
#include <vector>

#include "engine/site_rows.h"

namespace holdfast::engine {
enum class LeaseState { open, recalled };
/// What one store holds of one account ahead of an outage; how much is the sum of its grants (value_rows.h).
struct ValueLease {
  std::string site;
  LeaseState state = LeaseState::open;
  Instant until;    ///< by the store's clock
  Instant changed;  ///< when it was made, extended or asked back
};
/// An account whose leases have to be looked at.
struct DueLease {
  Uuid account;
  std::string wanted_by;  ///< site that was refused what others hold; empty: none
  std::int64_t marks = 0;
};
/// The rows of leases, inside one transaction.
class LeaseRows {
 public:
  virtual ~LeaseRows() = default;
  /// Once more: the earliest time counts.
  virtual void mark_due(const std::string& tenant, const Uuid& account, Instant due,
                        const std::string& wanted_by = {}) = 0;
  virtual std::vector<DueLease> due(const std::string& tenant, Instant now, int most) = 0;
  /// Looked at; again at `next`. Nothing happens when it was marked meanwhile.
  virtual void done(const std::string& tenant, const DueLease& looked_at, std::optional<Instant> next) = 0;
  virtual std::vector<ValueLease> of(const std::string& tenant, const Uuid& account) = 0;
  virtual void put(const std::string& tenant, const Uuid& account, const ValueLease& lease) = 0;
  virtual void remove(const std::string& tenant, const Uuid& account, const std::string& site) = 0;
  /// Sites where this account was sold, spent from or paid back to since then, the latest first.
  virtual std::vector<std::string> sites_of(const std::string& tenant, const Uuid& account, Instant since,
                                            int most) = 0;
};
}  // namespace holdfast::engine
