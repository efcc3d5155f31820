#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/instant.h"
#include "base/result.h"
#include "money/quantity.h"

/// What a receipt says of itself in a QR code that any store of the company can check without a line
/// (docs/signed-receipts.md):
///
///   "HFR1:" base45(payload || signature)          upper case and digits alone, so the code is a QR of alphanumeric
///   mode payload   = version 1 | key id (4 bytes) | order id (16) | flags (bit 0: lines are missing) | uvarint seconds
///   since 1970
///               | text receipt number | text currency | svarint total | uvarint n, n texts of tax codes
///               | uvarint n, n lines: uvarint position | text SKU | byte d, svarint quantity in 10^-d of the unit
///                 | svarint paid | uvarint n, n taxes: uvarint index of the code, svarint amount
///   signature = Ed25519 (RFC 8032, 64 bytes) over "HF-RECEIPT1\0" || payload
///
/// text = uvarint length and bytes; uvarint = LEB128, the shortest form alone; svarint = zigzag of it; base45 as RFC
/// 9285. Money in minor units. The key id is the first 4 bytes of the public key's SHA-256.
namespace holdfast::receipts {
struct SignedLine {
  int position = 0;
  std::string sku;
  Quantity quantity;
  std::int64_t paid = 0;  ///< with tax
  struct Tax {
    std::string code;
    std::int64_t amount = 0;
    friend bool operator==(const Tax&, const Tax&) = default;
  };
  std::vector<Tax> taxes = {};
  friend bool operator==(const SignedLine&, const SignedLine&) = default;
};
struct SignedReceipt {
  Uuid order;
  std::string number;
  Instant at;  ///< whole seconds
  std::string currency;
  std::int64_t total = 0;
  bool cut = false;  ///< the code would not have held all lines: those that are missing are for the hub to say
  std::vector<SignedLine> lines;
  friend bool operator==(const SignedReceipt&, const SignedReceipt&) = default;
};

using KeyBytes = std::array<std::uint8_t, 32>;
struct SigningKey {
  KeyBytes seed{};
  KeyBytes public_key{};
};
SigningKey signing_key_of(const KeyBytes& seed);
/// 8 hexadecimal digits.
std::string key_id_of(const KeyBytes& public_key);

/// The code's text; lines that would make it longer than this many characters are left out. 640 fit version 16 of level
/// M, which is read off 58 mm paper.
inline constexpr std::size_t longest_code = 640;
std::string sign(const SignedReceipt& receipt, const SigningKey& key, std::size_t longest = longest_code);

/// Taken apart, but not believed yet: which key it names and what is to be checked.
struct UncheckedReceipt {
  std::string key_id;
  std::string payload, signature;
};
/// Empty: no such code, or one that is damaged.
std::optional<UncheckedReceipt> open_code(std::string_view text);
bool is_signed_by(const UncheckedReceipt& receipt, const KeyBytes& public_key);
/// Only of one whose signature is good; empty when it says something that this release does not understand.
std::optional<SignedReceipt> read(const UncheckedReceipt& receipt);
}  // namespace holdfast::receipts
