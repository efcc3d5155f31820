#pragma once
#include "base/result.h"
#include "carts/cart.h"
#include "carts/weighing.h"
#include "db/transaction.h"

namespace holdfast::carts {
/// The whole cart; not_found when there is none.
Result<Cart> load(db::Connection& connection, const Uuid& id);
/// The same on the writer's connection: a cart that a step has just left is handed over as it was kept.
Result<Cart> load_for_step(db::Transaction& tx, const Uuid& id);
/// Keeps a stored cart for the next step. The last thing that a step does.
void keep_for_next_step(db::Transaction& tx, const Cart& cart);
/// A new row; fills cart.row.
void insert(db::Transaction& tx, Cart& cart);
/// Status, owner, customer, note; raises the version by one and stamps updated_at, in the value too.
void update(db::Transaction& tx, Cart& cart, Instant now, std::optional<std::string_view> close_reason = std::nullopt);
/// Counts version and lines on, when nothing else of the cart itself changed: no new row of its history.
void touch(db::Transaction& tx, Cart& cart, Instant now);
void insert_item(db::Transaction& tx, const Cart& cart, const Item& item, Instant now);
/// The weight that a line was put in with; once for each weighing.
void insert_weighing(db::Transaction& tx, const Cart& cart, const Item& item, const Weighing& weighing, Instant now);
bool is_bound(db::Connection& connection, const Uuid& weighing);
void update_item(db::Transaction& tx, const Cart& cart, const Item& item, Instant now);
/// Writes what is stored of the terms: the cart's, a line's.
void save_terms(db::Transaction& tx, const Cart& cart);
void save_terms(db::Transaction& tx, const Cart& cart, const Item& item);
void delete_item(db::Transaction& tx, const Cart& cart, int item);
void insert_discount(db::Transaction& tx, const Cart& cart, const Discount& discount);
void delete_discount(db::Transaction& tx, const Cart& cart, int discount);
void insert_promotion(db::Transaction& tx, const Cart& cart, std::int64_t promotion_id, Instant now);
void delete_promotion(db::Transaction& tx, const Cart& cart, std::int64_t promotion_id);

struct Summary {
  Uuid id;
  Status status;
};
/// Open (active or suspended) carts of a register; with register 0 of the whole store.
std::vector<Summary> open_carts(db::Connection& connection, std::int64_t register_row, int limit, std::int64_t after_row = 0);
}  // namespace holdfast::carts
