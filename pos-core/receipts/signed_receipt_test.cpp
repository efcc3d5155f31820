#include "receipts/signed_receipt.h"

#include <catch2/catch.hpp>
#include <random>

#include "receipts/base45.h"

namespace holdfast::receipts {
namespace {
KeyBytes seed_of(std::uint8_t first) {
  KeyBytes seed{};
  for (std::size_t i = 0; i < seed.size(); ++i) seed[i] = static_cast<std::uint8_t>(first + i);
  return seed;
}
SignedReceipt sample(std::mt19937_64& random, std::size_t lines) {
  SignedReceipt out;
  for (std::uint8_t& byte : out.order.bytes) byte = static_cast<std::uint8_t>(random());
  out.number = "3R2-000042";
  out.at = Instant{1'795'255'200'000'000};
  out.currency = "EUR";
  for (std::size_t i = 0; i < lines; ++i) {
    SignedLine line;
    line.position = static_cast<int>(i + 1);
    line.sku = "SKU-" + std::to_string(random() % 100'000);
    line.quantity = Quantity::from_micro(static_cast<std::int64_t>(random() % 5'000) * 1'000 + 1'000);
    line.paid = static_cast<std::int64_t>(random() % 100'000) - 500;
    line.taxes = {{random() % 2 == 0 ? "standard" : "reduced", line.paid / 6}};
    out.total += line.paid;
    out.lines.push_back(line);
  }
  return out;
}
std::optional<SignedReceipt> believe(std::string_view text, const KeyBytes& key) {
  const auto opened = open_code(text);
  if (!opened || opened->key_id != key_id_of(key) || !is_signed_by(*opened, key)) return std::nullopt;
  return read(*opened);
}
}  // namespace

TEST_CASE("base45 is that of RFC 9285", "[receipts]") {
  CHECK(to_base45("AB") == "BB8");
  CHECK(to_base45("Hello!!") == "%69 VD92EX0");
  CHECK(to_base45("base-45") == "UJCLQE7W581");
  CHECK(from_base45("QED8WEX0") == "ietf!");
  CHECK(!from_base45("GGW:"));  // one character too many
  CHECK(!from_base45(":::"));   // above 65535
  CHECK(!from_base45("::"));    // above 255
  CHECK(!from_base45("bb8"));
}

TEST_CASE("a key's public part is that of RFC 8032", "[receipts]") {
  const auto byte = [](std::string_view hex, std::size_t i) {
    return static_cast<std::uint8_t>(std::stoi(std::string{hex.substr(2 * i, 2)}, nullptr, 16));
  };
  KeyBytes seed{}, expected{};
  for (std::size_t i = 0; i < 32; ++i) {
    seed[i] = byte("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60", i);
    expected[i] = byte("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", i);
  }
  CHECK(signing_key_of(seed).public_key == expected);
}

TEST_CASE("what was signed is read back as it was", "[receipts]") {
  std::mt19937_64 random{7};
  const SigningKey key = signing_key_of(seed_of(1));
  for (std::size_t lines = 0; lines < 12; ++lines) {
    const SignedReceipt receipt = sample(random, lines);
    const std::string code = sign(receipt, key, 4'000);
    CHECK(believe(code, key.public_key) == receipt);
    CHECK(code == sign(receipt, key, 4'000));  // the copy says the same
  }
}

TEST_CASE("a code that would be too long leaves out lines and says so", "[receipts]") {
  std::mt19937_64 random{8};
  const SigningKey key = signing_key_of(seed_of(2));
  const SignedReceipt receipt = sample(random, 60);
  const std::string code = sign(receipt, key);
  CHECK(code.size() <= longest_code);
  const auto read_back = believe(code, key.public_key);
  REQUIRE(read_back);
  CHECK(read_back->cut);
  CHECK(read_back->total == receipt.total);
  REQUIRE(read_back->lines.size() > 10);
  CHECK(std::equal(read_back->lines.begin(), read_back->lines.end(), receipt.lines.begin()));
}

TEST_CASE("every truncation and every flipped bit of a code is refused", "[receipts]") {
  std::mt19937_64 random{9};
  const SigningKey key = signing_key_of(seed_of(3));
  const std::string code = sign(sample(random, 4), key);
  REQUIRE(believe(code, key.public_key));
  std::size_t tried = 0;
  for (std::size_t size = 0; size < code.size(); ++size, ++tried)
    if (believe(code.substr(0, size), key.public_key)) FAIL("cut to " << size);
  for (std::size_t i = 0; i < code.size(); ++i)
    for (int bit = 0; bit < 8; ++bit, ++tried) {
      std::string other = code;
      other[i] = static_cast<char>(other[i] ^ (1 << bit));
      if (believe(other, key.public_key)) FAIL("bit " << bit << " of " << i);
    }
  // The bits of what the text stands for, too: most flips of the text are no base45 at all.
  const std::string bytes = *from_base45(code.substr(5));
  for (std::size_t i = 0; i < bytes.size(); ++i)
    for (int bit = 0; bit < 8; ++bit, ++tried) {
      std::string other = bytes;
      other[i] = static_cast<char>(other[i] ^ (1 << bit));
      if (believe("HFR1:" + to_base45(other), key.public_key)) FAIL("bit " << bit << " of byte " << i);
    }
  for (std::size_t size = 0; size < bytes.size(); ++size, ++tried)
    if (believe("HFR1:" + to_base45(bytes.substr(0, size)), key.public_key)) FAIL("bytes cut to " << size);
  CHECK(tried > 4'000);
  CHECK(!believe(code, signing_key_of(seed_of(4)).public_key));
}

TEST_CASE("bytes that a good key signed but nobody wrote that way do no harm", "[receipts]") {
  std::mt19937_64 random{10};
  for (int i = 0; i < 20'000; ++i) {
    UncheckedReceipt wild;
    wild.payload.push_back('\1');
    for (std::size_t left = random() % 120; left > 0; --left) wild.payload.push_back(static_cast<char>(random()));
    if (const auto out = read(wild)) CHECK(out->lines.size() <= 500);
  }
}
}  // namespace holdfast::receipts
