#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "money/quantity.h"

namespace holdfast::pricing {
enum class DiscountKind : std::uint8_t {
  percent,     ///< `percent` off what is left
  amount,      ///< `minor` off the line (or the document), never more than is left
  unit_price,  ///< a line only: the unit now costs `minor`; never raises a price
};

/// What a person took off a line or the document. Permission is judged before it gets here.
struct ManualDiscount {
  DiscountKind kind = DiscountKind::percent;
  Percent percent;         ///< 0 to 100
  std::int64_t minor = 0;  ///< in the basket's currency, not negative; mirrored on a return line
  std::string reason;
  std::string actor;  ///< reference to whoever gave or approved it
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

struct BasketLine {
  std::uint32_t key = 0;  ///< the caller's own; comes back on the priced line
  std::string sku;
  Quantity quantity = Quantity::pieces(1);  ///< not zero; negative: a return line
  Money unit_price;                         ///< resolved or agreed
  Money list_price;                         ///< before anyone agreed on another
  std::optional<Money> label_amount;    ///< printed on the goods: wins over quantity x price; same sign as the quantity
  std::optional<Money> min_unit_price;  ///< coupons and document discounts stop here
  bool discountable = true;             ///< takes part in coupons and document discounts
  std::vector<std::uint32_t> categories;
  std::uint32_t tax_category = 0;         ///< index into Rules::taxes.categories
  std::vector<ManualDiscount> discounts;  ///< in order, each on what the one before left
};

struct Basket {
  Currency currency;
  std::vector<BasketLine> lines;
  std::vector<ManualDiscount> discounts;  ///< on the document: percent or amount
  std::vector<Coupon> coupons;
};
}  // namespace holdfast::pricing
