#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"
#include "money/quantity.h"
#include "money/rational.h"

namespace holdfast::pricing {
enum class DiscountKind : std::uint8_t {
  percent,     ///< `percent` off what is left
  amount,      ///< `minor` off the line (or the document), never more than is left
  unit_price,  ///< a line only: the unit now costs `minor`; never raises a price
};

/// What a person took off a line or the document. Permission is judged before it gets here.
struct ManualDiscount {
  DiscountKind kind = DiscountKind::percent;
  Percent percent;  ///< 0 to 100
  Rational minor;   ///< minor units, usually whole; not negative; mirrored on a return line
  std::string reason;
  std::string actor;         ///< reference to whoever gave or approved it
  bool charges_too = false;  ///< of the document: charges take their share as well
};

/// A coupon whose dates, limits and conditions the command has judged already. It works on the discountable lines
/// together; one that takes nothing off is reported as rejected.
struct Coupon {
  std::string code;
  DiscountKind kind = DiscountKind::percent;  ///< percent or amount
  Percent percent;
  std::int64_t minor = 0;
  std::optional<std::int64_t> cap;  ///< most it may take off, in minor units
  int priority = 0;                 ///< higher works first; ties in the order of presentation
};

/// A charge (delivery, deposit, service) is outside conditions, item and order deals; deals on charges name it.
enum class LineKind : std::uint8_t { item, charge };

struct BasketLine {
  std::uint32_t key = 0;  ///< the caller's own; comes back on the priced line
  std::string sku;
  Quantity quantity = Quantity::pieces(1);  ///< not zero; negative: a return line
  Money unit_price;                         ///< resolved or agreed
  Money list_price;                         ///< before anyone agreed on another
  std::optional<Money> label_amount;    ///< printed on the goods: wins over quantity x price; same sign as the quantity
  std::optional<Money> min_unit_price;  ///< coupons and document discounts stop here
  bool discountable = true;             ///< takes part in promotions, coupons and document discounts
  std::vector<std::string> categories;  ///< codes of its categories, as the promotions name them
  std::uint32_t tax_category = 0;       ///< index into Rules::taxes.categories
  std::vector<ManualDiscount> discounts;  ///< in order, each on what the one before left
  LineKind kind = LineKind::item;
  bool discounted = false;                           ///< on a catalogue promotion already
  std::optional<Rational> fine_unit_price = {};      ///< minor units, when finer than one: wins over unit_price
  std::optional<Rational> fine_min_unit_price = {};  ///< the same of min_unit_price
};

/// What earlier orders took of a rule that has limits.
struct Spent {
  std::int64_t uses = 0;
  std::int64_t uses_of_customer = 0;
  Rational amount = {};  ///< minor units, of its budgets
  friend bool operator==(const Spent&, const Spent&) = default;
};

/// Who buys, when and how: what promotions ask about. What is not known does not fulfil a condition on it, but for the
/// time: without one, dates and schedules are not looked at.
struct Occasion {
  std::optional<Instant> at = {};  ///< business time
  int offset_minutes = 0;          ///< of the store from UTC at that time
  std::string channel = {};
  std::vector<std::string> customer_groups = {};
  std::int64_t previous_orders = 0;       ///< of this customer, completed
  std::vector<std::string> codes = {};    ///< coupon codes presented, for promotions that need one
  std::vector<std::string> tenders = {};  ///< means of payment chosen
  std::map<std::string, Spent, std::less<>> spent = {};  ///< by rule; what is missing was never used
};

struct Basket {
  Currency currency;
  std::vector<BasketLine> lines;
  std::vector<ManualDiscount> discounts;  ///< on the document: percent or amount
  std::vector<Coupon> coupons;
  Occasion occasion = {};
};
}  // namespace holdfast::pricing
