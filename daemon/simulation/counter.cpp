#include "simulation/counter.h"

#include "base/check.h"
#include "capabilities/capability_rows.h"
#include "catalogue/price_rows.h"
#include "catalogue/variant_rows.h"
#include "commands/change_customer.h"
#include "commands/close_day.h"
#include "commands/move_stock.h"
#include "commands/permit.h"
#include "commands/work_shift.h"
#include "orders/order_rows.h"
#include "replication/feed_rows.h"
#include "shifts/shift.h"

namespace holdfast::simulation {
namespace {
constexpr std::int64_t opening_cash = 20'000;

Actor load_actor(db::Connection& connection, std::string_view code) {
  Actor actor;
  db::Statement& row = connection.prepare(
      "SELECT s.id, s.uuid, s.name, r.code, r.max_discount_percent_micro, r.max_open_price, r.id, t.id, t.uuid, n.id "
      "FROM staff s JOIN role r ON r.id = s.role_id JOIN terminal t JOIN session n ON n.staff_id = s.id "
      "WHERE s.code = ?");
  check(row.all(code).step());
  actor.staff_id = row.integer(0);
  actor.staff = row.uuid(1);
  actor.staff_code = code;
  actor.name = row.string(2);
  actor.role = row.string(3);
  if (!row.is_null(4)) actor.max_discount = Percent::from_micro(row.integer(4));
  if (!row.is_null(5)) actor.max_open_price = row.integer(5);
  const std::int64_t role = row.integer(6);
  actor.terminal_id = row.integer(7);
  actor.terminal = row.uuid(8);
  actor.session_id = row.integer(9);
  row.reset();
  db::Statement& may = connection.prepare("SELECT permission FROM role_permission WHERE role_id = ?");
  may.all(role);
  while (may.step())
    if (const auto permission = parse_permission(may.text(0)))
      actor.permissions.set(static_cast<std::size_t>(*permission));
  return actor;
}

/// As the hub is to have it: from the order itself, not from what was told of it.
engine::PaidOrder booked_as(const orders::Order& order) {
  engine::PaidOrder paid;
  paid.order_id = order.id;
  paid.currency = order.currency.code();
  paid.total = order.total;
  paid.rounding = order.rounding;
  paid.register_id = to_string(order.register_id);
  paid.receipt_number = orders::receipt_number(order.register_number, *order.receipt);
  paid.business_date = order.business_date;
  for (const orders::Payment& payment : order.payments) paid.payments.push_back({payment.tender, payment.amount});
  paid.is_return = order.kind == orders::Kind::return_;
  paid.tax = order.tax;
  return paid;
}

/// What the cash drawer or a till may rightly refuse to somebody who guesses.
bool is_fair(ErrorCode code) {
  using enum ErrorCode;
  switch (code) {
    case approval_required:
    case permission_denied:
    case limit_exceeded:
    case underpaid:
    case overpaid:
    case nothing_left_to_return:
    case conflict:
    case tender_refused:
    case not_available_now:
    case circuit_open:
    case policy_off:
      return true;
    default:
      return false;
  }
}

commands::PaymentOffer by(std::string tender, std::optional<std::int64_t> amount = std::nullopt) {
  commands::PaymentOffer offer;
  offer.amount = amount;
  if (tender == "card") offer.reference = "slip";
  offer.tender = std::move(tender);
  return offer;
}
}  // namespace

Counter::Counter(CoreWriter& writer, const sim::Setting& setting)
    : writer_{writer},
      setting_{setting},
      chance_{setting.chance},
      cashier_{load_actor(writer.connection(), "1001")},
      manager_{load_actor(writer.connection(), "9001")} {
  db::Statement& rows = writer_.connection().prepare("SELECT uuid FROM register ORDER BY number");
  while (rows.step()) registers_.push_back(rows.uuid(0));
}

const Actor& Counter::somebody() { return chance_.in(350) ? manager_ : cashier_; }
const Uuid& Counter::some_register() {
  return registers_[static_cast<std::size_t>(chance_.below(static_cast<std::int64_t>(registers_.size())))];
}

template <class Do>
auto Counter::act(sim::Trade& trade, const Actor& actor, std::string_view operation, const Do& command) {
  gate_.reset();
  if (matrix_ != nullptr) gate_.emplace(*matrix_);
  auto done =
      writer_.run(&actor, gate_ ? &*gate_ : nullptr,
                  [&](db::Transaction& tx, commands::Context& context) -> decltype(command(tx, context)) {
                    TRY(commands::permit(tx, context, operation));
                    auto result = command(tx, context);
                    if (result && gate_)
                      for (const capabilities::Decision& decision : gate_->decisions())
                        capabilities::insert_decision(tx, decision, context.actor_id(), "simulation", context.now);
                    return result;
                  });
  if (done)
    trade.acts.push_back({capabilities::operation_index(operation), 0, actor.may(Permission::approve)});
  else
    refused(trade, operation, done.error());
  return done;
}

/// A command that makes an order, and the event that pays it.
template <class Do>
void Counter::order(sim::Trade& trade, const Actor& actor, std::string_view operation, const char* mark,
                    const Do& command) {
  sim::Sale sale;
  const auto made =
      act(trade, actor, operation, [&](db::Transaction& tx, commands::Context& context) -> Result<orders::Order> {
        const std::int64_t before = context.log.head().seq;
        auto order = command(tx, context);
        if (!order) return order;
        db::Statement& paid = tx.prepare("SELECT event_id FROM event_log WHERE seq > ? AND type = 'OrderPaid'");
        check(paid.all(before).step());
        sale.event = paid.uuid(0);
        paid.reset();
        sale.masters = replication::load_feed_state(tx.connection()).active_version;
        if (setting_.mutant == sim::Mutant::lost_payment && order->total % 7 == 0)
          tx.prepare("UPDATE payment SET amount = amount + 1 WHERE order_id = ?").exec(order->row);
        return order;
      });
  if (!made) return;
  sale.order = booked_as(*made);
  trade.sales.push_back(std::move(sale));
  trade.marks.emplace_back(mark);
}

void Counter::refused(sim::Trade& trade, std::string_view operation, const Error& error) {
  const std::string_view title = taxonomy(error.code).title;
  trade.marks.push_back(std::string{"refused: "}.append(title));
  if (!is_fair(error.code))
    trade.wrongs.push_back(std::string{operation}.append(" was refused: ").append(title) + ": " + error.detail);
}

void Counter::ensure_shift(const Uuid& reg) {
  db::Statement& row = writer_.connection().prepare(
      "SELECT 1 FROM shift s JOIN register r ON r.id = s.register_id WHERE r.uuid = ? AND s.status = 'OPEN'");
  const bool open = row.all(reg).step();
  row.reset();
  if (open) return;
  const auto shift = writer_.run(&manager_, nullptr, [&](db::Transaction& tx, commands::Context& context) {
    return commands::open_shift(tx, {reg, opening_cash}, context);
  });
  check(shift.has_value());
}

std::vector<std::string> Counter::wares() {
  std::vector<std::string> skus;
  db::Statement& rows = writer_.connection().prepare("SELECT sku FROM product_variant ORDER BY sku");
  while (rows.step()) skus.push_back(rows.string(0));
  std::erase_if(skus, [&](const std::string& sku) {
    const auto variant = catalogue::find_variant_by_sku(writer_.connection(), sku);
    return !variant || !variant->active;
  });
  return skus;
}

commands::AddItem Counter::some_line(const std::vector<std::string>& wares) {
  commands::AddItem line;
  line.quantity = Quantity::pieces(chance_.between(1, 4));
  if (wares.empty() || chance_.in(60)) {
    line.article.unlisted_name = "Something";
    line.unit_price = chance_.in(900) ? chance_.between(1, 9'000) : chance_.between(1, 20'000);
    line.tax_category = "standard";
  } else {
    line.article.sku = wares[static_cast<std::size_t>(chance_.below(static_cast<std::int64_t>(wares.size())))];
  }
  return line;
}

std::vector<commands::PaymentOffer> Counter::some_payments() {
  switch (chance_.below(8)) {
    case 0:
      return {by("cash", 100'000'000)};
    case 1:
    case 2:
      return {by("card")};
    case 3:
      return {by("card", chance_.between(1, 400)), by("cash")};
    case 4: {
      commands::PaymentOffer dollars = by("usd");
      dollars.foreign_amount = 100'000'000;
      return {dollars};
    }
    default:
      return {by("cash")};
  }
}

void Counter::sell(sim::Trade& trade) {
  const Actor& actor = somebody();
  const std::vector<std::string> goods = wares();
  commands::Sell sale;
  sale.cart.register_id = some_register();
  std::int64_t unlisted = 0;
  for (std::int64_t i = chance_.between(1, 5); i > 0; --i) {
    commands::AddItem line = some_line(goods);
    if (line.unit_price) unlisted = std::max(unlisted, *line.unit_price);
    sale.lines.push_back({std::move(line), std::nullopt});
    if (chance_.in(60))
      sale.lines.back().discount =
          commands::AddDiscount{std::nullopt, true, chance_.between(1, 15) * 1'000'000, "nice"};
  }
  if (chance_.in(40)) sale.discounts.push_back({std::nullopt, false, chance_.between(1, 200), "late"});
  sale.checkout.payments = some_payments();
  ensure_shift(sale.cart.register_id);
  const std::size_t before = trade.sales.size();
  order(trade, actor, "sale", "sale",
        [&](db::Transaction& tx, commands::Context& context) { return commands::sell(tx, sale, context); });
  if (unlisted > 0 && trade.sales.size() > before)
    trade.acts.push_back({capabilities::operation_index("item.unlisted"), unlisted, actor.may(Permission::approve)});
}

std::optional<Uuid> Counter::some_order() {
  db::Statement& last = writer_.connection().prepare("SELECT max(id) FROM orders");
  const std::int64_t newest = last.step() && !last.is_null(0) ? last.integer(0) : 0;
  last.reset();
  if (newest == 0) return std::nullopt;
  const auto order =
      orders::load(writer_.connection(), chance_.between(std::max<std::int64_t>(1, newest - 40), newest));
  if (!order || order->kind != orders::Kind::sale || order->voided_by) return std::nullopt;
  return order->id;
}

void Counter::exchange(sim::Trade& trade) {
  const auto earlier = some_order();
  const std::vector<std::string> goods = wares();
  if (!earlier || goods.empty()) return sell(trade);
  commands::Sell sale;
  sale.cart.register_id = some_register();
  commands::AddItem back;
  back.article.order_item = part_id(*earlier, 1);
  back.quantity = Quantity::pieces(-1);
  sale.lines.push_back({back, std::nullopt});
  sale.lines.push_back({some_line(goods), std::nullopt});
  sale.checkout.payments.push_back(by("cash"));
  ensure_shift(sale.cart.register_id);
  order(trade, manager_, "exchange", "exchange",
        [&](db::Transaction& tx, commands::Context& context) { return commands::sell(tx, sale, context); });
}

void Counter::take_back(sim::Trade& trade, bool receipted) {
  const auto earlier = receipted ? some_order() : std::nullopt;
  const std::vector<std::string> goods = wares();
  if ((receipted && !earlier) || goods.empty()) return sell(trade);
  const Actor& actor = somebody();
  commands::TakeBack back;
  back.register_id = some_register();
  back.order = earlier;
  commands::AddItem line;
  if (earlier)
    line.article.order_item = part_id(*earlier, 1);
  else
    line.article.sku = goods[static_cast<std::size_t>(chance_.below(static_cast<std::int64_t>(goods.size())))];
  line.quantity = Quantity::pieces(1);
  line.reason = "does not fit";
  back.lines.push_back(line);
  back.checkout.payments.push_back(by(chance_.in(700) ? "cash" : "card"));
  ensure_shift(back.register_id);
  const std::size_t before = trade.sales.size();
  order(trade, actor, receipted ? "return" : "sale", receipted ? "return" : "return without a receipt",
        [&](db::Transaction& tx, commands::Context& context) { return commands::take_back(tx, back, context); });
  if (!receipted && trade.sales.size() > before)
    trade.acts.push_back({capabilities::operation_index("return.unreceipted"), -trade.sales.back().order.total,
                          actor.may(Permission::approve)});
}

void Counter::void_newest(sim::Trade& trade) {
  const auto earlier = some_order();
  if (!earlier) return sell(trade);
  ensure_shift(orders::load(writer_.connection(), *earlier)->register_id);
  order(trade, manager_, "order.void", "void", [&](db::Transaction& tx, commands::Context& context) {
    return commands::void_order(tx, {*earlier, "a mistake"}, context);
  });
}

void Counter::move_cash(sim::Trade& trade) {
  const Uuid& reg = some_register();
  ensure_shift(reg);
  db::Statement& row = writer_.connection().prepare(
      "SELECT s.uuid FROM shift s JOIN register r ON r.id = s.register_id WHERE r.uuid = ? AND s.status = 'OPEN'");
  check(row.all(reg).step());
  const Uuid shift = row.uuid(0);
  row.reset();
  const bool in = chance_.in(500);
  const auto done = act(trade, manager_, "cashMovement", [&](db::Transaction& tx, commands::Context& context) {
    return commands::move_cash(tx, {shift, in ? "payIn" : "payOut", chance_.between(1, 2'000), "change"}, context);
  });
  if (done) trade.marks.emplace_back("cash moved");
}

void Counter::move_stock(sim::Trade& trade) {
  const std::vector<std::string> goods = wares();
  if (goods.empty()) return sell(trade);
  commands::MoveStock move;
  move.kind = chance_.in(500) ? commands::MoveStock::Kind::receipt : commands::MoveStock::Kind::count;
  move.items.push_back({std::nullopt,
                        goods[static_cast<std::size_t>(chance_.below(static_cast<std::int64_t>(goods.size())))],
                        Quantity::pieces(chance_.between(1, 50))});
  move.reason = "delivery";
  if (act(trade, manager_, "stockCount",
          [&](db::Transaction& tx, commands::Context& context) { return commands::move_stock(tx, move, context); }))
    trade.marks.emplace_back("stock moved");
}

void Counter::create_customer(sim::Trade& trade) {
  commands::CreateCustomer customer;
  customer.name = "Customer " + std::to_string(chance_.below(1'000'000));
  if (act(trade, manager_, "customer.create", [&](db::Transaction& tx, commands::Context& context) {
        return commands::create_customer(tx, customer, context);
      }))
    trade.marks.emplace_back("customer made");
}

/// Events that a hub cannot read, or has no rule for.
void Counter::spoil(sim::Trade& trade) {
  const bool poison = chance_.in(setting_.faults.poison), strange = chance_.in(setting_.faults.unknown);
  if (!poison && !strange) return;
  std::vector<Uuid> spoiled;
  (void)writer_.run(nullptr, nullptr, [&](db::Transaction& tx, commands::Context& context) -> Result<store::Answer> {
    const auto tell = [&](std::string_view type, std::string payload) {
      const auto seq = context.emit(tx, type, "order", context.ids.next(context.now), std::move(payload)).seq;
      db::Statement& row = tx.prepare("SELECT event_id FROM event_log WHERE seq = ?");
      check(row.all(seq).step());
      const Uuid id = row.uuid(0);
      row.reset();
      return id;
    };
    if (strange) tell("DroneLanded", "{}");
    if (poison) spoiled.push_back(tell("CartUpdated", R"({"twice":1,"twice":2})"));  // a name twice: refused for ever
    return store::Answer{};
  });
  trade.poison = std::move(spoiled);
}

void Counter::trade(const capabilities::Evaluation* matrix, sim::Trade& trade) {
  matrix_ = matrix;
  const std::int64_t what = chance_.below(100);
  if (what < 70)
    sell(trade);
  else if (what < 75)
    exchange(trade);
  else if (what < 83)
    take_back(trade, true);
  else if (what < 87)
    take_back(trade, false);
  else if (what < 90)
    void_newest(trade);
  else if (what < 94)
    move_cash(trade);
  else if (what < 98)
    move_stock(trade);
  else
    create_customer(trade);
  spoil(trade);
}

void Counter::close(sim::Trade& trade, const Uuid& reg) {
  db::Statement& row = writer_.connection().prepare(
      "SELECT s.uuid, s.expected_cash FROM shift s JOIN register r ON r.id = s.register_id WHERE r.uuid = ? AND "
      "s.status = 'OPEN'");
  const auto open = row.all(reg).step() ? std::optional{std::pair{row.uuid(0), row.integer(1)}} : std::nullopt;
  row.reset();
  if (!open) return;
  commands::CloseShift count{
      open->first, std::max<std::int64_t>(0, open->second + chance_.between(-100, 100)), {}, "counted"};
  if (act(trade, manager_, "shift",
          [&](db::Transaction& tx, commands::Context& context) { return commands::close_shift(tx, count, context); }))
    trade.marks.emplace_back("shift closed");
}

void Counter::open(sim::Trade& trade) {
  matrix_ = nullptr;
  if (setting_.mutant == sim::Mutant::own_prices)
    (void)writer_.run(nullptr, nullptr, [](db::Transaction& tx, commands::Context&) -> Result<store::Answer> {
      tx.prepare("UPDATE tax_rate SET rate_micro = rate_micro + 1000000 WHERE kind = 'percent'").run();
      return store::Answer{};
    });
  for (const Uuid& reg : registers_) close(trade, reg);
  if (act(trade, manager_, "day.close", [&](db::Transaction& tx, commands::Context& context) {
        return commands::close_day(tx, {std::nullopt, true}, context);
      }))
    trade.marks.emplace_back("day sealed");
  ensure_shift(registers_.front());
}
}  // namespace holdfast::simulation
