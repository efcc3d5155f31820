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
  bool is_return = false;
  std::int64_t tax = 0;  ///< of it; negative in a return
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
  Instant first, last;                   ///< seen
};
struct SalesTotal {
  std::string business_date;
  std::string register_id;
  std::string currency;
  std::int64_t orders = 0;   ///< returns too
  std::int64_t total = 0;    ///< sales less refunds
  std::int64_t returns = 0;  ///< how many of the orders
  std::int64_t refunds = 0;  ///< what those gave back, not negative
  std::int64_t tax = 0;
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

/// What of one sold line belongs to somebody else; negative on what came back. Money in minor units of `currency`.
struct SplitLine {
  Uuid order_id;
  int position = 0;
  std::string kind;  ///< royalty | commission
  std::string party;
  std::string business_date, receipt_number, sku, currency;
  std::int64_t net = 0;  ///< of the line
  std::int64_t amount = 0;
};
/// The account of one party at one site on one day.
struct SplitTotal {
  std::string site, business_date, kind, party, currency;
  std::int64_t lines = 0;       ///< sold ones and those that came back
  std::int64_t net = 0;         ///< of those lines, less what came back
  std::int64_t amount = 0;      ///< owed: earned less taken_back
  std::int64_t taken_back = 0;  ///< not negative
};
struct SplitWish {
  std::string site, party, kind;  ///< empty: all
  std::string from, to;           ///< business dates, both included; empty: open
};

struct ToReview {
  std::int64_t held = 0;
  std::int64_t exceptions = 0;
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
  /// Forgets what was booked, to be booked anew; what receipts were numbered up to stays.
  virtual void clear(const SiteKey& key) = 0;
  virtual std::vector<wire::RegisterMark> marks(const SiteKey& key) = 0;
  virtual std::vector<SalesTotal> sales(const SiteKey& key) = 0;
  virtual std::vector<TenderTotal> tenders(const SiteKey& key) = 0;
  /// Where the orders were booked from, after a place, in the order of the log.
  virtual std::vector<wire::Place> orders_after(const SiteKey& key, const wire::Place& after, int most) = 0;

  /// Once for each line, kind and party: the same again changes nothing.
  virtual void put_split(const SiteKey& key, const SplitLine& line) = 0;
  /// By site, day, kind, party and currency, in this order; at most `most`.
  virtual std::vector<SplitTotal> splits(const std::string& tenant, const SplitWish& wish, int most) = 0;

  virtual void quarantine(const SiteKey& key, const Quarantined& item, Instant now) = 0;
  /// How much waits for a person: held back, and booked with an exception.
  virtual ToReview to_review(const SiteKey& key) = 0;
  virtual bool is_held(const SiteKey& key, const std::string& aggregate_id) = 0;
  virtual std::vector<Quarantined> quarantined(const SiteKey& key, Review review, int most) = 0;
  /// One of whatever kind and state.
  virtual std::optional<Quarantined> item(const SiteKey& key, const wire::Place& place, const std::string& code) = 0;
  virtual std::optional<Quarantined> held_at(const SiteKey& key, const wire::Place& place) = 0;
  /// Held for no other reason than waiting behind this aggregate, in order.
  virtual std::vector<Quarantined> waiting_behind(const SiteKey& key, const std::string& aggregate_id) = 0;
};
}  // namespace holdfast::engine
