#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/digest.h"
#include "engine/site_rows.h"

namespace holdfast::engine {
/// What was answered under the id of a call. Status 0: nobody has yet.
struct KeptAnswer {
  std::string operation;
  Sha256 request_sha{};
  int status = 0;
  std::string body;
};
struct SiteStock {
  std::string site;
  std::string name;           ///< of the site's card; empty when it has none
  std::int64_t quantity = 0;  ///< millionths of the unit
  Instant as_of;              ///< when the store recorded the last move
};
/// An order as another store may see it.
struct SiteOrder {
  SiteKey key;
  Uuid order_id;
  std::string receipt_number;
  std::string kind;  ///< `sale`, `return`, …
  std::string currency;
  std::int64_t total = 0;
  std::string business_date;
  std::string document;  ///< JSON: items with what was paid for each
};
enum class ClaimState { held, booked, released };
/// So much of a sold line came back, or is about to.
struct ReturnClaim {
  Uuid claim_id;
  int position = 0;
  std::string claimant;       ///< site
  std::int64_t quantity = 0;  ///< millionths, above 0
  std::int64_t amount = 0;    ///< paid back, minor units; 0 until it is known
  ClaimState state = ClaimState::held;
  std::optional<Uuid> returned_by;  ///< the order that paid it back
  Instant at;
};
struct ClaimedLine {
  SiteKey seller;
  Uuid order_id;
  ReturnClaim claim;
};
struct Velocity {
  std::int64_t acts = 0;
  std::int64_t amount = 0;  ///< minor units
};
struct ReceiptKey {
  std::string site;
  std::string key_id;
  std::array<std::uint8_t, 32> public_key{};  ///< Ed25519
  Instant registered;
  std::optional<Instant> revoked;
};

/// The rows of what stores ask and wait for, inside one transaction.
class RealtimeRows {
 public:
  virtual ~RealtimeRows() = default;
  /// Takes the id for this question and locks it until the transaction ends; what was answered before, if anything.
  virtual KeptAnswer begin_answer(const SiteKey& key, const Uuid& operation_id, const std::string& operation,
                                  const Sha256& request_sha, Instant now) = 0;
  virtual void put_answer(const SiteKey& key, const Uuid& operation_id, int status, const std::string& body) = 0;
  virtual std::int64_t forget_answers(Instant before) = 0;  ///< how many

  virtual void add_stock(const SiteKey& key, const std::string& sku, std::int64_t quantity, Instant as_of) = 0;
  virtual std::vector<SiteStock> stock_of(const std::string& tenant, const std::string& sku, int most) = 0;

  virtual void put_order(const SiteOrder& order) = 0;
  /// Locks it, as what may still come back of it is about to be decided.
  virtual std::optional<SiteOrder> lock_order(const SiteKey& key, const Uuid& order_id) = 0;
  virtual std::vector<SiteOrder> orders_with_receipt(const std::string& tenant, const std::string& receipt_number,
                                                     int most) = 0;
  virtual std::vector<SiteOrder> orders_with_id(const std::string& tenant, const Uuid& order_id, int most) = 0;
  virtual std::vector<ReturnClaim> claims(const SiteKey& seller, const Uuid& order_id) = 0;
  virtual void put_claim(const ClaimedLine& line) = 0;
  virtual std::vector<ClaimedLine> claim(const std::string& tenant, const Uuid& claim_id) = 0;

  virtual void add_act(const SiteKey& key, const std::string& subject, const Uuid& operation_id, std::int64_t amount,
                       Instant now) = 0;
  virtual Velocity velocity(const std::string& tenant, const std::string& subject, Instant since) = 0;

  virtual void put_key(const SiteKey& key, const ReceiptKey& receipt_key) = 0;
  virtual std::vector<ReceiptKey> keys(const SiteKey& key) = 0;
};
}  // namespace holdfast::engine
