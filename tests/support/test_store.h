#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

#include "commands/context.h"
#include "db/migrate.h"
#include "db/transaction.h"

namespace holdfast::test {
/// A folder of its own for one test, gone with it.
class TempFolder {
 public:
  TempFolder();
  ~TempFolder();
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

struct Variant {
  std::int64_t row = 0;
  Uuid id;
  std::int64_t product_row = 0;
};

/// A migrated store in a temporary file: site TEST (EUR, prices with tax), the roles cashier and manager, two cashiers
/// and a manager (PIN hashes nobody can match), location MAIN, register 1, one terminal, the tax categories standard
/// (20 %) and reduced (5 %), the tenders cash, card, voucher, account and usd (0.90). The clock stands still until a
/// test moves it, and ids are the same in every run.
struct TestStore {
  TestStore();

  TempFolder folder;
  std::uint64_t seed = 1;
  IdSource ids;
  Instant now{1'795'255'200'000'000};  ///< 2026-11-21T10:00:00Z
  db::Connection db;
  Site site;
  events::EventLog log;
  std::int64_t location = 0, register_1 = 0, terminal = 0, standard_tax = 0, reduced_tax = 0;  ///< rows
  Uuid register_id, terminal_id;
  std::int64_t cashier_role = 0, manager_role = 0;  ///< rows
  Actor cashier, other_cashier, manager;
  const Actor* acting = &cashier;    ///< who the next context() is for; null: the appliance
  std::optional<Approval> approval;  ///< that comes with the next context()

  commands::Context context();
  /// Runs f(tx, context) as the writer would: in a savepoint that only a success releases, then a commit.
  template <class F>
  auto run(F&& f) {
    const events::EventLog::Head head = log.head();
    commands::Context ctx = context();
    db.set_history_source(&ids, now);
    db::Transaction tx{db};
    auto result = [&] {
      db::Savepoint savepoint{tx};
      auto outcome = f(tx, ctx);
      if (outcome)
        savepoint.release();
      else
        log.rewind(head);
      return outcome;
    }();
    tx.commit();
    return result;
  }
  /// Rows written by hand, in a transaction.
  template <class F>
  void change(F&& f) {
    db.set_history_source(&ids, now);
    db::Transaction tx{db};
    f(tx);
    tx.commit();
  }
  void advance(std::int64_t seconds) { now = now.plus_seconds(seconds); }

  /// An article of its own product; `price` in cents with tax.
  Variant add_variant(std::string_view sku, std::int64_t price, std::string_view tax_category = "standard");
  std::int64_t add_person(std::string_view name, std::int64_t account_limit = 0);  ///< row
  Uuid person_id(std::int64_t row);
  /// First column of the first row as a number; 0 when there is none.
  std::int64_t number(std::string_view sql);
  std::string text(std::string_view sql);
  /// Types of all events so far, in order, with blanks between them.
  std::string event_types();
  /// All events so far as their consumers read them, one a line.
  std::string event_bodies();
};
}  // namespace holdfast::test
