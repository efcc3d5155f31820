#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/site_rows.h"
#include "wire/epoch.h"

namespace holdfast::engine {
struct Seen {
  wire::Place place;
  Sha256 body_sha{};
};
struct Payment {
  std::string tender;
  std::int64_t amount = 0;  ///< minor units
};
/// What the hub books of an order: the payload of OrderPaid (schema/events.yaml). Money in minor units of `currency`.
struct PaidOrder {
  Uuid order_id;
  std::string currency;
  std::int64_t total = 0;
  std::int64_t rounding = 0;
  std::string register_id;
  std::string receipt_number;  ///< "3-000042": series, dash, number
  std::string business_date;
  std::vector<Payment> payments;
};
enum class Review { pending, in_review, replayed, discarded };
/// A dead letter, or an exception on something that was booked all the same.
struct Quarantined {
  wire::Place place;
  std::string code;         ///< what is wrong, for programs: `payload`, `order_repeated`, …
  std::string error_class;  ///< of the taxonomy
  std::string detail;
  bool held = false;  ///< not booked until it is replayed
  std::string aggregate_id;
  int attempts = 1;
  Review review = Review::pending;
  std::string reviewed_by;
  std::string notes;
  std::optional<std::string> corrected;  ///< stands beside the original, never in its place
};
struct SalesTotal {
  std::string business_date;
  std::string register_id;
  std::string currency;
  std::int64_t orders = 0;
  std::int64_t total = 0;
  friend auto operator<=>(const SalesTotal&, const SalesTotal&) = default;
};
struct TenderTotal {
  std::string business_date;
  std::string register_id;
  std::string tender;
  std::string currency;
  std::int64_t payments = 0;
  std::int64_t amount = 0;
  friend auto operator<=>(const TenderTotal&, const TenderTotal&) = default;
};

/// The rows of what the logs mean, inside one transaction.
class BookRows {
 public:
  virtual ~BookRows() = default;
  virtual std::optional<Seen> seen(const SiteKey& key, const Uuid& event_id) = 0;
  virtual void put_seen(const SiteKey& key, const Uuid& event_id, const Seen& seen) = 0;

  virtual bool is_booked(const SiteKey& key, const Uuid& order_id) = 0;
  /// The order that has this receipt number.
  virtual std::optional<Uuid> receipt_owner(const SiteKey& key, const std::string& receipt_number) = 0;
  /// The order's row, its receipt, and what it adds to the totals.
  virtual void book(const SiteKey& key, const wire::Place& place, const PaidOrder& order) = 0;
  virtual std::vector<wire::RegisterMark> marks(const SiteKey& key) = 0;
  virtual std::vector<SalesTotal> sales(const SiteKey& key) = 0;
  virtual std::vector<TenderTotal> tenders(const SiteKey& key) = 0;

  virtual void quarantine(const SiteKey& key, const Quarantined& item, Instant now) = 0;
  virtual bool is_held(const SiteKey& key, const std::string& aggregate_id) = 0;
  virtual std::vector<Quarantined> quarantined(const SiteKey& key, Review review, int most) = 0;
  virtual std::optional<Quarantined> held_at(const SiteKey& key, const wire::Place& place) = 0;
  /// Held for no other reason than waiting behind this aggregate, in order.
  virtual std::vector<Quarantined> waiting_behind(const SiteKey& key, const std::string& aggregate_id) = 0;
};
}  // namespace holdfast::engine
