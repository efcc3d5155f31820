#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/json_writer.h"
#include "carts/sold_elsewhere.h"
#include "carts/terms.h"
#include "money/quantity.h"
#include "payments/card_payment.h"
#include "taxes/tax.h"

namespace holdfast::orders {
enum class Kind { sale, return_, exchange, void_ };
enum class Status { pending_payment, paid, awaiting_production, ready_to_ship, shipped, delivered, cancelled };
std::string_view name_of(Kind kind);      ///< `sale`, `return`, …
std::string_view name_of(Status status);  ///< `PAID`, … (seed 002)
std::optional<Kind> parse_kind(std::string_view name);
std::optional<Status> parse_status(std::string_view name);
/// Which steps an order may take: forward along production and shipping, cancelled only before it leaves.
bool may_follow(Status from, Status to);

/// A line's gift card: sold or topped up by it.
struct Card {
  std::int64_t row = 0;
  Uuid id;
  std::string last_four;
};
struct ItemTax {
  std::string code;
  std::int64_t base;
  std::int64_t amount;
};
/// Immutable once placed. Amounts in minor units of the order's currency; negative on what comes back.
struct Item {
  int position = 0;                     ///< 1..n; its id is the order's with this part
  std::optional<std::int64_t> variant_id;
  Uuid variant;                         ///< nil when not on file
  std::string sku;
  std::string name;
  std::string unit;
  Quantity quantity;
  std::int64_t unit_price = 0;
  std::optional<std::int64_t> list_price;
  std::int64_t subtotal = 0;            ///< before discounts
  std::int64_t discount = 0;
  std::int64_t amount = 0;              ///< after discounts, in the price's basis
  std::int64_t net = 0;
  std::int64_t tax = 0;
  std::int64_t total = 0;               ///< net + tax
  std::vector<ItemTax> taxes;
  std::string price_reason;             ///< why the price is not the list price
  std::string note;
  std::string trail;                    ///< JSON array; empty when nothing but the list price happened
  std::optional<Card> card = {};        ///< of a line that puts value on a gift card
  std::string weighing = {};            ///< the scale's reading, JSON; empty: no scale here weighed it
  struct Origin {                       ///< of a line that takes back a sold one
    std::int64_t order_row = 0;
    Uuid order;
    int position = 0;
  };
  std::optional<Origin> origin;
  std::optional<carts::SoldElsewhere> elsewhere = {};   ///< of a line that takes back what another store sold
  std::string reason;                   ///< of a return
  std::string condition;
  Quantity returned;                    ///< of a sold line, so far (reading only)
  bool tracks_stock = false;
  carts::LineTerms terms = {};          ///< `modifies` is a position
};

struct Tax {
  std::string code;
  std::string name;
  Percent rate;
  bool included = false;
  std::int64_t base = 0;
  std::int64_t amount = 0;
  taxes::Treatment treatment = taxes::Treatment::taxed;  ///< why there is no amount
};

struct Payment {
  std::int64_t tender_id = 0;
  std::string tender;                   ///< code
  std::int64_t amount = 0;              ///< what it settles, store currency; negative: paid back
  std::int64_t tendered = 0;            ///< handed over, store currency
  std::string currency;
  std::optional<std::int64_t> foreign_amount;
  std::optional<std::int64_t> rate_micro;
  std::optional<std::string> reference;
  std::optional<std::int64_t> attempt_row = std::nullopt;  ///< of a card terminal's payment
  struct Card {                         ///< what a terminal said of it
    Uuid payment;
    payments::CardFacts facts;
    std::string approval_code, terminal_id, terminal_receipt;
    bool signature_required = false, offline = false;
    std::int64_t tip = 0, cashback = 0;  ///< on top of the amount; negative: given back
  };
  std::optional<Card> card = std::nullopt;
  struct Value {                        ///< of stored value: whose, and what is left
    Uuid account;
    std::string kind;                   ///< gift_card | store_credit | points
    std::string last_four;
    std::optional<std::int64_t> points = {};   ///< of points: how many, signed as the amount
    std::optional<std::int64_t> balance = {};  ///< after the payment; none while it waits
  };
  std::optional<Value> value = std::nullopt;
  std::int64_t tip = 0;                 ///< on top, without a terminal; negative: given back
  std::int64_t tip_in_all() const { return tip + (card ? card->tip : 0); }
};

struct Address {
  std::string name, line1, line2, city, state, postal_code, country;
  friend bool operator==(const Address&, const Address&) = default;
};
struct Shipping {
  std::string provider, method;
  std::optional<std::string> tracking_number;
  std::string status;
  std::optional<Instant> shipped_at, delivered_at;
};
struct Attribution {
  std::string partner_code;
  std::string source;                   ///< INBOUND | OUTBOUND
};

struct Order {
  std::int64_t row = 0;
  Uuid id;
  Kind kind = Kind::sale;
  Status status = Status::paid;
  std::int64_t register_row = 0;
  Uuid register_id;
  int register_number = 0;
  std::int64_t shift_row = 0;
  Uuid shift_id;
  std::optional<std::int64_t> receipt;  ///< n of the register's gapless series
  std::int64_t staff_row = 0;
  std::string staff_code;
  std::optional<std::int64_t> person_row;
  std::optional<Uuid> person;
  Currency currency{"EUR", 2};
  std::vector<Item> items;
  std::vector<Tax> taxes;
  std::vector<Payment> payments;
  std::int64_t subtotal = 0, discount = 0, net = 0, tax = 0, total = 0;
  std::int64_t rounding = 0, paid = 0, change = 0;
  std::optional<std::int64_t> due = std::nullopt;          ///< while payment is pending: what no payment covers yet, >= 0
  std::vector<payments::CardPayment> card_payments = {};   ///< of an order without a receipt, paid orders have theirs in payments
  std::optional<Uuid> original, voided_by;
  std::optional<std::int64_t> original_row;
  std::optional<Address> address;
  std::optional<Shipping> shipping;
  std::optional<Attribution> attribution;
  std::string note;
  std::optional<std::string> external_ref;
  struct Leave {                        ///< by whose leave it was made; JSON, empty: nothing out of the ordinary
    std::string capabilities;           ///< what the capability table limited or queued, with the policy's version
    std::string fraud;                  ///< what the fraud check said, or that it could not be asked
  };
  Leave leave = {};
  std::string derivation = {};          ///< JSON for OrderPaid: what it takes to price it again; writing only
  carts::Terms terms = {};
  std::string business_date;
  int utc_offset_min = 0;
  Instant created_at;
};

/// A register's receipts are one series without a gap. A restore begins the next one, as paper is out that nobody remembers:
/// the number of the first receipt after it is this much above the series before.
constexpr std::int64_t receipt_series = 100'000'000;
/// `3-000042`: register number and position in its series; `3R2-000001` after a restore.
std::string receipt_number(int register_number, std::int64_t receipt);
struct ReceiptNumber {
  int register_number;
  std::int64_t receipt;
};
std::optional<ReceiptNumber> parse_receipt_number(std::string_view text);

Payment::Card card_of(const payments::CardPayment& payment);
/// The order as the API answers it. Without personal data (address) for events.
enum class Audience { api, event };
void append_json(std::string& out, const Order& order, Audience audience);
}  // namespace holdfast::orders
