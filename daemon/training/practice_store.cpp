#include "training/practice_store.h"

#include <sqlite3.h>

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "db/connection.h"
#include "db/migrate.h"
#include "receipts/journal.h"

namespace holdfast::training {
namespace {
/// Masters that are taken as they are. The live file may be of a newer schema, whose columns more are none of ours.
constexpr auto whole_tables = std::to_array<const char*>({"site",
                                                          "site_logo",
                                                          "role",
                                                          "role_permission",
                                                          "location",
                                                          "tax_category",
                                                          "tax_rate",
                                                          "tender",
                                                          "category",
                                                          "product",
                                                          "product_category",
                                                          "product_image",
                                                          "product_variant",
                                                          "gift_card_article",
                                                          "barcode",
                                                          "in_store_rule",
                                                          "price_book",
                                                          "price",
                                                          "product_text",
                                                          "stock_level",
                                                          "layout",
                                                          "subscription_plan",
                                                          "tax_service",
                                                          "tax_destination",
                                                          "promotion_rule",
                                                          "rule_document",
                                                          "article_terms"});

std::string columns_of(db::Connection& connection, const std::string& table) {
  std::string out;
  db::Statement& rows = connection.prepare("SELECT name FROM pragma_table_info(?, 'main')");
  rows.all(table);
  while (rows.step()) out.append(out.empty() ? "" : ", ").append(rows.text(0));
  rows.reset();
  return out;
}

void copy_people_and_registers(db::Connection& connection) {
  connection.execute(
      "INSERT INTO main.staff(id, uuid, code, name, role_id, pin_hash, active, created_us, updated_us) "
      "SELECT id, uuid, code, name, role_id, pin_hash, active, created_us, updated_us FROM live.staff;"
      "INSERT INTO main.register(id, uuid, number, name, location_id, active, last_receipt, record_hash, created_us) "
      "SELECT id, uuid, number, name, location_id, active, " +
      std::to_string(first_receipt - 1) +
      ", zeroblob(32), created_us FROM live.register;"
      "INSERT INTO main.terminal(id, uuid, name, token_hash, register_id, paired_us, proof_key) "
      "SELECT id, uuid, name, token_hash, register_id, paired_us, proof_key FROM live.terminal WHERE revoked_us IS NULL;"
      "INSERT INTO main.promotion_code(id, uuid, code, discount_type, value, valid_from_us, valid_to_us, "
      "max_redemptions, "
      "max_per_person, min_subtotal, active, created_us, updated_us) SELECT id, uuid, code, discount_type, value, "
      "valid_from_us, valid_to_us, max_redemptions, max_per_person, min_subtotal, active, created_us, updated_us "
      "FROM live.promotion_code");
}

/// Each register's journal begins anew.
void begin_journals(db::Connection& connection) {
  std::vector<std::pair<std::int64_t, Uuid>> registers;
  db::Statement& rows = connection.prepare("SELECT id, uuid FROM main.register");
  while (rows.step()) registers.emplace_back(rows.integer(0), rows.uuid(1));
  for (const auto& [row, id] : registers) {
    const Sha256 genesis = receipts::journal_genesis(to_string(id));
    connection.prepare("UPDATE main.register SET record_hash = ? WHERE id = ?")
        .exec(std::span<const std::uint8_t>{genesis}, row);
  }
}
/// What is in stock is there from the beginning: a count, so that levels and moves agree from the first sale on.
void count_the_stock(db::Connection& connection) {
  connection.execute(
      "INSERT INTO main.stock_move(variant_id, location_id, kind, quantity_micro, reason, at_us) "
      "SELECT variant_id, location_id, 'count', quantity_micro, 'practice', 0 FROM main.stock_level "
      "WHERE quantity_micro <> 0");
}
}  // namespace

void make_practice_store(const std::filesystem::path& live, const std::filesystem::path& file) {
  std::filesystem::remove_all(file.parent_path());
  std::filesystem::create_directories(file.parent_path());
  std::filesystem::permissions(file.parent_path(), std::filesystem::perms::owner_all);
  db::Connection connection{file, db::Access::writer};
  db::migrate(connection);
  // The daemon has the live file open, so this would not be its last connection; all the same it must never checkpoint.
  sqlite3_db_config(connection.handle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  connection.prepare("ATTACH DATABASE ? AS live").exec(live.string());
  // Not IMMEDIATE: that would take the live file's write lock, too.
  connection.execute("BEGIN; PRAGMA defer_foreign_keys=ON");
  for (const std::string table : whole_tables) {
    const std::string columns = columns_of(connection, table);
    connection.execute("INSERT INTO main." + table + "(" + columns + ") SELECT " + columns + " FROM live." + table);
  }
  connection.execute("INSERT INTO main.product_search(product_search) VALUES ('rebuild')");
  copy_people_and_registers(connection);
  begin_journals(connection);
  count_the_stock(connection);
  connection.execute("COMMIT; DETACH DATABASE live");
}
}  // namespace holdfast::training
