#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/digest.h"
#include "engine/site_rows.h"
#include "stored_value/account.h"

namespace holdfast::engine {
/// What a store holds of an account.
struct ValueGrant {
  Uuid account;
  Uuid id;
  std::string site;
  std::string purpose;      ///< `authorise`: for one sale; `lease`: to go on without the line
  std::int64_t amount = 0;  ///< granted, less what was given back
  std::int64_t used = 0;
  bool open = true;
  std::optional<Instant> until;
  Instant at;
  std::int64_t left() const { return amount - used; }
};
/// The ledger of stored value of a tenant, inside one transaction. Accounts are locked as they are read.
class ValueRows {
 public:
  virtual ~ValueRows() = default;
  /// The secret that codes are digested with: made of `seed` at the first use, then for good.
  virtual std::string secret(const std::string& tenant, const Sha256& seed) = 0;
  virtual std::optional<stored_value::Account> lock(const std::string& tenant, const Uuid& account) = 0;
  virtual std::optional<stored_value::Account> lock_by_code(const std::string& tenant, const Sha256& digest) = 0;
  virtual std::optional<stored_value::Account> lock_points(const std::string& tenant, const Uuid& person,
                                                           const std::string& programme) = 0;
  virtual std::vector<stored_value::Account> points_of(const std::string& tenant, const Uuid& person) = 0;
  virtual void insert(const std::string& tenant, const stored_value::Account& account,
                      const std::optional<Sha256>& code_digest) = 0;
  virtual void update(const std::string& tenant, const stored_value::Account& account) = 0;
  /// False when this entry is there already.
  virtual bool add_entry(const SiteKey& key, const stored_value::Account& after, const stored_value::Entry& entry,
                         const std::optional<Uuid>& order, Instant now) = 0;
  virtual bool has_entry(const std::string& tenant, const Uuid& account, const Uuid& operation, int part,
                         stored_value::EntryKind kind) = 0;
  virtual std::int64_t sum_of_entries(const std::string& tenant, const Uuid& account) = 0;
  virtual std::vector<ValueGrant> open_grants(const std::string& tenant, const Uuid& account) = 0;
  virtual std::optional<ValueGrant> grant(const std::string& tenant, const Uuid& grant) = 0;
  virtual void put_grant(const std::string& tenant, const ValueGrant& grant) = 0;
};
}  // namespace holdfast::engine
