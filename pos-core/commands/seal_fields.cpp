#include "commands/seal_fields.h"

#include "commands/seal_notes.h"
#include "customers/person_rows.h"
#include "daybook/fiscal_rows.h"
#include "devices/device_rows.h"
#include "orders/order_rows.h"
#include "receipts/receipt_keys.h"
#include "staff/terminal_rows.h"
#include "vault/keys_of.h"

namespace holdfast::commands {
namespace {
constexpr int slice = 200;
struct Progress {
  std::string key;
  std::int64_t last_row = 0;
  bool done = false;
};
Progress progress_of(db::Connection& connection) {
  Progress progress;
  db::Statement& row = connection.prepare("SELECT key_id, last_row, done_us FROM sealing WHERE subject = 'all'");
  if (row.step()) progress = {row.string(0), row.integer(1), !row.is_null(2)};
  row.reset();
  return progress;
}
}  // namespace

int seal_fields(db::Transaction& tx, Instant now) {
  const std::string key = vault::keys_of(tx.connection()).newest_prefix();
  if (key.empty()) return 0;
  Progress progress = progress_of(tx.connection());
  if (progress.key != key) progress = {key, 0, false};
  if (progress.done) return seal_notes(tx, now) ? 1 : 0;
  const customers::SealStep people = customers::seal_people(tx, progress.last_row, slice);
  const int addresses = orders::seal_addresses(tx, slice);
  const int secrets = devices::seal_secrets(tx) + receipts::seal_seeds(tx) + daybook::seal_keys(tx) +
                      staff::seal_terminals(tx);
  std::optional<Instant> done;
  if (people.at_end && addresses == 0) done = now;
  tx.prepare(
        "INSERT INTO sealing(subject, key_id, last_row, done_us) VALUES ('all', ?, ?, ?) ON CONFLICT(subject) DO "
        "UPDATE SET "
        "key_id = excluded.key_id, last_row = excluded.last_row, done_us = excluded.done_us")
      .exec(key, people.last_row, done);
  // What was sealed already is a step too: somebody has to call again, for the rest and for the notes.
  return people.sealed + addresses + secrets + 1;
}

bool is_all_sealed(db::Connection& connection) {
  const Progress progress = progress_of(connection);
  return progress.done && progress.key == vault::keys_of(connection).newest_prefix() && are_notes_sealed(connection);
}
}  // namespace holdfast::commands
