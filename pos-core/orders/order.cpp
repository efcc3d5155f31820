#include "orders/order.h"

#include <array>
#include <charconv>

#include "orders/foreign_rows.h"
#include "orders/show_terms.h"

namespace holdfast::orders {
namespace {
constexpr std::array<std::string_view, 4> kinds{"sale", "return", "exchange", "void"};
constexpr std::array<std::string_view, 7> statuses{"PENDING_PAYMENT", "PAID",      "AWAITING_PRODUCTION", "READY_TO_SHIP",
                                                   "SHIPPED",         "DELIVERED", "CANCELLED"};
void item_json(JsonWriter& json, const Order& order, const Item& item) {
  json.begin_object().member("orderItemId", part_id(order.id, static_cast<std::uint16_t>(item.position)));
  if (item.variant_id) json.member("variantId", item.variant);
  else json.key("variantId").null();
  json.member("sku", item.sku).member("name", item.name).member("unit", item.unit);
  json.member("quantity", to_string(item.quantity)).member("unitPrice", item.unit_price);
  json.nullable("listPrice", item.list_price);
  json.member("subtotal", item.subtotal).member("discount", item.discount).member("net", item.net).member("tax", item.tax);
  json.member("total", item.total).key("taxes").begin_array();
  for (const ItemTax& tax : item.taxes)
    json.begin_object().member("code", tax.code).member("base", tax.base).member("amount", tax.amount).end_object();
  json.end_array();
  if (!item.price_reason.empty()) json.member("priceReason", item.price_reason);
  if (!item.note.empty()) json.member("note", item.note);
  if (!item.returned.is_zero()) json.member("returnedQuantity", to_string(item.returned));
  if (item.origin)
    json.member("originalOrderItemId", part_id(item.origin->order, static_cast<std::uint16_t>(item.origin->position)));
  if (item.elsewhere) json.key("soldElsewhere").raw(encode(*item.elsewhere));
  if (!item.reason.empty()) json.member("reason", item.reason);
  if (!item.condition.empty()) json.member("condition", item.condition);
  if (!item.trail.empty()) json.key("trail").raw(item.trail);
  if (!item.weighing.empty()) json.key("weighing").raw(item.weighing);
  append_terms(json, item.terms, order.id);
  if (item.card)
    json.key("giftCard").begin_object().member("accountId", item.card->id).member("lastFour", item.card->last_four).end_object();
  json.end_object();
}

void card_json(JsonWriter& json, const Payment::Card& card) {
  json.member("cardPaymentId", card.payment).key("card").begin_object().member("brand", card.facts.brand);
  json.member("lastFour", card.facts.last_four).member("entry", card.facts.entry).member("approvalCode", card.approval_code);
  json.member("terminalId", card.terminal_id).member("terminalReceipt", card.terminal_receipt);
  json.member("signatureRequired", card.signature_required).member("offline", card.offline).member("tip", card.tip);
  json.member("cashback", card.cashback).end_object();
}

void value_json(JsonWriter& json, const Payment::Value& value) {
  json.key("storedValue").begin_object().member("accountId", value.account).member("kind", value.kind);
  if (!value.last_four.empty()) json.member("lastFour", value.last_four);
  json.optional("points", value.points).optional("balance", value.balance).end_object();
}

void payment_json(JsonWriter& json, const Payment& payment) {
  json.begin_object().member("tender", payment.tender).member("amount", payment.amount).member("tendered", payment.tendered);
  json.member("currency", payment.currency).optional("foreignAmount", payment.foreign_amount);
  if (payment.rate_micro) json.member("rate", format_scaled(*payment.rate_micro, 6, true));
  if (!payment.value) json.optional("reference", payment.reference);
  if (payment.tip_in_all() != 0) json.member("tip", payment.tip_in_all());
  if (payment.value) value_json(json, *payment.value);
  if (payment.card) card_json(json, *payment.card);
  json.end_object();
}

void address_json(JsonWriter& json, const Address& address) {
  json.key("shippingAddress").begin_object().member("name", address.name).member("line1", address.line1);
  json.member("line2", address.line2).member("city", address.city).member("state", address.state);
  json.member("postalCode", address.postal_code).member("country", address.country).end_object();
}

void shipping_json(JsonWriter& json, const Order& order) {
  const Shipping& shipping = *order.shipping;
  json.key("shipping").begin_object().member("provider", shipping.provider).member("method", shipping.method);
  json.nullable("trackingNumber", shipping.tracking_number).member("status", shipping.status);
  if (shipping.shipped_at) json.key("shippedAt").time(*shipping.shipped_at, order.utc_offset_min);
  if (shipping.delivered_at) json.key("deliveredAt").time(*shipping.delivered_at, order.utc_offset_min);
  json.end_object();
}
}  // namespace

std::string_view name_of(Kind kind) { return kinds[static_cast<std::size_t>(kind)]; }
std::string_view name_of(Status status) { return statuses[static_cast<std::size_t>(status)]; }
std::optional<Kind> parse_kind(std::string_view name) {
  for (std::size_t i = 0; i < kinds.size(); ++i)
    if (kinds[i] == name) return static_cast<Kind>(i);
  return std::nullopt;
}
std::optional<Status> parse_status(std::string_view name) {
  for (std::size_t i = 0; i < statuses.size(); ++i)
    if (statuses[i] == name) return static_cast<Status>(i);
  return std::nullopt;
}

bool may_follow(Status from, Status to) {
  using enum Status;
  switch (from) {
    case pending_payment: return to == paid || to == cancelled;
    case paid: return to == awaiting_production || to == ready_to_ship || to == shipped || to == delivered || to == cancelled;
    case awaiting_production: return to == ready_to_ship || to == shipped || to == cancelled;
    case ready_to_ship: return to == shipped || to == delivered || to == cancelled;  // delivered: fetched at the counter
    case shipped: return to == delivered;
    case delivered:
    case cancelled: return false;
  }
  return false;
}

std::string receipt_number(int register_number, std::int64_t receipt) {
  std::string digits = std::to_string(receipt % receipt_series);
  if (digits.size() < 6) digits.insert(0, 6 - digits.size(), '0');
  const std::int64_t series = receipt / receipt_series;
  return std::to_string(register_number) + (series > 0 ? "R" + std::to_string(series + 1) : "") + '-' + digits;
}
std::optional<ReceiptNumber> parse_receipt_number(std::string_view text) {
  ReceiptNumber out{};
  const std::size_t dash = text.find('-');
  if (dash == std::string_view::npos || dash == 0 || dash + 1 == text.size()) return std::nullopt;
  const auto whole = [](std::string_view part, auto& value) {
    const auto [end, failed] = std::from_chars(part.data(), part.data() + part.size(), value);
    return failed == std::errc{} && end == part.data() + part.size() && value > 0;
  };
  const std::size_t mark = std::min(text.find('R'), dash);
  if (!whole(text.substr(0, mark), out.register_number) || !whole(text.substr(dash + 1), out.receipt)) return std::nullopt;
  if (out.receipt >= receipt_series) return std::nullopt;
  if (mark == dash) return out;
  std::int64_t series = 0;
  if (!whole(text.substr(mark + 1, dash - mark - 1), series) || series < 2 || series > 1'000'000) return std::nullopt;
  out.receipt += (series - 1) * receipt_series;
  return out;
}

Payment::Card card_of(const payments::CardPayment& payment) {
  Payment::Card card;
  card.payment = payment.id;
  card.tip = payment.tip_taken;
  card.cashback = payment.cashback_taken;
  if (!payment.result) return card;
  card.facts = payment.result->card;
  card.approval_code = payment.result->approval_code;
  card.terminal_id = payment.result->terminal.terminal_id;
  card.terminal_receipt = payment.result->terminal.receipt;
  card.signature_required = payment.result->signature_required;
  card.offline = payment.result->offline;
  return card;
}

void append_json(std::string& out, const Order& order, Audience audience) {
  JsonWriter json{out};
  json.begin_object().member("orderId", order.id).member("kind", name_of(order.kind)).member("status", name_of(order.status));
  json.member("registerId", order.register_id).member("shiftId", order.shift_id);
  if (order.receipt) json.member("receiptNumber", receipt_number(order.register_number, *order.receipt));
  else json.key("receiptNumber").null();
  json.member("currency", order.currency.code()).key("items").begin_array();
  for (const Item& item : order.items) item_json(json, order, item);
  json.end_array().key("taxes").begin_array();
  for (const Tax& tax : order.taxes) {
    json.begin_object().member("code", tax.code).member("name", tax.name).member("rate", to_string(tax.rate))
        .member("included", tax.included).member("base", tax.base).member("amount", tax.amount);
    if (tax.treatment != taxes::Treatment::taxed) json.member("treatment", taxes::name_of(tax.treatment));
    json.end_object();
  }
  json.end_array().key("payments").begin_array();
  for (const Payment& payment : order.payments) payment_json(json, payment);
  json.end_array();
  if (order.due) json.member("due", *order.due);
  if (!order.receipt && audience == Audience::api) {
    json.key("cardPayments").begin_array();
    for (const payments::CardPayment& payment : order.card_payments) payments::append_json(json, payment, order.utc_offset_min);
    json.end_array();
  }
  json.member("subtotal", order.subtotal).member("discount", order.discount).member("net", order.net).member("tax", order.tax);
  json.member("total", order.total).member("rounding", order.rounding).member("paid", order.paid).member("change", order.change);
  json.member("staff", order.staff_code).nullable("personId", order.person).nullable("originalOrderId", order.original);
  json.nullable("voidedBy", order.voided_by).member("note", order.note).nullable("externalRef", order.external_ref);
  carts::Terms terms = order.terms;
  if (audience == Audience::event) {  // they name their owner
    terms.certificate.clear();
    terms.buyer_tax_number.clear();
  }
  append_terms(json, terms);
  if (order.attribution)
    json.key("attribution").begin_object().member("partner", order.attribution->partner_code)
        .member("source", order.attribution->source).end_object();
  if (!order.leave.capabilities.empty()) json.key("capabilities").raw(order.leave.capabilities);
  if (!order.leave.fraud.empty()) json.key("fraudCheck").raw(order.leave.fraud);
  if (order.shipping) shipping_json(json, order);
  if (order.address && audience == Audience::api) address_json(json, *order.address);
  json.member("businessDate", order.business_date).key("createdAt").time(order.created_at, order.utc_offset_min);
  json.end_object();
}
}  // namespace holdfast::orders
