#include "commands/work_shift.h"

#include "carts/cart_rows.h"
#include "commands/fiscal_receipt.h"
#include "commands/reference.h"
#include "orders/pending_rows.h"

namespace holdfast::commands {
namespace {
std::string shift_payload(const shifts::Shift& shift) {
  std::string out;
  JsonWriter json{out};
  json.begin_object().member("shiftId", shift.id).member("registerId", shift.register_id).member("number", shift.number);
  json.member("businessDate", shift.business_date).member("currency", shift.currency).member("openingCash", shift.opening_cash);
  if (!shift.open) {
    json.member("expectedCash", shift.expected_cash).nullable("countedCash", shift.counted_cash).nullable("variance", shift.variance());
    json.nullable("firstReceipt", shift.first_receipt).nullable("lastReceipt", shift.last_receipt);
  }
  json.end_object();
  return out;
}

std::string totals_payload(db::Connection& connection, const shifts::Shift& shift) {
  std::string out = shift_payload(shift);
  out.pop_back();  // the object goes on
  out += ",\"totals\":";
  JsonWriter json{out};
  json.begin_array();
  for (const shifts::Total& total : shifts::totals(connection, shift.row))
    json.begin_object().member("kind", total.kind).member("key", total.key).member("count", total.count).member("amount", total.amount)
        .member("base", total.base).end_object();
  json.end_array();
  out += '}';
  return out;
}

Result<std::int64_t> counted(const CloseShift& command) {
  if (command.counted_cash) return *command.counted_cash;
  if (command.denominations.empty())
    return refuse(ErrorCode::invalid_argument, "count the cash: countedCash or denominations", {{"/countedCash", "is required"}});
  std::int64_t sum = 0;
  for (const shifts::Denomination& denomination : command.denominations) {
    std::int64_t part = 0;
    if (__builtin_mul_overflow(denomination.value, denomination.count, &part)) return refuse(ErrorCode::invalid_argument, "too much cash");
    sum = checked_add(sum, part);
  }
  return sum;
}

/// A blind count stays blind: the refusal must not tell by how much it is off.
tl::unexpected<Error> reason_wanted(const shifts::Shift& shift, const Site& site) {
  const std::string by = site.policy.blind_close ? "" : " by " + to_decimal(Money{*shift.variance(), site.currency});
  return refuse(ErrorCode::invalid_argument, "cash is off" + by + ": give a reason",
                {{"/varianceReason", "is required above the variance limit"}});
}

Result<> release_carts(db::Transaction& tx, const shifts::Shift& shift, Context& context) {
  if (context.site.policy.carry_over_carts) return {};  // they belong to the store, not to the shift
  for (;;) {
    const auto open = carts::open_carts(tx.connection(), shift.register_row, 100);
    if (open.empty()) return {};
    for (const carts::Summary& summary : open) {
      carts::Cart cart = TRY(carts::load(tx.connection(), summary.id));
      cart.status = carts::Status::voided;
      carts::update(tx, cart, context.now, "shift closed");
      shifts::add_total(tx, shift.row, shifts::total::void_cart, "", 1, 0);
      std::string payload;
      JsonWriter json{payload};
      json.begin_object().member("cartId", cart.id).member("version", cart.version).member("change", "voided")
          .member("status", carts::name_of(cart.status)).end_object();
      context.emit(tx, "CartUpdated", "cart", cart.id, std::move(payload));
    }
  }
}
}  // namespace

Result<shifts::Shift> open_shift(db::Transaction& tx, const OpenShift& command, Context& context) {
  TRY(require(tx, context, Permission::shift_open));
  const Register& reg = *TRY(reference(tx.connection(), context.site, context.now).active_register(command.register_id));
  if (shifts::find_open(tx.connection(), reg.row))
    return refuse(ErrorCode::shift_open, "register " + std::to_string(reg.number) + " has an open shift: close it first");
  TRY(check_box_open(tx.connection(), reg.row));
  shifts::Shift shift;
  shift.id = context.ids.next(context.now);
  shift.register_row = reg.row;
  shift.register_id = reg.id;
  shift.register_number = reg.number;
  db::Statement& last = tx.prepare("SELECT last_shift FROM register WHERE id = ?");
  shift.number = last.all(reg.row).step() ? last.integer(0) + 1 : 1;
  last.reset();
  shift.business_date = context.business_date;
  shift.currency = context.site.currency.code();
  shift.opening_cash = shift.expected_cash = command.opening_cash;
  shift.opened_at = context.now;
  shift.opened_by = context.actor != nullptr ? context.actor->staff_code : "";
  shifts::insert(tx, shift, context.actor_id());
  context.emit(tx, "ShiftOpened", "shift", shift.id, shift_payload(shift));
  return shift;
}

Result<CashMovement> move_cash(db::Transaction& tx, const MoveCash& command, Context& context) {
  const bool no_sale = command.kind == shifts::total::no_sale;
  const Consent consent = TRY(require(tx, context, no_sale ? Permission::no_sale : Permission::cash_movement));
  const shifts::Shift shift = TRY(shifts::load(tx.connection(), command.shift_id));
  if (!shift.open) return refuse(ErrorCode::conflict, "the shift is closed");
  if (!no_sale && command.amount == 0) return refuse(ErrorCode::invalid_argument, "an amount is needed", {{"/amount", "must not be 0"}});
  if (no_sale && command.amount != 0) return refuse(ErrorCode::invalid_argument, "no cash moves in a no-sale", {{"/amount", "must be 0"}});
  const bool in = command.kind == shifts::total::pay_in;
  if (!in && command.amount > shift.expected_cash)
    return refuse(ErrorCode::limit_exceeded, "the drawer holds only " + to_decimal(Money{shift.expected_cash, context.site.currency}));
  const CashMovement movement{context.ids.next(context.now), shift.expected_cash + (in ? command.amount : -command.amount)};
  tx.prepare("INSERT INTO cash_movement(uuid, shift_id, kind, amount, reason, staff_id, approver_id, at_us) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
      .exec(movement.id, shift.row, command.kind, command.amount, command.reason, context.actor_id(), consent.approver_id, context.now);
  shifts::add_total(tx, shift.row, command.kind, "", 1, command.amount);
  if (!no_sale) shifts::add_cash(tx, shift.row, in ? command.amount : -command.amount);
  std::string payload;
  JsonWriter json{payload};
  json.begin_object().member("movementId", movement.id).member("shiftId", shift.id).member("registerId", shift.register_id);
  json.member("kind", command.kind).member("amount", command.amount).member("currency", shift.currency).member("reason", command.reason).end_object();
  context.emit(tx, no_sale ? "DrawerOpened" : "CashMoved", "shift", shift.id, payload);
  audit(tx, context, command.kind, to_string(shift.id), payload, consent);
  return movement;
}

Result<shifts::Shift> close_shift(db::Transaction& tx, const CloseShift& command, Context& context) {
  Consent consent = TRY(require(tx, context, Permission::shift_close));
  shifts::Shift shift = TRY(shifts::load(tx.connection(), command.shift_id));
  if (!shift.open) return refuse(ErrorCode::conflict, "the shift is closed already");
  if (const auto waiting = orders::waiting_at(tx.connection(), shift.register_row))
    return refuse(ErrorCode::conflict, orders::words_for(*waiting));
  shift.counted_cash = TRY(counted(command));
  const std::int64_t off = *shift.variance() < 0 ? -*shift.variance() : *shift.variance();
  if (off > context.site.policy.variance_limit) {
    if (command.variance_reason.empty()) return reason_wanted(shift, context.site);
    if (!consent.approver_id) consent = TRY(require_backing(tx, context, Permission::shift_close, Permission::approve));
  }
  if (command.denominations.size() && !command.counted_cash)
    for (const shifts::Denomination& denomination : command.denominations)
      if (denomination.count > 0) shifts::insert_denomination(tx, shift.row, denomination);
  TRY(release_carts(tx, shift, context));
  shifts::close(tx, shift, {*shift.counted_cash, command.variance_reason, context.actor_id(), consent.approver_id}, context.now);
  shift.open = false;
  shift.variance_reason = command.variance_reason;
  shift.closed_at = context.now;
  shift.closed_by = context.actor != nullptr ? context.actor->staff_code : "";
  context.emit(tx, "ShiftClosed", "shift", shift.id, totals_payload(tx.connection(), shift));
  audit(tx, context, "shift_close", to_string(shift.id), shift_payload(shift), consent);
  return shift;
}
}  // namespace holdfast::commands
