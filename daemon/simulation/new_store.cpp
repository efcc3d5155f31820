#include "simulation/new_store.h"

#include <unistd.h>

#include <fstream>
#include <sstream>

#include "base/check.h"
#include "commands/set_up_store.h"
#include "db/migrate.h"

namespace holdfast::simulation {
namespace {
constexpr std::string_view document = R"({
  "site": {"siteId": "site", "name": "Shop", "tenantId": "tenant-1", "salesChannelId": "channel-1", "country": "IE",
    "currency": "EUR", "timeZone": "UTC", "pricesIncludeTax": true, "locale": "en-IE", "address": ["1 Example Quay"]},
  "taxCategories": [
    {"code": "standard", "name": "Standard rate", "rates": [{"code": "VAT23", "name": "VAT 23 %", "rate": "23"}]},
    {"code": "reduced", "name": "Reduced rate", "rates": [{"code": "VAT13.5", "name": "VAT 13.5 %", "rate": "13.5"}]}],
  "tenders": [
    {"code": "cash", "name": "Cash", "kind": "cash", "currency": "EUR", "roundingStep": 5, "roundingMode": "half_up",
     "givesChange": true, "opensDrawer": true},
    {"code": "card", "name": "Card", "kind": "card", "currency": "EUR", "givesChange": false, "opensDrawer": false},
    {"code": "usd", "name": "US dollars", "kind": "foreign_cash", "currency": "USD", "rate": "0.92",
     "givesChange": true, "opensDrawer": true}],
  "roles": [
    {"code": "cashier", "name": "Cashier", "permissions": ["sell", "return", "return_without_receipt", "discount",
     "open_price", "unlisted_item", "shift_open", "shift_close"], "maxDiscountPercent": "10", "maxOpenPriceMinor": 50000},
    {"code": "manager", "name": "Manager", "permissions": ["sell", "return", "return_without_receipt", "price_override",
     "discount", "void_order", "open_price", "unlisted_item", "shift_open", "shift_close", "cash_movement", "no_sale",
     "approve", "stock_adjust", "customer_edit", "reports"], "maxDiscountPercent": "100", "maxOpenPriceMinor": null}],
  "staff": [{"code": "1001", "name": "Cashier", "role": "cashier", "pin": "1111"},
            {"code": "9001", "name": "Manager", "role": "manager", "pin": "909090"}],
  "registers": [{"number": 1, "name": "Till 1"}, {"number": 2, "name": "Till 2"}]})";

std::string read_whole(const std::filesystem::path& file) {
  std::ostringstream all;
  all << std::ifstream{file, std::ios::binary}.rdbuf();
  return all.str();
}

/// The bytes of such a file, the same in every run.
const std::string& first_store() {
  static const std::string bytes = [] {
    std::string folder = (std::filesystem::temp_directory_path() / "holdfast-shop-XXXXXX").string();
    check(::mkdtemp(folder.data()) != nullptr);
    const std::filesystem::path file = std::filesystem::path{folder} / "store.db";
    {
      db::Connection connection{file, db::Access::writer};
      connection.execute("PRAGMA synchronous=OFF");
      db::migrate(connection);
      std::uint64_t state = 7;
      IdSource ids{[&state] { return state = state * 6364136223846793005U + 1442695040888963407U; }};
      const Instant now{1'795'000'000'000'000};
      const auto set_up = commands::set_up_store(
          connection, *parse_json(document), [](std::string_view) { return std::string{"!"}; }, ids, now);
      check(set_up.has_value());
      connection
          .prepare("INSERT INTO terminal(id, uuid, name, token_hash, paired_us) VALUES (1, ?, 'Till', zeroblob(32), 0)")
          .exec(ids.next(now));
      connection
          .prepare(
              "INSERT INTO session(uuid, token_hash, terminal_id, staff_id, created_us, expires_us) "
              "SELECT uuid, CAST(uuid || uuid AS BLOB), 1, id, 0, 9000000000000000 FROM staff")
          .run();
      connection.checkpoint(true);
    }
    std::string all = read_whole(file);
    std::filesystem::remove_all(folder);
    return all;
  }();
  return bytes;
}
}  // namespace

void make_store(const std::filesystem::path& file, const std::string& site_id) {
  std::ofstream{file, std::ios::binary} << first_store();
  db::Connection connection{file, db::Access::writer};
  connection.execute("PRAGMA synchronous=OFF");
  connection.prepare("UPDATE site SET site_id = ?").exec(site_id);
}
}  // namespace holdfast::simulation
