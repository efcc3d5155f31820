#include "commands/age_check.h"

#include <algorithm>
#include <array>

#include "base/json.h"
#include "carts/cart_rows.h"
#include "catalogue/variant_rows.h"
#include "commands/load_cart.h"
#include "commands/permit.h"

namespace holdfast::commands {
namespace {
using State = AgeCheck::State;
constexpr std::array<std::string_view, 6> states{"asked", "ready", "proved", "refused", "cancelled", "expired"};

State state_of(std::string_view name) {
  for (std::size_t i = 0; i < states.size(); ++i)
    if (states[i] == name) return static_cast<State>(i);
  check(false);
  return State::asked;
}

void tell(db::Transaction& tx, const AgeCheck& check, Context& context) {
  std::string payload;
  JsonWriter json{payload};
  json.begin_object().member("ageCheckId", check.id).member("cartId", check.cart).member("minAge", check.min_age);
  json.member("state", name_of(check.state)).end_object();
  context.emit(tx, "AgeChecked", "cart", check.cart, std::move(payload));
}

void move_on(db::Transaction& tx, AgeCheck& check, State state, Context& context) {
  check.state = state;
  tx.prepare("UPDATE age_check SET state = ?, url = ?, changed_us = ? WHERE id = ?")
      .exec(name_of(state), check.url, context.now, check.row);
  tell(tx, check, context);
}

/// The cart may be another till's by now, or parked: what was proved was proved for it.
Result<> prove(db::Transaction& tx, const AgeCheck& check, Context& context) {
  carts::Cart cart = TRY(carts::load_for_step(tx, check.cart));
  if (cart.status != carts::Status::active && cart.status != carts::Status::suspended) return {};
  cart.terms.age_proven = std::max(cart.terms.age_proven, check.min_age);
  cart.terms.age_proof = to_string(check.id);
  carts::save_terms(tx, cart);
  TRY(finish_step(tx, std::move(cart), "ageProved", context));
  return {};
}

std::string text_of(const Json& json, std::string_view name) {
  const Json* found = json.find(name);
  return found != nullptr && found->is_string() ? found->text() : std::string{};
}
}  // namespace

std::string_view name_of(State state) { return states[static_cast<std::size_t>(state)]; }

int age_asked_for(db::Connection& connection, const carts::Cart& cart) {
  int most = 0;
  for (const carts::Item& item : cart.items) {
    if (!item.variant_id || item.return_of || item.terms.age_checked) continue;
    const auto variant = catalogue::find_variant(connection, *item.variant_id);
    if (variant) most = std::max(most, variant->min_age.value_or(0));
  }
  return most > cart.terms.age_proven ? most : 0;
}

Result<AgeCheck> begin_age_check(db::Transaction& tx, const Uuid& id, const Uuid& cart_id, int min_age,
                                 Context& context) {
  TRY(permit(tx, context, "identity.check", {}));
  const carts::Cart cart = TRY(carts::load(tx.connection(), cart_id));
  if (cart.status != carts::Status::active) return refuse(ErrorCode::conflict, "the cart is not open");
  db::Statement& others = tx.prepare("SELECT uuid FROM age_check WHERE cart_id = ? AND state IN ('asked', 'ready')");
  std::vector<Uuid> open;
  others.all(cart.row);
  while (others.step()) open.push_back(others.uuid(0));
  for (const Uuid& other : open) TRY(cancel_age_check(tx, other, context));
  AgeCheck check{
      0, cart.row, id, cart_id, min_age, State::asked, {}, context.now, context.now.plus_seconds(age_check_seconds)};
  tx.prepare(
        "INSERT INTO age_check(uuid, cart_id, min_age, state, staff_id, created_us, changed_us, expires_us) VALUES (?, "
        "?, ?, ?, ?, ?, ?, ?)")
      .exec(check.id, check.cart_row, check.min_age, name_of(check.state), context.actor_id(), context.now, context.now,
            check.expires_at);
  check.row = tx.last_rowid();
  tell(tx, check, context);
  return check;
}

Result<AgeCheck> load_age_check(db::Connection& connection, const Uuid& id) {
  db::Statement& row = connection.prepare(
      "SELECT a.id, a.cart_id, c.uuid, a.min_age, a.state, a.url, a.created_us, a.expires_us FROM age_check a JOIN "
      "cart "
      "c ON c.id = a.cart_id WHERE a.uuid = ?");
  if (!row.all(id).step()) {
    row.reset();
    return refuse(ErrorCode::not_found, "no such check");
  }
  AgeCheck check{row.integer(0), row.integer(1), id, row.uuid(2), row.small(3), state_of(row.text(4)), row.string(5),
                 row.instant(6), row.instant(7)};
  row.reset();
  return check;
}

Result<AgeCheck> note_age_answer(db::Transaction& tx, const Uuid& id, std::string_view answer, Context& context) {
  AgeCheck check = TRY(load_age_check(tx.connection(), id));
  if (check.is_over()) return check;
  const auto said = parse_json(answer);
  const std::string state = said ? text_of(*said, "state") : std::string{};
  if (state == "proved") {
    check.url.clear();
    move_on(tx, check, State::proved, context);
    TRY(prove(tx, check, context));
  } else if (state == "refused") {
    check.url.clear();
    move_on(tx, check, State::refused, context);
  } else if (context.now >= check.expires_at) {
    check.url.clear();
    move_on(tx, check, State::expired, context);
  } else if (state == "ready" && check.state == State::asked) {
    check.url = text_of(*said, "url");
    move_on(tx, check, State::ready, context);
  }
  return check;
}

Result<AgeCheck> cancel_age_check(db::Transaction& tx, const Uuid& id, Context& context) {
  AgeCheck check = TRY(load_age_check(tx.connection(), id));
  if (check.is_over()) return check;
  check.url.clear();
  move_on(tx, check, context.now >= check.expires_at ? State::expired : State::cancelled, context);
  return check;
}

void append_json(std::string& out, const AgeCheck& check, int utc_offset_min) {
  JsonWriter json{out};
  json.begin_object().member("ageCheckId", check.id).member("cartId", check.cart).member("minAge", check.min_age);
  json.member("state", name_of(check.state)).key("url");
  if (check.url.empty())
    json.null();
  else
    json.value(check.url);
  json.key("createdAt").time(check.created_at, utc_offset_min);
  json.key("expiresAt").time(check.expires_at, utc_offset_min).end_object();
}
}  // namespace holdfast::commands
