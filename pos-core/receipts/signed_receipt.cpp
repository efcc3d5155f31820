#include "receipts/signed_receipt.h"

#include <openssl/evp.h>

#include <algorithm>
#include <memory>

#include "base/check.h"
#include "base/digest.h"
#include "base/ends.h"
#include "receipts/base45.h"

namespace holdfast::receipts {
namespace {
constexpr std::string_view prefix = "HFR1:";
constexpr std::string_view signed_text{"HF-RECEIPT1\0", 12};
constexpr std::size_t signature_bytes = 64, key_id_bytes = 4, most_lines = 500, most_taxes = 50, longest_text = 100;

using Key = std::unique_ptr<EVP_PKEY, Ends<EVP_PKEY_free>>;
using Digest = std::unique_ptr<EVP_MD_CTX, Ends<EVP_MD_CTX_free>>;
const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

class Writer {
 public:
  std::string out;
  void byte(std::uint8_t value) { out.push_back(static_cast<char>(value)); }
  void number(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) byte(static_cast<std::uint8_t>(value | 0x80));
    byte(static_cast<std::uint8_t>(value));
  }
  void amount(std::int64_t value) {
    number((static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63));
  }
  void text(std::string_view value) {
    number(value.size());
    out.append(value);
  }
};

/// Every read says whether there was something to read; `good` falls once and stays down.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : left_{bytes} {}
  bool good = true;
  bool done() const { return left_.empty(); }
  std::string_view take(std::size_t count) {
    if (!good || left_.size() < count) return fail(), std::string_view{};
    const std::string_view part = left_.substr(0, count);
    left_.remove_prefix(count);
    return part;
  }
  std::uint8_t byte() {
    const std::string_view part = take(1);
    return part.empty() ? std::uint8_t{0} : static_cast<std::uint8_t>(part[0]);
  }
  std::uint64_t number() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 63; shift += 7) {
      const std::uint8_t next = byte();
      value |= std::uint64_t{next & 0x7fU} << shift;
      if ((next & 0x80) != 0) continue;
      if (next == 0 && shift != 0) fail();  // not the shortest form
      return good ? value : 0;
    }
    fail();
    return 0;
  }
  std::int64_t amount() {
    const std::uint64_t value = number();
    return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
  }
  std::string text() {
    const std::uint64_t size = number();
    if (size > longest_text) return fail(), std::string{};
    return std::string{take(static_cast<std::size_t>(size))};
  }
  std::size_t count(std::size_t most) {
    const std::uint64_t value = number();
    if (value > most) return fail(), 0;
    return static_cast<std::size_t>(value);
  }

 private:
  void fail() { good = false; }
  std::string_view left_;
};

void put_quantity(Writer& out, Quantity quantity) {
  std::int64_t value = quantity.micro();
  std::uint8_t decimals = 6;
  for (; decimals > 0 && value % 10 == 0; --decimals) value /= 10;
  out.byte(decimals);
  out.amount(value);
}
Quantity take_quantity(Reader& in) {
  const std::uint8_t decimals = in.byte();
  std::int64_t value = in.amount();
  constexpr std::int64_t most = 1'000'000'000'000'000;
  if (decimals > 6 || value > most || value < -most) in.good = false;
  for (int i = decimals; in.good && i < 6; ++i) {
    if (value > most || value < -most)
      in.good = false;
    else
      value *= 10;
  }
  return Quantity::from_micro(in.good ? value : 0);
}

void put_line(Writer& out, const SignedLine& line, const std::vector<std::string>& codes) {
  out.number(static_cast<std::uint64_t>(line.position));
  out.text(line.sku);
  put_quantity(out, line.quantity);
  out.amount(line.paid);
  out.number(line.taxes.size());
  for (const SignedLine::Tax& tax : line.taxes) {
    out.number(static_cast<std::uint64_t>(std::find(codes.begin(), codes.end(), tax.code) - codes.begin()));
    out.amount(tax.amount);
  }
}

std::string payload_of(const SignedReceipt& receipt, std::size_t lines, const KeyBytes& public_key) {
  std::vector<std::string> codes;
  for (std::size_t i = 0; i < lines; ++i)
    for (const SignedLine::Tax& tax : receipt.lines[i].taxes)
      if (std::find(codes.begin(), codes.end(), tax.code) == codes.end()) codes.push_back(tax.code);
  Writer out;
  out.byte(1);
  const Sha256 key = sha256({reinterpret_cast<const char*>(public_key.data()), public_key.size()});
  out.out.append(reinterpret_cast<const char*>(key.data()), key_id_bytes);
  out.out.append(reinterpret_cast<const char*>(receipt.order.bytes.data()), receipt.order.bytes.size());
  out.byte(receipt.cut || lines < receipt.lines.size() ? 1 : 0);
  out.number(static_cast<std::uint64_t>(std::max<std::int64_t>(0, receipt.at.unix_us() / 1'000'000)));
  out.text(receipt.number);
  out.text(receipt.currency);
  out.amount(receipt.total);
  out.number(codes.size());
  for (const std::string& code : codes) out.text(code);
  out.number(lines);
  for (std::size_t i = 0; i < lines; ++i) put_line(out, receipt.lines[i], codes);
  return std::move(out.out);
}
constexpr std::size_t code_size(std::size_t payload) {
  const std::size_t bytes = payload + signature_bytes;
  return prefix.size() + bytes / 2 * 3 + bytes % 2 * 2;
}

std::string signature_of(std::string_view payload, const KeyBytes& seed) {
  const Key key{EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, seed.data(), seed.size())};
  const Digest context{EVP_MD_CTX_new()};
  check(key && context);
  const std::string message = std::string{signed_text}.append(payload);
  std::string out(signature_bytes, '\0');
  std::size_t size = out.size();
  check(EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1);
  check(EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(out.data()), &size, bytes_of(message),
                       message.size()) == 1 &&
        size == signature_bytes);
  return out;
}
}  // namespace

SigningKey signing_key_of(const KeyBytes& seed) {
  const Key key{EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, seed.data(), seed.size())};
  SigningKey out{seed, {}};
  std::size_t size = out.public_key.size();
  check(key && EVP_PKEY_get_raw_public_key(key.get(), out.public_key.data(), &size) == 1);
  return out;
}

std::string key_id_of(const KeyBytes& public_key) {
  const Sha256 digest = sha256({reinterpret_cast<const char*>(public_key.data()), public_key.size()});
  return to_hex(digest).substr(0, 2 * key_id_bytes);
}

std::string sign(const SignedReceipt& receipt, const SigningKey& key, std::size_t longest) {
  std::size_t lines = std::min(receipt.lines.size(), most_lines);
  std::string payload = payload_of(receipt, lines, key.public_key);
  while (lines > 0 && code_size(payload.size()) > longest) payload = payload_of(receipt, --lines, key.public_key);
  return std::string{prefix} + to_base45(payload + signature_of(payload, key.seed));
}

std::optional<UncheckedReceipt> open_code(std::string_view text) {
  constexpr std::size_t longest = 8'000;
  if (!text.starts_with(prefix) || text.size() > longest) return std::nullopt;
  const auto bytes = from_base45(text.substr(prefix.size()));
  if (!bytes || bytes->size() < signature_bytes + 1 + key_id_bytes || bytes->front() != 1) return std::nullopt;
  UncheckedReceipt out;
  out.payload = bytes->substr(0, bytes->size() - signature_bytes);
  out.signature = bytes->substr(out.payload.size());
  out.key_id = to_hex({reinterpret_cast<const std::uint8_t*>(out.payload.data()) + 1, key_id_bytes});
  return out;
}

bool is_signed_by(const UncheckedReceipt& receipt, const KeyBytes& public_key) {
  const Key key{EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, public_key.data(), public_key.size())};
  const Digest context{EVP_MD_CTX_new()};
  if (!key || !context || EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key.get()) != 1) return false;
  const std::string message = std::string{signed_text}.append(receipt.payload);
  return EVP_DigestVerify(context.get(), bytes_of(receipt.signature), receipt.signature.size(), bytes_of(message),
                          message.size()) == 1;
}

std::optional<SignedReceipt> read(const UncheckedReceipt& unchecked) {
  Reader in{unchecked.payload};
  SignedReceipt out;
  in.take(1 + key_id_bytes);
  const std::string_view order = in.take(out.order.bytes.size());
  std::copy(order.begin(), order.end(), reinterpret_cast<char*>(out.order.bytes.data()));
  const std::uint8_t flags = in.byte();
  out.cut = (flags & 1) != 0;
  const std::uint64_t seconds = in.number();
  out.number = in.text();
  out.currency = in.text();
  out.total = in.amount();
  std::vector<std::string> codes;
  for (std::size_t left = in.count(most_taxes); in.good && left > 0; --left) codes.push_back(in.text());
  for (std::size_t left = in.count(most_lines); in.good && left > 0; --left) {
    SignedLine line;
    line.position = static_cast<int>(in.count(0x7fff));
    line.sku = in.text();
    line.quantity = take_quantity(in);
    line.paid = in.amount();
    for (std::size_t taxes = in.count(most_taxes); in.good && taxes > 0; --taxes) {
      const std::size_t code = in.count(most_taxes);
      const std::int64_t amount = in.amount();
      if (code >= codes.size())
        in.good = false;
      else
        line.taxes.push_back({codes[code], amount});
    }
    out.lines.push_back(std::move(line));
  }
  constexpr std::uint64_t latest = 100'000'000'000;
  if (!in.good || !in.done() || flags > 1 || seconds > latest) return std::nullopt;
  out.at = Instant{static_cast<std::int64_t>(seconds) * 1'000'000};
  return out;
}
}  // namespace holdfast::receipts
