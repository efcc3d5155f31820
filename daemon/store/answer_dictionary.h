#pragma once
#include <string_view>

namespace holdfast::store {
/// Text that answers have in common; zstd refers to it. It is part of the file format: never edit it, add another with
/// another first byte. What is most frequent stands last.
inline constexpr std::string_view answer_dictionary_1 =
    R"("sessionId":"","token":"","staff":{"id":"","code":"","name":"","role":"cashier"},"permissions":["sell","suspend"],"expiresAt":")"
    R"("shiftId":"","registerId":"","registerNumber":1,"number":1,"status":"OPEN","businessDate":"2026-11-","currency":"EUR","openingCash":10000,"expectedCash":null,"countedCash":null,"variance":null,"varianceReason":null,"openedAt":"","openedBy":{"code":"","name":""},"closedAt":null,"closedBy":null})"
    R"({"cartId":"","status":"ACTIVE","registerId":"","terminalId":"","staff":{"code":"","name":""},"personId":null,"affiliateCode":null,"note":"","currency":"EUR","version":1,"items":[{"itemId":"","variantId":"","sku":"","name":"","unit":"piece","quantity":"1","unitPrice":,"listPrice":,"subtotal":,"discount":0,"total":,"tax":,"note":""}],"discounts":[],"promotions":[],"taxes":[{"code":"","name":"","rate":"20","included":true,"base":,"amount":}],"subtotal":,"discount":0,"net":,"tax":,"total":,"createdAt":"2026-11-21T10:00:00.000+01:00","updatedAt":"2026-11-21T10:00:00.000+01:00"})"
    R"({"orderId":"01","kind":"sale","status":"PAID","registerId":"01","shiftId":"01","receiptNumber":"1-000042","currency":"EUR","items":[{"orderItemId":"01","variantId":"01","sku":"","name":"","unit":"piece","quantity":"1","unitPrice":,"listPrice":,"subtotal":,"discount":0,"total":,"net":,"tax":,"taxCode":"standard","returnedQuantity":"0"},{"orderItemId":"01"}],"taxes":[{"code":"standard","name":"","rate":"20","included":true,"base":,"amount":}],"payments":[{"tender":"cash","amount":,"tendered":,"currency":"EUR"}],"subtotal":,"discount":0,"net":,"tax":,"total":,"rounding":0,"paid":,"change":0,"personId":null,"originalOrderId":null,"voidedBy":null,"shipping":null,"address":null,"attribution":null,"note":"","businessDate":"2026-11-21","createdAt":"2026-11-21T10:00:00.000+01:00"})";
}  // namespace holdfast::store
