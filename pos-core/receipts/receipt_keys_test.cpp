#include "receipts/receipt_keys.h"

#include <catch2/catch.hpp>

#include "support/test_store.h"

namespace holdfast::receipts {
namespace {
SigningKey key_of(std::uint8_t first) {
  KeyBytes seed{};
  seed.fill(first);
  return signing_key_of(seed);
}
SignedReceipt receipt_of(const std::string& number) {
  SignedReceipt receipt;
  receipt.number = number;
  receipt.at = Instant{1'795'255'200'000'000};
  receipt.currency = "EUR";
  return receipt;
}
/// As a till checks what somebody brings: by every key that goes by the code's id.
std::optional<std::string> number_on(db::Connection& connection, std::string_view code) {
  const auto opened = open_code(code);
  if (!opened) return std::nullopt;
  for (const KnownKey& key : find_known_keys(connection, opened->key_id, "here"))
    if (is_signed_by(*opened, key.public_key)) {
      const auto receipt = read(*opened);
      return receipt ? std::optional{receipt->number} : std::nullopt;
    }
  return std::nullopt;
}
}  // namespace

TEST_CASE("a new key signs from when the hub has it, and receipts of the one before stay good", "[receipts]") {
  test::TestStore store;
  const SigningKey first = key_of(1), second = key_of(2);
  store.change([&](db::Transaction& tx) {
    add_signing_key(tx, first, store.now);
    set_registered(tx, first.public_key, store.now);
  });
  REQUIRE(find_signing_key(store.db));
  const std::string before = sign(receipt_of("1-000001"), *find_signing_key(store.db));
  const Instant later = store.now.plus_seconds(366 * seconds_per_day);
  store.change([&](db::Transaction& tx) { add_signing_key(tx, second, later); });
  // Nobody could check it yet.
  CHECK(find_signing_key(store.db)->public_key == first.public_key);
  CHECK(find_unregistered_key(store.db)->public_key == second.public_key);
  store.change([&](db::Transaction& tx) { set_registered(tx, second.public_key, later); });
  CHECK(find_signing_key(store.db)->public_key == second.public_key);
  CHECK_FALSE(find_unregistered_key(store.db));
  const std::string after = sign(receipt_of("1-000002"), *find_signing_key(store.db));
  CHECK(number_on(store.db, before) == "1-000001");
  CHECK(number_on(store.db, after) == "1-000002");
}

TEST_CASE("another store checks receipts of both keys by what the hub published", "[receipts]") {
  test::TestStore other;
  const SigningKey first = key_of(1), second = key_of(2), stranger = key_of(3);
  other.change([&](db::Transaction& tx) {
    for (const SigningKey& key : {first, second}) {
      const std::string id = key_id_of(key.public_key);
      tx.prepare(
            "INSERT INTO feed_row(dataset, row_key, row_version, body_sha, body) VALUES ('receipt_key', ?, 1, "
            "zeroblob(32), ?)")
          .exec("site-1/" + id, R"({"siteId":"site-1","publicKey":")" + to_hex(key.public_key) + "\"}");
    }
  });
  CHECK(number_on(other.db, sign(receipt_of("1-000001"), first)) == "1-000001");
  CHECK(number_on(other.db, sign(receipt_of("1-000002"), second)) == "1-000002");
  CHECK_FALSE(number_on(other.db, sign(receipt_of("1-000003"), stranger)));
}
}  // namespace holdfast::receipts
