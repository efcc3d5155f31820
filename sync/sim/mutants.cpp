#include "sim/mutants.h"

namespace holdfast::sim {
namespace {
using engine::SiteKey;

/// Passes everything on.
class Books : public engine::BookRows {
 public:
  explicit Books(engine::BookRows& rows) : rows_{rows} {}
  std::optional<engine::Seen> seen(const SiteKey& key, const Uuid& id) override { return rows_.seen(key, id); }
  void put_seen(const SiteKey& key, const Uuid& id, const engine::Seen& seen) override {
    rows_.put_seen(key, id, seen);
  }
  bool is_booked(const SiteKey& key, const Uuid& order) override { return rows_.is_booked(key, order); }
  std::optional<Uuid> receipt_owner(const SiteKey& key, const std::string& number) override {
    return rows_.receipt_owner(key, number);
  }
  void book(const SiteKey& key, const wire::Place& place, const engine::PaidOrder& order) override {
    rows_.book(key, place, order);
  }
  std::vector<wire::RegisterMark> marks(const SiteKey& key) override { return rows_.marks(key); }
  std::vector<engine::SalesTotal> sales(const SiteKey& key) override { return rows_.sales(key); }
  std::vector<engine::TenderTotal> tenders(const SiteKey& key) override { return rows_.tenders(key); }
  void clear(const SiteKey& key) override { rows_.clear(key); }
  void put_split(const SiteKey& key, const engine::SplitLine& line) override { rows_.put_split(key, line); }
  std::vector<engine::SplitTotal> splits(const std::string& tenant, const engine::SplitWish& wish, int most) override {
    return rows_.splits(tenant, wish, most);
  }
  void quarantine(const SiteKey& key, const engine::Quarantined& item, Instant now) override {
    rows_.quarantine(key, item, now);
  }
  engine::ToReview to_review(const SiteKey& key) override { return rows_.to_review(key); }
  bool is_held(const SiteKey& key, const std::string& aggregate) override { return rows_.is_held(key, aggregate); }
  std::vector<engine::Quarantined> quarantined(const SiteKey& key, engine::Review review, int most) override {
    return rows_.quarantined(key, review, most);
  }
  std::vector<wire::Place> orders_after(const SiteKey& key, const wire::Place& after, int most) override {
    return rows_.orders_after(key, after, most);
  }
  std::optional<engine::Quarantined> item(const SiteKey& key, const wire::Place& place,
                                          const std::string& code) override {
    return rows_.item(key, place, code);
  }
  std::optional<engine::Quarantined> held_at(const SiteKey& key, const wire::Place& place) override {
    return rows_.held_at(key, place);
  }
  std::vector<engine::Quarantined> waiting_behind(const SiteKey& key, const std::string& aggregate) override {
    return rows_.waiting_behind(key, aggregate);
  }

 protected:
  engine::BookRows& rows_;
};

class BooksTwice final : public Books {
 public:
  using Books::Books;
  std::optional<engine::Seen> seen(const SiteKey&, const Uuid&) override { return std::nullopt; }
  void put_seen(const SiteKey&, const Uuid&, const engine::Seen&) override {}
  bool is_booked(const SiteKey&, const Uuid&) override { return false; }
  void book(const SiteKey& key, const wire::Place& place, const engine::PaidOrder& order) override {
    if (!rows_.is_booked(key, order.order_id)) return rows_.book(key, place, order);
    engine::PaidOrder again = order;
    again.order_id.bytes[15] ^= 0xff;  // the row's key would stop it otherwise
    if (!rows_.is_booked(key, again.order_id)) rows_.book(key, place, again);
  }
};

class ChangedCent final : public Books {
 public:
  using Books::Books;
  void book(const SiteKey& key, const wire::Place& place, const engine::PaidOrder& order) override {
    engine::PaidOrder changed = order;
    if (order.total % 97 == 0) ++changed.total;
    rows_.book(key, place, changed);
  }
};
}  // namespace

void with_mutant(Mutant mutant, engine::HubTransaction& tx, const std::function<void(engine::HubTransaction&)>& work) {
  switch (mutant) {
    case Mutant::none:
    case Mutant::lying_commit:
    case Mutant::no_carry_over:
    case Mutant::mixed_masters:
    case Mutant::ungated:
    case Mutant::own_prices:
    case Mutant::lost_payment:
      return work(tx);
    case Mutant::books_twice: {
      BooksTwice books{tx.books};
      engine::HubTransaction wrong{tx.sites, books, tx.feed, tx.fleet, tx.realtime, tx.outbound, tx.values,
                                   tx.leases, tx.customers, tx.transfers, tx.directives, tx.vouchers, tx.rollouts, tx.audit};
      return work(wrong);
    }
    case Mutant::changed_cent: {
      ChangedCent books{tx.books};
      engine::HubTransaction wrong{tx.sites, books, tx.feed, tx.fleet, tx.realtime, tx.outbound, tx.values,
                                   tx.leases, tx.customers, tx.transfers, tx.directives, tx.vouchers, tx.rollouts, tx.audit};
      return work(wrong);
    }
  }
}
}  // namespace holdfast::sim
