#pragma once
#include <optional>
#include <string>
#include <vector>

#include "db/transaction.h"
#include "fiscal/registration.h"

/// The rows behind the fiscal seam: the store's choice, its unit, each register's chain, each receipt that a unit was
/// asked about.
namespace holdfast::daybook {
std::optional<fiscal::Settings> fiscal_settings(db::Connection& connection);
void put_settings(db::Transaction& tx, const std::optional<fiscal::Settings>& settings, Instant now);

/// A signing unit in software: a key that was read from a file. Its key lies under the field keys.
struct Unit {
  std::string serial;       ///< of the certificate, hexadecimal
  std::string private_key;  ///< PEM; certificates may follow, the unit's own first (fiscal/certificate.h)
  std::string point;        ///< public, 65 bytes
  std::string out_reason;   ///< empty: in order
};
std::optional<Unit> active_unit(db::Connection& connection);
struct KnownUnit {
  std::string serial, point;
};
std::vector<KnownUnit> known_units(db::Connection& connection);
/// What a unit was given as, its key and the certificates behind it; empty for a unit that is not known.
std::string pem_of_unit(db::Connection& connection, std::string_view serial);
void put_unit(db::Transaction& tx, const Unit& unit, Instant now);
void set_unit_out(db::Transaction& tx, std::string_view reason);

struct Box {
  std::int64_t register_row = 0;
  std::string cash_box;
  fiscal::rksv::TurnoverKey key{};
  std::string last_jws;
  std::int64_t turnover = 0, receipts = 0, specials = 0;
  std::optional<Instant> out_since;
  std::string last_month;  ///< YYYY-MM of its newest receipt
  std::optional<Instant> closed;  ///< by its closing receipt; nothing follows
};
std::optional<Box> find_box(db::Connection& connection, std::int64_t register_row);
void insert_box(db::Transaction& tx, const Box& box, Instant now);
void update_box(db::Transaction& tx, const Box& box);

struct FiscalReceipt {
  std::int64_t row = 0, register_row = 0;
  int register_number = 0;
  std::optional<std::int64_t> position, order_row;
  std::optional<Uuid> order;
  std::string kind, number;
  fiscal::Facts facts;
  fiscal::State state = fiscal::State::undecided;
  std::string jws, problem, reason;
  Instant at;
};
std::optional<FiscalReceipt> find_receipt(db::Connection& connection, std::int64_t row);
std::optional<FiscalReceipt> receipt_of_order(db::Connection& connection, std::int64_t order_row);
struct ReceiptFilter {
  std::optional<fiscal::State> state;
  std::int64_t before = 0;  ///< row; 0: from the newest
  int limit = 50;
};
std::vector<FiscalReceipt> list_receipts(db::Connection& connection, const ReceiptFilter& filter);
/// The whole chain of a register in its order.
std::vector<std::string> chain_of(db::Connection& connection, std::int64_t register_row);
std::int64_t insert(db::Transaction& tx, const FiscalReceipt& receipt);
struct Deciding {
  std::int64_t staff_row = 0;
  std::optional<std::int64_t> approver;
  Instant at;
};
/// State, problem, reason, and its place in the chain once it has one.
void update(db::Transaction& tx, const FiscalReceipt& receipt, const Deciding& by);
/// All postponed ones of the register were told by that receipt.
void collect(db::Transaction& tx, std::int64_t register_row, std::int64_t collective_row, Instant now);
/// Seals by the newest field key (vault/) the keys of units and cash boxes that are under an older one; how many.
int seal_keys(db::Transaction& tx);
}  // namespace holdfast::daybook
