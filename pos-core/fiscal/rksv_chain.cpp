#include "fiscal/rksv_chain.h"

#include <numeric>

#include "base/base64.h"
#include "base/digest.h"

namespace holdfast::fiscal::rksv {
namespace {
constexpr std::string_view header = R"({"alg":"ES256"})";
/// What stands for the signature when the device is out of order.
constexpr std::string_view device_out = "Sicherheitseinrichtung ausgefallen";

struct Jws {
  std::string_view signed_text;  ///< header and payload as they stand
  std::string payload, signature;
};
std::optional<Jws> split(std::string_view jws) {
  const std::size_t first = jws.find('.'), second = jws.find('.', first == std::string_view::npos ? first : first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  const auto head = from_base64(jws.substr(0, first), Base64::url);
  auto payload = from_base64(jws.substr(first + 1, second - first - 1), Base64::url);
  auto signature = from_base64(jws.substr(second + 1), Base64::url);
  if (!head || *head != header || !payload || !signature) return std::nullopt;
  return Jws{jws.substr(0, second), std::move(*payload), std::move(*signature)};
}

std::int64_t counted(const Receipt& receipt) {
  return receipt.kind() == Kind::training
             ? 0
             : std::accumulate(receipt.amounts.begin(), receipt.amounts.end(), std::int64_t{0});
}

/// What is wrong with the signature; empty when it holds or was honestly left out.
std::string wrong_signature(const Export& by, const Jws& jws, const Receipt& receipt) {
  if (jws.signature == device_out) return {};
  const Es256Key* key = by.key_of(receipt.certificate_serial);
  if (!key) return "certificate " + receipt.certificate_serial + " is not known";
  Es256Signature signature{};
  if (jws.signature.size() != signature.size()) return "the signature is not one of ES256";
  std::copy(jws.signature.begin(), jws.signature.end(), reinterpret_cast<char*>(signature.data()));
  return key->verifies(jws.signed_text, signature) ? "" : "the signature does not hold";
}
}  // namespace

Chain::Chain(std::string cash_box, TurnoverKey key)
    : cash_box_{std::move(cash_box)}, next_{first_chain(cash_box_)}, key_{key} {}
Chain::Chain(std::string cash_box, TurnoverKey key, std::string_view last_jws, std::int64_t turnover)
    : cash_box_{std::move(cash_box)}, next_{next_chain(last_jws)}, key_{key}, turnover_{turnover} {}

std::string Chain::add(Kind kind, std::string number, std::string local_time, const Amounts& amounts,
                       const std::string& certificate_serial, const Signer& sign) {
  Receipt receipt{.cash_box = cash_box_,
                  .number = std::move(number),
                  .at = std::move(local_time),
                  .amounts = amounts,
                  .turnover = {},
                  .certificate_serial = certificate_serial,
                  .chain = next_};
  if (kind != Kind::training) turnover_ = std::accumulate(amounts.begin(), amounts.end(), turnover_);
  receipt.turnover = turnover_field(kind, key_, receipt, turnover_);
  const std::string text = to_base64(header, Base64::url) + '.' + to_base64(code_of(receipt), Base64::url);
  const auto signature = sign(text);
  std::string jws = text + '.' + to_base64(signature ? bytes_of(*signature) : device_out, Base64::url);
  next_ = next_chain(jws);
  return jws;
}

std::string machine_code(std::string_view jws) {
  const auto parts = split(jws);
  return parts ? parts->payload + '_' + to_base64(parts->signature) : std::string{};
}

bool device_was_out(std::string_view jws) {
  const auto parts = split(jws);
  return parts && parts->signature == device_out;
}

std::optional<Finding> verify(const Export& by, std::span<const std::string> jws) {
  std::string chain = first_chain(by.cash_box);
  std::int64_t turnover = 0;
  for (std::size_t index = 0; index < jws.size(); ++index) {
    const auto found = [&](std::string what) { return Finding{index, std::move(what)}; };
    const auto parts = split(jws[index]);
    if (!parts) return found("it is not a JWS of ES256");
    const Result<Receipt> receipt = parse_code(parts->payload);
    if (!receipt) return found(receipt.error().detail);
    if (receipt->cash_box != by.cash_box) return found("it is of cash box " + receipt->cash_box);
    if (receipt->chain != chain) return found("it does not follow the receipt before it");
    if (std::string wrong = wrong_signature(by, *parts, *receipt); !wrong.empty()) return found(std::move(wrong));
    turnover += counted(*receipt);
    if (by.key && receipt->kind() == Kind::sale && open_turnover(*by.key, *receipt) != turnover)
      return found("its turnover counter is not the sum of the receipts so far");
    chain = next_chain(jws[index]);
  }
  return std::nullopt;
}
}  // namespace holdfast::fiscal::rksv
