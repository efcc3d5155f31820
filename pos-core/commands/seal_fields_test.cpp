#include "commands/seal_fields.h"

#include <catch2/catch.hpp>
#include <fstream>

#include "customers/person_rows.h"
#include "daybook/fiscal_rows.h"
#include "devices/device_rows.h"
#include "receipts/receipt_keys.h"
#include "support/test_store.h"
#include "vault/keys_of.h"

namespace holdfast::commands {
namespace {
/// Everything that is sealed, once each, under one key; then the file's keys are others.
struct Office : test::TestStore {
  Office() {
    keys(std::string(64, 'a'));
    change([&](db::Transaction& tx) {
      customers::Person person;
      person.id = ids.next(now);
      person.name = "Ada Lovelace";
      customers::insert(tx, person);
      devices::Device device;
      device.id = ids.next(now);
      device.kind = devices::Kind::receipt_printer;
      device.name = "Printer";
      device.address = "tcp://127.0.0.1:9100";
      device.secret = "passphrase";
      REQUIRE(devices::save(tx, device, now));
      receipts::SigningKey key;
      key.seed.fill(7);
      receipts::add_signing_key(tx, key, now);
      daybook::Unit unit;
      unit.serial = "4711";
      unit.private_key = "PEM";
      unit.point = std::string(65, 'p');
      daybook::put_unit(tx, unit, now);
    });
  }
  void keys(const std::string& text) const { std::ofstream{folder.path() / "field-keys"} << text << "\n"; }
  int sealed_by(std::string_view prefix) {
    const std::string like = std::string{prefix} + "%";
    db::Statement& row = db.prepare(
        "SELECT (SELECT count(*) FROM person WHERE name LIKE ?1) + (SELECT count(*) FROM device WHERE secret LIKE ?1) "
        "+ (SELECT count(*) FROM "
        "receipt_signing_key WHERE CAST(seed AS TEXT) LIKE ?1) + (SELECT count(*) FROM fiscal_unit WHERE private_key "
        "LIKE ?1)");
    row.all(like);
    REQUIRE(row.step());
    const int count = row.small(0);
    row.reset();
    return count;
  }
};
}  // namespace

TEST_CASE("after a key was changed everything is sealed again, and the old key may go", "[commands]") {
  Office office;
  CHECK(office.sealed_by("hf1.") == 4);
  office.keys(std::string(64, 'b') + "\n" + std::string(64, 'a'));
  db::Connection writer{office.db.file(), db::Access::writer};
  writer.set_history_source(&office.ids, office.now);
  CHECK_FALSE(is_all_sealed(writer));
  const std::string newest = vault::keys_of(writer).newest_prefix();
  CHECK(office.sealed_by(newest) == 0);
  int steps = 0;
  for (int changed = 1; changed > 0; ++steps) {
    REQUIRE(steps < 30);
    db::Transaction tx{writer};
    changed = seal_fields(tx, office.now);
    tx.commit();
  }
  CHECK(is_all_sealed(writer));
  CHECK(office.sealed_by(newest) == 4);
  office.keys(std::string(64, 'b'));
  db::Connection reader{office.db.file(), db::Access::reader};
  CHECK(customers::search(reader, "lovelace", 0, 5).size() == 1);
  CHECK(devices::list(reader).front().secret == "passphrase");
  CHECK(receipts::find_unregistered_key(reader)->seed.front() == 7);
  CHECK(daybook::active_unit(reader)->private_key == "PEM");
}

TEST_CASE("without a key nothing is sealed and nothing is said to be", "[commands]") {
  test::TestStore store;
  db::Transaction tx{store.db};
  CHECK(seal_fields(tx, store.now) == 0);
  CHECK_FALSE(is_all_sealed(store.db));
}
}  // namespace holdfast::commands
