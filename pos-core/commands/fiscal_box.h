#pragma once
#include "commands/context.h"
#include "daybook/fiscal_rows.h"

namespace holdfast::commands {
/// One register's chain of signed receipts while a command adds to it. RKSV: special receipts (start, month, year,
/// collective) have amounts of nothing and numbers of their own.
class FiscalBox {
 public:
  FiscalBox(db::Transaction& tx, Context& context, daybook::Box box, int register_number);

  /// The unit's answer to one text; nothing when it is out of order. What was wrong is problem().
  std::optional<fiscal::Es256Signature> ask(std::string_view text);
  const std::string& problem() const { return problem_; }
  bool unit_works();

  /// Puts the receipt into the chain, signed or as sold while the unit was out; sets its place and its JWS.
  void chain(daybook::FiscalReceipt& receipt, bool with_unit);
  /// The one that is due before a receipt of this month: none within the month.
  void close_months(const std::string& local_time);
  /// The unit works again: tells all postponed ones by a collective receipt. False: it does not.
  bool collect();
  void start();
  /// The last receipt of its chain, signed; the unit has to work.
  void end();
  void save();
  const daybook::Box& box() const { return box_; }

 private:
  bool add_special(std::string_view kind, const std::string& local_time);
  const daybook::Unit* unit();
  db::Transaction& tx_;
  Context& context_;
  daybook::Box box_;
  int register_number_;
  std::optional<std::optional<daybook::Unit>> unit_;
  std::optional<fiscal::Es256Key> key_;
  std::string problem_;
};
/// YYYY-MM-DDThh:mm:ss in the store's time.
std::string fiscal_time(Instant at, int utc_offset_min);
/// FiscalReceiptChanged: what tills and the hub learn of it.
void tell(db::Transaction& tx, const daybook::FiscalReceipt& receipt, const Uuid& register_id, Context& context);
struct RegisterRow {
  std::int64_t row;
  int number;
};
/// A register's cash box and its start receipt.
void start_box(db::Transaction& tx, const fiscal::Settings& settings, const RegisterRow& reg, Context& context);
/// The regulation's rate of a tax; nothing where neither the settings nor its percentage say one.
std::optional<fiscal::rksv::Rate> rate_of(const fiscal::Settings& settings, const std::string& code,
                                          std::int64_t percent_micro);
Uuid register_id_of(db::Connection& connection, std::int64_t register_row);
}  // namespace holdfast::commands
