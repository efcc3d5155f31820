#pragma once
#include <string_view>

namespace holdfast::wire {
/// Text that batches have in common. It is part of the protocol: never edit it, add another beside it and offer both in
/// hello. What is most frequent stands last, as nearest is cheapest to point at.
inline constexpr std::string_view dictionary_1 =
    R"("type":"CartCreated","aggregateType":"cart","type":"CustomerUpdated","aggregateType":"customer","type":"StaffSignedOn","aggregateType":"session")"
    R"("type":"CashMoved","aggregateType":"shift","payload":{"shiftId":"01","movementId":"01","registerId":"01","kind":"payIn","amount":,"currency":"EUR","reason":""})"
    R"("type":"ShiftOpened","aggregateType":"shift","aggregateId":"01","payload":{"shiftId":"01","registerId":"01","number":1,"businessDate":"2026-11-21","openingCash":10000,"currency":"EUR"})"
    R"("type":"ShiftClosed","payload":{"shiftId":"01","registerId":"01","number":1,"expectedCash":,"countedCash":,"variance":0,"currency":"EUR","totals":[{"kind":"sale","key":"","count":1,"amount":,"base":0},{"kind":"tender","key":"cash","count":1,"amount":,"base":0}]})"
    R"("type":"CartUpdated","payload":{"cartId":"019","version":2,"change":"itemAdded","status":"ACTIVE","items":1,"total":1000,"currency":"EUR"})"
    R"({"orderId":"019","kind":"sale","status":"PAID","registerId":"019","shiftId":"019","receiptNumber":"1-000001","currency":"EUR","items":[{"orderItemId":"019","variantId":"019","sku":"","name":"","unit":"piece","quantity":"1","unitPrice":,"listPrice":,"subtotal":,"discount":0,"net":,"tax":,"total":,"taxes":[{"code":"VAT","base":,"amount":}]}],)"
    R"("taxes":[{"code":"VAT","name":"VAT","rate":"20","included":true,"base":,"amount":}],"payments":[{"tender":"cash","amount":,"tendered":,"currency":"EUR"}],"subtotal":,"discount":0,"net":,"tax":,"total":,"rounding":0,"paid":,"change":0,"staff":"","personId":null,"originalOrderId":null,"voidedBy":null,"note":"","externalRef":null,"businessDate":"2026-11-21","createdAt":"2026-11-21T10:00:00.000+01:00"})"
    R"("type":"StockMoved","aggregateType":"stock","aggregateId":"019","payload":{"kind":"sale","orderId":"019","moves":[{"variantId":"019","quantity":"-1"}]})"
    R"({"$hole":{"id":"019","bodySha256":"","errorClass":"deferred"}})"
    R"({"protocol":1,"siteId":"","epoch":1,"firstSeq":1,"count":200,"prevHash":"","lastHash":""})"
    "\n"
    R"({"id":"019","tenantId":"","siteId":"","salesChannelId":"","type":"OrderCreated","aggregateType":"order","aggregateId":"019","correlationId":"019","causationId":"019","occurredAt":"2026-11-21T10:00:00.000+01:00","metadata":{"sourceSystem":"holdfast","actorId":"019","actorRole":"cashier","nodeId":"","version":1},"payload":{"orderId":"019)"
    R"("type":"OrderPaid","aggregateType":"order","aggregateId":"019","payload":{"orderId":"019","kind":"sale","registerId":"019","shiftId":"019","receiptNumber":"1-000001","currency":"EUR","total":,"net":,"tax":,"rounding":0,"change":0,"payments":[{"tender":"card","amount":},{"tender":"cash","amount":}],"businessDate":"2026-11-21"}})";
}  // namespace holdfast::wire
