#pragma once
#include <optional>
#include <string>

#include "commands/context.h"
#include "daybook/fiscal_rows.h"
#include "orders/order.h"

/// The fiscal seam in the sale's own transaction (fiscal/registration.h decides): a receipt is kept with what its unit
/// is told; the software unit answers at once, one with a wire would answer by a later command. One profile: RKSV.
namespace holdfast::commands {
/// For every order that gets a receipt number; without a profile one look at an empty table. Never refuses: a unit that
/// fails leaves a receipt to decide about, or one that was sold as out of order.
void register_receipt(db::Transaction& tx, const orders::Order& order, Context& context);
/// The next sale of a register waits until a person has decided. Refuses conflict.
Result<> check_undecided(db::Connection& connection, std::int64_t register_row);

/// Whether nobody has decided yet what an order's paper says: signed, or sold while the unit was out.
bool waits_for_decision(db::Connection& connection, std::int64_t order_row);
/// Refuses conflict for an order that waits: it is not printed, nor is a copy.
Result<> check_decided(db::Connection& connection, const orders::Order& order);

struct DecideReceipt {
  std::int64_t row = 0;
  fiscal::Event choice = fiscal::Event::retry;
  std::string reason;  ///< everything but `retry` takes one, and somebody who may `approve`
};
Result<daybook::FiscalReceipt> decide_receipt(db::Transaction& tx, const DecideReceipt& command, Context& context);

/// Units that are in order again sign their registers' collective receipts, by which all postponed ones are told.
void recover_units(db::Transaction& tx, Context& context);

struct SetFiscal {
  std::optional<fiscal::Settings> settings;  ///< none: off
  struct NewUnit {
    std::string serial, private_key;  ///< PEM of a P-256 key
  };
  std::optional<NewUnit> unit;
};
/// Chooses the profile; every active register gets its cash box and its start receipt. Refuses invalid_argument for a
/// tax that no rate of the regulation fits, conflict without a unit and once a register's box has another name. Takes
/// device_admin.
Result<> set_fiscal(db::Transaction& tx, const SetFiscal& command, Context& context);
/// Takes a register's cash box out of service for good: its closing receipt ends the chain, and the register opens no
/// shift any more. Refuses not_found without a box; conflict while its shift is open, a receipt is undecided, the unit
/// does not work, or once it is closed. Takes device_admin.
Result<> close_cash_box(db::Transaction& tx, const Uuid& register_id, Context& context);
/// Refuses conflict for a register whose cash box is closed while a profile is chosen.
Result<> check_box_open(db::Connection& connection, std::int64_t register_row);
/// Out of order, for this reason; empty: in order again. Takes device_admin.
Result<> set_unit_out(db::Transaction& tx, const std::string& reason, Context& context);
}  // namespace holdfast::commands
