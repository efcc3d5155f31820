#include "eft/nexo_message.h"

#include "eft/card_data.h"
#include "money/quantity.h"

namespace holdfast::eft {
namespace {
const Json* member(const Json* object, std::string_view name) {
  return object != nullptr && object->is_object() ? object->find(name) : nullptr;
}
template <class... Names>
const Json* member(const Json* object, std::string_view first, Names... names) {
  return member(member(object, first), names...);
}
template <class... Names>
std::string text(const Json* object, Names... names) {
  const Json* found = member(object, std::string_view{names}...);
  return found != nullptr && found->is_string() ? found->text() : std::string{};
}

std::string url_decoded(std::string_view encoded, bool plus_is_blank) {
  const auto digit = [](char c) {
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
                                  : -1;
  };
  std::string out;
  for (std::size_t i = 0; i < encoded.size(); ++i) {
    if (encoded[i] == '%' && i + 2 < encoded.size() && digit(encoded[i + 1]) >= 0 && digit(encoded[i + 2]) >= 0) {
      out += static_cast<char>(digit(encoded[i + 1]) << 4 | digit(encoded[i + 2]));
      i += 2;
    } else {
      out += plus_is_blank && encoded[i] == '+' ? ' ' : encoded[i];
    }
  }
  return out;
}
/// `name` of `a=b&name=c`, decoded.
std::optional<std::string> pair_value(std::string_view pairs, std::string_view name, bool plus_is_blank) {
  while (!pairs.empty()) {
    const std::string_view pair = pairs.substr(0, pairs.find('&'));
    pairs.remove_prefix(std::min(pairs.size(), pair.size() + 1));
    const auto equals = pair.find('=');
    if (pair.substr(0, equals) == name)
      return url_decoded(equals == std::string_view::npos ? "" : pair.substr(equals + 1), plus_is_blank);
  }
  return std::nullopt;
}

/// `name=Card&value=****&key=pan`, or plain text.
std::string receipt_text(const std::string& raw) {
  const auto key = pair_value(raw, "key", false);
  const auto name = pair_value(raw, "name", false);
  const auto value = pair_value(raw, "value", false);
  if (!key && !name) return raw;
  std::string out = name.value_or("");
  if (value) out += (out.empty() ? "" : "  ") + *value;
  return out;
}

CardFacts card_of(const Json* card) {
  CardFacts facts;
  facts.brand = scrub_card_numbers(text(card, "PaymentBrand"));
  facts.last_four = last_four(text(card, "MaskedPan"));
  if (facts.last_four.empty()) facts.last_four = last_four(text(card, "MaskedPAN"));
  const Json* modes = member(card, "EntryMode");
  const std::string mode =
      modes != nullptr && modes->is_array() && !modes->items().empty() && modes->items()[0].is_string()
          ? modes->items()[0].text()
          : "";
  if (mode == "ICC" || mode == "SynchronousICC") facts.entry = "chip";
  if (mode == "Tapped" || mode == "Contactless") facts.entry = "contactless";
  if (mode == "MagStripe") facts.entry = "stripe";
  return facts;
}

void add_receipt(NexoPayment& payment, const Json& receipt) {
  const ReceiptCopy copy =
      text(&receipt, "DocumentQualifier") == "CustomerReceipt" ? ReceiptCopy::customer : ReceiptCopy::merchant;
  if (const Json* flag = member(&receipt, "RequiredSignatureFlag"); flag != nullptr && flag->truth())
    payment.signature = true;
  const Json* content = member(&receipt, "OutputContent");
  if (content == nullptr) return;
  const Json* lines = member(content, "OutputText");
  if (lines == nullptr || !lines->is_array()) return;
  ReceiptLine line{.copy = copy};
  bool open = false;
  for (const Json& item : lines->items()) {
    line.text += receipt_text(text(&item, "Text"));
    line.double_width = line.double_width || text(&item, "CharacterWidth") == "DoubleWidth";
    line.double_height = line.double_height || text(&item, "CharacterHeight") == "DoubleHeight";
    line.centred = line.centred || text(&item, "Alignment") == "Centred";
    open = true;
    if (const Json* end = member(&item, "EndOfLineFlag"); end != nullptr && !end->truth()) continue;
    line.text = scrub_card_numbers(line.text);
    payment.receipt.push_back(line);
    line = ReceiptLine{.copy = copy};
    open = false;
  }
  if (!open) return;
  line.text = scrub_card_numbers(line.text);
  payment.receipt.push_back(line);
}

NexoHeader header_of(const Json* header) {
  return {text(header, "MessageClass"), text(header, "MessageCategory"), text(header, "MessageType"),
          text(header, "ServiceID"),    text(header, "SaleID"),          text(header, "POIID"),
          text(header, "DeviceID")};
}
/// The member that is neither header nor crypto.
Result<NexoMessage> message_of(std::string envelope, const NexoHeader& header, const Json& object) {
  for (const auto& [name, value] : object.members()) {
    if (name == "MessageHeader" || name == "SecurityTrailer" || name == "NexoBlob" || !value.is_object()) continue;
    return NexoMessage{std::move(envelope), header, name, value};
  }
  return refuse(ErrorCode::invalid_body, "a message without a payload");
}
}  // namespace

std::optional<std::int64_t> nexo_minor(const Json* number, Currency currency) {
  if (number == nullptr || !number->is_number()) return std::nullopt;
  std::string_view decimal = number->text();
  int exponent = currency.minor_units();
  if (const auto e = decimal.find_first_of("eE"); e != std::string_view::npos) {
    const auto power = parse_scaled(decimal.substr(decimal[e + 1] == '+' ? e + 2 : e + 1), 0);
    if (!power || *power < -30 || *power > 30) return std::nullopt;
    exponent += static_cast<int>(*power);
    decimal = decimal.substr(0, e);
  }
  if (decimal.starts_with('-')) return std::nullopt;
  const auto point = decimal.find('.');
  std::string digits{decimal.substr(0, point)};
  if (point != std::string_view::npos) {
    digits += decimal.substr(point + 1);
    exponent -= static_cast<int>(decimal.size() - point - 1);
  }
  while (exponent < 0 && digits.ends_with('0')) {
    digits.pop_back();
    ++exponent;
  }
  if (digits.empty() || digits.find_first_not_of('0') == std::string::npos) return 0;
  if (exponent < 0 || digits.size() + static_cast<std::size_t>(exponent) > 40) return std::nullopt;
  return parse_scaled(digits + std::string(static_cast<std::size_t>(exponent), '0'), 0);
}

Result<NexoMessage> decode_nexo(const Json& message) {
  for (const std::string_view name : {"SaleToPOIRequest", "SaleToPOIResponse"}) {
    const Json* object = member(&message, name);
    if (object == nullptr || !object->is_object()) continue;
    const Json* header = member(object, "MessageHeader");
    if (header == nullptr) return refuse(ErrorCode::invalid_body, "a message without a header");
    return message_of(std::string{name}, header_of(header), *object);
  }
  return refuse(ErrorCode::invalid_body, "no message of the Terminal API");
}

NexoResponse decode_nexo_response(const Json& payload) {
  NexoResponse response;
  const Json* object = member(&payload, "Response");
  const std::string result = text(object, "Result");
  if (result == "Success") response.result = NexoResponse::Result::success;
  if (result == "Partial") response.result = NexoResponse::Result::partial;
  if (result == "Failure") response.result = NexoResponse::Result::failure;
  response.condition = text(object, "ErrorCondition");
  response.detail = scrub_card_numbers(pair_value(text(object, "AdditionalResponse"), "message", true).value_or(""));
  return response;
}

NexoPayment decode_nexo_payment(const Json& payload, Currency currency) {
  NexoPayment payment;
  payment.response = decode_nexo_response(payload);
  const Json* id = member(&payload, "POIData", "POITransactionID");
  payment.transaction = text(id, "TransactionID");
  payment.transaction_at = text(id, "TimeStamp");
  payment.sale_transaction = text(&payload, "SaleData", "SaleTransactionID", "TransactionID");
  const Json* result = member(&payload, "PaymentResult");
  const Json* amounts = member(result, "AmountsResp");
  payment.currency = text(amounts, "Currency");
  payment.authorized = nexo_minor(member(amounts, "AuthorizedAmount"), currency);
  payment.tip = nexo_minor(member(amounts, "TipAmount"), currency);
  payment.cashback = nexo_minor(member(amounts, "CashBackAmount"), currency);
  payment.reversed = nexo_minor(member(&payload, "ReversedAmount"), currency);
  payment.card = card_of(member(result, "PaymentInstrumentData", "CardData"));
  payment.approval_code = text(result, "PaymentAcquirerData", "ApprovalCode");
  if (const Json* receipts = member(&payload, "PaymentReceipt"); receipts != nullptr && receipts->is_array())
    for (const Json& receipt : receipts->items()) add_receipt(payment, receipt);
  return payment;
}

NexoStatus decode_nexo_status(const Json& payload) {
  NexoStatus status;
  status.response = decode_nexo_response(payload);
  const Json* repeated = member(&payload, "RepeatedMessageResponse");
  const Json* body = member(repeated, "RepeatedResponseMessageBody");
  if (body == nullptr || !body->is_object()) return status;
  auto message = message_of("SaleToPOIResponse", header_of(member(repeated, "MessageHeader")), *body);
  if (message) status.repeated = std::move(*message);
  return status;
}

DayTotals decode_nexo_totals(const Json& payload, Currency currency) {
  DayTotals totals;
  const Json* list = member(&payload, "TransactionTotals");
  if (list == nullptr || !list->is_array()) return totals;
  for (const Json& group : list->items()) {
    BrandTotal brand{text(&group, "PaymentBrand"), 0, 0};
    if (brand.brand.empty()) brand.brand = text(&group, "PaymentInstrumentType");
    const Json* sums = member(&group, "PaymentTotals");
    if (sums == nullptr || !sums->is_array()) continue;
    for (const Json& sum : sums->items()) {
      const Json* count = member(&sum, "TransactionCount");
      const std::string kind = text(&sum, "TransactionType");
      const auto amount = nexo_minor(member(&sum, "TransactionAmount"), currency);
      if (count == nullptr || !count->integer() || !amount || kind == "Declined" || kind == "Failed") continue;
      brand.count += *count->integer();
      brand.amount += kind == "Debit" ? *amount : -*amount;
    }
    totals.count += brand.count;
    totals.amount += brand.amount;
    totals.brands.push_back(std::move(brand));
  }
  return totals;
}

std::vector<std::string> decode_nexo_output(const Json& output_content) {
  std::vector<std::string> lines;
  const Json* texts = member(&output_content, "OutputText");
  if (texts != nullptr && texts->is_array())
    for (const Json& item : texts->items()) lines.push_back(scrub_card_numbers(receipt_text(text(&item, "Text"))));
  if (const std::string id = text(&output_content, "PredefinedContent", "ReferenceID"); lines.empty() && !id.empty()) {
    const auto event = pair_value(id, "event", true);
    lines.push_back(scrub_card_numbers(event.value_or(id)));
  }
  return lines;
}
}  // namespace holdfast::eft
