#pragma once
#include <optional>
#include <string>

#include "base/digest.h"
#include "engine/site_rows.h"

namespace holdfast::engine {
/// Where a voucher's value is: in one store, or here between two. Its balance is that store's to know.
struct VoucherPlace {
  Uuid id;
  std::optional<Sha256> code_digest;  ///< empty: an event was quicker than the store's list
  std::string currency;
  std::string site;  ///< empty: it was handed over and nobody has it yet
  enum class State { still, asked, ready, taken } state = State::still;
  Uuid transfer;            ///< the present one, or the last
  std::string to_site;      ///< who asks
  Uuid taken_by;            ///< the call that took it
  std::int64_t amount = 0;  ///< on its way
  std::optional<Instant> expires;
  Instant changed;
};
/// The rows of vouchers of a tenant, inside one transaction; locked as they are read.
class VoucherRows {
 public:
  virtual ~VoucherRows() = default;
  virtual std::optional<VoucherPlace> lock(const std::string& tenant, const Uuid& id) = 0;
  virtual std::optional<VoucherPlace> lock_by_code(const std::string& tenant, const Sha256& digest) = 0;
  virtual std::optional<VoucherPlace> lock_taken(const std::string& tenant, const Uuid& taken_by) = 0;
  virtual void put(const std::string& tenant, const VoucherPlace& place) = 0;
};
}  // namespace holdfast::engine
