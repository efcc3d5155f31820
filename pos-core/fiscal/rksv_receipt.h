#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

/// The signed receipt of Austria's cash register regulation, suite R1-AT1. Source: RKSV (BGBl. II 410/2015) annex,
/// sections 4 and 5, and the finance ministry's detail specification 1.2. "Prepared for", not certified.
namespace holdfast::fiscal::rksv {
/// Turnover by tax rate in cents, in the order of the regulation.
enum Rate : std::size_t { normal, reduced_1, reduced_2, zero, special, rates };
using Amounts = std::array<std::int64_t, rates>;

enum class Kind {
  sale,      ///< also start, null and closing receipts: their amounts are nothing
  reversal,  ///< "STO" stands in place of the turnover counter, which counts on
  training,  ///< "TRA" stands there, and the counter does not count
};

struct Receipt {
  std::string cash_box, number;
  std::string at;  ///< local time, YYYY-MM-DDThh:mm:ss
  Amounts amounts{};
  std::string turnover;  ///< as it stands in the code: base64
  std::string certificate_serial;
  std::string chain;  ///< base64 of eight bytes
  Kind kind() const;
};
/// `_R1-AT1_box_number_…`: what is signed. Cents with a comma.
std::string code_of(const Receipt& receipt);
Result<Receipt> parse_code(std::string_view code);

/// 32 bytes, of one cash box for its whole life.
using TurnoverKey = std::array<std::uint8_t, 32>;
/// The turnover counter so far in cents, eight bytes under AES-256 in counter mode, the counter begun by box and
/// number.
std::string seal_turnover(const TurnoverKey& key, const Receipt& receipt, std::int64_t cents);
/// Nothing for reversals and training, and for what is not eight bytes.
std::optional<std::int64_t> open_turnover(const TurnoverKey& key, const Receipt& receipt);
/// What stands in the turnover field for a receipt of this kind.
std::string turnover_field(Kind kind, const TurnoverKey& key, const Receipt& receipt, std::int64_t cents);

/// Eight bytes of a digest, base64: over the box's name for its first receipt, over the JWS of the one before for all
/// others.
std::string first_chain(std::string_view cash_box);
std::string next_chain(std::string_view previous_jws);
}  // namespace holdfast::fiscal::rksv
