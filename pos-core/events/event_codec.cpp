#include "events/event_codec.h"

#include <zstd.h>

#include "base/check.h"
#include "db/failure.h"

namespace holdfast::events {
namespace {
constexpr int level = -1;  // a third cheaper than 1, and a tenth larger
constexpr std::size_t most_bytes = 4U * 1024 * 1024;

/// Text that events have in common. It is part of the file format: never edit it, add another with another coding. What
/// is most frequent stands last.
constexpr std::string_view dictionary_1 =
    R"({"subscriptionId":"","planId":"","status":"ACTIVE"}{"staffId":"","code":"","role":""}{"cartId":"01","registerId":"01","personId":null,"affiliateCode":null,"currency":"EUR"})"
    R"("type":"CartCreated","aggregateType":"cart","aggregateId":"01"{"movementId":"","kind":"payIn","amount":,"reason":""},"totals":[{"kind":"sale","key":"","count":1,"amount":,"base":0},{"kind":"tender","key":"cash","count":1,"amount":,"base":0}])"
    R"("type":"ShiftOpened","aggregateType":"shift","aggregateId":"01","payload":{"shiftId":"01","registerId":"01","number":1,"businessDate":"2026-11-21","currency":"EUR","openingCash":10000})"
    R"("type":"CartUpdated","aggregateType":"cart","aggregateId":"019","payload":{"cartId":"019","version":2,"change":"itemAdded","status":"ACTIVE","items":1,"total":1000,"currency":"EUR"}}"change":"checkedOut","status":"CHECKED_OUT","orderId":"019)"
    R"({"orderId":"019","moves":[{"variantId":"019","quantity":"-1"},{"variantId":"019","quantity":"-1"}]}"type":"StockMoved","aggregateType":"stock","aggregateId":"019)"
    R"({"orderId":"019","kind":"sale","registerId":"019","shiftId":"019","receiptNumber":"1-000001","currency":"EUR","total":,"net":,"tax":,"rounding":0,"change":0,"payments":[{"tender":"cash","amount":}],"businessDate":"2026-11-21"})"
    R"({"orderId":"019","kind":"sale","status":"PAID","registerId":"019","shiftId":"019","receiptNumber":"1-000001","currency":"EUR","items":[{"orderItemId":"019","variantId":"019","sku":"","name":"","unit":"piece","quantity":"1","unitPrice":,"listPrice":,"subtotal":,"discount":0,"net":,"tax":,"total":,"taxes":[{"code":"VAT","base":,"amount":}]},)"
    R"({"orderItemId":"019","variantId":"019","sku":"","name":"","unit":"piece","quantity":"1","unitPrice":,"listPrice":,"subtotal":,"discount":0,"net":,"tax":,"total":,"taxes":[{"code":"VAT23","base":,"amount":}]}],"taxes":[{"code":"VAT23","name":"VAT 23 %","rate":"23","included":true,"base":,"amount":}],)"
    R"("payments":[{"tender":"cash","amount":,"tendered":,"currency":"EUR"}],"subtotal":,"discount":0,"net":,"tax":,"total":,"rounding":0,"paid":,"change":0,"staff":"1001","personId":null,"originalOrderId":null,"voidedBy":null,"note":"","externalRef":null,"businessDate":"2026-11-21","createdAt":"2026-11-21T10:00:00.000+01:00"}})"
    R"({"id":"019","tenantId":"019","siteId":"019","salesChannelId":"019","type":"OrderPaid","aggregateType":"order","aggregateId":"019","correlationId":"019","causationId":"019","occurredAt":"2026-11-21T10:00:00.000Z","metadata":{"sourceSystem":"holdfast","actorId":"019","actorRole":"cashier","nodeId":"","version":1},"payload":{"orderId":"019)"
    R"("type":"OrderCreated","aggregateType":"order","aggregateId":"019)";
}  // namespace

struct EventCodec::Zstd {
  ZSTD_CCtx* compress = ZSTD_createCCtx();
  ZSTD_DCtx* decompress = ZSTD_createDCtx();
  ZSTD_CDict* dictionary = ZSTD_createCDict(dictionary_1.data(), dictionary_1.size(), level);
  ~Zstd() {
    ZSTD_freeCDict(dictionary);
    ZSTD_freeDCtx(decompress);
    ZSTD_freeCCtx(compress);
  }
};

EventCodec::EventCodec() : zstd_{std::make_unique<Zstd>()} {
  check(zstd_->compress != nullptr && zstd_->decompress != nullptr && zstd_->dictionary != nullptr);
}
EventCodec::~EventCodec() = default;

EventCodec::Encoded EventCodec::encode(std::string_view body) {
  buffer_.resize(ZSTD_compressBound(body.size()));
  const std::size_t size =
      ZSTD_compress_usingCDict(zstd_->compress, buffer_.data(), buffer_.size(), body.data(), body.size(), zstd_->dictionary);
  if (ZSTD_isError(size) != 0 || size >= body.size()) return {body, Coding::plain};
  return {std::string_view{buffer_.data(), size}, Coding::zstd_dictionary_1};
}

std::string EventCodec::decode(std::string_view stored, int coding) {
  if (coding == static_cast<int>(Coding::plain)) return std::string{stored};
  const unsigned long long size = ZSTD_getFrameContentSize(stored.data(), stored.size());
  if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN || size > most_bytes)
    throw db::Failure{db::Cause::corrupt, 0, "an event's stored body is not readable"};
  std::string body(static_cast<std::size_t>(size), '\0');
  const std::size_t read = ZSTD_decompress_usingDict(zstd_->decompress, body.data(), body.size(), stored.data(), stored.size(),
                                                     dictionary_1.data(), dictionary_1.size());
  if (ZSTD_isError(read) != 0 || read != body.size()) throw db::Failure{db::Cause::corrupt, 0, "an event's stored body is not readable"};
  return body;
}
}  // namespace holdfast::events
