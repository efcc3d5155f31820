// What a hub takes from a site and a site from a hub: packed bodies stay within their cap, and whatever decodes encodes
// to something that decodes to the same.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "wire/answer.h"
#include "wire/batch.h"
#include "wire/epoch.h"
#include "wire/feed.h"
#include "wire/hello.h"
#include "wire/packing.h"

using namespace holdfast::wire;

namespace {
void batches(std::string_view text, const Limits& limits) {
  const auto batch = decode_batch(text, limits);
  if (!batch) return;
  const auto again = decode_batch(encode_batch(batch->header, batch->lines), limits);
  if (!again || again->header != batch->header || again->lines != batch->lines) __builtin_trap();
}
template <class Decode>
void same(std::string_view text, Decode decode) {
  const auto value = decode(text);
  if (!value) return;
  const auto again = decode(encode(*value));
  if (!again || !(*again == *value)) __builtin_trap();
}
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  static Packer packer;
  Limits limits;
  limits.raw_bytes = std::size_t{1} << 20;
  const std::string_view text{reinterpret_cast<const char*>(data) + 1, size - 1};
  switch (data[0] % 8) {
    case 0:
      batches(text, limits);
      break;
    case 1:
    case 2: {
      const auto raw = packer.unpack(text, data[0] % 8 == 1 ? Coding::zstd : Coding::dcz, limits);
      if (raw && raw->size() > limits.raw_bytes) __builtin_trap();
      if (raw) batches(*raw, limits);
      break;
    }
    case 3:
      same(text, [](std::string_view t) { return decode_feed_page(t); });
      break;
    case 4:
      same(text, [](std::string_view t) { return decode_manifest(t); });
      break;
    case 5:
      same(text, [](std::string_view t) { return decode_offer(t); });
      break;
    case 6:
      same(text, [](std::string_view t) { return decode_epoch_request(t); });
      break;
    default:
      (void)decode_ack(text);
      (void)decode_refusal(400, text);
      (void)decode_bodies(text, limits);
      (void)decode_epoch_grant(text);
      (void)decode_common(text);
  }
  return 0;
}
