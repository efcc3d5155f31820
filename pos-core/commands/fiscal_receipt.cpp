#include "commands/fiscal_receipt.h"

#include <algorithm>

#include "commands/fiscal_box.h"

namespace holdfast::commands {
namespace {
using fiscal::Event;
using fiscal::State;
using fiscal::Step;
namespace rksv = fiscal::rksv;

fiscal::Facts facts_of(const orders::Order& order, const fiscal::Settings& settings, const Context& context) {
  fiscal::Facts facts;
  facts.kind = order.kind == orders::Kind::void_ ? rksv::Kind::reversal : rksv::Kind::sale;
  facts.at = fiscal_time(order.created_at, order.utc_offset_min);
  if (context.site.training) facts.kind = rksv::Kind::training;
  std::int64_t rest = order.total;
  for (const orders::Tax& tax : order.taxes) {
    const std::int64_t gross = tax.base + tax.amount;
    facts.amounts[rate_of(settings, tax.code, tax.rate.micro()).value_or(rksv::special)] += gross;
    rest -= gross;
  }
  facts.amounts[rksv::zero] += rest;  // what bears no tax, as the value of a gift card
  return facts;
}

/// Carries a step out; asks the unit again where the step says so.
void carry_out(FiscalBox& box, daybook::FiscalReceipt& receipt, Step step, fiscal::OnFailure policy) {
  while (step.next == Step::Do::ask_unit) {
    const bool works = box.unit_works();
    receipt.problem = works ? "" : box.problem();
    step = fiscal::step(receipt.state, policy, works ? Event::unit_signed : Event::unit_failed).value();
  }
  receipt.state = step.state;
  if (step.next == Step::Do::nothing) return;
  box.close_months(receipt.facts.at);
  box.chain(receipt, step.next == Step::Do::chain_signed);
}
}  // namespace

std::optional<rksv::Rate> rate_of(const fiscal::Settings& settings, const std::string& code,
                                  std::int64_t percent_micro) {
  if (const auto named = settings.rates.find(code); named != settings.rates.end()) return named->second;
  constexpr std::int64_t one = 1'000'000;
  switch (percent_micro) {
    case 20 * one:
      return rksv::normal;
    case 10 * one:
      return rksv::reduced_1;
    case 13 * one:
      return rksv::reduced_2;
    case 0:
      return rksv::zero;
    case 19 * one:
      return rksv::special;
    default:
      return std::nullopt;
  }
}

void register_receipt(db::Transaction& tx, const orders::Order& order, Context& context) {
  const auto settings = daybook::fiscal_settings(tx.connection());
  if (!settings) return;
  auto stored = daybook::find_box(tx.connection(), order.register_row);
  if (!stored)
    return start_box(tx, *settings, {order.register_row, order.register_number}, context),
           register_receipt(tx, order, context);
  FiscalBox box{tx, context, *std::move(stored), order.register_number};
  daybook::FiscalReceipt receipt;
  receipt.register_row = order.register_row;
  receipt.order_row = order.row;
  receipt.order = order.id;
  receipt.kind = "sale";
  receipt.number = orders::receipt_number(order.register_number, *order.receipt);
  receipt.facts = facts_of(order, *settings, context);
  receipt.at = order.created_at;
  (void)box.collect();
  carry_out(box, receipt, {State::undecided, Step::Do::ask_unit}, settings->on_failure);
  receipt.row = daybook::insert(tx, receipt);
  box.save();
  if (receipt.state != State::registered) tell(tx, receipt, order.register_id, context);
}

Result<> check_undecided(db::Connection& connection, std::int64_t register_row) {
  // Both conditions: only by the first does SQLite know that the index of what is open, which is short, will do.
  db::Statement& row = connection.prepare(
      "SELECT number FROM fiscal_receipt WHERE register_id = ? AND state IN ('undecided', 'postponed') AND "
      "state = 'undecided' ORDER BY id LIMIT 1");
  std::string number;
  if (row.all(register_row).step()) number = row.string(0);
  row.reset();
  if (number.empty()) return {};
  return refuse(ErrorCode::conflict, "receipt " + number + " was not told to the fiscal unit: decide about it first");
}

bool waits_for_decision(db::Connection& connection, std::int64_t order_row) {
  db::Statement& row =
      connection.prepare("SELECT 1 FROM fiscal_receipt WHERE order_id = ? AND state = 'undecided'");
  const bool waits = row.all(order_row).step();
  row.reset();
  return waits;
}

Result<> check_decided(db::Connection& connection, const orders::Order& order) {
  if (!waits_for_decision(connection, order.row)) return {};
  return refuse(ErrorCode::conflict, "receipt " + orders::receipt_number(order.register_number, *order.receipt) +
                                         " was not told to the fiscal unit: decide about it first");
}

Result<daybook::FiscalReceipt> decide_receipt(db::Transaction& tx, const DecideReceipt& command, Context& context) {
  Consent consent;
  if (command.choice != Event::retry) {
    consent = TRY(require(tx, context, Permission::approve));
    if (command.reason.empty()) return refuse(ErrorCode::invalid_argument, "say why", {{"/reason", "is required"}});
  }
  auto found = daybook::find_receipt(tx.connection(), command.row);
  if (!found) return refuse(ErrorCode::not_found, "no receipt " + std::to_string(command.row) + " of the fiscal unit");
  daybook::FiscalReceipt receipt = *std::move(found);
  const auto settings = daybook::fiscal_settings(tx.connection());
  const Step step = TRY(fiscal::step(receipt.state, fiscal::OnFailure::ask, command.choice));
  auto stored = daybook::find_box(tx.connection(), receipt.register_row);
  if (!stored || !settings) return refuse(ErrorCode::conflict, "no fiscal unit is asked any more");
  FiscalBox box{tx, context, *std::move(stored), receipt.register_number};
  if (command.choice == Event::retry) (void)box.collect();
  receipt.reason = command.reason;
  carry_out(box, receipt, step, fiscal::OnFailure::ask);
  daybook::update(tx, receipt, {context.actor_id(), consent.approver_id, context.now});
  box.save();
  tell(tx, receipt, register_id_of(tx.connection(), receipt.register_row), context);
  std::string detail;
  JsonWriter{detail}
      .begin_object()
      .member("number", receipt.number)
      .member("state", name_of(receipt.state))
      .member("reason", receipt.reason)
      .member("problem", receipt.problem)
      .end_object();
  audit(tx, context, "fiscal_decided", std::to_string(receipt.row), detail, consent);
  return receipt;
}

void recover_units(db::Transaction& tx, Context& context) {
  if (!daybook::fiscal_settings(tx.connection())) return;
  db::Statement& rows = tx.prepare(
      "SELECT b.register_id, r.number FROM fiscal_box b JOIN register r ON r.id = b.register_id WHERE b.out_since_us "
      "IS NOT NULL");
  std::vector<std::pair<std::int64_t, int>> out;
  while (rows.step()) out.emplace_back(rows.integer(0), rows.small(1));
  for (const auto& [row, number] : out) {
    FiscalBox box{tx, context, daybook::find_box(tx.connection(), row).value(), number};
    if (box.collect()) box.save();
  }
}
}  // namespace holdfast::commands
