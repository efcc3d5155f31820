#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "carts/sold_elsewhere.h"
#include "carts/terms.h"
#include "catalogue/variant.h"
#include "money/quantity.h"

namespace holdfast::carts {
enum class Status { active, suspended, checked_out, voided, expired };
std::string_view name_of(Status status);
std::optional<Status> parse_status(std::string_view name);

/// A line that takes goods back: of a sold line, of one that another store sold (in memory only), or without a receipt when
/// `order_row` is 0 and there is no other store.
struct ReturnOf {
  std::int64_t order_row = 0;
  Uuid order;
  int position = 0;
  std::string reason;
  std::string condition;
  std::optional<SoldElsewhere> elsewhere = {};
};

/// The gift card that a line sells or tops up.
struct Card {
  std::int64_t row = 0;
  Uuid id;
  std::string last_four;
};

struct Item {
  int item = 0;                               ///< its id is the cart's with this part
  std::optional<std::int64_t> variant_id;     ///< none: not on file
  Uuid variant;
  std::string sku;
  std::string name;
  std::string unit;
  std::int64_t tax_category_id = 0;
  Quantity quantity;                          ///< negative: comes back
  std::optional<std::int64_t> unit_price;     ///< agreed at the till; none: the price books decide
  std::string price_reason;
  std::optional<std::int64_t> price_staff_id;
  std::optional<std::int64_t> approver_id;
  std::optional<std::int64_t> label_amount;   ///< printed on the goods by the scale
  bool discountable = true;
  bool tracks_stock = false;
  std::string note;
  std::optional<ReturnOf> return_of;
  std::string weighing = {};                  ///< the scale's reading, JSON (weighing.h); empty: not weighed here
  std::optional<Card> card = {};
  std::shared_ptr<const catalogue::Variant> on_file;   ///< when it was read already in this call; never stored
  LineTerms terms = {};
};

struct Discount {
  int discount = 0;
  std::optional<int> item;                    ///< none: the whole cart
  bool percent = true;
  std::int64_t value = 0;                     ///< percent in millionths, or minor units
  std::string reason;
  std::int64_t staff_id = 0;
  std::optional<std::int64_t> approver_id;
};

struct Promotion {
  std::int64_t id = 0;
  std::string code;
  bool percentage = true;
  std::int64_t value = 0;                     ///< percent in millionths, or minor units
};

/// What is being sold. Lives in rows while a till works on it, or only in memory for a sale in one call.
struct Cart {
  std::int64_t row = 0;                       ///< 0: never stored
  Uuid id;
  Status status = Status::active;
  std::int64_t register_row = 0;
  Uuid register_id;
  std::optional<std::int64_t> terminal_row;   ///< the one owner while it is active
  std::optional<Uuid> terminal;
  std::int64_t staff_row = 0;
  std::string staff_code;
  std::optional<std::int64_t> person_row;
  std::optional<Uuid> person;
  std::optional<std::string> affiliate_code;
  std::string note;
  std::int64_t version = 1;
  int next_item = 1;
  Instant created_at;
  Instant updated_at;
  std::vector<Item> items;
  std::vector<Discount> discounts;
  std::vector<Promotion> promotions;
  Terms terms = {};

  Item* find_item(int item);
};
}  // namespace holdfast::carts
