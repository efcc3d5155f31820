#pragma once
#include <optional>
#include <string>

#include "carts/cart.h"
#include "carts/weighing.h"
#include "commands/cart_terms.h"
#include "commands/context.h"
#include "commands/price_cart.h"

namespace holdfast::commands {
struct CreateCart {
  Uuid register_id;
  std::optional<Uuid> person;
  std::optional<std::string> affiliate_code;
  std::string note;
};
/// One of the ways an article is named at the till; exactly one is set.
struct ArticleRef {
  std::optional<Uuid> variant;
  std::optional<std::string> sku;
  std::optional<std::string> code;            ///< scanned or typed
  std::optional<std::string> unlisted_name;   ///< not on file: needs unit_price
  std::optional<Uuid> order_item;             ///< comes back, with its receipt
};
/// What is chosen with an article, of a group of its choices (article_terms.h).
struct Choice {
  std::string group, sku;
  int count = 1;  ///< for each of the article
};
struct AddItem {
  ArticleRef article;
  std::optional<Quantity> quantity;           ///< negative: comes back without a receipt
  std::optional<std::int64_t> unit_price;
  std::string reason;                         ///< of the price, or of the return
  std::string condition;                      ///< of a return
  std::string tax_category;                   ///< of an unlisted line; empty: the default
  std::string note;
  std::optional<carts::Weighing> weighing = std::nullopt;  ///< the quantity is what a scale said
  ChangeLineTerms terms = {};
  std::optional<std::string> card_code = std::nullopt;  ///< of a gift card article: the card's own; none: a new card
  std::optional<carts::Card> card = std::nullopt;       ///< the card that the line has already
  bool own_line = false;                      ///< never joins an equal line: the caller lists its lines itself
  std::optional<Quantity> tare = std::nullopt;  ///< of packaging, taken off the quantity or what a scale says gross
  std::vector<Choice> choices = {};
};
struct ChangeItem {
  Uuid item_id;
  std::optional<Quantity> quantity;
  std::optional<std::int64_t> unit_price;
  std::string reason;
  std::optional<std::string> note;
  ChangeLineTerms terms = {};
  std::optional<Quantity> tare = std::nullopt;  ///< another one: a quantity that is named with it is gross
};
struct AddDiscount {
  std::optional<Uuid> item_id;                ///< none: the whole cart
  bool percent = true;
  std::int64_t value = 0;                     ///< percent in millionths, or minor units
  std::string reason;
};

/// The in-memory steps, shared by stored carts and sales in one call. They judge limits and permissions.
Result<carts::Cart> begin_cart(db::Connection& connection, const CreateCart& command, Context& context);
/// The touched line; `merged` tells whether it was there before.
struct Added {
  int item;
  bool merged;
};
Result<Added> add_item(db::Transaction& tx, carts::Cart& cart, const AddItem& command, Context& context);
Result<carts::Discount> add_discount(db::Transaction& tx, carts::Cart& cart, const AddDiscount& command, Context& context);

/// The steps on a stored cart: each loads it, checks owner and version, changes rows, appends CartUpdated, and answers the
/// cart priced anew.
struct CartTarget {
  Uuid cart_id;
  std::optional<std::int64_t> if_match;       ///< version the caller saw
};
struct CartView {
  carts::Cart cart;
  PricedCart priced;
  std::optional<std::string> terminal_name = std::nullopt;  ///< in lists: whose it is, for people
  std::string loyalty = {};  ///< JSON, see points.h; empty: no customer, or no programme
};
Result<CartView> create_cart(db::Transaction& tx, const CreateCart& command, Context& context);
Result<CartView> add_cart_item(db::Transaction& tx, const CartTarget& target, const AddItem& command, Context& context);
Result<CartView> change_cart_item(db::Transaction& tx, const CartTarget& target, const ChangeItem& command, Context& context);
Result<CartView> remove_cart_item(db::Transaction& tx, const CartTarget& target, const Uuid& item_id, Context& context);
Result<CartView> discount_cart(db::Transaction& tx, const CartTarget& target, const AddDiscount& command, Context& context);
Result<CartView> remove_cart_discount(db::Transaction& tx, const CartTarget& target, const Uuid& discount_id, Context& context);
Result<CartView> promote_cart(db::Transaction& tx, const CartTarget& target, const std::string& code, Context& context);
Result<CartView> unpromote_cart(db::Transaction& tx, const CartTarget& target, const std::string& code, Context& context);
Result<CartView> charge_cart(db::Transaction& tx, const CartTarget& target, const AskCharge& command, Context& context);
Result<CartView> uncharge_cart(db::Transaction& tx, const CartTarget& target, const Uuid& charge_id, Context& context);
struct ChangeCart {
  std::optional<Uuid> person;
  bool clear_person = false;
  std::optional<std::string> note;
  std::optional<std::string> affiliate_code;
  ChangeTerms terms = {};
};
Result<CartView> change_cart(db::Transaction& tx, const CartTarget& target, const ChangeCart& command, Context& context);
Result<CartView> suspend_cart(db::Transaction& tx, const CartTarget& target, const std::optional<std::string>& note, Context& context);
/// A suspended cart by anybody; an active one of another terminal only with `take_over`.
struct ResumeCart {
  bool take_over = false;
  std::optional<Uuid> register_id;
};
Result<CartView> resume_cart(db::Transaction& tx, const CartTarget& target, const ResumeCart& command, Context& context);
Result<CartView> void_cart(db::Transaction& tx, const CartTarget& target, const std::string& reason, Context& context);
}  // namespace holdfast::commands
