#pragma once
#include <functional>
#include <span>
#include <vector>

#include "fiscal/es256.h"
#include "fiscal/rksv_receipt.h"

namespace holdfast::fiscal::rksv {
/// Signs a JWS's text; nothing when the signing device does not answer, and then the receipt says so in its place.
using Signer = std::function<std::optional<Es256Signature>(std::string_view text)>;

/// One register's receipts, each bound to the one before. A value: what it holds is stored with the sale.
class Chain {
 public:
  Chain(std::string cash_box, TurnoverKey key);
  /// Goes on after the newest receipt that was stored.
  Chain(std::string cash_box, TurnoverKey key, std::string_view last_jws, std::int64_t turnover);

  /// The next receipt in JWS compact form; the turnover counts on unless it is training.
  std::string add(Kind kind, std::string number, std::string local_time, const Amounts& amounts,
                  const std::string& certificate_serial, const Signer& sign);
  std::int64_t turnover() const { return turnover_; }

 private:
  std::string cash_box_, next_;
  TurnoverKey key_;
  std::int64_t turnover_ = 0;
};

/// The receipt's machine-readable code (QR): what was signed, then the signature in base64.
std::string machine_code(std::string_view jws);
bool device_was_out(std::string_view jws);

struct Export {
  std::string cash_box;
  std::optional<TurnoverKey> key;  ///< without it the turnover counter is not looked at
  std::function<const Es256Key*(std::string_view certificate_serial)> key_of;
};
struct Finding {
  std::size_t index;
  std::string what;
};
/// The first receipt that does not hold, if any. Needs nothing but the export.
std::optional<Finding> verify(const Export& by, std::span<const std::string> jws);
}  // namespace holdfast::fiscal::rksv
