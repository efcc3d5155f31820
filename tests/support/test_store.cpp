#include "support/test_store.h"

#include <stdlib.h>

#include "base/check.h"
#include "receipts/journal.h"

namespace holdfast::test {
TempFolder::TempFolder() {
  std::string name = (std::filesystem::temp_directory_path() / "holdfast-test-XXXXXX").string();
  check(::mkdtemp(name.data()) != nullptr);
  path_ = name;
}
TempFolder::~TempFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

namespace {
Site test_site() {
  Site site;
  site.site_id = "TEST";
  site.tenant_id = "tenant";
  site.sales_channel_id = "store";
  site.name = "Test store";
  site.country = "IE";
  site.time_zone = "UTC";
  site.locale = "en-IE";
  return site;
}
Site migrated_site(db::Connection& db, Instant now) {
  db::migrate(db);
  site::save(db, test_site(), now);
  return test_site();
}
std::int64_t insert_role(db::Transaction& tx, std::string_view code, std::optional<std::int64_t> max_discount_micro,
                         std::optional<std::int64_t> max_open_price, const std::bitset<permission_count>& permissions) {
  tx.prepare("INSERT INTO role(code, name, max_discount_percent_micro, max_open_price) VALUES (?, ?, ?, ?)")
      .exec(code, code, max_discount_micro, max_open_price);
  const std::int64_t row = tx.last_rowid();
  for (std::size_t i = 0; i < permission_count; ++i)
    if (permissions.test(i))
      tx.prepare("INSERT INTO role_permission(role_id, permission) VALUES (?, ?)")
          .exec(row, name_of(static_cast<Permission>(i)));
  return row;
}
Actor insert_staff(db::Transaction& tx, TestStore& store, std::string_view code, std::string_view role,
                   std::int64_t role_row, const std::bitset<permission_count>& permissions) {
  Actor actor;
  actor.staff = store.ids.next(store.now);
  tx.prepare(
        "INSERT INTO staff(uuid, code, name, role_id, pin_hash, created_us, updated_us) VALUES (?, ?, ?, ?, '!', ?, ?)")
      .exec(actor.staff, code, code, role_row, store.now, store.now);
  actor.staff_id = tx.last_rowid();
  actor.staff_code = code;
  actor.name = code;
  actor.role = role;
  actor.permissions = permissions;
  return actor;
}
void sign_on(db::Transaction& tx, TestStore& store, Actor& actor) {
  actor.terminal_id = store.terminal;
  actor.terminal = store.terminal_id;
  const Sha256 token = sha256(actor.staff_code);
  tx.prepare(
        "INSERT INTO session(uuid, token_hash, terminal_id, staff_id, created_us, expires_us) VALUES (?, ?, ?, ?, ?, "
        "?)")
      .exec(store.ids.next(store.now), std::span<const std::uint8_t>{token}, store.terminal, actor.staff_id, store.now,
            store.now.plus_seconds(12 * 3600));
  actor.session_id = tx.last_rowid();
}
void insert_taxes_and_tenders(db::Transaction& tx, TestStore& store) {
  const auto tax = [&](std::string_view code, std::int64_t percent) {
    tx.prepare("INSERT INTO tax_category(code, name) VALUES (?, ?)").exec(code, code);
    const std::int64_t row = tx.last_rowid();
    tx.prepare(
          "INSERT INTO tax_rate(tax_category_id, code, name, kind, rate_micro, included) VALUES (?, ?, ?, 'percent', "
          "?, 1)")
        .exec(row, code, code, percent * 1'000'000);
    return row;
  };
  store.standard_tax = tax("standard", 20);
  store.reduced_tax = tax("reduced", 5);
  const auto tender = [&](std::string_view code, std::string_view kind, std::string_view currency,
                          std::optional<std::int64_t> rate, bool cash) {
    tx.prepare(
          "INSERT INTO tender(code, name, kind, currency, rate_micro, gives_change, opens_drawer) VALUES (?, ?, ?, ?, "
          "?, ?, ?)")
        .exec(code, code, kind, currency, rate, cash, cash);
  };
  tender("cash", "cash", "EUR", std::nullopt, true);
  tender("card", "card", "EUR", std::nullopt, false);
  tender("voucher", "voucher", "EUR", std::nullopt, false);
  tender("account", "account", "EUR", std::nullopt, false);
  tender("usd", "foreign_cash", "USD", 900'000, true);
}
}  // namespace

TestStore::TestStore()
    : ids{[this] { return seed = seed * 6364136223846793005U + 1442695040888963407U; }},
      db{folder.path() / "store.db", db::Access::writer},
      site{migrated_site(db, now)},
      log{db, site, ids, "test", "0"} {
  change([this](db::Transaction& tx) {
    std::bitset<permission_count> some, all;
    all.set();
    for (const Permission each :
         {Permission::sell, Permission::return_goods, Permission::discount, Permission::open_price, Permission::suspend,
          Permission::take_over, Permission::shift_open, Permission::shift_close, Permission::cash_movement,
          Permission::no_sale, Permission::unlisted_item})
      some.set(static_cast<std::size_t>(each));
    cashier_role = insert_role(tx, "cashier", 10'000'000, 10'000, some);
    manager_role = insert_role(tx, "manager", std::nullopt, std::nullopt, all);
    cashier = insert_staff(tx, *this, "1001", "cashier", cashier_role, some);
    cashier.max_discount = Percent::whole(10);
    cashier.max_open_price = 10'000;
    other_cashier = insert_staff(tx, *this, "1002", "cashier", cashier_role, some);
    other_cashier.max_discount = Percent::whole(10);
    other_cashier.max_open_price = 10'000;
    manager = insert_staff(tx, *this, "9001", "manager", manager_role, all);
    tx.prepare("INSERT INTO location(uuid, code, name) VALUES (?, 'MAIN', 'Shop floor')").exec(ids.next(now));
    location = tx.last_rowid();
    register_id = ids.next(now);
    const Sha256 genesis = receipts::journal_genesis(to_string(register_id));
    tx.prepare(
          "INSERT INTO register(uuid, number, name, location_id, record_hash, created_us) VALUES (?, 1, 'Till 1', ?, "
          "?, ?)")
        .exec(register_id, location, std::span<const std::uint8_t>{genesis}, now);
    register_1 = tx.last_rowid();
    terminal_id = ids.next(now);
    const Sha256 token = sha256("terminal");
    tx.prepare("INSERT INTO terminal(uuid, name, token_hash, register_id, paired_us) VALUES (?, 'Terminal 1', ?, ?, ?)")
        .exec(terminal_id, std::span<const std::uint8_t>{token}, register_1, now);
    terminal = tx.last_rowid();
    for (Actor* actor : {&cashier, &other_cashier, &manager}) sign_on(tx, *this, *actor);
    insert_taxes_and_tenders(tx, *this);
  });
}

commands::Context TestStore::context() {
  return {.now = now,
          .utc_offset_min = 0,
          .business_date = to_date(now),
          .correlation_id = "test",
          .site = site,
          .ids = ids,
          .log = log,
          .actor = acting,
          .approval = approval};
}

Variant TestStore::add_variant(std::string_view sku, std::int64_t price, std::string_view tax_category) {
  Variant variant;
  change([&](db::Transaction& tx) {
    tx.prepare(
          "INSERT INTO product(uuid, name, tax_category_id, created_us, updated_us) "
          "VALUES (?, ?, (SELECT id FROM tax_category WHERE code = ?), ?, ?)")
        .exec(ids.next(now), sku, tax_category, now, now);
    variant.product_row = tx.last_rowid();
    variant.id = ids.next(now);
    tx.prepare(
          "INSERT INTO product_variant(uuid, product_id, sku, name, price, currency, created_us, updated_us) "
          "VALUES (?, ?, ?, ?, ?, 'EUR', ?, ?)")
        .exec(variant.id, variant.product_row, sku, sku, price, now, now);
    variant.row = tx.last_rowid();
  });
  return variant;
}
std::int64_t TestStore::add_person(std::string_view name, std::int64_t account_limit) {
  std::int64_t row = 0;
  change([&](db::Transaction& tx) {
    tx.prepare("INSERT INTO person(uuid, name, account_limit, created_us, updated_us) VALUES (?, ?, ?, ?, ?)")
        .exec(ids.next(now), name, account_limit, now, now);
    row = tx.last_rowid();
  });
  return row;
}
Uuid TestStore::person_id(std::int64_t row) {
  db::Statement& found = db.prepare("SELECT uuid FROM person WHERE id = ?");
  check(found.all(row).step());
  const Uuid id = found.uuid(0);
  found.reset();
  return id;
}

std::int64_t TestStore::number(std::string_view sql) {
  db::Statement& row = db.prepare_text(sql);
  const std::int64_t value = row.step() ? row.integer(0) : 0;
  row.reset();
  return value;
}
std::string TestStore::text(std::string_view sql) {
  db::Statement& row = db.prepare_text(sql);
  std::string value = row.step() ? row.string(0) : "";
  row.reset();
  return value;
}
std::string TestStore::event_types() {
  std::string types;
  db::Statement& rows = db.prepare("SELECT type FROM event_log ORDER BY seq");
  while (rows.step()) types.append(types.empty() ? "" : " ").append(rows.text(0));
  return types;
}
std::string TestStore::event_bodies() {
  std::string bodies;
  events::read_after(db, 0, 100'000, [&](const events::Stored& event) { bodies.append(event.body).append("\n"); });
  return bodies;
}
}  // namespace holdfast::test
