#include "fiscal/rksv_receipt.h"

#include <openssl/evp.h>

#include <charconv>
#include <memory>
#include <vector>

#include "base/base64.h"
#include "base/check.h"
#include "base/digest.h"

namespace holdfast::fiscal::rksv {
namespace {
constexpr std::string_view suite = "_R1-AT1";
constexpr std::size_t counter_bytes = 8, block_bytes = 16, chain_bytes = 8, fields = 11;

const std::string& mark_of(Kind kind) {
  static const std::string reversal = to_base64("STO"), training = to_base64("TRA"), none;
  return kind == Kind::reversal ? reversal : kind == Kind::training ? training : none;
}

std::string cents_text(std::int64_t cents) {
  // Unsigned, since the least number has no opposite.
  const std::uint64_t size = cents < 0 ? 0 - static_cast<std::uint64_t>(cents) : static_cast<std::uint64_t>(cents);
  std::string minor = std::to_string(size % 100);
  return (cents < 0 ? "-" : "") + std::to_string(size / 100) + (minor.size() < 2 ? ",0" : ",") + minor;
}

std::optional<std::int64_t> cents_of(std::string_view text) {
  const std::size_t comma = text.find(',');
  if (comma == std::string_view::npos || text.size() != comma + 3) return std::nullopt;
  const std::string digits = std::string{text.substr(0, comma)} + std::string{text.substr(comma + 1)};
  std::int64_t cents = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), cents);
  const bool number = error == std::errc{} && end == digits.data() + digits.size();
  // One way to write each amount: what is not written so was not signed by us.
  return number && cents_text(cents) == text ? std::optional{cents} : std::nullopt;
}

/// The same work in both directions: counter mode adds the same stream.
std::string crypt(const TurnoverKey& key, const Receipt& receipt, std::string_view bytes) {
  const Sha256 begin = sha256(receipt.cash_box, receipt.number);
  const std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> context{EVP_CIPHER_CTX_new(),
                                                                                EVP_CIPHER_CTX_free};
  unsigned char out[block_bytes];
  int size = 0;
  static_assert(begin.size() >= block_bytes);
  check(bytes.size() <= sizeof out);
  check(EVP_EncryptInit_ex(context.get(), EVP_aes_256_ctr(), nullptr, key.data(), begin.data()) == 1);
  check(EVP_EncryptUpdate(context.get(), out, &size, reinterpret_cast<const unsigned char*>(bytes.data()),
                          static_cast<int>(bytes.size())) == 1);
  return {reinterpret_cast<const char*>(out), static_cast<std::size_t>(size)};
}

std::string chain_of(const Sha256& digest) { return to_base64(bytes_of(digest).substr(0, chain_bytes)); }
}  // namespace

Kind Receipt::kind() const {
  for (const Kind kind : {Kind::reversal, Kind::training})
    if (turnover == mark_of(kind)) return kind;
  return Kind::sale;
}

std::string code_of(const Receipt& receipt) {
  std::string code{suite};
  for (const std::string& text : {receipt.cash_box, receipt.number, receipt.at}) code += '_' + text;
  for (const std::int64_t amount : receipt.amounts) code += '_' + cents_text(amount);
  for (const std::string& text : {receipt.turnover, receipt.certificate_serial, receipt.chain}) code += '_' + text;
  return code;
}

Result<Receipt> parse_code(std::string_view code) {
  const auto wrong = [](std::string_view what) {
    return refuse(ErrorCode::invalid_argument, "Not a receipt of suite R1-AT1: " + std::string{what} + ".");
  };
  if (!code.starts_with(suite)) return wrong("it does not begin with _R1-AT1_");
  std::vector<std::string_view> parts;
  for (std::string_view rest = code.substr(suite.size()); !rest.empty();) {
    if (rest.front() != '_') return wrong("it does not begin with _R1-AT1_");
    const std::size_t end = std::min(rest.find('_', 1), rest.size());
    parts.push_back(rest.substr(1, end - 1));
    rest.remove_prefix(end);
  }
  if (parts.size() != fields)
    return wrong("it has " + std::to_string(parts.size()) + " fields, not " + std::to_string(fields));
  Receipt receipt;
  receipt.cash_box = parts[0];
  receipt.number = parts[1];
  receipt.at = parts[2];
  for (std::size_t rate = 0; rate < rates; ++rate) {
    const auto cents = cents_of(parts[3 + rate]);
    if (!cents) return wrong("'" + std::string{parts[3 + rate]} + "' is not an amount");
    receipt.amounts[rate] = *cents;
  }
  receipt.turnover = parts[8];
  receipt.certificate_serial = parts[9];
  receipt.chain = parts[10];
  return receipt;
}

std::string seal_turnover(const TurnoverKey& key, const Receipt& receipt, std::int64_t cents) {
  const auto plain = big_endian(static_cast<std::uint64_t>(cents));
  return to_base64(crypt(key, receipt, bytes_of(plain)));
}

std::optional<std::int64_t> open_turnover(const TurnoverKey& key, const Receipt& receipt) {
  const auto sealed = from_base64(receipt.turnover);
  if (!sealed || sealed->size() != counter_bytes) return std::nullopt;
  std::uint64_t cents = 0;
  for (const char byte : crypt(key, receipt, *sealed)) cents = cents << 8 | static_cast<std::uint8_t>(byte);
  return static_cast<std::int64_t>(cents);
}

std::string turnover_field(Kind kind, const TurnoverKey& key, const Receipt& receipt, std::int64_t cents) {
  return kind == Kind::sale ? seal_turnover(key, receipt, cents) : mark_of(kind);
}

std::string first_chain(std::string_view cash_box) { return chain_of(sha256(cash_box)); }
std::string next_chain(std::string_view previous_jws) { return chain_of(sha256(previous_jws)); }
}  // namespace holdfast::fiscal::rksv
